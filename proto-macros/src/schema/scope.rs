//! Looking up a name from a place in a file, by the rules of scopes and imports.

use std::collections::HashSet;

use super::builtin;
use super::lower::join;
use super::mistake::Mistake;
use super::symbols::{Kind, Symbol, Symbols};
use super::unit::{ImportKind, Unit};
use crate::diagnostics::nearest::nearest;

/// What can be seen from one file.
pub(super) struct Scopes<'a> {
    units: &'a [Unit],
    symbols: &'a Symbols,
    visible: HashSet<usize>,
    /// Visible for options only.
    option_imports: HashSet<usize>,
}

/// Why a name is not found.
pub(super) enum Failure {
    Unknown,
    /// Something with the name is in a file that is not imported.
    Hidden {
        full_name: String,
        file: usize,
    },
    /// The first part of the name is found, and the rest is not in it.
    Shadowed {
        full_name: String,
    },
    Kind {
        full_name: String,
        kind: Kind,
    },
}

const SCALARS: [&str; 15] = [
    "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32",
    "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes",
];

type Found<'a> = Result<(String, &'a Symbol), Failure>;

impl<'a> Scopes<'a> {
    pub(super) fn new(index: usize, units: &'a [Unit], symbols: &'a Symbols) -> Self {
        let unit = &units[index];
        let mut visible = HashSet::from([index]);
        let mut open: Vec<usize> = unit.files(|kind| kind != ImportKind::Option).collect();
        while let Some(file) = open.pop() {
            if visible.insert(file) {
                open.extend(units[file].files(|kind| kind == ImportKind::Public));
            }
        }
        let mut option_imports = HashSet::new();
        let mut open: Vec<usize> = unit.files(|kind| kind == ImportKind::Option).collect();
        while let Some(file) = open.pop() {
            if option_imports.insert(file) {
                open.extend(units[file].files(|kind| kind == ImportKind::Public));
            }
        }
        Self { units, symbols, visible, option_imports }
    }

    /// Looks up a name, which can begin with a dot, from the scope inwards of which it stands.
    ///
    /// Types of fields are looked for among types only. Of other names, the innermost decides,
    /// whatever it stands for.
    pub(super) fn find(&self, name: &str, scope: &str, is_wanted: fn(Kind) -> bool) -> Found<'a> {
        self.find_in(name, scope, is_wanted, &self.visible)
    }

    /// The extension, or the field, that stands in parentheses in the name of an option.
    pub(super) fn find_option(&self, name: &str, scope: &str) -> Found<'a> {
        let visible = self.visible.union(&self.option_imports).copied().collect();
        let is_wanted = |kind| matches!(kind, Kind::Extension | Kind::Field);
        self.find_in(name, scope, is_wanted, &visible)
    }

    /// What stands in brackets in the value of an option: an extension, a field or a message.
    pub(super) fn find_in_text(&self, name: &str, scope: &str) -> Option<(String, &'a Symbol)> {
        let visible = self.visible.union(&self.option_imports).copied().collect();
        let is_wanted = |kind| matches!(kind, Kind::Extension | Kind::Field | Kind::Message);
        self.find_in(name, scope, is_wanted, &visible).ok()
    }

    fn find_in(
        &self,
        name: &str,
        scope: &str,
        is_wanted: fn(Kind) -> bool,
        visible: &HashSet<usize>,
    ) -> Found<'a> {
        if let Some(full_name) = name.strip_prefix('.') {
            return self.get(full_name, is_wanted, visible);
        }
        let first = name.split('.').next().unwrap_or(name);
        let mut failure = Failure::Unknown;
        for outer in scopes(scope) {
            let start = join(outer, first);
            if first.len() == name.len() {
                match self.get(&start, is_wanted, visible) {
                    Ok(found) => return Ok(found),
                    Err(new @ Failure::Kind { .. }) if !is_wanted(Kind::Enum) => return Err(new),
                    // Something else of the name does not hide a type further out.
                    Err(new) if matches!(failure, Failure::Unknown) => failure = new,
                    Err(_) => {}
                }
            } else if self.is_scope(&start, visible) {
                let full_name = join(outer, name);
                return match self.get(&full_name, is_wanted, visible) {
                    Err(Failure::Unknown) => Err(Failure::Shadowed { full_name }),
                    result => result,
                };
            }
        }
        if first.len() < name.len()
            && let Some(symbol) = self.symbols.get(name)
        {
            return Err(Failure::Hidden { full_name: name.to_owned(), file: symbol.file });
        }
        Err(failure)
    }

    fn get(
        &self,
        full_name: &str,
        is_wanted: fn(Kind) -> bool,
        visible: &HashSet<usize>,
    ) -> Found<'a> {
        let Some(symbol) = self.symbols.get(full_name) else { return Err(Failure::Unknown) };
        let full_name = full_name.to_owned();
        if symbol.kind != Kind::Package && !visible.contains(&symbol.file) {
            return match is_wanted(symbol.kind) {
                true => Err(Failure::Hidden { full_name, file: symbol.file }),
                false => Err(Failure::Unknown),
            };
        }
        if is_wanted(symbol.kind) {
            Ok((full_name, symbol))
        } else {
            Err(Failure::Kind { full_name, kind: symbol.kind })
        }
    }

    fn is_scope(&self, name: &str, visible: &HashSet<usize>) -> bool {
        match self.symbols.get(name) {
            Some(symbol) if symbol.kind == Kind::Package => {
                self.symbols.is_package_of(name, visible)
            }
            Some(symbol) => symbol.kind.is_scope() && visible.contains(&symbol.file),
            None => false,
        }
    }

    /// Whether the mistake was told where something else took the name.
    pub(super) fn is_told(&self, failure: &Failure) -> bool {
        matches!(failure, Failure::Kind { full_name, .. } if self.symbols.is_type_again(full_name))
    }

    pub(super) fn explain(
        &self,
        name: &str,
        scope: &str,
        is_wanted: fn(Kind) -> bool,
        failure: &Failure,
    ) -> Mistake {
        let bare = name.trim_start_matches('.');
        let is_option = is_wanted(Kind::Extension);
        let unknown = match is_option {
            true => format!("there is no option `({bare})`"),
            false => format!("there is no type `{bare}`"),
        };
        match failure {
            Failure::Unknown => {
                Mistake::new(None, unknown).maybe_help(self.suggestion(bare, scope, is_wanted))
            }
            Failure::Shadowed { full_name } if full_name == bare => {
                Mistake::new(None, unknown).maybe_help(self.suggestion(bare, scope, is_wanted))
            }
            Failure::Hidden { full_name, file } => {
                let import = &self.units[*file].proto.name;
                let help = match self.option_imports.contains(file) {
                    true => format!("`import option {import:?}` is for options only: use `import`"),
                    false => format!("it is in a file that is not imported: `import {import:?};`"),
                };
                Mistake::new(None, format!("`{full_name}` is not visible here")).help(help)
            }
            Failure::Shadowed { full_name } => {
                let message = format!("`{bare}` means `{full_name}` here, which does not exist");
                let help = match self.find_in(&format!(".{bare}"), "", is_wanted, &self.visible) {
                    Ok(_) => Some(format!("write `.{bare}` for the one outside")),
                    Err(_) => self.suggestion(bare, scope, is_wanted),
                };
                Mistake::new(None, message).maybe_help(help)
            }
            Failure::Kind { full_name, kind } => {
                let wanted = match (is_option, is_wanted(Kind::Enum)) {
                    (true, _) => "an extension",
                    (false, true) => "a type",
                    (false, false) => "a message",
                };
                let message = format!("`{full_name}` is {}, not {wanted}", kind.noun());
                let help = match wanted {
                    "a type" => "the type of a field is a scalar, a message or an enum",
                    "a message" => "only messages can stand here",
                    _ => "options in parentheses are extensions of the options of descriptor.proto",
                };
                Mistake::new(None, message).help(help)
            }
        }
    }

    /// A name that is nearly the same, or the same in another scope.
    fn suggestion(&self, name: &str, scope: &str, is_wanted: fn(Kind) -> bool) -> Option<String> {
        if let Some(import) = builtin::file_of(name) {
            return Some(format!("write `import {import:?};`"));
        }
        let parts = name.split('.').count();
        let mut candidates: Vec<(&str, &str)> = self
            .symbols
            .iter()
            .filter(|(_, symbol)| is_wanted(symbol.kind) && self.visible.contains(&symbol.file))
            .map(|(full_name, _)| (end(full_name, parts), full_name))
            .collect();
        if is_wanted(Kind::Enum) && parts == 1 {
            candidates.extend(SCALARS.iter().map(|scalar| (*scalar, *scalar)));
        }
        // The order of a map is no order.
        candidates.sort_unstable();
        let near = nearest(name, candidates.iter().map(|(end, _)| *end))?;
        let (_, full_name) = candidates.iter().find(|(end, _)| *end == near)?;
        let shown = match self.find(near, scope, is_wanted) {
            Ok((found, _)) if found == *full_name => near,
            _ => full_name,
        };
        Some(format!("did you mean `{shown}`?"))
    }
}

/// `scope` and those around it, from the inside; the last one is empty.
fn scopes(scope: &str) -> impl Iterator<Item = &str> {
    let outer = scope.rmatch_indices('.').map(|(dot, _)| &scope[..dot]);
    let root = (!scope.is_empty()).then_some("");
    std::iter::once(scope).chain(outer).chain(root)
}

/// The last `parts` parts of a name.
fn end(name: &str, parts: usize) -> &str {
    let dot = name.rmatch_indices('.').nth(parts - 1);
    dot.map_or(name, |(dot, _)| &name[dot + 1..])
}
