//! Time, in spite of other programs on the machine.

use std::time::{Duration, Instant};

/// The shortest of several runs: noise only ever adds.
pub(crate) fn time(mut run: impl FnMut()) -> Duration {
    (0..7).map(|_| once(&mut run)).min().expect("seven runs")
}

/// How long one run takes.
pub(crate) fn once(run: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
