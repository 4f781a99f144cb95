//! Enums: their first value, aliases, reservations, and values that JSON cannot tell apart.

use std::collections::HashMap;

use super::super::edition::Edition;
use super::super::mistake::Mistake;
use super::super::model::EnumType;
use super::super::tag::{self, nth};
use super::Checker;
use super::elements::{At, EnumAt};

pub(super) fn check(checker: &mut Checker<'_>) {
    for ty in &checker.elements.enums {
        if ty.proto.value.is_empty() {
            let message = format!("the enum `{}` has no values", ty.proto.name);
            checker.at_name(&ty.at, message, "give it one: `UNSPECIFIED = 0;`");
            continue;
        }
        first_value(checker, ty);
        numbers(checker, ty);
        reservations(checker, ty);
        let is_proto2 = checker.edition(ty.at.file) == Edition::PROTO2;
        if !(ty.options.legacy_json_conflicts && is_proto2) {
            conflicts(checker, ty);
        }
    }
    map_values(checker);
}

/// A map entry without a value has the first one, which must be 0.
fn map_values(checker: &mut Checker<'_>) {
    let elements = checker.elements;
    for field in &elements.fields {
        let parts = field.entry.into_iter().flat_map(|entry| &entry.field);
        for part in parts.filter(|part| part.number == 2) {
            let Some(ty) = elements.enumeration(part.type_name()) else { continue };
            // Of an open one, it is a mistake wherever it is used.
            if ty.features.enum_type() == EnumType::Closed
                && ty.proto.value.first().is_some_and(|value| value.number() != 0)
            {
                let place = checker.spans(field.at.file).value_type(&field.at.path);
                let message = format!("the enum `{}` does not begin with 0", ty.at.full_name);
                let help = "the values of a map are 0 where nothing is said";
                checker.report(field.at.file, Mistake::new(place, message).help(help));
            }
        }
    }
}

fn value_at(ty: &EnumAt<'_>, index: usize) -> At {
    let path = nth(&ty.at.path, tag::enumeration::VALUE, index);
    At { file: ty.at.file, path, full_name: ty.at.full_name.clone() }
}

fn first_value(checker: &mut Checker<'_>, ty: &EnumAt<'_>) {
    let number = ty.proto.value.first().map_or(0, |value| value.number());
    if ty.features.enum_type() == EnumType::Closed || number == 0 {
        return;
    }
    let help = match checker.edition(ty.at.file).is_edition() {
        true => "put a value with 0 first, or set `option features.enum_type = CLOSED;`",
        // proto2 knows no open enums.
        false if checker.edition(ty.at.file) == Edition::PROTO2 => {
            "put a value with 0 first; that the enum is open is said by `features` of the call"
        }
        false => "put a value with 0 first: it is the default",
    };
    let message = format!("the first value of the open enum `{}` must be 0", ty.proto.name);
    checker.at(&value_at(ty, 0), tag::value::NUMBER, message, help);
}

fn numbers(checker: &mut Checker<'_>, ty: &EnumAt<'_>) {
    let mut taken: HashMap<i32, &str> = HashMap::new();
    let mut has_alias = false;
    for (index, value) in ty.proto.value.iter().enumerate() {
        let number = value.number();
        let Some(first) = taken.get(&number) else {
            taken.insert(number, &value.name);
            continue;
        };
        has_alias = true;
        if !ty.options.allow_alias() {
            let message = format!("enum number {number} is taken by `{first}`");
            let help = "choose another number, or set `option allow_alias = true;`";
            checker.at(&value_at(ty, index), tag::value::NUMBER, message, help);
        }
    }
    let message = match ty.options.allow_alias {
        Some(true) if !has_alias => format!("`{}` allows aliases and has none", ty.proto.name),
        Some(false) => "`allow_alias = false` says nothing".to_owned(),
        _ => return,
    };
    let option = (tag::enumeration::OPTIONS, "allow_alias");
    checker.at_option(&ty.at, option, message, "remove `allow_alias`");
}

fn reservations(checker: &mut Checker<'_>, ty: &EnumAt<'_>) {
    for (index, value) in ty.proto.value.iter().enumerate() {
        let number = value.number();
        let mut ranges = ty.proto.reserved_range.iter();
        if ranges.any(|range| (range.start()..=range.end()).contains(&number)) {
            let message = format!("enum number {number} is reserved in `{}`", ty.proto.name);
            let help = "choose another number, or take it out of `reserved`";
            checker.at(&value_at(ty, index), tag::value::NUMBER, message, help);
        }
        if ty.proto.reserved_name.contains(&value.name) {
            let message = format!("the name `{}` is reserved in `{}`", value.name, ty.proto.name);
            let help = "choose another name, or take it out of `reserved`";
            checker.at_name(&value_at(ty, index), message, help);
        }
    }
}

/// Names that become one when the name of the enum is taken off them.
fn conflicts(checker: &mut Checker<'_>, ty: &EnumAt<'_>) {
    let prefix = bare(&ty.proto.name);
    let mut seen: HashMap<String, (&str, i32)> = HashMap::new();
    for (index, value) in ty.proto.value.iter().enumerate() {
        let short = short_name(&value.name, &prefix);
        let known = seen.get(&short).copied();
        match known {
            Some((first, number)) if number != value.number() && first != value.name => {
                let message = format!(
                    "`{}` and `{first}` are the same name without letter case and the name of the enum",
                    value.name
                );
                checker.at_name(&value_at(ty, index), message, "rename one of them");
            }
            Some(_) => {}
            None => {
                seen.insert(short, (&value.name, value.number()));
            }
        }
    }
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// The name without the prefix, if anything is left, in camel case.
fn short_name(name: &str, prefix: &str) -> String {
    let mut wanted = prefix.chars();
    let mut next = wanted.next();
    let mut rest = name;
    for (at, c) in name.char_indices() {
        match next {
            None => break,
            _ if c == '_' => {}
            Some(expected) if c.to_ascii_lowercase() == expected => next = wanted.next(),
            Some(_) => return camel(name),
        }
        rest = &name[at + c.len_utf8()..];
    }
    let rest = rest.trim_start_matches('_');
    if next.is_some() || rest.is_empty() { camel(name) } else { camel(rest) }
}

fn camel(name: &str) -> String {
    let mut result = String::new();
    let mut is_start = true;
    for c in name.chars() {
        if c == '_' {
            is_start = true;
        } else {
            result.push(if is_start { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
            is_start = false;
        }
    }
    result
}
