buffa::include_protos!("proto/shipping/address.proto", includes = ["prto"]);

fn main() {}
