//! Files for `prost-reflect`, which reads options by what the fields of options say of themselves.
//!
//! It links whole files and refuses those with any mistake. So it gets a copy of each file that
//! has none (see [`stand_in`]).

mod stand_in;

use prost::Message;
use prost_reflect::DescriptorPool;

use super::descriptor::{DescriptorProto, FeaturesOnly, FieldDescriptorProto, read};
use super::lower::is_map_entry;
use super::mistake::Mistake;
use super::resolve::Resolved;
use super::symbols::Symbols;
use super::unit::Unit;

/// All files, as far as they are linked.
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

    /// Adds a file whose imports are there, and whose options are interpreted. False when it cannot
    /// be done.
    pub(crate) fn link(
        &mut self,
        index: usize,
        units: &mut [Unit],
        symbols: &Symbols,
        resolved: &Resolved,
        mistakes: &mut Vec<(usize, Mistake)>,
    ) -> bool {
        let copy = stand_in::of(index, units, symbols, resolved, &self.pool);
        units[index].proto.message_type.iter_mut().for_each(share_features);
        let added = self.pool.decode_file_descriptor_proto(copy.encode_to_vec().as_slice());
        let Err(error) = added else { return true };
        // What follows from a mistake that is reported is none of its own.
        if mistakes.iter().all(|(file, _)| *file != index) {
            mistakes.push((index, Mistake::new(None, super::report::link_error(&error))));
        }
        false
    }
}
