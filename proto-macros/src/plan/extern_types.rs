//! Types that live elsewhere: those that `extern_path` names, and the well-known types.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;

use super::imports::{Imports, ImportsPlan};
use super::items::Repr;
use super::names::{self, SENTINEL, ident};
use super::naming::Naming;
use super::places::TypeRef;
use super::wkt_dependency::{WKT_CRATE, wkt_dependency};
use crate::call::Call;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::builtin;
use crate::schema::model::{EnumId, FileId, MessageId, Schema};

/// The package of the well-known types.
const WELL_KNOWN: &str = "google.protobuf";

/// The Rust paths of all types of the schema that are not to be generated.
pub(crate) struct Externs<'p> {
    schema: &'p Schema,
    naming: &'p Naming,
    messages: BTreeMap<MessageId, Elsewhere>,
    enums: BTreeMap<EnumId, Elsewhere>,
    /// What the package calls the crate of the well-known types, if it depends on it.
    wkt: Option<String>,
    imports: Imports,
}

/// Where a type lives.
struct Elsewhere {
    /// What the rule says, without the name of the type or message that it is for.
    base: syn::Path,
    /// The way from there to the type.
    below: Vec<Ident>,
    /// How many modules of packages there are in `below`, where the rule is for a package.
    packages: Option<usize>,
    /// The rule, where it is for the type itself and has arguments.
    generic: Option<TokenStream>,
    /// Whether something else may have the name, where the type was generated.
    is_nested: bool,
}

impl<'p> Externs<'p> {
    pub(crate) fn new(
        call: &Call,
        schema: &'p Schema,
        naming: &'p Naming,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut externs = Externs {
            schema,
            naming,
            messages: BTreeMap::new(),
            enums: BTreeMap::new(),
            wkt: wkt_dependency(),
            imports: Imports::new(|name| naming.is_taken(&[], name)),
        };
        for (index, message) in schema.messages.iter().enumerate() {
            let ident = &naming.message(MessageId(index)).ident;
            let (full_name, file, parent) = (&message.full_name, message.file, message.parent);
            let item = Item { full_name, file, parent, ident };
            if let Some(elsewhere) = externs.find(call, &item) {
                externs.messages.insert(MessageId(index), elsewhere);
            }
        }
        for (index, ty) in schema.enums.iter().enumerate() {
            let ident = &naming.enumeration(EnumId(index)).ident;
            let (full_name, file, parent) = (&ty.full_name, ty.file, ty.parent);
            let item = Item { full_name, file, parent, ident };
            if let Some(elsewhere) = externs.find(call, &item) {
                externs.enums.insert(EnumId(index), elsewhere);
            }
        }
        if externs.wkt.is_none() {
            report_missing_wkt(call, schema, diagnostics);
        }
        externs
    }

    pub(crate) fn has_message(&self, id: MessageId) -> bool {
        self.messages.contains_key(&id)
    }

    pub(crate) fn has_enum(&self, id: EnumId) -> bool {
        self.enums.contains_key(&id)
    }

    /// The messages that the user says live elsewhere.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = MessageId> {
        let chosen = |id: &MessageId| !is_well_known(self.schema, self.schema[*id].file);
        self.messages.keys().copied().filter(chosen)
    }

    /// The type of a message that lives elsewhere.
    pub(crate) fn message(&self, id: MessageId) -> Option<TypeRef> {
        let elsewhere = self.messages.get(&id)?;
        Some(self.ty(elsewhere, &self.schema[id].full_name, "MessageName"))
    }

    /// The type of the view of a message that lives elsewhere: beside the message, as generated
    /// and derived views are, or at the canonical place if that name is something else's.
    ///
    /// A path and not `<Message as HasView>::View<'a>`: that would make views invariant.
    pub(crate) fn view(&self, id: MessageId) -> Option<TypeRef> {
        let Elsewhere { base, below, packages, .. } = self.messages.get(&id)?;
        let (last, above) = below.split_last()?;
        let span = last.span();
        let names = self.naming.message(id);
        let last = last.unraw().to_string();
        let view = if last == names.ident { names.view.clone() } else { format!("{last}View") };
        let canonical = [SENTINEL, "view"].map(|name| ident(name, span));
        let is_hidden = self.naming.is_view_hidden(self.schema, id);
        let mut path = match packages {
            Some(packages) if is_hidden => {
                let modules = self.naming.view_modules(self.schema, id);
                let modules = modules.iter().map(|name| ident(name, span));
                below[..*packages].iter().cloned().chain(canonical).chain(modules).collect()
            }
            None if is_hidden && self.schema[id].parent.is_none() => {
                above.iter().cloned().chain(canonical).collect()
            }
            _ => above.to_vec(),
        };
        path.push(ident(&view, span));
        Some(self.imports.add(base, &path, packages.is_some()))
    }

    pub(crate) fn enumeration(&self, id: EnumId) -> Option<TypeRef> {
        let elsewhere = self.enums.get(&id)?;
        Some(self.ty(elsewhere, &self.schema[id].full_name, "Enumeration"))
    }

    /// A type that the user chose for fields.
    pub(crate) fn chosen_type(&self, ty: &syn::Type) -> Repr {
        self.imports.chosen(ty)
    }

    /// A type that the user chose for fields, without its arguments.
    pub(crate) fn chosen_path(&self, path: &syn::Path) -> Repr {
        self.imports.chosen_path(path)
    }

    /// What has to be imported for the types that were asked for.
    pub(crate) fn into_imports(self) -> ImportsPlan {
        self.imports.into_plan()
    }

    fn ty(&self, elsewhere: &Elsewhere, full_name: &str, names: &'static str) -> TypeRef {
        let Elsewhere { base, below, packages, generic, is_nested } = elsewhere;
        if let Some(path) = generic {
            return TypeRef::Extern(path.clone());
        }
        let ty = self.imports.add(base, below, packages.is_some());
        if *is_nested {
            self.imports.check(&ty, full_name, names);
        }
        ty
    }

    fn find(&self, call: &Call, item: &Item<'_>) -> Option<Elsewhere> {
        let package = &self.schema[item.file].package;
        if let Some(found) = call.extern_path.find_with_rest(item.full_name) {
            let covered = item.full_name.len() - found.rest.len();
            let covered = item.full_name[..covered].trim_end_matches('.');
            return Some(self.below_rule(found.value, covered, item));
        }
        if !is_well_known(self.schema, item.file) {
            return None;
        }
        // Without the dependency, which is reported, the types are generated here instead, so that
        // the compiler has nothing to add.
        let krate = ident(self.wkt.as_deref()?, call.span);
        let base = syn::parse_quote!(::#krate::google::protobuf);
        Some(self.below_rule(&base, package, item))
    }

    /// Where an element lives that lies below the rule for `covered`.
    fn below_rule(&self, rule: &syn::Path, covered: &str, item: &Item<'_>) -> Elsewhere {
        let span = rule.segments.first().map_or_else(Span::call_site, |s| s.ident.span());
        let package = &self.schema[item.file].package;
        let mut base = rule.clone();
        if covered.len() > package.len() {
            // The rule is for the type, or for a message around it.
            let last = base.segments.pop().map(|pair| pair.into_value());
            base.segments.pop_punct();
            let Some(last) = last else { return Elsewhere::at(base, Vec::new()) };
            if covered == item.full_name {
                let is_generic = rule.segments.iter().any(|s| !s.arguments.is_empty());
                let generic = is_generic.then(|| rule.to_token_stream());
                return Elsewhere { generic, ..Elsewhere::at(base, vec![last.ident]) };
            }
            let depth = covered[package.len()..].split('.').filter(|s| !s.is_empty()).count();
            let mut modules = self.naming.reference(self.schema, item.parent, item.ident, depth);
            let name = last.ident.unraw().to_string();
            if self.naming.ident_at(self.schema, item.parent, depth) != Some(name.as_str()) {
                modules[0] = names::module(&name);
            }
            let below = modules.iter().map(|name| ident(name, span)).collect();
            return Elsewhere { is_nested: true, ..Elsewhere::at(base, below) };
        }
        let depth = covered.split('.').filter(|segment| !segment.is_empty()).count();
        let packages = self.naming.package_modules(package).split_off(depth);
        let modules = self.naming.reference(self.schema, item.parent, item.ident, 1);
        let below = packages.iter().chain(&modules).map(|name| ident(name, span)).collect();
        let (packages, is_nested) = (Some(packages.len()), item.parent.is_some());
        Elsewhere { packages, is_nested, ..Elsewhere::at(base, below) }
    }
}

impl Elsewhere {
    fn at(base: syn::Path, below: Vec<Ident>) -> Self {
        Elsewhere { base, below, packages: None, generic: None, is_nested: false }
    }
}

struct Item<'s> {
    full_name: &'s str,
    file: FileId,
    parent: Option<MessageId>,
    ident: &'s str,
}

/// Whether a file has well-known types that this call does not ask for itself.
fn is_well_known(schema: &Schema, file: FileId) -> bool {
    let file = &schema[file];
    file.package == WELL_KNOWN
        && !file.requested
        && file.name.starts_with("google/protobuf/")
        && !builtin::is_of_schemas(&file.name)
}

/// Says what to add, once, with the field that needs it.
fn report_missing_wkt(call: &Call, schema: &Schema, diagnostics: &mut Diagnostics) {
    use crate::schema::model::Type;
    let needed = |file: FileId, name: &str| {
        is_well_known(schema, file) && call.extern_path.find(name).is_none()
    };
    for message in &schema.messages {
        if is_well_known(schema, message.file) {
            continue;
        }
        for field in &message.fields {
            let (file, ty) = match field.ty {
                Type::Message { id, .. } => (schema[id].file, &schema[id].full_name),
                Type::Enum(id) => (schema[id].file, &schema[id].full_name),
                _ => continue,
            };
            if needed(file, ty) {
                diagnostics.push(
                    Diagnostic::new(format!(
                        "field `{}` is a `{ty}`, and this package does not depend on `{WKT_CRATE}`",
                        field.full_name,
                    ))
                    .at(call.span)
                    .help(format!(
                        "run `cargo add {WKT_CRATE}`, or say where the type lives: \
                         extern_path = {{ \".{ty}\" => path::to::Type }}"
                    )),
                );
                return;
            }
        }
    }
}
