//! Options of fields that are for some types, or for some editions, only.

use super::super::descriptor::FieldType;
use super::super::edition::Edition;
use super::super::tag;
use super::Checker;
use super::elements::FieldAt;
use super::presence::is_packable;

pub(super) fn check(checker: &mut Checker<'_>) {
    for field in &checker.elements.fields {
        packed(checker, field);
        lazy(checker, field);
        jstype(checker, field);
        ctype(checker, field);
    }
}

fn option(checker: &mut Checker<'_>, field: &FieldAt<'_>, name: &str, message: &str, help: &str) {
    checker.at_option(&field.at, (tag::field::OPTIONS, name), message, help);
}

fn packed(checker: &mut Checker<'_>, field: &FieldAt<'_>) {
    let Some(packed) = field.options.packed else { return };
    if checker.edition(field.at.file).is_edition() {
        let help = match packed {
            true => "remove it: `features.repeated_field_encoding` is PACKED unless it is set",
            false => "set `features.repeated_field_encoding = EXPANDED`",
        };
        option(checker, field, "packed", "editions have no option `packed`", help);
    } else if packed && (!field.proto.is_repeated() || !is_packable(field.proto.kind())) {
        let message = "only repeated fields of numbers, enums and `bool` can be packed";
        option(checker, field, "packed", message, "remove `packed`");
    }
}

fn lazy(checker: &mut Checker<'_>, field: &FieldAt<'_>) {
    let name = match (field.options.lazy, field.options.unverified_lazy) {
        (true, _) => "lazy",
        (false, true) => "unverified_lazy",
        (false, false) => return,
    };
    if field.proto.kind() != Some(FieldType::Message) || field.entry.is_some() {
        let message = format!("only message fields can be `{name}`");
        option(checker, field, name, &message, "remove the option");
    }
}

fn jstype(checker: &mut Checker<'_>, field: &FieldAt<'_>) {
    let is_set = field.options.jstype.is_some_and(|jstype| jstype != 0);
    let is_wide = matches!(
        field.proto.kind(),
        Some(
            FieldType::Int64
                | FieldType::Uint64
                | FieldType::Sint64
                | FieldType::Fixed64
                | FieldType::Sfixed64
        )
    );
    if is_set && !is_wide {
        let message = "only integers of 64 bits have a `jstype`";
        option(checker, field, "jstype", message, "remove `jstype`");
    }
}

fn ctype(checker: &mut Checker<'_>, field: &FieldAt<'_>) {
    if field.options.ctype.is_some() && checker.edition(field.at.file) >= Edition::E2024 {
        let help = "set `features.(pb.cpp).string_type`";
        option(checker, field, "ctype", "edition 2024 has no option `ctype`", help);
    }
}
