buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package demo;

        message Note {
          Autor author = 1;
        }

        message Author {
          string name = 1;
        }
    "#
);

fn main() {}
