//! Messages of `shapes.proto`.

use buffa_benches_contest::Seed;
use buffa_benches_prost::plain::shapes::any_value::Value;
use buffa_benches_prost::plain::shapes::{
    AnyValue, ArrayValue, Config, Event, KeyValue, PackedKinds, Resource, ResourceSpans,
    ScalarDense, Scope, ScopeSpans, Span, Status, StringDense, Telemetry, TracesData, Tree,
    WideSparse, config,
};

pub(super) fn scalar_dense(seed: &mut Seed) -> ScalarDense {
    ScalarDense {
        a1: seed.any_size(31) as i32,
        a2: seed.any_size(63) as i64,
        a3: seed.any_size(32) as u32,
        a4: seed.any_size(64),
        a5: seed.any_size(32) as i32,
        a6: seed.any_size(64) as i64,
        a7: seed.next() as u32,
        a8: seed.next(),
        a9: seed.next() as i32,
        a10: seed.next() as i64,
        a11: seed.real() as f32,
        a12: seed.real(),
        a13: true,
        b1: Some(seed.next() as i32),
        b2: Some(seed.next() as i64),
        b3: Some(seed.any_size(32) as u32),
        b4: Some(seed.any_size(64)),
        b5: Some(seed.any_size(32) as i32),
        b6: Some(seed.any_size(64) as i64),
        b7: Some(seed.next() as u32),
        b8: Some(seed.next()),
        b9: Some(seed.next() as i32),
        b10: Some(seed.next() as i64),
        b11: Some(seed.real() as f32),
        b12: Some(seed.real()),
        b13: Some(seed.one_in(2)),
    }
}

pub(super) fn string_dense(seed: &mut Seed) -> StringDense {
    StringDense {
        code: seed.text(1, 3),
        name: seed.words(2),
        title: seed.text(10, 20),
        city: seed.words(1),
        street: seed.text(8, 30),
        email: seed.text(12, 30),
        phone: seed.text(10, 12),
        summary: seed.words(20),
        text: seed.text(200, 1000),
        nickname: seed.one_in(2).then(|| seed.text(3, 8)),
        comment: seed.one_in(2).then(|| seed.words(10)),
        keywords: seed.list(5, 10, |seed| seed.text(3, 14)),
        paragraphs: seed.list(1, 3, |seed| seed.words(60)),
    }
}

/// One field in fifteen, and numbers small enough that some are at their default.
pub(super) fn wide_sparse(seed: &mut Seed) -> WideSparse {
    let mut message = WideSparse::default();
    for _ in 0..8 {
        match seed.below(40) {
            0 => message.f1 = seed.any_size(20) as i32,
            1 => message.f4 = true,
            2 => message.f7 = seed.next() as u32,
            3 => message.f10 = seed.text(2, 30),
            4 => message.f14 = seed.any_size(40),
            5 => message.f17 = -1 - seed.below(500) as i32,
            6 => message.f20 = seed.bytes(2, 30),
            7 => message.f23 = seed.real() as f32,
            8 => message.f27 = seed.text(2, 30),
            9 => message.f30 = seed.real(),
            10 => message.f33 = seed.next() as i64 >> 10,
            11 => message.f36 = seed.any_size(30) as u32,
            12 => message.f37 = seed.any_size(20) as i32,
            13 => message.f40 = true,
            14 => message.f43 = seed.next() as u32,
            15 => message.f46 = seed.text(2, 30),
            16 => message.f50 = seed.any_size(40),
            17 => message.f53 = -1 - seed.below(500) as i32,
            18 => message.f56 = seed.bytes(2, 30),
            19 => message.f59 = seed.real() as f32,
            20 => message.f63 = seed.text(2, 30),
            21 => message.f66 = seed.real(),
            22 => message.f69 = seed.next() as i64 >> 10,
            23 => message.f72 = seed.any_size(30) as u32,
            24 => message.f73 = seed.any_size(20) as i32,
            25 => message.f76 = true,
            26 => message.f79 = seed.next() as u32,
            27 => message.f82 = seed.text(2, 30),
            28 => message.f86 = seed.any_size(40),
            29 => message.f89 = -1 - seed.below(500) as i32,
            30 => message.f92 = seed.bytes(2, 30),
            31 => message.f95 = seed.real() as f32,
            32 => message.f99 = seed.text(2, 30),
            33 => message.f102 = seed.real(),
            34 => message.f105 = seed.next() as i64 >> 10,
            35 => message.f108 = seed.any_size(30) as u32,
            36 => message.f109 = seed.any_size(20) as i32,
            37 => message.f112 = true,
            38 => message.f115 = seed.next() as u32,
            _ => message.f118 = seed.text(2, 30),
        }
    }
    message
}

pub(super) fn config(seed: &mut Seed) -> Config {
    Config {
        settings: seed.list(40, 60, |seed| (seed.text(6, 24), seed.text(2, 40))),
        rules: seed.list(20, 30, |seed| {
            let rule = config::Rule {
                pattern: seed.text(8, 30),
                limit: seed.any_size(30) as i64,
                enabled: seed.one_in(2),
            };
            (seed.below(1 << 20) as i32, rule)
        }),
    }
}

pub(super) fn tree(seed: &mut Seed) -> Tree {
    (0..60).fold(Tree::default(), |child, _| Tree {
        name: seed.text(4, 12),
        value: seed.any_size(40) as i64,
        child: Some(Box::new(child)),
    })
}

pub(super) fn telemetry(seed: &mut Seed) -> Telemetry {
    const LEN: u64 = 10_000;
    Telemetry {
        deltas: seed.list(LEN, LEN, |seed| seed.below(4096) as i64 - 2048),
        values: seed.list(LEN, LEN, Seed::real),
        keys: seed.list(LEN, LEN, |seed| seed.next() as u32),
        codes: seed.list(LEN, LEN, |seed| seed.below(600) as i32),
    }
}

pub(super) fn packed_kinds(seed: &mut Seed) -> PackedKinds {
    const LEN: u64 = 128;
    PackedKinds {
        small: seed.list(LEN, LEN, |seed| seed.below(128) as i32),
        large: seed.list(LEN, LEN, |seed| seed.next() as i64),
        mixed: seed.list(LEN, LEN, |seed| seed.any_size(32) as u32),
        huge: seed.list(LEN, LEN, |seed| seed.next() | 1 << 63),
        signed: seed.list(LEN, LEN, |seed| seed.below(512) as i32 - 256),
        wide_signed: seed.list(LEN, LEN, |seed| seed.next() as i64 >> 20),
        flags: seed.list(LEN, LEN, |seed| seed.one_in(2)),
        f32s: seed.list(LEN, LEN, |seed| seed.next() as u32),
        f64s: seed.list(LEN, LEN, Seed::next),
        s32s: seed.list(LEN, LEN, |seed| seed.next() as i32),
        s64s: seed.list(LEN, LEN, |seed| seed.next() as i64),
        floats: seed.list(LEN, LEN, |seed| seed.real() as f32),
        doubles: seed.list(LEN, LEN, Seed::real),
    }
}

/// 200 spans with attributes and events.
pub(super) fn otlp(seed: &mut Seed) -> TracesData {
    let scope = |seed: &mut Seed| ScopeSpans {
        scope: Some(Scope { name: seed.text(8, 24), version: "1.4.2".into() }),
        spans: seed.list(20, 20, span),
        schema_url: "https://opentelemetry.io/schemas/1.24.0".into(),
    };
    TracesData {
        resource_spans: seed.list(5, 5, |seed| ResourceSpans {
            resource: Some(Resource {
                attributes: seed.list(4, 8, key_value),
                dropped_attributes_count: 0,
            }),
            scope_spans: seed.list(2, 2, scope),
            schema_url: String::new(),
        }),
    }
}

fn span(seed: &mut Seed) -> Span {
    let start = 1_700_000_000_000_000_000 + seed.below(1 << 40);
    Span {
        trace_id: seed.bytes(16, 16),
        span_id: seed.bytes(8, 8),
        trace_state: String::new(),
        parent_span_id: if seed.one_in(4) { vec![] } else { seed.bytes(8, 8) },
        name: seed.text(8, 30),
        kind: seed.below(4) as i32,
        start_time_unix_nano: start,
        end_time_unix_nano: start + seed.below(1_000_000),
        attributes: seed.list(4, 10, key_value),
        dropped_attributes_count: 0,
        events: seed.list(0, 2, |seed| Event {
            time_unix_nano: start,
            name: seed.text(5, 20),
            attributes: seed.list(0, 3, key_value),
        }),
        status: seed.one_in(4).then(|| Status { message: seed.text(5, 50), code: 2 }),
    }
}

fn key_value(seed: &mut Seed) -> KeyValue {
    KeyValue { key: seed.text(6, 24), value: Some(AnyValue { value: Some(value(seed)) }) }
}

fn value(seed: &mut Seed) -> Value {
    match seed.below(16) {
        0..8 => Value::StringValue(seed.text(4, 40)),
        8..12 => Value::IntValue(seed.below(100_000) as i64),
        12 => Value::DoubleValue(seed.real()),
        13 => Value::BoolValue(seed.one_in(2)),
        14 => Value::BytesValue(seed.bytes(4, 20)),
        _ => Value::ArrayValue(ArrayValue {
            values: seed
                .list(1, 4, |seed| AnyValue { value: Some(Value::StringValue(seed.text(4, 20))) }),
        }),
    }
}
