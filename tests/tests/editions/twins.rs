//! The official test messages and the same ones written in editions: one wire format.

use buffa::{DecodeError, HasView, MessageName, MessageView};
use buffa_tests::{Rng, Style, sample};
use prost::Message as _;
use prost_reflect::DescriptorPool;
use prost_types::FileDescriptorSet;

/// As they are written in proto2 and proto3, and in edition 2023 by hand.
mod original {
    buffa::include_protos!(
        "../../shared/conformance/protos/google/protobuf/test_messages_proto2.proto",
        "../../shared/conformance/protos/google/protobuf/test_messages_proto3.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto2_editions.proto",
        "../../shared/conformance/protos/editions/golden/test_messages_proto3_editions.proto",
        includes = ["../../shared/conformance/protos"],
        map_type = ::std::collections::BTreeMap,
        json = false,
    );
}

mod edition_2023 {
    buffa::include_protos!(
        "../../shared/conformance/transformed/2023/test_messages_proto2.proto",
        "../../shared/conformance/transformed/2023/test_messages_proto3.proto",
        includes =
            ["../../shared/conformance/transformed/2023", "../../shared/conformance/protos",],
        map_type = ::std::collections::BTreeMap,
        json = false,
    );
}

mod edition_2024 {
    include!(concat!(env!("OUT_DIR"), "/twins_2024.rs"));
}

/// The descriptors that protoc made of the originals.
fn descriptors() -> DescriptorPool {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance/schemas.binpb");
    let bytes = std::fs::read(path).expect("the descriptors are there");
    let mut set = FileDescriptorSet::decode(&*bytes).expect("well-formed");
    // The library that reads them knows no editions.
    set.file.retain(|file| file.syntax() != "editions");
    DescriptorPool::from_file_descriptor_set(set).expect("sound")
}

/// What became of the bytes of a message: encoded by the owned message, by the view, and by the
/// owned message made of the view.
#[derive(PartialEq)]
struct Written([Vec<u8>; 3]);

type Write = fn(&[u8]) -> Result<Written, DecodeError>;

fn written<M: HasView>(bytes: &[u8]) -> Result<Written, DecodeError> {
    let owned = M::decode_from_slice(bytes)?;
    let view = M::View::decode_view(bytes)?;
    Ok(Written([
        owned.encode_to_vec(),
        view.encode_to_vec(),
        view.to_owned_message().encode_to_vec(),
    ]))
}

/// The same with the bytes of owned messages sorted: the map in a `Struct` has no order.
fn written_in_any_order<M: HasView>(bytes: &[u8]) -> Result<Written, DecodeError> {
    let Written([mut owned, view, mut copied]) = written::<M>(bytes)?;
    owned.sort_unstable();
    copied.sort_unstable();
    Ok(Written([owned, view, copied]))
}

/// Random messages of the original become the same bytes in all twins.
fn same_bytes<M: HasView + MessageName>(original: Write, twins: &[(&str, Write)]) {
    let message = descriptors().get_message_by_name(M::FULL_NAME).expect("it is there");
    let tidy = Style::default();
    let styles = [
        tidy,
        Style { wild: true, nan: true, ..tidy },
        Style { wild: true, nan: true, foreign: true, unknown: true },
    ];
    for style in styles {
        for seed in 0..100 {
            let bytes = sample(&message, &mut Rng::new(seed), style);
            let expected = original(&bytes).expect("well-formed");
            for (twin, written) in twins {
                let found = written(&bytes).expect("well-formed for the twin");
                assert!(found == expected, "{} in {twin}, {style:?}, seed {seed}", M::FULL_NAME);
            }
        }
    }
}

#[test]
fn of_proto2() {
    use original::protobuf_test_messages::{editions, proto2};
    use {edition_2023 as of_2023, edition_2024 as of_2024};
    same_bytes::<proto2::TestAllTypesProto2>(
        written::<proto2::TestAllTypesProto2>,
        &[
            ("edition 2023, by hand", written::<editions::proto2::TestAllTypesProto2>),
            (
                "edition 2023",
                written::<of_2023::protobuf_test_messages::proto2::TestAllTypesProto2>,
            ),
            (
                "edition 2024",
                written::<of_2024::protobuf_test_messages::proto2::TestAllTypesProto2>,
            ),
        ],
    );
}

#[test]
fn of_proto3() {
    use original::protobuf_test_messages::{editions, proto3};
    use written_in_any_order as written;
    use {edition_2023 as of_2023, edition_2024 as of_2024};
    same_bytes::<proto3::TestAllTypesProto3>(
        written::<proto3::TestAllTypesProto3>,
        &[
            ("edition 2023, by hand", written::<editions::proto3::TestAllTypesProto3>),
            (
                "edition 2023",
                written::<of_2023::protobuf_test_messages::proto3::TestAllTypesProto3>,
            ),
            (
                "edition 2024",
                written::<of_2024::protobuf_test_messages::proto3::TestAllTypesProto3>,
            ),
        ],
    );
}
