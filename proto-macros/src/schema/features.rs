//! Feature resolution: the only place that knows what `syntax` and `edition` stand for.
//!
//! What an edition stands for is read from the `edition_defaults` in our
//! `google/protobuf/descriptor.proto`. proto2 and proto3 are two more editions there; what they
//! say with labels, `group` and `[packed = …]` is translated into features first.

mod defaults;
mod overrides;

pub(crate) use defaults::Defaults;
pub(crate) use overrides::{Overrides, check as check_overrides};

use super::descriptor::{
    FeatureSet, FieldDescriptorProto, FieldOptions, FieldType, FileDescriptorProto, Label,
};
use super::edition::Edition;
use super::model::{EnumType, Presence};

// The numbers of the enums in `FeatureSet`.
pub(crate) const EXPLICIT: i32 = 1;
pub(crate) const IMPLICIT: i32 = 2;
pub(crate) const LEGACY_REQUIRED: i32 = 3;
const CLOSED: i32 = 2;
pub(crate) const PACKED: i32 = 1;
const EXPANDED: i32 = 2;
const VERIFY: i32 = 2;
const DELIMITED: i32 = 2;
const ALLOW_JSON: i32 = 1;
const STYLE_LEGACY: i32 = 2;

/// Gives every element its features: those of what it stands in, then its own, then those that
/// the macro call sets for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resolution<'a> {
    pub(crate) defaults: &'a Defaults,
    pub(crate) overrides: &'a Overrides,
}

/// The features of one element, merged from the file inwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Features(FeatureSet);

/// Which symbols other files see when nothing is said about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DefaultVisibility {
    All,
    TopLevel,
    Nothing,
    /// Like [`Self::Nothing`], and nested symbols cannot be exported.
    Strict,
}

impl Resolution<'_> {
    /// The features of a file: those of its edition, overridden by its own.
    pub(crate) fn file(self, file: &FileDescriptorProto) -> Features {
        let own = file.decoded_options().features;
        let features = Features(self.defaults.of(edition(file))).with(own);
        features.with(self.overrides.of_package(&file.package))
    }

    /// The features of a message, an enum, a oneof or an enum value with the given options.
    pub(crate) fn element(
        self,
        outer: Features,
        full_name: &str,
        own: Option<FeatureSet>,
    ) -> Features {
        outer.with(own).with(self.overrides.of(full_name))
    }

    /// The features of a field or an extension.
    pub(crate) fn field(
        self,
        outer: Features,
        full_name: &str,
        field: &FieldDescriptorProto,
        options: &FieldOptions,
    ) -> Features {
        self.element(outer.with(Some(legacy(field, options))), full_name, options.features)
    }
}

/// What a file is written in.
pub(crate) fn edition(file: &FileDescriptorProto) -> Edition {
    match (file.edition, file.syntax()) {
        (Some(edition), _) => Edition(edition),
        (None, "proto3") => Edition::PROTO3,
        (None, _) => Edition::PROTO2,
    }
}

impl Features {
    /// The features of an element inside, which sets those of `own`.
    fn with(self, own: Option<FeatureSet>) -> Self {
        let (own, outer) = (own.unwrap_or_default(), self.0);
        Self(FeatureSet {
            field_presence: own.field_presence.or(outer.field_presence),
            enum_type: own.enum_type.or(outer.enum_type),
            repeated_field_encoding: own.repeated_field_encoding.or(outer.repeated_field_encoding),
            utf8_validation: own.utf8_validation.or(outer.utf8_validation),
            message_encoding: own.message_encoding.or(outer.message_encoding),
            json_format: own.json_format.or(outer.json_format),
            enforce_naming_style: own.enforce_naming_style.or(outer.enforce_naming_style),
            default_symbol_visibility: own
                .default_symbol_visibility
                .or(outer.default_symbol_visibility),
        })
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

    /// Whether JSON must be sound, and not only as good as it gets.
    pub(crate) fn allows_json(self) -> bool {
        self.0.json_format == Some(ALLOW_JSON)
    }

    pub(crate) fn enforces_style(self) -> bool {
        self.0.enforce_naming_style.is_some_and(|style| style != STYLE_LEGACY)
    }

    pub(crate) fn default_visibility(self) -> DefaultVisibility {
        match self.0.default_symbol_visibility {
            Some(2) => DefaultVisibility::TopLevel,
            Some(3) => DefaultVisibility::Nothing,
            Some(4) => DefaultVisibility::Strict,
            _ => DefaultVisibility::All,
        }
    }
}

/// What proto2 and proto3 say by other means.
fn legacy(field: &FieldDescriptorProto, options: &FieldOptions) -> FeatureSet {
    FeatureSet {
        field_presence: match field.label() {
            Label::Required => Some(LEGACY_REQUIRED),
            _ if field.proto3_optional() => Some(EXPLICIT),
            _ => None,
        },
        repeated_field_encoding: options
            .packed
            .map(|packed| if packed { PACKED } else { EXPANDED }),
        message_encoding: (field.kind() == Some(FieldType::Group)).then_some(DELIMITED),
        ..FeatureSet::default()
    }
}
