//! Fields of types that no schema has.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::time::{Duration, SystemTime};

use buffa::{Message, MessageView};
use buffa_wkt::{Timestamp, TimestampView};

/// What a crate of identifiers might have: bytes on the wire, with a length that is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Uuid([u8; 4]);

impl From<Uuid> for Vec<u8> {
    fn from(id: Uuid) -> Self {
        id.0.to_vec()
    }
}

impl TryFrom<Vec<u8>> for Uuid {
    type Error = String;

    fn try_from(bytes: Vec<u8>) -> Result<Self, String> {
        let len = bytes.len();
        match bytes.try_into() {
            Ok(id) => Ok(Uuid(id)),
            Err(_) if len == 0 => Ok(Uuid::default()),
            Err(_) => Err(format!("an identifier of {len} bytes")),
        }
    }
}

/// The same as text.
mod uuid_text {
    use super::Uuid;

    pub(super) fn to_proto(id: &Uuid) -> String {
        id.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn from_proto(text: String) -> Result<Uuid, String> {
        let byte = |at| text.get(at..at + 2).and_then(|text| u8::from_str_radix(text, 16).ok());
        match (byte(0), byte(2), byte(4), byte(6)) {
            _ if text.is_empty() => Ok(Uuid::default()),
            (Some(a), Some(b), Some(c), Some(d)) if text.len() == 8 => Ok(Uuid([a, b, c, d])),
            _ => Err(format!("`{text}` is no identifier")),
        }
    }
}

mod address {
    use std::net::Ipv4Addr;

    pub(super) fn to_proto(address: &Ipv4Addr) -> u32 {
        address.to_bits()
    }

    pub(super) fn from_proto(bits: u32) -> Result<Ipv4Addr, std::convert::Infallible> {
        Ok(Ipv4Addr::from_bits(bits))
    }
}

#[derive(Clone, Debug, PartialEq, buffa::Message)]
#[buffa(name = "acme.Event")]
struct Event {
    #[buffa(tag = 1, as = Timestamp)]
    at: SystemTime,
    #[buffa(tag = 2, as = Timestamp)]
    until: Option<SystemTime>,
    #[buffa(tag = 3, as = Vec<u8>)]
    id: Uuid,
    #[buffa(tag = 4, with = "uuid_text", string)]
    text: Option<Uuid>,
    #[buffa(tag = 5, with = self::uuid_text, as = String)]
    all: BTreeSet<Uuid>,
    #[buffa(tag = 6, with = address, fixed32)]
    host: Option<Ipv4Addr>,
    #[buffa(tag = 7, as = u32)]
    port: u16,
    #[buffa(tag = 8, as = u32, fixed32)]
    letters: Vec<char>,
    #[buffa(tag = 9, as = ::buffa_wkt::Duration)]
    lasts: Vec<Duration>,
}

impl Default for Event {
    fn default() -> Self {
        Event {
            at: SystemTime::UNIX_EPOCH,
            until: None,
            id: Uuid::default(),
            text: None,
            all: BTreeSet::new(),
            host: None,
            port: 0,
            letters: Vec::new(),
            lasts: Vec::new(),
        }
    }
}

buffa::include_protos!(
    inline = r#"
    syntax = "proto3";
    package acme;
    import "google/protobuf/timestamp.proto";
    import "google/protobuf/duration.proto";
    message Event {
        google.protobuf.Timestamp at = 1;
        google.protobuf.Timestamp until = 2;
        bytes id = 3;
        optional string text = 4;
        repeated string all = 5;
        optional fixed32 host = 6;
        uint32 port = 7;
        repeated fixed32 letters = 8;
        repeated google.protobuf.Duration lasts = 9;
    }
"#
);

fn sample() -> Event {
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    Event {
        at: at(1_000),
        until: Some(at(2_000)),
        id: Uuid([1, 2, 3, 4]),
        text: Some(Uuid([0xA0, 0, 0, 0xFF])),
        all: [Uuid([1; 4]), Uuid([2; 4])].into(),
        host: Some(Ipv4Addr::LOCALHOST),
        port: 8080,
        letters: vec!['a', 'ß'],
        lasts: vec![Duration::from_millis(1_500), Duration::ZERO],
    }
}

#[test]
fn every_way_there_and_back() {
    for event in [sample(), Event::default()] {
        let bytes = event.encode_to_vec();
        assert_eq!(Event::decode_from_slice(&bytes).unwrap(), event);
        let generated = acme::Event::decode_from_slice(&bytes).unwrap();
        assert_eq!(generated.encode_to_vec(), bytes);
        let view = EventView::decode_view(&bytes).unwrap();
        assert_eq!(view.to_owned_message(), event);
        assert_eq!(view.port, u32::from(event.port));
        let text = buffa::json::to_string(&event).unwrap();
        assert_eq!(text, buffa::json::to_string(&generated).unwrap());
        assert_eq!(buffa::json::from_str::<Event>(&text).unwrap(), event, "{text}");
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
        let mut cleared = event.clone();
        cleared.clear();
        assert_eq!(cleared, Event::default());
    }
    let text = buffa::json::to_string(&sample()).unwrap();
    assert!(text.contains(r#""at":"1970-01-01T00:16:40Z""#), "{text}");
    assert!(text.contains(r#""text":"a00000ff","all":["01010101","02020202"]"#), "{text}");
}

#[test]
fn what_has_no_counterpart_is_an_error() {
    let error = |bytes: &[u8]| Event::decode_from_slice(bytes).unwrap_err().to_string();
    assert_eq!(error(&[0x1A, 1, 0]), "acme.Event.id: an identifier of 1 bytes");
    assert_eq!(error(b"\x22\x02no"), "acme.Event.text: `no` is no identifier");
    let port = buffa::json::from_str::<Event>(r#"{"port": 70000}"#).unwrap_err();
    assert!(port.to_string().contains("port"), "{port}");
    // A view shows what travels, and what cannot be converted becomes the default.
    let bytes = [0x38, 0xF0, 0xA2, 0x04];
    let view = EventView::decode_view(&bytes).unwrap();
    assert_eq!((view.port, view.to_owned_message().port), (70_000, 0));
}

#[test]
fn pieces_of_a_message_merge_before_they_are_converted() {
    let seconds = [0x0A, 2, 0x08, 5];
    let nanos = [0x0A, 2, 0x10, 7];
    let event = Event::decode_from_slice(&[seconds, nanos].concat()).unwrap();
    assert_eq!(event.at, SystemTime::UNIX_EPOCH + Duration::new(5, 7));
}

/// Goes out as what does not come in.
#[derive(Clone, Debug, Default, PartialEq)]
struct OneWay(u32);

mod one_way {
    use super::OneWay;

    pub(super) fn to_proto(value: &OneWay) -> u32 {
        value.0
    }

    pub(super) fn from_proto(value: u32) -> Result<OneWay, String> {
        if value < 5 { Ok(OneWay(value)) } else { Err("too large".into()) }
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Pair {
    #[buffa(tag = 1, optional)]
    name: Option<String>,
    #[buffa(tag = 2, with = one_way, uint32)]
    count: OneWay,
    #[buffa(tag = 3)]
    note: Option<String>,
}

#[test]
fn a_mask_merges_all_or_nothing() {
    let before = Pair { note: Some("kept".into()), ..Default::default() };
    let from = Pair { name: Some("new".into()), count: OneWay(7), note: None };
    let paths = ["name", "count", "note"];
    let mut into = before.clone();
    let error = buffa::mask::merge(&from, &mut into, &paths).unwrap_err();
    assert!(error.to_string().contains("too large"), "{error}");
    assert_eq!(into, before);
    buffa::mask::merge(&from, &mut into, &paths[..1]).unwrap();
    assert_eq!(into, Pair { name: from.name, ..before });
}

/// A list that travels as a message; each conversion goes over all of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Names(Vec<String>);

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct NameList {
    #[buffa(tag = 1)]
    names: Vec<String>,
}

thread_local! {
    static CONVERSIONS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

impl From<Names> for NameList {
    fn from(names: Names) -> Self {
        CONVERSIONS.set(CONVERSIONS.get() + 1);
        NameList { names: names.0 }
    }
}

impl From<NameList> for Names {
    fn from(list: NameList) -> Self {
        Names(list.names)
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Group {
    #[buffa(tag = 1, as = NameList)]
    members: Names,
    #[buffa(tag = 2, as = NameList)]
    guests: Option<Names>,
    #[buffa(tag = 3)]
    note: String,
    #[buffa(tag = 4)]
    groups: Vec<Group>,
}

/// Occurrences merge, and however many there are, the value is converted once.
#[test]
fn a_field_that_comes_often_is_converted_once() {
    use buffa_tests::Wire;
    let names = |name: &str| Wire::new().bytes(1, name);
    let body = |n: usize| {
        (0..n).fold(Wire::new(), |wire, i| {
            wire.message(1, names(&format!("m{i}")))
                .bytes(3, "between")
                .message(2, names(&format!("g{i}")))
        })
    };
    let wire = body(50).message(4, body(2)).message(4, body(3)).raw(&body(1).0);
    CONVERSIONS.set(0);
    let group = Group::decode_from_slice(wire.as_ref()).unwrap();
    // A bare field is converted to be merged into, in each of three bodies.
    assert_eq!(CONVERSIONS.get(), 3);
    let expected =
        |letter: &str, n: usize| (0..n).map(|i| format!("{letter}{i}")).collect::<Vec<_>>();
    let mut members = expected("m", 50);
    members.push("m0".into());
    assert_eq!(group.members.0, members);
    let mut guests = expected("g", 50);
    guests.push("g0".into());
    assert_eq!(group.guests, Some(Names(guests)));
    for (inner, n) in group.groups.iter().zip([2, 3]) {
        assert_eq!(inner.members.0, expected("m", n));
        assert_eq!(inner.guests, Some(Names(expected("g", n))));
    }
    let mut again = Group::default();
    again.merge_from_slice(body(2).as_ref()).unwrap();
    again.merge_from_slice(body(1).as_ref()).unwrap();
    assert_eq!(again.members.0, ["m0", "m1", "m0"]);
    assert_eq!(again.guests, Some(Names(vec!["g0".into(), "g1".into(), "g0".into()])));
    // What is malformed behind them is an error all the same.
    let broken = body(2).raw(&[1 << 3 | 2, 9]);
    assert!(Group::decode_from_slice(broken.as_ref()).is_err());
}
