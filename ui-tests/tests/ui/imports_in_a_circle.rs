buffa::include_protos!("proto/imports_in_a_circle.proto");

pub use acme::Order;

fn main() {}
