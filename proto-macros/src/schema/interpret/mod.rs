//! Options: what stands in the text becomes the fields of the options' message, as protoc does it.
//!
//! The built-in options of a file come first, those of others after them: how an extension of the same
//! file travels can depend on the features that the file sets.

mod aggregate;
mod explain;
mod lexer;
mod types;
mod value;
mod wire;

use std::collections::HashMap;

use prost::Message as _;

use super::descriptor::{UninterpretedOption, UninterpretedOptions};
use super::mistake::Mistake;
use super::options::{self, On};
use super::resolve::Resolved;
use super::scope::Scopes;
use super::spans::{Spans, dotted};
use super::symbols::Symbols;
use super::unit::Unit;
use types::{Field, Message, Types};

/// Interprets the options of the file with the given index, whose names are resolved. Those with a
/// mistake are left out.
pub(super) fn interpret(
    index: usize,
    units: &mut [Unit],
    symbols: &Symbols,
    resolved: &Resolved,
    mistakes: &mut Vec<(usize, Mistake)>,
) {
    let mut done: HashMap<Vec<i32>, Vec<u8>> = HashMap::new();
    for are_extensions in [false, true] {
        let mut proto = units[index].proto.clone();
        let unit = &units[index];
        let scopes = Scopes::new(index, units, symbols);
        let interpreter =
            Interpreter { file: index, types: Types { units, symbols, scopes: &scopes } };
        let mut found = Vec::new();
        options::visit(&mut proto, &mut |element| {
            let Some(bytes) = element.bytes else { return };
            let Ok(read) = UninterpretedOptions::decode(bytes.as_slice()) else { return };
            // What has none is set by the parser: the options of map entries.
            if read.option.is_empty() && !done.contains_key(&element.path) {
                return;
            }
            let (now, later): (Vec<_>, Vec<_>) = read.option.into_iter().partition(|option| {
                option.name.first().is_some_and(|part| part.is_extension) == are_extensions
            });
            let known = done.entry(element.path.clone()).or_default();
            // A plain option may be there once as it is, and once more in parentheses, which counts.
            let start = known.len();
            for option in now {
                let key = (element.path.clone(), option.index());
                if resolved.lost_options.contains(&key) {
                    continue;
                }
                match interpreter.option(&option, element.on, &known[start..]) {
                    Ok(bytes) => known.extend(bytes),
                    Err(mistake) => found.push(placed(mistake, &unit.spans, &key)),
                }
            }
            let mut all = known.clone();
            all.extend(UninterpretedOptions { option: later }.encode_to_vec());
            *bytes = all;
        });
        mistakes.extend(found.into_iter().map(|mistake| (index, mistake)));
        units[index].proto = proto;
    }
}

/// Mistakes without a place of their own are those of the whole option.
fn placed(mistake: Mistake, spans: &Spans, (path, index): &(Vec<i32>, usize)) -> Mistake {
    let range = mistake.range.clone().or_else(|| spans.nth_option(path, *index));
    Mistake { range, ..mistake }
}

struct Interpreter<'a> {
    file: usize,
    types: Types<'a>,
}

impl Interpreter<'_> {
    /// The field that an option sets in the message of the options, in which others of its kind have
    /// set the fields `known`.
    fn option(
        &self,
        option: &UninterpretedOption,
        on: On,
        known: &[u8],
    ) -> Result<Vec<u8>, Mistake> {
        let name = dotted(&option.name);
        if let ("uninterpreted_option", Some(_)) = (
            option.name.first().map_or("", |part| part.name_part.as_str()),
            option.name.first().filter(|part| !part.is_extension),
        ) {
            let text = "`uninterpreted_option` cannot be set";
            return Err(Mistake::new(None, text).help("it only stands for options on their way"));
        }
        if (on, name.as_str()) == (On::Message, "map_entry") {
            return Err(Mistake::new(None, "`map_entry` cannot be set")
                .help("declare a map field: `map<Key, Value> name = 1;`"));
        }
        let (way, last) = self.way(option, on)?;
        let numbers: Vec<u32> = way.iter().map(Field::number).collect();
        if !last.is_repeated() && wire::is_set(known, &numbers, last.number()) {
            return Err(Mistake::new(None, format!("the option `{name}` is set twice"))
                .help("remove one of them"));
        }
        let mut bytes = match (&option.aggregate_value, last.message()) {
            (Some(text), Some(ty)) => {
                let start = option.place.and_then(|at| usize::try_from(at).ok());
                let inner = aggregate::parse(&self.types, &ty, text, start.unwrap_or(0))?;
                wire::wrapped(last.number(), last.is_delimited(), &inner)
            }
            _ => {
                let value = value::of_option(option, &name, &last)?;
                wire::encoded(&last, &value)
            }
        };
        for field in way.iter().rev() {
            bytes = wire::wrapped(field.number(), field.is_delimited(), &bytes);
        }
        Ok(bytes)
    }

    /// The fields that the name leads through, and the one it ends with.
    fn way<'f>(
        &'f self,
        option: &UninterpretedOption,
        on: On,
    ) -> Result<(Vec<Field<'f>>, Field<'f>), Mistake> {
        if let ([part], On::Field) = (option.name.as_slice(), on)
            && matches!(part.name_part.as_str(), "default" | "json_name")
            && !part.is_extension
        {
            // The first one is not among the options any more.
            return Err(Mistake::new(None, format!("`{}` is set twice", part.name_part))
                .help("remove one of them"));
        }
        let mut message = self.types.message(on.options());
        let mut way: Vec<Field<'_>> = Vec::new();
        for (index, part) in option.name.iter().enumerate() {
            let so_far = dotted(&option.name[..=index]);
            if let Some(last) = way.last() {
                message = self.enter(last, &dotted(&option.name[..index]))?;
            }
            let Some(ty) = &message else { break };
            let field = if part.is_extension {
                self.extension(part.name_part.trim_start_matches('.'), ty, &so_far)?
            } else {
                let field = ty.field(&part.name_part);
                field.ok_or_else(|| explain::unknown(ty, &part.name_part, &so_far, index == 0))?
            };
            way.push(field);
        }
        match way.pop() {
            Some(last) => Ok((way, last)),
            None => Err(Mistake::new(None, "the option has no name")),
        }
    }

    /// The message that a field holds, in which the name goes on.
    fn enter<'f>(&self, field: &Field<'f>, name: &str) -> Result<Option<Message<'f>>, Mistake> {
        let Some(ty) = field.message() else {
            let message = format!("`{name}` is no message: nothing in it can be set");
            return Err(Mistake::new(None, message).help("remove what follows its name"));
        };
        if field.is_repeated() {
            let message = format!("`{name}` is repeated: its parts cannot be set one by one");
            return Err(Mistake::new(None, message).help("set it as a whole: `= { … }`"));
        }
        Ok(Some(ty))
    }

    fn extension<'f>(
        &'f self,
        full_name: &str,
        ty: &Message<'_>,
        so_far: &str,
    ) -> Result<Field<'f>, Mistake> {
        let Some(field) = self.types.field(full_name) else {
            return Err(Mistake::new(None, format!("there is no option `({full_name})`")));
        };
        if field.owner != ty.full_name {
            let help = match field.is_extension() {
                true => format!(
                    "it extends `{}`, and this takes extensions of `{}`",
                    field.owner, ty.full_name
                ),
                false => {
                    format!("it is a field of `{}`, and not of `{}`", field.owner, ty.full_name)
                }
            };
            return Err(Mistake::new(None, format!("`{so_far}` is no option here")).help(help));
        }
        if ty.full_name == "google.protobuf.FeatureSet" && field.file == self.file {
            let text = format!("the feature `{so_far}` is set in the file that declares it");
            return Err(Mistake::new(None, text).help("declare it in a file that this one imports"));
        }
        Ok(field)
    }
}
