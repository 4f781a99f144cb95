//! Options: `prost-reflect` interprets them, and does nothing else here.
//!
//! It links whole files and refuses those with any mistake. So it gets a copy of each file that
//! has none (see [`stand_in`]), and only the options of the result are taken over.

mod explain;
mod stand_in;

use std::collections::HashMap;

use prost::Message;
use prost_reflect::{DescriptorError, DescriptorPool};

use super::descriptor::{
    DescriptorProto, FeaturesOnly, FieldDescriptorProto, FileDescriptorProto, read,
};
use super::lower::is_map_entry;
use super::mistake::Mistake;
use super::options;
use super::resolve::Resolved;
use super::spans::Spans;
use super::symbols::Symbols;
use super::unit::Unit;
use stand_in::{OptionIds, Repairs, float};

/// How often a file is linked again without the options that cannot be interpreted.
const ROUNDS: usize = 4;

/// The files whose options are interpreted.
pub(crate) struct Linker {
    pub(crate) pool: DescriptorPool,
}

/// The key and the value of a map have the features of the map field.
fn share_features(message: &mut DescriptorProto) {
    for entry in message.nested_type.iter_mut().filter(|nested| is_map_entry(nested)) {
        let is_of_entry = |field: &&FieldDescriptorProto| {
            field.type_name().rsplit('.').next() == Some(entry.name.as_str())
        };
        let owner = message.field.iter().find(is_of_entry);
        let features: FeaturesOnly = read(owner.and_then(|field| field.options.as_ref()));
        if features.features.is_some() {
            let options = features.encode_to_vec();
            entry.field.iter_mut().for_each(|part| part.options = Some(options.clone()));
        }
    }
    message.nested_type.iter_mut().for_each(share_features);
}

impl Linker {
    pub(crate) fn new() -> Self {
        Self { pool: DescriptorPool::new() }
    }

    /// Interprets the options of a file whose imports are linked. False when it cannot be done.
    pub(crate) fn link(
        &mut self,
        index: usize,
        units: &mut [Unit],
        symbols: &Symbols,
        resolved: &Resolved,
        mistakes: &mut Vec<(usize, Mistake)>,
    ) -> bool {
        let mut repairs = Repairs { lost: resolved.lost_options.clone(), ..Repairs::default() };
        let mut is_linked = false;
        for _ in 0..ROUNDS {
            let (copy, ids) = stand_in::of(index, units, symbols, resolved, &self.pool, &repairs);
            let bytes = copy.encode_to_vec();
            let Err(error) = self.pool.decode_file_descriptor_proto(bytes.as_slice()) else {
                is_linked = true;
                break;
            };
            let error = error.with_source_code(&ids.source());
            let found = self.explain(&error, &ids, &units[index].spans, &mut repairs);
            let Some(found) = found else {
                // What follows from a mistake that is reported is none of its own.
                if mistakes.iter().all(|(file, _)| *file != index) {
                    let message = super::report::link_error(&error);
                    mistakes.push((index, Mistake::new(None, message)));
                }
                break;
            };
            mistakes.extend(found.into_iter().map(|mistake| (index, mistake)));
        }
        is_linked && self.take_over(&mut units[index].proto)
    }

    /// The mistakes that an error stands for, which the next round will not meet again. `None`
    /// when there is nothing to be done about it.
    fn explain(
        &self,
        error: &DescriptorError,
        ids: &OptionIds,
        spans: &Spans,
        repairs: &mut Repairs,
    ) -> Option<Vec<Mistake>> {
        let first: &dyn miette::Diagnostic = error;
        let mut mistakes = Vec::new();
        let mut is_repaired = false;
        for error in std::iter::once(first).chain(first.related().into_iter().flatten()) {
            let Some(id) = explain::option_id(error, ids) else { continue };
            let key = (id.path.clone(), id.index);
            if float(&id.option).is_some() && repairs.floats.insert(key.clone()) {
                is_repaired = true;
            } else if repairs.lost.insert(key) {
                is_repaired = true;
                let place = spans.nth_option(&id.path, id.index);
                let mistake = explain::mistake(error, id, &self.pool);
                mistakes.push(Mistake { range: place, ..mistake });
            }
        }
        is_repaired.then_some(mistakes)
    }

    /// Moves the interpreted options from the stand-in to the file.
    fn take_over(&self, proto: &mut FileDescriptorProto) -> bool {
        let Some(linked) = self.pool.get_file_by_name(&proto.name) else { return false };
        let bytes = linked.encode_to_vec();
        let Ok(mut linked) = FileDescriptorProto::decode(bytes.as_slice()) else { return false };
        let mut by_path = HashMap::new();
        options::visit(&mut linked, &mut |options| {
            if let Some(bytes) = options.bytes.take() {
                by_path.insert(options.path, bytes);
            }
        });
        options::visit(proto, &mut |options| {
            if options.bytes.is_some() {
                *options.bytes = by_path.remove(&options.path);
            }
        });
        proto.message_type.iter_mut().for_each(share_features);
        true
    }
}
