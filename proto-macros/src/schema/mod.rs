//! `.proto` text in, [`model::Schema`] out.

pub(crate) mod builtin;
mod compile;
mod descriptor;
mod descriptor_set;
mod features;
pub(crate) mod index;
mod load;
mod lower;
pub(crate) mod model;
mod nesting;
mod order;
mod report;
mod sources;

#[cfg(test)]
mod tests;

pub(crate) use load::{Loaded, load};
