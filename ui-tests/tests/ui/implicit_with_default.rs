buffa::include_protos!("proto/implicit_with_default.proto");

pub use acme::Order;

fn main() {}
