//! Everything in the files that has a full name.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::descriptor::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
};
use super::lower::{is_map_entry, join};
use super::mistake::Mistake;
use super::tag::{self, nth};
use super::unit::Unit;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Package,
    Message,
    MapEntry,
    Field,
    Oneof,
    Extension,
    Enum,
    Value,
    Service,
    Method,
}

#[derive(Debug, Clone)]
pub(crate) struct Symbol {
    pub(crate) kind: Kind,
    /// Index of the file; of packages, the first one.
    pub(crate) file: usize,
    /// In the descriptor of the file.
    pub(crate) path: Vec<i32>,
}

#[derive(Debug, Default)]
pub(crate) struct Symbols {
    by_name: HashMap<String, Symbol>,
    /// The files of each package, and of the packages around it.
    packages: HashMap<String, HashSet<usize>>,
    /// Elements whose names are taken: file and path.
    pub(crate) duplicates: HashSet<(usize, Vec<i32>)>,
    /// Names of types that stand for something else, which came first.
    types_again: HashSet<String>,
}

impl Kind {
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Package => "a package",
            Self::Message => "a message",
            Self::MapEntry => "the entry of a map field",
            Self::Field => "a field",
            Self::Oneof => "a oneof",
            Self::Extension => "an extension",
            Self::Enum => "an enum",
            Self::Value => "an enum value",
            Self::Service => "a service",
            Self::Method => "a method",
        }
    }

    /// Whether other names can stand in its scope.
    pub(crate) fn is_scope(self) -> bool {
        matches!(self, Self::Package | Self::Message | Self::Enum | Self::Service)
    }

    pub(crate) fn is_type(self) -> bool {
        matches!(self, Self::Message | Self::Enum)
    }
}

impl Symbols {
    /// The symbols of all files. A name that is defined again is a mistake in the later file.
    pub(crate) fn collect(units: &[Unit], mistakes: &mut Vec<(usize, Mistake)>) -> Self {
        let mut collector = Collector {
            symbols: Self::default(),
            units,
            mistakes,
            file: 0,
            is_in_duplicate: false,
        };
        for (index, unit) in units.iter().enumerate() {
            collector.file = index;
            collector.file(&unit.proto);
        }
        collector.symbols
    }

    /// `full_name` has no leading dot.
    pub(crate) fn get(&self, full_name: &str) -> Option<&Symbol> {
        self.by_name.get(full_name)
    }

    /// Whether there would be a type of this name, if it were not taken by something else.
    pub(crate) fn is_type_again(&self, full_name: &str) -> bool {
        self.types_again.contains(full_name)
    }

    /// Whether one of the files `visible` is in the package, or in one inside it.
    pub(crate) fn is_package_of(&self, name: &str, visible: &HashSet<usize>) -> bool {
        self.packages.get(name).is_some_and(|files| !files.is_disjoint(visible))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Symbol)> {
        self.by_name.iter().map(|(name, symbol)| (name.as_str(), symbol))
    }
}

struct Collector<'a> {
    symbols: Symbols,
    units: &'a [Unit],
    mistakes: &'a mut Vec<(usize, Mistake)>,
    file: usize,
    /// Whether what is added stands in something whose name is taken.
    is_in_duplicate: bool,
}

impl Collector<'_> {
    fn file(&mut self, file: &FileDescriptorProto) {
        let package = &file.package;
        for end in package.match_indices('.').map(|(dot, _)| dot).chain([package.len()]) {
            if end > 0 {
                self.package(&package[..end]);
            }
        }
        for (index, message) in file.message_type.iter().enumerate() {
            self.message(message, &nth(&[], tag::file::MESSAGE, index), package);
        }
        for (index, ty) in file.enum_type.iter().enumerate() {
            self.enumeration(ty, &nth(&[], tag::file::ENUM, index), package);
        }
        self.fields(&file.extension, &[], tag::file::EXTENSION, Kind::Extension, package);
        for (index, service) in file.service.iter().enumerate() {
            let path = nth(&[], tag::file::SERVICE, index);
            let name = join(package, &service.name);
            self.add(name.clone(), Kind::Service, path.clone());
            for (index, method) in service.method.iter().enumerate() {
                let path = nth(&path, tag::service::METHOD, index);
                self.add(join(&name, &method.name), Kind::Method, path);
            }
        }
    }

    fn package(&mut self, name: &str) {
        self.symbols.packages.entry(name.to_owned()).or_default().insert(self.file);
        let path = vec![tag::file::PACKAGE];
        match self.symbols.by_name.entry(name.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(Symbol { kind: Kind::Package, file: self.file, path });
            }
            Entry::Occupied(entry) if entry.get().kind == Kind::Package => {}
            Entry::Occupied(_) => self.taken(name, Kind::Package, path),
        }
    }

    fn message(&mut self, message: &DescriptorProto, path: &[i32], scope: &str) {
        let name = join(scope, &message.name);
        let outer = self.is_in_duplicate;
        self.is_in_duplicate |= !self.add(name.clone(), Kind::Message, path.to_vec());
        self.fields(&message.field, path, tag::message::FIELD, Kind::Field, &name);
        for (index, oneof) in message.oneof_decl.iter().enumerate() {
            let path = nth(path, tag::message::ONEOF, index);
            self.add(join(&name, &oneof.name), Kind::Oneof, path);
        }
        for (index, nested) in message.nested_type.iter().enumerate() {
            let path = nth(path, tag::message::MESSAGE, index);
            if is_map_entry(nested) {
                self.add(join(&name, &nested.name), Kind::MapEntry, path);
            } else {
                self.message(nested, &path, &name);
            }
        }
        for (index, ty) in message.enum_type.iter().enumerate() {
            self.enumeration(ty, &nth(path, tag::message::ENUM, index), &name);
        }
        self.fields(&message.extension, path, tag::message::EXTENSION, Kind::Extension, &name);
        self.is_in_duplicate = outer;
    }

    fn fields(
        &mut self,
        fields: &[FieldDescriptorProto],
        path: &[i32],
        tag: i32,
        kind: Kind,
        scope: &str,
    ) {
        for (index, field) in fields.iter().enumerate() {
            self.add(join(scope, &field.name), kind, nth(path, tag, index));
        }
    }

    fn enumeration(&mut self, ty: &EnumDescriptorProto, path: &[i32], scope: &str) {
        self.add(join(scope, &ty.name), Kind::Enum, path.to_vec());
        for (index, value) in ty.value.iter().enumerate() {
            let path = nth(path, tag::enumeration::VALUE, index);
            self.add(join(scope, &value.name), Kind::Value, path);
        }
    }

    /// False when the name is taken.
    fn add(&mut self, name: String, kind: Kind, path: Vec<i32>) -> bool {
        match self.symbols.by_name.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(Symbol { kind, file: self.file, path });
                true
            }
            Entry::Occupied(entry) => {
                let name = entry.key().clone();
                self.taken(&name, kind, path);
                false
            }
        }
    }

    fn taken(&mut self, name: &str, kind: Kind, path: Vec<i32>) {
        if kind.is_type() {
            self.symbols.types_again.insert(name.to_owned());
        }
        if self.is_in_duplicate {
            // That is the mistake which is reported.
            self.symbols.duplicates.insert((self.file, path));
            return;
        }
        let Some(first) = self.symbols.by_name.get(name) else { return };
        let unit = &self.units[self.file];
        let place = match kind {
            Kind::Package => unit.spans.of(&path),
            _ => unit.spans.name(&path),
        };
        let other = self.units.get(first.file);
        let line = other.and_then(|unit| unit.line(&first.path));
        let of_first = match (other, line) {
            (Some(_), Some(line)) if first.file == self.file => format!("in line {line}"),
            (Some(unit), Some(line)) => format!("in {}, line {line}", unit.proto.name),
            (Some(unit), None) => format!("in {}", unit.proto.name),
            (None, _) => "elsewhere".to_owned(),
        };
        let help = match (kind, first.kind) {
            (Kind::Value, _) | (_, Kind::Value) => format!(
                "it is {} {of_first}: enum values share the scope that their enum stands in",
                first.kind.noun(),
            ),
            (Kind::MapEntry, _) | (_, Kind::MapEntry) => {
                format!("it is {} {of_first}: rename the field or the type", first.kind.noun())
            }
            _ => format!("it is {} {of_first}", first.kind.noun()),
        };
        let mistake = Mistake::new(place, format!("`{name}` is already defined")).help(help);
        self.mistakes.push((self.file, mistake));
        self.symbols.duplicates.insert((self.file, path));
    }
}
