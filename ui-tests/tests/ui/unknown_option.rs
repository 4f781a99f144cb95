buffa::include_protos!(
    inline = "syntax = \"proto3\"; message Note { string text = 1; }",
    bytes_typ = buffa::bytes::Bytes,
);

fn main() {}
