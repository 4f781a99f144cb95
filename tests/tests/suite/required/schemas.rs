//! What the tests of required fields read.

buffa::include_protos!(
    inline = r#"
    syntax = "proto2";
    package required;

    message Leaf {
        required int32 id = 1;
        required string name = 2;
        optional int32 extra = 3;
    }

    message Holder {
        optional Leaf sub = 1;
        repeated Leaf list = 2;
        map<string, Leaf> map = 3;
        oneof choice {
            Leaf member = 4;
            int32 other = 5;
            group Chosen = 6 { required int32 id = 1; required string name = 2; }
        }
        optional group Lone = 7 { required int32 id = 1; required string name = 2; }
        repeated group Many = 8 { required int32 id = 1; required string name = 2; }
        optional Holder deeper = 9;
        optional Around around = 10;
        extensions 100 to 199;
    }

    message Around { optional Leaf leaf = 1; }

    extend Holder { optional Leaf extension = 100; }

    // What is required are messages.
    message Top {
        required Leaf leaf = 1;
        required group Part = 2 { optional int32 x = 1; }
    }

    message Kinds {
        enum Color { RED = 1; GREEN = 2; }
        required double double = 1;
        required float float = 2;
        required int32 int32 = 3;
        required int64 int64 = 4;
        required uint32 uint32 = 5;
        required uint64 uint64 = 6;
        required sint32 sint32 = 7;
        required sint64 sint64 = 8;
        required fixed32 fixed32 = 9;
        required fixed64 fixed64 = 10;
        required sfixed32 sfixed32 = 11;
        required sfixed64 sfixed64 = 12;
        required bool bool = 13;
        required string string = 14;
        required bytes bytes = 15;
        required Color color = 16;
        required int32 port = 17 [default = 80];
        required string host = 18 [default = "here"];
        required bytes blob = 19 [default = "\001\002"];
        required double ratio = 20 [default = inf];
        required float half = 21 [default = 0.5];
        required Color paint = 22 [default = GREEN];
        required bool on = 23 [default = true];
    }

    message Nan { required double ratio = 1 [default = nan]; }
    message Plain { optional int32 a = 1; repeated Plain more = 2; }
"#
);

pub(super) mod edition {
    buffa::include_protos!(
        inline = r#"
        edition = "2023";
        package required2023;
        message Legacy {
            int32 id = 1 [features.field_presence = LEGACY_REQUIRED];
            Open open = 2 [features.field_presence = LEGACY_REQUIRED];
            Legacy delimited = 3 [features.message_encoding = DELIMITED];
        }
        enum Open { NONE = 0; SOME = 1; }
    "#
    );
}

/// A call whose messages hold those of another one.
pub(super) mod elsewhere {
    buffa::include_protos!(
        "../tests/required/outer.proto",
        includes = ["../tests/required"],
        extern_path = { ".required_inner" => crate::required::schemas::inner::required_inner },
    );
}

pub(super) mod inner {
    buffa::include_protos!("../tests/required/inner.proto", includes = ["../tests/required"]);
}
