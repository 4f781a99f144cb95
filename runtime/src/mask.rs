//! Fields picked by dotted paths of names, for `google.protobuf.FieldMask`.

use crate::error::DecodeError;
use crate::message::Message;
use crate::options::DecodeOptions;
use crate::record::{FieldEntry, OnRecord, Record, RecordMut, SlotMut, ValueRef, flags};

/// Unsets every field that no path covers. Paths into lists and maps cover them whole.
///
/// A message type without a field table stays as it is.
pub fn retain<M: Message>(message: &mut M, paths: &[&str]) {
    if let Some(record) = message.__record_mut() {
        retain_record(record, paths);
    }
}

/// Merges the fields that paths cover from one message into another: scalars are replaced, or unset
/// where they are unset, messages merged, lists and maps added to.
///
/// # Errors
/// `into` does not take a value, or messages nest deeper than 100 levels, or the messages are of a
/// type without a field table. `into` is as it was then.
pub fn merge<M: Message>(from: &M, into: &mut M, paths: &[&str]) -> Result<(), DecodeError> {
    let mut picked = from.clone();
    retain(&mut picked, paths);
    let mut merged = into.clone();
    match (from.__record(), merged.__record_mut()) {
        (Some(source), Some(target)) => unset(source, target, paths),
        _ => return Err(DecodeError::new("the type has no field table")),
    }
    // All of it is in memory already, so that only its depth is limited.
    let options = DecodeOptions::new()
        .with_unknown_field_limit(u32::MAX)
        .with_element_memory_limit(usize::MAX)
        .with_partial(true);
    // What it holds is there, even if all of it is as in a new message.
    merged.__resume();
    options.merge_from_slice(&mut merged, &picked.encode_to_vec())?;
    *into = merged;
    Ok(())
}

/// What the paths say of one field.
enum Cover<'p> {
    Nothing,
    All,
    /// Paths inside of the message that the field holds.
    Parts(alloc::vec::Vec<&'p str>),
}

fn cover<'p>(field: &FieldEntry, paths: &[&'p str]) -> Cover<'p> {
    let mut parts = alloc::vec::Vec::new();
    for path in paths {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        if name != field.name() {
            continue;
        }
        let many = field.has(flags::REPEATED) || field.has(flags::MAP);
        if rest.is_empty() || many || !field.is_message() {
            return Cover::All;
        }
        parts.push(rest);
    }
    if parts.is_empty() { Cover::Nothing } else { Cover::Parts(parts) }
}

fn retain_record(record: &mut dyn RecordMut, paths: &[&str]) {
    for field in record.table().fields() {
        let is_set = !matches!((record as &dyn Record).get(field.number()), ValueRef::Absent);
        match cover(field, paths) {
            _ if !is_set => {}
            Cover::All => {}
            Cover::Nothing => record.clear_field(field.number()),
            Cover::Parts(parts) => {
                let mut slot = record.slot(field.number());
                if let Some(inner) = slot.as_mut().and_then(SlotMut::message) {
                    retain_record(inner, &parts);
                }
            }
        }
    }
    if let Some(unknown) = record.unknown_mut() {
        unknown.clear();
    }
}

/// Unsets the covered scalars of `target` that are unset in `source`.
fn unset(source: &dyn Record, target: &mut dyn RecordMut, paths: &[&str]) {
    for field in source.table().fields() {
        let many = field.has(flags::REPEATED) || field.has(flags::MAP);
        match (cover(field, paths), source.get(field.number())) {
            (Cover::All, value) if !many && !field.is_message() && value.is_default() => {
                target.clear_field(field.number());
            }
            (Cover::Parts(parts), ValueRef::Message(message)) => {
                let is_set =
                    !matches!((target as &dyn Record).get(field.number()), ValueRef::Absent);
                let Some(mut slot) = target.slot(field.number()).filter(|_| is_set) else {
                    continue;
                };
                message.show(OnRecord(&mut |source| {
                    if let Some(inner) = slot.message() {
                        unset(source, inner, &parts);
                    }
                }));
            }
            _ => {}
        }
    }
}
