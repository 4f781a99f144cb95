//! Options and features: what they can be set on, and in which editions there are such.

use prost_reflect::{DynamicMessage, ExtensionDescriptor, FieldDescriptor, Kind, Value};

use super::super::edition::Edition;
use super::super::mistake::Mistake;
use super::super::options::{self, On};
use super::Checker;
use crate::diagnostics::alternatives;

pub(super) fn check(checker: &mut Checker<'_>) {
    for (index, unit) in checker.units.iter().enumerate() {
        if checker.is_built_in(index) {
            continue;
        }
        let mut proto = unit.proto.clone();
        options::visit(&mut proto, &mut |element| {
            let Some(bytes) = element.bytes else { return };
            // Those of map entries are those of the map field. A file without text has no places.
            if !unit.lines.is_empty() && !checker.spans(index).has(&element.path) {
                return;
            }
            let descriptor = checker.pool.get_message_by_name(element.on.options());
            let message =
                descriptor.and_then(|ty| DynamicMessage::decode(ty, bytes.as_slice()).ok());
            let Some(message) = message else { return };
            let mut found = Vec::new();
            let context = Context { edition: unit.edition, on: element.on };
            context.message(&message, "", &mut found);
            for (name, mistake) in found {
                let spans = checker.spans(index);
                let name_path = &element.path[..element.path.len().saturating_sub(1)];
                let place = spans.option(&element.path, &name).or_else(|| spans.name(name_path));
                checker.report(index, Mistake { range: place, ..mistake });
            }
        });
    }
}

/// What the options belong to.
struct Context {
    edition: Edition,
    on: On,
}

/// A field of options: of the message itself, or an extension.
enum Setting {
    Field(FieldDescriptor),
    Extension(ExtensionDescriptor),
}

impl Setting {
    fn options(&self) -> DynamicMessage {
        match self {
            Self::Field(field) => field.options(),
            Self::Extension(extension) => extension.options(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Field(field) => field.kind(),
            Self::Extension(extension) => extension.kind(),
        }
    }

    fn name(&self, outer: &str) -> String {
        let name = match self {
            Self::Field(field) => field.name().to_owned(),
            Self::Extension(extension) => format!("({})", extension.full_name()),
        };
        match outer {
            "" => name,
            outer => format!("{outer}.{name}"),
        }
    }
}

impl Context {
    /// Checks everything that is set in `message`, which is the option `outer`.
    fn message(&self, message: &DynamicMessage, outer: &str, found: &mut Vec<(String, Mistake)>) {
        let fields = message.fields().map(|(field, value)| (Setting::Field(field), value));
        let extensions =
            message.extensions().map(|(extension, value)| (Setting::Extension(extension), value));
        for (setting, value) in fields.chain(extensions) {
            let name = setting.name(outer);
            if name == "features" && !self.edition.is_edition() {
                let mistake = Mistake::new(None, format!("{} has no features", self.edition)).help(
                    "features need an edition: write `edition = \"2023\";` instead of `syntax`",
                );
                found.push((name, mistake));
                continue;
            }
            if let Some(mistake) = self.setting(&setting, &name) {
                found.push((name, mistake));
                continue;
            }
            self.value(value, &setting.kind(), &name, found);
        }
    }

    fn setting(&self, setting: &Setting, name: &str) -> Option<Mistake> {
        let options = setting.options();
        let noun = match name.starts_with("features.") {
            true => "feature",
            false => "option",
        };
        let shown = name.strip_prefix("features.").unwrap_or(name);
        self.target(&options, noun, shown).or_else(|| {
            let support = options.get_field_by_name("feature_support")?.as_message()?.clone();
            self.support(&support, &format!("the {noun} `{shown}`"))
        })
    }

    fn target(&self, options: &DynamicMessage, noun: &str, name: &str) -> Option<Mistake> {
        let field = options.get_field_by_name("targets")?;
        let targets: Vec<i32> = field.as_list()?.iter().filter_map(Value::as_enum_number).collect();
        if targets.is_empty() || targets.contains(&(self.on as i32)) {
            return None;
        }
        let all = [
            On::File,
            On::ExtensionRange,
            On::Message,
            On::Field,
            On::Oneof,
            On::Enum,
            On::Value,
            On::Service,
            On::Method,
        ];
        let nouns: Vec<&str> =
            all.into_iter().filter(|on| targets.contains(&(*on as i32))).map(On::noun).collect();
        let message = format!("{} cannot have the {noun} `{name}`", self.on.noun());
        Some(Mistake::new(None, message).help(format!("it can be set on {}", alternatives(&nouns))))
    }

    /// Whether the edition has it yet, or still.
    fn support(&self, support: &DynamicMessage, what: &str) -> Option<Mistake> {
        let edition = |name: &str| {
            let value = support.get_field_by_name(name)?.as_enum_number()?;
            (support.has_field_by_name(name)).then_some(Edition(value))
        };
        if let Some(first) = edition("edition_introduced").filter(|first| self.edition < *first) {
            let message = format!("{what} needs {first}");
            return Some(
                Mistake::new(None, message)
                    .help(format!("this file is written in {}", self.edition)),
            );
        }
        let removed = edition("edition_removed").filter(|end| self.edition >= *end)?;
        let message = format!("{what} was removed in {removed}");
        let reason = support.get_field_by_name("removal_error");
        let reason = reason.as_ref().and_then(|reason| reason.as_str()).unwrap_or_default();
        Some(Mistake::new(None, message).help(match reason {
            "" => format!("this file is written in {}", self.edition),
            reason => reason.to_owned(),
        }))
    }

    fn value(&self, value: &Value, kind: &Kind, name: &str, found: &mut Vec<(String, Mistake)>) {
        match (value, kind) {
            (Value::Message(inner), _) => self.message(inner, name, found),
            (Value::List(list), _) => {
                list.iter().for_each(|value| self.value(value, kind, name, found));
            }
            (Value::EnumNumber(number), Kind::Enum(ty)) => {
                let Some(value) = ty.get_value(*number) else { return };
                if *number == 0 && name.starts_with("features.") {
                    let mistake =
                        Mistake::new(None, format!("`{}` is no value to set", value.name()))
                            .help("it only stands for values that are not known");
                    found.push((name.to_owned(), mistake));
                    return;
                }
                let options = value.options();
                let support = options.get_field_by_name("feature_support");
                let support = support.as_ref().and_then(|support| support.as_message());
                let what = format!("the value `{}`", value.name());
                let mistake = support.and_then(|support| self.support(support, &what));
                found.extend(mistake.map(|mistake| (name.to_owned(), mistake)));
            }
            _ => {}
        }
    }
}
