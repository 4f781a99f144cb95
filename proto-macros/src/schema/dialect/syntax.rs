//! The first statement: `syntax = "…"` or `edition = "…"`.

use std::ops::Range;

use super::edits::Edits;
use super::tokens::{Kind, Token};
use crate::diagnostics::nearest::nearest;
use crate::schema::edition::{Edition, SUPPORTED};
use crate::schema::mistake::Mistake;
use crate::schema::strings::unescape;

const SYNTAXES: [(&str, Edition); 2] = [("proto2", Edition::PROTO2), ("proto3", Edition::PROTO3)];

/// What the file is written in; without a statement that is proto2.
pub(super) fn edition(text: &str, tokens: &[Token], edits: &mut Edits) -> Result<Edition, Mistake> {
    // The tokens can begin with a byte order mark.
    let skipped = usize::from(text.starts_with('\u{feff}'));
    let Some([keyword, equals, value]) = tokens.get(skipped..skipped + 3) else {
        return Ok(Edition::PROTO2);
    };
    let keyword_text = &text[keyword.range.clone()];
    let is_edition = match keyword_text {
        "edition" => true,
        "syntax" => false,
        _ => return Ok(Edition::PROTO2),
    };
    if equals.kind != Kind::Symbol(b'=') || value.kind != Kind::String {
        return Err(Mistake::new(
            value.range.clone(),
            format!("expected a string after `{keyword_text} =`"),
        )
        .help(if is_edition {
            "write `edition = \"2024\";`"
        } else {
            "write `syntax = \"proto3\";` or `edition = \"2024\";`"
        }));
    }
    let strings = tokens[skipped + 2..].iter().take_while(|token| token.kind == Kind::String);
    let parts = strings.clone().map(|token| {
        let literal = &text[token.range.clone()];
        let raw = || literal.trim_matches(['"', '\'']).to_owned();
        unescape(literal).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(raw)
    });
    let (name, end) = (parts.collect::<String>(), strings.last());
    let range = value.range.start..end.map_or(value.range.end, |end| end.range.end);
    let known = if is_edition { &SUPPORTED } else { &SYNTAXES };
    let Some((_, edition)) = known.iter().find(|(known, _)| *known == name) else {
        return Err(unknown(&name, is_edition, range));
    };
    if is_edition {
        edits.replace(keyword.range.clone(), "syntax");
        edits.replace(range, "\"proto2\"");
    }
    Ok(*edition)
}

/// Whether the file begins with such a statement.
pub(super) fn is_said(text: &str, tokens: &[Token]) -> bool {
    let skipped = usize::from(text.starts_with('\u{feff}'));
    let first = tokens.get(skipped).map(|token| &text[token.range.clone()]);
    matches!(first, Some("syntax" | "edition"))
}

fn unknown(name: &str, is_edition: bool, range: Range<usize>) -> Mistake {
    if is_edition {
        let is_later = name.parse::<u32>().is_ok_and(|year| (2025..3000).contains(&year));
        let reason = if is_later { "not supported yet" } else { "unknown" };
        return Mistake::new(range, format!("edition \"{name}\" is {reason}"))
            .help("the editions are \"2023\" and \"2024\"");
    }
    let mistake = Mistake::new(range, format!("syntax \"{name}\" is unknown"));
    if SUPPORTED.iter().any(|(edition, _)| *edition == name) {
        return mistake
            .help(format!("editions have a keyword of their own: `edition = \"{name}\";`"));
    }
    // Of two versions none is nearer.
    let is_version = name.strip_prefix("proto").is_some_and(|end| end.parse::<u32>().is_ok());
    match nearest(name, ["proto2", "proto3"]) {
        Some(near) if !is_version => mistake.help(format!("did you mean \"{near}\"?")),
        _ => mistake.help("it can be \"proto2\" or \"proto3\""),
    }
}
