//! What the integration tests share: schemas expanded by Buffa and by a peer, random messages of
//! their types, and the comparison of both.
//!
//! `tests/` beside this folder holds the tests themselves, one concern to a file.

#![cfg(feature = "std")]

pub mod peer;
pub mod python;
pub mod schemas;
pub mod subjects;

mod check;
mod rng;
mod sample;
mod subject;
mod values;
mod wire;

pub use check::{Case, for_all};
pub use rng::Rng;
pub use sample::{Style, sample};
pub use subject::{Merge, Routes, Schemas, Subject};
pub use wire::Wire;
