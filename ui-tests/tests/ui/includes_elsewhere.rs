buffa::include_protos!("proto/parts.proto", includes = ["proto/shipping"]);

fn main() {}
