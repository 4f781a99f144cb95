//! What is wrong with malformed bytes, and where: the text of errors, owned and viewed.

use buffa::{Message, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::closed::{Paint, Pot};
use buffa_tests::schemas::own::cover::groups::Groups;
use buffa_tests::schemas::own::cover::maps::{Keys, Values};
use buffa_tests::schemas::own::cover::nesting::{Outer, Tree};
use buffa_tests::schemas::own::cover::oneofs::Every;
use buffa_tests::schemas::own::cover::scalars3::{Implicit, Lists};

use crate::support::refusal;

/// The error of `wire` as an `Implicit`, without the name of the message.
fn implicit(wire: Wire) -> String {
    let text = refusal::<Implicit>(&wire);
    match text.strip_prefix("cover.scalars3.Implicit") {
        Some(rest) => rest.to_owned(),
        None => panic!("{text} does not name the message"),
    }
}

fn bytes(bytes: &[u8]) -> Wire {
    Wire::new().raw(bytes)
}

#[test]
fn tags() {
    assert_eq!(implicit(bytes(&[0x80])), ": the input ends inside a value");
    assert_eq!(implicit(bytes(&[0x00])), ": field number 0");
    assert_eq!(implicit(bytes(&[0x80, 0x00])), ": field number 0");
    assert_eq!(implicit(bytes(&[0x07])), ": field number 0");
    let long = [0x98, 0x80, 0x80, 0x80, 0x80, 0x00, 0x01];
    assert_eq!(implicit(bytes(&long)), ": a tag of more than 32 bits");
    let large = [0xF8, 0xFF, 0xFF, 0xFF, 0x1F, 0x01];
    assert_eq!(implicit(bytes(&large)), ": a tag of more than 32 bits");
    assert_eq!(implicit(bytes(&[0x1E, 1])), ".int32: wire type 6");
    assert_eq!(implicit(bytes(&[0x87, 0x06, 1])), ".#96: wire type 7");
    let last = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F];
    assert_eq!(implicit(bytes(&last)), ".#536870911: wire type 7");
}

#[test]
fn tags_of_five_bytes_are_tags() {
    let wire = bytes(&[0x98, 0x80, 0x80, 0x80, 0x00, 0x05]);
    assert_eq!(Implicit::decode_from_slice(wire.as_ref()).unwrap().int32, 5);
    let view = <Implicit as buffa::HasView>::View::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.int32, 5);
}

#[test]
fn varints() {
    let tag = |rest: &[u8]| Wire::new().tag(3, 0).raw(rest);
    assert_eq!(implicit(tag(&[])), ".int32: the input ends inside a value");
    assert_eq!(implicit(tag(&[0xFF; 3])), ".int32: the input ends inside a value");
    assert_eq!(implicit(tag(&[0x80; 9])), ".int32: the input ends inside a value");
    assert_eq!(implicit(tag(&[0x80; 11])), ".int32: a varint of more than ten bytes");
    let unknown = Wire::new().tag(99, 0).raw(&[0xFF; 12]);
    assert_eq!(implicit(unknown), ".#99: a varint of more than ten bytes");
}

#[test]
fn fixed_width_numbers() {
    let text = ": the input ends inside a value";
    assert_eq!(implicit(Wire::new().tag(1, 1).raw(&[0; 7])), format!(".double{text}"));
    assert_eq!(implicit(Wire::new().tag(9, 5).raw(&[0; 3])), format!(".fixed32{text}"));
    assert_eq!(implicit(Wire::new().tag(99, 5).raw(&[0; 3])), format!(".#99{text}"));
}

#[test]
fn lengths() {
    let string = |rest: &[u8]| Wire::new().tag(14, 2).raw(rest);
    assert_eq!(implicit(string(&[])), ".string: the input ends inside a value");
    assert_eq!(implicit(string(&[5, 1, 2])), ".string: a length of 5 bytes with 2 bytes left");
    let huge = Wire::new().tag(15, 2).bare_varint(u64::MAX).raw(b"x");
    assert_eq!(implicit(huge), ".bytes: a length of 18446744073709551615 bytes with 1 bytes left");
    let message = Wire::new().tag(17, 2).bare_varint(1 << 31);
    assert_eq!(implicit(message), ".empty: a length of 2147483648 bytes with 0 bytes left");
}

#[test]
fn a_length_past_the_end_of_what_encloses_it() {
    let inner = Wire::new().tag(1, 2).bare_varint(4).raw(b"ab");
    let wire = Wire::new().message(2, inner).bytes(1, "enough bytes behind it");
    assert_eq!(
        refusal::<Tree>(&wire),
        "cover.nesting.Tree.left.label: a length of 4 bytes with 2 bytes left"
    );
}

#[test]
fn text() {
    let bad = b"ok\xFFno";
    assert_eq!(
        implicit(Wire::new().bytes(14, bad)),
        ".string: invalid UTF-8 at byte 2 of the string"
    );
    // Surrogates, overlong forms, and a character that the end cuts off.
    for bad in [&b"\xED\xA0\x80"[..], b"\xC0\x80", b"\xF4\x90\x80\x80", b"\xE2\x82"] {
        assert!(implicit(Wire::new().bytes(14, bad)).contains("invalid UTF-8 at byte 0"));
    }
    let long = [b"a".repeat(40), bad.to_vec()].concat();
    assert!(implicit(Wire::new().bytes(14, long)).contains("at byte 42"));
}

#[test]
fn paths() {
    let bad = b"\xFF";
    let utf8 = "invalid UTF-8 at byte 0 of the string";
    let at = |path: &str| format!("cover.{path}: {utf8}");

    let child = |inner: Wire| Wire::new().message(4, Wire::new()).message(4, inner);
    let wire = child(child(Wire::new().bytes(1, bad)));
    assert_eq!(refusal::<Tree>(&wire), at("nesting.Tree.children[1].children[1].label"));

    let wire = Wire::new().bytes(14, "a").bytes(14, "b").varint(3, 1).bytes(14, bad);
    assert_eq!(refusal::<Lists>(&wire), at("scalars3.Lists.string[2]"));

    let inner = Wire::new().bytes(2, bad);
    let entry = Wire::new().bytes(1, "key").message(2, inner.clone());
    let middle = Wire::new().message(4, entry);
    assert_eq!(
        refusal::<Outer>(&Wire::new().message(3, Wire::new()).message(3, middle)),
        at("nesting.Outer.middles[1].by_name[\"key\"].text")
    );

    let wire = Wire::new().message(
        6,
        Wire::new().varint(1, 7).message(2, {
            Wire::new()
                .message(5, Wire::new().bytes(1, "leaf").message(2, Wire::new().bytes(1, bad)))
        }),
    );
    assert_eq!(refusal::<Values>(&wire), at("maps.Values.nested[7].leaf[\"leaf\"].name"));

    let wire = Wire::new().message(17, Wire::new().message(3, Wire::new().bytes(1, bad)));
    assert_eq!(refusal::<Every>(&wire), at("oneofs.Every.part.inner.name"));

    let wire = Wire::new().message(12, Wire::new().bytes(1, bad));
    assert!(refusal::<Keys>(&wire).starts_with("cover.maps.Keys.string"));
}

#[test]
fn packed_lists() {
    let wire = Wire::new().bytes(9, [0; 6]);
    assert_eq!(
        refusal::<Lists>(&wire),
        "cover.scalars3.Lists.fixed32[0]: 6 bytes of packed elements of 4 bytes each"
    );
    let wire = Wire::new().packed(3, &[1, 2]).bytes(3, [1, 0x80]);
    let text = refusal::<Lists>(&wire);
    assert!(text.starts_with("cover.scalars3.Lists.int32[3]: "), "{text}");
    let wire = Wire::new().packed(3, &[1]).bytes(3, [0xFF; 11]);
    let text = refusal::<Lists>(&wire);
    assert_eq!(text, "cover.scalars3.Lists.int32[1]: a varint of more than ten bytes");
}

#[test]
fn groups() {
    let open = Wire::new().tag(1, 3).varint(1, 5);
    assert_eq!(refusal::<Groups>(&open), "cover.groups.Groups.single: a group without an end");
    let crossed = Wire::new().tag(1, 3).tag(2, 4);
    let text = refusal::<Groups>(&crossed);
    assert!(text.contains("the end of a group that is not open"), "{text}");
    let alone = Wire::new().varint(5, 1).tag(1, 4);
    let text = refusal::<Groups>(&alone);
    assert_eq!(text, "cover.groups.Groups.single: the end of a group that is not open");
    let unknown = Wire::new().tag(99, 3).tag(98, 3).tag(98, 4);
    assert_eq!(refusal::<Groups>(&unknown), "cover.groups.Groups.#99: a group without an end");
    // The end of the group that a sub-message lies in does not end the sub-message.
    let inner = Wire::new().raw(&[0x0C]);
    let text = refusal::<Groups>(&Wire::new().tag(1, 3).message(99, inner.clone()).tag(2, 4));
    assert!(text.contains("not open"), "{text}");
    let text = refusal::<Groups>(&Wire::new().message(6, inner));
    assert!(text.starts_with("cover.groups.Groups.inner.single: "), "{text}");
    let many = Wire::new().group(2, Wire::new()).group(2, Wire::new().tag(1, 0));
    let text = refusal::<Groups>(&many);
    assert!(text.starts_with("cover.groups.Groups.many[1]"), "{text}");
}

#[test]
fn closed_enums_in_maps_are_checked_before_they_are_kept() {
    let wire = Wire::new().message(4, Wire::new().varint(2, 99).tag(9, 2).raw(&[5]));
    assert!(refusal::<Paint>(&wire).starts_with("cover.closed.Paint.by_name"));
    let wire = Wire::new().message(5, Wire::new().message(2, Wire::new().tag(1, 0)));
    assert_eq!(
        refusal::<Paint>(&wire),
        "cover.closed.Paint.pots[0].color: the input ends inside a value"
    );
    assert_eq!(
        refusal::<Pot>(&Wire::new().varint(1, 99).tag(1, 0)),
        "cover.closed.Pot.color: the input ends inside a value"
    );
}
