buffa::include_protos!(
    inline = "syntax = \"proto3\"; message Note { string text = 1; }",
    views = false,
    views = true,
);

fn main() {}
