buffa::include_protos!("proto/open_enum_without_zero.proto");

pub use acme::State;

fn main() {}
