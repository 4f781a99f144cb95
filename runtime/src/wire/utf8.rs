//! UTF-8 validation with a short way for short ASCII.

use crate::error::{DecodeError, DecodeErrorKind};

/// Above this length the standard library's validator is faster (it aligns and reads words).
const SHORT: usize = 32;

/// Whether all of a short slice is ASCII, eight bytes at a time.
#[inline(always)]
fn is_short_ascii(bytes: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut high = 0u64;
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        high |= u64::from_le_bytes(*word);
    }
    let mut last = 0u8;
    for byte in tail {
        last |= byte;
    }
    (high & HIGH) == 0 && last < 0x80
}

/// `bytes` as text.
#[inline]
pub(crate) fn check(bytes: &[u8]) -> Result<&str, DecodeError> {
    if bytes.len() <= SHORT && is_short_ascii(bytes) {
        // SAFETY: every byte is below 0x80, and ASCII is UTF-8.
        return Ok(unsafe { core::str::from_utf8_unchecked(bytes) });
    }
    check_long(bytes)
}

#[inline(never)]
fn check_long(bytes: &[u8]) -> Result<&str, DecodeError> {
    #[cfg(feature = "std")]
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(DecodeErrorKind::InvalidUtf8 { offset: error.valid_up_to() }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        let mut bytes = [b'a'; 40];
        for len in 0..40 {
            assert!(check(&bytes[..len]).is_ok());
            for at in 0..len {
                bytes[at] = 0xC3;
                let ours = check(&bytes[..len]).is_ok();
                assert_eq!(ours, core::str::from_utf8(&bytes[..len]).is_ok(), "{len} {at}");
                bytes[at] = b'a';
            }
        }
        assert_eq!(check("žluťoučký".as_bytes()).unwrap(), "žluťoučký");
    }
}
