//! quick-protobuf: messages that borrow, in place of views.

use std::hint::black_box;

use buffa_benches_contest::{Dataset, Operation, Stage, by_shape};
use quick_protobuf::{BytesReader, MessageRead, MessageWrite, Writer};

#[allow(clippy::all, missing_docs, unreachable_pub, non_snake_case, dead_code)]
#[allow(non_camel_case_types, unused_imports)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}

const NAME: &str = "quick-protobuf";

/// Enters everything that this crate implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        ($($path:ident)::+) => {
            enter_all::<generated::$($path)::+>(data, stage)
        };
    }
    by_shape!(data.shape, run);
}

fn decode<'a, M: MessageRead<'a>>(wire: &'a [u8]) -> M {
    M::from_reader(&mut BytesReader::from_bytes(wire), wire).expect("valid")
}

fn decode_all<'a, M: MessageRead<'a>>(data: &'a Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| decode(wire)).collect()
}

fn encode<M: MessageWrite>(message: &M, out: &mut Vec<u8>) {
    out.reserve(message.get_size());
    message.write_message(&mut Writer::new(out)).expect("a Vec has room");
}

fn encode_new<M: MessageWrite>(message: &M) -> Vec<u8> {
    let mut out = Vec::new();
    encode(message, &mut out);
    out
}

fn enter_all<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: MessageRead<'a> + MessageWrite + 'a,
{
    stage.show_type::<M>(NAME);
    stage.prove(NAME, decode_all::<M>(data).iter().map(encode_new));
    stage.enter(Operation::View, NAME, || {
        for wire in &data.payloads {
            drop(black_box(decode::<M>(black_box(wire))));
        }
    });
    for operation in [Operation::Encode, Operation::EncodeView] {
        let messages = decode_all::<M>(data);
        stage.enter(operation, NAME, move || {
            for message in &messages {
                drop(black_box(encode_new(black_box(message))));
            }
        });
    }
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
            black_box(black_box(message).get_size());
        }
    });
}
