//! Natural paths: what stands in the sentinel is also found where a user looks first.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};

use super::items::{ModulePlan, Reexport};
use super::names::{REGISTER_TYPES, ident};
use super::naming::Naming;
use super::places::{Place, Places, TypeRef};

/// Adds re-exports to every module. One whose name is taken by an element of the schema is left
/// out, and so are two of one name: never the first wins, so the order of declaration is no matter.
pub(super) fn add(root: &mut ModulePlan, places: &Places<'_>, views: bool, json: bool) {
    let mut candidates = Candidates::default();
    collect(root, views, &mut candidates);
    let mut registers = BTreeSet::new();
    collect_registers(root, json, &mut registers);
    for module in registers {
        let package = module[..module.len() - 1].to_vec();
        let target = Place { ident: ident(REGISTER_TYPES, Span::call_site()), module };
        candidates.add(&package, REGISTER_TYPES.to_owned(), &target);
    }
    attach(root, places, &mut candidates);
}

/// By module and name.
#[derive(Default)]
struct Candidates(BTreeMap<Vec<String>, BTreeMap<String, Vec<Place>>>);

impl Candidates {
    fn add(&mut self, module: &[String], name: String, target: &Place) {
        let names = self.0.entry(module.to_vec()).or_default();
        names.entry(name).or_default().push(target.clone());
    }
}

fn collect(module: &ModulePlan, views: bool, candidates: &mut Candidates) {
    for message in &module.messages {
        for view in [&message.view, &message.owned_view].into_iter().filter(|_| views) {
            candidates.add(&module.path, unraw(&view.ident), view);
        }
        for oneof in &message.oneofs {
            let (TypeRef::Local(place), TypeRef::Local(view)) = (&oneof.ty, &oneof.view) else {
                continue;
            };
            candidates.add(&message.nested, unraw(&place.ident), place);
            if views {
                candidates.add(&message.nested, format!("{}View", unraw(&place.ident)), view);
            }
        }
    }
    for extension in &module.extensions {
        candidates.add(&module.path, unraw(&extension.place.ident), &extension.place);
    }
    for below in &module.modules {
        collect(below, views, candidates);
    }
}

/// The modules in which types are registered: messages for JSON, extensions for decoders as well.
fn collect_registers(module: &ModulePlan, json: bool, found: &mut BTreeSet<Vec<String>>) {
    let messages = module.messages.iter().filter(|_| json);
    found.extend(messages.map(|message| message.register.clone()));
    found.extend(module.extensions.iter().map(|extension| extension.register.clone()));
    for below in &module.modules {
        collect_registers(below, json, found);
    }
}

fn attach(module: &mut ModulePlan, places: &Places<'_>, candidates: &mut Candidates) {
    // Modules that hold nothing but re-exports of oneofs are not in the tree yet.
    let missing: Vec<_> = candidates
        .0
        .keys()
        .filter(|path| path.len() == module.path.len() + 1 && path.starts_with(&module.path))
        .filter(|path| module.modules.iter().all(|below| below.path != **path))
        .cloned()
        .collect();
    module.modules.extend(missing.into_iter().map(ModulePlan::new));
    if let Some(names) = candidates.0.remove(&module.path) {
        for (name, mut targets) in names {
            let target = targets.pop().filter(|_| targets.is_empty());
            let free = !places.is_taken(&module.path, &name)
                && module.messages.iter().all(|message| message.place.ident != name)
                && module.enums.iter().all(|item| item.place.ident != name);
            if let (Some(target), true) = (target, free) {
                module.reexports.push(Reexport { target, name });
            }
        }
    }
    for below in &mut module.modules {
        attach(below, places, candidates);
    }
}

/// What is nested in a message whose module gave way is found at the usual path as well, unless
/// something else has its name there. So another call finds it that does not see what the module
/// gave way to.
pub(super) fn add_usual(root: &mut ModulePlan, naming: &Naming) {
    for moved in naming.moved() {
        let Some(above) = find(root, &moved.above) else { continue };
        let is_there = above.modules.iter().any(|below| below.path.last() == Some(&moved.to));
        if !is_there || naming.is_type(&moved.above, &moved.from) {
            continue;
        }
        let path = [&moved.above[..], std::slice::from_ref(&moved.from)].concat();
        let target = Place::new(moved.above.clone(), &moved.to, Span::call_site());
        match above.modules.iter_mut().find(|below| below.path == path) {
            Some(usual) => usual.includes.push(target),
            None => {
                let includes = vec![target];
                above.modules.push(ModulePlan { includes, ..ModulePlan::new(path) });
            }
        }
    }
}

fn find<'m>(root: &'m mut ModulePlan, path: &[String]) -> Option<&'m mut ModulePlan> {
    if root.path == path {
        return Some(root);
    }
    root.modules.iter_mut().find(|below| path.starts_with(&below.path)).and_then(|m| find(m, path))
}

fn unraw(ident: &Ident) -> String {
    use syn::ext::IdentExt;
    ident.unraw().to_string()
}
