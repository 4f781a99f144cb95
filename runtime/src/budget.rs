//! What is left of the limits: one account for everything that is read of an input, whether at once
//! or later, from bytes that were kept unread.

use crate::context::DecodeContext;
use crate::error::{DecodeError, DecodeErrorKind};

/// A limit that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    Recursion,
    UnknownFields,
    ElementMemory,
}

impl From<Limit> for DecodeErrorKind {
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Recursion => DecodeErrorKind::RecursionLimit,
            Limit::UnknownFields => DecodeErrorKind::UnknownFieldLimit,
            Limit::ElementMemory => DecodeErrorKind::ElementMemoryLimit,
        }
    }
}

impl From<Limit> for DecodeError {
    #[cold]
    fn from(limit: Limit) -> Self {
        DecodeErrorKind::from(limit).into()
    }
}

/// How deep messages may still nest, how many unknown fields may still come, and how much memory
/// elements may still take.
///
/// Binary decoding, JSON in both directions and the readers of extensions and `Any`s share it:
/// `DecodeOptions` makes one, and it goes along wherever something is read.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    depth: u32,
    unknown: u32,
    memory: usize,
    /// How much memory each byte of input adds that was not known of at the start.
    per_byte: usize,
    /// How many layers of kept bytes are being read, one inside of the other.
    layers: u32,
}

impl Budget {
    pub(crate) const UNLIMITED: Budget = Budget::new(u32::MAX, u32::MAX, usize::MAX, 0);

    pub(crate) const fn new(depth: u32, unknown: u32, memory: usize, per_byte: usize) -> Self {
        Budget { depth, unknown, memory, per_byte, layers: 0 }
    }

    /// The same memory with other limits.
    pub(crate) fn with_limits(self, depth: u32, unknown: u32) -> Self {
        Budget { depth, unknown, ..self }
    }

    /// How many unknown fields may still come.
    pub(crate) fn unknown(&self) -> u32 {
        self.unknown
    }

    /// How many levels of messages and groups may still be opened.
    #[inline(always)]
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Goes one level deeper.
    #[inline(always)]
    pub(crate) fn enter(&mut self) -> Result<(), Limit> {
        if self.depth == 0 {
            return Err(Limit::Recursion);
        }
        self.depth -= 1;
        Ok(())
    }

    /// Comes back from one level deeper.
    #[inline(always)]
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Accounts for the memory of `count` elements of `size` bytes each.
    ///
    /// The product saturates: where a `usize` has 32 bits, an input can ask for more.
    #[inline(always)]
    pub(crate) fn charge(&mut self, count: usize, size: usize) -> Result<(), Limit> {
        match self.memory.checked_sub(count.saturating_mul(size)) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(Limit::ElementMemory),
        }
    }

    /// Accounts for one unknown field.
    #[inline(always)]
    pub(crate) fn count_unknown(&mut self) -> Result<(), Limit> {
        match self.unknown.checked_sub(1) {
            Some(left) => {
                self.unknown = left;
                Ok(())
            }
            None => Err(Limit::UnknownFields),
        }
    }

    /// Reads from bytes that were kept, within what is left.
    pub(crate) fn decode<T>(
        &mut self,
        read: impl FnOnce(&mut DecodeContext<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let mut cx = DecodeContext::new(self.clone(), None);
        let result = read(&mut cx);
        *self = Budget { depth: self.depth, ..cx.into_budget() };
        result
    }
}

/// What the formats ask for that meet their input bit by bit.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
impl Budget {
    /// The same, `depth` levels from the deepest one.
    pub(crate) fn at_depth(&mut self, depth: u32) -> &mut Self {
        self.depth = depth;
        self
    }

    /// Whether there is memory for `count` elements of `size` bytes each.
    pub(crate) fn has(&self, count: usize, size: usize) -> bool {
        count.saturating_mul(size) <= self.memory
    }

    /// `len` more bytes of input have been seen.
    pub(crate) fn grant(&mut self, len: usize) {
        self.memory = self.memory.saturating_add(len.saturating_mul(self.per_byte));
    }

    /// `len` bytes that were kept are about to be read. What they may take in memory is reckoned
    /// once, for the outermost ones: those inside of them are a copy of a part of them.
    pub(crate) fn open(&mut self, len: usize) -> Result<(), Limit> {
        if self.layers == 0 {
            self.grant(len);
        } else {
            self.charge(len, 1)?;
        }
        self.layers += 1;
        Ok(())
    }

    /// What was made of the bytes that [`open`](Self::open) was called for is done with.
    pub(crate) fn close(&mut self) {
        self.layers -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_that_no_usize_holds_are_too_much() {
        let half = usize::MAX / 2 + 1;
        let mut budget = Budget::new(0, 0, 1000, 0);
        assert_eq!(budget.charge(half, 2), Err(Limit::ElementMemory));
        assert_eq!(budget.charge(2, half), Err(Limit::ElementMemory));
        assert!(!budget.has(half, 2));
        assert_eq!(budget.charge(250, 4), Ok(()));
        assert_eq!(budget.charge(1, 1), Err(Limit::ElementMemory));
    }

    #[test]
    fn levels_that_end_give_back_what_they_took() {
        let mut budget = Budget::new(1, 0, 0, 0);
        for _ in 0..3 {
            assert_eq!(budget.enter(), Ok(()));
            assert_eq!(budget.enter(), Err(Limit::Recursion));
            budget.leave();
            assert_eq!(budget.depth(), 1);
        }
    }

    #[test]
    fn grants_saturate() {
        let mut budget = Budget::new(0, 0, 10, 64);
        budget.grant(usize::MAX / 2);
        assert!(budget.has(usize::MAX, 1));
    }

    /// Only the outermost bytes add memory; those inside of them cost what their copy takes.
    #[test]
    fn kept_bytes_in_kept_bytes_add_nothing() {
        let mut budget = Budget::new(0, 0, 0, 64);
        budget.open(10).unwrap();
        assert!(budget.has(640, 1) && !budget.has(641, 1));
        budget.open(10).unwrap();
        assert!(budget.has(630, 1) && !budget.has(631, 1));
        assert_eq!(budget.open(631), Err(Limit::ElementMemory));
        budget.close();
        budget.close();
        budget.open(1).unwrap();
        assert!(budget.has(694, 1) && !budget.has(695, 1));
    }

    #[test]
    fn what_is_read_later_comes_out_of_the_same_account() {
        let mut budget = Budget::new(3, 2, 100, 0);
        let result: Result<(), DecodeError> = budget.decode(|cx| {
            cx.charge(1, 60)?;
            cx.count_unknown()?;
            cx.enter()?;
            Err(DecodeErrorKind::UnexpectedEnd.into())
        });
        assert!(result.is_err());
        assert_eq!((budget.depth, budget.unknown, budget.memory), (3, 1, 40));
    }
}
