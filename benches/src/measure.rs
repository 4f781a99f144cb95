//! Interleaved timing: the minimum of many samples counts.

use std::hint::black_box;
use std::time::{Duration, Instant};

use buffa_benches_contest::{Dataset, Entry, Operation, Stage};

/// What one implementation needs for one operation on one data set.
#[derive(Clone)]
pub struct Cell {
    /// The name of the data set.
    pub dataset: &'static str,
    /// The operation.
    pub operation: Operation,
    /// The implementation.
    pub name: &'static str,
    /// Nanoseconds, instructions or allocations, for one message.
    pub cost: f64,
}

impl Cell {
    /// What an entry needs for one message if it needs `cost` for all of a data set.
    pub fn new(data: &Dataset, entry: &Entry<'_>, cost: f64) -> Self {
        Cell {
            dataset: data.shape.name(),
            operation: entry.operation,
            name: entry.name,
            cost: cost / data.payloads.len() as f64,
        }
    }
}

/// The shortest span of time that is measured at once.
const SAMPLE: Duration = Duration::from_micros(25);
/// Samples of an implementation, at least and at most.
const ROUNDS: (usize, usize) = (5, 3000);

/// Enters all that one library implements.
type Enter = for<'a> fn(&'a Dataset, &mut Stage<'a>);

const LIBRARIES: &[Enter] = &[
    crate::ours::enter,
    buffa_benches_prost::enter,
    buffa_benches_released::enter,
    buffa_benches_quick_protobuf::enter,
    buffa_benches_micropb::enter,
    #[cfg(feature = "google")]
    buffa_benches_google::enter,
    crate::references::enter,
];

/// Lets everything enter that there is an implementation of.
pub fn stage(data: &Dataset) -> Stage<'_> {
    stage_of(data, LIBRARIES.iter())
}

fn stage_of<'a>(data: &'a Dataset, libraries: impl Iterator<Item = &'static Enter>) -> Stage<'a> {
    let mut stage = Stage::default();
    libraries.for_each(|enter| enter(data, &mut stage));
    stage.entries.sort_by_key(|entry| entry.operation);
    stage
}

/// How many placements there are in memory.
const PLACEMENTS: usize = 4;
/// By how many bytes they differ: no part of a page, no multiple of a line of the cache.
const SHIFT: usize = 848;

/// Times everything that is on `stage`, giving each entry `budget`. Operations come one after the
/// other, their implementations take turns.
///
/// Where a message lies can double its time, whoever reads it: a load waits for a store 4 KiB away,
/// and a line of the cache may be cut in two. So everything enters several times, each time with
/// the heap and the stack elsewhere, and the best time counts. Another library enters first each
/// time, as that one gets what the time before left of the heap, in pieces.
pub fn time(data: &Dataset, stage: &Stage<'_>, budget: Duration) -> Vec<Cell> {
    let mut cells = Vec::new();
    for placement in 0..PLACEMENTS {
        let _shift = black_box(vec![0_u8; placement * SHIFT]);
        let libraries = LIBRARIES.iter().cycle().skip(placement).take(LIBRARIES.len());
        let mut again = stage_of(data, libraries);
        again.entries.retain(|entry| stage.entries.iter().any(|kept| kept.is_same(entry)));
        let times = deeper(placement, &mut || time_here(data, &mut again, budget));
        if cells.is_empty() {
            cells = times;
        } else {
            keep_best(&mut cells, &times);
        }
    }
    cells
}

fn keep_best(cells: &mut [Cell], others: &[Cell]) {
    for cell in cells {
        let same = |other: &&Cell| (other.operation, other.name) == (cell.operation, cell.name);
        if let Some(other) = others.iter().find(same) {
            cell.cost = cell.cost.min(other.cost);
        }
    }
}

/// Calls `f` with the stack pointer further down, the more the larger `levels` is.
#[inline(never)]
fn deeper<T>(levels: usize, f: &mut dyn FnMut() -> T) -> T {
    let shift = black_box([0_u8; SHIFT]);
    let result = if levels == 0 { f() } else { deeper(levels - 1, f) };
    black_box(&shift);
    result
}

/// Times all entries where they lie.
fn time_here(data: &Dataset, stage: &mut Stage<'_>, budget: Duration) -> Vec<Cell> {
    let budget = budget / PLACEMENTS as u32;
    let mut cells = Vec::new();
    for entries in stage.entries.chunk_by_mut(|a, b| a.operation == b.operation) {
        let best = interleaved(entries, budget);
        let cell = |(entry, best): (&Entry<'_>, f64)| Cell::new(data, entry, best);
        cells.extend(entries.iter().zip(best).map(cell));
    }
    cells
}

/// Nanoseconds of the fastest pass of each entry.
fn interleaved(entries: &mut [Entry<'_>], budget: Duration) -> Vec<f64> {
    let passes: Vec<u32> = entries.iter_mut().map(|entry| passes_in_sample(entry)).collect();
    let mut best = vec![f64::INFINITY; entries.len()];
    let end = Instant::now() + budget * entries.len() as u32;
    for round in 0..ROUNDS.1 {
        if round >= ROUNDS.0 && Instant::now() >= end {
            break;
        }
        for ((entry, &passes), best) in entries.iter_mut().zip(&passes).zip(&mut best) {
            // What is in the caches should be its own, whether a sample is one pass or many.
            (entry.run)();
            let start = Instant::now();
            for _ in 0..passes {
                (entry.run)();
            }
            let pass = start.elapsed().as_nanos() as f64 / f64::from(passes);
            *best = best.min(pass);
        }
    }
    best
}

/// How many passes take as long as a sample; warms up on the way.
fn passes_in_sample(entry: &mut Entry<'_>) -> u32 {
    let mut passes = 1;
    loop {
        let start = Instant::now();
        for _ in 0..passes {
            (entry.run)();
        }
        if start.elapsed() >= SAMPLE || passes > 1 << 20 {
            return passes;
        }
        passes *= 2;
    }
}
