//! prost: plain, and with `Bytes`; JSON by pbjson; and serde_json on the same structs.

mod judge;
mod read;

use std::hint::black_box;

use buffa_benches_contest::{Dataset, Operation, Stage, by_shape};
use bytes::Bytes;
use prost::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use judge::{json_of, same_json, same_wire};
use read::{Three, Touch};

macro_rules! generated {
    ($(#[doc = $about:literal])* $folder:ident, $($file:literal)*) => {
        $(#[doc = $about])*
        #[allow(clippy::all, missing_docs, unreachable_pub)]
        pub mod $folder {
            generated!(@ $folder bench $($file)*);
            generated!(@ $folder benchmarks $($file)*);
            generated!(@ $folder shapes $($file)*);
        }
    };
    (@ $folder:ident $package:ident $($file:literal)*) => {
        pub mod $package {
            $(include!(concat!(
                env!("OUT_DIR"), "/", stringify!($folder), "/", stringify!($package), $file
            ));)*
        }
    };
}

generated! {
    /// The types of prost as they are by default, with the JSON of pbjson.
    plain, ".rs" ".serde.rs"
}
generated! {
    /// The types with `Bytes` in fields of type `bytes`.
    shared, ".rs"
}
generated! {
    /// The types with derived serde implementations.
    derived, ".rs"
}

/// The schemas as a `FileDescriptorSet`.
pub const SCHEMAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schemas.binpb"));

/// Enters everything that this crate implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        ($($path:ident)::+) => {{
            stage.show_type::<plain::$($path)::+>("prost");
            stage.show_type::<shared::$($path)::+>("prost-bytes");
            enter_wire::<plain::$($path)::+>(data, stage, "prost");
            enter_read::<plain::$($path)::+>(data, stage);
            enter_json::<plain::$($path)::+>(data, stage);
            enter_shared::<shared::$($path)::+>(data, stage);
            enter_derived::<derived::$($path)::+>(data, stage);
        }};
    }
    by_shape!(data.shape, run);
}

fn decode_all<M: Message + Default>(data: &Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| M::decode(&wire[..]).expect("valid")).collect()
}

fn enter_wire<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + Default + 'a,
{
    stage.prove(name, decode_all::<M>(data).iter().map(M::encode_to_vec));
    stage.enter(Operation::Decode, name, || {
        for wire in &data.payloads {
            drop(black_box(M::decode(black_box(&wire[..])).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, name, move || {
        for wire in &data.payloads {
            message.clear();
            message.merge(black_box(&wire[..])).expect("valid");
            black_box(&message);
        }
    });
    enter_encode::<M>(data, stage, name);
}

fn enter_encode<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + Default + 'a,
{
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Encode, name, move || {
        for message in &messages {
            drop(black_box(black_box(message).encode_to_vec()));
        }
    });
    let messages = decode_all::<M>(data);
    let mut out = Vec::new();
    stage.enter(Operation::EncodeReused, name, move || {
        for message in &messages {
            out.clear();
            black_box(message).encode(&mut out).expect("a Vec has room");
            black_box(&out);
        }
    });
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Size, name, move || {
        for message in &messages {
            black_box(black_box(message).encoded_len());
        }
    });
}

/// prost has no views: for comparison, owned messages in their place.
fn enter_read<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: Message + Default + Touch + Three + 'a,
{
    stage.prove_sum("prost", decode_all::<M>(data).iter().map(read::sum));
    for operation in [Operation::View, Operation::OwnedView] {
        stage.enter(operation, "prost", || {
            for wire in &data.payloads {
                drop(black_box(M::decode(black_box(&wire[..])).expect("valid")));
            }
        });
    }
    stage.enter(Operation::ViewAll, "prost", || {
        for wire in &data.payloads {
            black_box(read::sum(&M::decode(black_box(&wire[..])).expect("valid")));
        }
    });
    stage.enter(Operation::ViewThree, "prost", || {
        for wire in &data.payloads {
            black_box(read::sum_of_three(&M::decode(black_box(&wire[..])).expect("valid")));
        }
    });
}

fn enter_json<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: Message + Default + Serialize + DeserializeOwned + 'a,
{
    let messages = decode_all::<M>(data);
    stage.enter(Operation::JsonOut, "pbjson", move || {
        for message in &messages {
            drop(black_box(serde_json::to_string(black_box(message)).expect("printable")));
        }
    });
    stage.enter(Operation::JsonIn, "pbjson", || {
        for json in &data.json {
            drop(black_box(serde_json::from_str::<M>(black_box(json)).expect("valid")));
        }
    });
}

fn enter_shared<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: Message + Default + 'a,
{
    const NAME: &str = "prost-bytes";
    let wires: Vec<Bytes> = data.payloads.iter().map(|p| Bytes::copy_from_slice(p)).collect();
    stage.prove(NAME, decode_all::<M>(data).iter().map(M::encode_to_vec));
    let input = wires.clone();
    stage.enter(Operation::Decode, NAME, move || {
        for wire in &input {
            drop(black_box(M::decode(black_box(wire).clone()).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, NAME, move || {
        for wire in &wires {
            message.clear();
            message.merge(black_box(wire).clone()).expect("valid");
            black_box(&message);
        }
    });
    enter_encode::<M>(data, stage, NAME);
}

/// What serde_json does with structs of the same fields: numbers are not quoted, bytes are lists of
/// numbers, default values are written. No ProtoJSON, so a reference only.
fn enter_derived<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: Message + Default + Serialize + DeserializeOwned + 'a,
{
    const NAME: &str = "serde_json";
    let messages = decode_all::<M>(data);
    let json: Vec<String> =
        messages.iter().map(|m| serde_json::to_string(m).expect("printable")).collect();
    stage.enter(Operation::JsonOut, NAME, move || {
        for message in &messages {
            drop(black_box(serde_json::to_string(black_box(message)).expect("printable")));
        }
    });
    stage.enter(Operation::JsonIn, NAME, move || {
        for json in &json {
            drop(black_box(serde_json::from_str::<M>(black_box(json)).expect("valid")));
        }
    });
}
