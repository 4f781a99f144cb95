buffa::include_protos!("proto/feature_where_it_may_not_stand.proto");

pub use acme::Order;

fn main() {}
