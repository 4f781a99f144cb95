buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme;

        message Order {
          int64 number = 1;
          map<string, int64> prices = 2;
        }
    "#,
    string_type = { ".acme.Order.number" => ::std::string::String },
    map_type = { ".acme.Order.prices" => ::std::collections::BTreeMap },
    repeated_type = { ".acme.Order.prices" => ::std::vec::Vec },
    box_type = { ".acme.Order" => ::std::boxed::Box },
);

fn main() {}
