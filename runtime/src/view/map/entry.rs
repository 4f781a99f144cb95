//! Entries of the map fields of views: where they stand, and what is in them.

use crate::context::ViewContext;
use crate::error::DecodeError;
use crate::kind::Parse;
use crate::view::Check;
use crate::wire::Reader;

/// Where an entry stands.
pub(super) enum Entry<'a, KT, VT> {
    /// Its body on the wire.
    Wire(&'a [u8]),
    Part(&'a (KT, VT)),
}

impl<KT, VT> Entry<'_, KT, VT> {
    /// What comes later has a higher one, as all stand in one wire or list.
    pub(super) fn place(&self) -> usize {
        match self {
            Entry::Wire(entry) => entry.as_ptr().addr(),
            Entry::Part(part) => core::ptr::from_ref(*part).addr(),
        }
    }
}

/// Validates an entry. `false`: its value is an unknown number of a closed enum.
pub(super) fn check_entry<'a, KT, VT, K, V, C: Check>(
    check: C,
    entry: &'a [u8],
    cx: &mut ViewContext<'a, '_>,
) -> Result<bool, DecodeError>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    // A stray value is the entry's own affair: the visitor is told of the whole entry.
    let mut inner_cx = ViewContext::new(entry, cx.depth, cx.unknown_left);
    inner_cx.registry = cx.registry;
    let (mut known, mut there) = (true, false);
    let mut key = K::absent();
    let mut r = Reader::new(entry);
    while !r.is_empty() {
        let tag = r.tag()?;
        if tag == 1 << 3 | K::WIRE {
            key = K::parse(check, tag, &mut r, &mut inner_cx)?.unwrap_or(key);
        } else if tag == 2 << 3 | V::WIRE {
            there = true;
            known = V::pass(check, tag, &mut r, &mut inner_cx)
                .map_err(|error| error.at_key(alloc::format!("{:?}", K::get(&key))))?;
        } else {
            r.skip(tag, cx.depth)?;
        }
    }
    cx.unknown_left = inner_cx.unknown_left;
    if known {
        // A message that is left out lacks whatever it requires.
        cx.incomplete |= inner_cx.incomplete || V::REQUIRED && !there;
    }
    Ok(known)
}

/// Reads a validated entry, whose value `read` reads and `make` makes. `None`: its value is an
/// unknown number of a closed enum.
///
/// # Safety
/// The entry was validated as one of these kinds.
#[inline(always)]
pub(super) unsafe fn read_entry<'a, KT, VT, K, V, T>(
    entry: &'a [u8],
    read: impl FnOnce(u32, &mut Reader<'a>) -> Option<Option<T>>,
    make: impl FnOnce(VT) -> T,
) -> Option<(KT, T)>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    // Nearly all entries are a key and a value.
    let mut r = Reader::new(entry);
    if r.next_is(1 << 3 | K::WIRE)
        // SAFETY: a key of the entry that the caller promises to be well-formed.
        && let Some(Some(key)) = unsafe { K::read(1 << 3 | K::WIRE, &mut r) }
        && r.next_is(2 << 3 | V::WIRE)
        && let Some(value) = read(2 << 3 | V::WIRE, &mut r)
        && r.is_empty()
    {
        return Some((key, value?));
    }
    // SAFETY: as the caller promises.
    let (key, value) = unsafe { read_any_entry::<KT, VT, K, V>(entry) }?;
    Some((key, make(value)))
}

/// Reads a validated entry, whatever is in it, and in whatever order.
///
/// # Safety
/// The entry was validated as one of these kinds.
#[cold]
#[inline(never)]
unsafe fn read_any_entry<'a, KT, VT, K, V>(entry: &'a [u8]) -> Option<(KT, VT)>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    let mut key = K::absent();
    let mut value = Some(V::absent());
    // What follows the tag of the first value, if more came: messages that come again are merged.
    let (mut first, mut again) = (None, false);
    let mut r = Reader::new(entry);
    while !r.is_empty() {
        let tag = r.tag().ok()?;
        if tag == 1 << 3 | K::WIRE {
            // SAFETY: as the caller promises.
            key = unsafe { K::read(tag, &mut r) }??;
        } else if tag == 2 << 3 | V::WIRE {
            let here = r.rest();
            // SAFETY: as above.
            value = unsafe { V::read(tag, &mut r) }?;
            again = first.is_some();
            first = first.or(Some(here));
        } else {
            r.skip(tag, u32::MAX).ok()?;
        }
    }
    let value = value?;
    match first.filter(|_| again) {
        // SAFETY: as the caller promises.
        Some(first) => Some((key, unsafe { V::merged(entry, first, value) })),
        None => Some((key, value)),
    }
}

/// Reads a validated entry as it stands in a view.
///
/// # Safety
/// The entry was validated as one of these kinds.
#[inline(always)]
pub(super) unsafe fn read_same<'a, KT, VT, K, V>(entry: &'a [u8]) -> Option<(KT, VT)>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    // SAFETY: `read_entry` has it read a value of the entry.
    let read = |tag, r: &mut Reader<'a>| unsafe { V::read(tag, r) };
    // SAFETY: as the caller promises.
    unsafe { read_entry::<KT, VT, K, V, VT>(entry, read, |value| value) }
}
