buffa::include_protos!("proto/extension_outside_of_the_range.proto");

pub use acme::{NOTE, Order};

fn main() {}
