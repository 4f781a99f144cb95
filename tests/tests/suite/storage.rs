//! Fields in other types: `string_type`, `bytes_type`, `repeated_type`, `map_type`, `box_type`.

use std::collections::BTreeMap;
use std::sync::Arc;

use buffa::bytes::{Buf, Bytes};
use buffa::storage::{ListStorage, StringStorage};
use buffa::{Inline, Message};
use buffa_tests::Wire;

use crate::support::both;

/// Text that shares the input's bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SharedText(Bytes);

impl AsRef<str> for SharedText {
    fn as_ref(&self) -> &str {
        std::str::from_utf8(&self.0).expect("made of text")
    }
}

impl StringStorage for SharedText {
    const SHARES: bool = true;

    fn from_text(text: &str) -> Self {
        SharedText(Bytes::copy_from_slice(text.as_bytes()))
    }

    fn assign_shared(&mut self, text: &str, shared: Bytes) {
        assert_eq!(text.as_bytes(), shared);
        self.0 = shared;
    }
}

/// A list of user's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pile<T>(Vec<T>);

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Pile(Vec::new())
    }
}

impl<T> ListStorage for Pile<T> {
    type Item = T;

    fn push(&mut self, item: T) {
        self.0.push(item);
    }

    fn as_slice(&self) -> &[T] {
        &self.0
    }

    fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.0
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

mod zero_copy {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package blobs;
            message Blobs {
                bytes one = 1;
                optional bytes maybe = 2;
                repeated bytes many = 3;
                map<string, bytes> named = 4;
                oneof choice { bytes chosen = 5; Blobs inner = 6; }
                Blobs below = 7;
            }
        "#,
        bytes_type = ::buffa::bytes::Bytes,
    );
}

mod chosen {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package custom;
            message Custom {
                string shared = 1;
                string counted = 2;
                string boxed = 3;
                bytes slice = 4;
                repeated int32 pile = 5;
                repeated Leaf leaves = 6;
                map<string, int32> sorted = 7;
                map<int32, Leaf> sorted_leaves = 8;
                Leaf in_place = 9;
                Leaf in_box = 10;
                optional string maybe = 11;
                repeated string texts = 12;
                oneof choice { string chosen = 13; }
            }
            message Leaf { int32 x = 1; repeated string tags = 2; }
        "#,
        string_type = {
            ".custom.Custom.shared" => crate::storage::SharedText,
            ".custom.Custom.counted" => ::std::sync::Arc<str>,
            ".custom.Custom.boxed" => ::std::boxed::Box<str>,
            ".custom.Custom.maybe" => ::std::sync::Arc<str>,
            ".custom.Custom.texts" => crate::storage::SharedText,
            ".custom.Custom.chosen" => ::std::sync::Arc<str>,
        },
        bytes_type = { ".custom.Custom.slice" => ::std::boxed::Box<[u8]> },
        repeated_type = {
            ".custom.Custom.pile" => crate::storage::Pile,
            ".custom.Custom.leaves" => crate::storage::Pile,
        },
        map_type = ::std::collections::BTreeMap,
        box_type = { ".custom.Custom.in_place" => ::buffa::Inline },
    );
}

use zero_copy::blobs::{Blobs, blobs};

fn is_part(part: &[u8], of: &Bytes) -> bool {
    let (part, of) = (part.as_ptr_range(), of.as_ptr_range());
    of.start <= part.start && part.end <= of.end
}

#[test]
fn bytes_are_parts_of_the_input() {
    let wire = Wire::new()
        .bytes(1, "one")
        .bytes(2, "maybe")
        .bytes(3, "first")
        .bytes(3, "second")
        .message(4, Wire::new().bytes(1, "key").bytes(2, "value"))
        .bytes(5, "chosen")
        .message(7, Wire::new().bytes(1, "below").bytes(3, ""));
    let input = Bytes::from(wire.0.clone());
    let message = Blobs::decode(input.clone()).unwrap();
    assert_eq!(message.one, "one");
    assert!(is_part(&message.one, &input));
    assert!(is_part(message.maybe.as_ref().unwrap(), &input));
    assert!(message.many.iter().all(|part| is_part(part, &input)));
    assert!(is_part(&message.named["key"], &input));
    let Some(blobs::Choice::Chosen(chosen)) = &message.choice else { panic!("{message:?}") };
    assert!(is_part(chosen, &input));
    assert!(is_part(&message.below.one, &input));
    assert_eq!(message.below.many, [Bytes::new()]);
    assert_eq!(both::<Blobs>(&wire), message);
}

#[test]
fn a_slice_cannot_be_shared_and_parts_are_gathered_once() {
    let wire = Wire::new().bytes(1, "one").bytes(3, "two");
    let copied = Blobs::decode_from_slice(wire.as_ref()).unwrap();
    assert!(!wire.as_ref().as_ptr_range().contains(&copied.one.as_ptr()));
    let (head, tail) = wire.as_ref().split_at(3);
    let gathered = Blobs::decode(head.chain(tail)).unwrap();
    assert_eq!(gathered, copied);
    let distance = gathered.many[0].as_ptr() as usize - gathered.one.as_ptr() as usize;
    assert_eq!(distance, 5, "both lie in one buffer");
}

#[test]
fn the_message_keeps_its_input_alive() {
    let message = {
        let input = Bytes::from(Wire::new().bytes(1, "still here").0);
        Blobs::decode(input).unwrap()
    };
    assert_eq!(message.one, "still here");
}

fn wire() -> Wire {
    let leaf = |x| Wire::new().varint(1, x).bytes(2, "tag");
    Wire::new()
        .bytes(1, "shared")
        .bytes(2, "counted")
        .bytes(3, "boxed")
        .bytes(4, [1, 2, 3])
        .packed(5, &[1, 2])
        .packed(5, &[3])
        .message(6, leaf(1))
        .message(6, leaf(2))
        .message(7, Wire::new().bytes(1, "a").varint(2, 1))
        .message(7, Wire::new().bytes(1, "b").varint(2, 2))
        .message(8, Wire::new().varint(1, 5).message(2, leaf(5)))
        .message(9, leaf(9))
        .message(9, Wire::new().bytes(2, "more"))
        .message(10, leaf(10))
        .bytes(11, "maybe")
        .bytes(12, "x")
        .bytes(12, "y")
        .bytes(13, "chosen")
}

#[test]
fn every_kind_of_storage_can_be_chosen() {
    use chosen::custom::{Custom, Leaf, custom};
    let message: Custom = both::<Custom>(&wire());
    assert_eq!(message.shared.as_ref(), "shared");
    let counted: &Arc<str> = &message.counted;
    assert_eq!(&**counted, "counted");
    let boxed: Box<str> = message.boxed.clone();
    assert_eq!(&*boxed, "boxed");
    let slice: Box<[u8]> = message.slice.clone();
    assert_eq!(*slice, [1, 2, 3]);
    assert_eq!(message.pile, Pile(vec![1, 2, 3]));
    assert_eq!(message.leaves.as_slice().len(), 2);
    let sorted: &BTreeMap<String, i32> = &message.sorted;
    assert!(sorted.keys().eq(["a", "b"]));
    assert_eq!(message.sorted_leaves[&5].x, 5);
    assert_eq!(message.in_place.tags, ["tag", "more"]);
    assert_eq!(message.in_box.x, 10);
    assert_eq!(message.maybe.as_deref(), Some("maybe"));
    assert_eq!(message.texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["x", "y"]);
    assert_eq!(message.choice, Some(custom::Choice::Chosen("chosen".into())));

    let in_place = buffa::MessageField::<Leaf, Inline<Leaf>>::some(Leaf::default());
    assert!(size_of_val(&in_place) >= size_of::<Leaf>(), "no box");
    let mut other = Custom { in_place, ..Default::default() };
    other.merge_from_slice(wire().as_ref()).unwrap();
    assert_eq!(other, message);
    other.clear();
    assert_eq!(other, Custom::default());
}

#[test]
fn text_may_share_the_input_too() {
    use chosen::custom::Custom;
    let input = Bytes::from(wire().0);
    let message = Custom::decode(input.clone()).unwrap();
    assert!(is_part(message.shared.as_ref().as_bytes(), &input));
    assert!(message.texts.iter().all(|text| is_part(text.as_ref().as_bytes(), &input)));
    let bad = Bytes::from(Wire::new().bytes(1, [0xFF]).0);
    let error = Custom::decode(bad).unwrap_err();
    assert_eq!(error.to_string(), "custom.Custom.shared: invalid UTF-8 at byte 0 of the string");
}

#[test]
fn sorted_maps_go_out_sorted() {
    use chosen::custom::Custom;
    let mut message = Custom::default();
    for key in ["c", "a", "b"] {
        message.sorted.insert(key.into(), 1);
    }
    let reverse_or_not = message.encode_to_vec();
    for _ in 0..3 {
        assert_eq!(message.clone().encode_to_vec(), reverse_or_not, "always the same");
    }
}
