//! The numbers and names of fields within their message.

use std::collections::HashMap;

use super::super::descriptor::DescriptorProto;
use super::super::lower::join;
use super::super::tag::{self, nth};
use super::Checker;
use super::elements::{At, MessageAt};

const LARGEST: i32 = 536_870_911;

/// The number of `end` in a range.
const RANGE_END: i32 = 2;

pub(super) fn check(checker: &mut Checker<'_>) {
    for message in &checker.elements.messages {
        check_message(checker, message);
        check_extension_ranges(checker, message);
    }
}

fn check_message(checker: &mut Checker<'_>, message: &MessageAt<'_>) {
    let proto = message.proto;
    let mut taken: HashMap<i32, &str> = HashMap::new();
    for (index, field) in proto.field.iter().enumerate() {
        let at = At {
            file: message.at.file,
            path: nth(&message.at.path, tag::message::FIELD, index),
            full_name: join(&message.at.full_name, &field.name),
        };
        let number = field.number;
        if proto.reserved_name.contains(&field.name) {
            let text = format!("the name `{}` is reserved in `{}`", field.name, proto.name);
            checker.at_name(&at, text, "choose another name, or take it out of `reserved`");
        }
        let mistake = if number > LARGEST {
            Some(too_large(number))
        } else if is_of_implementation(number) {
            Some(format!("{number} is reserved for implementations (19000 to 19999)"))
        } else if let Some(other) = taken.get(&number) {
            Some(format!("field number {number} is taken by `{other}`"))
        } else if is_reserved(proto, number) {
            Some(format!("field number {number} is reserved in `{}`", proto.name))
        } else {
            extension_range(proto, number).map(|(start, end)| {
                format!("field number {number} is set aside for extensions ({start} to {end})")
            })
        };
        if let Some(mistake) = mistake {
            checker.at(&at, tag::field::NUMBER, mistake, next_free(proto));
        }
        taken.entry(number).or_insert(&field.name);
    }
}

fn too_large(number: i32) -> String {
    format!("{number} is no field number: they end at {LARGEST}")
}

/// Only message sets have more extensions than other messages can have fields.
fn check_extension_ranges(checker: &mut Checker<'_>, message: &MessageAt<'_>) {
    for (index, range) in message.proto.extension_range.iter().enumerate() {
        let last = range.end.saturating_sub(1);
        if last > LARGEST && !message.options.message_set_wire_format {
            let path = nth(&message.at.path, tag::message::EXTENSION_RANGE, index);
            let at = At { path, ..message.at.clone() };
            checker.at(&at, RANGE_END, too_large(last), "write `to max`");
        }
    }
}

fn is_of_implementation(number: i32) -> bool {
    (19_000..20_000).contains(&number)
}

fn is_reserved(proto: &DescriptorProto, number: i32) -> bool {
    proto.reserved_range.iter().any(|range| (range.start()..range.end()).contains(&number))
}

/// The range, both ends inclusive.
fn extension_range(proto: &DescriptorProto, number: i32) -> Option<(i32, i32)> {
    let mut ranges = proto.extension_range.iter();
    let range = ranges.find(|range| (range.start..range.end).contains(&number))?;
    Some((range.start, range.end.saturating_sub(1)))
}

/// The first number behind the fields that is free, or the first one at all.
fn next_free(proto: &DescriptorProto) -> String {
    let is_free = |number: &i32| {
        !is_of_implementation(*number)
            && !is_reserved(proto, *number)
            && extension_range(proto, *number).is_none()
            && proto.field.iter().all(|field| field.number != *number)
    };
    // Enough to get past any field; ranges are passed in one step.
    let mut number = 1;
    for _ in
        0..=2 * (proto.field.len() + proto.reserved_range.len() + proto.extension_range.len()) + 2
    {
        if is_free(&number) {
            break;
        }
        let reserved = proto.reserved_range.iter().map(|range| (range.start(), range.end()));
        let extensions = proto.extension_range.iter().map(|range| (range.start, range.end));
        let implementation = std::iter::once((19_000, 20_000));
        let mut ranges = reserved.chain(extensions).chain(implementation);
        number = match ranges.find(|(start, end)| (*start..*end).contains(&number)) {
            Some((_, end)) => end,
            None => number.saturating_add(1),
        };
    }
    match is_free(&number) && number <= LARGEST {
        true => format!("the next free number is {number}"),
        false => "choose another number".to_owned(),
    }
}
