buffa::include_protos!(
    inline = r#"
        syntax = "proto2";
        package acme;

        message Order {
          optional State state = 1;
        }

        enum State {
          STATE_NEW = 0;
        }
    "#,
    features = {
        ".acme.State" => enum_typ = OPEN,
        ".acme.Order.state" => field_presence = OPTIONAL,
        ".acme.Order" => (enum_type = OPEN, message_encoding = DELIMITED),
        ".acme.Stat" => enum_type = OPEN,
    },
);

fn main() {}
