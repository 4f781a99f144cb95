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

#[test]
fn works_without_a_prelude() {
    let option = Option { vecs: [Vec::default()].into(), ..Option::default() };
    let bytes = ::buffa::Message::encode_to_vec(&option);
    let again = <Option as ::buffa::Message>::decode_from_slice(&bytes);
    ::std::assert_eq!(again, ::core::result::Result::Ok(option));
}

use ::core::convert::Into as _;
use ::core::default::Default as _;
