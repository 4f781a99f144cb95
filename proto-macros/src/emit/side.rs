//! Owned messages and views have the same functions, over fields that differ a little.

use crate::plan::Access;
use crate::tokens::Tokens;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Owned,
    View,
}

impl Side {
    /// What stands behind `self.`.
    pub(super) fn member(self, access: &Access) -> Tokens {
        match self {
            Side::Owned => access.owned.clone(),
            Side::View => access.ident.clone().into(),
        }
    }
}
