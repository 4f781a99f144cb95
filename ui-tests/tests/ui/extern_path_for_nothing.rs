buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme;

        message Order {
          Line line = 1;

          message Line {}
        }
    "#,
    extern_path = {
        ".acme.Order.Lien" => crate::Line,
        ".acm" => crate::acme,
        ".google.protobuf.Timestamp" => crate::Time,
    },
);

fn main() {}
