//! Ours and prost, with statistics for people: `cargo bench -p buffa-benches`.
//!
//! The program `table` has more implementations and data sets, and takes turns between them.

use buffa_benches::{data, ours};
use buffa_benches_contest::{Operation, Shape, Stage};
use divan::Bencher;

const SHAPES: [Shape; 5] = [
    Shape::ApiResponse,
    Shape::LogRecord,
    Shape::AnalyticsEvent,
    Shape::PackedTile,
    Shape::TracesData,
];

fn main() {
    divan::main();
}

/// All data sets with all implementations that have an operation.
fn cells(operation: Operation) -> Vec<String> {
    let names = match operation {
        Operation::JsonOut | Operation::JsonIn => ["ours", "pbjson"],
        Operation::View | Operation::ViewAll => ["ours-view", "prost"],
        _ => ["ours", "prost"],
    };
    SHAPES.iter().flat_map(|shape| names.map(|name| format!("{}/{name}", shape.name()))).collect()
}

/// Measures one pass over all messages of a data set.
fn run(bencher: Bencher<'_, '_>, operation: Operation, cell: &str) {
    let (dataset, name) = cell.split_once('/').expect("a data set and an implementation");
    let shape = SHAPES.into_iter().find(|shape| shape.name() == dataset).expect("a data set");
    let data = data::dataset(shape);
    let mut stage = Stage::default();
    ours::enter(&data, &mut stage);
    buffa_benches_prost::enter(&data, &mut stage);
    let mut entries = stage.entries.iter_mut();
    let entry = entries.find(|entry| entry.operation == operation && entry.name == name);
    let entry = entry.expect("an implementation of the operation");
    bencher.bench_local(|| (entry.run)());
}

macro_rules! benches {
    ($($name:ident $operation:ident;)*) => {
        $(
            #[divan::bench(args = cells(Operation::$operation))]
            fn $name(bencher: Bencher<'_, '_>, cell: &str) {
                run(bencher, Operation::$operation, cell);
            }
        )*
    };
}

benches! {
    decode Decode;
    merge Merge;
    view View;
    view_all ViewAll;
    encode Encode;
    encode_reused EncodeReused;
    json_out JsonOut;
    json_in JsonIn;
}
