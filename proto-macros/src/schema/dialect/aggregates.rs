//! The values of options in braces, which the parser does not get to see: they are read when options
//! are interpreted.

use super::tokens::Kind;
use super::walk::Walk;

impl Walk<'_> {
    /// Blanks what stands in the braces of values, and puts the index of the value there instead.
    pub(super) fn aggregates(&mut self) {
        let mut at = 0;
        while let Some([equals, open, rest @ ..]) = self.tokens.get(at..) {
            at += 1;
            if (equals.kind, open.kind) != (Kind::Symbol(b'='), Kind::Symbol(b'{')) {
                continue;
            }
            let mut depth = 1_usize;
            let close = rest.iter().position(|token| {
                match token.kind {
                    Kind::Symbol(b'{') => depth += 1,
                    Kind::Symbol(b'}') => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            let Some(close) = close else { continue };
            let start = open.range.end;
            self.edits.insert(start, &format!(" {} ", self.aggregates.len()));
            rest[..close].iter().for_each(|token| self.edits.blank(token.range.clone()));
            self.aggregates.push(start..rest[close].range.start);
            at += 1 + close;
        }
    }

    /// Whether a byte stands in the braces of a value.
    pub(super) fn is_in_aggregate(&self, at: usize) -> bool {
        let behind = self.aggregates.partition_point(|range| range.start <= at);
        behind.checked_sub(1).is_some_and(|index| at < self.aggregates[index].end)
    }
}
