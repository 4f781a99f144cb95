//! Any bytes and any text, many times over: no way in takes more memory than the limits promise.

#![no_main]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use buffa::json::ParseOptions;
use buffa::{DecodeOptions, ExtensionSet, HasView, Message, MessageView};
use buffa_fuzz::wide::{self, Wide};
use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;

/// Memory for elements that decoders are told to allow.
const LIMIT: usize = 1 << 20;

/// The memory that all inputs are granted by default, and for each of their bytes.
const FREE: usize = 64 << 20;
const PER_BYTE: usize = 64;

/// What vectors and maps take while they grow: the old memory, and up to four times what is in it.
const GROWTH: usize = 6;

thread_local! {
    /// Whether this thread is watched, what it holds, and the most it held.
    static WATCHED: Cell<bool> = const { Cell::new(false) };
    static HELD: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

impl Counting {
    fn count(more: usize, less: usize) {
        // A thread that ends has no cells any more.
        let watched = WATCHED.try_with(Cell::get).unwrap_or(false);
        if watched {
            let held = HELD.get().saturating_add(more).saturating_sub(less);
            HELD.set(held);
            MOST.set(MOST.get().max(held));
        }
    }
}

// SAFETY: everything is left to the allocator of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size(), 0);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        Self::count(0, layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count(size, 0);
        // SAFETY: as the caller promises.
        let moved = unsafe { System.realloc(pointer, layout, size) };
        Self::count(0, layout.size());
        moved
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Runs `work`, which may hold no more than `budget` bytes at any time.
fn within<T>(what: &str, budget: usize, work: impl FnOnce() -> T) -> T {
    HELD.set(0);
    MOST.set(0);
    WATCHED.set(true);
    let result = work();
    WATCHED.set(false);
    let most = MOST.get();
    assert!(most <= budget, "{what}: {most} bytes were held, {budget} are allowed");
    result
}

fuzz_target!(
    init: buffa_fuzz::register(),
    |input: &[u8]| {
        let [kind, times, subject, rest @ ..] = input else { return };
        // Up to 4,096 times, so that a few bytes become as many as a stranger would send.
        let times = 1 << (times % 13);
        if rest.len() * times > 1 << 20 {
            return;
        }
        if kind % 2 == 0 {
            let wire = rest.repeat(times);
            buffa_fuzz::with_type!(subject % 32, of_wire, &wire);
            of_extensions(&wire);
        } else {
            // What repeats is between the first and the second bar.
            let mut parts = rest.splitn(3, |byte| *byte == b'|');
            let [head, body, tail] = [(); 3].map(|()| parts.next().unwrap_or_default());
            let text = [head, &body.repeat(times), tail].concat();
            buffa_fuzz::with_type!(subject % 32, of_text, &text);
        }
    }
);

fn limited() -> DecodeOptions {
    DecodeOptions::new().with_element_memory_limit(LIMIT)
}

/// What is allowed where the limit is `LIMIT`, and where it is the default one.
fn budgets(len: usize) -> [usize; 2] {
    let rest = 16 * len + (64 << 10);
    [GROWTH * LIMIT + rest, GROWTH * (FREE + PER_BYTE * len) + rest]
}

fn of_wire<M: HasView + DeserializeOwned>(wire: &[u8]) {
    let [small, default] = budgets(wire.len());
    drop(within("decode", small, || limited().decode_from_slice::<M>(wire)));
    let view = within("view", 64 << 10, || M::View::decode_view(wire));
    if let Ok(view) = view {
        let options = limited();
        drop(within("try_to_owned_message", small, || view.try_to_owned_message(&options)));
    }
    if let Ok(message) = M::decode_from_slice(wire) {
        // Text is longer than the wire: names of fields, numbers, escapes.
        let room = default + 512 * wire.len();
        drop(within("to_string", room, || buffa::json::to_string(&message)));
    }
}

fn of_extensions(wire: &[u8]) {
    let [small, default] = budgets(wire.len());
    if let Ok(message) = Wide::decode_from_slice(wire) {
        let options = limited();
        drop(within("try_extension_with", small, || {
            message.try_extension_with(&wide::WIDES_MORE, &options)
        }));
        drop(within("extension", default, || message.extension(&wide::TEXTS_MORE)));
    }
}

fn of_text<M: HasView + DeserializeOwned>(text: &[u8]) {
    let [small, default] = budgets(text.len());
    let options = ParseOptions::new().with_limits(limited());
    drop(within("from_slice", small, || options.from_slice::<M>(text)));
    drop(within("serde", default, || serde_json::from_slice::<M>(text)));
}
