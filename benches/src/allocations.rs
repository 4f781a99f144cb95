//! Counts allocations, in a pass of its own after the timing.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use buffa_benches_contest::{Dataset, Entry, Stage};

use crate::measure::Cell;

/// The system's allocator, which counts calls while [`count`] runs. The rest of the time it looks
/// at a switch, which is the same for all implementations.
pub struct Counting;

static IS_COUNTING: AtomicBool = AtomicBool::new(false);
static CALLS: AtomicU64 = AtomicU64::new(0);

#[inline]
fn note_call() {
    if IS_COUNTING.load(Ordering::Relaxed) {
        CALLS.fetch_add(1, Ordering::Relaxed);
    }
}

// SAFETY: every call goes to the system's allocator with the arguments as they came.
unsafe impl GlobalAlloc for Counting {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note_call();
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note_call();
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        note_call();
        // SAFETY: as the caller promises.
        unsafe { System.realloc(ptr, layout, new_size) }
    }

    #[inline]
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(ptr, layout) }
    }
}

/// How often each entry asks for memory: allocations and reallocations.
///
/// A pass before lets buffers that are used again grow to their size.
pub fn count(data: &Dataset, stage: &mut Stage<'_>) -> Vec<Cell> {
    let cell = |entry: &mut Entry<'_>| {
        (entry.run)();
        let before = CALLS.load(Ordering::Relaxed);
        IS_COUNTING.store(true, Ordering::Relaxed);
        (entry.run)();
        IS_COUNTING.store(false, Ordering::Relaxed);
        let calls = CALLS.load(Ordering::Relaxed) - before;
        Cell::new(data, entry, calls as f64)
    };
    stage.entries.iter_mut().map(cell).collect()
}
