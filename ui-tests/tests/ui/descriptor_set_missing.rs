buffa::include_protos!(descriptor_set = "proto/schema.binpb");

fn main() {}
