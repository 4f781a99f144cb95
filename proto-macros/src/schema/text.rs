//! The text of a file, whose bytes need not be UTF-8.

use super::dialect::string_literals;

/// Bytes that are no UTF-8 are shown as `�` in comments, and are escapes in strings. Lines stay what
/// they are.
pub(super) fn of_bytes(bytes: Vec<u8>) -> String {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    // Where the bytes stand in the text.
    let mut places: Vec<(usize, u8)> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            places.push((text.len(), *byte));
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let literals = string_literals(&text);
    let is_in_string = |at: usize| {
        let behind = literals.partition_point(|range| range.start <= at);
        behind.checked_sub(1).is_some_and(|index| at < literals[index].end)
    };
    for (at, byte) in places.into_iter().rev().filter(|(at, _)| is_in_string(*at)) {
        let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
        text.replace_range(at..end, &format!("\\{byte:03o}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::of_bytes;

    #[test]
    fn bytes_that_are_no_text() {
        let text = of_bytes(b"// \xE9\n\"\xFFa\" 'x' // \"\xC3\n".to_vec());
        assert_eq!(text, "// \u{FFFD}\n\"\\377a\" 'x' // \"\u{FFFD}\n");
        assert_eq!(of_bytes("é".into()), "é");
    }
}
