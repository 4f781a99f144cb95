//! Prints decode, view and encode times next to prost's, as ratios, on bytes made from a seed.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin table`

use std::hint::black_box;
use std::time::Instant;

use buffa::{Message as _, MessageView as _};
use prost::Message as _;

mod ours {
    buffa::include_protos!("proto/shapes.proto");
}

#[allow(clippy::all)]
mod peer {
    include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
}

#[path = "../samples.rs"]
mod samples;

/// Interleaved rounds; the minimum of each contestant counts.
const ROUNDS: usize = 200;

fn main() {
    println!("{:<24} {:>10} {:>10} {:>7}", "nanoseconds a message", "prost", "buffa", "ratio");
    measure::<ours::shapes::Reply, ours::shapes::ReplyView<'_>, peer::Reply>(
        "reply",
        &samples::replies(),
    );
    measure::<ours::shapes::LogLine, ours::shapes::LogLineView<'_>, peer::LogLine>(
        "log line",
        &samples::log_lines(),
    );
    measure::<ours::shapes::Export, ours::shapes::ExportView<'_>, peer::Export>(
        "export",
        &samples::exports(),
    );
    measure::<ours::shapes::Columns, ours::shapes::ColumnsView<'_>, peer::Columns>(
        "columns",
        &samples::columns(),
    );
}

fn measure<'a, O, V, P>(name: &str, payloads: &'a [Vec<u8>])
where
    O: buffa::Message,
    V: buffa::MessageView<'a>,
    P: prost::Message + Default,
{
    let ours: Vec<O> = payloads.iter().map(|b| O::decode_from_slice(b).unwrap()).collect();
    let peers: Vec<P> = payloads.iter().map(|b| P::decode(&b[..]).unwrap()).collect();
    for (ours, peer) in ours.iter().zip(&peers) {
        let again = P::decode(&ours.encode_to_vec()[..]).unwrap();
        assert!(again.encoded_len() == peer.encoded_len(), "{name}: different content");
    }
    let [peer_decode, our_decode, our_view, peer_encode, our_encode] = interleaved([
        &mut || payloads.iter().for_each(|b| drop(black_box(P::decode(&b[..])))),
        &mut || payloads.iter().for_each(|b| drop(black_box(O::decode_from_slice(b)))),
        &mut || payloads.iter().for_each(|b| drop(black_box(V::decode_view(b)))),
        &mut || peers.iter().for_each(|m| drop(black_box(m.encode_to_vec()))),
        &mut || ours.iter().for_each(|m| drop(black_box(m.encode_to_vec()))),
    ]);
    let count = payloads.len() as f64;
    for (operation, peer, ours) in [
        ("decode", peer_decode, our_decode),
        ("decode, ours a view", peer_decode, our_view),
        ("encode", peer_encode, our_encode),
    ] {
        let row = format!("{name}: {operation}");
        let (peer, ours) = (peer / count, ours / count);
        println!("{row:<24} {peer:>10.1} {ours:>10.1} {:>7.2}", ours / peer);
    }
}

fn interleaved<const N: usize>(mut contestants: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut best = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (contestant, best) in contestants.iter_mut().zip(&mut best) {
            let start = Instant::now();
            contestant();
            *best = best.min(start.elapsed().as_nanos() as f64);
        }
    }
    best
}
