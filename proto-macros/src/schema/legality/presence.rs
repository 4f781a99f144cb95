//! Features of fields: presence, encoding and the rest, where they may stand and what they go
//! together with.

use super::super::descriptor::{FeatureSet, FieldType};
use super::super::edition::Edition;
use super::super::features::{IMPLICIT, LEGACY_REQUIRED, PACKED};
use super::super::model::{EnumType, Presence};
use super::super::tag;
use super::Checker;
use super::elements::FieldAt;

pub(super) fn check(checker: &mut Checker<'_>) {
    for (index, unit) in checker.units.iter().enumerate() {
        let options = unit.proto.decoded_options();
        let features = options.features.unwrap_or_default();
        if options.java_string_check_utf8.is_some() && unit.edition.is_edition() {
            let place =
                checker.spans(index).option(&[tag::file::OPTIONS], "java_string_check_utf8");
            let mistake = super::Mistake::new(place, "editions have no `java_string_check_utf8`");
            checker.report(index, mistake.help("set `features.(pb.java).utf8_validation`"));
        }
        if features.field_presence == Some(LEGACY_REQUIRED) {
            let options = [tag::file::OPTIONS];
            let place = checker.spans(index).option(&options, "features.field_presence");
            let message = "a file cannot make all fields required";
            let mistake = super::Mistake::new(place, message);
            checker.report(index, mistake.help("set the feature on single fields"));
        }
    }
    for field in &checker.elements.fields {
        let edition = checker.edition(field.at.file);
        if edition.is_edition() {
            let own = field.options.features.unwrap_or_default();
            presence(checker, field, own);
            encodings(checker, field, own);
        }
        // proto2 knows no implicit presence, but the macro call can bring it in.
        if edition != Edition::PROTO3 {
            implicit(checker, field);
        }
    }
}

fn feature(
    checker: &mut Checker<'_>,
    field: &FieldAt<'_>,
    name: &str,
    message: impl Into<String>,
    help: impl Into<String>,
) {
    let option = format!("features.{name}");
    checker.at_option(&field.at, (tag::field::OPTIONS, &option), message, help);
}

fn is_message(field: &FieldAt<'_>) -> bool {
    matches!(field.proto.kind(), Some(FieldType::Message | FieldType::Group))
}

/// Where `field_presence` may be set, and to what.
fn presence(checker: &mut Checker<'_>, field: &FieldAt<'_>, own: FeatureSet) {
    let Some(presence) = own.field_presence else { return };
    let (message, help) = if field.is_member() {
        ("a field in a oneof has no presence of its own", "remove the feature")
    } else if field.proto.is_repeated() {
        ("a repeated field has no presence", "remove the feature")
    } else if field.is_extension() && presence == LEGACY_REQUIRED {
        ("an extension cannot be required", "remove the feature")
    } else if field.is_extension() {
        ("an extension has explicit presence always", "remove the feature")
    } else if is_message(field) && presence == IMPLICIT {
        (
            "a message field cannot have implicit presence",
            "remove the feature: whether a message is set can always be told",
        )
    } else {
        return;
    };
    feature(checker, field, "field_presence", message, help);
}

/// What implicit presence does not go together with.
fn implicit(checker: &mut Checker<'_>, field: &FieldAt<'_>) {
    let is_implicit = field.features.presence() == Presence::Implicit;
    let has_choice = !field.is_member() && !field.is_extension() && !field.proto.is_repeated();
    if !is_implicit || !has_choice || is_message(field) {
        return;
    }
    let name = &field.proto.name;
    if field.proto.default_value.is_some() {
        checker.at(
            &field.at,
            tag::field::DEFAULT_VALUE,
            format!("`{name}` has implicit presence, so it has no default of its own"),
            "remove `default`, or set `features.field_presence = EXPLICIT`",
        );
    }
    if let Some(ty) = checker.elements.enumeration(field.proto.type_name())
        && ty.features.enum_type() == EnumType::Closed
    {
        let message =
            format!("the enum `{}` is closed, and `{name}` has implicit presence", ty.at.full_name);
        checker.at(
            &field.at,
            tag::field::TYPE_NAME,
            message,
            "make the enum open, or set `features.field_presence = EXPLICIT` on the field",
        );
    }
}

/// Features that are about one kind of field only.
fn encodings(checker: &mut Checker<'_>, field: &FieldAt<'_>, own: FeatureSet) {
    let is_map = field.entry.is_some();
    if let Some(encoding) = own.repeated_field_encoding {
        let name = "repeated_field_encoding";
        if !field.proto.is_repeated() || is_map {
            let message = "only repeated fields have an encoding of repeated fields";
            feature(checker, field, name, message, "remove the feature");
        } else if encoding == PACKED && !is_packable(field.proto.kind()) {
            let message = "only numbers, enums and `bool` can be packed";
            feature(checker, field, name, message, "remove the feature");
        }
    }
    if own.utf8_validation.is_some() && !has_string(field) {
        let message = "only string fields have UTF-8 validation";
        feature(checker, field, "utf8_validation", message, "remove the feature");
    }
    if own.message_encoding.is_some() && (is_map || !is_message(field)) {
        let message = match is_map {
            true => "the entries of a map are length-prefixed always",
            false => "only message fields have an encoding of messages",
        };
        feature(checker, field, "message_encoding", message, "remove the feature");
    }
}

/// Strings themselves, and maps with strings in them.
fn has_string(field: &FieldAt<'_>) -> bool {
    let parts = field.entry.iter().flat_map(|entry| &entry.field);
    parts.chain([field.proto]).any(|part| part.kind() == Some(FieldType::String))
}

pub(super) fn is_packable(kind: Option<FieldType>) -> bool {
    !matches!(
        kind,
        None | Some(FieldType::String | FieldType::Bytes | FieldType::Message | FieldType::Group)
    )
}
