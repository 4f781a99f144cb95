//! Exports as two small services would send them.

use buffa::Message;

use crate::otlp::any_value::Value;
use crate::otlp::metric::Data;
use crate::otlp::span::{Event, SpanKind};
use crate::otlp::status::StatusCode;
use crate::otlp::{
    AnyValue, ArrayValue, Histogram, HistogramDataPoint, KeyValue, LogExport, LogRecord, Metric,
    MetricExport, NumberDataPoint, Resource, ResourceLogs, ResourceMetrics, ResourceSpans, Scope,
    ScopeLogs, ScopeMetrics, ScopeSpans, Span, Status, Sum, TraceExport, number_data_point,
};

/// When everything began, in nanoseconds after 1970.
const START: u64 = 1_700_000_000_000_000_000;

const MILLISECOND: u64 = 1_000_000;

pub(crate) fn traces() -> Vec<u8> {
    let shop = (0..20).map(|n| span(n, "GET /cart", SpanKind::SPAN_KIND_SERVER)).collect();
    let mut stock: Vec<Span> =
        (20..30).map(|n| span(n, "SELECT item", SpanKind::SPAN_KIND_CLIENT)).collect();
    stock[7].status = Status {
        code: StatusCode::STATUS_CODE_ERROR.into(),
        message: "connection refused".into(),
        ..Default::default()
    }
    .into();
    let export = TraceExport {
        resource_spans: vec![resource_spans("shop", shop), resource_spans("stock", stock)],
        ..Default::default()
    };
    export.encode_to_vec()
}

fn resource_spans(service: &str, spans: Vec<Span>) -> ResourceSpans {
    let scope = ScopeSpans { scope: scope().into(), spans, ..Default::default() };
    ResourceSpans {
        resource: resource(service).into(),
        scope_spans: vec![scope],
        ..Default::default()
    }
}

fn span(n: u64, name: &str, kind: SpanKind) -> Span {
    let start = START + n * 3 * MILLISECOND;
    Span {
        trace_id: u128::from(n / 2 + 1).to_be_bytes().into(),
        span_id: (n + 1).to_be_bytes().into(),
        parent_span_id: if n.is_multiple_of(2) { Vec::new() } else { n.to_be_bytes().into() },
        name: name.into(),
        kind: kind.into(),
        start_time_unix_nano: start,
        end_time_unix_nano: start + (n % 7 + 1) * MILLISECOND,
        attributes: vec![
            attribute("http.status_code", Value::IntValue(if n == 3 { 404 } else { 200 })),
            attribute("http.route", Value::StringValue(name.into())),
        ],
        events: (0..n % 3).map(|_| event(start)).collect(),
        ..Default::default()
    }
}

fn event(time_unix_nano: u64) -> Event {
    Event { time_unix_nano, name: "cache miss".into(), ..Default::default() }
}

pub(crate) fn metrics() -> Vec<u8> {
    let requests = Metric {
        name: "http.requests".into(),
        data: Some(Data::Sum(
            Sum {
                data_points: (0..4).map(requests).collect(),
                is_monotonic: true,
                ..Default::default()
            }
            .into(),
        )),
        ..Default::default()
    };
    let latency = Metric {
        name: "http.latency".into(),
        unit: "ms".into(),
        data: Some(Data::Histogram(
            Histogram { data_points: vec![latency()], ..Default::default() }.into(),
        )),
        ..Default::default()
    };
    let scope = ScopeMetrics {
        scope: scope().into(),
        metrics: vec![requests, latency],
        ..Default::default()
    };
    let resource = ResourceMetrics {
        resource: resource("shop").into(),
        scope_metrics: vec![scope],
        ..Default::default()
    };
    MetricExport { resource_metrics: vec![resource], ..Default::default() }.encode_to_vec()
}

fn requests(n: i64) -> NumberDataPoint {
    NumberDataPoint {
        time_unix_nano: START,
        value: Some(number_data_point::Value::AsInt(100 * n + 17)),
        attributes: vec![attribute("http.status_code", Value::IntValue(200 + n))],
        ..Default::default()
    }
}

fn latency() -> HistogramDataPoint {
    HistogramDataPoint {
        time_unix_nano: START,
        count: 684,
        sum: Some(9_120.5),
        min: Some(0.4),
        max: Some(812.0),
        bucket_counts: vec![120, 431, 0, 130, 3],
        explicit_bounds: vec![5.0, 10.0, 50.0, 100.0],
        ..Default::default()
    }
}

pub(crate) fn logs() -> Vec<u8> {
    let log_records = vec![
        record(9, "", Value::StringValue("listening on port 8080".into())),
        record(13, "WARN", Value::StringValue("slow answer".into())),
        record(17, "", Value::ArrayValue(stack().into())),
    ];
    let scope = ScopeLogs { scope: scope().into(), log_records, ..Default::default() };
    let resource = ResourceLogs {
        resource: resource("stock").into(),
        scope_logs: vec![scope],
        ..Default::default()
    };
    LogExport { resource_logs: vec![resource], ..Default::default() }.encode_to_vec()
}

fn record(severity_number: i32, severity_text: &str, body: Value) -> LogRecord {
    LogRecord {
        time_unix_nano: START,
        severity_number,
        severity_text: severity_text.into(),
        body: value(body).into(),
        attributes: vec![attribute("thread.id", Value::IntValue(7))],
        ..Default::default()
    }
}

fn stack() -> ArrayValue {
    let frames = ["connection refused", "in stock::query", "in stock::main"];
    let values = frames.map(|frame| value(Value::StringValue(frame.into()))).into();
    ArrayValue { values, ..Default::default() }
}

fn resource(service: &str) -> Resource {
    Resource {
        attributes: vec![
            attribute("service.name", Value::StringValue(service.into())),
            attribute("host.name", Value::StringValue("host-1".into())),
        ],
        ..Default::default()
    }
}

fn scope() -> Scope {
    Scope { name: "sample".into(), version: "1.0".into(), ..Default::default() }
}

fn attribute(key: &str, content: Value) -> KeyValue {
    KeyValue { key: key.into(), value: value(content).into(), ..Default::default() }
}

fn value(value: Value) -> AnyValue {
    AnyValue { value: Some(value), ..Default::default() }
}
