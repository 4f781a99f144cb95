//! The naming style that editions enforce from 2024 on.

use super::super::options::On;
use super::super::tag;
use super::Checker;

/// How a kind of name is written.
#[derive(Clone, Copy)]
enum Style {
    Title,
    LowerSnake,
    UpperSnake,
}

const LEGACY: &str = "`features.enforce_naming_style = STYLE_LEGACY` allows it";

pub(super) fn check(checker: &mut Checker<'_>) {
    for named in &checker.elements.named {
        if !named.features.enforces_style() {
            continue;
        }
        let style = match named.on {
            On::Message | On::Enum | On::Service | On::Method => Style::Title,
            On::Value => Style::UpperSnake,
            _ => Style::LowerSnake,
        };
        if let Some(reason) = style.violation(named.name) {
            let message = format!("the name of {} `{}` {reason}", named.on.noun(), named.name);
            let help = match style.fixed(named.name) {
                Some(fixed) => format!("call it `{fixed}`; {LEGACY}"),
                None => LEGACY.to_owned(),
            };
            checker.at_name(&named.at, message, help);
        }
    }
    for (index, unit) in checker.units.iter().enumerate() {
        if !checker.resolution.file(&unit.proto).enforces_style() {
            continue;
        }
        let package = &unit.proto.package;
        let parts = package.split('.').filter(|part| !part.is_empty());
        let reason = parts.filter_map(|part| Style::LowerSnake.violation(part)).next();
        if let Some(reason) = reason {
            let place = checker.spans(index).of(&[tag::file::PACKAGE]);
            let message = format!("the package `{package}` {reason}");
            checker.report(index, super::Mistake::new(place, message).help(LEGACY));
        }
    }
}

impl Style {
    /// What is wrong with the name.
    fn violation(self, name: &str) -> Option<&'static str> {
        let chars = || name.chars();
        let first = name.chars().next()?;
        match self {
            Self::Title => {
                let is_right =
                    first.is_ascii_uppercase() && chars().all(|c| c.is_ascii_alphanumeric());
                (!is_right).then_some("is not in TitleCase")
            }
            Self::LowerSnake => {
                let is_right = first.is_ascii_lowercase()
                    && chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                match is_right {
                    true => underscores(name),
                    false => Some("is not in lower_snake_case"),
                }
            }
            Self::UpperSnake => {
                let is_right = first.is_ascii_uppercase()
                    && chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
                match is_right {
                    true => underscores(name),
                    false => Some("is not in UPPER_SNAKE_CASE"),
                }
            }
        }
    }

    /// The name as it should be, if that can be told.
    fn fixed(self, name: &str) -> Option<String> {
        let fixed = match self {
            Self::Title => heck::ToUpperCamelCase::to_upper_camel_case(name),
            Self::LowerSnake => heck::ToSnakeCase::to_snake_case(name),
            Self::UpperSnake => heck::ToShoutySnakeCase::to_shouty_snake_case(name),
        };
        (!fixed.is_empty() && self.violation(&fixed).is_none()).then_some(fixed)
    }
}

/// Underscores stand between words, and words begin with letters.
fn underscores(name: &str) -> Option<&'static str> {
    let mut rest = name.split('_');
    rest.next();
    let is_right = rest.all(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    (!is_right).then_some("has an underscore without a letter behind it")
}
