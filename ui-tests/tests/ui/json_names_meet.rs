buffa::include_protos!("proto/json_names_meet.proto");

pub use acme::Order;

fn main() {}
