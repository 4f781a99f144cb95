//! The comments of a file and the places of what they belong to, by its path.

use std::collections::HashMap;

use super::super::descriptor::{Location, SourceCodeInfo};

/// Descriptor paths with a comment.
#[derive(Debug, Default)]
pub(super) struct Comments<'a> {
    by_path: HashMap<&'a [i32], &'a str>,
    places: HashMap<&'a [i32], &'a [i32]>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(info: Option<&'a SourceCodeInfo>) -> Self {
        let locations = info.iter().flat_map(|info| &info.location);
        let mut by_path = HashMap::new();
        let mut places = HashMap::new();
        for location in locations {
            places.entry(location.path.as_slice()).or_insert(location.span.as_slice());
            let text = text(location);
            if !text.trim().is_empty() {
                by_path.entry(location.path.as_slice()).or_insert(text);
            }
        }
        Self { by_path, places }
    }

    /// Where the element at `path` stands, as descriptors say it.
    pub(super) fn place(&self, path: &[i32]) -> Vec<i32> {
        self.places.get(path).map_or(Vec::new(), |place| place.to_vec())
    }

    /// The comment of the element at `path`, empty when it has none.
    pub(super) fn of(&self, path: &[i32]) -> String {
        self.by_path.get(path).map_or(String::new(), |text| clean(text))
    }
}

fn text(location: &Location) -> &str {
    if location.leading_comments.trim().is_empty() {
        &location.trailing_comments
    } else {
        &location.leading_comments
    }
}

/// Takes off the space after the comment markers, trailing spaces, and empty lines at both ends.
fn clean(text: &str) -> String {
    let lines: Vec<&str> =
        text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_cleaned() {
        assert_eq!(clean(" One.\n\n   indented \n"), "One.\n\n  indented");
        assert_eq!(clean("\n Block.\n two\n "), "Block.\ntwo");
    }
}
