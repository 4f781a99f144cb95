//! From a macro call to the model.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use syn::LitStr;

use super::compile::{Compiled, compile};
use super::descriptor::FileDescriptorProto;
use super::features::{self, Resolution};
use super::index::Elements;
use super::lower::{Origin, lower};
use super::model::Schema;
use super::sources::Sources;
use super::{builtin, descriptor_set};
use crate::call::files::{self, FileSet, GlobSnapshot};
use crate::call::{Call, Source};
use crate::diagnostics::{Diagnostic, Diagnostics, Location};

/// The import name of inline schemas.
const INLINE: &str = "inline.proto";

/// What a call reads.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// `None` when a mistake leaves too little of it. A schema with smaller mistakes, which are
    /// reported, is there.
    pub(crate) schema: Option<Schema>,
    /// What is known of the requested files that give no schema.
    pub(crate) unreadable: Vec<FileDescriptorProto>,
    /// Every file that was read, absolute: a change to any of them calls for a new expansion,
    /// after mistakes too.
    pub(crate) tracked: Vec<PathBuf>,
    pub(crate) globs: Vec<GlobSnapshot>,
    sources: Option<Sources>,
}

impl Loaded {
    /// The place in a file that a descriptor gives.
    pub(crate) fn locate(&self, file: &str, place: &[i32]) -> Option<Location> {
        self.sources.as_ref()?.locate_place(file, place)
    }
}

/// Reads and checks the schema of `call`. Every mistake that is found is reported.
pub(crate) fn load(call: &Call, diagnostics: &mut Diagnostics) -> Loaded {
    let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        diagnostics.error(call.span, "cargo does not say where the package is");
        return Loaded::default();
    };
    match &call.source {
        Source::Paths(paths) => load_paths(call, paths, &package, diagnostics),
        Source::Inline(text) => load_inline(call, text, &package, diagnostics),
        Source::DescriptorSet(path) => load_descriptor_set(call, path, &package, diagnostics),
    }
}

fn load_paths(
    call: &Call,
    paths: &[LitStr],
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let includes = call.includes.as_deref();
    let FileSet { requested, roots, globs, .. } =
        files::find(paths, includes, package, diagnostics);
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
    let read = schema(call, &names, &mut sources, diagnostics);
    Loaded { tracked: sources.tracked(), globs, sources: Some(sources), ..read }
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
    let read = schema(call, &[INLINE.to_owned()], &mut sources, diagnostics);
    Loaded { tracked: sources.tracked(), sources: Some(sources), ..read }
}

fn schema(
    call: &Call,
    requested: &[String],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let Some(mut compiled) = compile(requested, sources, &call.feature_rules, diagnostics) else {
        return Loaded::default();
    };
    let requested: HashSet<&str> = requested.iter().map(String::as_str).collect();
    let origin = |name: &str| Origin {
        path: sources.get(name).and_then(|source| source.path.clone()),
        requested: requested.contains(name),
    };
    let mut unreadable = std::mem::take(&mut compiled.unreadable);
    let schema = match compiled.files.as_slice() {
        [] => None,
        files => model(call, files, &compiled, origin, diagnostics),
    };
    if schema.is_none() {
        let files = compiled.files.into_iter();
        unreadable.extend(files.filter(|file| requested.contains(file.name.as_str())));
    }
    Loaded { schema, unreadable, ..Loaded::default() }
}

fn model(
    call: &Call,
    files: &[FileDescriptorProto],
    Compiled { defaults, overrides, .. }: &Compiled,
    origin: impl FnMut(&str) -> Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let schema = lower(files, Resolution { defaults, overrides }, origin, diagnostics)?;
    if !call.feature_rules.is_empty() {
        let elements = Elements::new(&schema);
        features::check_overrides(&call.feature_rules, defaults, &elements, diagnostics);
    }
    Some(schema)
}

/// A descriptor set does not say which files were asked for: all but the built-in ones are.
fn load_descriptor_set(
    call: &Call,
    path: &LitStr,
    package: &Path,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let file = files::absolute(package, &path.value());
    let shown = files::display(&file, package);
    if !file.exists() {
        diagnostics.push(files::not_found(path, &file, package));
        return Loaded::default();
    }
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
            compile(&[], &mut sources, &call.feature_rules, diagnostics).and_then(|compiled| {
                let schema = model(call, &files, &compiled, origin, diagnostics)?;
                descriptor_set::check(&files, &compiled, &sources, diagnostics);
                Some(schema)
            })
        }
        Err(message) => {
            diagnostics.error(path.span(), message);
            None
        }
    };
    Loaded { schema, tracked, ..Loaded::default() }
}
