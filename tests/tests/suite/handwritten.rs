//! A message implemented by hand: the four required methods, alone and among generated ones.

use buffa::bytes::BufMut;
use buffa::{
    DecodeContext, DecodeError, DefaultCell, DefaultInstance, Message, Reader, SizeCache, Tag,
    WireType,
};
use buffa_tests::Wire;

use crate::support::text;

/// `message Link { uint32 number = 1; Link next = 2; }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Link {
    number: u32,
    next: Option<Box<Link>>,
}

impl DefaultInstance for Link {
    fn default_instance() -> &'static Self {
        static INSTANCE: DefaultCell<Link> = DefaultCell::new();
        INSTANCE.get()
    }
}

fn varint_len(value: u32) -> u32 {
    buffa::length_delimited_len(value as usize) as u32 - value
}

fn put_varint(buf: &mut impl BufMut, value: u32) {
    buf.put_slice(Wire::new().bare_varint(u64::from(value)).as_ref());
}

/// The fields of `Link` as tags.
fn tag_of(raw: u32) -> Result<Tag, DecodeError> {
    match raw {
        0x08 => Ok(Tag::new(1, WireType::Varint)),
        0x12 => Ok(Tag::new(2, WireType::LengthDelimited)),
        _ => Err(DecodeError::new("no field of a link")),
    }
}

impl Message for Link {
    fn compute_size(&self, cache: &mut SizeCache) -> u32 {
        let mut size = 0;
        if self.number != 0 {
            size += 1 + varint_len(self.number);
        }
        if let Some(next) = &self.next {
            let slot = cache.reserve();
            let len = next.compute_size(cache);
            cache.set(slot, len);
            size += 1 + varint_len(len) + len;
        }
        size
    }

    fn write_to(&self, cache: &mut SizeCache, buf: &mut impl BufMut) {
        if self.number != 0 {
            buf.put_u8(0x08);
            put_varint(buf, self.number);
        }
        if let Some(next) = &self.next {
            buf.put_u8(0x12);
            put_varint(buf, cache.take());
            next.write_to(cache, buf);
        }
    }

    fn merge_field(
        &mut self,
        tag: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        match (tag.number(), tag.wire_type()) {
            (1, Some(WireType::Varint)) => {
                self.number = u32::try_from(input.varint()?)
                    .map_err(|_| DecodeError::new("a number of more than 32 bits"))?;
                Ok(())
            }
            (2, Some(WireType::LengthDelimited)) => {
                let mut body = Reader::new(input.length_delimited()?);
                let next = self.next.get_or_insert_default();
                cx.nested(|cx| {
                    while !body.is_empty() {
                        let tag = tag_of(body.tag()?)?;
                        next.merge_field(tag, &mut body, cx)?;
                    }
                    Ok(())
                })
            }
            _ => input.skip(tag.to_raw(), cx.depth()),
        }
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// `message Envelope { Letter letter = 1; }`, whose letter is read field by field or as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Envelope<const WHOLE: bool> {
    letter: letters::hand::Letter,
}

pub(crate) type ByField = Envelope<false>;
pub(crate) type AsWhole = Envelope<true>;

impl<const WHOLE: bool> DefaultInstance for Envelope<WHOLE> {
    fn default_instance() -> &'static Self {
        crate::support::keep(Self::default())
    }
}

impl<const WHOLE: bool> Message for Envelope<WHOLE> {
    fn compute_size(&self, _: &mut SizeCache) -> u32 {
        2 + self.letter.encoded_len() as u32
    }

    fn write_to(&self, _: &mut SizeCache, buf: &mut impl BufMut) {
        buf.put_u8(0x0A);
        self.letter.encode_length_delimited(buf);
    }

    fn merge_field(
        &mut self,
        tag: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        if tag.number() != 1 {
            return input.skip(tag.to_raw(), cx.depth());
        }
        let body = input.length_delimited()?;
        if WHOLE {
            return self.letter.merge_from_slice(body);
        }
        let mut body = Reader::new(body);
        while !body.is_empty() {
            let tag = Tag::new(body.tag()? >> 3, WireType::LengthDelimited);
            self.letter.merge_field(tag, &mut body, cx)?;
        }
        Ok(())
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

mod letters {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto2";
            package hand;
            message Letter { required string from = 1; required string to = 2; }
            message Envelope { optional Letter letter = 1; }
            message Whole { optional Letter letter = 1; }
            message Mail { optional Envelope one = 1; optional Whole whole = 2; optional Letter bare = 3; }
        "#,
        extern_path = {
            ".hand.Envelope" => crate::handwritten::ByField,
            ".hand.Whole" => crate::handwritten::AsWhole,
        },
        views = false,
    );
}

mod generated {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package hand;
            message Link { uint32 number = 1; Link next = 2; }
            message Holder {
                string before = 1;
                Link one = 2;
                repeated Link many = 3;
                map<string, Link> named = 4;
                oneof choice { Link chosen = 5; int32 other = 6; }
                string after = 7;
            }
        "#,
        extern_path = { ".hand.Link" => crate::handwritten::Link },
        views = false,
    );
}

use generated::hand::{Holder, holder};

fn chain(len: u32) -> Link {
    let link = |next: Option<Link>, number| Link { number, next: next.map(Box::new) };
    (1..=len).fold(None, |next, number| Some(link(next, number * 100))).unwrap_or_default()
}

fn wire(link: &Link) -> Wire {
    let wire = Wire::new().varint(1, u64::from(link.number));
    link.next.iter().fold(wire, |wire, next| wire.message(2, self::wire(next)))
}

#[test]
fn alone() {
    for len in [1, 2, 50] {
        let link = chain(len);
        let expected = wire(&link);
        assert_eq!(text(&link.encode_to_vec()), text(expected.as_ref()));
        assert_eq!(link.encoded_len(), expected.0.len());
        assert_eq!(link.encode_length_delimited_to_vec()[1..].len(), {
            expected.0.len() + usize::from(expected.0.len() > 127)
        });
        assert_eq!(Link::decode_from_slice(expected.as_ref()).unwrap(), link);
        assert_eq!(Link::decode(expected.as_ref()).unwrap(), link);
    }
    assert!(Link::decode_from_slice(wire(&chain(102)).as_ref()).is_err(), "too deep");
    let error = Link::decode_from_slice(Wire::new().varint(1, 1 << 32).as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "a number of more than 32 bits");
}

#[test]
fn among_generated_messages() {
    let holder = Holder {
        before: "b".into(),
        one: chain(3).into(),
        many: vec![chain(1), Link::default(), chain(2)],
        named: [("k".to_owned(), chain(2))].into(),
        choice: Some(holder::Choice::Chosen(Box::new(chain(4)))),
        after: "a".into(),
        ..Default::default()
    };
    let expected = Wire::new()
        .bytes(1, "b")
        .message(2, wire(&chain(3)))
        .message(3, wire(&chain(1)))
        .message(3, Wire::new())
        .message(3, wire(&chain(2)))
        .message(4, Wire::new().bytes(1, "k").message(2, wire(&chain(2))))
        .message(5, wire(&chain(4)))
        .bytes(7, "a");
    let bytes = holder.encode_to_vec();
    assert_eq!(text(&bytes), text(expected.as_ref()));
    assert_eq!(holder.encoded_len(), bytes.len());
    assert_eq!(Holder::decode_from_slice(&bytes).unwrap(), holder);
    assert!(format!("{holder:?}").contains("Link"));
    let bad = Wire::new().message(3, Wire::new()).message(3, Wire::new().varint(1, 1 << 32));
    assert_eq!(
        Holder::decode_from_slice(bad.as_ref()).unwrap_err().to_string(),
        "hand.Holder.many[1]: a number of more than 32 bits"
    );
}

/// A message by hand counts as complete; what it reads as a whole is checked.
#[test]
fn required_fields_in_it() {
    use letters::hand::Mail;
    let half = Wire::new().bytes(1, "me");
    let whole = half.clone().bytes(2, "you");
    let envelope = |letter: &Wire| Wire::new().message(1, letter.clone());
    let mail = |number, letter| Wire::new().message(number, letter);
    for (number, letter) in [(1, &half), (1, &whole), (2, &whole)] {
        Mail::decode_from_slice(mail(number, envelope(letter)).as_ref()).expect("complete");
    }
    let error = Mail::decode_from_slice(mail(2, envelope(&half)).as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "hand.Mail: required fields are missing: whole.to");
    // What is generated around it is looked into all the same, and steps over it.
    let both = mail(1, envelope(&half)).raw(mail(3, half).as_ref());
    let error = Mail::decode_from_slice(both.as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "hand.Mail: required fields are missing: bare.to");
}
