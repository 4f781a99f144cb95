//! Messages of the schemas as structs written by hand, with `#[derive(buffa::Message)]`.
//!
//! They keep unknown fields, as generated messages do, so that both do the same work.

use std::collections::HashMap;

use buffa::{EnumValue, UnknownFields};
use buffa_benches_contest::{Dataset, Stage, by_shape};

const OWNED: &str = "ours-derived";
const VIEW: &str = "ours-derived-view";

/// Enters the derived message of a shape, if there is one.
pub(super) fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    macro_rules! run {
        (bench::ApiResponse) => { run!(@ ApiResponse) };
        (bench::LogRecord) => { run!(@ LogRecord) };
        (bench::TriMesh) => { run!(@ TriMesh) };
        (shapes::Telemetry) => { run!(@ Telemetry) };
        (shapes::Config) => { run!(@ Config) };
        (shapes::Tree) => { run!(@ Tree) };
        (@ $message:ident) => {{
            stage.show_type::<$message>(OWNED);
            stage.show_type::<<$message as buffa::HasView>::View<'_>>(VIEW);
            super::enter_owned::<$message>(data, stage, OWNED);
            super::enter_encode::<$message>(data, stage, OWNED);
            super::enter_view::<$message>(data, stage, VIEW);
        }};
        ($($no_such_message:tt)*) => {()};
    }
    by_shape!(data.shape, run);
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct ApiResponse {
    #[buffa(tag = 1)]
    request_id: i64,
    #[buffa(tag = 2)]
    status_code: i32,
    #[buffa(tag = 3)]
    message: String,
    #[buffa(tag = 4)]
    latency_ms: f64,
    #[buffa(tag = 5)]
    cached: bool,
    #[buffa(tag = 6)]
    trace_id: Option<String>,
    #[buffa(tag = 7)]
    retry_after_ms: Option<i64>,
    #[buffa(tag = 8)]
    tags: Vec<String>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct LogRecord {
    #[buffa(tag = 1)]
    timestamp_nanos: i64,
    #[buffa(tag = 2)]
    service_name: String,
    #[buffa(tag = 3)]
    instance_id: String,
    #[buffa(tag = 4)]
    severity: EnumValue<Severity>,
    #[buffa(tag = 5)]
    message: String,
    #[buffa(tag = 6)]
    labels: HashMap<String, String>,
    #[buffa(tag = 7)]
    trace_id: String,
    #[buffa(tag = 8)]
    span_id: String,
    #[buffa(tag = 9)]
    source: Option<Context>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Severity {
    #[default]
    Unspecified = 0,
    Debug = 1,
    Info = 2,
    Warn = 3,
    Error = 4,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Context {
    #[buffa(tag = 1)]
    file: String,
    #[buffa(tag = 2)]
    line: i32,
    #[buffa(tag = 3)]
    function: String,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct TriMesh {
    #[buffa(tag = 1)]
    faces: Vec<Face>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Face {
    #[buffa(tag = 1)]
    a: Option<Vertex>,
    #[buffa(tag = 2)]
    b: Option<Vertex>,
    #[buffa(tag = 3)]
    c: Option<Vertex>,
    #[buffa(tag = 4)]
    n: Option<Vertex>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Vertex {
    #[buffa(tag = 1)]
    px: f32,
    #[buffa(tag = 2)]
    py: f32,
    #[buffa(tag = 3)]
    pz: f32,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Telemetry {
    #[buffa(tag = 1, sint64)]
    deltas: Vec<i64>,
    #[buffa(tag = 2)]
    values: Vec<f64>,
    #[buffa(tag = 3, fixed32)]
    keys: Vec<u32>,
    #[buffa(tag = 4)]
    codes: Vec<i32>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Config {
    #[buffa(tag = 1)]
    settings: HashMap<String, String>,
    #[buffa(tag = 2)]
    rules: HashMap<i32, Rule>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Rule {
    #[buffa(tag = 1)]
    pattern: String,
    #[buffa(tag = 2)]
    limit: i64,
    #[buffa(tag = 3)]
    enabled: bool,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Tree {
    #[buffa(tag = 1)]
    name: String,
    #[buffa(tag = 2)]
    value: i64,
    #[buffa(tag = 3)]
    child: Option<Box<Tree>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}
