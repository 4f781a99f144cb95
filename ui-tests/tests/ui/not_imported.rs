buffa::include_protos!("proto/not_imported.proto");

pub use acme::Order;

fn main() {}
