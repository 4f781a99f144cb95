//! Messages of `bench.proto` and `benchmarks.proto`.

use buffa_benches_contest::Seed;
use buffa_benches_prost::plain::bench::analytics_event::{Nested, Property, property};
use buffa_benches_prost::plain::bench::packed_tile::Cell;
use buffa_benches_prost::plain::bench::tri_mesh::{Face, Vertex};
use buffa_benches_prost::plain::bench::{
    AnalyticsEvent, ApiResponse, ColumnBatch, LogRecord, MediaFrame, PackedSigned, PackedTile,
    TriMesh, log_record,
};
use buffa_benches_prost::plain::benchmarks::{GoogleMessage1, GoogleMessage1SubMessage};

pub(super) fn api_response(seed: &mut Seed) -> ApiResponse {
    ApiResponse {
        request_id: seed.next() as i64 >> 8,
        status_code: 200 + seed.below(300) as i32,
        message: seed.text(10, 40),
        latency_ms: seed.below(100_000) as f64 / 64.0,
        cached: seed.one_in(2),
        trace_id: Some(seed.text(32, 32)),
        retry_after_ms: seed.one_in(2).then(|| seed.below(5000) as i64),
        tags: seed.list(0, 4, |seed| seed.text(4, 12)),
    }
}

pub(super) fn log_record(seed: &mut Seed) -> LogRecord {
    LogRecord {
        timestamp_nanos: seed.next() as i64 >> 2,
        service_name: seed.text(8, 24),
        instance_id: seed.text(16, 40),
        severity: seed.below(5) as i32,
        message: seed.text(60, 400),
        labels: seed.list(0, 8, |seed| (seed.text(4, 16), seed.text(4, 32))),
        trace_id: seed.text(32, 32),
        span_id: seed.text(16, 16),
        source: Some(log_record::Context {
            file: seed.text(20, 50),
            line: seed.below(2000) as i32,
            function: seed.text(8, 30),
        }),
    }
}

pub(super) fn analytics_event(seed: &mut Seed) -> AnalyticsEvent {
    AnalyticsEvent {
        event_id: seed.text(36, 36),
        timestamp: seed.next() as i64 >> 2,
        user_id: seed.text(8, 16),
        properties: seed.list(3, 8, property),
        sections: seed.list(2, 4, |seed| nested(seed, 3)),
    }
}

fn property(seed: &mut Seed) -> Property {
    let value = match seed.below(4) {
        0 => property::Value::StringValue(seed.text(4, 40)),
        1 => property::Value::IntValue(seed.below(100_000) as i64),
        2 => property::Value::DoubleValue(seed.real()),
        _ => property::Value::BoolValue(true),
    };
    Property { key: seed.text(4, 20), value: Some(value) }
}

fn nested(seed: &mut Seed, depth: u32) -> Nested {
    Nested {
        name: seed.text(6, 20),
        attributes: seed.list(2, 5, property),
        children: if depth == 0 { vec![] } else { seed.list(0, 3, |seed| nested(seed, depth - 1)) },
    }
}

pub(super) fn media_frame(seed: &mut Seed) -> MediaFrame {
    MediaFrame {
        frame_id: seed.text(16, 24),
        timestamp_nanos: seed.next() as i64 >> 2,
        content_type: "image/jpeg".into(),
        body: seed.bytes(4_000, 10_000),
        chunks: seed.list(2, 6, |seed| seed.bytes(200, 2000)),
        attachments: seed.list(0, 4, |seed| (seed.text(6, 14), seed.bytes(100, 1000))),
    }
}

pub(super) fn packed_tile(seed: &mut Seed) -> PackedTile {
    PackedTile {
        cells: seed.list(64, 64, |seed| Cell {
            id: seed.below(100_000) as u32,
            geometry: seed.list(12, 20, |seed| seed.any_size(24) as u32),
            samples: seed.list(4, 8, |seed| seed.real() as f32),
            positions: seed.list(2, 4, Seed::real),
        }),
        checksums: seed.list(64, 64, Seed::next),
    }
}

pub(super) fn mesh(seed: &mut Seed) -> TriMesh {
    fn vertex(seed: &mut Seed) -> Option<Vertex> {
        let mut number = || seed.real() as f32;
        Some(Vertex { px: number(), py: number(), pz: number() })
    }
    TriMesh {
        faces: seed.list(256, 256, |seed| Face {
            a: vertex(seed),
            b: vertex(seed),
            c: vertex(seed),
            n: vertex(seed),
        }),
    }
}

pub(super) fn packed_signed(seed: &mut Seed) -> PackedSigned {
    PackedSigned {
        deltas: seed.list(256, 256, |seed| -1 - seed.below(1 << 16) as i32),
        wide_deltas: seed.list(256, 256, |seed| -1 - (seed.any_size(60) as i64)),
    }
}

pub(super) fn column_batch(seed: &mut Seed) -> ColumnBatch {
    const ROWS: u64 = 1024;
    let mut now = 1_700_000_000_000_000_000;
    ColumnBatch {
        symbol_dict: seed.list(32, 32, |seed| seed.text(4, 12)),
        symbol_ids: seed.list(ROWS, ROWS, |seed| seed.below(200) as u32),
        timestamps: seed.list(ROWS, ROWS, |seed| {
            now += seed.below(2_000_000) as i64;
            now
        }),
        values: seed.list(ROWS, ROWS, Seed::real),
        weights: seed.list(ROWS, ROWS, |seed| seed.real() as f32),
    }
}

/// About as many bytes in about as many fields as the data set that Protocol Buffers ship.
pub(super) fn google_message1(seed: &mut Seed) -> GoogleMessage1 {
    GoogleMessage1 {
        field1: String::new(),
        field9: seed.text(4, 20),
        field18: seed.text(4, 20),
        field2: 8,
        field3: 2_066_379,
        field280: 4,
        field4: seed.text(20, 40),
        field5: seed.list(6, 6, Seed::next),
        field59: true,
        field100: 17,
        field12: true,
        field13: true,
        field14: true,
        field15: Some(GoogleMessage1SubMessage {
            field1: 25,
            field2: 36,
            field15: seed.text(20, 40),
            field21: seed.next(),
            field22: 1,
            field204: 1,
            ..Default::default()
        }),
        field67: 1_633_486,
        field68: 13,
        field128: 1,
        ..Default::default()
    }
}
