//! Lists and maps of views, whose elements follow one another or have other fields in between.

use buffa::{HasView, MessageView};
use buffa_tests::{Rng, Wire};

use crate::support::both;

buffa::include_protos!(
    inline = "
        edition = \"2024\";
        package runs;
        enum Level { LEVEL_LOW = 0; LEVEL_HIGH = 1; }
        enum Fixed { option features.enum_type = CLOSED; FIXED_NONE = 0; FIXED_ONE = 1; }
        message Part { string name = 1; repeated string words = 2; map<int32, string> more = 3; }
        message Runs {
            repeated string texts = 1;
            repeated bytes blobs = 2;
            repeated Part parts = 3;
            repeated Part groups = 4 [features.message_encoding = DELIMITED];
            map<string, string> names = 5;
            map<int32, Part> pieces = 6;
            map<int32, Fixed> closed = 7;
            map<int32, Level> open = 8;
            repeated string far = 2000;
            int32 between = 9;
        }
    ",
);

use runs::{Runs, RunsView};

fn part(rng: &mut Rng) -> Wire {
    let mut wire = Wire::new().bytes(1, "part");
    for _ in 0..rng.below(4) {
        wire = match rng.below(3) {
            0 => wire.bytes(2, "word"),
            1 => wire.bytes(2, ""),
            _ => wire.message(3, Wire::new().varint(1, rng.word() % 3).bytes(2, "more")),
        };
    }
    wire
}

fn element(wire: Wire, rng: &mut Rng, number: u32) -> Wire {
    let key = rng.word() % 5;
    match number {
        1 | 2 | 2000 => wire.bytes(number, &"some text"[..rng.below(10)]),
        3 => wire.message(3, part(rng)),
        4 => wire.group(4, part(rng)),
        5 => wire.message(5, Wire::new().bytes(1, key.to_string()).bytes(2, "name")),
        6 => wire.message(6, Wire::new().varint(1, key).message(2, part(rng))),
        // Now and then a number that the closed enum does not have.
        7 | 8 => wire.message(number, Wire::new().varint(1, key).varint(2, rng.word() % 3)),
        _ => wire.varint(9, key),
    }
}

#[test]
fn are_written_as_they_are_read() {
    let mut rng = Rng::new(1);
    let numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 2000];
    for _ in 0..3000 {
        let mut wire = Wire::new();
        // Runs of one field, some of which come again.
        for _ in 0..rng.below(6) {
            let number = *rng.pick(&numbers);
            for _ in 0..rng.below(4) {
                wire = element(wire, &mut rng, number);
            }
        }
        both::<Runs>(&wire);
    }
}

/// What follows one another goes out byte by byte, even where it could be shorter.
#[test]
fn one_run_is_one_copy() {
    let long = |wire: Wire, text: &str| {
        wire.tag(1, 2).long_varint(text.len() as u64, 3).raw(text.as_bytes())
    };
    let run = long(long(Wire::new(), "first"), "second").bytes(1, "");
    let view = RunsView::decode_view(run.as_ref()).unwrap();
    assert_eq!(view.encode_to_vec(), run.0);
    let apart = long(long(Wire::new(), "first").varint(9, 1), "second");
    let view = RunsView::decode_view(apart.as_ref()).unwrap();
    let expected = long(long(Wire::new(), "first"), "second").varint(9, 1);
    assert_eq!(view.encode_to_vec(), expected.0);
    let nested = Wire::new().message(3, Wire::new().bytes(2, "a").bytes(2, "b").bytes(1, "c"));
    let view = <Runs as HasView>::View::decode_view(nested.as_ref()).unwrap();
    assert_eq!(view.parts.iter().next().unwrap().words.iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(view.encode_to_vec(), nested.0);
}
