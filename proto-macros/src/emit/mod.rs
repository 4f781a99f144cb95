//! Plan in, tokens out. Small functions, one per thing that is generated; none of them can fail.

mod accessors;
mod clone;
mod codec;
mod defaults;
mod derived;
mod describe;
mod direct;
mod enumeration;
mod extension;
mod literal;
mod module;
mod oneof;
mod order;
mod owned;
mod owned_view;
mod registry;
mod required;
mod serde;
mod sharing;
mod side;
mod types;
mod unreadable;
mod view;

pub(crate) use derived::{Extras, Unit, emit as emit_derived};
pub(crate) use module::emit;
pub(crate) use sharing::checked as checked_sharing;
pub(crate) use types::Alias;
pub(crate) use unreadable::emit_unreadable;
