//! Interleaved timing: the minimum of many samples counts.

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

/// Lets everything enter that there is an implementation of.
pub fn stage(data: &Dataset) -> Stage<'_> {
    let mut stage = Stage::default();
    crate::ours::enter(data, &mut stage);
    buffa_benches_prost::enter(data, &mut stage);
    buffa_benches_released::enter(data, &mut stage);
    buffa_benches_quick_protobuf::enter(data, &mut stage);
    buffa_benches_micropb::enter(data, &mut stage);
    #[cfg(feature = "google")]
    buffa_benches_google::enter(data, &mut stage);
    crate::references::enter(data, &mut stage);
    stage.entries.sort_by_key(|entry| entry.operation);
    stage
}

/// Times all entries, giving each of them `budget`. Operations come one after the other, their
/// implementations take turns.
pub fn time(data: &Dataset, stage: &mut Stage<'_>, budget: Duration) -> Vec<Cell> {
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
