//! The modules of files that give no schema: what users import from them stands in one of these.

use super::names::{self, SENTINEL};
use super::places::package_modules;
use super::{ModulePlan, Modules};
use crate::schema::{DescriptorProto, FileDescriptorProto};

/// The modules that `files` would have, as far as their contents are known.
pub(crate) fn modules_of(files: &[FileDescriptorProto]) -> ModulePlan {
    let mut modules = Modules::default();
    for file in files {
        let package = package_modules(&file.package);
        for part in [&[][..], &[SENTINEL, "view"], &[SENTINEL, "oneof"], &[SENTINEL, "ext"]] {
            let part = part.iter().map(|&name| name.to_owned()).collect();
            add(&[package.clone(), part].concat(), &file.message_type, &mut modules);
        }
    }
    modules.into_tree()
}

fn add(scope: &[String], messages: &[DescriptorProto], modules: &mut Modules) {
    modules.at(scope);
    for message in messages {
        add(&[scope, &[names::module(&message.name)]].concat(), &message.nested_type, modules);
    }
}
