//! From the paths and globs of a call to files with import names.

use std::path::{Component, Path, PathBuf};

use syn::LitStr;

use super::glob::{self, Glob};
use crate::diagnostics::nearest::nearest;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::builtin;

/// The files that a call asks for, and where their imports are looked for.
#[derive(Debug, Default)]
pub(crate) struct FileSet {
    pub(crate) requested: Vec<RequestedFile>,
    /// Absolute, in order of precedence.
    pub(crate) roots: Vec<PathBuf>,
    pub(crate) globs: Vec<GlobSnapshot>,
    /// Whether `includes` names a folder that does not exist.
    lacks_a_root: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RequestedFile {
    /// The name that an `import` would use.
    pub(crate) name: String,
    /// `None` for a built-in file.
    pub(crate) path: Option<PathBuf>,
}

/// What a glob matched. Cargo does not see new files, so an emitted test compares later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GlobSnapshot {
    pub(crate) pattern: String,
    /// Relative to the package where they lie in it; sorted.
    pub(crate) files: Vec<String>,
}

/// Finds the files that `paths` name. Everything is relative to `package`.
///
/// A path may leave the package with `../`; `cargo package` will not take such a file along.
pub(crate) fn find(
    paths: &[LitStr],
    includes: Option<&[LitStr]>,
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> FileSet {
    let mut set = FileSet {
        roots: match includes {
            Some(includes) => folders(includes, package, diagnostics),
            None => default_roots(paths, package),
        },
        ..FileSet::default()
    };
    set.lacks_a_root =
        includes.into_iter().flatten().any(|literal| !absolute(package, &literal.value()).is_dir());
    for literal in paths {
        let path = literal.value();
        if let Some(glob) = Glob::parse(&path) {
            set.add_glob(literal, &path, &glob, package, diagnostics);
        } else {
            set.add_path(literal, &path, package, diagnostics);
        }
    }
    set
}

/// The folders of `includes`, checked.
pub(crate) fn folders(
    includes: &[LitStr],
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> Vec<PathBuf> {
    let mut roots = Vec::new();
    for literal in includes {
        let root = absolute(package, &literal.value());
        if !root.is_dir() {
            let help = match nearest_folder(&root) {
                Some(near) => format!("did you mean `{}`?", display(&near, package)),
                None => "folders are relative to the one of the package".to_owned(),
            };
            let message = format!("there is no folder {:?}", literal.value());
            diagnostics.push(Diagnostic::new(message).at(literal.span()).help(help));
        } else if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

/// The path as shown to the user: relative to the package where it lies in it.
pub(crate) fn display(path: &Path, package: &Path) -> String {
    let path = path.strip_prefix(package).unwrap_or(path);
    path.display().to_string()
}

/// The same in backquotes, and a word for the package itself.
fn shown(path: &Path, package: &Path) -> String {
    match display(path, package).as_str() {
        "" => "the folder of the package".to_owned(),
        path => format!("`{path}`"),
    }
}

/// `path` below `base`, without `.` and `..`.
pub(crate) fn absolute(base: &Path, path: &str) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            component => normal.push(component),
        }
    }
    normal
}

/// The longest fixed folder of each path, outer folders first: a file below two of them gets its
/// longer name, which is the one that other files import it by.
fn default_roots(paths: &[LitStr], package: &Path) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for literal in paths {
        let path = literal.value();
        let folder = match Glob::parse(&path) {
            Some(glob) => glob.folder,
            None => path.rfind('/').map_or("", |slash| &path[..slash]),
        };
        let root = absolute(package, folder);
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots.sort_by_key(|root| root.components().count());
    roots
}

impl FileSet {
    fn add_glob(
        &mut self,
        literal: &LitStr,
        path: &str,
        glob: &Glob,
        package: &Path,
        diagnostics: &mut Diagnostics,
    ) {
        let mut is_empty = true;
        for name in builtin::names().filter(|name| is_built_in_match(glob, name)) {
            is_empty = false;
            self.push(name.to_owned(), None);
        }
        let folder = absolute(package, glob.folder);
        let files = glob.files(&folder);
        for file in &files {
            is_empty = false;
            self.add_file(literal, file, package, diagnostics);
        }
        if is_empty {
            diagnostics.push(
                Diagnostic::new(format!("{path:?} matches no file"))
                    .at(literal.span())
                    .help(where_it_looked(&folder, path, package)),
            );
        }
        self.globs.push(GlobSnapshot {
            pattern: path.to_owned(),
            files: files.iter().map(|file| display(file, package)).collect(),
        });
    }

    fn add_path(
        &mut self,
        literal: &LitStr,
        path: &str,
        package: &Path,
        diagnostics: &mut Diagnostics,
    ) {
        let file = absolute(package, path);
        if builtin::text(path).is_some() {
            self.push(path.to_owned(), None);
        } else if file.is_file() {
            self.add_file(literal, &file, package, diagnostics);
        } else if file.is_dir() {
            let glob = format!("{}/**/*.proto", path.trim_end_matches('/'));
            diagnostics.push(
                Diagnostic::new(format!("{path:?} is a folder"))
                    .at(literal.span())
                    .help(format!("name the files in it: {glob:?}")),
            );
        } else {
            diagnostics.push(not_found(literal, &file, package));
        }
    }

    fn add_file(
        &mut self,
        literal: &LitStr,
        file: &Path,
        package: &Path,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(name) = self.roots.iter().find_map(|root| import_name(root, file)) else {
            // What is not found for want of a folder is no mistake of its own.
            if !self.lacks_a_root {
                let message =
                    format!("{:?} is in none of the folders of `includes`", display(file, package));
                diagnostics.push(
                    Diagnostic::new(message)
                        .at(literal.span())
                        .help("add the folder that its imports are relative to, or one above it"),
                );
            }
            return;
        };
        // The built-in files win over copies, so that there is one type of each name.
        if builtin::text(&name).is_some() {
            self.push(name, None);
        } else {
            self.push(name, Some(file.to_owned()));
        }
    }

    fn push(&mut self, name: String, path: Option<PathBuf>) {
        if self.requested.iter().all(|file| file.name != name) {
            self.requested.push(RequestedFile { name, path });
        }
    }
}

/// Whether `glob` names the built-in file `name`: only where its folder says `google/protobuf`,
/// since `**` would match them everywhere.
fn is_built_in_match(glob: &Glob, name: &str) -> bool {
    name.strip_prefix(glob.folder)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|rest| glob.folder.starts_with("google/protobuf") && glob.matches(rest))
}

fn import_name(root: &Path, file: &Path) -> Option<String> {
    let relative = file.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> =
        relative.components().map(|component| component.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The import that was probably meant by one that is not found.
pub(crate) fn nearest_import(roots: &[PathBuf], import: &str) -> Option<String> {
    let (folder, name) = import.rsplit_once('/').unwrap_or(("", import));
    let mut near = roots.iter().filter_map(|root| {
        let file = nearest_entry(&absolute(root, folder), name, glob::is_proto_file)?;
        import_name(root, &file)
    });
    let on_disk = near.next();
    on_disk.or_else(|| {
        let split = |import: &'static str| import.rsplit_once('/').unwrap_or(("", import));
        let is_near = |(known, _): &(&str, &str)| nearest(folder, [*known]).is_some();
        let known = builtin::names().map(split).filter(is_near);
        let known: Vec<(&str, &str)> = known.collect();
        let near = nearest(stem(name), known.iter().map(|(_, name)| stem(name)))?;
        let (folder, name) = known.iter().find(|(_, name)| stem(name) == near)?;
        Some(format!("{folder}/{name}"))
    })
}

/// The name without the extension, which says nothing about how near two names are.
fn stem(name: &str) -> &str {
    name.strip_suffix(".proto").unwrap_or(name)
}

/// The mistake that there is no `file`, which `literal` names.
pub(crate) fn not_found(literal: &LitStr, file: &Path, package: &Path) -> Diagnostic {
    let path = literal.value();
    let folder = file.parent().unwrap_or(package);
    Diagnostic::new(format!("there is no file {path:?}"))
        .at(literal.span())
        .help(where_it_looked(folder, &path, package))
}

/// Which folder was searched, and what is there instead.
fn where_it_looked(folder: &Path, path: &str, package: &Path) -> String {
    if !folder.is_dir() {
        return format!(
            "there is no folder {}{}",
            shown(folder, package),
            suggestion(nearest_folder(folder), package)
        );
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_wanted = if path.ends_with(".proto") { glob::is_proto_file } else { Path::is_file };
    let nearest = nearest_entry(folder, name, is_wanted);
    format!("looked in {}{}", shown(folder, package), suggestion(nearest, package))
}

/// What is there in place of the first part of a path that is not.
fn nearest_folder(folder: &Path) -> Option<PathBuf> {
    let existing = folder.ancestors().find(|folder| folder.is_dir())?;
    let missing = folder.strip_prefix(existing).ok()?.components().next()?;
    nearest_entry(existing, missing.as_os_str().to_str()?, Path::is_dir)
}

fn suggestion(nearest: Option<PathBuf>, package: &Path) -> String {
    nearest.map_or(String::new(), |path| format!("; did you mean `{}`?", display(&path, package)))
}

fn nearest_entry(folder: &Path, name: &str, is_wanted: fn(&Path) -> bool) -> Option<PathBuf> {
    let entries = glob::entries(folder);
    let names =
        entries.iter().filter(|path| is_wanted(path)).filter_map(|path| path.file_name()?.to_str());
    let names: Vec<&str> = names.collect();
    let near = nearest(stem(name), names.iter().map(|name| stem(name)))?;
    names.iter().find(|name| stem(name) == near).map(|name| folder.join(name))
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn found(paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let literals: Vec<LitStr> =
            paths.iter().map(|path| LitStr::new(path, Span::call_site())).collect();
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut diagnostics = Diagnostics::default();
        let set = find(&literals, None, package, &mut diagnostics);
        let names = set.requested.into_iter().map(|file| file.name).collect();
        (names, diagnostics.iter().map(Diagnostic::render).collect())
    }

    #[test]
    fn built_in_files_can_be_named() {
        let (names, mistakes) = found(&["google/protobuf/timestamp.proto"]);
        assert_eq!((names.len(), mistakes.len()), (1, 0));
        let (names, mistakes) = found(&["google/protobuf/*.proto"]);
        assert_eq!((names.len(), mistakes.len()), (14, 0));
        let (names, mistakes) = found(&["google/protobuf/**"]);
        assert_eq!((names.len(), mistakes.len()), (15, 0));
    }

    #[test]
    fn names_are_relative_to_the_outermost_root() {
        let (names, mistakes) = found(&["protos/google/protobuf/compiler/*", "protos/google/*/a*"]);
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(
            names,
            ["protobuf/compiler/plugin.proto", "protobuf/any.proto", "protobuf/api.proto"]
        );
    }

    #[test]
    fn what_is_missing_is_explained() {
        let (_, mistakes) = found(&["protos/google/protobuf/ani.proto", "prots/*.proto", "src"]);
        assert_eq!(mistakes.len(), 3);
        assert!(mistakes[0].starts_with("there is no file \"protos/google/protobuf/ani.proto\""));
        assert!(mistakes[0].ends_with("did you mean `protos/google/protobuf/any.proto`?"));
        assert!(mistakes[1].ends_with("did you mean `protos`?"));
        assert!(mistakes[2].ends_with("name the files in it: \"src/**/*.proto\""));
    }
}
