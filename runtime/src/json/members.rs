//! The members of an object, and which fields of a message they are.

use alloc::string::String;
use alloc::vec::Vec;

use super::lexer::Lexer;
use super::seen::Seen;
use crate::record::{FieldEntry, Table};

/// How many more fields a key is compared with that is not the next one, before it is looked up.
const NEAR: usize = 2;

/// What was seen of the members of an object.
pub(super) struct Members<'k> {
    table: &'static Table,
    /// The fields whose keys are compared in turn, without a look at `type_key`: none if one of them
    /// has that name.
    pub(super) in_turn: &'static [FieldEntry],
    /// The index of the field that most likely comes next.
    pub(super) next: usize,
    pub(super) seen: Seen,
    pub(super) extensions: Vec<u32>,
    /// A key that is none of the fields, unless it is empty, and how often it was there.
    type_key: &'k str,
    pub(super) types: u32,
}

impl<'k> Members<'k> {
    #[inline]
    pub(super) fn new(table: &'static Table, type_key: &'k str) -> Self {
        let mut in_turn = table.fields();
        // The key wins over a field of that name, which has another one in the schema.
        if !type_key.is_empty() && table.by_any_name(type_key, 0).is_some() {
            in_turn = &[];
        }
        let (seen, extensions) = (Seen::default(), Vec::new());
        Members { table, in_turn, next: 0, seen, extensions, type_key, types: 0 }
    }

    /// Whether this is the key that is no field.
    pub(super) fn is_type(&self, key: &str) -> bool {
        !key.is_empty() && key == self.type_key
    }

    /// Steps over a key that is not the next one, if there is a field of that name.
    #[inline(never)]
    pub(super) fn near_key(&self, lex: &mut Lexer<'_>) -> Option<(usize, &'static FieldEntry)> {
        let after = self.in_turn.iter().enumerate().skip(self.next + 1);
        let mut near = after.take(NEAR).filter(|(_, field)| lex.take_key(field));
        if let Some(found) = near.next() {
            return Some(found);
        }
        let index = self.far_key(lex)?;
        self.table.fields().get(index).map(|field| (index, field))
    }

    /// Steps over a key that is none of the next ones, if there is a field of that name.
    fn far_key(&self, lex: &mut Lexer<'_>) -> Option<usize> {
        let mut scratch = String::new();
        let mut ahead = *lex;
        let key = ahead.key(&mut scratch).ok()?;
        if self.is_type(key) {
            return None;
        }
        let index = self.table.by_any_name(key, self.next)?;
        *lex = ahead;
        Some(index)
    }
}
