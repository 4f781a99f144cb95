//! A schema with one of everything that JSON treats in a way of its own.

buffa::include_protos!(
    inline = r#"
        syntax = "proto2";
        package j;
        import "google/protobuf/any.proto";
        import "google/protobuf/struct.proto";
        import "google/protobuf/timestamp.proto";
        import "google/protobuf/wrappers.proto";

        message All {
            optional int32 int_field = 1;
            optional int64 long = 2;
            optional uint32 natural = 3;
            optional float float = 4;
            optional double double = 5;
            optional bool bool = 6;
            optional string text = 7;
            optional bytes bytes = 8;
            optional Color color = 9;
            optional All all = 10;
            repeated All many = 11;
            map<string, Color> colors = 12;
            map<bool, int32> flags = 13;
            oneof pick { string a = 14; int32 b = 15; google.protobuf.NullValue none = 16; Color c = 26; }
            optional google.protobuf.Value value = 17;
            optional google.protobuf.Any any = 18;
            optional google.protobuf.Timestamp time = 19;
            optional google.protobuf.Int64Value wrapped = 20;
            repeated google.protobuf.Value values = 21;
            optional string odd = 22 [json_name = "o\"dd"];
            repeated Color list = 23;
            optional group Group = 24 { optional int32 x = 1; }
            extensions 100 to 199;
        }
        enum Color { RED = 0; GREEN = 1; }
        extend All {
            optional string note = 100;
            repeated int32 codes = 101;
            optional All inner = 102;
        }
    "#
);

pub(crate) use j::{All, Color};

/// The registry of the schema and the well-known types.
pub(crate) fn registry() -> buffa::TypeRegistry {
    let mut registry = buffa::TypeRegistry::new();
    buffa_wkt::register_types(&mut registry);
    j::register_types(&mut registry);
    registry
}
