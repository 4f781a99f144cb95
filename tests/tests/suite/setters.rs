//! `with_foo`: numbers are taken as they are, all else as what can be made into the field.

use std::collections::HashMap;

buffa::include_protos!(
    inline = r#"
        edition = "2023";
        package setters;
        enum Color { RED = 0; BLUE = 1; }
        message All {
            uint64 big = 1 [features.field_presence = IMPLICIT];
            uint32 maybe = 2;
            sint64 required = 3 [features.field_presence = LEGACY_REQUIRED];
            float ratio = 4;
            bool on = 5;
            string name = 6;
            bytes blob = 7;
            Color color = 8;
            repeated int32 numbers = 9;
            map<string, uint64> sums = 10;
            All next = 11;
            oneof one {
                double weight = 12;
                string text = 13;
                All all = 14;
            }
        }
    "#
);

use setters::all::One;
use setters::{All, Color};

#[test]
fn literals_need_no_type() {
    let all = All::default()
        .with_big(7)
        .with_maybe(8)
        .with_required(-9)
        .with_ratio(0.5)
        .with_on(true)
        .with_weight(2.5);
    assert_eq!((all.big, all.maybe, all.required), (7, Some(8), -9));
    assert_eq!((all.ratio, all.on, all.one), (Some(0.5), Some(true), Some(One::Weight(2.5))));
}

#[test]
fn what_can_be_made_into_a_field_is_taken() {
    let inner = All::default().with_text("inner");
    let all = All::default()
        .with_name("Ada")
        .with_blob(*b"blob")
        .with_color(Color::BLUE)
        .with_numbers([1, 2])
        .with_sums(HashMap::from([("x".to_owned(), 1)]))
        .with_next(inner.clone())
        .with_all(inner.clone());
    assert_eq!(all.name.as_deref(), Some("Ada"));
    assert_eq!(all.blob.as_deref(), Some(&b"blob"[..]));
    assert_eq!(all.color(), Color::BLUE);
    assert_eq!((&all.numbers[..], all.sums["x"]), (&[1, 2][..], 1));
    assert_eq!((all.next.as_option(), all.all()), (Some(&inner), Some(&inner)));
}
