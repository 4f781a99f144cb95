//! The text of the files of a call: built in, inline, or read below the import roots.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{builtin, text};
use crate::call::files;
use crate::diagnostics::Location;

/// Finds and keeps the files, by import name.
#[derive(Debug)]
pub(crate) struct Sources {
    package: PathBuf,
    roots: Vec<PathBuf>,
    files: HashMap<String, Source>,
    /// The import name of each file that was read: two names of one file are one file.
    names: HashMap<PathBuf, String>,
}

/// The text of one file.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// `None` for built-in files and inline text.
    pub(crate) path: Option<PathBuf>,
    /// How messages call the file.
    display: String,
}

impl Sources {
    pub(crate) fn new(package: PathBuf, roots: Vec<PathBuf>) -> Self {
        Self { package, roots, files: HashMap::new(), names: HashMap::new() }
    }

    /// Adds a file whose text is in the macro call.
    pub(crate) fn add_inline(&mut self, name: &str, text: String) {
        let source = Source { text, path: None, display: "inline schema".to_owned() };
        self.files.insert(name.to_owned(), source);
    }

    /// Adds a file whose import name is known. The error says why it cannot be read.
    pub(crate) fn add_file(&mut self, name: &str, path: &Path) -> Result<(), String> {
        self.names.insert(identity(path), name.to_owned());
        self.read(name, path)
    }

    /// The name under which an imported file is known, after reading it where it is new.
    /// `Ok(None)` when there is no such file.
    pub(crate) fn import(&mut self, name: &str) -> Result<Option<String>, String> {
        if self.files.contains_key(name) {
            return Ok(Some(name.to_owned()));
        }
        if let Some(text) = builtin::text(name) {
            let source = Source { text: text.to_owned(), path: None, display: name.to_owned() };
            self.files.insert(name.to_owned(), source);
            return Ok(Some(name.to_owned()));
        }
        let mut paths = self.roots.iter().map(|root| files::absolute(root, name));
        let Some(path) = paths.find(|path| path.is_file()) else {
            return Ok(None);
        };
        if let Some(known) = self.names.get(&identity(&path)) {
            return Ok(Some(known.clone()));
        }
        self.add_file(name, &path)?;
        Ok(Some(name.to_owned()))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Source> {
        self.files.get(name)
    }

    pub(crate) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// How messages call a path.
    pub(crate) fn display(&self, path: &Path) -> String {
        match files::display(path, &self.package).as_str() {
            "" => ".".to_owned(),
            path => path.to_owned(),
        }
    }

    /// The files on disk that were read, sorted.
    pub(crate) fn tracked(&self) -> Vec<PathBuf> {
        let paths = self.files.values().filter_map(|source| source.path.clone());
        let mut paths: Vec<PathBuf> = paths.collect();
        paths.sort();
        paths
    }

    /// The place of the bytes `range` in the file `name`.
    pub(crate) fn locate(&self, name: &str, range: std::ops::Range<usize>) -> Option<Location> {
        let source = self.files.get(name)?;
        Some(Location::of_bytes(source.display.clone(), &source.text, range))
    }

    /// The place that a descriptor gives, by lines and columns in bytes; only its first line.
    pub(crate) fn locate_place(&self, name: &str, place: &[i32]) -> Option<Location> {
        let number = |index: usize| usize::try_from(*place.get(index)?).ok();
        let text = &self.files.get(name)?.text;
        let line = text.split_inclusive('\n').take(number(0)?).map(str::len).sum::<usize>();
        let end = if place.len() == 3 { line + number(2)? } else { text.len() };
        self.locate(name, line + number(1)?..end)
    }

    fn read(&mut self, name: &str, path: &Path) -> Result<(), String> {
        let display = files::display(path, &self.package);
        let bytes =
            std::fs::read(path).map_err(|error| format!("cannot read `{display}`: {error}"))?;
        let text = text::of_bytes(bytes);
        let source = Source { text, path: Some(path.to_owned()), display };
        self.files.insert(name.to_owned(), source);
        Ok(())
    }
}

/// The same for all paths that lead to one file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
