//! Google's `protobuf`, on upb.
#![cfg(feature = "upb")]

use std::hint::black_box;

use buffa_benches_contest::{Dataset, Operation, Stage, by_shape};
use protobuf::Message;

#[allow(warnings, clippy::all)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/protobuf_generated/generated.rs"));
}

// All packages in one, as the generated code has them.
use generated as bench;
use generated as benchmarks;
use generated as shapes;

const NAME: &str = "google";

/// Enters everything that this crate implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        ($($path:ident)::+) => {
            enter_all::<$($path)::+>(data, stage)
        };
    }
    by_shape!(data.shape, run);
}

fn decode_all<M: Message>(data: &Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| M::parse(wire).expect("valid")).collect()
}

fn encode<M: Message>(message: &M) -> Vec<u8> {
    message.serialize().expect("small enough")
}

fn enter_all<'a, M: Message + 'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    stage.prove(NAME, decode_all::<M>(data).iter().map(encode));
    stage.enter(Operation::Decode, NAME, || {
        for wire in &data.payloads {
            drop(black_box(M::parse(black_box(wire)).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, NAME, move || {
        for wire in &data.payloads {
            message.clear_and_parse(black_box(wire)).expect("valid");
            black_box(&message);
        }
    });
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Encode, NAME, move || {
        for message in &messages {
            drop(black_box(encode(black_box(message))));
        }
    });
}
