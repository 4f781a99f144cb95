buffa::include_protos!("proto/implicit_closed_enum.proto");

pub use acme::Order;

fn main() {}
