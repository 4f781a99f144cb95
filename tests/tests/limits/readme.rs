//! The limits that the documentation names are those that hold.

use buffa::{DecodeOptions, Message};
use buffa_tests::Wire;

use crate::schema::Node;

const README: &str = include_str!("../../../README.md");

/// The second cell of the row in the table of limits that starts with `first`.
#[track_caller]
fn cell(first: &str) -> &'static str {
    let row = README.lines().find_map(|line| line.strip_prefix(&format!("| {first} | ")));
    row.and_then(|row| row.strip_suffix(" |")).unwrap_or_else(|| panic!("no row for {first}"))
}

fn number(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect(text)
}

#[test]
fn table() {
    let depth = u32::try_from(number(cell("depth of messages and groups"))).unwrap();
    let fields = u32::try_from(number(cell("unknown fields in a message"))).unwrap();
    assert_eq!(cell("size of a message"), "2 GiB - 1");
    let named = DecodeOptions::new()
        .with_recursion_limit(depth)
        .with_unknown_field_limit(fields)
        .with_max_message_size((2 << 30) - 1);
    assert_eq!(named, DecodeOptions::new());
}

/// As many empty messages as the memory that the table grants is enough for, and one more.
#[test]
fn memory() {
    let text = cell("memory for elements of lists, maps and sub-messages");
    let (free, per_byte) = text.split_once(" and ").expect(text);
    let free = number(free.strip_suffix(" MiB").expect(free)) << 20;
    let per_byte = per_byte.strip_suffix(" bytes for each byte of input").expect(per_byte);
    let (per_byte, size) = (number(per_byte), size_of::<Node>() as u64);
    // Each takes two bytes on the wire.
    let most = free / (size - 2 * per_byte);
    let decode = |count: u64| {
        let wire = Wire::new().raw(&Wire::new().bytes(2, "").0.repeat(count as usize));
        Node::decode_from_slice(&wire.0).is_ok()
    };
    assert!(decode(most), "{most} messages of {size} bytes");
    assert!(!decode(most + 1), "{most} messages of {size} bytes");
}
