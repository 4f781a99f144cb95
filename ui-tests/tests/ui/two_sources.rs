buffa::include_protos!(
    "google/protobuf/empty.proto",
    inline = "syntax = \"proto3\"; message Note { string text = 1; }",
);

fn main() {}
