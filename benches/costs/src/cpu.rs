//! CPU time of other processes.

use std::time::Duration;

/// The time that the children of this process have spent so far, with their children: in user and
/// in system mode, on all processors.
///
/// Only those count that have ended and were waited for.
pub(crate) fn of_children() -> Duration {
    // SAFETY: the struct holds integers only, for which zeros are values.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a `rusage` that may be written to.
    let result = unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage) };
    assert_eq!(result, 0, "getrusage knows RUSAGE_CHILDREN");
    duration(usage.ru_utime) + duration(usage.ru_stime)
}

fn duration(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}
