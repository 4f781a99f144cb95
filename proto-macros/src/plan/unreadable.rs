//! The modules of files that give no schema: what users import from them stands in one of these.

use std::collections::BTreeSet;

use super::names::{self, SENTINEL};
use super::places::package_modules;
use crate::schema::{DescriptorProto, FileDescriptorProto};

/// What is known of the modules that files without a schema would have.
#[derive(Default)]
pub(crate) struct UnknownModules {
    /// The outermost packages.
    pub(crate) outermost: BTreeSet<String>,
    /// Those in them, at whatever depth.
    pub(crate) below: BTreeSet<String>,
    /// Whether a file may be in no package.
    pub(crate) has_root: bool,
}

/// The modules that `files` would have, as far as their contents are known.
pub(crate) fn modules_of(files: &[FileDescriptorProto]) -> UnknownModules {
    let mut modules = UnknownModules::default();
    for file in files {
        let mut package = package_modules(&file.package).into_iter();
        match package.next() {
            Some(name) => drop(modules.outermost.insert(name)),
            None => modules.has_root = true,
        }
        modules.below.extend(package);
        add(&file.message_type, &mut modules.below);
    }
    modules.below.extend([SENTINEL, "view", "oneof", "ext"].map(str::to_owned));
    modules
}

fn add(messages: &[DescriptorProto], modules: &mut BTreeSet<String>) {
    for message in messages {
        modules.insert(names::module(&message.name));
        add(&message.nested_type, modules);
    }
}
