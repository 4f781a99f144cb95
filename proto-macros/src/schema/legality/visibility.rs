//! Symbols that are local to their file.

use super::super::descriptor::{ReservedRange, SymbolVisibility};
use super::super::features::DefaultVisibility;
use super::super::tag;
use super::Checker;
use super::elements::At;

/// A use of a type in a file.
struct Use<'a> {
    at: At,
    tag: i32,
    type_name: &'a str,
}

pub(super) fn check(checker: &mut Checker<'_>) {
    for element in uses(checker) {
        check_use(checker, &element);
    }
    let messages = checker.elements.messages.iter();
    let messages = messages.map(|item| (&item.at, item.proto.visibility, item.is_nested));
    let enums = checker.elements.enums.iter();
    let enums = enums.map(|item| (&item.at, item.proto.visibility, item.is_nested));
    for (at, visibility, is_nested) in messages.chain(enums) {
        let is_exported = visibility == Some(SymbolVisibility::Export as i32);
        if is_exported
            && is_nested
            && !is_wrapped(checker, at)
            && default_of(checker, at.file) == DefaultVisibility::Strict
        {
            checker.at_name(
                at,
                format!(
                    "`{}` is nested, and STRICT visibility exports the top level only",
                    at.full_name
                ),
                "move it to the top level, or remove `export`",
            );
        }
    }
}

/// Whether it is an enum in a message of the top level that is nothing but a scope for it: one that is
/// not exported and, by one range, has no numbers for fields.
fn is_wrapped(checker: &Checker<'_>, at: &At) -> bool {
    let [file, index, tag::message::ENUM, _] = at.path.as_slice() else { return false };
    let message = checker.units[at.file].message(&[*file, *index]);
    message.is_some_and(|message| {
        let is_all = |range: &ReservedRange| range.start() == 1 && range.end() == 536_870_912;
        message.visibility != Some(SymbolVisibility::Export as i32)
            && matches!(message.reserved_range.as_slice(), [range] if is_all(range))
    })
}

fn default_of(checker: &Checker<'_>, file: usize) -> DefaultVisibility {
    checker.resolution.file(&checker.units[file].proto).default_visibility()
}

fn uses<'a>(checker: &Checker<'a>) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    for field in &checker.elements.fields {
        let proto = field.proto;
        let mut add = |tag, type_name| uses.push(Use { at: field.at.clone(), tag, type_name });
        add(tag::field::EXTENDEE, proto.extendee());
        match field.entry.and_then(|entry| entry.field.iter().find(|part| part.number == 2)) {
            Some(value) => add(tag::field::TYPE_NAME, value.type_name()),
            None => add(tag::field::TYPE_NAME, proto.type_name()),
        }
    }
    for (file, unit) in checker.units.iter().enumerate() {
        for (index, service) in unit.proto.service.iter().enumerate() {
            let service_path = tag::nth(&[], tag::file::SERVICE, index);
            for (index, method) in service.method.iter().enumerate() {
                let path = tag::nth(&service_path, tag::service::METHOD, index);
                let at = At { file, path, full_name: String::new() };
                uses.push(Use {
                    at: at.clone(),
                    tag: tag::method::INPUT,
                    type_name: &method.input_type,
                });
                uses.push(Use { at, tag: tag::method::OUTPUT, type_name: &method.output_type });
            }
        }
    }
    uses
}

fn check_use(checker: &mut Checker<'_>, element: &Use<'_>) {
    let elements = checker.elements;
    let message = elements.message(element.type_name);
    let message = message.map(|item| (&item.at, item.proto.visibility, item.is_nested));
    let enumeration = elements.enumeration(element.type_name);
    let enumeration = enumeration.map(|item| (&item.at, item.proto.visibility, item.is_nested));
    let Some((at, visibility, is_nested)) = message.or(enumeration) else { return };
    if at.file == element.at.file {
        return;
    }
    let file = &checker.units[at.file].proto.name;
    let default = default_of(checker, at.file);
    let help = match visibility.and_then(|visibility| SymbolVisibility::try_from(visibility).ok()) {
        Some(SymbolVisibility::Local) => format!("it is declared `local` in {file}"),
        Some(SymbolVisibility::Export) => return,
        _ => match (default, is_nested) {
            (DefaultVisibility::All, _) | (DefaultVisibility::TopLevel, false) => return,
            (DefaultVisibility::TopLevel, true) => {
                format!("nested types are local unless they say `export`: export it in {file}")
            }
            _ => format!("types of {file} are local unless they say `export`"),
        },
    };
    let message = format!("`{}` is not visible outside of its file", at.full_name);
    let spans = checker.spans(element.at.file);
    let place = match element.tag {
        tag::field::TYPE_NAME => spans.value_type(&element.at.path),
        tag => spans.part(&element.at.path, tag),
    };
    checker.report(element.at.file, super::Mistake::new(place, message).help(help));
}

#[cfg(test)]
mod tests {
    use crate::schema::tests::mistakes;

    /// What is declared with STRICT visibility, and whether protoc 35.1 takes it.
    #[test]
    fn nested_exports() {
        let all = "reserved 1 to max;";
        for (text, is_legal) in [
            ("message M { enum N { Z = 0; } message O {} }", true),
            ("message M { local enum N { Z = 0; } local message O {} }", true),
            ("export message M { local enum N { Z = 0; } message O {} }", true),
            ("message M { export enum N { Z = 0; } }", false),
            ("message M { export enum N { Z = 0; } ALL }", true),
            ("local message M { export enum N { Z = 0; } ALL }", true),
            ("export message M { export enum N { Z = 0; } ALL }", false),
            ("message M { export message N {} ALL }", false),
            ("local message M { export message N {} ALL }", false),
            ("local message M { export enum N { Z = 0; } reserved 1 to 536870911; }", true),
            ("local message M { export enum N { Z = 0; } reserved 1 to 2, 3 to max; }", false),
            ("local message M { export enum N { Z = 0; } reserved 2 to max; }", false),
            ("local message M { export enum N { Z = 0; } reserved 1 to 5; }", false),
            ("local message M { export enum N { Z = 0; } ALL export enum O { Y = 0; } }", true),
            ("local message M { export enum N { Z = 0; } ALL message X {} reserved foo; }", true),
            ("message M { message L { export enum N { Z = 0; } ALL } ALL }", false),
            ("local message M { local message L { export enum N { Z = 0; } ALL } }", false),
        ] {
            for (default, is_strict) in [
                ("STRICT", true),
                ("EXPORT_ALL", false),
                ("LOCAL_ALL", false),
                ("EXPORT_TOP_LEVEL", false),
            ] {
                let found = mistakes(&format!(
                    "edition = \"2024\"; option features.default_symbol_visibility = {default}; {}",
                    text.replace("ALL", all),
                ));
                let expected = usize::from(is_strict && !is_legal);
                assert_eq!(found.len(), expected, "{default}: {text}: {found:?}");
            }
        }
    }
}
