buffa::include_protos!("proto/shipping/adress.proto", "protos/parts.proto");

fn main() {}
