//! The data sets that are files, where these are at hand.

use std::fs;
use std::path::Path;

use buffa_benches_contest::Shape;
use prost::Message;

/// A data set in a file.
#[derive(Clone, PartialEq, Message)]
struct BenchmarkDataset {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "2")]
    message_name: String,
    #[prost(bytes = "vec", repeated, tag = "3")]
    payload: Vec<Vec<u8>>,
}

/// The messages of a shape, if there is a file for it.
pub(super) fn read(shape: Shape) -> Option<Vec<Vec<u8>>> {
    let file = match shape {
        Shape::ApiResponse => "api_response.pb",
        Shape::LogRecord => "log_record.pb",
        Shape::AnalyticsEvent => "analytics_event.pb",
        Shape::GoogleMessage1 => "google_message1_proto3.pb",
        _ => return None,
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bench");
    let bytes = fs::read(folder.join(file)).ok()?;
    let set = BenchmarkDataset::decode(&bytes[..]).expect("a BenchmarkDataset");
    Some(set.payload)
}
