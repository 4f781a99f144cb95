//! Sub-messages that came in several pieces.
//!
//! A singular sub-message may occur more than once on the wire; the occurrences then merge. A view
//! keeps no list of them: it keeps the smallest body that holds all of them (the root) and where
//! the first one starts. Everything else can be read off the wire again, because the tags on the
//! way to that place are the way to all of them.

use alloc::vec::Vec;

use crate::wire::Reader;

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
    (start, start + part.len())
}

/// All pieces of the sub-message whose first piece starts at `first` in `root`.
pub(super) fn pieces(root: &[u8], first: u32) -> Vec<&[u8]> {
    let first = first as usize;
    let mut way = Vec::new();
    let mut body = root;
    // A body that ends where the place is holds it (as an empty piece at its end): a sibling
    // after it would start behind its own tag and length.
    while let Some(sub) = subs(body).find(|sub| {
        let (start, end) = range(root, sub.body);
        start <= first && first <= end
    }) {
        way.push(sub.tag);
        body = sub.body;
        if range(root, body).0 == first {
            break;
        }
    }
    let mut found = Vec::new();
    collect(root, root, &way, first, &mut found);
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
    use super::pieces;

    #[test]
    fn pieces_two_levels_deep() {
        // 1: { 2: "a" }, 9: varint, 1: { 3: "x", 2: "bc", 2: "" }
        let root =
            [0x0A, 3, 0x12, 1, b'a', 0x48, 1, 0x0A, 9, 0x1A, 1, b'x', 0x12, 2, b'b', b'c', 0x12, 0];
        assert_eq!(pieces(&root, 2), [&root[2..5], &root[9..18]]);
        assert_eq!(pieces(&root, 4), [&b"a"[..], b"bc", b""]);
        assert_eq!(pieces(&root, 14), [&b"bc"[..], b""], "only from the first one on");
        assert_eq!(pieces(&root, 18), [&b""[..]], "an empty piece at the very end");
    }
}
