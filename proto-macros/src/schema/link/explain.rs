//! Why an option cannot be interpreted.

use miette::Diagnostic;
use prost_reflect::{DescriptorPool, Kind, MessageDescriptor};

use super::stand_in::{OptionId, OptionIds};
use crate::diagnostics::nearest::nearest;
use crate::schema::descriptor::UninterpretedOption;
use crate::schema::mistake::Mistake;
use crate::schema::options::On;
use crate::schema::spans::dotted;

/// The option that an error of the linker is about.
pub(super) fn option_id<'a>(error: &dyn Diagnostic, ids: &'a OptionIds) -> Option<&'a OptionId> {
    let label = error.labels()?.next()?;
    ids.0.get(label.offset())
}

/// What is wrong with the option, with a better reason than the linker's where there is one.
pub(super) fn mistake(error: &dyn Diagnostic, id: &OptionId, pool: &DescriptorPool) -> Mistake {
    if let ([part], On::Field) = (id.option.name.as_slice(), id.on)
        && matches!(part.name_part.as_str(), "default" | "json_name")
    {
        // The first one is not among the options any more.
        return Mistake::new(None, format!("`{}` is set twice", part.name_part))
            .help("remove one of them");
    }
    let options = pool.get_message_by_name(id.on.options());
    let reason = options.and_then(|options| walk(&options, &id.option, pool));
    reason.unwrap_or_else(|| {
        let name = dotted(&id.option.name);
        let text = error.to_string();
        if text.contains("has already been set") {
            return Mistake::new(None, format!("the option `{name}` is set twice"))
                .help("remove one of them");
        }
        if let Some(reason) = text.strip_prefix("expected an extension to type ") {
            let mut types = reason.split('\'').skip(1).step_by(2);
            let (wanted, found) =
                (types.next().unwrap_or_default(), types.nth(1).unwrap_or_default());
            return Mistake::new(None, format!("`{name}` is no option here"))
                .help(format!("it extends `{found}`, and this takes extensions of `{wanted}`"));
        }
        Mistake::new(None, super::super::report::link_error(error).replace("(.", "("))
    })
}

/// Goes along the name of the option, to where it fails.
fn walk(
    options: &MessageDescriptor,
    option: &UninterpretedOption,
    pool: &DescriptorPool,
) -> Option<Mistake> {
    let mut message = options.clone();
    for (index, part) in option.name.iter().enumerate() {
        let so_far = dotted(&option.name[..=index]);
        let is_last = index + 1 == option.name.len();
        let (kind, is_list) = if part.is_extension {
            let name = part.name_part.trim_start_matches('.');
            let extension = pool.get_extension_by_name(name)?;
            let extendee = extension.containing_message();
            if extendee != message {
                return None;
            }
            (extension.kind(), extension.is_list())
        } else {
            let Some(field) = message.get_field_by_name(&part.name_part) else {
                return Some(unknown(&message, &part.name_part, &so_far, index == 0));
            };
            (field.kind(), field.is_list())
        };
        if is_last {
            return wrong_value(option, &so_far, &kind);
        }
        match kind {
            Kind::Message(inner) if !is_list => message = inner,
            Kind::Message(_) => {
                let message = format!("`{so_far}` is repeated: its parts cannot be set one by one");
                return Some(Mistake::new(None, message).help("set it as a whole: `= { … }`"));
            }
            _ => {
                let message = format!("`{so_far}` is no message: nothing in it can be set");
                return Some(Mistake::new(None, message).help("remove what follows its name"));
            }
        }
    }
    None
}

fn unknown(message: &MessageDescriptor, part: &str, so_far: &str, is_first: bool) -> Mistake {
    let fields: Vec<String> = message.fields().map(|field| field.name().to_owned()).collect();
    let near = nearest(part, fields.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_first => format!("custom options stand in parentheses: `({part})`"),
        None => format!("`{}` has no field of this name", message.full_name()),
    };
    let noun = if so_far.starts_with("features.") { "feature" } else { "option" };
    Mistake::new(None, format!("there is no {noun} `{so_far}`")).help(help)
}

fn wrong_value(option: &UninterpretedOption, name: &str, kind: &Kind) -> Option<Mistake> {
    let found = shown(option)?;
    match kind {
        Kind::Enum(ty) => {
            let values: Vec<String> = ty.values().map(|value| value.name().to_owned()).collect();
            if values.contains(&found) && option.identifier_value.is_some() {
                return None;
            }
            let values: Vec<String> =
                values.into_iter().filter(|value| !value.ends_with("_UNKNOWN")).collect();
            let message = format!("`{found}` is no value of `{name}`");
            let help = match nearest(&found, values.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`{}` has {}", ty.name(), values.join(", ")),
            };
            Some(Mistake::new(None, message).help(help))
        }
        Kind::Message(ty) if option.aggregate_value.is_none() => {
            let message = format!("`{name}` is a message, and `{found}` is none");
            let help = format!(
                "write `{name} = {{ … }}`, or set a part of it: `{name}.{} = …`",
                ty.fields().next().map_or("field".to_owned(), |field| field.name().to_owned())
            );
            Some(Mistake::new(None, message).help(help))
        }
        Kind::Message(_) => None,
        kind => {
            let (wanted, is_right) = scalar(option, kind);
            let message = format!("`{found}` is no value of `{name}`");
            (!is_right).then(|| Mistake::new(None, message).help(format!("expected {wanted}")))
        }
    }
}

/// What a scalar takes, and whether `option` has that.
fn scalar(option: &UninterpretedOption, kind: &Kind) -> (&'static str, bool) {
    let is_integer = option.positive_int_value.is_some() || option.negative_int_value.is_some();
    match kind {
        Kind::Bool => ("`true` or `false`", matches!(option.identifier_value(), "true" | "false")),
        Kind::String | Kind::Bytes => ("a string", option.string_value.is_some()),
        Kind::Float | Kind::Double => ("a number", is_integer || option.double_value.is_some()),
        Kind::Uint32 | Kind::Fixed32 => (
            "an integer from 0 to 4294967295",
            option.positive_int_value.is_some_and(|value| u32::try_from(value).is_ok()),
        ),
        Kind::Uint64 | Kind::Fixed64 => {
            ("an integer that is not negative", option.positive_int_value.is_some())
        }
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => (
            "an integer from -2147483648 to 2147483647",
            option.positive_int_value.is_some_and(|value| i32::try_from(value).is_ok())
                || option.negative_int_value.is_some_and(|value| i32::try_from(value).is_ok()),
        ),
        _ => ("an integer of 64 bits", is_integer),
    }
}

/// The value as it is written, more or less.
fn shown(option: &UninterpretedOption) -> Option<String> {
    let number = option.positive_int_value.map(|value| value.to_string());
    option
        .identifier_value
        .clone()
        .or(number)
        .or_else(|| option.negative_int_value.map(|value| value.to_string()))
        .or_else(|| option.double_value.map(|value| value.to_string()))
        .or_else(|| {
            option
                .string_value
                .as_ref()
                .map(|value| format!("{:?}", String::from_utf8_lossy(value)))
        })
        .or_else(|| option.aggregate_value.as_ref().map(|_| "{ … }".to_owned()))
}
