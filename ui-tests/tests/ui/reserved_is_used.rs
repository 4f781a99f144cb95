buffa::include_protos!("proto/reserved_is_used.proto");

pub use acme::Order;

fn main() {}
