//! Extensions: their numbers, and what they cannot be.

use std::collections::HashMap;

use super::super::tag;
use super::Checker;
use super::elements::FieldAt;

pub(super) fn check(checker: &mut Checker<'_>) {
    let mut taken: HashMap<(usize, &str, i32), &FieldAt<'_>> = HashMap::new();
    let elements = checker.elements;
    for extension in elements.fields.iter().filter(|field| field.is_extension()) {
        range(checker, extension);
        json_name(checker, extension);
        // protoc only warns of numbers that are taken in another file.
        let key = (extension.at.file, extension.proto.extendee(), extension.proto.number);
        let Some(first) = taken.get(&key) else {
            taken.insert(key, extension);
            continue;
        };
        let message = format!(
            "extension number {} of `{}` is taken by `{}`",
            key.2,
            key.1.trim_start_matches('.'),
            first.at.full_name
        );
        let help = format!("it is declared in {}", checker.place_of(extension.at.file, &first.at));
        checker.at(&extension.at, tag::field::NUMBER, message, help);
    }
}

fn range(checker: &mut Checker<'_>, extension: &FieldAt<'_>) {
    let Some(name) = extension.proto.extendee().strip_prefix('.') else { return };
    let Some(symbol) = checker.symbols.get(name) else { return };
    let Some(message) = checker.units[symbol.file].message(&symbol.path) else { return };
    let number = extension.proto.number;
    let ranges = &message.extension_range;
    if (19_000..20_000).contains(&number) {
        checker.at(
            &extension.at,
            tag::field::NUMBER,
            format!("{number} is reserved for implementations (19000 to 19999)"),
            "choose another number",
        );
    } else if !ranges.iter().any(|range| (range.start..range.end).contains(&number)) {
        let shown: Vec<String> = ranges
            .iter()
            .map(|range| match i64::from(range.end) - 1 {
                end if end == i64::from(range.start) => end.to_string(),
                536_870_911.. => format!("{} to max", range.start),
                end => format!("{} to {end}", range.start),
            })
            .collect();
        let help = match shown.as_slice() {
            [] => format!("`{name}` cannot be extended: it has no `extensions`"),
            ranges => format!("its extension numbers are {}", ranges.join(", ")),
        };
        let message = format!("{number} is no extension number of `{name}`");
        checker.at(&extension.at, tag::field::NUMBER, message, help);
    }
}

fn json_name(checker: &mut Checker<'_>, extension: &FieldAt<'_>) {
    let path = tag::below(&extension.at.path, &[tag::field::JSON_NAME]);
    if checker.spans(extension.at.file).has(&path) {
        let message = "extensions have no JSON name of their own";
        let help = "remove `json_name`: in JSON, extensions go by their full names";
        checker.at(&extension.at, tag::field::JSON_NAME, message, help);
    }
}
