//! Structs with `#[derive(Message)]`.

mod basics;
mod conversions;
mod in_schemas;
mod other_crates;
mod proof;
mod required;
mod schema;
mod schema_of;
mod shapes;
mod types;
