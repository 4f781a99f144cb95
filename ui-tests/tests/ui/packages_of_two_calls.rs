buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme.x;
        message Foo {}
    "#
);

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme.y;
        message Bar {}
    "#
);

fn main() {}
