//! What travels along while a message is decoded: the limits that are left, and the input.

use alloc::vec::Vec;
use bytes::Bytes;

use crate::budget::Budget;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::registry::TypeRegistry;
use crate::unknown::UnknownRecord;
use crate::view::Split;
use crate::wire::varint;

/// The state of one decode: limits that are left, and the input where its bytes may be shared.
///
/// Hand-written [`Message::merge_field`](crate::Message::merge_field) implementations pass it on.
pub struct DecodeContext<'b> {
    budget: Budget,
    source: Option<&'b Bytes>,
    /// What knows the extensions that are to be checked.
    registry: Option<&'static TypeRegistry>,
    /// Records of closed enums with unknown values, in wire form, until the message that is being
    /// decoded takes them (see `merge_body`). Empty for all other messages.
    strays: Vec<u8>,
    /// Occurrences of fields that were merged before their turn: where the field lies in memory, its
    /// tag, and how many are still to be passed over.
    ahead: Vec<(usize, u32, u32)>,
    field: u32,
    required: Required,
}

/// What is known of required fields.
#[derive(Clone, Copy)]
struct Required {
    /// Whether they have to be there.
    wanted: bool,
    /// Whether the body of some message ended without one.
    missed: bool,
}

impl<'b> DecodeContext<'b> {
    pub(crate) fn new(budget: Budget, source: Option<&'b Bytes>) -> Self {
        DecodeContext {
            budget,
            source,
            registry: None,
            strays: Vec::new(),
            ahead: Vec::new(),
            field: 0,
            required: Required { wanted: false, missed: false },
        }
    }

    /// For bytes that were validated before: without limits.
    pub(crate) fn unlimited() -> Self {
        Self::new(Budget::UNLIMITED, None)
    }

    /// The same, where extensions that `registry` knows are to be checked.
    #[inline(always)]
    pub(crate) fn with_registry(mut self, registry: Option<&'static TypeRegistry>) -> Self {
        self.registry = registry;
        self
    }

    #[inline(always)]
    pub(crate) fn registry(&self) -> Option<&'static TypeRegistry> {
        self.registry
    }

    /// What is left of the limits.
    pub(crate) fn into_budget(self) -> Budget {
        self.budget
    }

    /// How many levels of messages and groups may still be opened.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.budget.depth()
    }

    /// Runs `inner` one level deeper.
    ///
    /// # Errors
    /// The recursion limit is reached, or what `inner` returns.
    #[inline(always)]
    pub fn nested<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        self.enter()?;
        let result = inner(self);
        self.leave();
        result
    }

    /// Goes one level deeper.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub(crate) fn enter(&mut self) -> Result<(), DecodeError> {
        Ok(self.budget.enter()?)
    }

    /// Comes back from one level deeper.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.budget.leave();
    }

    /// Accounts for the memory that `count` elements of `size` bytes each are about to take. A
    /// product that no `usize` holds is more than any limit.
    ///
    /// # Errors
    /// The element memory limit is reached.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn charge(&mut self, count: usize, size: usize) -> Result<(), DecodeError> {
        Ok(self.budget.charge(count, size)?)
    }

    /// Accounts for one unknown field.
    #[inline]
    pub(crate) fn count_unknown(&mut self) -> Result<(), DecodeError> {
        Ok(self.budget.count_unknown()?)
    }

    /// `part` as a share of the input, where the input is a `Bytes` and `part` lies in it: a message
    /// that is implemented by hand may read from bytes of its own.
    #[inline]
    pub(crate) fn share(&self, part: &[u8]) -> Option<Bytes> {
        let source = self.source?;
        let start = part.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
        let end = start.checked_add(part.len())?;
        (end <= source.len()).then(|| source.slice(start..end))
    }

    /// The next `count` occurrences of the field at `place` have been merged.
    pub(crate) fn note_merged(&mut self, place: usize, tag: u32, count: u32) {
        if count > 0 {
            self.ahead.push((place, tag, count));
        }
    }

    /// Whether the next occurrence of the field at `place` has been merged.
    pub(crate) fn is_merged(&self, place: usize, tag: u32) -> bool {
        self.ahead.iter().any(|known| known.0 == place && known.1 == tag)
    }

    /// Whether an occurrence of the field at `place` has been merged, which is told once for each.
    pub(crate) fn was_merged(&mut self, place: usize, tag: u32) -> bool {
        let is_it = |known: &(usize, u32, u32)| known.0 == place && known.1 == tag;
        let Some(index) = self.ahead.iter().rposition(is_it) else { return false };
        self.ahead[index].2 -= 1;
        if self.ahead[index].2 == 0 {
            self.ahead.swap_remove(index);
        }
        true
    }

    /// Whether the body of some message ended without a required field. Another piece of the message
    /// may have brought it since.
    #[inline(always)]
    pub(crate) fn is_incomplete(&self) -> bool {
        self.required.missed
    }

    /// The body of a message ends without a required field.
    #[cold]
    pub(crate) fn note_incomplete(&mut self) {
        self.required.missed = true;
    }

    /// The same, where required fields have to be there, or need not.
    #[inline(always)]
    pub(crate) fn with_required(mut self, wanted: bool) -> Self {
        self.required.wanted = wanted;
        self
    }

    /// Whether required fields have to be there.
    pub(crate) fn wants_required(&self) -> bool {
        self.required.wanted
    }

    /// What `read` reads, and whether it was noted to be incomplete, which is forgotten here.
    pub(crate) fn reads_incomplete<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<(T, bool), DecodeError> {
        let before = core::mem::replace(&mut self.required.missed, false);
        let result = read(self);
        let missed = core::mem::replace(&mut self.required.missed, before);
        Ok((result?, missed))
    }

    #[inline(always)]
    pub(crate) fn set_field(&mut self, number: u32) {
        self.field = number;
    }

    #[inline(always)]
    pub(crate) fn strays(&mut self) -> &mut Vec<u8> {
        &mut self.strays
    }

    /// A closed enum met a number that it does not know.
    #[cold]
    pub(crate) fn stray_enum(&mut self, value: i32) -> Result<(), DecodeError> {
        self.count_unknown()?;
        put_varint(&mut self.strays, u64::from(self.field) << 3);
        put_varint(&mut self.strays, value as i64 as u64);
        Ok(())
    }

    /// A map entry whose value is an unknown number of a closed enum stays whole.
    #[cold]
    pub(crate) fn stray_entry(&mut self, kept: usize, entry: &[u8]) {
        self.strays.truncate(kept);
        put_varint(&mut self.strays, u64::from(self.field) << 3 | 2);
        put_varint(&mut self.strays, entry.len() as u64);
        self.strays.extend_from_slice(entry);
    }
}

/// Appends a varint, for the few places that write forwards.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    out.reserve(varint::len(value));
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The state of one view parse.
///
/// `'a` is the wire; `'c` is the visitor of unknown fields, where one is looking.
pub struct ViewContext<'a, 'c> {
    pub(crate) depth: u32,
    pub(crate) unknown_left: u32,
    pub(crate) place: Place<'a>,
    pub(crate) field: u32,
    /// How many closed enum values were unknown since the last field.
    pub(crate) strays: u32,
    /// As in [`DecodeContext`].
    pub(crate) incomplete: bool,
    pub(crate) visitor: Option<&'c mut dyn FnMut(UnknownRecord<'a>)>,
    /// What knows the extensions that are to be checked.
    pub(crate) registry: Option<&'static TypeRegistry>,
}

/// Where the message stands that is being parsed.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// In one piece: its body.
    Body(&'a [u8]),
    /// In several.
    Split(Split<'a>),
}

impl<'a> Place<'a> {
    /// A sub-message of the message, whose first piece is `part`, when a second one comes. By value,
    /// so that a context has no address on its account.
    #[cold]
    #[inline(never)]
    pub(crate) fn split_at(self, part: &[u8]) -> Split<'a> {
        match self {
            Place::Body(root) => Split::In { root, first: 0 },
            Place::Split(split) => split,
        }
        .at(part)
    }
}

impl<'a> ViewContext<'a, '_> {
    #[inline(always)]
    pub(crate) fn new(body: &'a [u8], depth: u32, unknown: u32) -> Self {
        Self::at(Place::Body(body), depth, unknown)
    }

    /// For a validated message in pieces.
    pub(crate) fn split(split: Split<'a>) -> Self {
        Self::at(Place::Split(split), u32::MAX, u32::MAX)
    }

    #[inline(always)]
    fn at(place: Place<'a>, depth: u32, unknown: u32) -> Self {
        ViewContext {
            depth,
            unknown_left: unknown,
            place,
            field: 0,
            strays: 0,
            incomplete: false,
            visitor: None,
            registry: None,
        }
    }

    #[cold]
    pub(crate) fn stray_enum(&mut self, value: i32) -> Result<(), DecodeError> {
        self.count_unknown()?;
        self.stray(UnknownRecord::Enum { number: self.field, value });
        Ok(())
    }

    #[cold]
    pub(crate) fn stray_entry(&mut self, entry: &'a [u8]) {
        self.stray(UnknownRecord::Entry { number: self.field, entry });
    }

    fn stray(&mut self, record: UnknownRecord<'a>) {
        self.strays += 1;
        if let Some(visitor) = &mut self.visitor {
            visitor(record);
        }
    }

    #[inline]
    pub(crate) fn count_unknown(&mut self) -> Result<(), DecodeError> {
        match self.unknown_left.checked_sub(1) {
            Some(left) => {
                self.unknown_left = left;
                Ok(())
            }
            None => Err(DecodeErrorKind::UnknownFieldLimit.into()),
        }
    }

    /// Goes one level deeper.
    #[inline(always)]
    pub(crate) fn enter(&mut self) -> Result<(), DecodeError> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(DecodeErrorKind::RecursionLimit.into()),
        }
    }

    /// Comes back from one level deeper.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// A context for the body of a sub-message, one level deeper.
    #[inline(always)]
    pub(crate) fn nested<'n>(&self, body: &'a [u8]) -> Result<ViewContext<'a, 'n>, DecodeError>
    where
        'a: 'n,
    {
        if self.depth == 0 {
            return Err(DecodeErrorKind::RecursionLimit.into());
        }
        let mut inner = ViewContext::new(body, self.depth - 1, self.unknown_left);
        inner.registry = self.registry;
        Ok(inner)
    }
}
