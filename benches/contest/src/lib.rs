//! What the measured implementations share.
//!
//! Each implementation is a crate that depends on this one and has a function
//! `enter(data, stage)`: it enters one closure per operation that it knows, and proves that what
//! it decodes and encodes is what went in.

mod fields;
mod operation;
mod seed;
mod shape;
mod stage;
mod touch;

pub use operation::Operation;
pub use seed::Seed;
pub use shape::Shape;
pub use stage::{Entry, Stage};

/// Messages of one type, on the wire and as JSON.
pub struct Dataset {
    /// Which messages these are.
    pub shape: Shape,
    /// The messages on the wire.
    pub payloads: Vec<Vec<u8>>,
    /// The same messages as JSON.
    pub json: Vec<String>,
}

impl Dataset {
    /// How many bytes all messages take on the wire.
    pub fn len(&self) -> usize {
        self.payloads.iter().map(Vec::len).sum()
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
