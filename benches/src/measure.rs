//! Interleaved timing: the minimum of many samples counts.

use std::time::{Duration, Instant};

use buffa_benches_contest::{Dataset, Entry, Operation, Stage};

/// What one implementation needs for one operation on one data set.
pub struct Cell {
    /// The name of the data set.
    pub dataset: &'static str,
    /// The operation.
    pub operation: Operation,
    /// The implementation.
    pub name: &'static str,
    /// Nanoseconds, or instructions, for one message.
    pub cost: f64,
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
    stage
}

/// Times all entries, giving each of them `budget`. Operations come one after the other, their
/// implementations take turns.
pub fn time(data: &Dataset, stage: &mut Stage<'_>, budget: Duration) -> Vec<Cell> {
    let mut cells = Vec::new();
    for &operation in Operation::ALL {
        let mut entries: Vec<_> =
            stage.entries.iter_mut().filter(|entry| entry.operation == operation).collect();
        let best = interleaved(&mut entries, budget);
        cells.extend(entries.iter().zip(best).map(|(entry, best)| Cell {
            dataset: data.shape.name(),
            operation,
            name: entry.name,
            cost: best / data.payloads.len() as f64,
        }));
    }
    cells
}

/// Nanoseconds of the fastest pass of each entry.
fn interleaved(entries: &mut [&mut Entry<'_>], budget: Duration) -> Vec<f64> {
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
