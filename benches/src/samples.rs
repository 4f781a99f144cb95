//! Messages made from a seed, the same in every run.

use crate::peer;
use prost::Message;

/// How many messages of each shape.
const COUNT: u64 = 50;

/// SplitMix64.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn text(&mut self, from: u64, to: u64) -> String {
        let len = from + self.below(to - from);
        (0..len).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }

    fn list<T>(&mut self, limit: u64, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(limit)).map(|_| item(self)).collect()
    }
}

fn payloads<M: Message>(make: impl Fn(&mut Seed) -> M) -> Vec<Vec<u8>> {
    (0..COUNT).map(|index| make(&mut Seed(index)).encode_to_vec()).collect()
}

pub fn replies() -> Vec<Vec<u8>> {
    payloads(|seed| peer::Reply {
        request_id: seed.next() as i64 >> 8,
        status: 200 + seed.below(300) as i32,
        message: seed.text(10, 40),
        seconds: seed.below(1000) as f64 / 7.0,
        cached: seed.below(2) == 1,
        trace_id: Some(seed.text(32, 33)),
        retry_after: (seed.below(2) == 1).then(|| seed.below(5000) as i64),
        tags: seed.list(5, |seed| seed.text(4, 12)),
    })
}

pub fn log_lines() -> Vec<Vec<u8>> {
    payloads(|seed| peer::LogLine {
        time_nanos: seed.next() as i64 >> 2,
        service: seed.text(8, 24),
        instance: seed.text(16, 40),
        level: seed.below(4) as i32,
        text: seed.text(60, 400),
        labels: seed.list(8, |seed| (seed.text(4, 16), seed.text(4, 32))).into_iter().collect(),
        trace_id: seed.text(32, 33),
        span_id: seed.text(16, 17),
        source: Some(peer::log_line::Source {
            file: seed.text(20, 50),
            line: seed.below(2000) as i32,
            function: seed.text(8, 30),
        }),
    })
}

fn attribute(seed: &mut Seed) -> peer::export::Attribute {
    use peer::export::value::Kind;
    let kind = match seed.below(4) {
        0 => Kind::Text(seed.text(4, 40)),
        1 => Kind::Flag(true),
        2 => Kind::Number(seed.below(100_000) as i64),
        _ => Kind::Real(seed.below(1000) as f64 / 3.0),
    };
    let value = Some(peer::export::Value { kind: Some(kind) });
    peer::export::Attribute { key: seed.text(6, 24), value }
}

fn span(seed: &mut Seed) -> peer::export::Span {
    let start = seed.next() >> 2;
    peer::export::Span {
        trace_id: seed.text(16, 17).into_bytes(),
        span_id: seed.text(8, 9).into_bytes(),
        name: seed.text(8, 30),
        start,
        end: start + seed.below(1_000_000),
        attributes: seed.list(10, attribute),
        events: seed.list(3, |seed| peer::export::Event {
            time: start,
            name: seed.text(5, 20),
            attributes: seed.list(4, attribute),
        }),
        status: (seed.below(4) == 0)
            .then(|| peer::export::Status { message: seed.text(5, 50), code: 2 }),
    }
}

pub fn exports() -> Vec<Vec<u8>> {
    payloads(|seed| peer::Export {
        resources: vec![peer::export::Resource {
            attributes: seed.list(8, attribute),
            spans: (0..20).map(|_| span(seed)).collect(),
        }],
    })
}

pub fn columns() -> Vec<Vec<u8>> {
    payloads(|seed| peer::Columns {
        deltas: (0..1024).map(|_| seed.below(1 << 20) as i64).collect(),
        signed: (0..1024).map(|_| seed.below(1 << 12) as i64 - (1 << 11)).collect(),
        small: (0..1024).map(|_| seed.below(120) as u32).collect(),
        reals: (0..1024).map(|_| seed.below(1 << 30) as f64).collect(),
        keys: (0..1024).map(|_| seed.next() as u32).collect(),
    })
}
