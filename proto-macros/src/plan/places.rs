//! Where types stand: the module tree, and paths from one place to another.

use proc_macro2::{Ident, Span, TokenStream};

use super::names::{self, SENTINEL};
use super::naming::{MessageNames, Naming};
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
    pub(crate) fn new(module: Vec<String>, name: &str, span: Span) -> Self {
        Place { module, ident: names::ident(name, span) }
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

/// Where everything in the schema stands that is generated.
pub(crate) struct Places<'n> {
    span: Span,
    naming: &'n Naming,
}

impl<'n> Places<'n> {
    pub(crate) fn new(
        call: &Call,
        schema: &Schema,
        naming: &'n Naming,
        kept: &Kept,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        report_reserved(schema, kept, diagnostics);
        Places { span: call.span, naming }
    }

    pub(crate) fn message(&self, schema: &Schema, id: MessageId) -> MessagePlaces<'n> {
        let names = self.naming.message(id);
        let package = self.naming.package_modules(&schema[schema[id].file].package);
        let mut nested = vec![names.module.clone()];
        let mut in_views = vec![names.view_module.clone()];
        let mut parent = schema[id].parent;
        while let Some(id) = parent {
            let names = self.naming.message(id);
            nested.push(names.module.clone());
            in_views.push(names.view_module.clone());
            parent = schema[id].parent;
        }
        nested.reverse();
        in_views.reverse();
        MessagePlaces { span: self.span, names, package, nested, in_views }
    }

    pub(crate) fn enumeration(&self, id: EnumId) -> Place {
        let names = self.naming.enumeration(id);
        Place::new(names.above.clone(), &names.ident, self.span)
    }

    /// Whether a type or module of the schema is called `name` in `module`.
    pub(crate) fn is_taken(&self, module: &[String], name: &str) -> bool {
        self.naming.is_taken(module, name)
    }
}

/// The places of a message and of what belongs to it.
pub(crate) struct MessagePlaces<'n> {
    span: Span,
    pub(crate) names: &'n MessageNames,
    package: Vec<String>,
    /// The modules from the package to what is nested in the message.
    pub(crate) nested: Vec<String>,
    /// The same in the tree of views.
    in_views: Vec<String>,
}

impl MessagePlaces<'_> {
    pub(crate) fn owned(&self) -> Place {
        Place::new(self.names.above.clone(), &self.names.ident, self.span)
    }

    /// The module of the types nested in the message.
    pub(crate) fn nested_module(&self) -> Vec<String> {
        [&self.package[..], &self.nested].concat()
    }

    pub(crate) fn view(&self) -> Place {
        self.beside_view(&self.names.view)
    }

    pub(crate) fn owned_view(&self) -> Place {
        self.beside_view(&self.names.owned_view)
    }

    /// What the owned view gives access to.
    pub(crate) fn accessors(&self) -> Place {
        self.beside_view(&self.names.accessors)
    }

    fn beside_view(&self, name: &str) -> Place {
        let (_, above) = self.in_views.split_last().unwrap_or((&self.names.view_module, &[]));
        Place::new(self.sentinel(&["view"], above), name, self.span)
    }

    /// The enum of a oneof.
    pub(crate) fn oneof(&self, index: usize) -> Place {
        let name = &self.names.oneof_enums[index];
        Place::new(self.sentinel(&["oneof"], &self.nested), name, self.span)
    }

    /// The enum of a oneof, in views.
    pub(crate) fn view_oneof(&self, index: usize) -> Place {
        let name = &self.names.oneof_enums[index];
        Place::new(self.sentinel(&["view", "oneof"], &self.nested), name, self.span)
    }

    /// A module in the sentinel that mirrors the modules `below` the package.
    fn sentinel(&self, part: &[&str], below: &[String]) -> Vec<String> {
        let mut module = self.package.clone();
        module.push(SENTINEL.to_owned());
        module.extend(part.iter().map(|&segment| segment.to_owned()));
        module.extend_from_slice(below);
        module
    }
}

fn report_reserved(schema: &Schema, kept: &Kept, diagnostics: &mut Diagnostics) {
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

/// The modules of a package of which nothing else is known.
pub(crate) fn package_modules(package: &str) -> Vec<String> {
    package.split('.').filter(|segment| !segment.is_empty()).map(names::element).collect()
}
