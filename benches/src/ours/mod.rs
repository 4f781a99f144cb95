//! Buffa itself: owned messages, views, JSON.

mod derived;
mod read;
mod variants;

use std::hint::black_box;

use buffa::{HasView, Message, MessageView, OwnedView};
use buffa_benches_contest::{Dataset, Operation, Stage, by_shape};
use bytes::Bytes;

use read::{Three, Touch};

/// The types of the schemas.
#[allow(missing_docs)]
pub mod generated {
    buffa::include_protos!("proto/*.proto");
}

/// The same with strings and bytes that are parts of the input.
#[allow(missing_docs)]
pub mod shared {
    buffa::include_protos!(
        "proto/*.proto",
        views = false,
        string_type = ::bytestring::ByteString,
        bytes_type = ::buffa::bytes::Bytes,
    );
}

/// The same without unknown fields, which are dropped as most peers do.
#[allow(missing_docs)]
pub mod dropping {
    buffa::include_protos!("proto/*.proto", views = false, unknown_fields = false);
}

const OWNED: &str = "ours";
const DROPPING: &str = "ours-dropping";
const SHARED: &str = "ours-bytes";
const VIEW: &str = "ours-view";
const OWNED_VIEW: &str = "ours-owned-view";

/// Enters everything that Buffa implements.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        ($($path:ident)::+) => {{
            type M = generated::$($path)::+;
            stage.show_type::<M>(OWNED);
            stage.show_type::<shared::$($path)::+>(SHARED);
            stage.show_type::<<M as HasView>::View<'_>>(VIEW);
            enter_owned::<M>(data, stage, OWNED);
            enter_encode::<M>(data, stage, OWNED);
            enter_shared::<shared::$($path)::+>(data, stage, SHARED);
            enter_encode::<shared::$($path)::+>(data, stage, SHARED);
            enter_owned::<dropping::$($path)::+>(data, stage, DROPPING);
            enter_encode::<dropping::$($path)::+>(data, stage, DROPPING);
            enter_json::<M>(data, stage, OWNED);
            enter_view::<M>(data, stage, VIEW);
            enter_owned_view::<M>(data, stage);
            enter_read::<M>(data, stage);
        }};
    }
    by_shape!(data.shape, run);
    derived::enter(data, stage);
    variants::enter(data, stage);
}

fn decode_all<M: Message>(data: &Dataset) -> Vec<M> {
    data.payloads.iter().map(|wire| M::decode_from_slice(wire).expect("valid")).collect()
}

fn view<M: HasView>(wire: &[u8]) -> M::View<'_> {
    <M::View<'_>>::decode_view(wire).expect("valid")
}

fn views_of<M: HasView>(data: &Dataset) -> Vec<M::View<'_>> {
    data.payloads.iter().map(|wire| view::<M>(wire)).collect()
}

fn enter_owned<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + 'a,
{
    stage.prove(name, decode_all::<M>(data).iter().map(M::encode_to_vec));
    stage.enter(Operation::Decode, name, || {
        for wire in &data.payloads {
            drop(black_box(M::decode_from_slice(black_box(wire)).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, name, move || {
        for wire in &data.payloads {
            message.clear();
            message.merge_from_slice(black_box(wire)).expect("valid");
            black_box(&message);
        }
    });
}

fn enter_shared<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + 'a,
{
    let wires: Vec<Bytes> = data.payloads.iter().map(|p| Bytes::copy_from_slice(p)).collect();
    let messages = wires.iter().map(|wire| M::decode(wire.clone()).expect("valid"));
    stage.prove(name, messages.map(|message| message.encode_to_vec()));
    let input = wires.clone();
    stage.enter(Operation::Decode, name, move || {
        for wire in &input {
            drop(black_box(M::decode(black_box(wire).clone()).expect("valid")));
        }
    });
    let mut message = M::default();
    stage.enter(Operation::Merge, name, move || {
        for wire in &wires {
            message.clear();
            message.merge(black_box(wire).clone()).expect("valid");
            black_box(&message);
        }
    });
}

fn enter_encode<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + 'a,
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
            black_box(message).encode(&mut out);
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

fn enter_json<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: Message + 'a,
{
    let messages = decode_all::<M>(data);
    let texts = messages.iter().map(|m| buffa::json::to_string(m).expect("printable"));
    stage.prove_json(name, texts);
    stage.enter(Operation::JsonOut, name, move || {
        for message in &messages {
            drop(black_box(buffa::json::to_string(black_box(message)).expect("printable")));
        }
    });
    stage.enter(Operation::JsonIn, name, || {
        for json in &data.json {
            drop(black_box(buffa::json::from_str::<M>(black_box(json)).expect("valid")));
        }
    });
}

fn enter_view<'a, M>(data: &'a Dataset, stage: &mut Stage<'a>, name: &'static str)
where
    M: HasView + 'a,
{
    stage.prove(name, views_of::<M>(data).iter().map(MessageView::encode_to_vec));
    stage.enter(Operation::View, name, || {
        for wire in &data.payloads {
            black_box(view::<M>(black_box(wire)));
        }
    });
    let views = views_of::<M>(data);
    stage.enter(Operation::ToOwned, name, move || {
        for view in &views {
            drop(black_box(black_box(view).to_owned_message()));
        }
    });
    stage.enter(Operation::ViewToOwned, name, || {
        for wire in &data.payloads {
            drop(black_box(black_box(view::<M>(black_box(wire))).to_owned_message()));
        }
    });
    let views = views_of::<M>(data);
    stage.enter(Operation::EncodeView, name, move || {
        for view in &views {
            drop(black_box(black_box(view).encode_to_vec()));
        }
    });
}

fn enter_owned_view<'a, M: HasView + 'a>(data: &Dataset, stage: &mut Stage<'a>) {
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
    M: HasView + 'a,
    M::View<'a>: Touch + Three,
{
    stage.prove_sum(VIEW, views_of::<M>(data).iter().map(read::sum));
    stage.enter(Operation::ViewAll, VIEW, || {
        for wire in &data.payloads {
            black_box(read::sum(&view::<M>(black_box(wire))));
        }
    });
    stage.enter(Operation::ViewThree, VIEW, || {
        for wire in &data.payloads {
            black_box(read::sum_of_three(&view::<M>(black_box(wire))));
        }
    });
}
