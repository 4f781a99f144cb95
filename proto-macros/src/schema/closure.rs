//! The files of a call and all that they import, each parsed.

use std::collections::HashMap;

use super::builtin;
use super::descriptor::FileDescriptorProto;
use super::dialect::package;
use super::edition::Edition;
use super::mistake::Mistake;
use super::order::imports_first;
use super::parse::{ParsedFile, parse};
use super::sources::Sources;
use super::spans::Spans;
use super::unit::{Import, ImportKind, Unit};
use crate::call::files;

/// Parses the files `requested`, which `sources` has, and all that they import. They come out
/// imports first. Mistakes name their file by its index.
pub(super) fn parse_all(
    requested: &[String],
    sources: &mut Sources,
    mistakes: &mut Vec<(usize, Mistake)>,
) -> Vec<Unit> {
    let mut closure =
        Closure { sources, mistakes: Vec::new(), units: Vec::new(), indexes: HashMap::new() };
    // First, since it holds the options of all others.
    closure.index_of(builtin::DESCRIPTOR);
    for name in requested {
        closure.index_of(name);
    }
    let mut index = 0;
    while index < closure.units.len() {
        closure.parse(index);
        index += 1;
    }
    let Closure { units, mistakes: found, .. } = closure;
    in_order(units, found, mistakes)
}

struct Closure<'a> {
    sources: &'a mut Sources,
    mistakes: Vec<(usize, Mistake)>,
    units: Vec<Unit>,
    indexes: HashMap<String, usize>,
}

impl Closure<'_> {
    /// The index of the file `name`, which is added when it is new.
    fn index_of(&mut self, name: &str) -> usize {
        *self.indexes.entry(name.to_owned()).or_insert_with(|| {
            self.units.push(Unit {
                proto: FileDescriptorProto { name: name.to_owned(), ..Default::default() },
                edition: Edition::PROTO2,
                spans: Spans::default(),
                imports: Vec::new(),
                is_whole: false,
                has_names: false,
                lines: Vec::new(),
            });
            self.units.len() - 1
        })
    }

    fn parse(&mut self, index: usize) {
        let name = self.units[index].proto.name.clone();
        if let Err(message) = self.sources.import(&name) {
            self.mistakes.push((index, Mistake::new(None, message)));
        }
        let Some(source) = self.sources.get(&name) else { return };
        let mut found = Vec::new();
        let text = &source.text;
        let parsed = parse(&name, text, &mut found);
        let unit = &mut self.units[index];
        unit.lines =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        if let Some(ParsedFile { proto, edition, spans, imports, is_whole }) = parsed {
            unit.proto = proto;
            unit.edition = edition;
            unit.spans = spans;
            unit.imports = imports;
            unit.is_whole = is_whole;
            unit.has_names = true;
        } else {
            unit.proto.package = package(text);
        }
        self.mistakes.extend(found.into_iter().map(|mistake| (index, mistake)));
        self.imports(index);
    }

    /// Finds what the file imports, and renames the imports to the names under which the files are
    /// known.
    fn imports(&mut self, index: usize) {
        let mut imports = std::mem::take(&mut self.units[index].imports);
        for at in 0..imports.len() {
            let name = imports[at].name.clone();
            let is_repeated = imports[..at].iter().any(|import| import.name == name);
            let mistake = match self.sources.import(&name) {
                _ if is_repeated => Mistake::new(None, format!("{name:?} is imported twice"))
                    .help("remove one of the imports"),
                Err(message) => Mistake::new(None, message),
                Ok(None) => not_found(&name, self.sources),
                Ok(Some(known)) => {
                    imports[at].file = Some(self.index_of(&known));
                    rename(&mut self.units[index].proto, &name, &known);
                    continue;
                }
            };
            self.units[index].is_whole &= is_repeated;
            self.units[index].has_names &= is_repeated;
            let place = imports[at].place.clone();
            self.mistakes.push((index, Mistake { range: place, ..mistake }));
        }
        self.units[index].imports = imports;
    }
}

fn rename(proto: &mut FileDescriptorProto, name: &str, known: &str) {
    for import in proto.dependency.iter_mut().chain(&mut proto.option_dependency) {
        if import == name {
            known.clone_into(import);
        }
    }
}

fn not_found(import: &str, sources: &Sources) -> Mistake {
    let roots: Vec<String> =
        sources.roots().iter().map(|root| format!("`{}`", sources.display(root))).collect();
    let looked = match roots.as_slice() {
        [] => "there are no import roots: set `includes`".to_owned(),
        roots => format!("looked in {}", roots.join(", ")),
    };
    let help = match files::nearest_import(sources.roots(), import) {
        Some(name) => format!("{looked}; did you mean {name:?}?"),
        None if roots.is_empty() => looked,
        None => format!("{looked}; `includes` sets the import roots"),
    };
    Mistake::new(None, format!("the imported file {import:?} is not found")).help(help)
}

/// Sorts the files, and reports those that import each other.
fn in_order(
    units: Vec<Unit>,
    found: Vec<(usize, Mistake)>,
    mistakes: &mut Vec<(usize, Mistake)>,
) -> Vec<Unit> {
    let imports: Vec<Vec<usize>> =
        units.iter().map(|unit| unit.files(|_| true).collect()).collect();
    let order = imports_first(&imports);
    let mut new_index = vec![0; units.len()];
    for (new, old) in order.files.iter().enumerate() {
        new_index[*old] = new;
    }
    mistakes.extend(found.into_iter().map(|(file, mistake)| (new_index[file], mistake)));
    let mut units: Vec<Option<Unit>> = units.into_iter().map(Some).collect();
    let mut sorted: Vec<Unit> = order.files.iter().filter_map(|old| units[*old].take()).collect();
    for unit in &mut sorted {
        for import in &mut unit.imports {
            import.file = import.file.map(|old| new_index[old]);
        }
    }
    for cycle in &order.cycles {
        let cycle: Vec<usize> = cycle.iter().map(|old| new_index[*old]).collect();
        report_cycle(&cycle, &mut sorted, mistakes);
    }
    for index in 0..sorted.len() {
        let files: Vec<usize> = sorted[index].files(|_| true).collect();
        sorted[index].is_whole &= files.iter().all(|file| sorted[*file].is_whole);
        sorted[index].has_names &= files.iter().all(|file| sorted[*file].has_names);
    }
    sorted
}

fn report_cycle(cycle: &[usize], units: &mut [Unit], mistakes: &mut Vec<(usize, Mistake)>) {
    let (Some(&first), Some(&last)) = (cycle.first(), cycle.last()) else { return };
    let name = |file: usize| units[file].proto.name.as_str();
    let message = match cycle {
        [file] => format!("{:?} imports itself", name(*file)),
        _ => {
            let mut names: Vec<&str> = cycle.iter().map(|file| name(*file)).collect();
            names.push(name(first));
            format!("files import each other: {}", names.join(" -> "))
        }
    };
    let import = units[last].imports.iter().find(|import| import.file == Some(first));
    let place = import.and_then(|import| import.place.clone());
    let help = match cycle.len() {
        1 => "remove the import",
        _ => "move what they share to a file that imports none of them",
    };
    mistakes.push((last, Mistake::new(place, message).help(help)));
    for file in cycle {
        units[*file].is_whole = false;
        units[*file].has_names = false;
    }
    for import in &mut units[last].imports {
        if import.file == Some(first) {
            import.file = None;
        }
    }
}

impl ParsedFile {
    /// The imports of a file as the parser lists them, and takes `import option` out of the list.
    pub(super) fn take_imports(
        proto: &mut FileDescriptorProto,
        spans: &Spans,
        options: &[usize],
    ) -> Vec<Import> {
        let public: Vec<usize> =
            proto.public_dependency.iter().filter_map(|at| usize::try_from(*at).ok()).collect();
        let kind = |index: usize| match (options.contains(&index), public.contains(&index)) {
            (true, _) => ImportKind::Option,
            (false, true) => ImportKind::Public,
            (false, false) => ImportKind::Plain,
        };
        let names = std::mem::take(&mut proto.dependency);
        let mut imports = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            let kind = kind(index);
            match kind {
                ImportKind::Option => proto.option_dependency.push(name.clone()),
                _ => proto.dependency.push(name.clone()),
            }
            let place = spans.import(index);
            imports.push(Import { name, file: None, kind, place });
        }
        imports
    }
}
