//! Owned messages and views have the same functions, over fields that differ a little.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::plan::Access;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Owned,
    View,
}

impl Side {
    /// What stands behind `self.`.
    pub(super) fn member(self, access: &Access) -> TokenStream {
        match self {
            Side::Owned => access.owned.clone(),
            Side::View => access.ident.to_token_stream(),
        }
    }
}
