buffa::include_protos!(
    inline = r#"
        syntax = "proto3";

        message Note {
          string text 1;
        }
    "#
);

fn main() {}
