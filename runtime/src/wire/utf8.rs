//! UTF-8 validation with a short way for ASCII.

use crate::error::{DecodeError, DecodeErrorKind};

/// Up to this length a look for bytes that are not ASCII is made in line: a call would cost as much.
const IN_LINE: usize = 64;
/// Up to this length such a look takes less time than validation.
const ASCII_MOST: usize = 256;

/// `bytes` as text.
#[inline]
pub(crate) fn check(bytes: &[u8]) -> Result<&str, DecodeError> {
    if bytes.len() <= IN_LINE && is_ascii(bytes) {
        // SAFETY: every byte is below 0x80, and ASCII is UTF-8.
        return Ok(unsafe { core::str::from_utf8_unchecked(bytes) });
    }
    check_long(bytes)
}

/// Whether all of `bytes` is ASCII. The last load of each length overlaps the one before it.
#[inline(always)]
fn is_ascii(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let mut all = u128::from_ne_bytes(*first) | u128::from_ne_bytes(*last);
        for middle in bytes.as_chunks().0.iter().skip(1) {
            all |= u128::from_ne_bytes(*middle);
        }
        all & u128::from_ne_bytes([0x80; 16]) == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let all = u64::from_ne_bytes(*first) | u64::from_ne_bytes(*last);
        all & u64::from_ne_bytes([0x80; 8]) == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let all = u32::from_ne_bytes(*first) | u32::from_ne_bytes(*last);
        all & u32::from_ne_bytes([0x80; 4]) == 0
    } else {
        // Up to three bytes: the first, the last and what may be between them.
        let all = match bytes {
            [first, .., last] => first | bytes[bytes.len() / 2] | last,
            [only] => *only,
            [] => 0,
        };
        all < 0x80
    }
}

#[inline(never)]
fn check_long(bytes: &[u8]) -> Result<&str, DecodeError> {
    let may_be_ascii = (IN_LINE + 1..=ASCII_MOST).contains(&bytes.len());
    if may_be_ascii && is_ascii(bytes) || is_text(bytes) {
        // SAFETY: every byte is below 0x80, and ASCII is UTF-8; or it was validated.
        return Ok(unsafe { core::str::from_utf8_unchecked(bytes) });
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(DecodeErrorKind::InvalidUtf8 { offset: error.valid_up_to() }.into()),
    }
}

/// Whether `bytes` are UTF-8, where that can be told faster than by the standard library.
#[cfg(feature = "std")]
fn is_text(bytes: &[u8]) -> bool {
    /// simdutf8 leaves what is shorter to the standard library.
    const BLOCK: usize = 64;
    /// From how many bytes on it pays to fill a block.
    const WORTH: usize = 16;
    if (WORTH..BLOCK).contains(&bytes.len()) {
        // Spaces behind text that is cut off do not make it whole.
        let mut block = [b' '; BLOCK];
        block[..bytes.len()].copy_from_slice(bytes);
        return simdutf8::basic::from_utf8(&block).is_ok();
    }
    simdutf8::basic::from_utf8(bytes).is_ok()
}

#[cfg(not(feature = "std"))]
fn is_text(_: &[u8]) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_byte_at_every_place() {
        let mut bytes = [b'a'; 300];
        for len in (0..80).chain(250..260) {
            assert!(check(&bytes[..len]).is_ok());
            for at in 0..len {
                bytes[at] = 0xC3;
                let error = check(&bytes[..len]).unwrap_err();
                assert_eq!(*error.kind(), DecodeErrorKind::InvalidUtf8 { offset: at });
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn text_of_every_length_cut_off_everywhere() {
        let text = "žluťoučký kůň 馬 🐎 úpěl ďábelské ódy, ".repeat(6);
        for start in 0..20 {
            for end in start..text.len() {
                let part = &text.as_bytes()[start..end];
                assert_eq!(check(part).ok(), core::str::from_utf8(part).ok(), "{start}..{end}");
            }
        }
    }
}
