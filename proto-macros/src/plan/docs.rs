//! Comments of a schema as rustdoc that never becomes a doc test.

/// `comment` with its code blocks marked as text and nothing indented so far that it were one.
pub(crate) fn rustdoc(comment: &str) -> String {
    let mut docs = String::with_capacity(comment.len());
    let mut fence: Option<&str> = None;
    for line in comment.trim_end().lines() {
        if !docs.is_empty() {
            docs.push('\n');
        }
        let text = line.trim_start();
        match fence {
            Some(open) if closes(text, open) => {
                docs.push_str(text);
                fence = None;
            }
            Some(_) => docs.push_str(line),
            None => match opening(text) {
                Some(open) => {
                    docs.push_str(open);
                    docs.push_str("text");
                    fence = Some(open);
                }
                None => docs.push_str(outdented(line)),
            },
        }
    }
    // An open fence would swallow what rustdoc puts behind it.
    if let Some(open) = fence {
        docs.push('\n');
        docs.push_str(open);
    }
    docs
}

/// The run of backticks or tildes that opens a code block.
fn opening(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = &text[..text.len() - text.trim_start_matches(first).len()];
    // Three backticks and another one later in the line are code in the text, not a block.
    let inline = first == '`' && text[run.len()..].contains('`');
    (run.len() >= 3 && !inline).then_some(run)
}

fn closes(text: &str, open: &str) -> bool {
    text.starts_with(open) && text.trim_end().chars().all(|c| open.starts_with(c))
}

/// Four columns would make a code block; three keep most of the look.
fn outdented(line: &str) -> &str {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    if line[..indent].contains('\t') {
        return text;
    }
    &line[indent.saturating_sub(indent.min(3))..]
}

#[cfg(test)]
mod tests {
    use super::rustdoc;

    #[test]
    fn code_is_never_rust() {
        assert_eq!(rustdoc("a\n\n      indented()\n"), "a\n\n   indented()");
        assert_eq!(rustdoc("\tx"), "x");
        assert_eq!(rustdoc("```\nx\n```"), "```text\nx\n```");
        assert_eq!(rustdoc("  ~~~rust\n    x\n  ~~~"), "~~~text\n    x\n~~~");
        assert_eq!(rustdoc("```proto\nx"), "```text\nx\n```");
        assert_eq!(rustdoc("```a``` b"), "```a``` b");
    }
}
