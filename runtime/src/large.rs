//! Values that are too large for one on each level of the stack.
//!
//! A message with hundreds of fields takes kilobytes, and it may be nested as deep as the recursion
//! limit allows. Where the library goes into a message, one that is large stands on the heap. It is
//! made in functions of their own, which have returned by then: a value that is made in place would
//! be in the frame of whoever goes deeper all the same.

use alloc::boxed::Box;

/// More bytes than this are large.
const LARGE: usize = 1024;

/// Whether a `T` is.
pub(crate) const fn is_large<T>() -> bool {
    size_of::<T>() > LARGE
}

/// Whether a view or what holds one is. Without optimisation several copies of it are on each level.
const fn is_large_view<T>() -> bool {
    size_of::<T>() > if cfg!(buffa_unoptimised) { LARGE / 2 } else { LARGE }
}

/// Whether a `T` is, where it stands in a box in any case: made there, it is not moved.
pub(crate) const fn is_large_in_box<T>() -> bool {
    size_of::<T>() > LARGE / 4
}

/// Makes a value on the heap.
#[inline(never)]
pub(crate) fn on_heap<T>(make: impl FnOnce() -> T) -> Box<T> {
    Box::new(make())
}

/// Copies a value on the heap. One that is large is copied where it stands then, if its type can do so
/// (`Clone::clone_from`), and not on the stack, which its fields go deeper on.
pub(crate) fn clone_on_heap<T: Clone + Default>(value: &T) -> Box<T> {
    let mut copy = on_heap(T::default);
    T::clone_from(&mut copy, value);
    copy
}

/// Makes a value and shows it to `then`, which may go deeper.
#[inline]
pub(crate) fn with_value<T, R>(make: impl FnOnce() -> T, then: impl FnOnce(&T) -> R) -> R {
    if const { is_large_view::<T>() } { then(&on_heap(make)) } else { with_small(make, then) }
}

#[inline]
fn with_small<T, R>(make: impl FnOnce() -> T, then: impl FnOnce(&T) -> R) -> R {
    then(&make())
}

/// Calls `f` with each item, which may go deeper.
#[inline]
pub(crate) fn each<I: Iterator>(items: I, f: impl FnMut(&I::Item)) {
    if const { is_large_view::<I::Item>() } { each_on_heap(items, f) } else { each_small(items, f) }
}

#[inline]
fn each_small<I: Iterator>(items: I, mut f: impl FnMut(&I::Item)) {
    items.for_each(|item| f(&item));
}

fn each_on_heap<I: Iterator>(mut items: I, mut f: impl FnMut(&I::Item)) {
    while let Some(item) = &*on_heap(|| items.next()) {
        f(item);
    }
}
