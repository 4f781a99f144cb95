//! Linked descriptors in, the model out: names become ids, features become plain facts.

mod comments;
mod defaults;
mod enums;
mod fields;
mod json_name;
mod messages;
mod names;
mod services;
mod types;

pub(crate) use json_name::json_name;
pub(crate) use names::{is_map_entry, join};

use std::path::PathBuf;

use self::comments::Comments;
use self::names::Names;
use super::descriptor::FileDescriptorProto;
use super::features::{Features, Resolution};
use super::model::{
    EnumId, Extension, ExtensionId, File, FileId, Message, MessageId, Notes, Schema,
};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// What the descriptor of a file does not know about it.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    pub(crate) path: Option<PathBuf>,
    pub(crate) requested: bool,
}

/// Lowers `files`, which stand in dependency order.
///
/// Files from our own linker are sound. A descriptor set that someone else wrote may refer to
/// what it does not hold; that is reported, and gives `None`.
pub(crate) fn lower(
    files: &[FileDescriptorProto],
    resolution: Resolution<'_>,
    mut origin: impl FnMut(&str) -> Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let names = match Names::collect(files) {
        Ok(names) => names,
        Err(duplicate) => {
            // In files with a text it was found before, with its place.
            if diagnostics.is_empty() {
                diagnostics.push(Diagnostic::new(format!("`{duplicate}` is defined twice")));
            }
            return None;
        }
    };
    let mut lowering =
        Lowering { names, resolution, schema: Schema::default(), mistakes: Diagnostics::default() };
    for file in files {
        lowering.file(file, origin(&file.name));
    }
    defaults::drop_unknown(&mut lowering.schema);
    for mistake in lowering.mistakes.iter() {
        diagnostics.push(mistake.clone());
    }
    lowering.mistakes.is_empty().then_some(lowering.schema)
}

struct Lowering<'a> {
    names: Names<'a>,
    resolution: Resolution<'a>,
    schema: Schema,
    mistakes: Diagnostics,
}

/// What the elements of a file or of a message have in common.
struct Scope<'a> {
    file: FileId,
    parent: Option<MessageId>,
    /// The full name of the message, or the package.
    name: &'a str,
    features: Features,
    comments: &'a Comments<'a>,
    /// Where the scope stands in the descriptor of its file.
    path: &'a [i32],
}

impl Scope<'_> {
    fn full_name(&self, name: &str) -> String {
        names::join(self.name, name)
    }

    fn notes(&self, path: &[i32], deprecated: bool) -> Notes {
        Notes { comment: self.comments.of(path), place: self.comments.place(path), deprecated }
    }

    /// The path of the element `index` in the repeated field `tag` of the scope's descriptor.
    fn path_of(&self, tag: i32, index: usize) -> Vec<i32> {
        let mut path = self.path.to_vec();
        path.push(tag);
        path.push(i32::try_from(index).unwrap_or(i32::MAX));
        path
    }
}

impl Lowering<'_> {
    fn file(&mut self, file: &FileDescriptorProto, origin: Origin) {
        const MESSAGE_TYPE: i32 = 4;
        const ENUM_TYPE: i32 = 5;
        const SERVICE: i32 = 6;
        const EXTENSION: i32 = 7;

        let comments = Comments::new(file.source_code_info.as_ref());
        let scope = Scope {
            file: FileId(self.schema.files.len()),
            parent: None,
            name: &file.package,
            features: self.resolution.file(file),
            comments: &comments,
            path: &[],
        };
        let messages = self.messages(&file.message_type, MESSAGE_TYPE, &scope);
        let enums = self.enums(&file.enum_type, ENUM_TYPE, &scope);
        let services = self.services(&file.service, SERVICE, &scope);
        let extensions = self.extensions(&file.extension, EXTENSION, &scope);
        self.schema.files.push(File {
            name: file.name.clone(),
            path: origin.path,
            package: file.package.clone(),
            requested: origin.requested,
            messages,
            enums,
            extensions,
            services,
        });
    }

    fn mistake(&mut self, message: String) {
        self.mistakes.push(
            Diagnostic::new(message)
                .help("is the descriptor set complete? protoc needs `--include_imports`"),
        );
    }

    /// The id that [`Names`] gave out; the pushes below happen in the same order.
    fn next_message(&self) -> MessageId {
        MessageId(self.schema.messages.len())
    }

    fn push_message(&mut self, message: Message) {
        self.schema.messages.push(message);
    }

    fn next_enum(&self) -> EnumId {
        EnumId(self.schema.enums.len())
    }

    fn push_extension(&mut self, extension: Extension) -> ExtensionId {
        self.schema.extensions.push(extension);
        ExtensionId(self.schema.extensions.len() - 1)
    }
}
