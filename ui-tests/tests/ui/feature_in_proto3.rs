buffa::include_protos!("proto/feature_in_proto3.proto");

pub use acme::Order;

fn main() {}
