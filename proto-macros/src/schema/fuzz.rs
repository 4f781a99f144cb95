//! Damaged schemas: nothing panics, and every mistake has a place in its file.
//!
//! The damage is the same in every run. `FUZZ_ROUNDS=1000000 cargo test -p buffa-macros fuzz`
//! does more of it.

use std::path::{Path, PathBuf};

use super::builtin;
use super::compile::compile;
use super::dialect::lower;
use super::parse::parse;
use super::sources::Sources;
use crate::call::Rules;
use crate::diagnostics::Diagnostics;

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

fn compile_all(text: &str) {
    let mut sources = Sources::new(PathBuf::new(), Vec::new());
    sources.add_inline("a.proto", text.to_owned());
    let mut diagnostics = Diagnostics::default();
    let names = ["a.proto".to_owned()];
    let compiled = compile(&names, &mut sources, &Rules::default(), &mut diagnostics);
    let is_whole = compiled.is_some_and(|compiled| !compiled.files.is_empty());
    assert!(is_whole || !diagnostics.is_empty(), "no reason is given: {text}");
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
            compile_all(&text);
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
    compile_all(&format!("syntax = \"proto3\"; package {}b;", "a.".repeat(2_000)));
}
