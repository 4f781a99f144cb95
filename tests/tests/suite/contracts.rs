//! What hand-written messages promise, and what happens where they do not keep it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use buffa::bytes::{Buf, BufMut, Bytes, BytesMut};
use buffa::{
    DecodeContext, DecodeError, DecodeErrorKind, DefaultCell, DefaultInstance, Message, Reader,
    SizeCache, Tag, UnknownFields, UnknownValue,
};
use buffa_tests::Wire;

/// Says one size and writes another one, in one of several ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Liar {
    says: u32,
    writes: usize,
    way: usize,
}

impl DefaultInstance for Liar {
    fn default_instance() -> &'static Self {
        static INSTANCE: DefaultCell<Liar> = DefaultCell::new();
        INSTANCE.get()
    }
}

const WAYS: usize = 5;

impl Message for Liar {
    fn compute_size(&self, _: &mut SizeCache) -> u32 {
        self.says
    }

    fn write_to(&self, _: &mut SizeCache, buf: &mut impl BufMut) {
        let bytes = &b"\x08\x01".repeat(self.writes)[..self.writes];
        match self.way {
            0 => buf.put_slice(bytes),
            1 => bytes.iter().for_each(|byte| buf.put_u8(*byte)),
            2 => buf.put(bytes),
            3 => buf.put_bytes(8, bytes.len()),
            _ => buf.put(Buf::chain(&bytes[..bytes.len() / 2], &bytes[bytes.len() / 2..])),
        }
    }

    fn merge_field(
        &mut self,
        tag: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        input.skip(tag.to_raw(), cx.depth())
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// `message Unzipped { bytes zipped = 1; }`: reads its fields from bytes that it makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unzipped {
    inner: generated::hand::Shared,
    elsewhere: Option<&'static [u8]>,
}

impl DefaultInstance for Unzipped {
    fn default_instance() -> &'static Self {
        static INSTANCE: DefaultCell<Unzipped> = DefaultCell::new();
        INSTANCE.get()
    }
}

impl Message for Unzipped {
    fn compute_size(&self, _: &mut SizeCache) -> u32 {
        0
    }

    fn write_to(&self, _: &mut SizeCache, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let unzipped: Vec<u8> = input.length_delimited()?.iter().rev().copied().collect();
        let mut body = Reader::new(&unzipped);
        while !body.is_empty() {
            let tag = Tag::from_raw(body.tag()?);
            self.inner.merge_field(tag, &mut body, cx)?;
        }
        Ok(())
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

mod generated {
    buffa::include_protos!(
        inline = r#"
            edition = "2023";
            package hand;
            message Liar {}
            message Unzipped {}
            message Holder {
                Liar one = 1;
                repeated Liar many = 2;
                map<string, Liar> named = 3;
                oneof choice { Liar chosen = 4; }
                Liar group = 5 [features.message_encoding = DELIMITED];
                repeated Liar groups = 6 [features.message_encoding = DELIMITED];
            }
            message Shared {
                bytes blob = 1;
                string name = 2;
                repeated bytes blobs = 3;
                oneof one { bytes member = 4; }
                map<int32, bytes> map = 5;
            }
            message Outer { Unzipped inside = 1; }
        "#,
        extern_path = {
            ".hand.Liar" => crate::contracts::Liar,
            ".hand.Unzipped" => crate::contracts::Unzipped,
        },
        bytes_type = ::buffa::bytes::Bytes,
        string_type = ::bytestring::ByteString,
        views = false,
    );
}

use generated::hand::{Holder, Outer, Shared, holder};

/// The message of the panic of `f`.
fn panics(f: impl FnOnce()) -> Option<String> {
    let payload = catch_unwind(AssertUnwindSafe(f)).err()?;
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(|text| text.to_string()))
}

/// A way to encode a message, and its name.
type Encoder<M> = (&'static str, fn(&M));

fn encoders<M: Message>() -> Vec<Encoder<M>> {
    vec![
        ("encode to a vector", |m| m.encode(&mut Vec::new())),
        ("encode to a buffer with room", |m| m.encode(&mut BytesMut::with_capacity(1000))),
        ("encode to a slice", |m| m.encode(&mut &mut [0; 1000][..])),
        ("try_encode", |m| drop(m.try_encode(&mut Vec::new()))),
        ("encode_to_vec", |m| drop(m.encode_to_vec())),
        ("try_encode_to_vec", |m| drop(m.try_encode_to_vec())),
        ("encode_to_bytes", |m| drop(m.encode_to_bytes())),
        ("try_encode_to_bytes", |m| drop(m.try_encode_to_bytes())),
        ("encode_length_delimited", |m| m.encode_length_delimited(&mut Vec::new())),
        ("try_encode_length_delimited", |m| {
            drop(m.try_encode_length_delimited(&mut Vec::new()));
        }),
        ("encode_length_delimited_to_vec", |m| drop(m.encode_length_delimited_to_vec())),
        ("write_length_delimited", |m| drop(m.write_length_delimited(&mut Vec::new()))),
        ("write_to_writer", |m| drop(m.write_to_writer(&mut Vec::new()))),
    ]
}

#[track_caller]
fn named_by_every_encoder<M: Message>(message: &M, honest: bool) {
    for (name, encode) in encoders::<M>() {
        let panic = panics(|| encode(message));
        if honest {
            assert_eq!(panic, None, "{name} {message:?}");
            continue;
        }
        let text = panic.unwrap_or_else(|| panic!("{name} accepted {message:?}"));
        assert!(text.contains("contracts::Liar`"), "{name} {message:?}: {text}");
    }
}

#[test]
fn sizes_that_disagree_are_a_panic_that_names_the_type() {
    for way in 0..WAYS {
        for (says, writes) in [(0, 0), (4, 4), (4, 2), (4, 0), (2, 4), (0, 2), (200, 198), (2, 600)]
        {
            let liar = Liar { says, writes, way };
            let honest = says as usize == writes;
            named_by_every_encoder(&liar, honest);
            let holders = [
                Holder { one: liar.clone().into(), ..Default::default() },
                Holder { many: vec![liar.clone()], ..Default::default() },
                Holder { named: [("k".into(), liar.clone())].into(), ..Default::default() },
                Holder {
                    choice: Some(holder::Choice::Chosen(Box::new(liar.clone()))),
                    ..Default::default()
                },
                Holder { group: liar.clone().into(), ..Default::default() },
                Holder { groups: vec![liar.clone()], ..Default::default() },
            ];
            holders.iter().for_each(|holder| named_by_every_encoder(holder, honest));
        }
    }
}

#[test]
fn bytes_that_are_not_those_of_the_input_are_copied() {
    let shared = Wire::new()
        .bytes(1, "blob")
        .bytes(2, "name")
        .bytes(3, "list")
        .bytes(3, "")
        .bytes(4, "member")
        .message(5, Wire::new().varint(1, 1).bytes(2, "value"));
    let expected = Shared::decode_from_slice(shared.as_ref()).unwrap();
    let zipped: Vec<u8> = shared.as_ref().iter().rev().copied().collect();
    let outer = Wire::new().message(1, Wire::new().bytes(1, zipped));
    let inputs = [
        Bytes::copy_from_slice(outer.as_ref()),
        // Much memory around the message, where other bytes may lie.
        {
            let mut large = BytesMut::zeroed(1 << 16);
            large.extend_from_slice(outer.as_ref());
            large.freeze().slice(1 << 16..)
        },
    ];
    for input in inputs {
        let decoded = Outer::decode(input).unwrap();
        assert_eq!(decoded.inside.inner, expected);
    }
    let input = Bytes::copy_from_slice(shared.as_ref());
    let direct = Shared::decode(input.clone()).unwrap();
    assert!(input.as_ptr_range().contains(&direct.blob.as_deref().unwrap().as_ptr()), "shared");
}

#[test]
fn unknown_fields_take_only_what_a_decoder_reads() {
    let mut nested = Vec::new();
    let mut deep = |levels: usize| {
        nested = [vec![0x0B; levels], vec![0x0C; levels]].concat();
        nested.clone()
    };
    let (deepest, too_deep, far_too_deep) = (deep(99), deep(100), deep(1 << 20));
    let group = |bytes: &'static [u8]| UnknownValue::Group(bytes);
    let good = [
        (101, UnknownValue::Varint(u64::MAX)),
        (Tag::MAX_NUMBER, UnknownValue::Fixed32(7)),
        (102, UnknownValue::Fixed64(7)),
        (103, UnknownValue::LengthDelimited(b"\xFF\x0C")),
        (104, group(b"")),
        (105, group(b"\x08\x01\x13\x14\x1D\x01\x02\x03\x04")),
        (106, UnknownValue::Group(&deepest)),
    ];
    let bad = [
        (0, UnknownValue::Varint(1)),
        (Tag::MAX_NUMBER + 1, UnknownValue::Varint(1)),
        (u32::MAX, UnknownValue::LengthDelimited(b"")),
        (7, group(b"\x08")),
        (7, group(b"\x00\x01")),
        (7, group(b"\x0E\x01")),
        (7, group(b"\x0C")),
        (7, group(b"\x3C")),
        (7, group(b"\x3C\x3B")),
        (7, group(b"\x0B")),
        (7, group(b"\x0B\x14")),
        (7, group(b"\x0A\x05abc")),
        (7, group(b"\xFF\xFF\xFF\xFF\xFF\xFF")),
        (7, group(b"\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")),
        (7, UnknownValue::Group(&too_deep)),
        (7, UnknownValue::Group(&far_too_deep)),
    ];
    let mut unknown = UnknownFields::new();
    for (count, (number, value)) in good.into_iter().enumerate() {
        assert!(unknown.push(number, value), "{number}");
        assert_eq!(unknown.len(), count + 1);
    }
    for (number, value) in bad {
        assert!(unknown.try_push(number, value).is_err(), "{number}");
        assert!(!unknown.push(number, value), "{number}");
        assert_eq!(unknown.len(), good.len());
    }
    let read: Vec<_> = unknown.iter().map(|field| (field.number, field.value)).collect();
    assert_eq!(read, good);
    let mut message = Shared::default();
    *message.unknown_fields_mut() = unknown;
    assert_eq!(Shared::decode_from_slice(&message.encode_to_vec()).unwrap(), message);
    let error = UnknownFields::new().try_push(0, UnknownValue::Varint(1)).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::InvalidFieldNumber);
}

/// Hands every tag that there is to a generated message.
#[derive(Clone, Debug, Default, PartialEq)]
struct Forward {
    tag: u32,
    inner: Shared,
}

impl DefaultInstance for Forward {
    fn default_instance() -> &'static Self {
        static INSTANCE: DefaultCell<Forward> = DefaultCell::new();
        INSTANCE.get()
    }
}

impl Message for Forward {
    fn compute_size(&self, _: &mut SizeCache) -> u32 {
        0
    }

    fn write_to(&self, _: &mut SizeCache, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: Tag,
        _: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let mut wire = Reader::new(b"\x01\x02\x03\x04\x05\x06\x07\x08");
        self.inner.merge_field(Tag::from_raw(self.tag), &mut wire, cx)
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

#[test]
fn tags_made_by_hand_do_not_become_wire_that_nobody_reads() {
    for tag in (0..200).chain([u32::MAX, u32::MAX - 7]) {
        let mut forward = Forward { tag, ..Default::default() };
        let _ = forward.merge(&b"\x08"[..]);
        let encoded = forward.inner.encode_to_vec();
        assert!(Shared::decode_from_slice(&encoded).is_ok(), "{tag:#x}: {encoded:02x?}");
    }
}
