//! The ids of messages and enums, given out before anything refers to them.

use std::collections::HashMap;

use super::super::descriptor::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};
use super::super::model::{EnumId, MessageId};

/// Everything that a field can have as its type, by full name.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    symbols: HashMap<String, Symbol<'a>>,
    messages: usize,
    enums: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Symbol<'a> {
    Message(MessageId),
    Enum(EnumId),
    /// The message that stands behind a map field.
    MapEntry(&'a DescriptorProto),
}

impl<'a> Names<'a> {
    /// Walks the files in the order in which they are lowered. The error is a name that is
    /// defined twice.
    pub(super) fn collect(files: &'a [FileDescriptorProto]) -> Result<Self, String> {
        let mut names = Self::default();
        for file in files {
            names.add_messages(&file.message_type, &file.package)?;
            names.add_enums(&file.enum_type, &file.package)?;
        }
        Ok(names)
    }

    /// The symbol with a resolved name, with or without the leading dot.
    pub(super) fn get(&self, name: &str) -> Option<Symbol<'a>> {
        let name = name.strip_prefix('.').unwrap_or(name);
        self.symbols.get(name).copied()
    }

    fn add_messages(&mut self, messages: &'a [DescriptorProto], scope: &str) -> Result<(), String> {
        for message in messages {
            let full_name = join(scope, &message.name);
            if is_map_entry(message) {
                self.add(full_name, Symbol::MapEntry(message))?;
                continue;
            }
            let id = MessageId(self.messages);
            self.messages += 1;
            self.add(full_name.clone(), Symbol::Message(id))?;
            self.add_messages(&message.nested_type, &full_name)?;
            self.add_enums(&message.enum_type, &full_name)?;
        }
        Ok(())
    }

    fn add_enums(&mut self, enums: &'a [EnumDescriptorProto], scope: &str) -> Result<(), String> {
        for ty in enums {
            let id = EnumId(self.enums);
            self.enums += 1;
            self.add(join(scope, &ty.name), Symbol::Enum(id))?;
        }
        Ok(())
    }

    fn add(&mut self, full_name: String, symbol: Symbol<'a>) -> Result<(), String> {
        match self.symbols.insert(full_name.clone(), symbol) {
            None => Ok(()),
            Some(_) => Err(full_name),
        }
    }
}

pub(crate) fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.is_some() && message.decoded_options().map_entry
}

pub(crate) fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}
