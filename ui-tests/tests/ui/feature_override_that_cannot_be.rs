buffa::include_protos!(
    inline = r#"
        syntax = "proto2";
        package acme;

        message Order {
          optional State state = 1;
        }

        enum State {
          STATE_NEW = 1;
        }
    "#,
    features = { ".acme.State" => enum_type = OPEN },
);

fn main() {}
