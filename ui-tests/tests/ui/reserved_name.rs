buffa::include_protos!(
    inline = r#"
        syntax = "proto3";

        message __buffa {
          string text = 1;
        }
    "#
);

fn main() {}
