//! Where types stand: the module tree, its collisions, and paths from one place to another.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};

use super::names::{self, SENTINEL};
use super::reach::Kept;
use crate::call::Call;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::model::{EnumId, MessageId, Schema};
use crate::tokens::Tokens;

/// A named thing in a module. Paths are from the root of the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) module: Vec<String>,
    pub(crate) ident: Ident,
}

/// A type that a field refers to.
#[derive(Clone)]
pub(crate) enum TypeRef {
    Local(Place),
    /// A path that works everywhere.
    Extern(TokenStream),
}

impl Place {
    fn new(module: Vec<String>, name: &str, span: Span) -> Self {
        Place { module, ident: names::ident(&names::element(name), span) }
    }

    /// The path to this place from code in module `from`.
    pub(crate) fn path_from(&self, from: &[String]) -> Tokens {
        let common = from.iter().zip(&self.module).take_while(|(a, b)| a == b).count();
        let ups = from.len() - common;
        let mut path = Tokens::default();
        if ups == 0 {
            path.extend(&Tokens::name("self")).path_separator();
        }
        for _ in 0..ups {
            path.extend(&Tokens::name("super")).path_separator();
        }
        for segment in &self.module[common..] {
            path.push(names::ident(segment, self.ident.span())).path_separator();
        }
        path.push(self.ident.clone());
        path
    }
}

/// The places of all types that are generated.
pub(crate) struct Places {
    span: Span,
    messages: BTreeMap<MessageId, MessagePlaces>,
    enums: BTreeMap<EnumId, Place>,
    /// The names of packages' own types, modules and sub-packages, by module path.
    taken: BTreeMap<Vec<String>, BTreeSet<String>>,
}

pub(crate) struct MessagePlaces {
    pub(crate) owned: Place,
    pub(crate) package: Vec<String>,
    /// The modules from the package to what is nested in the message.
    pub(crate) nested: Vec<String>,
}

impl Places {
    pub(crate) fn new(
        call: &Call,
        schema: &Schema,
        kept: &Kept,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut places = Places {
            span: call.span,
            messages: BTreeMap::new(),
            enums: BTreeMap::new(),
            taken: BTreeMap::new(),
        };
        for file in kept.files(schema) {
            places.add_package(&package_modules(&schema[file].package));
        }
        places.take_types(schema, kept);
        for file in kept.files(schema) {
            let package = package_modules(&schema[file].package);
            let scope = Scope { package, nested: Vec::new() };
            places.add_scope(schema, kept, &schema[file].messages, &schema[file].enums, &scope);
        }
        places.report_reserved(schema, kept, diagnostics);
        places
    }

    /// A package and the ones above it are modules, and their names are taken.
    fn add_package(&mut self, package: &[String]) {
        for end in 1..=package.len() {
            self.taken
                .entry(package[..end - 1].to_vec())
                .or_default()
                .insert(package[end - 1].clone());
        }
    }

    /// Types at the top of packages keep their names; modules of nested types have to give way.
    fn take_types(&mut self, schema: &Schema, kept: &Kept) {
        for file in kept.files(schema) {
            let file = &schema[file];
            let taken = self.taken.entry(package_modules(&file.package)).or_default();
            taken.insert(SENTINEL.to_owned());
            taken.extend(file.messages.iter().map(|id| names::element(&schema[*id].name)));
            taken.extend(file.enums.iter().map(|id| names::element(&schema[*id].name)));
        }
    }

    fn add_scope(
        &mut self,
        schema: &Schema,
        kept: &Kept,
        messages: &[MessageId],
        enums: &[EnumId],
        scope: &Scope,
    ) {
        let module = scope.module();
        for id in enums.iter().filter(|id| kept.has_enum(**id)) {
            let place = Place::new(module.clone(), &schema[*id].name, self.span);
            self.enums.insert(*id, place);
        }
        // By name, so that the order of declaration does not decide who gets the underscore.
        let mut messages = messages.to_vec();
        messages.sort_by(|a, b| schema[*a].name.cmp(&schema[*b].name));
        for id in messages {
            let message = &schema[id];
            let taken = self.taken.entry(module.clone()).or_default();
            let nested_module = names::unique(names::module(&message.name), taken);
            let mut nested = scope.nested.clone();
            nested.push(nested_module);
            let inner = Scope { package: scope.package.clone(), nested: nested.clone() };
            let below = self.taken.entry(inner.module()).or_default();
            below.extend(message.messages.iter().map(|id| names::element(&schema[*id].name)));
            below.extend(message.enums.iter().map(|id| names::element(&schema[*id].name)));
            let owned = Place::new(module.clone(), &message.name, self.span);
            let package = scope.package.clone();
            self.messages.insert(id, MessagePlaces { owned, package, nested });
            self.add_scope(schema, kept, &message.messages, &message.enums, &inner);
        }
    }

    fn report_reserved(&self, schema: &Schema, kept: &Kept, diagnostics: &mut Diagnostics) {
        let mut report = |what: String| {
            diagnostics.push(
                Diagnostic::new(format!("{what} meets `{SENTINEL}`, a name of generated code"))
                    .help("it is the only name that a package reserves; choose another"),
            );
        };
        for file in kept.files(schema) {
            let file = &schema[file];
            if file.package.split('.').any(|segment| segment == SENTINEL) {
                report(format!("a part of package `{}`", file.package));
            }
        }
        for (_, message) in kept.messages(schema).filter(|(_, m)| m.parent.is_none()) {
            if message.name == SENTINEL {
                report(format!("message `{}`", message.full_name));
            }
        }
        for (_, item) in kept.enums(schema).filter(|(_, e)| e.parent.is_none()) {
            if item.name == SENTINEL {
                report(format!("enum `{}`", item.full_name));
            }
        }
    }

    pub(crate) fn message(&self, id: MessageId) -> &MessagePlaces {
        &self.messages[&id]
    }

    pub(crate) fn enumeration(&self, id: EnumId) -> &Place {
        &self.enums[&id]
    }

    /// Whether a user's own type or module is called `name` in `module`.
    pub(crate) fn is_taken(&self, module: &[String], name: &str) -> bool {
        self.taken.get(module).is_some_and(|names| names.contains(name))
    }
}

/// A package, and the modules below it down to a message.
struct Scope {
    package: Vec<String>,
    nested: Vec<String>,
}

impl Scope {
    fn module(&self) -> Vec<String> {
        [&self.package[..], &self.nested].concat()
    }
}

impl MessagePlaces {
    /// The module of the types nested in the message.
    pub(crate) fn nested_module(&self) -> Vec<String> {
        [&self.package[..], &self.nested].concat()
    }

    /// The view of the message, or with another suffix something beside it.
    pub(crate) fn view(&self, name: &str, suffix: &str, span: Span) -> Place {
        let above = &self.nested[..self.nested.len() - 1];
        Place::new(self.sentinel(&["view"], above), &format!("{name}{suffix}"), span)
    }

    /// The enum of a oneof.
    pub(crate) fn oneof(&self, name: &str, span: Span) -> Place {
        Place::new(self.sentinel(&["oneof"], &self.nested), name, span)
    }

    /// The enum of a oneof, in views.
    pub(crate) fn view_oneof(&self, name: &str, span: Span) -> Place {
        Place::new(self.sentinel(&["view", "oneof"], &self.nested), name, span)
    }

    /// A module in the sentinel that mirrors the modules `below` the package.
    fn sentinel(&self, part: &[&str], below: &[String]) -> Vec<String> {
        let mut module = self.package.clone();
        module.push(SENTINEL.to_owned());
        module.extend(part.iter().map(|&segment| segment.to_owned()));
        for (depth, segment) in below.iter().enumerate() {
            // `view::oneof` is taken by the tree of oneofs.
            let clash = depth == 0 && part == ["view"] && segment == "oneof";
            module.push(if clash { "oneof_".to_owned() } else { segment.clone() });
        }
        module
    }
}

/// The modules of a package.
pub(crate) fn package_modules(package: &str) -> Vec<String> {
    package.split('.').filter(|segment| !segment.is_empty()).map(names::element).collect()
}
