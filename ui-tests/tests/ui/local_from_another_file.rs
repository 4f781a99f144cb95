buffa::include_protos!("proto/local_from_another_file.proto");

pub use acme::Order;

fn main() {}
