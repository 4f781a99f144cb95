//! `ByteString`: text that is a part of the input, without a copy.

use bytes::Bytes;
use bytestring::ByteString;

use super::StringStorage;

impl StringStorage for ByteString {
    const SHARES: bool = true;

    fn from_text(text: &str) -> Self {
        text.into()
    }

    #[inline]
    fn assign_shared(&mut self, text: &str, shared: Bytes) {
        *self = if core::ptr::eq(text.as_bytes(), &*shared) {
            // SAFETY: the bytes are those of `text`, the same ones in memory.
            unsafe { ByteString::from_bytes_unchecked(shared) }
        } else {
            text.into()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{ByteString, Bytes, StringStorage};

    #[test]
    fn only_what_is_the_text_is_shared() {
        let shared = Bytes::from_static("Zürich".as_bytes());
        let text = core::str::from_utf8(&shared).unwrap();
        let mut value = ByteString::new();
        value.assign_shared(text, shared.clone());
        assert_eq!(value, "Zürich");
        assert_eq!(value.as_bytes().as_ptr(), shared.as_ptr(), "the same memory");
        for other in [&b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF"[..], b"shorter", b"", b"of another length"] {
            value.assign_shared(text, Bytes::from_static(other));
            assert_eq!(value, "Zürich");
        }
        value.assign_shared(&text[..1], shared.clone());
        assert_eq!(value, "Z", "a part of the memory only");
    }
}
