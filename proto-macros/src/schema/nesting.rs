//! How deep brackets are nested in a file.
//!
//! The linker reads the values of options recursively and without a limit of its own.

use std::ops::Range;

const LIMIT: usize = 100;

/// The first bracket that is nested too deep.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut depth: usize = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'"' | b'\'' => end_of_string(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') => end_after(bytes, at, b"\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => end_after(bytes, at + 2, b"*/"),
            // In the values of options, `#` can start a comment: quotes in it do not count.
            b'#' => end_after(bytes, at, b"\n"),
            b'{' | b'[' | b'<' if depth == LIMIT => return Some(at..at + 1),
            b'{' | b'[' | b'<' => {
                depth += 1;
                at + 1
            }
            b'}' | b']' | b'>' => {
                depth = depth.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
    }
    None
}

/// Strings end at the end of the line at the latest.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return at,
            byte if *byte == bytes[start] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn end_after(bytes: &[u8], start: usize, end: &[u8]) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.windows(end.len())
        .position(|window| window == end)
        .map_or(bytes.len(), |found| start + found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_limited() {
        assert_eq!(too_deep(&"{".repeat(100)), None);
        assert_eq!(too_deep(&"{".repeat(101)), Some(100..101));
        assert_eq!(too_deep(&"{}".repeat(1000)), None);
    }

    #[test]
    fn strings_and_comments_do_not_count() {
        let deep = "{".repeat(200);
        assert_eq!(too_deep(&format!("\"{deep}\\\"{deep}\" '{deep}'")), None);
        assert_eq!(too_deep(&format!("// {deep}\n/* {deep} */ # {deep}")), None);
        assert_eq!(too_deep("\"\\"), None);
    }
}
