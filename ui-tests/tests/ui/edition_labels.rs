buffa::include_protos!("proto/edition_labels.proto");

pub use acme::Order;

fn main() {}
