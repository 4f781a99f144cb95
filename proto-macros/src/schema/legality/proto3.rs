//! What proto3 left out of proto2.

use super::super::edition::Edition;
use super::super::model::EnumType;
use super::super::tag::{self, nth};
use super::Checker;
use super::elements::EnumAt;

pub(super) fn check(checker: &mut Checker<'_>) {
    let elements = checker.elements;
    for message in &elements.messages {
        if checker.edition(message.at.file) == Edition::PROTO3
            && !message.proto.extension_range.is_empty()
        {
            let path = nth(&message.at.path, tag::message::EXTENSION_RANGE, 0);
            let place = checker.spans(message.at.file).of(&path);
            let text = "proto3 messages have no extension numbers";
            let help = "use a field of type `google.protobuf.Any`";
            checker.report(message.at.file, super::Mistake::new(place, text).help(help));
        }
    }
    for field in &elements.fields {
        if checker.edition(field.at.file) != Edition::PROTO3 {
            continue;
        }
        let extendee = field.proto.extendee();
        if field.is_extension() && extendee.starts_with('.') && !is_options(extendee) {
            let text = "proto3 extends nothing but options";
            let help = "the options of google/protobuf/descriptor.proto can be extended";
            checker.at(&field.at, tag::field::EXTENDEE, text, help);
        }
        let ty = elements.enumeration(field.proto.type_name());
        // In a proto3 file it is only so by a feature, which is none there.
        let is_closed = |ty: &&EnumAt<'_>| {
            ty.features.enum_type() == EnumType::Closed
                && checker.edition(ty.at.file) != Edition::PROTO3
        };
        if let Some(ty) = ty.filter(is_closed) {
            let text =
                format!("the enum `{}` is closed, and proto3 has open enums only", ty.at.full_name);
            let help = "declare the enum in a proto3 file";
            checker.at(&field.at, tag::field::TYPE_NAME, text, help);
        }
    }
}

fn is_options(extendee: &str) -> bool {
    extendee.starts_with(".google.protobuf.") && extendee.ends_with("Options")
}
