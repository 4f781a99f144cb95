//! The messages, fields and enums that options are made of.

use crate::schema::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, FeatureSet, FieldDescriptorProto, FieldType,
    FileDescriptorProto, Label, MessageOptions, read,
};
use crate::schema::edition::Edition;
use crate::schema::lower::join;
use crate::schema::scope::Scopes;
use crate::schema::symbols::{Kind, Symbols};
use crate::schema::tag;
use crate::schema::unit::Unit;

/// What names lead to from one file.
pub(super) struct Types<'a> {
    pub(super) units: &'a [Unit],
    pub(super) symbols: &'a Symbols,
    pub(super) scopes: &'a Scopes<'a>,
}

pub(super) struct Message<'a> {
    types: &'a Types<'a>,
    pub(super) full_name: String,
    pub(super) proto: &'a DescriptorProto,
    file: usize,
    path: Vec<i32>,
}

/// A field of a message, or an extension.
pub(super) struct Field<'a> {
    types: &'a Types<'a>,
    /// The full name of the message that it is a field of.
    pub(super) owner: String,
    pub(super) proto: &'a FieldDescriptorProto,
    pub(super) file: usize,
    path: Vec<i32>,
}

pub(super) struct Enum<'a> {
    pub(super) proto: &'a EnumDescriptorProto,
    pub(super) is_open: bool,
}

impl<'a> Types<'a> {
    /// The message with a resolved name.
    pub(super) fn message(&'a self, name: &str) -> Option<Message<'a>> {
        let full_name = name.trim_start_matches('.');
        let symbol = self.symbols.get(full_name)?;
        let proto = self.units[symbol.file].message(&symbol.path)?;
        let path = symbol.path.clone();
        Some(Message {
            types: self,
            full_name: full_name.to_owned(),
            proto,
            file: symbol.file,
            path,
        })
    }

    /// The field or extension with the full name.
    pub(super) fn field(&'a self, full_name: &str) -> Option<Field<'a>> {
        let symbol = self.symbols.get(full_name)?;
        let unit = &self.units[symbol.file];
        let (outer, [tag, index]) = symbol.path.split_last_chunk::<2>()?;
        let index = usize::try_from(*index).ok()?;
        let (proto, owner) = match symbol.kind {
            Kind::Extension => {
                let list = match outer {
                    [] => &unit.proto.extension,
                    outer => &unit.message(outer)?.extension,
                };
                let proto = list.get(index)?;
                (proto, proto.extendee().trim_start_matches('.').to_owned())
            }
            Kind::Field if *tag == tag::message::FIELD => {
                let owner = full_name.rsplit_once('.')?.0;
                (unit.message(outer)?.field.get(index)?, owner.to_owned())
            }
            _ => return None,
        };
        let (file, path) = (symbol.file, symbol.path.clone());
        Some(Field { types: self, owner, proto, file, path })
    }

    /// The extension of `ty` that text calls `name`. In a message set, an extension that stands in
    /// the message that it holds goes by the name of that message.
    pub(super) fn extension(&'a self, ty: &Message<'_>, name: &str) -> Option<Field<'a>> {
        let scope = ty.full_name.rsplit_once('.').map_or("", |(scope, _)| scope);
        let (full_name, symbol) = self.scopes.find_in_text(name, scope)?;
        if symbol.kind != Kind::Message {
            return self.field(&full_name);
        }
        let item = self.message(&full_name).filter(|_| ty.is_message_set())?;
        let is_item = |extension: &&FieldDescriptorProto| {
            extension.extendee().strip_prefix('.') == Some(&ty.full_name)
                && extension.type_name().strip_prefix('.') == Some(&full_name)
        };
        let extension = item.proto.extension.iter().find(is_item)?;
        self.field(&join(&full_name, &extension.name))
    }

    /// The message with the full name, in this file or in one that it imports.
    pub(super) fn visible_message(&'a self, full_name: &str) -> Option<Message<'a>> {
        let found = self.scopes.find_in_text(&format!(".{full_name}"), "")?;
        (found.1.kind == Kind::Message).then(|| self.message(full_name))?
    }

    pub(super) fn enumeration(&self, name: &str) -> Option<Enum<'a>> {
        let symbol = self.symbols.get(name.trim_start_matches('.'))?;
        let unit = &self.units[symbol.file];
        let (outer, [_, index]) = symbol.path.split_last_chunk::<2>()?;
        let index = usize::try_from(*index).ok()?;
        let list = match outer {
            [] => &unit.proto.enum_type,
            outer => &unit.message(outer)?.enum_type,
        };
        let proto = list.get(index)?;
        let options: EnumOptions = read(proto.options.as_ref());
        let enum_type = |features: &FeatureSet| features.enum_type;
        let own = options.features.as_ref().and_then(enum_type);
        let said = own.or_else(|| self.feature(symbol.file, outer, enum_type));
        let is_open = match (unit.edition, said) {
            (Edition::PROTO2, _) | (_, Some(2)) => false,
            (_, _) => true,
        };
        Some(Enum { proto, is_open })
    }

    /// What the message at `path`, or what it stands in, says of a feature.
    fn feature(
        &self,
        file: usize,
        path: &[i32],
        of: impl Fn(&FeatureSet) -> Option<i32>,
    ) -> Option<i32> {
        let unit = &self.units[file];
        let lengths = (1..=path.len() / 2).rev().map(|length| 2 * length);
        let messages = lengths.filter_map(|length| unit.message(&path[..length]));
        let mut features = messages
            .filter_map(|message| read::<MessageOptions>(message.options.as_ref()).features);
        features.find_map(|features| of(&features)).or_else(|| {
            FileDescriptorProto::decoded_options(&unit.proto).features.and_then(|f| of(&f))
        })
    }
}

impl<'a> Message<'a> {
    pub(super) fn field(&self, name: &str) -> Option<Field<'a>> {
        let index = self.proto.field.iter().position(|field| field.name == name)?;
        Some(Field {
            types: self.types,
            owner: self.full_name.clone(),
            proto: &self.proto.field[index],
            file: self.file,
            path: tag::nth(&self.path, tag::message::FIELD, index),
        })
    }

    /// The field that text format calls `name`: a group goes by the name of its type, too.
    pub(super) fn field_in_text(&self, name: &str) -> Option<Field<'a>> {
        self.field(name).or_else(|| {
            let field = self.field(&name.to_ascii_lowercase())?;
            let ty = field.message()?;
            let is_group = field.is_delimited()
                && ty.proto.name == name
                && ty.file == self.file
                && ty.full_name == join(&self.full_name, name);
            is_group.then_some(field)
        })
    }

    pub(super) fn is_message_set(&self) -> bool {
        read::<MessageOptions>(self.proto.options.as_ref()).message_set_wire_format
    }
}

impl<'a> Field<'a> {
    pub(super) fn number(&self) -> u32 {
        self.proto.number.unsigned_abs()
    }

    pub(super) fn is_repeated(&self) -> bool {
        self.proto.label() == Label::Repeated
    }

    pub(super) fn is_extension(&self) -> bool {
        self.proto.extendee.is_some()
    }

    pub(super) fn kind(&self) -> Option<FieldType> {
        self.proto.kind()
    }

    pub(super) fn is_required(&self) -> bool {
        const LEGACY_REQUIRED: i32 = 3;
        let presence = |features: &FeatureSet| features.field_presence;
        self.proto.label() == Label::Required
            || self.proto.decoded_options().features.as_ref().and_then(presence)
                == Some(LEGACY_REQUIRED)
    }

    /// The message that it holds.
    pub(super) fn message(&self) -> Option<Message<'a>> {
        matches!(self.kind(), Some(FieldType::Message | FieldType::Group))
            .then(|| self.types.message(self.proto.type_name()))?
    }

    pub(super) fn enumeration(&self) -> Option<Enum<'a>> {
        (self.kind() == Some(FieldType::Enum))
            .then(|| self.types.enumeration(self.proto.type_name()))?
    }

    /// Whether the message that it holds travels as a group.
    pub(super) fn is_delimited(&self) -> bool {
        let types = self.types;
        const DELIMITED: i32 = 2;
        match self.kind() {
            Some(FieldType::Group) => true,
            Some(FieldType::Message) if types.units[self.file].edition.is_edition() => {
                let encoding = |features: &FeatureSet| features.message_encoding;
                let own = self.proto.decoded_options().features.as_ref().and_then(encoding);
                let outer = &self.path[..self.path.len().saturating_sub(2)];
                let is_map = self
                    .message()
                    .is_some_and(|ty| read::<MessageOptions>(ty.proto.options.as_ref()).map_entry);
                !is_map
                    && own.or_else(|| types.feature(self.file, outer, encoding)) == Some(DELIMITED)
            }
            _ => false,
        }
    }
}
