buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package demo;

        import "google/protobuf/timestamp.proto";

        message Note {
          string text = 1;
          google.protobuf.Timestamp written = 2;
        }
    "#
);

fn main() {}
