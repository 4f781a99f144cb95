buffa::include_protos!(
    inline = r#"
        syntax = "proto2";
        package acme;

        enum State {
          STATE_NEW = 0;
        }
    "#,
    features = {
        ".acme" => "OPEN",
        ".acme.State" => (enum_type = OPEN; json_format = ALLOW),
    },
);

fn main() {}
