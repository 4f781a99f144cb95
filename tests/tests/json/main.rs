//! JSON, in and out.

mod errors;
mod options;
mod python;
mod round_trips;
mod schema;
mod serde;
