buffa::include_protos!(
    inline = r#"
        syntax = "proto3";

        message Note {
          string title = 1;
          string text = 1;
        }
    "#
);

fn main() {}
