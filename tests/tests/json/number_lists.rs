//! Long lists of numbers, which are read by the block: the same as one by one, wherever a block ends.

use std::fmt::Write as _;

use buffa::DecodeOptions;
use buffa::json::{ParseErrorKind, ParseOptions, from_str};
use buffa_tests::Rng;

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package lists;
        message Lists {
            repeated int32 ints = 1;
            repeated sint64 longs = 2;
            repeated uint32 naturals = 3;
            repeated fixed64 large = 4;
            repeated float floats = 5;
            repeated double doubles = 6;
            repeated bool flags = 7;
        }
    "#
);

use lists::Lists;

fn random_lists(rng: &mut Rng, len: usize) -> Lists {
    let mut lists = Lists::default();
    for _ in 0..len {
        lists.ints.push(rng.number(64) as i32);
        lists.longs.push(rng.number(64) as i64 * (rng.word() % 2 * 2).wrapping_sub(1) as i64);
        lists.naturals.push(rng.number(64) as u32);
        lists.large.push(rng.number(64));
        let float = f32::from_bits(rng.word() as u32);
        lists.floats.push(if float.is_finite() { float } else { 0.5 });
        lists.doubles.push(rng.number(64) as f64 / (1u64 << (rng.word() % 30)) as f64);
        lists.flags.push(rng.word().is_multiple_of(2));
    }
    lists
}

/// The text with `space` around each of its brackets and commas.
fn spaced(text: &str, before: &str, behind: &str) -> String {
    let mut spaced = String::new();
    for character in text.chars() {
        match character {
            ',' | ']' => write!(spaced, "{before}{character}{behind}").unwrap(),
            '[' => write!(spaced, "{character}{behind}").unwrap(),
            _ => spaced.push(character),
        }
    }
    spaced
}

#[test]
fn lists_of_every_length() {
    let mut rng = Rng::new(1);
    for len in (0..80).chain([100, 1000]) {
        let lists = random_lists(&mut rng, len);
        let text = buffa::json::to_string(&lists).unwrap();
        assert_eq!(from_str::<Lists>(&text).unwrap(), lists);
        assert_eq!(serde_json::from_str::<Lists>(&text).unwrap(), lists);
        for (before, behind) in [("", " "), ("", "\n    "), (" ", ""), ("\t", "\r\n"), (" ", " ")] {
            let text = spaced(&text, before, behind);
            assert_eq!(from_str::<Lists>(&text).unwrap(), lists, "{text}");
        }
    }
}

#[test]
fn numbers_in_other_forms_stand_between() {
    let mut rng = Rng::new(2);
    for odd in
        ["1e2", "100.0", "\"100\"", "1E+2", "10000e-2", "\"1.0e2\"", "100.000000000000000000000"]
    {
        for at in 0..40 {
            let numbers: Vec<_> = (0..40).map(|_| rng.word() % 1000).collect();
            let texts = numbers.iter().enumerate().map(|(i, number)| match i == at {
                true => odd.to_owned(),
                false => number.to_string(),
            });
            let text = texts.collect::<Vec<_>>().join(",");
            let lists = from_str::<Lists>(&format!("{{\"ints\":[{text}],\"doubles\":[{text}]}}"));
            let lists = lists.unwrap();
            for (i, number) in numbers.iter().enumerate() {
                let expected = if i == at { 100 } else { *number };
                assert_eq!(lists.ints[i], expected as i32, "{text}");
                assert_eq!(lists.doubles[i], expected as f64, "{text}");
            }
        }
    }
}

/// The error is that of the element, wherever it stands.
#[test]
fn mistakes_are_found_where_they_are() {
    for field in ["ints", "longs", "naturals", "large", "floats", "doubles"] {
        for wrong in ["", "x", "01", "-", "1.", "--1", "1 2", "\"1,2\"", "\u{1}1", "1\u{1}", "+1"] {
            for at in [0, 1, 13, 14, 15, 16, 30, 31, 32, 33, 59] {
                let start = format!("{{\"{field}\":[{}", "77,".repeat(at));
                let text = format!("{start}{wrong},{}1]}}", "12345,".repeat(60 - at));
                let alone = format!("{{\"{field}\":[{wrong},1]}}");
                let error = from_str::<Lists>(&text).unwrap_err();
                let expected = from_str::<Lists>(&alone).unwrap_err();
                assert_eq!(error.kind(), expected.kind(), "{text}");
                assert_eq!(
                    error.path(),
                    expected.path().replace("[0]", &format!("[{at}]")),
                    "{text}"
                );
                let moved = (start.len() - field.len() - 5) as u32;
                assert_eq!(error.column(), expected.column() + moved, "{text}");
            }
        }
    }
}

#[test]
fn ranges_are_those_of_the_types() {
    let cases = [
        ("ints", "2147483648"),
        ("ints", "-2147483649"),
        ("ints", "1.5"),
        ("longs", "\"9223372036854775808\""),
        ("longs", "-9223372036854775809"),
        ("naturals", "4294967296"),
        ("naturals", "-1"),
        ("large", "18446744073709551616"),
        ("large", "\"20000000000000000000\""),
        ("large", "-1"),
        ("floats", "1e39"),
        ("doubles", "1e309"),
        ("flags", "1"),
        ("flags", "truely"),
    ];
    for (field, wrong) in cases {
        let few = if field == "flags" { "true," } else { "7," };
        for at in 0..40 {
            let (before, behind) = (few.repeat(at), few.repeat(60));
            let text =
                format!("{{\"{field}\":[{before}{wrong},{}]}}", behind.trim_end_matches(','));
            let error = from_str::<Lists>(&text).unwrap_err();
            assert_eq!(error.path(), format!("{field}[{at}]"), "{text}");
            assert_eq!(error.column() as usize, field.len() + 5 + before.len() + 1, "{text}");
        }
    }
}

/// A limit holds at the same element, wherever in a block that is.
#[test]
fn memory_is_limited_in_the_middle_of_a_block() {
    let text = format!("{{\"ints\":[{}1]}}", "77,".repeat(99));
    for room in 0..100 {
        let limits = DecodeOptions::new().with_element_memory_limit(room * size_of::<i32>());
        let error = ParseOptions::new().with_limits(limits).from_str::<Lists>(&text).unwrap_err();
        assert_eq!(*error.kind(), ParseErrorKind::ElementMemoryLimit);
        assert_eq!(error.column() as usize, "{\"ints\":[".len() + 3 * room + 1, "{room}");
    }
    let limits = DecodeOptions::new().with_element_memory_limit(100 * size_of::<i32>());
    let lists: Lists = ParseOptions::new().with_limits(limits).from_str(&text).unwrap();
    assert_eq!(lists.ints.len(), 100);
}
