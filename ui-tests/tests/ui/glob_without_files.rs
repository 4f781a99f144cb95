buffa::include_protos!("proto/shiping/*.proto", "proto/shipping/**.proto", "proto");

fn main() {}
