//! What a text may still ask for, and what of a message was there already.

use alloc::vec::Vec;

use super::error::ParseErrorKind;
use super::options::ParseOptions;

type Result<T = (), E = ParseErrorKind> = core::result::Result<T, E>;

/// What is left of the limits.
pub(crate) struct Limits {
    pub(crate) depth: u32,
    memory: usize,
    unknown: u32,
}

impl Limits {
    pub(crate) fn new(options: &ParseOptions<'_>, len: usize) -> Self {
        let (depth, unknown, memory) = options.limits.for_input(len);
        Limits { depth, memory, unknown }
    }

    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) -> Result {
        self.memory = self.memory.checked_sub(bytes).ok_or(ParseErrorKind::ElementMemoryLimit)?;
        Ok(())
    }

    /// Whether there is memory for that many bytes.
    pub(crate) fn has(&self, bytes: usize) -> bool {
        bytes <= self.memory
    }

    pub(crate) fn count_unknown(&mut self) -> Result {
        self.unknown = self.unknown.checked_sub(1).ok_or(ParseErrorKind::UnknownFieldLimit)?;
        Ok(())
    }

    pub(crate) fn enter(&mut self) -> Result {
        self.depth = self.depth.checked_sub(1).ok_or(ParseErrorKind::RecursionLimit)?;
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }
}

/// The fields of one message that were there already, by index in the table.
#[derive(Default)]
pub(crate) struct Seen {
    first: [u64; 3],
    rest: Vec<u64>,
}

impl Seen {
    /// Notes a field. `false`: it was there.
    #[inline]
    pub(crate) fn add(&mut self, index: usize) -> bool {
        let word = match self.first.get_mut(index / 64) {
            Some(word) => word,
            None => self.far(index / 64),
        };
        let before = *word;
        *word |= 1 << (index % 64);
        *word != before
    }

    #[inline(never)]
    fn far(&mut self, word: usize) -> &mut u64 {
        let at = word - self.first.len();
        if self.rest.len() <= at {
            self.rest.resize(at + 1, 0);
        }
        &mut self.rest[at]
    }
}
