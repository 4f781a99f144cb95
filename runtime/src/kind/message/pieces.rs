//! Messages in pieces in which something is converted.
//!
//! A field of a foreign type is made of all its occurrences in a body at once (`shape/converted.rs`):
//! to make it anew for each takes as long as the square of their number. Where the message around it
//! comes in pieces, they are put together, so that there is one body again.

use alloc::vec::Vec;

use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::message::Message;
use crate::wire::Reader;

/// Reads a further piece of `value`, and all pieces that follow in the body in front of a field that
/// `ends` it; when their turn comes, they are passed over.
///
/// # Errors
/// A piece is malformed or a limit is reached.
#[cold]
#[inline(never)]
pub(super) fn merge_all<T: Message>(
    value: &mut T,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
    ends: fn(u32) -> bool,
) -> Result<(), DecodeError> {
    let place = core::ptr::from_ref(value).addr();
    if cx.was_merged(place, tag) {
        return r.skip(tag, cx.depth());
    }
    let first = body(tag, r, cx.depth())?;
    let (pieces, count) = further(first, tag, *r, cx, ends)?;
    if T::__REQUIRED {
        value.__resume();
    }
    cx.enter()?;
    let merged = value.__merge(Reader::new(if count > 0 { &pieces } else { first }), cx);
    cx.leave();
    merged?;
    cx.note_merged(place, tag, count);
    Ok(())
}

/// `first` with the pieces that follow it, and how many those are.
fn further(
    first: &[u8],
    tag: u32,
    mut r: Reader<'_>,
    cx: &mut DecodeContext<'_>,
    ends: fn(u32) -> bool,
) -> Result<(Vec<u8>, u32), DecodeError> {
    let (mut pieces, mut count) = (Vec::new(), 0);
    if !is_whole(first, cx.depth()) {
        return Ok((pieces, count));
    }
    // What is malformed is found when its turn comes.
    while !r.is_empty()
        && let Ok(next) = r.tag()
        && next & 7 != 4
    {
        if next != tag {
            if ends(next >> 3) || r.skip(next, cx.depth()).is_err() {
                break;
            }
            continue;
        }
        let Ok(piece) = body(tag, &mut r, cx.depth()) else { break };
        if !is_whole(piece, cx.depth()) {
            break;
        }
        if count == 0 {
            cx.charge(first.len(), 1)?;
            pieces.extend_from_slice(first);
        }
        cx.charge(piece.len(), 1)?;
        pieces.extend_from_slice(piece);
        count += 1;
    }
    Ok((pieces, count))
}

/// Whether a body ends where one of its fields ends: only then do fields of the next one follow.
fn is_whole(body: &[u8], depth: u32) -> bool {
    let mut r = Reader::new(body);
    while !r.is_empty() {
        if r.tag().and_then(|tag| r.skip(tag, depth)).is_err() {
            return false;
        }
    }
    true
}

/// The body of the message behind `tag`.
fn body<'a>(tag: u32, r: &mut Reader<'a>, depth: u32) -> Result<&'a [u8], DecodeError> {
    if tag & 7 == 3 { r.group(tag >> 3, depth) } else { r.length_delimited() }
}
