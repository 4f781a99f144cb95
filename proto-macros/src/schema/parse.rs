//! One file: from its text to its descriptor, as it is written.

use std::ops::Range;

use prost::Message;

use super::descriptor::{
    DescriptorProto, EnumDescriptorProto, FileDescriptorProto, SymbolVisibility,
};
use super::dialect::{self, Lowered, Visibility};
use super::edition::Edition;
use super::lower::json_name;
use super::mistake::Mistake;
use super::nesting;
use super::report;
use super::restored;
use super::spans::Spans;
use super::synthetic;
use super::tag::{self, nth};
use super::unit::Import;

/// A file whose names are not resolved and whose options are not interpreted yet.
#[derive(Debug)]
pub(crate) struct ParsedFile {
    pub(crate) proto: FileDescriptorProto,
    pub(crate) edition: Edition,
    pub(crate) spans: Spans,
    pub(crate) imports: Vec<Import>,
    /// Whether nothing was cut out.
    pub(crate) is_whole: bool,
}

/// How often a file is parsed again to find its next mistake.
const ROUNDS: usize = 32;

/// Parses a file. The parser ends at its first error; the statement with the error is then cut out
/// and the rest parsed again, so that every mistake of the file is found.
pub(crate) fn parse(name: &str, text: &str, mistakes: &mut Vec<Mistake>) -> Option<ParsedFile> {
    if let Some(place) = nesting::too_deep(text) {
        mistakes.push(
            Mistake::new(place, "brackets are nested too deep").help("100 levels are allowed"),
        );
        return None;
    }
    let mut rest = text.to_owned();
    let mut explained: Vec<Range<usize>> = Vec::new();
    // What has been cut out, as it was wrong.
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for round in 0..ROUNDS {
        let lowered = match dialect::lower(&rest) {
            Ok(lowered) => lowered,
            Err(mistake) => {
                mistakes.push(mistake);
                return None;
            }
        };
        if round == 0 {
            explained.extend(lowered.mistakes.iter().filter_map(|mistake| mistake.range.clone()));
            mistakes.extend(lowered.mistakes.iter().cloned());
        }
        let error = match protox_parse::parse(name, &lowered.text) {
            Ok(parsed) => {
                let mut file = finish(&parsed.encode_to_vec(), &rest, &lowered)?;
                file.is_whole = round == 0;
                return Some(file);
            }
            Err(error) => error,
        };
        let mut mistake = report::parse_error(&error, &lowered.text);
        let place = lowered.map.original_range(mistake.range.take().unwrap_or_default());
        let statement = lowered.statement(&place);
        let whole = statement.clone().unwrap_or_else(|| place.clone());
        let is_explained = explained
            .iter()
            .any(|known| whole.start <= known.start && known.end <= whole.end.max(place.end));
        if !is_explained && !is_left_by(&cuts, &place, text, &rest) {
            mistake.range = Some(place);
            mistakes.push(mistake);
        }
        let statement = statement?;
        cut(&mut rest, statement.clone())?;
        cuts.push(statement);
    }
    None
}

/// Whether what is wrong at `place` is only so as parts were cut out: a oneof has no fields, as they were
/// wrong, or a `}` is missing, as it went with a string without an end.
fn is_left_by(cuts: &[Range<usize>], place: &Range<usize>, text: &str, rest: &str) -> bool {
    let is_end = rest.get(place.start..).is_none_or(|rest| rest.trim().is_empty());
    cuts.iter().any(|cut| {
        let count = |brace| text.get(cut.clone()).unwrap_or_default().matches(brace).count();
        let is_around = place.start <= cut.start && cut.end <= place.end;
        is_around || is_end && count('{') != count('}')
    })
}

/// Blanks a part of the text; lines stay.
fn cut(text: &mut String, range: Range<usize>) -> Option<()> {
    let part = text.get(range.clone())?;
    let blank: String = part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    if blank == part {
        return None;
    }
    text.replace_range(range, &blank);
    Some(())
}

/// Puts back what the parser did not see.
fn finish(bytes: &[u8], text: &str, lowered: &Lowered) -> Option<ParsedFile> {
    let mut proto = FileDescriptorProto::decode(bytes).ok()?;
    let spans = Spans::new(&mut proto, text, &lowered.text, &lowered.map);
    if lowered.edition.is_edition() {
        proto.syntax = Some("editions".to_owned());
        proto.edition = Some(lowered.edition.0);
    }
    restored::restore(&mut proto, text, lowered, &spans);
    let mut places = Places { visibility: &lowered.visibility, spans: &spans };
    for (index, message) in proto.message_type.iter_mut().enumerate() {
        places.message(message, &nth(&[], tag::file::MESSAGE, index));
    }
    for (index, ty) in proto.enum_type.iter_mut().enumerate() {
        places.enumeration(ty, &nth(&[], tag::file::ENUM, index));
    }
    for extension in &mut proto.extension {
        let name = &extension.name;
        extension.json_name.get_or_insert_with(|| json_name(name));
    }
    let imports = ParsedFile::take_imports(&mut proto, &spans, &lowered.option_imports);
    Some(ParsedFile { proto, edition: lowered.edition, spans, imports, is_whole: true })
}

/// Gives elements what follows from their places.
struct Places<'a> {
    visibility: &'a [(usize, Visibility)],
    spans: &'a Spans,
}

impl Places<'_> {
    fn message(&mut self, message: &mut DescriptorProto, path: &[i32]) {
        message.visibility = self.visibility(path);
        synthetic::name_oneofs(message);
        for field in message.field.iter_mut().chain(&mut message.extension) {
            let name = &field.name;
            field.json_name.get_or_insert_with(|| json_name(name));
        }
        for (index, nested) in message.nested_type.iter_mut().enumerate() {
            self.message(nested, &nth(path, tag::message::MESSAGE, index));
        }
        for (index, ty) in message.enum_type.iter_mut().enumerate() {
            self.enumeration(ty, &nth(path, tag::message::ENUM, index));
        }
    }

    fn enumeration(&mut self, ty: &mut EnumDescriptorProto, path: &[i32]) {
        ty.visibility = self.visibility(path);
    }

    fn visibility(&self, path: &[i32]) -> Option<i32> {
        if self.visibility.is_empty() {
            return None;
        }
        let start = self.spans.exactly(path)?.start;
        let index = self.visibility.binary_search_by_key(&start, |(at, _)| *at).ok()?;
        Some(match self.visibility[index].1 {
            Visibility::Local => SymbolVisibility::Local as i32,
            Visibility::Export => SymbolVisibility::Export as i32,
        })
    }
}
