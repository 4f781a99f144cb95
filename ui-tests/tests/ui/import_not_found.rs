buffa::include_protos!(
    inline = r#"
        syntax = "proto3";

        import "google/protobuf/timestmp.proto";

        message Note {
          string text = 1;
        }
    "#
);

fn main() {}
