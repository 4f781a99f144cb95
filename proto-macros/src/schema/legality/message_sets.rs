//! Messages in the old format of message sets.

use super::super::descriptor::{FieldType, Label};
use super::super::edition::Edition;
use super::super::tag;
use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    let elements = checker.elements;
    for message in
        elements.messages.iter().filter(|message| message.options.message_set_wire_format)
    {
        let option = (tag::message::OPTIONS, "message_set_wire_format");
        if checker.edition(message.at.file) == Edition::PROTO3 {
            let text = "proto3 has no message sets";
            checker.at_option(&message.at, option, text, "remove `message_set_wire_format`");
        }
        if !message.proto.field.is_empty() {
            let text = format!("the message set `{}` has fields", message.proto.name);
            checker.at_option(&message.at, option, text, "message sets hold extensions only");
        }
    }
    for extension in elements.fields.iter().filter(|field| field.is_extension()) {
        let extendee = elements.message(extension.proto.extendee());
        let Some(set) = extendee.filter(|message| message.options.message_set_wire_format) else {
            continue;
        };
        let is_optional = extension.proto.label() == Label::Optional;
        if !is_optional || extension.proto.kind() != Some(FieldType::Message) {
            let text = format!(
                "`{}` is a message set, and `{}` is no single message",
                set.at.full_name, extension.proto.name
            );
            checker.at_name(
                &extension.at,
                text,
                "extensions of message sets are optional messages",
            );
        }
    }
}
