//! Sets of fields: [`FieldMask`].

use alloc::string::String;
use alloc::vec::Vec;

use buffa::{DecodeError, Message};

use crate::FieldMask;

impl FieldMask {
    /// Whether the field at `path` is in the mask, by itself or with a message that it is in.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.paths.iter().any(|covering| covers(covering, path))
    }

    /// The fields of either mask, sorted, without paths that another one covers.
    #[must_use]
    pub fn union(&self, other: &FieldMask) -> FieldMask {
        Self::normalized(self.paths.iter().chain(&other.paths).cloned().collect())
    }

    /// The fields of both masks, sorted, without paths that another one covers.
    #[must_use]
    pub fn intersect(&self, other: &FieldMask) -> FieldMask {
        let in_other = self.paths.iter().filter(|path| other.contains(path));
        let in_self = other.paths.iter().filter(|path| self.contains(path));
        Self::normalized(in_other.chain(in_self).cloned().collect())
    }

    /// The same fields, sorted, without paths that another one covers.
    #[must_use]
    pub fn to_canonical(&self) -> FieldMask {
        Self::normalized(self.paths.clone())
    }

    /// Unsets every field of `message` that is not in the mask, unknown fields included. A path
    /// into a list or map covers all of it.
    pub fn apply<M: Message>(&self, message: &mut M) {
        buffa::mask::retain(message, &self.paths());
    }

    /// Merges the fields in the mask from one message into another: scalars are replaced, or unset
    /// where they are unset in `from`, messages merged, lists and maps added to.
    ///
    /// # Errors
    /// Messages nest deeper than 100 levels, `into` refuses a value (that of a field with a type of
    /// its own), or `M` was written by hand and its fields are not known. Nothing is merged then.
    pub fn merge_fields<M: Message>(&self, from: &M, into: &mut M) -> Result<(), DecodeError> {
        buffa::mask::merge(from, into, &self.paths())
    }

    fn paths(&self) -> Vec<&str> {
        self.paths.iter().map(String::as_str).collect()
    }

    fn normalized(mut paths: Vec<String>) -> FieldMask {
        // By segments, so that a message sorts directly in front of what is in it.
        paths.sort_by(|a, b| a.split('.').cmp(b.split('.')));
        paths.dedup_by(|path, kept| covers(kept, path));
        FieldMask { paths, ..Default::default() }
    }
}

/// Whether `path` is the field `covering` or in it.
fn covers(covering: &str, path: &str) -> bool {
    path.strip_prefix(covering).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl<P: Into<String>> FromIterator<P> for FieldMask {
    fn from_iter<I: IntoIterator<Item = P>>(paths: I) -> Self {
        FieldMask { paths: paths.into_iter().map(Into::into).collect(), ..Default::default() }
    }
}
