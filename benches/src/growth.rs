//! How time grows with the size of a message.

mod chart;
mod table;

use std::hint::black_box;
use std::time::{Duration, Instant};

use buffa::{HasView, Message, MessageView};
use buffa_benches_contest::Shape;
use buffa_benches_prost::plain;

use crate::data;
use crate::ours::generated;

pub use chart::svg;
pub use table::table;

/// About how long the messages are.
pub const SIZES: [usize; 5] = [256 << 10, 2 << 20, 16 << 20, 128 << 20, 1 << 30];

/// The time of one operation of one implementation on messages of growing size.
pub struct Line {
    /// What is done.
    pub operation: &'static str,
    /// Who does it.
    pub name: &'static str,
    /// Bytes on the wire, and nanoseconds.
    pub points: Vec<(usize, f64)>,
}

/// All lines of one kind of data.
pub struct Growth {
    /// What grows, in a few words.
    pub about: &'static str,
    /// The lines, alike for all kinds of data.
    pub lines: Vec<Line>,
}

/// Measures both kinds of data up to a size.
pub fn measure(up_to: usize) -> [Growth; 2] {
    [
        growth::<generated::shapes::TracesData, plain::shapes::TracesData>(
            "nested: lists of messages, six deep, with strings (otlp)",
            Shape::TracesData,
            up_to,
        ),
        growth::<generated::bench::ColumnBatch, plain::bench::ColumnBatch>(
            "repeated: long packed lists and a list of strings (column_batch)",
            Shape::ColumnBatch,
            up_to,
        ),
    ]
}

fn growth<M, P>(about: &'static str, shape: Shape, up_to: usize) -> Growth
where
    M: HasView,
    P: prost::Message + Default,
{
    let mut lines = Vec::new();
    for size in SIZES.into_iter().filter(|&size| size <= up_to) {
        let wire = message_of::<M>(shape, size);
        for (operation, name, nanoseconds) in times::<M, P>(&wire) {
            let of = |line: &&mut Line| (line.operation, line.name) == (operation, name);
            match lines.iter_mut().find(of) {
                Some(line) => line.points.push((wire.len(), nanoseconds)),
                None => {
                    lines.push(Line { operation, name, points: vec![(wire.len(), nanoseconds)] })
                }
            }
        }
    }
    Growth { about, lines }
}

/// One message of about that size: the lists of a whole data set behind one another, again and
/// again.
fn message_of<M: Message>(shape: Shape, size: usize) -> Vec<u8> {
    let payloads = data::dataset(shape).payloads;
    let mut wire = Vec::with_capacity(size + payloads[0].len());
    for payload in payloads.iter().cycle() {
        if wire.len() + payload.len() / 2 > size {
            break;
        }
        wire.extend_from_slice(payload);
    }
    // Packed lists are in many pieces now; encoded again, they are in one.
    M::decode_from_slice(&wire).expect("valid").encode_to_vec()
}

fn times<M, P>(wire: &[u8]) -> Vec<(&'static str, &'static str, f64)>
where
    M: HasView,
    P: prost::Message + Default,
{
    let mut times = vec![
        ("decode", "ours", time(|| M::decode_from_slice(wire).expect("valid"))),
        ("view", "ours", time(|| <M::View<'_>>::decode_view(wire).expect("valid"))),
    ];
    let message = M::decode_from_slice(wire).expect("valid");
    times.push(("encode", "ours", time(|| message.encode_to_vec())));
    times.push(("size", "ours", time(|| message.encoded_len())));
    drop(message);
    times.push(("decode", "prost", time(|| P::decode(wire).expect("valid"))));
    let message = P::decode(wire).expect("valid");
    times.push(("encode", "prost", time(|| message.encode_to_vec())));
    times.push(("size", "prost", time(|| message.encoded_len())));
    times.push(("copy", "memcpy", time(|| black_box(wire).to_vec())));
    times
}

/// Nanoseconds of the fastest of at least three passes; what a pass makes is dropped in it.
fn time<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut best = f64::INFINITY;
    let end = Instant::now() + Duration::from_millis(300);
    let mut passes = 0;
    while passes < 3 || Instant::now() < end {
        let start = Instant::now();
        drop(black_box(run()));
        best = best.min(start.elapsed().as_nanos() as f64);
        passes += 1;
    }
    best
}
