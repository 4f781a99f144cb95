//! Lists of numbers in views, read in all ways, in all forms, shorter and longer than what is read
//! at once.

use buffa::{Message, MessageView};
use buffa_tests::{Rng, Wire};

use crate::support::both;

buffa::include_protos!(
    inline = "
        syntax = \"proto3\";
        package lists;
        enum Level { LOW = 0; HIGH = 1; }
        message Lists {
            repeated int32 i32 = 1;
            repeated int64 i64 = 2;
            repeated uint32 u32 = 3;
            repeated uint64 u64 = 4;
            repeated sint32 s32 = 5;
            repeated sint64 s64 = 6;
            repeated bool flags = 7;
            repeated Level levels = 8;
            repeated double doubles = 9;
            repeated int64 apart = 10 [packed = false];
        }
    ",
);

use lists::{Lists, ListsView};

/// Numbers of up to `bits` bits, some of them negative.
fn numbers(rng: &mut Rng, len: usize, bits: usize) -> Vec<i64> {
    (0..len)
        .map(|_| {
            let value = rng.number(bits) as i64;
            if rng.below(8) == 0 { value.wrapping_neg() } else { value }
        })
        .collect()
}

fn lists(of: &[i64]) -> Lists {
    Lists {
        i32: of.iter().map(|&n| n as i32).collect(),
        i64: of.to_vec(),
        u32: of.iter().map(|&n| n as u32).collect(),
        u64: of.iter().map(|&n| n as u64).collect(),
        s32: of.iter().map(|&n| n as i32).collect(),
        s64: of.to_vec(),
        flags: of.iter().map(|&n| n & 1 == 1).collect(),
        levels: of.iter().map(|&n| buffa::EnumValue::from_i32(n as i32 % 3)).collect(),
        doubles: of.iter().map(|&n| n as f64).collect(),
        apart: of.to_vec(),
        ..Default::default()
    }
}

macro_rules! same_in_all_ways {
    ($message:ident, $view:ident: $($field:ident)*) => {
        $(
            let (expected, list) = (&$message.$field, $view.$field);
            assert_eq!(list.len(), expected.len());
            let mut walked = Vec::new();
            for item in list {
                walked.push(item);
            }
            assert_eq!(&walked, expected, "a loop over {}", stringify!($field));
            let mut folded = Vec::new();
            list.iter().for_each(|item| folded.push(item));
            assert_eq!(&folded, expected, "for_each over {}", stringify!($field));
            let mut iter = list.iter();
            let head: Vec<_> = iter.by_ref().take(expected.len() / 3).collect();
            assert_eq!(iter.len(), expected.len() - head.len());
            let mut mixed = head;
            iter.for_each(|item| mixed.push(item));
            assert_eq!(&mixed, expected, "a loop and for_each over {}", stringify!($field));
            assert_eq!(list.get(expected.len() / 2), expected.get(expected.len() / 2).copied());
            assert_eq!(list.get(expected.len()), None);
        )*
    };
}

#[test]
fn every_length_and_size_is_read_alike_in_all_ways() {
    let rng = &mut Rng::new(64);
    for len in [0, 1, 2, 7, 15, 16, 39, 40, 41, 63, 64, 65, 79, 80, 81, 100, 200, 1000] {
        for bits in [1, 7, 8, 14, 21, 28, 29, 32, 35, 56, 57, 63, 64] {
            let message = lists(&numbers(rng, len, bits));
            let wire = message.encode_to_vec();
            let view = ListsView::decode_view(&wire).unwrap();
            same_in_all_ways!(message, view: i32 i64 u32 u64 s32 s64 flags levels doubles apart);
            assert_eq!(view.to_owned_message(), message);
            assert_eq!(view.encode_to_vec(), wire);
            assert_eq!(Lists::decode_from_slice(&wire).unwrap(), message);
        }
    }
}

/// The longest varint of a number that there is.
fn long(value: u64) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..10).map(|i| (value >> (7 * i).min(63)) as u8 | 0x80).collect();
    bytes[9] = (value >> 63) as u8;
    bytes
}

/// `both` writes views too: in the form of the schema, whichever the wire has.
#[test]
fn other_forms_are_read_alike_and_written_in_the_form_of_the_schema() {
    let values: Vec<u64> = (0..150).map(|n: u64| n.pow(5) | n << 58).collect();
    let packed: Vec<u8> = values.iter().flat_map(|&value| long(value)).collect();
    for number in 1..=8 {
        let alone = values.iter().fold(Wire::new(), |wire, &value| wire.varint(number, value));
        let wires = [
            Wire::new().bytes(number, &packed),
            alone.clone(),
            Wire::new().bytes(number, &packed).raw(&alone.0).bytes(number, &packed),
            Wire::new().packed(number, &values).varint(12, 1).packed(number, &values),
        ];
        for wire in &wires {
            let message = both::<Lists>(wire);
            let view = ListsView::decode_view(wire.as_ref()).unwrap();
            same_in_all_ways!(message, view: i32 i64 u32 u64 s32 s64 flags levels);
            assert_eq!(view.encode_to_vec(), message.encode_to_vec());
        }
    }
}

#[test]
fn what_does_not_end_or_is_too_long_is_found_wherever_it_stands() {
    for at in [0, 1, 30, 63, 64, 65, 100, 199] {
        let mut payload = vec![5; 200];
        payload.splice(at..at, [0xFF; 10]);
        crate::support::refusal::<Lists>(&Wire::new().bytes(2, &payload));
        payload.truncate(at + 3);
        crate::support::refusal::<Lists>(&Wire::new().bytes(2, &payload));
    }
}
