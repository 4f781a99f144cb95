buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package demo;

        message Note {
          string text = 1;
        }
    "#,
    only = [".demo.Nota"],
);

fn main() {}
