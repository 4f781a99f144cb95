//! Features that the macro call sets: `features = { ".pkg" => enum_type = OPEN, … }`.

use std::collections::HashMap;

use super::defaults::{self, Defaults, Feature};
use crate::call::{FeatureSetting, Rules};
use crate::diagnostics::nearest::nearest;
use crate::diagnostics::{Diagnostic, Diagnostics, alternatives};
use crate::schema::descriptor::FeatureSet;
use crate::schema::index::{Element, Elements};

/// By the dotted path of an element, without the leading dot; empty for everything.
#[derive(Debug, Default)]
pub(crate) struct Overrides {
    by_path: HashMap<String, FeatureSet>,
}

impl Overrides {
    /// Reads the rules of a call. Names and values that do not exist are reported.
    pub(crate) fn read(
        rules: &Rules<Vec<FeatureSetting>>,
        defaults: &Defaults,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut overrides = Self::default();
        for (path, settings) in rules.iter() {
            let mut set = FeatureSet::default();
            for setting in settings {
                match find(setting, defaults) {
                    Ok((feature, value)) => defaults::assign(&mut set, feature.number, value),
                    Err(mistake) => diagnostics.push(*mistake),
                }
            }
            overrides.by_path.insert(path.to_owned(), set);
        }
        overrides
    }

    /// What is said about the element itself.
    pub(super) fn of(&self, full_name: &str) -> Option<FeatureSet> {
        self.by_path.get(full_name).copied()
    }

    /// What is said about a package and those around it; the innermost wins.
    pub(super) fn of_package(&self, package: &str) -> Option<FeatureSet> {
        if self.by_path.is_empty() {
            return None;
        }
        let ends = package.match_indices('.').map(|(dot, _)| dot).chain([package.len()]);
        let paths =
            std::iter::once("").chain(ends.filter(|end| *end > 0).map(|end| &package[..end]));
        let sets = paths.filter_map(|path| self.of(path));
        let merged =
            sets.fold(super::Features(FeatureSet::default()), |outer, own| outer.with(Some(own)));
        Some(merged.0)
    }
}

/// The feature and the number of the value that a setting names.
fn find<'a>(
    setting: &FeatureSetting,
    defaults: &'a Defaults,
) -> Result<(&'a Feature, i32), Box<Diagnostic>> {
    let name = setting.name.to_string();
    let Some(feature) = defaults.features().iter().find(|feature| feature.name == name) else {
        let names = defaults.features().iter().map(|feature| feature.name.as_str());
        let mistake = Diagnostic::new(format!("there is no feature `{name}`"))
            .at(setting.name.span())
            .did_you_mean(nearest(&name, names));
        return Err(Box::new(mistake));
    };
    let value = setting.value.to_string();
    match feature.values.iter().find(|(known, _)| *known == value) {
        Some((_, number)) => Ok((feature, *number)),
        None => {
            let names: Vec<&str> = feature.values.iter().map(|(name, _)| name.as_str()).collect();
            let help = match nearest(&value, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it can be {}", names.join(", ")),
            };
            let mistake = Diagnostic::new(format!("`{value}` is no value of `{name}`"))
                .at(setting.value.span())
                .help(help);
            Err(Box::new(mistake))
        }
    }
}

/// Reports rules for what is not in the schema, and features that their elements cannot have.
pub(crate) fn check(
    rules: &Rules<Vec<FeatureSetting>>,
    defaults: &Defaults,
    elements: &Elements,
    diagnostics: &mut Diagnostics,
) {
    for (literal, settings) in rules.literals() {
        let path = literal.value();
        if path == "." {
            continue;
        }
        let Some(element) = elements.get(&path) else {
            diagnostics.push(
                Diagnostic::new(format!("`{path}` is not in the schema"))
                    .at(literal.span())
                    .did_you_mean(elements.nearest(&path).as_deref()),
            );
            continue;
        };
        let (target, noun) = target(element);
        for setting in settings {
            let Ok((feature, _)) = find(setting, defaults) else { continue };
            if !feature.targets.contains(&target) {
                let nouns = TARGETS.iter().filter(|(known, _)| feature.targets.contains(known));
                let nouns: Vec<&str> = nouns.map(|(_, noun)| *noun).collect();
                diagnostics.push(
                    Diagnostic::new(format!("{noun} cannot have the feature `{}`", feature.name))
                        .at(setting.name.span())
                        .help(format!("it can be set on {}", alternatives(&nouns))),
                );
            }
        }
    }
}

/// What a rule can be for, with its number in `OptionTargetType`. A package stands for its files.
const TARGETS: [(i32, &str); 7] = [
    (1, "a package"),
    (3, "a message"),
    (4, "a field"),
    (5, "a oneof"),
    (6, "an enum"),
    (7, "an enum value"),
    (8, "a service"),
];

fn target(element: Element) -> (i32, &'static str) {
    let index = match element {
        Element::Package => 0,
        Element::Message(_) => 1,
        Element::Field(..) | Element::Extension(_) => 2,
        Element::Oneof(..) => 3,
        Element::Enum(_) => 4,
        Element::Value(..) => 5,
        Element::Service(_) => 6,
    };
    TARGETS[index]
}
