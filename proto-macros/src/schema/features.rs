//! Feature resolution: the only place that knows `syntax` and `edition`.
//!
//! What an edition stands for is read from the `edition_defaults` in our
//! `google/protobuf/descriptor.proto`. proto2 and proto3 are two more editions there; what they
//! say with labels, `group` and `[packed = …]` is translated into features first.

use super::descriptor::{
    DescriptorProto, FeatureSet, FieldDescriptorProto, FieldType, FileDescriptorProto, Label,
};
use super::model::{EnumType, Presence};

const EDITION_PROTO2: i32 = 998;
const EDITION_PROTO3: i32 = 999;

// The numbers of the enums in `FeatureSet`.
const EXPLICIT: i32 = 1;
const IMPLICIT: i32 = 2;
const LEGACY_REQUIRED: i32 = 3;
const CLOSED: i32 = 2;
const PACKED: i32 = 1;
const EXPANDED: i32 = 2;
const VERIFY: i32 = 2;
const DELIMITED: i32 = 2;

/// The features of every edition.
#[derive(Debug)]
pub(crate) struct Defaults {
    settings: Vec<Setting>,
}

/// From `edition` on, the feature with the field number `feature` has `value`.
#[derive(Debug)]
struct Setting {
    edition: i32,
    feature: i32,
    value: i32,
}

/// The features of one element, merged from the file inwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Features(FeatureSet);

impl Defaults {
    /// Reads them from the options of the fields of `google.protobuf.FeatureSet`.
    pub(crate) fn read(descriptor: &FileDescriptorProto) -> Self {
        let mut settings: Vec<Setting> = descriptor
            .message_type
            .iter()
            .filter(|message| message.name == "FeatureSet")
            .flat_map(|message| message.field.iter().map(move |field| (message, field)))
            .flat_map(|(message, field)| field_defaults(message, field))
            .collect();
        settings.sort_by_key(|setting| setting.edition);
        Self { settings }
    }

    /// The features of a file: those of its edition, overridden by its own.
    pub(crate) fn of_file(&self, file: &FileDescriptorProto) -> Features {
        let edition = match (file.edition, file.syntax.as_str()) {
            (Some(edition), _) => edition,
            (None, "proto3") => EDITION_PROTO3,
            (None, _) => EDITION_PROTO2,
        };
        let mut set = FeatureSet::default();
        let known = |setting: &&Setting| setting.edition <= edition;
        for setting in self.settings.iter().take_while(known) {
            let feature = match setting.feature {
                1 => &mut set.field_presence,
                2 => &mut set.enum_type,
                3 => &mut set.repeated_field_encoding,
                4 => &mut set.utf8_validation,
                5 => &mut set.message_encoding,
                _ => continue,
            };
            *feature = Some(setting.value);
        }
        let own = file.options.as_ref().and_then(|options| options.features);
        Features(set).with(own)
    }
}

fn field_defaults<'a>(
    message: &'a DescriptorProto,
    field: &'a FieldDescriptorProto,
) -> impl Iterator<Item = Setting> + 'a {
    let defaults = field.options.iter().flat_map(|options| &options.edition_defaults);
    defaults.filter_map(move |default| {
        let type_name = field.type_name.rsplit('.').next()?;
        let values = &message.enum_type.iter().find(|ty| ty.name == type_name)?.value;
        let value = values.iter().find(|value| value.name == default.value)?;
        Some(Setting { edition: default.edition, feature: field.number, value: value.number })
    })
}

impl Features {
    /// The features of an element inside, which sets those of `own`.
    pub(crate) fn with(self, own: Option<FeatureSet>) -> Self {
        let own = own.unwrap_or_default();
        Self(FeatureSet {
            field_presence: own.field_presence.or(self.0.field_presence),
            enum_type: own.enum_type.or(self.0.enum_type),
            repeated_field_encoding: own.repeated_field_encoding.or(self.0.repeated_field_encoding),
            utf8_validation: own.utf8_validation.or(self.0.utf8_validation),
            message_encoding: own.message_encoding.or(self.0.message_encoding),
        })
    }

    /// The features of a field inside.
    pub(crate) fn with_field(self, field: &FieldDescriptorProto) -> Self {
        let own = field.options.as_ref().and_then(|options| options.features);
        self.with(Some(legacy(field))).with(own)
    }

    /// The same, but with messages that are prefixed by their length.
    pub(crate) fn length_prefixed(self) -> Self {
        Self(FeatureSet { message_encoding: None, ..self.0 })
    }

    /// Of a singular field whose kind leaves a choice.
    pub(crate) fn presence(self) -> Presence {
        match self.0.field_presence {
            Some(IMPLICIT) => Presence::Implicit,
            Some(LEGACY_REQUIRED) => Presence::Required,
            _ => Presence::Explicit,
        }
    }

    pub(crate) fn enum_type(self) -> EnumType {
        match self.0.enum_type {
            Some(CLOSED) => EnumType::Closed,
            _ => EnumType::Open,
        }
    }

    /// Of a repeated field whose type can be packed.
    pub(crate) fn packed(self) -> bool {
        self.0.repeated_field_encoding == Some(PACKED)
    }

    pub(crate) fn verify_utf8(self) -> bool {
        self.0.utf8_validation == Some(VERIFY)
    }

    pub(crate) fn delimited(self) -> bool {
        self.0.message_encoding == Some(DELIMITED)
    }
}

/// What proto2 and proto3 say by other means.
fn legacy(field: &FieldDescriptorProto) -> FeatureSet {
    let packed = field.options.as_ref().and_then(|options| options.packed);
    FeatureSet {
        field_presence: match field.label() {
            Label::Required => Some(LEGACY_REQUIRED),
            _ if field.proto3_optional => Some(EXPLICIT),
            _ => None,
        },
        repeated_field_encoding: packed.map(|packed| if packed { PACKED } else { EXPANDED }),
        message_encoding: (field.r#type == Some(FieldType::Group as i32)).then_some(DELIMITED),
        ..FeatureSet::default()
    }
}
