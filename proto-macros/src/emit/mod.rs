//! Plan in, tokens out. Small functions, one per thing that is generated; none of them can fail.

mod accessors;
mod codec;
mod enumeration;
mod extension;
mod module;
mod oneof;
mod owned;
mod registry;
mod serde;
mod types;
mod unreadable;
mod view;

pub(crate) use module::emit;
pub(crate) use unreadable::emit_unreadable;
