//! Messages, fields, oneofs, enums and extensions, planned one by one.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::rustdoc;
use super::inline::stays_in_place;
use super::items::{
    Access, EnumPlan, ExtensionPlan, FieldPlan, FieldShape, GenericsPlan, Kind, ListStorage,
    Member, MessagePlan, OneofPlan, Repr, TakesNull, VariantPlan,
};
use super::names::{self, ident};
use super::places::{Place, TypeRef};
use super::required::{self, RequiredPlan};
use super::{Planner, SENTINEL};
use crate::call::Rules;
use crate::schema::model::{
    DefaultValue, Enum, EnumId, EnumType, ExtensionId, Field, Message, MessageId, Presence, Shape,
    Type,
};

impl Planner<'_> {
    pub(super) fn message(&self, id: MessageId) -> MessagePlan {
        let message = &self.schema[id];
        let span = self.call.span;
        let places = self.places.message(self.schema, id);
        let mut order: Vec<usize> = (0..message.fields.len()).collect();
        order.sort_by_key(|&index| message.fields[index].number);
        let fields: Vec<FieldPlan> = order
            .iter()
            .map(|&index| {
                let variant = places.names.variants[index].as_deref();
                let variant = variant.map(|name| ident(name, span));
                self.field(&message.fields[index], &places.names.fields[index], variant)
            })
            .collect();
        let closed_enums = fields.iter().any(|field| field.kind.is_closed_enum());
        let required = RequiredPlan::new(
            Some(required::place()),
            &fields,
            self.requiring.of(id, self.externs),
        );
        MessagePlan {
            full_name: message.full_name.clone(),
            package: self.schema[message.file].package.clone(),
            register: self.sentinel(&self.schema[message.file].package),
            vis: quote!(pub),
            place: places.owned(),
            generics: GenericsPlan::default(),
            view: places.view(),
            owned_view: places.owned_view(),
            accessors: places.accessors(),
            nested: places.nested_module(),
            oneofs: self.oneofs(id, &order),
            members: members(message, &order),
            docs: rustdoc(&message.notes.comment),
            deprecated: message.notes.deprecated,
            attributes: attributes(self.call.attributes.all(&message.full_name)),
            unknown: self
                .call
                .switches
                .unknown_fields
                .unwrap_or(true)
                .then(|| Access::named(ident(names::UNKNOWN_FIELDS, Span::call_site()))),
            extensions: extension_ranges(message),
            message_set: message.message_set,
            shares: !self.call.string_type.is_empty() || !self.call.bytes_type.is_empty(),
            closed_enums,
            required,
            converts: self.requiring.only_elsewhere(id, self.externs),
            reserved: Vec::new(),
            broken: false,
            fields,
        }
    }

    fn oneofs(&self, id: MessageId, order: &[usize]) -> Vec<OneofPlan> {
        let message = &self.schema[id];
        let places = self.places.message(self.schema, id);
        let plan = |(index, oneof): (usize, &crate::schema::model::Oneof)| {
            let full_name = format!("{}.{}", message.full_name, oneof.name);
            let members = order.iter().enumerate();
            OneofPlan {
                access: Access::named(ident(&places.names.oneofs[index], self.call.span)),
                vis: quote!(pub),
                ty: TypeRef::Local(places.oneof(index)),
                view: TypeRef::Local(places.view_oneof(index)),
                fields: members
                    .filter(|(_, field)| message.fields[**field].oneof == Some(index))
                    .map(|(position, _)| position)
                    .collect(),
                docs: rustdoc(&oneof.notes.comment),
                attributes: attributes(self.call.attributes.all(&full_name)),
            }
        };
        message.oneofs.iter().enumerate().map(plan).collect()
    }

    fn field(&self, field: &Field, name: &str, variant: Option<Ident>) -> FieldPlan {
        let strict = self.is_strict(field);
        let kind = self.kind(field.ty, &field.full_name, strict);
        FieldPlan {
            name: field.name.clone(),
            json_name: field.json_name.clone(),
            access: Access::named(ident(name, self.call.span)),
            vis: quote!(pub),
            rust: None,
            conversion: None,
            number: field.number,
            shape: self.shape(field, &kind, strict),
            required: field.shape == Shape::Singular(Presence::Required),
            variant,
            default: match (&kind, self.default(field)) {
                (Kind::RawStr(_), Some(DefaultValue::String(text))) => {
                    Some(DefaultValue::Bytes(text.into_bytes()))
                }
                (_, default) => default,
            },
            kind,
            redact: field.debug_redact,
            takes_null: self.takes_null(field.ty),
            docs: rustdoc(&field.notes.comment),
            deprecated: field.notes.deprecated,
            attributes: attributes(self.call.attributes.exact(&field.full_name).into_iter()),
        }
    }

    /// The default of a field; that of an enum by its name in Rust.
    fn default(&self, field: &Field) -> Option<DefaultValue> {
        let default = field.default.clone()?;
        let (DefaultValue::Enum(name), Type::Enum(id)) = (&default, field.ty) else {
            return Some(default);
        };
        let index = self.schema[id].values.iter().position(|value| value.name == *name)?;
        Some(DefaultValue::Enum(self.naming.enumeration(id).values[index].clone()))
    }

    fn takes_null(&self, ty: Type) -> TakesNull {
        let takes = match ty {
            Type::Enum(id) => self.schema[id].full_name == "google.protobuf.NullValue",
            Type::Message { id, .. } => self.schema[id].full_name == "google.protobuf.Value",
            _ => false,
        };
        if takes { TakesNull::Yes } else { TakesNull::No }
    }

    /// Whether strings of the field that nobody has to check are bytes.
    fn is_strict(&self, field: &Field) -> bool {
        const RAW: Type = Type::String { verify: false };
        let is_raw = field.ty == RAW || matches!(field.shape, Shape::Map { key: RAW });
        is_raw && self.call.strict_utf8_mapping.find(&field.full_name) == Some(&true)
    }

    fn shape(&self, field: &Field, kind: &Kind, strict: bool) -> FieldShape {
        let name = &field.full_name;
        match &field.shape {
            Shape::Singular(_) if field.oneof.is_some() => {
                FieldShape::Member { boxed: kind.is_message() }
            }
            Shape::Singular(_) if kind.is_message() => FieldShape::Sub(self.sub_repr(field)),
            Shape::Singular(Presence::Implicit) => FieldShape::Implicit,
            Shape::Singular(Presence::Explicit) => FieldShape::Optional,
            Shape::Singular(Presence::Required) => FieldShape::Required,
            Shape::Repeated { packed } => FieldShape::Repeated {
                packed: *packed,
                list: self.path_repr(&self.call.repeated_type, name),
                storage: ListStorage::Slice,
            },
            Shape::Map { key } => FieldShape::Map {
                key: self.kind(*key, "", strict),
                map: self.path_repr(&self.call.map_type, name),
            },
        }
    }

    /// Where a sub-message lives: as the user says, or in place if it is small.
    fn sub_repr(&self, field: &Field) -> Repr {
        let chosen = self.path_repr(&self.call.box_type, &field.full_name);
        match (&chosen, field.ty) {
            (Repr::Default, Type::Message { id, .. })
                if !self.externs.has_message(id) && stays_in_place(&self.schema[id]) =>
            {
                let krate = &self.call.krate;
                Repr::Custom(quote!(#krate::Inline))
            }
            _ => chosen,
        }
    }

    fn path_repr(&self, rules: &Rules<syn::Path>, field: &str) -> Repr {
        rules.find(field).map_or(Repr::Default, |path| self.externs.chosen_path(path))
    }

    /// The kind of a type; `field` is where representations are looked up, empty for map keys.
    /// `strict`: whether a string that nobody has to check is bytes.
    fn kind(&self, ty: Type, field: &str, strict: bool) -> Kind {
        let repr_of = |rules: &Rules<syn::Type>| {
            let rule = rules.find(field).filter(|_| !field.is_empty());
            rule.map_or(Repr::Default, |ty| self.externs.chosen_type(ty))
        };
        match ty {
            Type::Double => Kind::DOUBLE,
            Type::Float => Kind::FLOAT,
            Type::Int64 => Kind::INT64,
            Type::Uint64 => Kind::UINT64,
            Type::Int32 => Kind::INT32,
            Type::Fixed64 => Kind::FIXED64,
            Type::Fixed32 => Kind::FIXED32,
            Type::Bool => Kind::BOOL,
            Type::Uint32 => Kind::UINT32,
            Type::Sfixed32 => Kind::SFIXED32,
            Type::Sfixed64 => Kind::SFIXED64,
            Type::Sint32 => Kind::SINT32,
            Type::Sint64 => Kind::SINT64,
            Type::String { verify: false } if strict => {
                Kind::RawStr(repr_of(&self.call.bytes_type))
            }
            Type::String { .. } => Kind::Str(repr_of(&self.call.string_type)),
            Type::Bytes => Kind::Blob(repr_of(&self.call.bytes_type)),
            Type::Enum(id) => Kind::Enum {
                ty: self.enum_ref(id),
                closed: self.schema[id].enum_type == EnumType::Closed,
            },
            Type::Message { id, delimited } => {
                let (ty, view) = self.message_refs(id);
                Kind::Message { ty, view, delimited }
            }
        }
    }

    fn enum_ref(&self, id: EnumId) -> TypeRef {
        match self.externs.enumeration(id) {
            Some(ty) => ty,
            None => TypeRef::Local(self.places.enumeration(id)),
        }
    }

    fn message_refs(&self, id: MessageId) -> (TypeRef, TypeRef) {
        match self.externs.message(id) {
            Some(ty) => {
                let views = self.call.switches.views.unwrap_or(true);
                let view = if views { self.externs.view(id) } else { None };
                (ty.clone(), view.unwrap_or(ty))
            }
            None => {
                let places = self.places.message(self.schema, id);
                (TypeRef::Local(places.owned()), TypeRef::Local(places.view()))
            }
        }
    }

    pub(super) fn enumeration(&self, id: EnumId) -> EnumPlan {
        let item = &self.schema[id];
        let mut plan = EnumPlan {
            full_name: item.full_name.clone(),
            place: self.places.enumeration(id),
            variants: Vec::new(),
            aliases: Vec::new(),
            docs: rustdoc(&item.notes.comment),
            deprecated: item.notes.deprecated,
            attributes: attributes(self.call.attributes.all(&item.full_name)),
        };
        for (index, value) in item.values.iter().enumerate() {
            let name = &self.naming.enumeration(id).values[index];
            let variant = self.variant(item, index, name);
            match plan.variants.iter().position(|known| known.number == value.number) {
                Some(first) => plan.aliases.push((variant, first)),
                None => plan.variants.push(variant),
            }
        }
        plan
    }

    fn variant(&self, item: &Enum, index: usize, name: &str) -> VariantPlan {
        let value = &item.values[index];
        let full_name = format!("{}.{}", item.full_name, value.name);
        VariantPlan {
            name: value.name.clone(),
            ident: ident(name, self.call.span),
            number: value.number,
            docs: rustdoc(&value.notes.comment),
            deprecated: value.notes.deprecated,
            attributes: attributes(self.call.attributes.exact(&full_name).into_iter()),
        }
    }

    /// `None`: the message that is extended has no Rust type here.
    pub(super) fn extension(&self, id: ExtensionId) -> Option<ExtensionPlan> {
        let extension = &self.schema[id];
        let extendee = &self.schema[extension.extendee];
        // Options of descriptors: their types are generated for fields alone.
        if extendee.full_name.starts_with("google.protobuf.")
            && !self.schema[extendee.file].requested
        {
            return None;
        }
        let register = self.sentinel(&self.schema[extension.file].package);
        let mut module = register.clone();
        module.push("ext".to_owned());
        if let Some(parent) = extension.parent {
            module.extend(self.places.message(self.schema, parent).nested);
        }
        let name = ident(self.naming.extension(id), self.call.span);
        Some(ExtensionPlan {
            field: self.field(&extension.field, &extension.field.name, None),
            full_name: extension.field.full_name.clone(),
            extendee: self.message_refs(extension.extendee).0,
            in_set: extendee.message_set,
            register,
            place: Place { module, ident: name },
        })
    }

    /// The module that a package reserves.
    fn sentinel(&self, package: &str) -> Vec<String> {
        let mut module = self.naming.package_modules(package);
        module.push(SENTINEL.to_owned());
        module
    }

    /// The module in which a user looks for an extension: that of its place without the sentinel.
    pub(super) fn extension_module(&self, extension: &ExtensionPlan) -> Vec<String> {
        let module = &extension.place.module;
        let sentinel = module.iter().position(|segment| segment == SENTINEL).unwrap_or(0);
        [&module[..sentinel], &module[sentinel + 2..]].concat()
    }
}

/// First and last numbers, with ranges that touch taken together.
fn extension_ranges(message: &Message) -> Vec<(u32, u32)> {
    let mut ranges = message.extension_ranges.clone();
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some((_, last)) if range.start <= *last + 1 => *last = range.end - 1,
            _ => joined.push((range.start, range.end - 1)),
        }
    }
    joined
}

/// The fields of the struct in order of declaration; a oneof stands where its first member does.
fn members(message: &Message, order: &[usize]) -> Vec<Member> {
    let mut seen = BTreeSet::new();
    let member = |(index, field): (usize, &Field)| match field.oneof {
        Some(oneof) => seen.insert(oneof).then_some(Member::Oneof(oneof)),
        None => order.iter().position(|&at| at == index).map(Member::Field),
    };
    message.fields.iter().enumerate().filter_map(member).collect()
}

fn attributes<'r>(rules: impl Iterator<Item = &'r Vec<syn::Attribute>>) -> TokenStream {
    let attributes = rules.flatten();
    quote!(#(#attributes)*)
}
