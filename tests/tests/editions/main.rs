//! Editions: what features change on the wire is what Google's implementation makes of them.

mod features;
mod shown;
#[cfg(shared_conformance)]
mod twins;
