//! From a macro call to the model.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use syn::LitStr;

use super::compile::{Compiled, compile};
use super::features::Defaults;
use super::lower::{Origin, lower};
use super::model::Schema;
use super::sources::Sources;
use super::{builtin, descriptor_set};
use crate::call::files::{self, FileSet, GlobSnapshot};
use crate::call::{Call, Source};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// The import name of inline schemas.
const INLINE: &str = "inline.proto";

/// What a call reads.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// `None` when there was a mistake.
    pub(crate) schema: Option<Schema>,
    /// Every file that was read, absolute: a change to any of them calls for a new expansion,
    /// after mistakes too.
    pub(crate) tracked: Vec<PathBuf>,
    pub(crate) globs: Vec<GlobSnapshot>,
}

/// Reads and checks the schema of `call`. Every mistake that is found is reported.
pub(crate) fn load(call: &Call, diagnostics: &mut Diagnostics) -> Loaded {
    let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        diagnostics.error(call.span, "cargo does not say where the package is");
        return Loaded::default();
    };
    let mut found = Diagnostics::default();
    let mut loaded = match &call.source {
        Source::Paths(paths) => load_paths(call, paths, &package, &mut found),
        Source::Inline(text) => load_inline(call, text, &package, &mut found),
        Source::DescriptorSet(path) => load_descriptor_set(path, &package, &mut found),
    };
    if !found.is_empty() {
        loaded.schema = None;
    } else if loaded.schema.is_none() {
        found.push(Diagnostic::new("the schema cannot be read"));
    }
    for diagnostic in found.iter() {
        diagnostics.push(diagnostic.clone());
    }
    loaded
}

fn load_paths(
    call: &Call,
    paths: &[LitStr],
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let includes = call.includes.as_deref();
    let FileSet { requested, roots, globs } = files::find(paths, includes, package, diagnostics);
    let mut sources = Sources::new(package.to_owned(), roots);
    let mut names = Vec::new();
    for file in requested {
        if let Some(path) = &file.path
            && let Err(message) = sources.add_file(&file.name, path)
        {
            diagnostics.push(Diagnostic::new(message));
            continue;
        }
        names.push(file.name);
    }
    Loaded { schema: schema(&names, &mut sources, diagnostics), tracked: sources.tracked(), globs }
}

fn load_inline(
    call: &Call,
    text: &LitStr,
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let includes = call.includes.as_deref().unwrap_or_default();
    let roots = files::folders(includes, package, diagnostics);
    let mut sources = Sources::new(package.to_owned(), roots);
    sources.add_inline(INLINE, text.value());
    Loaded {
        schema: schema(&[INLINE.to_owned()], &mut sources, diagnostics),
        tracked: sources.tracked(),
        globs: Vec::new(),
    }
}

fn schema(
    requested: &[String],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let Compiled { files, descriptor } = compile(requested, sources, diagnostics)?;
    let requested: HashSet<&str> = requested.iter().map(String::as_str).collect();
    let origin = |name: &str| Origin {
        path: sources.get(name).and_then(|source| source.path.clone()),
        requested: requested.contains(name),
    };
    lower(&files, &Defaults::read(&descriptor), origin, diagnostics)
}

/// A descriptor set does not say which files were asked for: all but the built-in ones are.
fn load_descriptor_set(path: &LitStr, package: &Path, diagnostics: &mut Diagnostics) -> Loaded {
    let file = files::absolute(package, &path.value());
    let shown = files::display(&file, package);
    let files = std::fs::read(&file)
        .map_err(|error| format!("cannot read `{shown}`: {error}"))
        .and_then(|bytes| {
            descriptor_set::read(&bytes)
                .map_err(|error| format!("`{shown}` is not a descriptor set: {error}"))
        });
    let tracked = if file.is_file() { vec![file] } else { Vec::new() };
    let schema = match files {
        Ok(files) => {
            let mut sources = Sources::new(package.to_owned(), Vec::new());
            let origin =
                |name: &str| Origin { path: None, requested: builtin::text(name).is_none() };
            compile(&[], &mut sources, diagnostics).and_then(|compiled| {
                let defaults = Defaults::read(&compiled.descriptor);
                lower(&files, &defaults, origin, diagnostics)
            })
        }
        Err(message) => {
            diagnostics.error(path.span(), message);
            None
        }
    };
    Loaded { schema, tracked, globs: Vec::new() }
}
