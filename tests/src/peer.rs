//! The peer's types: what `build.rs` made of the same schemas with prost.

#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "code of others")]

/// Of the folder `protos`.
pub mod own {
    include!(concat!(env!("OUT_DIR"), "/own/mod.rs"));
}

/// Of the OpenTelemetry protocol.
#[cfg(shared_corpus)]
pub mod otlp {
    include!(concat!(env!("OUT_DIR"), "/otlp/mod.rs"));
}

/// Of Google's services.
#[cfg(shared_corpus)]
pub mod googleapis {
    include!(concat!(env!("OUT_DIR"), "/googleapis/mod.rs"));
}
