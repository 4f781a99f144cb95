buffa::include_protos!("proto/default_of_no_value.proto");

pub use acme::Order;

fn main() {}
