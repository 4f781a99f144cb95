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

mod meetings {
    buffa::include_protos!("proto/meetings.proto", "proto/meetings_more.proto");
}

#[test]
fn owned_views_give_way_to_views() -> Result<(), DecodeError> {
    use buffa::bytes::Bytes;
    use meetings::meetings::__buffa::view;
    use meetings::meetings::{Foo, FooOwned, FooOwnedView};

    let message = FooOwned { text: Some("x".into()), ..Default::default() };
    round_trip(&message)?;
    let bytes = message.encode_to_vec();
    let seen: FooOwnedView<'_> = FooOwnedView::decode_view(&bytes)?;
    assert_eq!(seen.to_owned_message(), message);
    let owned: view::FooOwnedView_ = view::FooOwnedView_::decode(Bytes::from(bytes))?;
    assert_eq!(owned.text(), Some("x"));
    let _: Foo = owned.to_owned_message();
    Ok(())
}

#[test]
fn extensions_of_like_names_are_apart() -> Result<(), DecodeError> {
    use buffa::ExtensionSet;
    use meetings::meetings::{A_B, A_B_, A_B__, Foo};
    use meetings::meetings::{FOO, FOO_, HTTP_RULE, HTTP_RULE_, scope};

    let names = [A_B.full_name(), A_B_.full_name(), A_B__.full_name()];
    assert_eq!(names, ["meetings.A_B", "meetings.aB", "meetings.a_b"]);
    assert_eq!([FOO.full_name(), FOO_.full_name()], ["meetings.Foo_", "meetings.foo"]);
    assert_eq!(HTTP_RULE.full_name(), "meetings.HTTPRule");
    assert_eq!(HTTP_RULE_.full_name(), "meetings.http_rule");
    assert_eq!(scope::BAR.full_name(), "meetings.Scope.BAR");
    assert_eq!(scope::BAR_.full_name(), "meetings.Scope.Bar");
    assert_eq!(scope::BAR__.full_name(), "meetings.Scope.bar");
    let mut foo = Foo::default();
    foo.set_extension(&A_B__, Some(1));
    foo.set_extension(&A_B_, Some(2));
    assert_eq!((foo.extension(&A_B__), foo.extension(&A_B_)), (Some(1), Some(2)));
    round_trip(&foo)
}

#[test]
fn members_of_messages_do_not_meet() -> Result<(), DecodeError> {
    use meetings::meetings::{Fields, Members, fields, members};

    for choice in [
        members::Choice::Self_("a".into()),
        members::Choice::Self__("a".into()),
        members::Choice::Self___("a".into()),
        members::Choice::SomeThing(1),
        members::Choice::SomeThing_(1),
        members::Choice::__(1),
        members::Choice::___(1),
    ] {
        round_trip(&Members { choice: Some(choice), ..Default::default() })?;
    }
    let fields = Fields {
        self_: Some("2".into()),
        self__: Some("1".into()),
        Self_: vec!["4".into()],
        Self__: Some("3".into()),
        __: Some(6),
        ___: Some(5),
        __buffa_unknown_fields_: Some("8".into()),
        __buffa_unknown_fields__: Some("7".into()),
        super_: Some(fields::Super::Crate("9".into())),
        clone: Some("12".into()),
        clone_: Some("13".into()),
        ..Default::default()
    };
    round_trip(&fields)?;
    assert_eq!(format!("{fields:?}").matches("unknown").count(), 2);
    let view = meetings::meetings::FieldsOwnedView::decode(fields.encode_to_bytes())?;
    assert_eq!((view.clone__(), view.clone_()), (Some("12"), Some("13")));
    Ok(())
}

#[test]
fn fields_do_not_meet_what_is_hidden() -> Result<(), DecodeError> {
    use buffa::DecodeErrorKind;
    use meetings::meetings::{Hidden, HiddenByOneofs, hidden, hidden_by_oneofs};

    let message = Hidden {
        __buffa_absent_fields_: 1,
        __buffa_unknown_fields_: "a".into(),
        __buffa_absent_fields__: Some("b".into()),
        __buffa_unknown_fields__: Some(hidden::BuffaUnknownFields::BuffaAbsentFields(2)),
        ..Default::default()
    };
    round_trip(&message)?;
    // With a field that is unknown.
    let bytes = [message.encode_to_vec(), vec![6 << 3, 7]].concat();
    assert_eq!(Hidden::decode_from_slice(&bytes)?.encode_to_vec(), bytes);
    let kind = Hidden::decode_from_slice(&[]).map_err(|error| error.kind().clone());
    assert!(matches!(kind, Err(DecodeErrorKind::MissingRequired { .. })), "{kind:?}");
    round_trip(&HiddenByOneofs {
        __buffa_absent_fields_: Some(hidden_by_oneofs::BuffaAbsentFields::BuffaUnknownFields(1)),
        b: 1,
        ..Default::default()
    })
}

#[test]
fn messages_and_modules_without_a_name_of_their_own() -> Result<(), DecodeError> {
    use meetings::meetings::{__, ___, Self_, Self__};

    // `Self_` and `__` keep the names of the schema.
    round_trip(&Self_ { other: Self__::default().into(), ..Default::default() })?;
    round_trip(&Self__ { other: Self_::default().into(), ..Default::default() })?;
    let mut one = __::default();
    one.inner.get_or_insert_default().c = Some(1);
    round_trip(&one)?;
    let mut other = ___::default();
    other.inner.get_or_insert_default().b = Some(1);
    round_trip(&other)
}

#[test]
fn values_of_enums_do_not_meet() {
    use meetings::meetings::Values;
    use meetings::meetings::values::{Alias, Kind};

    let names = Kind::values().iter().map(|kind| kind.proto_name());
    assert!(names.eq(["Self", "_", "Owned", "Error", "FULL_NAME"]));
    assert_eq!((Kind::Self_, Kind::__), (Kind::Self__, Kind::___));
    assert_eq!((Alias::crate_, Alias::super_), (Alias::crate__, Alias::super__));
    assert_eq!(Values::default().kind(), Kind::Self__);
    assert_eq!(Values::default().alias(), Alias::super__);
}

mod optional {
    buffa::include_protos!("proto/optional_names.proto");
}

#[test]
fn what_is_optional_takes_no_name() -> Result<(), DecodeError> {
    use optional::optional_names::{Fields, Oneofs, oneofs};

    round_trip(&Fields {
        id: Some("a".into()),
        _id: "b".into(),
        X_id: Some(1),
        ..Default::default()
    })?;
    let _oo = Some(oneofs::Oo::A(1));
    round_trip(&Oneofs { oo: Some(2), _oo, ..Default::default() })
}

mod derived {
    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    #[buffa(owned_view = "FooKept")]
    pub(super) struct Foo {
        #[buffa(tag = 1)]
        pub(super) text: String,
    }

    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    pub(super) struct FooOwned {
        #[buffa(tag = 1)]
        pub(super) text: String,
    }
}

#[test]
fn views_of_structs_can_have_other_names() -> Result<(), DecodeError> {
    use derived::{Foo, FooKept, FooOwned, FooOwnedOwnedView, FooOwnedView};

    let foo = Foo { text: "a".into() };
    let bytes = foo.encode_to_vec();
    assert_eq!(FooKept::decode(bytes.clone())?.text(), "a");
    assert_eq!(FooOwnedView::decode_view(&bytes)?.to_owned_message(), FooOwned { text: foo.text });
    assert_eq!(FooOwnedOwnedView::decode(bytes)?.text(), "a");
    Ok(())
}
