//! Damaged schemas: nothing panics, every mistake has a place in its file, and what is generated all
//! the same is Rust.
//!
//! The damage is the same in every run. `FUZZ_ROUNDS=1000000 cargo test -p buffa-macros fuzz`
//! does more of it.

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::dialect::lower;
use super::parse::parse;
use super::{builtin, load};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::{call, emit, plan};

/// A generator of numbers that are random enough (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }
}

const WORDS: &[&str] = &[
    "syntax",
    "edition",
    "\"2024\"",
    "\"proto3\"",
    "message",
    "enum",
    "oneof",
    "extend",
    "group",
    "optional",
    "required",
    "repeated",
    "map<",
    "reserved",
    "extensions",
    "export",
    "local",
    "import",
    "option",
    "weak",
    "public",
    "features",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "=",
    ";",
    ",",
    ".",
    "-",
    "to",
    "max",
    "0",
    "1",
    "536870911",
    "19000",
    "-2147483648",
    "1e999",
    "0x",
    "'",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "#",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "é",
    "\u{feff}",
    "🦀",
    "stream",
    "rpc",
    "returns",
    "default",
    "json_name",
    "packed",
    "inf",
    "nan",
    "true",
    "M",
    "E",
];

/// The schemas of the golden cases and the built-in ones.
fn seeds() -> Vec<String> {
    let mut seeds: Vec<String> = builtin::names()
        .filter_map(builtin::text)
        .filter(|text| text.len() < 4000)
        .map(str::to_owned)
        .collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                seeds.extend(std::fs::read_to_string(path));
            }
        }
    }
    seeds
}

/// One change: something left out, put in twice, moved, or something else put in.
fn damage(text: &mut String, numbers: &mut Numbers) {
    let place = |numbers: &mut Numbers, text: &str| {
        let mut at = numbers.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (a, b) = (place(numbers, text), place(numbers, text));
    let (start, end) = (a.min(b), a.max(b));
    let end = (start..=end.min(start + 40)).rev().find(|at| text.is_char_boundary(*at));
    let end = end.unwrap_or(start);
    match numbers.below(5) {
        0 => text.replace_range(start..end, ""),
        1 => {
            let part = text[start..end].to_owned();
            let at = place(numbers, text);
            text.insert_str(at, &part);
        }
        2 => text.truncate(end),
        _ => {
            let word = WORDS[numbers.below(WORDS.len())];
            let at = place(numbers, text);
            text.insert_str(at, word);
            if numbers.below(2) == 0 {
                text.insert(at, ' ');
            }
        }
    }
}

/// Reads a file in every way there is.
fn read(text: &str) {
    if let Ok(lowered) = lower(text) {
        let mut last = 0;
        for at in 0..=lowered.text.len() {
            let original = lowered.map.original(at);
            assert!(last <= original && original <= text.len(), "{at} became {original}: {text}");
            last = original;
        }
        assert_eq!(lowered.text.matches('\n').count(), text.matches('\n').count(), "{text}");
    }
    let mut mistakes = Vec::new();
    parse("a.proto", text, &mut mistakes);
    for mistake in mistakes {
        let range = mistake.range.unwrap_or_else(|| panic!("no place: {}", mistake.message));
        assert!(range.start <= range.end && range.end <= text.len(), "{range:?}: {text}");
    }
}

/// What the macro does with a text in its call: it makes Rust of it, or gives a reason.
fn expand(text: &str) {
    let literal = LitStr::new(text, Span::call_site());
    let mut found = Diagnostics::default();
    let call = call::parse(quote!((::buffa) (std json) inline = #literal), &mut found);
    let call = call.unwrap_or_else(|| panic!("the call is sound"));
    let loaded = load(&call, &mut found);
    assert!(loaded.schema.is_some() || !found.is_empty(), "no reason is given: {text}");
    let planned = loaded.schema.map(|schema| plan::plan(&call, &schema, &mut found));
    found.iter().map(Diagnostic::render).for_each(drop);
    let generated = match planned {
        Some(plan) => emit::emit(&plan, &TokenStream::new()),
        None => {
            let modules = plan::modules_of(&loaded.unreadable);
            emit::emit_unreadable(&modules, &found.into_compile_errors(call.span), call.span)
        }
    };
    let parsed = syn::parse2::<syn::File>(generated);
    assert!(parsed.is_ok(), "{:?}: {text}", parsed.err());
}

#[test]
fn golden_schemas_are_expanded() {
    seeds().iter().for_each(|text| expand(text));
}

#[test]
fn damaged_schemas_are_read() {
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    let seeds = seeds();
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for round in 0..rounds.unwrap_or(2000) {
        let mut text = seeds[numbers.below(seeds.len())].clone();
        for _ in 0..=numbers.below(4) {
            damage(&mut text, &mut numbers);
        }
        read(&text);
        if round % 16 == 0 {
            expand(&text);
        }
    }
}

#[test]
fn deep_and_long_schemas_are_read() {
    for piece in ["{", "[", "<", "(", "message M {", "oneof o {", "a.", "extend ", "/*", "\"", "-"]
    {
        read(&piece.repeat(20_000));
        read(&format!("edition = \"2024\"; message M {{ {}", piece.repeat(5_000)));
    }
    expand(&format!("syntax = \"proto3\"; package {}b;", "a.".repeat(2_000)));
}
