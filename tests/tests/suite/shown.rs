//! Fields are shown in the order of their numbers, with a list for it (types that have JSON) and
//! without one.

use buffa::json::PrintOptions;
use buffa::{HasView, Message, MessageView};
use buffa_tests::Wire;

macro_rules! schema {
    ($module:ident $(, $key:ident = $value:expr)?) => {
        mod $module {
            buffa::include_protos!(
                inline = r#"
                    syntax = "proto2";
                    package shown;
                    message Shown {
                        optional int32 first = 1;
                        oneof one { string left = 2; Shown right = 6; }
                        oneof two { bool yes = 4; bytes no = 5; }
                        repeated sint32 numbers = 3 [packed = true];
                        repeated group Part = 7 { optional double real = 1; }
                        map<string, Shown> named = 8;
                        optional Shown inner = 9;
                        repeated string texts = 20;
                        optional fixed64 last = 19;
                    }
                "#
                $(, $key = $value)?
            );
        }
    };
}

schema!(listed);
schema!(collected, json = false);

fn wires() -> [Wire; 4] {
    let inner = || Wire::new().varint(4, 1).varint(1, 7).bytes(20, "in");
    [
        Wire::new(),
        Wire::new()
            .bytes(20, "t")
            .fixed64(19, 1)
            .message(9, inner())
            .message(8, Wire::new().bytes(1, "k").message(2, inner()))
            .group(7, Wire::new().fixed64(1, 0))
            .bytes(5, "no")
            .packed(3, &[1, 2, 3])
            .bytes(2, "left")
            .varint(1, 1)
            .varint(99, 5),
        Wire::new().varint(4, 0).message(6, inner()).bytes(20, "").bytes(20, "b"),
        Wire::new().message(6, Wire::new().message(6, Wire::new().varint(77, 1))).varint(1, 0),
    ]
}

/// What is shown of a message and of its view, in every way.
fn shown<M: Message + HasView>(wire: &[u8]) -> Vec<String>
where
    for<'a> M::View<'a>: std::fmt::Debug,
{
    let message = M::decode_from_slice(wire).unwrap();
    let view = <M::View<'_>>::decode_view(wire).unwrap();
    let all = PrintOptions::new().with_fields_without_presence(true);
    vec![
        format!("{message:#?}"),
        format!("{view:#?}"),
        buffa::json::to_string(&message).unwrap(),
        all.to_string(&message).unwrap(),
    ]
}

#[test]
fn both_ways_show_the_same() {
    for wire in wires() {
        let (listed, collected) = (
            shown::<listed::shown::Shown>(wire.as_ref()),
            shown::<collected::shown::Shown>(wire.as_ref()),
        );
        assert_eq!(listed, collected);
    }
}

#[test]
fn fields_are_shown_in_their_order() {
    let text = &shown::<collected::shown::Shown>(wires()[1].as_ref())[0];
    let names =
        ["first", "left", "numbers", "no", "part", "named", "inner", "last", "texts", "unknown"];
    let places: Vec<usize> =
        names.iter().map(|name| text.find(&format!("\n    {name}")).expect(name)).collect();
    assert!(places.is_sorted(), "{text}");
}
