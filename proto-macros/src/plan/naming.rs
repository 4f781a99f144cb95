//! What everything in a schema is called in Rust.
//!
//! Each kind of name is made here and nowhere else, and is new in its scope after all that is done
//! to it: case, keywords, the suffixes of views. Who gives way, by `_` behind the name, never
//! depends on the order of files, on what of a schema is generated, or on where it lives:
//!
//! - what keeps its name of the schema goes before what has to change;
//! - then goes what other calls refer to: types before the modules of what is nested in them, views
//!   before owned views;
//! - then the first by name, or by declaration where all stand in one message.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, ABSENT_FIELDS, SENTINEL, Taken, UNKNOWN_FIELDS};
use crate::schema::model::{EnumId, ExtensionId, Message, MessageId, Schema};

/// The names of all elements of a schema, generated or not.
pub(crate) struct Naming {
    /// The module of a package in that of the one around it, by full name.
    packages: BTreeMap<String, String>,
    messages: BTreeMap<MessageId, MessageNames>,
    enums: BTreeMap<EnumId, EnumNames>,
    extensions: BTreeMap<ExtensionId, String>,
    /// The types and modules in each module.
    taken: BTreeMap<Vec<String>, Taken>,
    /// The types alone.
    types: BTreeSet<(Vec<String>, String)>,
    /// Modules of what is nested in messages that gave way, and where else they are looked for.
    moved: Vec<Moved>,
}

/// A module that is called otherwise than where nothing else had its name.
pub(crate) struct Moved {
    /// The module around both.
    pub(crate) above: Vec<String>,
    pub(crate) from: String,
    pub(crate) to: String,
}

pub(crate) struct MessageNames {
    /// The module in which the message stands.
    pub(crate) above: Vec<String>,
    pub(crate) ident: String,
    /// The module of what is nested in it.
    pub(crate) module: String,
    /// What that is called where nothing else has its name.
    pub(crate) usual_module: String,
    /// What that is called in the tree of views.
    pub(crate) view_module: String,
    pub(crate) view: String,
    pub(crate) owned_view: String,
    pub(crate) accessors: String,
    /// Of fields, in order of declaration.
    pub(crate) fields: Vec<String>,
    /// Of members of oneofs, by field.
    pub(crate) variants: Vec<Option<String>>,
    /// The fields that hold oneofs, and their enums.
    pub(crate) oneofs: Vec<String>,
    pub(crate) oneof_enums: Vec<String>,
}

pub(crate) struct EnumNames {
    pub(crate) above: Vec<String>,
    pub(crate) ident: String,
    /// In order of declaration, aliases included.
    pub(crate) values: Vec<String>,
}

/// What stands side by side in a package or message.
#[derive(Default)]
struct Members<'s> {
    /// The last parts of the names of packages.
    packages: BTreeSet<&'s str>,
    messages: Vec<MessageId>,
    enums: Vec<EnumId>,
}

impl Naming {
    pub(crate) fn new(schema: &Schema) -> Self {
        let mut naming = Naming {
            packages: BTreeMap::new(),
            messages: BTreeMap::new(),
            enums: BTreeMap::new(),
            extensions: BTreeMap::new(),
            taken: BTreeMap::new(),
            types: BTreeSet::new(),
            moved: Vec::new(),
        };
        // Sorted, so that a package comes before those in it.
        for (package, members) in packages(schema) {
            let scope = naming.package_modules(package);
            naming.scope(schema, package, members, &scope, Taken::with(&[SENTINEL]));
        }
        naming.extensions(schema);
        naming
    }

    /// The modules of a package, from the root.
    pub(crate) fn package_modules(&self, package: &str) -> Vec<String> {
        let ends = package.match_indices('.').map(|(dot, _)| dot).chain([package.len()]);
        let known = |end: usize| self.packages.get(&package[..end]).cloned();
        ends.filter(|end| *end > 0).filter_map(known).collect()
    }

    pub(crate) fn message(&self, id: MessageId) -> &MessageNames {
        &self.messages[&id]
    }

    pub(crate) fn enumeration(&self, id: EnumId) -> &EnumNames {
        &self.enums[&id]
    }

    pub(crate) fn extension(&self, id: ExtensionId) -> &str {
        &self.extensions[&id]
    }

    /// Whether a type or module of the schema is called `name` in `module`.
    pub(crate) fn is_taken(&self, module: &[String], name: &str) -> bool {
        self.taken.get(module).is_some_and(|taken| taken.contains(name))
    }

    /// Whether a type of the schema is called `name` in `module`.
    pub(crate) fn is_type(&self, module: &[String], name: &str) -> bool {
        self.types.contains(&(module.to_vec(), name.to_owned()))
    }

    /// Whether the view of a message is not found beside it, as something else has its name there.
    pub(crate) fn is_view_hidden(&self, schema: &Schema, id: MessageId) -> bool {
        let names = self.message(id);
        let of_oneof = schema[id].parent.is_some_and(|parent| {
            let enums = &self.message(parent).oneof_enums;
            enums.iter().any(|name| *name == names.view || format!("{name}View") == names.view)
        });
        of_oneof || self.is_taken(&names.above, &names.view)
    }

    /// The modules from the tree of views of a package to the view of a message.
    pub(crate) fn view_modules(&self, schema: &Schema, id: MessageId) -> Vec<String> {
        let above = self.around(schema, schema[id].parent);
        above.iter().map(|id| self.message(*id).view_module.clone()).collect()
    }

    /// The way to a type in message `parent` from the package, or from the message that is the
    /// `depth`th one around it, its module included: the usual one, which is there in every call
    /// that generates the type, unless it leads to another type.
    pub(crate) fn reference(
        &self,
        schema: &Schema,
        parent: Option<MessageId>,
        ident: &str,
        depth: usize,
    ) -> Vec<String> {
        let around = self.around(schema, parent);
        let messages: Vec<&MessageNames> = around.iter().map(|id| self.message(*id)).collect();
        let real: Vec<String> = messages.iter().map(|names| names.module.clone()).collect();
        let usual: Vec<String> = messages.iter().map(|names| names.usual_module.clone()).collect();
        let package = messages.first().map_or(&[][..], |names| &names.above);
        let place = [package, &usual].concat();
        let mut steps = (package.len()..place.len()).map(|at| (&place[..at], place[at].as_str()));
        let is_blocked = steps.any(|(module, name)| self.is_type(module, name));
        let leads_elsewhere = usual != real && (is_blocked || self.is_type(&place, ident));
        let mut way = if leads_elsewhere { real } else { usual };
        way.drain(..(depth - 1).min(way.len()));
        way.push(ident.to_owned());
        way
    }

    /// The name of the `depth`th message around what stands in `parent`.
    pub(crate) fn ident_at(
        &self,
        schema: &Schema,
        parent: Option<MessageId>,
        depth: usize,
    ) -> Option<&str> {
        let around = self.around(schema, parent);
        around.get(depth - 1).map(|id| self.message(*id).ident.as_str())
    }

    /// The messages from the top of a package to `message`.
    fn around(&self, schema: &Schema, message: Option<MessageId>) -> Vec<MessageId> {
        let mut around: Vec<MessageId> =
            std::iter::successors(message, |id| schema[*id].parent).collect();
        around.reverse();
        around
    }

    pub(crate) fn moved(&self) -> &[Moved] {
        &self.moved
    }

    /// Names everything in the module `scope`, and below it but for the packages.
    fn scope(
        &mut self,
        schema: &Schema,
        package: &str,
        members: Members<'_>,
        scope: &[String],
        mut taken: Taken,
    ) {
        let Members { packages, mut messages, mut enums } = members;
        messages.sort_by(|a, b| schema[*a].name.cmp(&schema[*b].name));
        enums.sort_by(|a, b| schema[*a].name.cmp(&schema[*b].name));
        let of_messages = messages.iter().map(|id| schema[*id].name.as_str());
        let of_enums = enums.iter().map(|id| schema[*id].name.as_str());
        let all: Vec<&str> = of_messages.chain(of_enums).chain(packages.iter().copied()).collect();
        let mut idents = taken.take_all(&all, names::element);
        let of_packages = idents.split_off(messages.len() + enums.len());
        let of_enums = idents.split_off(messages.len());
        self.types
            .extend(idents.iter().chain(&of_enums).map(|name| (scope.to_vec(), name.clone())));
        for (name, module) in packages.iter().zip(of_packages) {
            let full_name =
                if package.is_empty() { (*name).to_owned() } else { format!("{package}.{name}") };
            self.packages.insert(full_name, module);
        }
        for (id, ident) in enums.into_iter().zip(of_enums) {
            let values: Vec<&str> = schema[id].values.iter().map(|v| v.name.as_str()).collect();
            let values = Taken::default().take_all(&values, names::verbatim);
            self.enums.insert(id, EnumNames { above: scope.to_vec(), ident, values });
        }
        let named = self.modules(schema, &messages, idents, scope, &mut taken);
        self.taken.insert(scope.to_vec(), taken);
        for (id, mut names) in messages.into_iter().zip(named) {
            let message = &schema[id];
            let below = [scope, std::slice::from_ref(&names.module)].concat();
            let members = Members {
                packages: BTreeSet::new(),
                messages: message.messages.clone(),
                enums: message.enums.clone(),
            };
            self.scope(schema, package, members, &below, Taken::default());
            name_members(message, &mut names, self.nested_modules(message));
            self.messages.insert(id, names);
        }
    }

    /// The names of messages around those of their members.
    fn modules(
        &mut self,
        schema: &Schema,
        messages: &[MessageId],
        idents: Vec<String>,
        scope: &[String],
        taken: &mut Taken,
    ) -> Vec<MessageNames> {
        let mut named: Vec<MessageNames> = Vec::new();
        for (id, ident) in messages.iter().zip(idents) {
            let mut usual = names::module(&schema[*id].name);
            if usual == names::element(&schema[*id].name) {
                // The message itself has the name, in every call.
                usual.push('_');
            }
            let module = taken.take(usual.clone());
            if module != usual {
                let (above, from, to) = (scope.to_vec(), usual.clone(), module.clone());
                self.moved.push(Moved { above, from, to });
            }
            named.push(MessageNames::new(scope, ident, module, usual));
        }
        if messages.first().is_some_and(|id| schema[*id].parent.is_none()) {
            give_way_to_oneofs(&mut named);
        }
        let mut views = Taken::default();
        for (names, id) in named.iter_mut().zip(messages) {
            names.view = views.take(format!("{}View", schema[*id].name));
        }
        for (names, id) in named.iter_mut().zip(messages) {
            names.owned_view = views.take(format!("{}OwnedView", schema[*id].name));
        }
        for (names, id) in named.iter_mut().zip(messages) {
            names.accessors = views.take(format!("{}ViewAccessors", schema[*id].name));
        }
        named
    }

    fn nested_modules(&self, message: &Message) -> Taken {
        let mut taken = Taken::default();
        for nested in &message.messages {
            taken.take(self.messages[nested].module.clone());
        }
        taken
    }

    /// Extensions of one package, or in one message, have one scope, in however many files.
    fn extensions(&mut self, schema: &Schema) {
        let mut scopes: BTreeMap<Vec<String>, Vec<ExtensionId>> = BTreeMap::new();
        for index in 0..schema.extensions.len() {
            let (id, extension) = (ExtensionId(index), &schema.extensions[index]);
            let scope = match extension.parent {
                Some(parent) => {
                    let names = self.message(parent);
                    [&names.above[..], std::slice::from_ref(&names.module)].concat()
                }
                None => self.package_modules(&schema[extension.file].package),
            };
            scopes.entry(scope).or_default().push(id);
        }
        for mut ids in scopes.into_values() {
            ids.sort_by(|a, b| schema[*a].field.name.cmp(&schema[*b].field.name));
            let all: Vec<&str> = ids.iter().map(|id| schema[*id].field.name.as_str()).collect();
            let given = Taken::default().take_all(&all, names::shouty);
            self.extensions.extend(ids.into_iter().zip(given));
        }
    }
}

impl MessageNames {
    fn new(scope: &[String], ident: String, module: String, usual_module: String) -> Self {
        MessageNames {
            above: scope.to_vec(),
            ident,
            view_module: module.clone(),
            module,
            usual_module,
            view: String::new(),
            owned_view: String::new(),
            accessors: String::new(),
            fields: Vec::new(),
            variants: Vec::new(),
            oneofs: Vec::new(),
            oneof_enums: Vec::new(),
        }
    }
}

/// In the tree of views, `oneof` is the tree of their oneofs.
fn give_way_to_oneofs(named: &mut [MessageNames]) {
    let is_oneof = |names: &MessageNames| names.module == "oneof";
    let mut taken = Taken::with(&["oneof"]);
    for names in named.iter().filter(|names| !is_oneof(names)) {
        taken.take(names.module.clone());
    }
    for names in named.iter_mut().filter(|names| is_oneof(names)) {
        names.view_module = taken.take("oneof".to_owned());
    }
}

/// Names what stands in a message. The enums of its oneofs stand beside the modules `nested`.
fn name_members(message: &Message, names: &mut MessageNames, mut nested: Taken) {
    // A member of a oneof is no field of the struct; only its methods are called after it.
    let is_plain = |index: &usize| message.fields[*index].oneof.is_none();
    let plain: Vec<usize> = (0..message.fields.len()).filter(is_plain).collect();
    let of_fields = plain.iter().map(|index| message.fields[*index].name.as_str());
    let of_oneofs = message.oneofs.iter().map(|oneof| oneof.name.as_str());
    let all: Vec<&str> = of_fields.chain(of_oneofs).collect();
    let mut taken = Taken::with(&[UNKNOWN_FIELDS, ABSENT_FIELDS]);
    let mut given = taken.take_all(&all, names::verbatim);
    names.oneofs = given.split_off(plain.len());
    names.fields = message.fields.iter().map(|field| names::verbatim(&field.name)).collect();
    for (index, name) in plain.into_iter().zip(given) {
        names.fields[index] = name;
    }
    let enums = message.oneofs.iter().map(|oneof| nested.take(names::camel(&oneof.name)));
    names.oneof_enums = enums.collect();
    let mut taken = vec![Taken::default(); message.oneofs.len()];
    let variants = message.fields.iter().map(|field| {
        let oneof = field.oneof?;
        Some(taken[oneof].take(names::camel(&field.name)))
    });
    names.variants = variants.collect();
}

/// All packages and what stands at their top.
fn packages(schema: &Schema) -> BTreeMap<&str, Members<'_>> {
    let mut packages: BTreeMap<&str, Members<'_>> = BTreeMap::new();
    for file in &schema.files {
        let mut above = "";
        let ends = file.package.match_indices('.').map(|(dot, _)| dot).chain([file.package.len()]);
        for end in ends.filter(|end| *end > 0) {
            let package = &file.package[..end];
            let name = package[above.len()..].trim_start_matches('.');
            packages.entry(above).or_default().packages.insert(name);
            above = package;
        }
        let members = packages.entry(&file.package).or_default();
        members.messages.extend_from_slice(&file.messages);
        members.enums.extend_from_slice(&file.enums);
    }
    packages
}
