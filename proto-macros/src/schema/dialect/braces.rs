//! Where a `}` is missing: a parser notices at the end of the file only.

use super::tokens::{Kind, Token, tokens};

/// The line, from 1, of the `{` that is most probably left open. That is the innermost one around a
/// `}` that stands further left than the line of its `{`, or else around the end of the file.
pub(crate) fn open_line(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for Token { kind, range } in tokens(text) {
        match kind {
            Kind::Symbol(b'{') => open.push(place(text, range.start)),
            Kind::Symbol(b'}') => {
                let (line, indent) = open.pop()?;
                let (end_line, end_indent) = place(text, range.start);
                if line != end_line && end_indent < indent {
                    return Some(line);
                }
            }
            _ => {}
        }
    }
    open.last().map(|(line, _)| *line)
}

/// The line of a byte, and how far that line is indented.
fn place(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (text[..start].matches('\n').count() + 1, indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_tells_which_one_is_open() {
        assert_eq!(open_line("message A {\n  oneof b {\n    c\n\n  d\n}\n"), Some(2));
        assert_eq!(open_line("message A {\n  int32 b = 1;\n\nmessage C {\n}\n"), Some(1));
        assert_eq!(open_line("message A {\n  message B {\n"), Some(2));
        assert_eq!(open_line("message A { message B { }"), Some(1));
        assert_eq!(open_line("message A {}\n}"), None);
    }
}
