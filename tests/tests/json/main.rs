//! JSON, in and out.

mod errors;
mod number_lists;
mod options;
mod python;
mod round_trips;
mod schema;
mod serde;
