buffa::include_protos!(
    inline = "syntax = \"proto3\"; message Note { string text = 1; }",
    views = "no",
    string_type = { ".Note.text" = Box<str> },
);

fn main() {}
