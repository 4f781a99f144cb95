//! What the editions stand for, as `google/protobuf/descriptor.proto` says it.

use crate::schema::descriptor::{
    DescriptorProto, FeatureSet, FieldDescriptorProto, FileDescriptorProto,
};
use crate::schema::edition::Edition;

/// The features of every edition.
#[derive(Debug, Default)]
pub(crate) struct Defaults {
    settings: Vec<Setting>,
    features: Vec<Feature>,
}

/// From `edition` on, the feature with the field number `feature` has `value`.
#[derive(Debug)]
struct Setting {
    edition: i32,
    feature: i32,
    value: i32,
}

/// A feature, its values by name, and what can have it.
#[derive(Debug)]
pub(super) struct Feature {
    pub(super) name: String,
    pub(super) number: i32,
    pub(super) values: Vec<(String, i32)>,
    /// Numbers of `FieldOptions.OptionTargetType`.
    pub(super) targets: Vec<i32>,
}

impl Defaults {
    /// Reads them from the options of the fields of `google.protobuf.FeatureSet`.
    pub(crate) fn read(descriptor: &FileDescriptorProto) -> Self {
        let set = descriptor.message_type.iter().find(|message| message.name == "FeatureSet");
        let Some(set) = set else { return Self::default() };
        let mut settings: Vec<Setting> =
            set.field.iter().flat_map(|field| field_defaults(set, field)).collect();
        settings.sort_by_key(|setting| setting.edition);
        let feature = |field: &FieldDescriptorProto| Feature {
            name: field.name.clone(),
            number: field.number,
            // The first value only stands for "unknown".
            values: values(set, field).filter(|(_, number)| *number != 0).collect(),
            targets: field.decoded_options().targets,
        };
        Self { settings, features: set.field.iter().map(feature).collect() }
    }

    /// The features that a file of the edition begins with.
    pub(super) fn of(&self, edition: Edition) -> FeatureSet {
        let mut set = FeatureSet::default();
        let known = |setting: &&Setting| setting.edition <= edition.0;
        for setting in self.settings.iter().take_while(known) {
            assign(&mut set, setting.feature, setting.value);
        }
        set
    }

    pub(super) fn features(&self) -> &[Feature] {
        &self.features
    }
}

/// Sets the feature with the field number `feature`, if it is one that matters here.
pub(super) fn assign(set: &mut FeatureSet, feature: i32, value: i32) {
    let feature = match feature {
        1 => &mut set.field_presence,
        2 => &mut set.enum_type,
        3 => &mut set.repeated_field_encoding,
        4 => &mut set.utf8_validation,
        5 => &mut set.message_encoding,
        6 => &mut set.json_format,
        7 => &mut set.enforce_naming_style,
        8 => &mut set.default_symbol_visibility,
        _ => return,
    };
    *feature = Some(value);
}

fn field_defaults<'a>(
    set: &'a DescriptorProto,
    field: &'a FieldDescriptorProto,
) -> impl Iterator<Item = Setting> + 'a {
    let defaults = field.decoded_options().edition_defaults.into_iter();
    defaults.filter_map(move |default| {
        let (_, value) = values(set, field).find(|(name, _)| *name == default.value)?;
        Some(Setting { edition: default.edition, feature: field.number, value })
    })
}

/// The values of the type of a feature: an enum in `FeatureSet`, or in a message in it.
fn values<'a>(
    set: &'a DescriptorProto,
    field: &'a FieldDescriptorProto,
) -> impl Iterator<Item = (String, i32)> + 'a {
    let type_name = field.type_name().rsplit('.').next().unwrap_or_default();
    let nested = set.nested_type.iter().flat_map(|message| &message.enum_type);
    let ty = set.enum_type.iter().chain(nested).find(move |ty| ty.name == type_name);
    let values = ty.into_iter().flat_map(|ty| &ty.value);
    values.map(|value| (value.name.clone(), value.number()))
}
