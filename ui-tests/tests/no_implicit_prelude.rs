//! Generated code takes nothing from the prelude.

#![no_implicit_prelude]

use ::core::prelude::v1::test;

::buffa::include_protos!("proto/keywords.proto");

::buffa::include_protos!(
    "proto/std_names.proto",
    "proto/std_package.proto",
    "proto/buffa_package.proto",
);

::buffa::include_protos!("proto/clashes.proto", "proto/clashes_sub.proto");

::buffa::include_protos!("proto/proto2_names.proto");

::buffa::include_protos!("proto/no_package.proto");

/// The names of the prelude are other things here: see `std_names.proto`.
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq,
    ::buffa::Message,
)]
#[buffa(accessors)]
struct Ours {
    #[buffa(tag = 1)]
    text: ::core::option::Option<::std::string::String>,
    #[buffa(tag = 2, as = u32)]
    letters: ::std::vec::Vec<::core::primitive::char>,
    #[buffa(oneof)]
    choice: ::core::option::Option<OurChoice>,
    #[buffa(tag = 5)]
    again: ::core::option::Option<::std::boxed::Box<Ours>>,
}

#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::buffa::Oneof)]
enum OurChoice {
    #[buffa(tag = 3)]
    Number(::core::primitive::i32),
    #[buffa(tag = 4)]
    Kind(::buffa::EnumValue<OurKind>),
}

#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq,
    ::buffa::Enumeration,
)]
enum OurKind {
    #[default]
    Some,
}

#[test]
fn derives_work_without_a_prelude() {
    let ours = Ours {
        choice: ::core::option::Option::Some(OurChoice::Kind(OurKind::Some.into())),
        ..Ours::default().with_text("a")
    };
    let bytes = ::buffa::Message::encode_to_vec(&ours);
    let again = <Ours as ::buffa::Message>::decode_from_slice(&bytes);
    ::std::assert_eq!(again, ::core::result::Result::Ok(ours));
}

#[test]
fn works_without_a_prelude() {
    let option = Option { vecs: [Vec::default()].into(), ..Option::default() };
    let bytes = ::buffa::Message::encode_to_vec(&option);
    let again = <Option as ::buffa::Message>::decode_from_slice(&bytes);
    ::std::assert_eq!(again, ::core::result::Result::Ok(option));
}

use ::core::convert::Into as _;
use ::core::default::Default as _;
