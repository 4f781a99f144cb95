//! `ByteString`: text that is a part of the input, without a copy.

use bytes::Bytes;
use bytestring::ByteString;

use super::StringStorage;

impl StringStorage for ByteString {
    const SHARES: bool = true;

    fn from_text(text: &str) -> Self {
        text.into()
    }

    fn assign_shared(&mut self, text: &str, shared: Bytes) {
        *self = ByteString::try_from(shared).unwrap_or_else(|_| text.into());
    }
}
