//! Many varints at once: where each one ends is known before any of them is read.
//!
//! One varint after the other, a processor waits for each length, or guesses it. Here the
//! continuation bits of 64 bytes become one word, whose zeros are the ends, and then all varints of
//! a kind of length are read in the same way, some of them side by side.

#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
mod portable;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2;

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use portable as lanes;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use sse2 as lanes;

use core::mem::MaybeUninit;

use super::varint;

/// How many bytes are looked at for ends.
const SPAN: usize = 64;

/// The varints that end in a piece of wire.
pub(crate) struct Block {
    values: [MaybeUninit<u64>; SPAN],
    /// Those before are initialized.
    len: usize,
}

impl Block {
    /// How many bytes a block is read from: varints are read as whole words, wherever they start.
    pub(crate) const WINDOW: usize = SPAN + 16;

    /// Without values.
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Block { values: [const { MaybeUninit::uninit() }; SPAN], len: 0 }
    }

    /// The values.
    #[inline(always)]
    pub(crate) fn as_slice(&self) -> &[u64] {
        // SAFETY: `fill` initializes the first `len` values before it sets `len`.
        unsafe { self.values[..self.len].assume_init_ref() }
    }

    /// Reads all varints that end in the first `most` bytes of `window`, of which 64 are looked at,
    /// in place of the present ones, and tells how many bytes they take. 0: one of them is longer
    /// than ten bytes, or none ends there.
    #[inline(never)]
    pub(crate) fn fill(&mut self, window: &[u8; Self::WINDOW], most: usize) -> usize {
        self.len = 0;
        let within = if most < SPAN { (1 << most) - 1 } else { u64::MAX };
        let Some(span) = window.first_chunk() else { return 0 };
        let ends = lanes::ends(span) & within;
        let more = !ends & within;
        if ends == 0 || runs_on(more, varint::MAX_LEN as u32) {
            return 0;
        }
        if more == 0 {
            for (value, byte) in self.values.iter_mut().zip(window) {
                value.write(u64::from(*byte));
            }
        } else if !runs_on(more, 4) {
            self.read(ends, |starts: [usize; 4]| lanes::four(starts.map(|at| word(window, at))));
        } else if !runs_on(more, 8) {
            self.read(ends, |starts: [usize; 2]| lanes::two(starts.map(|at| long(window, at))));
        } else {
            self.read(ends, |starts: [usize; 2]| longest(window, starts));
        }
        self.len = ends.count_ones() as usize;
        SPAN - ends.leading_zeros() as usize
    }

    /// Reads `N` at a time: `values` reads those that start there.
    #[inline(always)]
    fn read<const N: usize>(&mut self, mut ends: u64, values: impl Fn([usize; N]) -> [u64; N]) {
        let mut start = 0;
        for group in self.values.as_chunks_mut::<N>().0 {
            let starts = core::array::from_fn(|_| {
                let this = start;
                // Behind the last one: 65, which is inside the window.
                start = ends.trailing_zeros() as usize + 1;
                ends &= ends.wrapping_sub(1);
                this
            });
            *group = values(starts).map(MaybeUninit::new);
            if ends == 0 {
                break;
            }
        }
    }
}

/// How many varints end in the whole spans of 64 bytes that `bytes` starts with, how many bytes of
/// the next one stand at the end of those, and what follows them. `None` if one is longer than ten
/// bytes.
#[inline(always)]
pub(super) fn check(bytes: &[u8]) -> Option<(usize, u32, &[u8])> {
    const MORE: u32 = varint::MAX_LEN as u32;
    let (spans, rest) = bytes.as_chunks::<SPAN>();
    let mut count = 0;
    let mut open = 0;
    for span in spans {
        let ends = lanes::ends(span);
        if open + ends.trailing_zeros() >= MORE || runs_on(!ends, MORE) {
            return None;
        }
        open = ends.leading_zeros();
        count += ends.count_ones() as usize;
    }
    Some((count, open, rest))
}

/// Whether `len` bits in a row are set.
#[inline(always)]
const fn runs_on(bits: u64, len: u32) -> bool {
    let mut starts = bits;
    let mut have = 1;
    while have < len {
        let step = if len - have < have { len - have } else { have };
        starts &= starts >> step;
        have += step;
    }
    starts != 0
}

#[inline(always)]
fn word(window: &[u8; Block::WINDOW], at: usize) -> u32 {
    window[at..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

#[inline(always)]
fn long(window: &[u8; Block::WINDOW], at: usize) -> u64 {
    window[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Varints of any length.
#[inline(always)]
fn longest(window: &[u8; Block::WINDOW], starts: [usize; 2]) -> [u64; 2] {
    let words = starts.map(|at| long(window, at));
    let low = lanes::two(words);
    core::array::from_fn(|i| {
        let [ninth, tenth] = [8, 9].map(|byte| u64::from(window[starts[i] + byte]));
        let has_ninth = u64::from(words[i] & varint::HIGH == varint::HIGH);
        // Bits above 64 are dropped, as every implementation does.
        low[i] | ((ninth & 0x7F) * has_ninth) << 56 | (tenth & ninth >> 7 & has_ninth) << 63
    })
}

#[cfg(test)]
mod tests {
    use super::{Block, lanes, portable};
    use crate::wire::random::next_number;
    use crate::wire::{Reader, varint};
    use alloc::vec::Vec;

    fn check(window: &[u8; Block::WINDOW], most: usize) {
        let mut block = Block::new();
        let used = block.fill(window, most);
        let most = most.min(64);
        let mut r = Reader::new(window);
        let mut expected = Vec::new();
        let mut len = 0;
        while let Ok(value) = r.varint() {
            let end = window.len() - r.rest().len();
            if end > most {
                break;
            }
            expected.push(value);
            len = end;
        }
        if window[..most].split(|byte| *byte < 0x80).any(|run| run.len() >= varint::MAX_LEN) {
            assert_eq!(used, 0, "{window:02x?}");
            assert!(block.as_slice().is_empty());
        } else {
            assert_eq!(block.as_slice(), expected, "{window:02x?}");
            assert_eq!(used, len);
        }
    }

    /// What runs here and what runs where there are no wide instructions.
    #[test]
    fn is_the_same_on_any_processor() {
        let mut next = next_number();
        for _ in 0..20_000 {
            let span = core::array::from_fn(|_| next() as u8);
            assert_eq!(lanes::ends(&span), portable::ends(&span), "{span:02x?}");
            let words = [next(), next() | varint::HIGH];
            assert_eq!(lanes::two(words), portable::two(words), "{words:016x?}");
            let words = [next(), next(), next(), next()].map(|word| (word & !0x8000_0000) as u32);
            assert_eq!(lanes::four(words), portable::four(words), "{words:08x?}");
        }
    }

    #[test]
    fn reads_what_a_reader_does() {
        let mut next = next_number();
        for round in 0..40_000 {
            // From only ends to only continuation bytes, and varints of one length at most.
            let longest = round % 12;
            let often = 1 + next() % 8;
            let mut run = 0;
            let window = core::array::from_fn(|_| {
                let byte = next() as u8;
                run = if run < longest && next() % 8 < often { run + 1 } else { 0 };
                if run > 0 { byte | 0x80 } else { byte & 0x7F }
            });
            check(&window, 100);
            check(&window, next() as usize % 65);
        }
        check(&[0xFF; Block::WINDOW], 64);
        check(&[0x7F; Block::WINDOW], 64);
    }
}
