//! Sizes of sub-messages, between the two passes of a forward encode.

use alloc::vec::Vec;

/// The sizes of sub-messages, in the order in which they are written.
///
/// [`Message::compute_size`](crate::Message::compute_size) reserves a slot before it descends into
/// a sub-message and fills it afterwards; [`Message::write_to`](crate::Message::write_to) takes the
/// sizes in the same order. So a message's size is computed once, however deep it is nested.
#[derive(Clone, Debug, Default)]
pub struct SizeCache {
    sizes: Vec<u32>,
    next: usize,
}

/// A slot of a [`SizeCache`] that is to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeSlot(usize);

impl SizeCache {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        SizeCache { sizes: Vec::new(), next: 0 }
    }

    /// Reserves the next slot.
    pub fn reserve(&mut self) -> SizeSlot {
        self.sizes.push(0);
        SizeSlot(self.sizes.len() - 1)
    }

    /// Fills a slot of this cache; one that it does not have is passed over.
    pub fn set(&mut self, slot: SizeSlot, size: u32) {
        if let Some(place) = self.sizes.get_mut(slot.0) {
            *place = size;
        }
    }

    /// The next size, in the order of the reservations; 0 when all were taken.
    pub fn take(&mut self) -> u32 {
        let size = self.sizes.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        size
    }

    /// Goes back to the first size.
    pub fn rewind(&mut self) {
        self.next = 0;
    }

    /// Drops all sizes and keeps the memory.
    pub fn clear(&mut self) {
        self.sizes.clear();
        self.next = 0;
    }
}
