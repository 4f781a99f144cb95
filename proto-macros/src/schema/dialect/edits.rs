//! Changes of a text, and the way back from the changed text to the original.

use std::ops::Range;

/// Replacements that do not overlap. None of them adds or takes a line break.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<Edit>,
}

#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    text: String,
}

/// Leads from the changed text back to the original.
#[derive(Debug, Default)]
pub(crate) struct PositionMap {
    /// Where replacements stand: in the changed text, and in the original.
    places: Vec<(Range<usize>, Range<usize>)>,
}

impl Edits {
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.list.push(Edit { range, text: text.to_owned() });
    }

    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// Whether something is done about the range already.
    pub(super) fn has(&self, range: &Range<usize>) -> bool {
        self.list.iter().any(|edit| edit.range == *range)
    }

    pub(super) fn blank(&mut self, range: Range<usize>) {
        let spaces = " ".repeat(range.len());
        self.replace(range, &spaces);
    }

    pub(super) fn apply(mut self, original: &str) -> (String, PositionMap) {
        let mut text = String::with_capacity(original.len() + 16 * self.list.len());
        let mut places = Vec::with_capacity(self.list.len());
        let mut done = 0;
        self.list.sort_by_key(|edit| (edit.range.start, edit.range.end));
        for edit in &self.list {
            debug_assert!(done <= edit.range.start, "edits do not overlap");
            text.push_str(original.get(done..edit.range.start).unwrap_or_default());
            let start = text.len();
            text.push_str(&edit.text);
            places.push((start..text.len(), edit.range.clone()));
            done = edit.range.end;
        }
        text.push_str(original.get(done..).unwrap_or_default());
        (text, PositionMap { places })
    }
}

impl PositionMap {
    /// The place in the original that stands for the byte `at` of the changed text. The ends of
    /// a replacement are the ends of what it replaces.
    pub(crate) fn original(&self, at: usize) -> usize {
        let before = self.places.partition_point(|(changed, _)| changed.start < at);
        let Some((changed, original)) = before.checked_sub(1).map(|last| &self.places[last]) else {
            return at;
        };
        if at >= changed.end {
            at - changed.end + original.end
        } else {
            (original.start + (at - changed.start)).min(original.end)
        }
    }

    pub(crate) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.original(range.start);
        start..self.original(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back() {
        let mut edits = Edits::default();
        edits.replace(0..2, "wxyz");
        edits.insert(4, "++");
        edits.blank(6..8);
        let (text, map) = edits.apply("abcdefgh");
        assert_eq!(text, "wxyzcd++ef  ");
        let back: Vec<usize> = (0..=text.len()).map(|at| map.original(at)).collect();
        assert_eq!(back, [0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn without_edits_nothing_moves() {
        let (text, map) = Edits::default().apply("abc");
        assert_eq!(text, "abc");
        assert_eq!(map.original_range(1..3), 1..3);
    }
}
