//! One file of a call on its way from text to descriptor.

use std::ops::Range;

use super::descriptor::{DescriptorProto, FileDescriptorProto};
use super::edition::Edition;
use super::spans::Spans;
use super::tag;

#[derive(Debug)]
pub(crate) struct Unit {
    /// Without contents when the file is broken.
    pub(crate) proto: FileDescriptorProto,
    pub(crate) edition: Edition,
    pub(crate) spans: Spans,
    pub(crate) imports: Vec<Import>,
    /// Whether all of it was read, and of everything that it imports.
    pub(crate) is_whole: bool,
    /// Whether the names that it imports are known: what is not found is a mistake then.
    pub(crate) has_names: bool,
    /// Where lines start.
    pub(crate) lines: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct Import {
    /// As the file says it.
    pub(crate) name: String,
    /// The index of the file; `None` when it is not found.
    pub(crate) file: Option<usize>,
    pub(crate) kind: ImportKind,
    pub(crate) place: Option<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportKind {
    Plain,
    Public,
    Option,
}

impl Unit {
    /// The files of the imports of some kinds.
    pub(crate) fn files(&self, is_wanted: fn(ImportKind) -> bool) -> impl Iterator<Item = usize> {
        self.imports.iter().filter(move |import| is_wanted(import.kind)).filter_map(|i| i.file)
    }

    /// The line, from 1, in which the name of an element stands.
    pub(crate) fn line(&self, path: &[i32]) -> Option<usize> {
        let start = self.spans.name(path)?.start;
        Some(self.lines.partition_point(|line| *line <= start))
    }

    /// The message at a path in the descriptor.
    pub(crate) fn message(&self, path: &[i32]) -> Option<&DescriptorProto> {
        let (first, mut rest) = path.split_at_checked(2)?;
        let [tag::file::MESSAGE, index] = *first else { return None };
        let mut message = self.proto.message_type.get(usize::try_from(index).ok()?)?;
        while let Some((next, behind)) = rest.split_at_checked(2) {
            let [tag::message::MESSAGE, index] = *next else { return None };
            message = message.nested_type.get(usize::try_from(index).ok()?)?;
            rest = behind;
        }
        rest.is_empty().then_some(message)
    }
}
