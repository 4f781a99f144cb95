//! What of a message was there already.

use alloc::vec::Vec;

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
