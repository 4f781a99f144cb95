buffa::include_protos!(
    inline = r#"
        syntax = "proto3";

        message Note {
          Missing a = 1;
          string b = 0;
          string c = 3;
          string c = 4;
        }
    "#
);

fn main() {}
