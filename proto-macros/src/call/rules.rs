//! Settings by dotted path: `{ ".pkg.Msg" => value, … }`.

use std::cell::Cell;

use syn::LitStr;

/// Values for elements and for everything below them.
pub(crate) struct Rules<T> {
    /// From the outermost path to the innermost.
    list: Vec<Rule<T>>,
}

struct Rule<T> {
    /// As written; `None` for a value that stands alone and holds for everything.
    literal: Option<LitStr>,
    /// Without the leading dot; empty for everything.
    path: String,
    value: T,
    used: Cell<bool>,
}

/// A rule that covers an element.
#[derive(Debug, PartialEq)]
pub(crate) struct Match<'r, 'n, T> {
    pub(crate) value: &'r T,
    /// What of the element's name lies below the path of the rule, without a leading dot.
    pub(crate) rest: &'n str,
}

impl<T> Default for Rules<T> {
    fn default() -> Self {
        Self { list: Vec::new() }
    }
}

impl<T> Rules<T> {
    /// Adds a rule for everything.
    pub(super) fn push_default(&mut self, value: T) {
        self.insert(None, String::new(), value);
    }

    /// Adds a rule for `literal`; false when there is one already.
    pub(super) fn push(&mut self, literal: LitStr, value: T) -> bool {
        let path = literal.value().trim_start_matches('.').to_owned();
        let is_new = self.list.iter().all(|rule| rule.path != path);
        self.insert(Some(literal), path, value);
        is_new
    }

    fn insert(&mut self, literal: Option<LitStr>, path: String, value: T) {
        let at = self.list.partition_point(|rule| rule.path.len() <= path.len());
        let used = Cell::new(false);
        self.list.insert(at, Rule { literal, path, value, used });
    }

    /// The value of the innermost rule that covers `full_name`, which has no leading dot.
    pub(crate) fn find(&self, full_name: &str) -> Option<&T> {
        self.find_with_rest(full_name).map(|found| found.value)
    }

    /// Like [`Self::find`], with the part of the name that the rule leaves open.
    pub(crate) fn find_with_rest<'n>(&self, full_name: &'n str) -> Option<Match<'_, 'n, T>> {
        self.list.iter().rev().find_map(|rule| rule.covers(full_name))
    }

    /// The values of all rules that cover `full_name`, from the outermost to the innermost.
    pub(crate) fn all(&self, full_name: &str) -> impl Iterator<Item = &T> {
        self.list
            .iter()
            .filter(move |rule| rule.covers(full_name).is_some())
            .map(|rule| &rule.value)
    }

    /// The value of the rule for `full_name` itself.
    pub(crate) fn exact(&self, full_name: &str) -> Option<&T> {
        self.list
            .iter()
            .find(|rule| rule.path == full_name && rule.covers(full_name).is_some())
            .map(|rule| &rule.value)
    }

    /// The rules: path, without the leading dot, and value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.list.iter().map(|rule| (rule.path.as_str(), &rule.value))
    }

    /// The rules as they are written.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (&LitStr, &T)> {
        self.list.iter().filter_map(|rule| Some((rule.literal.as_ref()?, &rule.value)))
    }

    /// The paths of the rules that have covered nothing so far.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &LitStr> {
        self.list.iter().filter(|rule| !rule.used.get()).filter_map(|rule| rule.literal.as_ref())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<T> Rule<T> {
    fn covers<'n>(&self, full_name: &'n str) -> Option<Match<'_, 'n, T>> {
        let rest = match self.path.as_str() {
            "" => full_name,
            path => match full_name.strip_prefix(path)? {
                "" => "",
                below => below.strip_prefix('.')?,
            },
        };
        self.used.set(true);
        Some(Match { value: &self.value, rest })
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn rules(paths: &[&str]) -> Rules<usize> {
        let mut rules = Rules::default();
        for (value, path) in paths.iter().enumerate() {
            assert!(rules.push(LitStr::new(path, Span::call_site()), value));
        }
        rules
    }

    #[test]
    fn the_innermost_rule_wins() {
        let rules = rules(&[".a", ".a.b.C", "a.b", "."]);
        assert_eq!(rules.find("a.b.C.field"), Some(&1));
        assert_eq!(rules.find("a.b.Cc"), Some(&2));
        assert_eq!(rules.find("a"), Some(&0));
        assert_eq!(rules.find("ab"), Some(&3));
    }

    #[test]
    fn the_rest_can_be_appended() {
        let rules = rules(&[".google.type"]);
        let found = rules.find_with_rest("google.type.money.Unit");
        assert_eq!(found.map(|found| found.rest), Some("money.Unit"));
        assert_eq!(rules.find_with_rest("google.types"), None);
    }

    #[test]
    fn all_go_from_the_outermost_inwards() {
        let rules = rules(&[".a.b", ".a", ".x", "."]);
        assert_eq!(rules.all("a.b.c").collect::<Vec<_>>(), [&3, &1, &0]);
        assert_eq!(rules.exact("a.b"), Some(&0));
        assert_eq!(rules.exact("a.b.c"), None);
        let unused: Vec<_> = rules.unused().map(LitStr::value).collect();
        assert_eq!(unused, [".x"]);
    }
}
