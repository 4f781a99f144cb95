//! Time, in spite of other programs on the machine.

use std::time::{Duration, Instant};

/// The shortest of several runs: noise only ever adds.
pub(crate) fn time(mut run: impl FnMut()) -> Duration {
    (0..7).map(|_| once(&mut run)).min().expect("seven runs")
}

/// How long this thread was busy with one run, or how long it took where the system does not tell.
pub(crate) fn once(run: &mut dyn FnMut()) -> Duration {
    let (start, busy) = (Instant::now(), busy());
    run();
    match (busy, self::busy()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed(),
    }
}

/// How long this thread has been busy.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn busy() -> Option<Duration> {
    #[repr(C)]
    struct Timespec {
        seconds: i64,
        nanos: i64,
    }
    unsafe extern "C" {
        fn clock_gettime(clock: i32, time: *mut Timespec) -> i32;
    }
    const THREAD_CPUTIME: i32 = 3;
    let mut time = Timespec { seconds: 0, nanos: 0 };
    // SAFETY: the function of the C library, which `std` links, with a place to write to.
    let failed = unsafe { clock_gettime(THREAD_CPUTIME, &raw mut time) } != 0;
    (!failed).then(|| Duration::new(time.seconds as u64, time.nanos as u32))
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn busy() -> Option<Duration> {
    None
}
