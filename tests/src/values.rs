//! Single values for random messages: mostly the edges, where the mistakes are.

use crate::rng::Rng;

/// 64 bits: small, at the edge of each varint length, or anything.
pub(crate) fn integer(rng: &mut Rng) -> u64 {
    let edge = 1u64 << rng.below(64);
    match rng.below(8) {
        0 => 0,
        1 => rng.below(300) as u64,
        2 => edge,
        3 => edge - 1,
        4 => edge.wrapping_neg(),
        5 => !edge,
        6 => u64::MAX,
        _ => rng.word(),
    }
}

/// Bits of a `float`.
pub(crate) fn float(rng: &mut Rng, nan: bool) -> u32 {
    let edges = [0.0, -0.0, 1.0, -1.5, f32::MAX, f32::MIN, f32::MIN_POSITIVE, f32::INFINITY, 1e-45];
    match rng.below(3) {
        0 if nan => *rng.pick(&[0x7FC0_0000, 0xFFC0_0001, 0x7F80_0001, 0x7FFF_FFFF]),
        0 | 1 => rng.pick(&edges).to_bits(),
        _ => (rng.word() as i16 as f32 / 8.0).to_bits(),
    }
}

/// Bits of a `double`.
pub(crate) fn double(rng: &mut Rng, nan: bool) -> u64 {
    let edges = [0.0, -0.0, 1.0, -1.5, f64::MAX, f64::MIN, f64::NEG_INFINITY, 5e-324];
    match rng.below(3) {
        0 if nan => *rng.pick(&[0x7FF8 << 48, 0xFFF8 << 48 | 1, 0x7FF0 << 48 | 1, u64::MAX >> 1]),
        0 | 1 => rng.pick(&edges).to_bits(),
        _ => (rng.word() as i32 as f64 / 64.0).to_bits(),
    }
}

/// How long a string or byte string is: empty, short, around the edges of fast paths, rarely long.
fn len(rng: &mut Rng) -> usize {
    match rng.below(20) {
        0..4 => 0,
        4..14 => rng.below(12),
        14..17 => 28 + rng.below(8),
        17..19 => 124 + rng.below(8),
        _ => rng.below(700),
    }
}

/// Text, ASCII or not.
pub(crate) fn text(rng: &mut Rng) -> String {
    let letters: Vec<char> = match rng.below(3) {
        0 => "žluťoučký κόσμος 世界 🦀 \u{10FFFF}\0\u{7F}\u{80}\u{FEFF}".chars().collect(),
        _ => "the quick brown fox \"jumps\" \\ over \n lazy dogs".chars().collect(),
    };
    let len = len(rng);
    (0..len).map(|_| *rng.pick(&letters)).collect()
}

/// Bytes that are mostly not UTF-8.
pub(crate) fn bytes(rng: &mut Rng) -> Vec<u8> {
    let len = len(rng);
    (0..len).map(|_| rng.word() as u8).collect()
}
