//! Where the elements of a file stand in its text.

use std::collections::HashMap;
use std::ops::Range;

use prost::Message;

use super::descriptor::{FileDescriptorProto, SourceCodeInfo, UninterpretedOptions};
use super::dialect::{self, PositionMap};
use super::options;
use super::tag;

/// Below the type of a map field: that of its values.
const MAP_VALUE: i32 = 2;

/// Bytes of the text that the user wrote, by the path of the element in its descriptor.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    by_path: HashMap<Vec<i32>, Range<usize>>,
    /// By the path of options: their dotted names, and where they stand.
    options: HashMap<Vec<i32>, Vec<(String, Range<usize>)>>,
}

impl Spans {
    /// Reads the places of a file that was parsed as `lowered`, and moves them to the `original`
    /// text: in the result, and in the descriptor.
    pub(crate) fn new(
        file: &mut FileDescriptorProto,
        original: &str,
        lowered: &str,
        map: &PositionMap,
    ) -> Self {
        let mut spans = Self::default();
        let (from, to) = (Lines::new(lowered), Lines::new(original));
        let mut info = file.source_code_info.take().unwrap_or_default();
        spans.read(&mut info, &from, &to, map);
        file.source_code_info = Some(info);
        spans.read_options(file, original);
        spans
    }

    fn read(&mut self, info: &mut SourceCodeInfo, from: &Lines, to: &Lines, map: &PositionMap) {
        for location in &mut info.location {
            let Some(range) = from.range(&location.span) else { continue };
            let mut range = map.original_range(range);
            if let [tag::file::DEPENDENCY, _] = *location.path {
                range = string_in(to.text, range);
            }
            if let Some(value) = map_value_in(to.text, range.clone()) {
                self.by_path.insert(tag::below(&location.path, &[MAP_VALUE]), value);
            }
            location.span = to.span(&range);
            let known = self.by_path.get(&location.path);
            if known.is_none_or(|known| range.len() < known.len()) {
                self.by_path.insert(location.path.clone(), range);
            }
        }
    }

    fn read_options(&mut self, file: &mut FileDescriptorProto, text: &str) {
        options::visit(file, &mut |options| {
            let Some(bytes) = options.bytes else { return };
            let Ok(uninterpreted) = UninterpretedOptions::decode(bytes.as_slice()) else { return };
            let mut places = Vec::new();
            for (index, option) in uninterpreted.option.iter().enumerate() {
                let path = tag::nth(&options.path, tag::UNINTERPRETED, index);
                if let Some(range) = self.by_path.get(&path) {
                    places.push((dotted(&option.name), without_keyword(text, range.clone())));
                }
            }
            self.options.insert(options.path, places);
        });
    }

    /// Whether there is such a part in the text.
    pub(crate) fn has(&self, path: &[i32]) -> bool {
        self.by_path.contains_key(path)
    }

    /// The place of an element that is in the text itself.
    pub(crate) fn exactly(&self, path: &[i32]) -> Option<Range<usize>> {
        self.by_path.get(path).cloned()
    }

    /// The place of an element, or of what it stands in.
    pub(crate) fn of(&self, path: &[i32]) -> Option<Range<usize>> {
        (1..=path.len()).rev().find_map(|length| self.by_path.get(&path[..length])).cloned()
    }

    /// The place of the name of an element.
    pub(crate) fn name(&self, path: &[i32]) -> Option<Range<usize>> {
        self.part(path, tag::NAME)
    }

    /// The place of the type of a field, or of the values of a map field.
    pub(crate) fn value_type(&self, path: &[i32]) -> Option<Range<usize>> {
        self.of(&tag::below(path, &[tag::field::TYPE_NAME, MAP_VALUE]))
    }

    /// Whether the field is declared as a map.
    pub(crate) fn is_map(&self, path: &[i32]) -> bool {
        self.has(&tag::below(path, &[tag::field::TYPE_NAME, MAP_VALUE]))
    }

    /// The place of a part of an element.
    pub(crate) fn part(&self, path: &[i32], tag: i32) -> Option<Range<usize>> {
        self.of(&tag::below(path, &[tag]))
    }

    /// The place of what the import with the given index imports.
    pub(crate) fn import(&self, index: usize) -> Option<Range<usize>> {
        self.by_path.get(&tag::nth(&[], tag::file::DEPENDENCY, index)).cloned()
    }

    /// The place where the option `name` is set, or an option that it lies in, or a part of it.
    pub(crate) fn option(&self, path: &[i32], name: &str) -> Option<Range<usize>> {
        let places = self.options.get(path)?;
        let holds = |option: &str| {
            name.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let lies_in =
            |option: &str| option.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        let place = places.iter().find(|(option, _)| holds(option));
        let part = || places.iter().find(|(option, _)| lies_in(option));
        place.or_else(part).map(|(_, range)| range.clone())
    }

    /// The place of the option `index` among those that are not interpreted.
    pub(crate) fn nth_option(&self, path: &[i32], index: usize) -> Option<Range<usize>> {
        self.options.get(path)?.get(index).map(|(_, range)| range.clone())
    }
}

/// `features.(pb.cpp).string_type`.
pub(crate) fn dotted(name: &[super::descriptor::NamePart]) -> String {
    let parts = name.iter().map(|part| match part.is_extension {
        true => format!("({})", part.name_part.trim_start_matches('.')),
        false => part.name_part.clone(),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Of `option name = value;` what stands between the keyword and the semicolon.
fn without_keyword(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(statement) = text.get(range.clone()) else { return range };
    let rest = match statement.strip_prefix("option") {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_whitespace()) => rest.trim_start(),
        _ => statement,
    };
    let end = range.start + statement.trim_end_matches(';').trim_end().len();
    let start = range.end - rest.len();
    start..end.max(start)
}

/// The value type of `map<key, value>`.
fn map_value_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let ty = text.get(range.clone()).filter(|ty| ty.starts_with("map") && ty.ends_with('>'))?;
    let value = dialect::map_value(ty)?;
    Some(range.start + value.start..range.start + value.end)
}

/// The string of an import.
fn string_in(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(statement) = text.get(range.clone()) else { return range };
    match (statement.find(['"', '\'']), statement.rfind(['"', '\''])) {
        (Some(start), Some(end)) => range.start + start..range.start + end + 1,
        _ => range,
    }
}

/// Lines and columns, as descriptors count them, and bytes.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    fn range(&self, span: &[i32]) -> Option<Range<usize>> {
        let (start, end) = match *span {
            [line, start, end] => ((line, start), (line, end)),
            [line, start, last_line, end] => ((line, start), (last_line, end)),
            _ => return None,
        };
        Some(self.offset(start)?..self.offset(end)?)
    }

    fn offset(&self, (line, column): (i32, i32)) -> Option<usize> {
        let start = self.starts.get(usize::try_from(line).ok()?)?;
        Some((start + usize::try_from(column).ok()?).min(self.text.len()))
    }

    fn span(&self, range: &Range<usize>) -> Vec<i32> {
        let ((line, start), (last_line, end)) = (self.place(range.start), self.place(range.end));
        if line == last_line { vec![line, start, end] } else { vec![line, start, last_line, end] }
    }

    fn place(&self, at: usize) -> (i32, i32) {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let number = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
        (number(line), number(at.saturating_sub(self.starts[line])))
    }
}
