//! Drives the parser and the linker: from file names to linked descriptors.
//!
//! `protox-parse` reads one file and `prost-reflect` links files; going through their common
//! driver, `protox`, would end at the first mistake. Here every file of the import closure is
//! parsed before any is linked, and only what imports a broken file is left out.

use std::collections::{HashMap, HashSet};

use prost::Message;
use prost_reflect::DescriptorPool;
use prost_reflect::prost_types::FileDescriptorProto as ParsedFile;

use super::descriptor::FileDescriptorProto;
use super::order::imports_first;
use super::report::report;
use super::sources::Sources;
use super::{builtin, nesting};
use crate::call::files;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};

/// What [`compile`] gives.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The requested files and all that they import, imports first.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// `google/protobuf/descriptor.proto`, imported or not.
    pub(crate) descriptor: FileDescriptorProto,
}

/// Compiles the files `requested`, which `sources` has, and all that they import. `None` when
/// there is a mistake in any of them.
pub(crate) fn compile(
    requested: &[String],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Compiled> {
    let mut parser = Parser { sources, diagnostics, files: Vec::new(), indexes: HashMap::new() };
    // First, so that options and features are read by our descriptor.proto: the one that the
    // linker brings along is older.
    parser.index_of(builtin::DESCRIPTOR);
    for name in requested {
        parser.index_of(name);
    }
    parser.parse_all();
    let ordered = parser.in_order();
    let pool = link(ordered, sources, diagnostics)?;
    collect(&pool, requested)
}

/// Parses files and all that they import.
struct Parser<'a> {
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    files: Vec<Parsed>,
    indexes: HashMap<String, usize>,
}

struct Parsed {
    name: String,
    /// `None` before it is parsed, or when it is broken.
    file: Option<ParsedFile>,
    /// Indexes of other files.
    imports: Vec<usize>,
}

impl Parser<'_> {
    /// The index of the file `name`, which is added when it is new.
    fn index_of(&mut self, name: &str) -> usize {
        *self.indexes.entry(name.to_owned()).or_insert_with(|| {
            self.files.push(Parsed { name: name.to_owned(), file: None, imports: Vec::new() });
            self.files.len() - 1
        })
    }

    /// Parses the files, and those that they add.
    fn parse_all(&mut self) {
        let mut index = 0;
        while index < self.files.len() {
            let name = self.files[index].name.clone();
            if let Some(mut file) = self.parse(&name)
                && let Some(imports) = self.imports(&mut file)
            {
                self.files[index].file = Some(file);
                self.files[index].imports = imports;
            }
            index += 1;
        }
    }

    fn parse(&mut self, name: &str) -> Option<ParsedFile> {
        if let Err(message) = self.sources.import(name) {
            self.diagnostics.push(Diagnostic::new(message));
        }
        let text = &self.sources.get(name)?.text;
        if let Some(place) = nesting::too_deep(text) {
            let location = self.sources.locate(name, place);
            let mistake = Diagnostic::new("brackets are nested too deep").located(location);
            self.diagnostics.push(mistake);
            return None;
        }
        match protox_parse::parse(name, text) {
            Ok(file) => Some(file),
            Err(error) => {
                report(&error, name, self.sources, self.diagnostics);
                None
            }
        }
    }

    /// Finds what `file` imports, and renames the imports to the names under which the files are
    /// known. `None` when there is a mistake in any.
    fn imports(&mut self, file: &mut ParsedFile) -> Option<Vec<usize>> {
        let mut imports = Vec::new();
        for index in 0..file.dependency.len() {
            let import = file.dependency[index].clone();
            let is_repeated = file.dependency[..index].contains(&import);
            let mistake = match self.sources.import(&import) {
                _ if is_repeated => Diagnostic::new(format!("{import:?} is imported twice")),
                Err(message) => Diagnostic::new(message),
                Ok(None) => not_found(&import, self.sources),
                Ok(Some(name)) => {
                    imports.push(self.index_of(&name));
                    file.dependency[index] = name;
                    continue;
                }
            };
            let location = import_location(file, index, self.sources);
            self.diagnostics.push(mistake.located(location));
        }
        (imports.len() == file.dependency.len()).then_some(imports)
    }

    /// The files in dependency order; those on a cycle are reported.
    fn in_order(self) -> Vec<Parsed> {
        let imports: Vec<Vec<usize>> = self.files.iter().map(|f| f.imports.clone()).collect();
        let order = imports_first(&imports);
        for cycle in &order.cycles {
            let mut names: Vec<&str> = cycle.iter().map(|file| &*self.files[*file].name).collect();
            let last = cycle.last().map(|file| &self.files[*file]);
            let location = last.and_then(|last| {
                let index = last.imports.iter().position(|import| *import == cycle[0])?;
                import_location(last.file.as_ref()?, index, self.sources)
            });
            names.extend(cycle.first().map(|file| &*self.files[*file].name));
            let message = format!("files import each other: {}", names.join(" -> "));
            self.diagnostics.push(Diagnostic::new(message).located(location));
        }
        let mut files: Vec<Option<Parsed>> = self.files.into_iter().map(Some).collect();
        let in_order = order.files.into_iter();
        in_order.filter_map(|index| files[index].take()).collect()
    }
}

fn not_found(import: &str, sources: &Sources) -> Diagnostic {
    let nearest = files::nearest_import(sources.roots(), import);
    let roots: Vec<String> =
        sources.roots().iter().map(|root| format!("`{}`", root.display())).collect();
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None if roots.is_empty() => "there are no import roots: set `includes`".to_owned(),
        None => format!("looked in {}; `includes` sets the import roots", roots.join(", ")),
    };
    Diagnostic::new(format!("the imported file {import:?} is not found")).help(help)
}

/// The place of the import statement with the given index.
fn import_location(file: &ParsedFile, index: usize, sources: &Sources) -> Option<Location> {
    const DEPENDENCY: i32 = 3;
    let path = [DEPENDENCY, i32::try_from(index).ok()?];
    let locations = &file.source_code_info.as_ref()?.location;
    let span = &locations.iter().find(|location| location.path == path)?.span;
    let (line, start) = (*span.first()?, *span.get(1)?);
    let text = &sources.get(file.name())?.text;
    let line_start: usize =
        text.split_inclusive('\n').take(usize::try_from(line).ok()?).map(str::len).sum();
    let start = line_start + usize::try_from(start).ok()?;
    let end = match span.len() {
        3 => line_start + usize::try_from(span[2]).ok()?,
        _ => usize::MAX,
    };
    sources.locate(file.name(), start..end)
}

/// Links the files, which stand in dependency order. What imports a broken file is left out.
fn link(
    files: Vec<Parsed>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<DescriptorPool> {
    let mut pool = DescriptorPool::new();
    let mut is_whole = true;
    for Parsed { name, file, .. } in files {
        let is_linked = |import: &String| pool.get_file_by_name(import).is_some();
        let Some(file) = file.filter(|file| file.dependency.iter().all(is_linked)) else {
            is_whole = false;
            continue;
        };
        if let Err(error) = pool.add_file_descriptor_proto(file) {
            let text = sources.get(&name).map_or("", |source| &source.text);
            let error = error.with_source_code(&one_byte_each(text));
            report(&error, &name, sources, diagnostics);
            is_whole = false;
        }
    }
    is_whole.then_some(pool)
}

/// The linker takes byte columns for character columns; where they are the same, its offsets
/// are right.
fn one_byte_each(text: &str) -> String {
    let bytes = text.bytes();
    bytes.map(|byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect()
}

/// Reads the linked files back, as far as `requested` reaches.
fn collect(pool: &DescriptorPool, requested: &[String]) -> Option<Compiled> {
    let mut reached: HashSet<String> = requested.iter().cloned().collect();
    let mut open: Vec<String> = requested.to_vec();
    while let Some(file) = open.pop().and_then(|name| pool.get_file_by_name(&name)) {
        for import in file.dependencies() {
            if reached.insert(import.name().to_owned()) {
                open.push(import.name().to_owned());
            }
        }
    }
    let mut files = Vec::new();
    let mut descriptor = None;
    for file in pool.files() {
        let is_descriptor = file.name() == builtin::DESCRIPTOR;
        let is_reached = reached.contains(file.name());
        if !is_reached && !is_descriptor {
            continue;
        }
        let decoded = FileDescriptorProto::decode(file.encode_to_vec().as_slice()).ok()?;
        if is_descriptor {
            descriptor = Some(decoded.clone());
        }
        if is_reached {
            files.push(decoded);
        }
    }
    Some(Compiled { files, descriptor: descriptor? })
}
