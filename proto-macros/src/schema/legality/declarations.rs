//! Extension ranges that say what their extensions are.

use std::collections::HashSet;

use super::super::descriptor::{
    Declaration, ExtensionRange, ExtensionRangeOptions, FieldType, read,
};
use super::super::mistake::Mistake;
use super::super::tag::{self, nth};
use super::Checker;
use super::elements::FieldAt;

const UNVERIFIED: i32 = 1;

pub(super) fn check(checker: &mut Checker<'_>) {
    check_declarations(checker);
    let elements = checker.elements;
    for extension in elements.fields.iter().filter(|field| field.is_extension()) {
        let Some(name) = extension.proto.extendee().strip_prefix('.') else { continue };
        let Some(symbol) = checker.symbols.get(name) else { continue };
        // What others may put into the options of descriptor.proto is not ours to police.
        if checker.is_built_in(symbol.file) {
            continue;
        }
        let Some(message) = checker.units[symbol.file].message(&symbol.path) else { continue };
        let number = extension.proto.number;
        let mut ranges = message.extension_range.iter();
        if let Some(range) = ranges.find(|range| (range.start..range.end).contains(&number)) {
            check_extension(checker, extension, range);
        }
    }
}

fn check_declarations(checker: &mut Checker<'_>) {
    for message in &checker.elements.messages {
        for (index, range) in message.proto.extension_range.iter().enumerate() {
            let options: ExtensionRangeOptions = read(range.options.as_ref());
            let path = nth(&message.at.path, tag::message::EXTENSION_RANGE, index);
            let mut seen = HashSet::new();
            for declaration in &options.declaration {
                let is_new = seen.insert(declaration.number());
                let Some((text, help)) = broken(declaration, range, is_new) else { continue };
                report(checker, message.at.file, &path, text, help);
            }
            if !options.declaration.is_empty() && options.verification == Some(UNVERIFIED) {
                let text = "an extension range with declarations cannot be UNVERIFIED";
                report(checker, message.at.file, &path, text.to_owned(), "remove `verification`");
            }
        }
    }
}

fn report(checker: &mut Checker<'_>, file: usize, path: &[i32], text: String, help: &str) {
    let spans = checker.spans(file);
    let options = tag::below(path, &[tag::extension_range::OPTIONS]);
    let place = spans.option(&options, "declaration").or_else(|| spans.of(path));
    checker.report(file, Mistake::new(place, text).help(help));
}

/// What is wrong with the declaration itself.
fn broken(
    declaration: &Declaration,
    range: &ExtensionRange,
    is_new: bool,
) -> Option<(String, &'static str)> {
    let number = declaration.number();
    let has_dot = |name: &Option<String>| name.as_ref().is_none_or(|name| name.starts_with('.'));
    if !(range.start..range.end).contains(&number) {
        let text = format!("the declared extension number {number} is not in the range");
        Some((text, "declare numbers of the range only"))
    } else if !is_new {
        let text = format!("extension number {number} is declared twice");
        Some((text, "remove one of the declarations"))
    } else if declaration.full_name.is_some() != declaration.r#type.is_some() {
        let text = format!("the declaration of {number} has a name or a type only");
        Some((text, "give it both `full_name` and `type`"))
    } else if !declaration.reserved && declaration.full_name.is_none() {
        let text = format!("the declaration of {number} says nothing");
        Some((text, "give it `full_name` and `type`, or `reserved: true`"))
    } else if !has_dot(&declaration.full_name) {
        let text = format!("the declared name {:?} has no leading dot", declaration.full_name());
        Some((text, "declared names begin with a dot"))
    } else {
        None
    }
}

fn check_extension(checker: &mut Checker<'_>, extension: &FieldAt<'_>, range: &ExtensionRange) {
    let options: ExtensionRangeOptions = read(range.options.as_ref());
    let number = extension.proto.number;
    let declaration = options.declaration.iter().find(|known| known.number() == number);
    let Some(declaration) = declaration else {
        let is_verified = options.verification == Some(0) || !options.declaration.is_empty();
        if is_verified {
            checker.at(
                &extension.at,
                tag::field::NUMBER,
                format!("extension number {number} is not declared where it is set aside"),
                "add a `declaration` to the extension range",
            );
        }
        return;
    };
    let full_name = format!(".{}", extension.at.full_name);
    if declaration.reserved {
        let message = format!("extension number {number} is declared as reserved");
        checker.at(&extension.at, tag::field::NUMBER, message, "choose another number");
    } else if declaration.full_name.as_ref().is_some_and(|name| *name != full_name) {
        let message =
            format!("extension number {number} is declared for `{}`", declaration.full_name());
        let help = format!("this is `{full_name}`");
        checker.at_name(&extension.at, message, help);
    } else {
        check_type(checker, extension, declaration);
    }
}

fn check_type(checker: &mut Checker<'_>, extension: &FieldAt<'_>, declaration: &Declaration) {
    let found = match extension.proto.type_name() {
        "" => extension.proto.kind().map_or(String::new(), scalar),
        name => name.to_owned(),
    };
    if declaration.r#type.as_ref().is_some_and(|ty| *ty != found) {
        let message =
            format!("`{}` is declared as a `{}`", extension.proto.name, declaration.r#type());
        let tag = match extension.proto.type_name() {
            "" => tag::field::TYPE,
            _ => tag::field::TYPE_NAME,
        };
        checker.at(&extension.at, tag, message, format!("this is a `{found}`"));
    }
    if declaration.repeated != extension.proto.is_repeated() {
        let (is, is_not) = match declaration.repeated {
            true => ("repeated", "this is singular"),
            false => ("singular", "this is repeated"),
        };
        let message = format!("`{}` is declared as {is}", extension.proto.name);
        checker.at_name(&extension.at, message, is_not);
    }
}

fn scalar(kind: FieldType) -> String {
    format!("{kind:?}").to_ascii_lowercase()
}
