//! The value of an option in braces: a message in text format, by protoc's rules for it.

use std::collections::HashSet;

use super::explain;
use super::lexer::{Kind, Token, tokens};
use super::types::{Field, Message, Types};
use super::value::{Value, signed_range, unsigned_limit};
use super::wire;
use crate::diagnostics::nearest::nearest;
use crate::schema::descriptor::FieldType;
use crate::schema::mistake::Mistake;
use crate::schema::strings::unescape;

type Parsed<T> = Result<T, Mistake>;

const ANY: &str = "google.protobuf.Any";
const ANY_PREFIXES: [&str; 2] = ["type.googleapis.com", "type.googleprod.com"];

/// Reads `text`, what stands between the braces, as a message of the type. `start` is where it
/// stands in its file.
pub(super) fn parse(
    types: &Types<'_>,
    ty: &Message<'_>,
    text: &str,
    start: usize,
) -> Parsed<Vec<u8>> {
    let read = tokens(text).and_then(|tokens| {
        let mut parser = Parser { types, text, tokens, at: 0 };
        parser.message(ty, None)
    });
    read.map_err(|mistake| {
        let range = mistake.range.clone();
        Mistake { range: range.map(|range| start + range.start..start + range.end), ..mistake }
    })
}

struct Parser<'a> {
    types: &'a Types<'a>,
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

/// What a message has so far.
#[derive(Default)]
struct Seen {
    fields: HashSet<u32>,
    oneofs: HashSet<i32>,
}

impl<'a> Parser<'a> {
    /// A message up to the symbol `end`, or to the end of the text.
    fn message(&mut self, ty: &Message<'_>, end: Option<u8>) -> Parsed<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut seen = Seen::default();
        let start = self.at;
        loop {
            match (self.kind(), end) {
                (None, None) => break,
                (Some(Kind::Symbol(symbol)), Some(end)) if symbol == end => {
                    self.at += 1;
                    break;
                }
                (None, Some(_)) => return Err(self.expected("the end of the message")),
                _ => {}
            }
            self.field(ty, &mut seen, &mut bytes)?;
            if !self.take(b';') {
                self.take(b',');
            }
        }
        let missing = ty.proto.field.iter().find(|proto| {
            ty.field(&proto.name)
                .is_some_and(|field| field.is_required() && !seen.fields.contains(&field.number()))
        });
        if let Some(missing) = missing {
            let place = start.saturating_sub(1).min(self.tokens.len());
            let place = self.tokens.get(place).map(|token| token.range.clone());
            let message = format!("the required field `{}` is missing", missing.name);
            let help = format!("`{}` cannot be without it", ty.full_name);
            return Err(Mistake::new(place, message).help(help));
        }
        Ok(bytes)
    }

    fn field(&mut self, ty: &Message<'_>, seen: &mut Seen, bytes: &mut Vec<u8>) -> Parsed<()> {
        let start = self.at;
        let field = if self.take(b'[') {
            let name = self.bracketed()?;
            if ty.full_name == ANY {
                return self.any(&name, start, seen, bytes);
            }
            self.extension(ty, &name, start)?
        } else {
            let name = self.ident("the name of a field")?;
            match ty.field_in_text(&name) {
                Some(field) => field,
                None if ty.proto.reserved_name.contains(&name) => return self.skip_field(),
                None => return Err(self.unknown(ty, &name, start)),
            }
        };
        self.once(&field, seen, start)?;
        let has_colon = self.take(b':');
        if field.message().is_none() && !has_colon {
            return Err(self.expected("`:`"));
        }
        if field.is_repeated() && self.take(b'[') {
            if self.take(b']') {
                return Ok(());
            }
            loop {
                self.value(&field, ty, bytes)?;
                if self.take(b']') {
                    return Ok(());
                }
                if !self.take(b',') {
                    return Err(self.expected("`,` or `]`"));
                }
            }
        }
        self.value(&field, ty, bytes)
    }

    /// Fields that are not repeated are there once, and one of each oneof.
    fn once(&self, field: &Field<'_>, seen: &mut Seen, start: usize) -> Parsed<()> {
        let place = self.range(start);
        let is_new = seen.fields.insert(field.number());
        if field.is_repeated() {
            return Ok(());
        }
        if !is_new {
            let message = format!("`{}` is set twice", field.proto.name);
            return Err(Mistake::new(place, message).help("remove one of them"));
        }
        match field.proto.oneof_index {
            Some(index) if !field.proto.proto3_optional() && !seen.oneofs.insert(index) => {
                let message = format!("`{}` is in a oneof of which one is set", field.proto.name);
                Err(Mistake::new(place, message).help("remove one of them"))
            }
            _ => Ok(()),
        }
    }

    fn value(&mut self, field: &Field<'_>, owner: &Message<'_>, out: &mut Vec<u8>) -> Parsed<()> {
        if let Some(ty) = field.message() {
            let end = match () {
                () if self.take(b'{') => b'}',
                () if self.take(b'<') => b'>',
                () => return Err(self.expected("`{`")),
            };
            let inner = self.message(&ty, Some(end))?;
            out.extend(match field.is_extension() && owner.is_message_set() {
                true => wire::item(field.number(), &inner),
                false => wire::wrapped(field.number(), field.is_delimited(), &inner),
            });
            return Ok(());
        }
        let start = self.at;
        let value = self.scalar(field)?.ok_or_else(|| {
            let end = self.at.max(start + 1).min(self.tokens.len());
            let last = self.tokens[..end].last().map_or(0, |token| token.range.end);
            let range = self.range(start).start..last.max(self.range(start).end);
            let found = self.text.get(range.clone()).unwrap_or_default().to_owned();
            let message = match found.as_str() {
                "" => format!("`{}` has no value", field.proto.name),
                found => format!("`{found}` is no value of `{}`", field.proto.name),
            };
            Mistake::new(range, message).help(explain::expected(field, &found))
        })?;
        out.extend(wire::encoded(field, &value));
        Ok(())
    }

    /// `None` when the field does not take what stands here.
    fn scalar(&mut self, field: &Field<'_>) -> Parsed<Option<Value>> {
        let Some(kind) = field.kind() else { return Ok(None) };
        Ok(match kind {
            FieldType::String | FieldType::Bytes => self.strings()?.map(Value::Bytes),
            FieldType::Bool => match self.word() {
                Some("true" | "True" | "t") => Some(Value::Uint(1)),
                Some("false" | "False" | "f") => Some(Value::Uint(0)),
                Some(_) => None,
                None => self.unsigned(1).map(Value::Uint),
            },
            FieldType::Enum => self.enumeration(field).map(Value::Int),
            FieldType::Float | FieldType::Double => self.double().map(Value::Double),
            kind => match unsigned_limit(kind) {
                Some(limit) => self.unsigned(limit).map(Value::Uint),
                None => signed_range(kind).and_then(|range| self.signed(range)).map(Value::Int),
            },
        })
    }

    /// Strings that stand side by side are one.
    fn strings(&mut self) -> Parsed<Option<Vec<u8>>> {
        let mut all = None;
        while self.kind() == Some(Kind::String) {
            let range = self.range(self.at);
            let part = unescape(&self.text[range.clone()]).map_err(|wrong| {
                let range = range.start + wrong.start..range.start + wrong.end;
                let text = self.text.get(range.clone()).unwrap_or_default();
                match text.strip_prefix('\\') {
                    Some(_) => Mistake::new(range, format!("`{text}` is no escape"))
                        .help("a backslash itself is written `\\\\`"),
                    None => Mistake::new(range, "the string does not end")
                        .help("strings end in the line they begin in"),
                }
            })?;
            all.get_or_insert_with(Vec::new).extend(part);
            self.at += 1;
        }
        Ok(all)
    }

    /// The next token as an integer, if it is one.
    fn integer(&mut self) -> Option<u64> {
        let text = (self.kind() == Some(Kind::Integer)).then(|| self.shown(self.at))?;
        let (digits, radix) = match text.as_bytes() {
            [b'0', b'x' | b'X', ..] => (&text[2..], 16),
            [b'0', _, ..] => (&text[1..], 8),
            _ => (text, 10),
        };
        let value = u64::from_str_radix(digits, radix).ok()?;
        self.at += 1;
        Some(value)
    }

    fn unsigned(&mut self, limit: u64) -> Option<u64> {
        self.integer().filter(|value| *value <= limit)
    }

    fn signed(&mut self, (least, most): (i64, i64)) -> Option<i64> {
        let is_negative = self.take(b'-');
        let value = i128::from(self.integer()?);
        let value = i64::try_from(if is_negative { -value } else { value }).ok()?;
        (least..=most).contains(&value).then_some(value)
    }

    fn double(&mut self) -> Option<f64> {
        let is_negative = self.take(b'-');
        let kind = self.kind()?;
        let text = self.shown(self.at).to_ascii_lowercase();
        let value = match kind {
            // Only decimal numbers are numbers here.
            Kind::Integer if text.len() > 1 && text.starts_with('0') => None,
            Kind::Integer | Kind::Float => text.parse::<f64>().ok(),
            Kind::Ident if matches!(text.as_str(), "inf" | "infinity") => Some(f64::INFINITY),
            Kind::Ident if text == "nan" => Some(f64::NAN),
            _ => None,
        }?;
        self.at += 1;
        Some(if is_negative { -value } else { value })
    }

    fn enumeration(&mut self, field: &Field<'_>) -> Option<i64> {
        let ty = field.enumeration()?;
        if let Some(name) = self.word() {
            let value = ty.proto.value.iter().find(|value| value.name == name)?;
            return Some(value.number().into());
        }
        let number = self.signed((i32::MIN.into(), i32::MAX.into()))?;
        let is_known = ty.proto.value.iter().any(|value| i64::from(value.number()) == number);
        (ty.is_open || is_known).then_some(number)
    }

    /// What stands in brackets, behind the first of them.
    fn bracketed(&mut self) -> Parsed<String> {
        let mut name = String::new();
        while !self.take(b']') {
            match self.kind() {
                Some(Kind::Ident | Kind::Integer | Kind::Float) => {}
                Some(Kind::Symbol(b'.' | b'/' | b'-')) => {}
                _ => return Err(self.expected("the name of an extension and `]`")),
            }
            name.push_str(self.shown(self.at));
            self.at += 1;
        }
        Ok(name)
    }

    fn extension(&self, ty: &Message<'_>, name: &str, start: usize) -> Parsed<Field<'a>> {
        let is_name = name.split('.').all(|part| !part.is_empty()) && !name.contains(['/', '-']);
        let found = is_name.then(|| self.types.extension(ty, name)).flatten();
        found.filter(|field| field.owner == ty.full_name).ok_or_else(|| {
            let message = format!("`{}` has no extension `[{name}]`", ty.full_name);
            Mistake::new(self.range(start).start..self.range(self.at.max(1) - 1).end, message)
                .help("names of extensions are looked for from where the message is declared")
        })
    }

    /// `[type.googleapis.com/pkg.Type] { … }` in an `Any`.
    fn any(&mut self, url: &str, start: usize, seen: &mut Seen, out: &mut Vec<u8>) -> Parsed<()> {
        let place = self.range(start).start..self.range(self.at.max(1) - 1).end;
        let wrong = |message: String, help: &str| Mistake::new(place.clone(), message).help(help);
        let known = url.rsplit_once('/').filter(|(prefix, _)| ANY_PREFIXES.contains(prefix));
        let Some((_, name)) = known else {
            let help = "write `[type.googleapis.com/package.Message] { … }`";
            return Err(wrong(format!("`[{url}]` is no type of an `Any`"), help));
        };
        let Some(inner) = self.types.visible_message(name) else {
            let help = "it has to be in this file or in one that is imported";
            return Err(wrong(format!("there is no message `{name}`"), help));
        };
        if !(seen.fields.insert(1) & seen.fields.insert(2)) {
            return Err(wrong("the `Any` is set twice".to_owned(), "remove one of them"));
        }
        self.take(b':');
        let end = match () {
            () if self.take(b'{') => b'}',
            () if self.take(b'<') => b'>',
            () => return Err(self.expected("`{`")),
        };
        let bytes = self.message(&inner, Some(end))?;
        out.extend(wire::wrapped(1, false, url.as_bytes()));
        out.extend(wire::wrapped(2, false, &bytes));
        Ok(())
    }

    /// The value of a field that is there no more.
    fn skip_field(&mut self) -> Parsed<()> {
        self.take(b':');
        self.skip_value()
    }

    fn skip_value(&mut self) -> Parsed<()> {
        if self.take(b'[') {
            while !self.take(b']') {
                self.skip_value()?;
                self.take(b',');
            }
            return Ok(());
        }
        for (open, close) in [(b'{', b'}'), (b'<', b'>')] {
            if self.take(open) {
                while !self.take(close) {
                    if self.take(b'[') {
                        self.bracketed()?;
                    } else {
                        self.ident("the name of a field")?;
                    }
                    self.skip_field()?;
                    if !self.take(b';') {
                        self.take(b',');
                    }
                }
                return Ok(());
            }
        }
        if self.strings()?.is_some() {
            return Ok(());
        }
        self.take(b'-');
        match self.kind() {
            Some(Kind::Ident | Kind::Integer | Kind::Float) => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.expected("a value")),
        }
    }

    fn unknown(&self, ty: &Message<'_>, name: &str, start: usize) -> Mistake {
        let names = ty.proto.field.iter().map(|field| field.name.as_str());
        let near = nearest(name, names);
        Mistake::new(self.range(start), format!("`{}` has no field `{name}`", ty.full_name))
            .maybe_help(near.map(|near| format!("did you mean `{near}`?")))
    }

    fn ident(&mut self, what: &str) -> Parsed<String> {
        let name = self.word().map(str::to_owned);
        name.ok_or_else(|| self.expected(what))
    }

    /// Takes an identifier.
    fn word(&mut self) -> Option<&str> {
        (self.kind() == Some(Kind::Ident)).then(|| {
            self.at += 1;
            self.shown(self.at - 1)
        })
    }

    fn take(&mut self, symbol: u8) -> bool {
        let is_there = self.kind() == Some(Kind::Symbol(symbol));
        self.at += usize::from(is_there);
        is_there
    }

    fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn shown(&self, at: usize) -> &str {
        self.text.get(self.range(at)).unwrap_or_default()
    }

    /// The range of a token, or the end of the text.
    fn range(&self, at: usize) -> std::ops::Range<usize> {
        let end = self.text.trim_end().len();
        self.tokens.get(at).map_or(end..end, |token| token.range.clone())
    }

    fn expected(&self, what: &str) -> Mistake {
        let found = match self.shown(self.at) {
            "" => "the end".to_owned(),
            found => format!("`{found}`"),
        };
        Mistake::new(self.range(self.at), format!("expected {what}, but found {found}"))
    }
}
