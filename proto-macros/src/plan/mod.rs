//! Schema in, plan out: where every type stands, what it is called, and how every field travels.
//!
//! The emitters read plans only. Whatever can be wrong with a call is found while planning, so
//! that emission cannot fail.

mod docs;
mod extern_types;
mod fields;
mod imports;
mod inline;
mod items;
mod names;
mod naming;
mod places;
mod reach;
mod reexports;
mod required;
mod unreadable;
mod wkt_dependency;

pub(crate) use imports::{Import, ImportsPlan};
pub(crate) use items::{
    Access, ConversionPlan, EnumPlan, ExtensionPlan, FieldPlan, FieldShape, GenericsPlan, Kind,
    ListStorage, Member, MessagePlan, ModulePlan, OneofPlan, Plan, Repr, TakesNull, VariantPlan,
};
pub(crate) use names::{REGISTER_TYPES, SENTINEL, Taken, UNKNOWN_FIELDS, ident};
pub(crate) use places::{Place, TypeRef};
pub(crate) use required::{Reached, RequiredPlan};
pub(crate) use unreadable::{UnknownModules, modules_of};

use std::collections::{BTreeMap, BTreeSet};

use crate::call::Call;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::index::{Element, Elements};
use crate::schema::model::Schema;
use extern_types::Externs;
use naming::Naming;
use places::Places;

/// Plans everything that `call` is to generate from `schema`.
pub(crate) fn plan(call: &Call, schema: &Schema, diagnostics: &mut Diagnostics) -> Plan {
    let elements = Elements::new(schema);
    let naming = Naming::new(schema);
    let externs = Externs::new(call, schema, &naming, diagnostics);
    let kept = reach::kept(call, schema, &elements, &externs, diagnostics);
    let places = Places::new(call, schema, &naming, &kept, diagnostics);
    let requiring = required::Requiring::new(schema, &externs);
    let planner = Planner {
        call,
        schema,
        naming: &naming,
        externs: &externs,
        places: &places,
        requiring: &requiring,
    };

    let mut modules = Modules::default();
    for (id, _) in kept.messages(schema) {
        let message = planner.message(id);
        modules.at(&message.place.module).messages.push(message);
    }
    for (id, _) in kept.enums(schema) {
        let item = planner.enumeration(id);
        modules.at(&item.place.module).enums.push(item);
    }
    for extension in kept.extensions().filter_map(|id| planner.extension(id)) {
        let place = planner.extension_module(&extension);
        modules.at(&place).extensions.push(extension);
    }
    let mut root = modules.into_tree();
    let views = call.switches.views.unwrap_or(true);
    let json = json(call, diagnostics);
    reexports::add(&mut root, &places, views, json);
    reexports::add_usual(&mut root, &naming);
    report_unused(call, &elements, diagnostics);
    let packages = kept
        .files(schema)
        .filter_map(|file| naming.package_modules(&schema[file].package).into_iter().next());
    let packages: BTreeSet<String> = packages.collect();
    Plan {
        krate: call.krate.clone(),
        span: call.span,
        root,
        packages: packages.into_iter().collect(),
        imports: externs.into_imports(),
        views,
        json,
    }
}

/// Whether JSON is on: by default, where the runtime has it.
fn json(call: &Call, diagnostics: &mut Diagnostics) -> bool {
    if call.switches.json == Some(true) && !call.features.json {
        diagnostics.push(
            Diagnostic::new("`json = true` needs the feature `json` of the runtime")
                .help("in Cargo.toml: `buffa = { …, features = [\"json\"] }`")
                .at(call.span),
        );
    }
    call.features.json && call.switches.json.unwrap_or(true)
}

/// What all parts of the plan are made from.
pub(crate) struct Planner<'p> {
    pub(crate) call: &'p Call,
    pub(crate) schema: &'p Schema,
    pub(crate) naming: &'p Naming,
    pub(crate) externs: &'p Externs<'p>,
    pub(crate) places: &'p Places<'p>,
    pub(crate) requiring: &'p required::Requiring,
}

/// The modules of the plan by their paths, before they become a tree.
#[derive(Default)]
struct Modules(BTreeMap<Vec<String>, ModulePlan>);

impl Modules {
    fn at(&mut self, path: &[String]) -> &mut ModulePlan {
        self.0.entry(path.to_vec()).or_insert_with(|| ModulePlan::new(path.to_vec()))
    }

    /// Puts every module into the one above it. Longer paths sort behind their prefixes, so going
    /// from the back every module is complete when it moves.
    fn into_tree(mut self) -> ModulePlan {
        let paths: Vec<_> = self.0.keys().cloned().collect();
        for path in &paths {
            for end in 0..path.len() {
                self.at(&path[..end]);
            }
        }
        loop {
            match self.0.pop_last() {
                Some((path, module)) => match path.split_last() {
                    Some((_, above)) => self.at(above).modules.push(module),
                    None => return module,
                },
                None => return ModulePlan::new(Vec::new()),
            }
        }
    }
}

/// Rules that apply to nothing are mistakes: of the path, or of the kind of element.
fn report_unused(call: &Call, elements: &Elements, diagnostics: &mut Diagnostics) {
    let unused = (call.extern_path.unused())
        .chain(call.string_type.unused())
        .chain(call.bytes_type.unused())
        .chain(call.map_type.unused())
        .chain(call.box_type.unused())
        .chain(call.repeated_type.unused())
        .chain(call.attributes.unused());
    for literal in unused {
        let path = literal.value();
        let diagnostic = match elements.get(&path) {
            None => Diagnostic::new(format!("`{path}` is not in the schema"))
                .did_you_mean(elements.nearest(&path).as_deref()),
            Some(element) => Diagnostic::new(format!("the rule for `{path}` applies to nothing"))
                .help(format!("`{path}` is {}", describe(element))),
        };
        diagnostics.push(diagnostic.at(literal.span()));
    }
    for literal in call.strict_utf8_mapping.unused() {
        let path = literal.value();
        let diagnostic = match elements.get(&path) {
            None => Diagnostic::new(format!("`{path}` is not in the schema"))
                .did_you_mean(elements.nearest(&path).as_deref()),
            Some(_) => Diagnostic::new(format!("the rule for `{path}` applies to nothing"))
                .help("it is for `string` fields whose `utf8_validation` is `NONE`"),
        };
        diagnostics.push(diagnostic.at(literal.span()));
    }
}

fn describe(element: Element) -> &'static str {
    match element {
        Element::Package => "a package without such elements",
        Element::Message(_) => "a message without such elements",
        Element::Field(..) => "a field of another type",
        Element::Oneof(..) => "a oneof",
        Element::Enum(_) => "an enum",
        Element::Value(..) => "an enum value",
        Element::Extension(_) => "an extension",
        Element::Service(_) => "a service",
    }
}
