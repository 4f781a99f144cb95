//! micropb with the containers of `std`.

extern crate alloc;

use std::hint::black_box;

use buffa_benches_contest::{Dataset, Operation, Shape, Stage, by_shape};
use micropb::{MessageDecode, MessageEncode, PbEncoder};

#[allow(clippy::all, warnings, missing_docs, unreachable_pub)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/all.rs"));
}

const NAME: &str = "micropb";

/// Enters everything that this crate implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    // A message that holds itself is a `Box` of a default, which holds one as well, without end.
    if data.shape == Shape::Tree {
        return;
    }
    macro_rules! run {
        ($($path:ident)::+) => {
            enter_all::<generated::$($path)::+>(data, stage)
        };
    }
    by_shape!(data.shape, run);
}

fn decode<M: MessageDecode + Default>(wire: &[u8]) -> M {
    let mut message = M::default();
    message.decode_from_bytes(wire).expect("valid");
    message
}

fn decode_all<M: MessageDecode + Default>(data: &Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| decode(wire)).collect()
}

fn encode<M: MessageEncode>(message: &M, out: &mut Vec<u8>) {
    message.encode(&mut PbEncoder::new(out)).expect("a Vec has room");
}

fn encode_new<M: MessageEncode>(message: &M) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.compute_size());
    encode(message, &mut out);
    out
}

fn enter_all<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: MessageDecode + MessageEncode + Default + 'a,
{
    stage.show_type::<M>(NAME);
    stage.prove(NAME, decode_all::<M>(data).iter().map(encode_new));
    stage.enter(Operation::Decode, NAME, || {
        for wire in &data.payloads {
            drop(black_box(decode::<M>(black_box(wire))));
        }
    });
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Encode, NAME, move || {
        for message in &messages {
            drop(black_box(encode_new(black_box(message))));
        }
    });
    let messages = decode_all::<M>(data);
    let mut out = Vec::new();
    stage.enter(Operation::EncodeReused, NAME, move || {
        for message in &messages {
            out.clear();
            encode(black_box(message), &mut out);
            black_box(&out);
        }
    });
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Size, NAME, move || {
        for message in &messages {
            black_box(black_box(message).compute_size());
        }
    });
}
