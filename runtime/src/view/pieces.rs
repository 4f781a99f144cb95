//! Sub-messages that came in several pieces.
//!
//! A singular sub-message may occur more than once on the wire; the occurrences then merge. A view
//! keeps no list of them: it keeps the smallest body that holds all of them (the root) and where
//! the first one starts. Everything else can be read off the wire again, because the tags on the
//! way to that place are the way to all of them.
//!
//! A walk from the root takes time in proportion to the root, and a message in pieces may hold any
//! number of others. So who goes through a whole tree (writing, printing, comparing) makes a list
//! of the pieces of one message at a time and reads the messages in it off that list, which lives
//! as long as they are looked at: [`Split::Among`].

use alloc::vec::Vec;

use crate::context::Place;
use crate::wire::Reader;

/// A message that came in pieces.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Split<'a> {
    /// All pieces stand in `root`, at whatever depth, and the first one starts at `first` in it.
    In { root: &'a [u8], first: u32 },
    /// All pieces stand in `bodies`, the pieces of a message around this one, and the first one
    /// starts `first` bytes behind the start of the first body. [`ALL`]: the bodies are the pieces
    /// themselves.
    Among { bodies: &'a [&'a [u8]], first: u32 },
}

/// No piece starts here: messages are smaller than 2 GiB.
const ALL: u32 = u32::MAX;

impl<'a> Split<'a> {
    /// The message whose pieces are these.
    pub(super) fn of(pieces: &'a [&'a [u8]]) -> Self {
        Split::Among { bodies: pieces, first: ALL }
    }

    /// A message in the same place, whose first piece is `part`.
    #[cold]
    pub(crate) fn at(self, part: &[u8]) -> Self {
        match self {
            Split::In { root, .. } => Split::In { root, first: range(root, part).0 as u32 },
            Split::Among { bodies, .. } => {
                Split::Among { bodies, first: range(start_of(bodies), part).0 as u32 }
            }
        }
    }

    /// All pieces.
    pub(super) fn pieces(self) -> Vec<&'a [u8]> {
        match self {
            Split::In { root, first } => find(&[root], first as usize),
            Split::Among { bodies, first: ALL } => bodies.to_vec(),
            Split::Among { bodies, first } => {
                let start = |body: &&[u8]| range(start_of(bodies), body).0 <= first as usize;
                let holder = bodies.partition_point(start).saturating_sub(1);
                let Some(body) = bodies.get(holder) else { return Vec::new() };
                find(&bodies[holder..], first as usize - range(start_of(bodies), body).0)
            }
        }
    }
}

/// The first of the bodies, from which places in all of them are counted: they stand in one wire,
/// one after the other.
fn start_of<'a>(bodies: &[&'a [u8]]) -> &'a [u8] {
    bodies.first().copied().unwrap_or_default()
}

/// Where in a message the values of one field start.
///
/// `Split` is taken apart here, so that a word of the field fits beside each of its variants.
#[derive(Clone, Copy, Debug)]
pub(super) enum Range<'a> {
    /// In one piece: what follows the first tag, and a word that the field keeps beside it.
    Wire { wire: &'a [u8], word: u32 },
    /// As [`Split::In`].
    In { root: &'a [u8], first: u32 },
    /// As [`Split::Among`].
    Among { bodies: &'a [&'a [u8]], first: u32 },
}

// Views are made of these.
const _: () = assert!(size_of::<Range<'_>>() == 2 * size_of::<usize>() + 8);

impl<'a> Range<'a> {
    /// `wire` follows the tag in a message that stands at `place`.
    #[inline(always)]
    pub(super) fn new(place: Place<'a>, wire: &'a [u8], word: u32) -> Self {
        match place {
            Place::Body(_) => Range::Wire { wire, word },
            Place::Split(split) => Range::in_pieces(split),
        }
    }

    pub(super) fn in_pieces(split: Split<'a>) -> Self {
        match split {
            Split::In { root, first } => Range::In { root, first },
            Split::Among { bodies, first } => Range::Among { bodies, first },
        }
    }

    /// The message, if it came in pieces.
    #[cold]
    pub(super) fn split(self) -> Option<Split<'a>> {
        match self {
            Range::Wire { .. } => None,
            Range::In { root, first } => Some(Split::In { root, first }),
            Range::Among { bodies, first } => Some(Split::Among { bodies, first }),
        }
    }
}

/// One step of a walk over the fields of a body.
struct Sub<'a> {
    tag: u32,
    body: &'a [u8],
}

/// The length-delimited fields and groups in `body`.
///
/// The wire was validated before; where it is malformed nevertheless, the walk ends.
fn subs<'a>(body: &'a [u8]) -> impl Iterator<Item = Sub<'a>> {
    let mut r = Reader::new(body);
    core::iter::from_fn(move || {
        while !r.is_empty() {
            let tag = r.tag().ok()?;
            match tag & 7 {
                2 => return Some(Sub { tag, body: r.length_delimited().ok()? }),
                3 => return Some(Sub { tag, body: r.group(tag >> 3, u32::MAX).ok()? }),
                _ => r.skip(tag, u32::MAX).ok()?,
            }
        }
        None
    })
}

/// Where `part`, a slice of `root`, starts and ends in it.
fn range(root: &[u8], part: &[u8]) -> (usize, usize) {
    let start = (part.as_ptr() as usize).wrapping_sub(root.as_ptr() as usize);
    (start, start.wrapping_add(part.len()))
}

/// The pieces, in `bodies`, of the message whose first piece starts at `first` in the first body.
fn find<'a>(bodies: &[&'a [u8]], first: usize) -> Vec<&'a [u8]> {
    let Some((holder, others)) = bodies.split_first() else { return Vec::new() };
    let mut way = Vec::new();
    let mut body = *holder;
    // A body that ends where the place is holds it (as an empty piece at its end): a sibling
    // after it would start behind its own tag and length.
    while let Some(sub) = subs(body).find(|sub| {
        let (start, end) = range(holder, sub.body);
        start <= first && first <= end
    }) {
        way.push(sub.tag);
        body = sub.body;
        if range(holder, body).0 == first {
            break;
        }
    }
    let mut found = Vec::new();
    collect(holder, holder, &way, first, &mut found);
    for body in others {
        collect(body, body, &way, 0, &mut found);
    }
    found
}

/// Pieces that ended before the first one belong to a oneof member that was replaced since.
fn collect<'a>(
    root: &'a [u8],
    body: &'a [u8],
    way: &[u32],
    first: usize,
    found: &mut Vec<&'a [u8]>,
) {
    let Some((tag, deeper)) = way.split_first() else { return };
    for sub in subs(body).filter(|sub| sub.tag == *tag) {
        let (start, end) = range(root, sub.body);
        if deeper.is_empty() {
            if start >= first {
                found.push(sub.body);
            }
        } else if end >= first {
            collect(root, sub.body, deeper, first, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Split};

    /// 1: { 2: "a" }, 9: varint, 1: { 3: "x", 2: "bc", 2: "" }
    const ROOT: [u8; 18] =
        [0x0A, 3, 0x12, 1, b'a', 0x48, 1, 0x0A, 9, 0x1A, 1, b'x', 0x12, 2, b'b', b'c', 0x12, 0];

    #[test]
    fn pieces_two_levels_deep() {
        let pieces = |first| Split::In { root: &ROOT, first }.pieces();
        assert_eq!(pieces(2), [&ROOT[2..5], &ROOT[9..18]]);
        assert_eq!(pieces(4), [&b"a"[..], b"bc", b""]);
        assert_eq!(pieces(14), [&b"bc"[..], b""], "only from the first one on");
        assert_eq!(pieces(18), [&b""[..]], "an empty piece at the very end");
    }

    #[test]
    fn pieces_of_what_stands_in_pieces() {
        let outer = Split::In { root: &ROOT, first: 2 }.pieces();
        assert_eq!(Split::of(&outer).pieces(), outer);
        let first = |part: &[u8]| match Split::of(&outer).at(part) {
            Split::Among { first, .. } => first,
            Split::In { .. } => ALL,
        };
        let pieces = |first| Split::Among { bodies: &outer, first }.pieces();
        for (part, place, expected) in [
            (&ROOT[4..5], 2, &[&b"a"[..], b"bc", b""][..]),
            (&ROOT[11..12], 9, &[b"x"]),
            (&ROOT[14..16], 12, &[b"bc", b""]),
            (&ROOT[18..], 16, &[b""]),
        ] {
            assert_eq!(first(part), place);
            assert_eq!(pieces(place), expected);
        }
    }
}
