//! What repeated and map fields of views are made of.

use super::occurrences::Occurrences;
use super::pieces::Split;
use crate::context::{Place, ViewContext};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::wire::Reader;

/// The elements of a repeated field, or the entries of a map.
pub(super) enum Elements<'a, T> {
    /// As they stand on the wire.
    Wire(Occurrences<'a>),
    /// As a view was built of them.
    Parts(&'a [T]),
}

impl<'a, T> Elements<'a, T> {
    /// How many there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        match self {
            Elements::Wire(occurrences) => occurrences.len as usize,
            Elements::Parts(parts) => parts.len(),
        }
    }

    /// Adds those that `read` reads: one after the other, with `tag` in front of each. It tells how
    /// many it has read.
    #[inline(always)]
    pub(super) fn add(
        &mut self,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
        read: impl FnOnce(
            &Self,
            &mut Reader<'a>,
            &mut ViewContext<'a, '_>,
        ) -> Result<usize, DecodeError>,
    ) -> Result<(), DecodeError> {
        let wire = r.rest();
        let added = read(self, r, cx)?;
        if added == 0 {
            return Ok(());
        }
        let added = u32::try_from(added).map_err(|_| DecodeErrorKind::ElementMemoryLimit)?;
        match self {
            Elements::Wire(occurrences) => occurrences.add(added)?,
            Elements::Parts(_) => {
                if let Place::Split(split) = cx.place {
                    self.start_in_pieces(tag, split, added);
                } else if let Some(first) =
                    Occurrences::first(tag, wire, added, wire.len() - r.rest().len())
                {
                    *self = Elements::Wire(first);
                }
            }
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn start_in_pieces(&mut self, tag: u32, split: Split<'a>, len: u32) {
        if let Some(first) = Occurrences::in_pieces(tag, split, len) {
            *self = Elements::Wire(first);
        }
    }
}

impl<T> Default for Elements<'_, T> {
    // No constant: it would be copied from memory, as a whole.
    #[inline(always)]
    fn default() -> Self {
        Elements::Parts(&[])
    }
}

impl<T> Clone for Elements<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Elements<'_, T> {}
