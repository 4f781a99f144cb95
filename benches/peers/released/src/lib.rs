//! The crate that is released under the name `buffa`: owned messages, views, lazy views, JSON.

mod read;

use std::hint::black_box;

use buffa::{HasMessageView, LazyMessageView, Message, MessageView, OwnedView, ViewEncode};
use buffa_benches_contest::{Dataset, Operation, Stage, by_shape};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use read::{Lazy, Three, Touch};

#[allow(clippy::all, missing_docs, unreachable_pub)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/all.rs"));
}

const OWNED: &str = "released";
const VIEW: &str = "released-view";
const OWNED_VIEW: &str = "released-owned-view";
const LAZY_VIEW: &str = "released-lazy";

/// Enters everything that this crate implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        ($($path:ident)::+) => {{
            type M = generated::$($path)::+;
            stage.show_type::<M>(OWNED);
            stage.show_type::<<M as HasMessageView>::View<'_>>(VIEW);
            stage.show_type::<<M as Lazy>::View<'_>>(LAZY_VIEW);
            enter_owned::<M>(data, stage);
            enter_encode::<M>(data, stage);
            enter_json::<M>(data, stage);
            enter_view::<M>(data, stage);
            enter_owned_view::<M>(data, stage);
            enter_read::<M>(data, stage);
            enter_lazy::<M>(data, stage);
        }};
    }
    by_shape!(data.shape, run);
}

fn decode_all<M: Message>(data: &Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| M::decode_from_slice(wire).expect("valid")).collect()
}

fn views_of<M: HasMessageView>(data: &Dataset) -> Vec<M::View<'_>> {
    data.payloads.iter().map(|wire| M::decode_view(wire).expect("valid")).collect()
}

fn enter_owned<'a, M: Message + 'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    stage.prove(OWNED, decode_all::<M>(data).iter().map(M::encode_to_vec));
    stage.enter(Operation::Decode, OWNED, || {
        for wire in &data.payloads {
            drop(black_box(M::decode_from_slice(black_box(wire)).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, OWNED, move || {
        for wire in &data.payloads {
            message.clear();
            message.merge_from_slice(black_box(wire)).expect("valid");
            black_box(&message);
        }
    });
}

fn enter_encode<'a, M: Message + 'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Encode, OWNED, move || {
        for message in &messages {
            drop(black_box(black_box(message).encode_to_vec()));
        }
    });
    let messages = decode_all::<M>(data);
    let mut out = Vec::new();
    stage.enter(Operation::EncodeReused, OWNED, move || {
        for message in &messages {
            out.clear();
            black_box(message).encode(&mut out);
            black_box(&out);
        }
    });
    let messages = decode_all::<M>(data);
    stage.enter(Operation::Size, OWNED, move || {
        for message in &messages {
            black_box(black_box(message).encoded_len());
        }
    });
}

fn enter_json<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: Message + Serialize + DeserializeOwned + 'a,
{
    let messages = decode_all::<M>(data);
    let texts = messages.iter().map(|m| serde_json::to_string(m).expect("printable"));
    stage.prove_json(OWNED, texts);
    stage.enter(Operation::JsonOut, OWNED, move || {
        for message in &messages {
            drop(black_box(serde_json::to_string(black_box(message)).expect("printable")));
        }
    });
    stage.enter(Operation::JsonIn, OWNED, || {
        for json in &data.json {
            drop(black_box(serde_json::from_str::<M>(black_box(json)).expect("valid")));
        }
    });
}

fn enter_view<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: HasMessageView + 'a,
    M::View<'a>: ViewEncode<'a>,
{
    stage.prove(VIEW, views_of::<M>(data).iter().map(ViewEncode::encode_to_vec));
    stage.enter(Operation::View, VIEW, || {
        for wire in &data.payloads {
            drop(black_box(M::decode_view(black_box(wire)).expect("valid")));
        }
    });
    let views = views_of::<M>(data);
    stage.enter(Operation::ToOwned, VIEW, move || {
        for view in &views {
            drop(black_box(black_box(view).to_owned_message().expect("valid")));
        }
    });
    stage.enter(Operation::ViewToOwned, VIEW, || {
        for wire in &data.payloads {
            let view = black_box(M::decode_view(black_box(wire)).expect("valid"));
            drop(black_box(view.to_owned_message().expect("valid")));
        }
    });
    let views = views_of::<M>(data);
    stage.enter(Operation::EncodeView, VIEW, move || {
        for view in &views {
            drop(black_box(black_box(view).encode_to_vec()));
        }
    });
}

fn enter_owned_view<'a, M: HasMessageView + 'a>(data: &Dataset, stage: &mut Stage<'a>) {
    let wires: Vec<Bytes> = data.payloads.iter().map(|p| Bytes::copy_from_slice(p)).collect();
    stage.enter(Operation::OwnedView, OWNED_VIEW, move || {
        for wire in &wires {
            let view = OwnedView::<M::View<'static>>::decode(black_box(wire).clone());
            drop(black_box(view.expect("valid")));
        }
    });
}

fn enter_read<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>)
where
    M: HasMessageView + 'a,
    M::View<'a>: Touch + Three,
{
    stage.prove_sum(VIEW, views_of::<M>(data).iter().map(read::sum));
    stage.enter(Operation::ViewAll, VIEW, || {
        for wire in &data.payloads {
            black_box(read::sum(&M::decode_view(black_box(wire)).expect("valid")));
        }
    });
    stage.enter(Operation::ViewThree, VIEW, || {
        for wire in &data.payloads {
            black_box(read::sum_of_three(&M::decode_view(black_box(wire)).expect("valid")));
        }
    });
}

fn enter_lazy<'a, M: Lazy>(data: &'a Dataset, stage: &mut Stage<'a>) {
    stage.enter(Operation::View, LAZY_VIEW, || {
        for wire in &data.payloads {
            drop(black_box(M::View::decode_lazy(black_box(wire)).expect("valid")));
        }
    });
}
