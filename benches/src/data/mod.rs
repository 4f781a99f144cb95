//! The messages to measure with: made from a seed, the same in every run.
//!
//! Four data sets are files of the released crate's own benchmarks. Where these are at hand
//! (`../shared/bench` beside the project), they are used; otherwise messages alike are made.

mod bench;
mod files;
mod shapes;

use buffa_benches_contest::{Dataset, Seed, Shape};
use prost::Message;

/// The messages of one shape.
pub fn dataset(shape: Shape) -> Dataset {
    let payloads = files::read(shape).unwrap_or_else(|| generate(shape));
    let json = payloads.iter().map(|wire| buffa_benches_prost::json_of(shape, wire)).collect();
    Dataset { shape, payloads, json }
}

/// Whether the messages come from a file.
pub fn is_from_file(shape: Shape) -> bool {
    files::read(shape).is_some()
}

fn generate(shape: Shape) -> Vec<Vec<u8>> {
    match shape {
        Shape::ApiResponse => payloads(50, bench::api_response),
        Shape::LogRecord => payloads(50, bench::log_record),
        Shape::AnalyticsEvent => payloads(50, bench::analytics_event),
        Shape::GoogleMessage1 => payloads(1, bench::google_message1),
        Shape::MediaFrame => payloads(50, bench::media_frame),
        Shape::PackedTile => payloads(50, bench::packed_tile),
        Shape::TriMesh => payloads(20, bench::mesh),
        Shape::PackedSigned => payloads(20, bench::packed_signed),
        Shape::ColumnBatch => payloads(20, bench::column_batch),
        Shape::TracesData => payloads(5, shapes::otlp),
        Shape::Telemetry => payloads(2, shapes::telemetry),
        Shape::Config => payloads(20, shapes::config),
        Shape::Tree => payloads(20, shapes::tree),
        Shape::ScalarDense => payloads(50, shapes::scalar_dense),
        Shape::StringDense => payloads(50, shapes::string_dense),
        Shape::WideSparse => payloads(50, shapes::wide_sparse),
        Shape::PackedKinds => payloads(20, shapes::packed_kinds),
    }
}

fn payloads<M: Message>(count: u64, make: impl Fn(&mut Seed) -> M) -> Vec<Vec<u8>> {
    (0..count).map(|index| make(&mut Seed::new(index)).encode_to_vec()).collect()
}
