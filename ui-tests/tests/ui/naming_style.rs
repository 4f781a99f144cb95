buffa::include_protos!("proto/naming_style.proto");

pub use acme::shopOrder;

fn main() {}
