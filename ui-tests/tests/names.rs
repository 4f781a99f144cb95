//! Names never clash: keywords, names of `std` and of the runtime, and names that meet.

mod keywords {
    buffa::include_protos!("proto/keywords.proto");
}

mod std_names {
    // The schema brings a module `buffa`.
    ::buffa::include_protos!(
        "proto/std_names.proto",
        "proto/std_package.proto",
        "proto/buffa_package.proto",
    );
}

mod no_package {
    buffa::include_protos!("proto/no_package.proto");
}

mod clashing {
    buffa::include_protos!("proto/clashes.proto", "proto/clashes_sub.proto");
}

mod old {
    buffa::include_protos!("proto/proto2_names.proto");
}

use buffa::{DecodeError, Enumeration, Message, MessageView};

/// Owned and view decoding give back what was encoded.
fn round_trip<M: buffa::HasView>(message: &M) -> Result<(), DecodeError> {
    let bytes = message.encode_to_vec();
    assert_eq!(&M::decode_from_slice(&bytes)?, message);
    assert_eq!(&M::View::decode_view(&bytes)?.to_owned_message(), message);
    Ok(())
}

#[test]
fn keywords_are_raw_or_get_an_underscore() -> Result<(), DecodeError> {
    use keywords::r#type::r#async::self_::r#gen::{
        Fields, Kinds, Self_, Upper, enums, kinds, r#type,
    };

    round_trip(&Fields {
        r#as: 1,
        self_: 28,
        crate_: 7,
        super_: 32,
        r#type: 36,
        union: 53,
        ..Default::default()
    })?;
    round_trip(&Upper { Self_: 1, ..Default::default() })?;
    round_trip(&Kinds {
        r#type: Some("x".into()),
        r#match: vec![vec![1], vec![]],
        r#box: Kinds::default().into(),
        r#move: Some(kinds::Move::Static(enums::Words::r#async.into())),
        ..Default::default()
    })?;
    round_trip(&Self_ { self_: Self_::default().into(), ..Default::default() })?;
    round_trip(&r#type { r#type: r#type::default().into(), ..Default::default() })?;
    assert_eq!(enums::Words::Self_.proto_name(), "Self");
    assert_eq!(enums::Words::from_proto_name("type"), Some(enums::Words::r#type));
    Ok(())
}

#[test]
fn names_of_std_are_free() -> Result<(), DecodeError> {
    use std_names::core::option as names;

    round_trip(&names::Option { none: names::Option::default().into(), ..Default::default() })?;
    let text = names::String { string: "x".into(), ..Default::default() };
    round_trip(&names::Result {
        result: Some(names::result::Result::Ok(text.clone().into())),
        ..Default::default()
    })?;
    round_trip(&names::Methods { encode: 1, value: Some("y".into()), ..Default::default() })?;
    round_trip(&names::EnumValue {
        enumeration: names::enum_value::Enumeration::None.into(),
        ..Default::default()
    })?;
    round_trip(&names::u8 { bool: true, ..Default::default() })?;
    let text = std_names::std::String { string: text.into(), ..Default::default() };
    round_trip(&std_names::buffa::bytes::Bytes { text: text.into(), ..Default::default() })
}

#[test]
fn a_package_is_not_needed() -> Result<(), DecodeError> {
    use no_package::{Option, Result, Vec};

    let option = Option { result: Result::Err.into(), ..Default::default() };
    let vec = Vec {
        vec: ["a".into()].into(),
        vec_oneof: Some(no_package::vec::VecOneof::Right(option.clone().into())),
        ..Default::default()
    };
    round_trip(&vec)?;
    round_trip(&Option { vecs: [vec].into(), ..option })
}

#[test]
fn oneofs_and_nested_types_share_names() -> Result<(), DecodeError> {
    use clashing::clashes::__buffa::oneof;
    use clashing::clashes::{Event, TwoOneofs, event};

    let kind = event::Kind { name: "message".into(), ..Default::default() };
    round_trip(&Event {
        kind: Some(oneof::event::Kind::Named(kind.into())),
        kind_view: Some(oneof::event::KindView::A(1)),
        ..Default::default()
    })?;
    round_trip(&TwoOneofs::default())
}

#[test]
fn views_give_way_to_messages() -> Result<(), DecodeError> {
    use clashing::clashes::{__buffa, Note, NoteView};

    // `NoteView` is the message of this name; the view of `Note` stands in the sentinel.
    let note = Note { note: NoteView::default().into(), ..Default::default() };
    round_trip(&note)?;
    let bytes = note.encode_to_vec();
    assert!(__buffa::view::NoteView::decode_view(&bytes)?.note.is_set());
    Ok(())
}

#[test]
fn modules_of_messages_do_not_meet() -> Result<(), DecodeError> {
    use clashing::clashes::{HTTPServer, HttpServer, Sub, sub};

    let mut one = HTTPServer::default();
    one.inner.get_or_insert_default().a = "text".into();
    round_trip(&one)?;
    let mut other = HttpServer::default();
    other.inner.get_or_insert_default().b = 1;
    round_trip(&other)?;
    let mut sub = sub::Thing { sub: Sub::default().into(), ..Default::default() };
    sub.inner.get_or_insert_default().a = "text".into();
    round_trip(&sub)
}

#[test]
fn enum_values_keep_their_names() {
    use clashing::clashes::{Level, Status};

    assert_eq!(Level::values(), [Level::LEVEL_UNKNOWN, Level::LEVEL_LOW, Level::LEVEL_HIGH]);
    assert_eq!(Status::STATUS_RUNNING, Status::STATUS_STARTED);
    assert_eq!(Status::from_i32(1).map(Status::proto_name), Some("STATUS_STARTED"));
    assert_eq!(Status::from_proto_name("STATUS_RUNNING"), Some(Status::STATUS_STARTED));
    assert_eq!(Status::STATUS_NEGATIVE.to_i32(), -1);
}

#[test]
fn old_syntax_has_the_same_freedom() -> Result<(), DecodeError> {
    use old::proto2::names::Old;
    use old::proto2::names::old::{Choice, Extern, Kind, Ref, Self_};

    round_trip(&Old {
        r#type: "x".into(),
        kind: Some(Kind::r),
        kinds: vec![Kind::first, Kind::second],
        self_: Self_ { self_: Some(1), ..Default::default() }.into(),
        r#extern: vec![Extern { r#type: Some("y".into()), ..Default::default() }],
        choice: Some(Choice::Ref(Ref { r#ref: Some(true), ..Default::default() }.into())),
        ..Default::default()
    })
}

#[test]
fn names_may_differ_in_case_only() -> Result<(), DecodeError> {
    use old::proto2::names::{Cased, Cases};

    round_trip(&Cases {
        fooBar: Some(1),
        foo_bar: Some(2),
        FooBar: Some(3),
        ..Default::default()
    })?;
    assert_ne!(Cased::cased, Cased::SHOUTED);
    Ok(())
}
