//! Pages for reading.

#[doc = include_str!("../docs/your-own-structs.md")]
pub mod your_own_structs {}

#[doc = include_str!("../docs/from-prost.md")]
pub mod from_prost {}
