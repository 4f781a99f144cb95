buffa::include_protos!("proto/feature_misspelt.proto");

pub use acme::Order;

fn main() {}
