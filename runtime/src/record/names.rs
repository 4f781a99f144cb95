//! The names of fields, in the forms in which JSON looks for them and writes them.

/// The longest key that is kept as text, with its punctuation.
pub(crate) const KEY: usize = 32;

/// A name as it stands in JSON, with the quotes around it and the colon behind it, and its length;
/// 0 if the name needs escapes or is long.
pub(crate) const fn key(name: &[u8]) -> ([u8; KEY], u8) {
    let mut text = [0; KEY];
    let len = name.len() + 3;
    if len > KEY || !is_clean(name) {
        return (text, 0);
    }
    text[0] = b'"';
    text[len - 2] = b'"';
    text[len - 1] = b':';
    let mut i = 0;
    while i < name.len() {
        text[i + 1] = name[i];
        i += 1;
    }
    (text, len as u8)
}

/// Tells names apart: of its ends and its length.
#[inline]
pub(crate) const fn hash(name: &[u8]) -> u32 {
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (name.first_chunk(), name.last_chunk(), name) {
            (Some(first), Some(last), _) => {
                (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64)
            }
            (_, _, [first, .., last]) => {
                (*first as u64, (name[name.len() / 2] as u64) << 8 | *last as u64)
            }
            (_, _, [only]) => (*only as u64, 0),
            _ => (0, 0),
        },
    };
    let mixed =
        (first ^ last.rotate_left(29) ^ name.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as u32
}

/// Whether two names are the same. Short ones cost no call.
#[inline(always)]
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    fn ends<const N: usize>(a: &[u8], b: &[u8]) -> Option<bool> {
        let same = a.first_chunk::<N>()? == b.first_chunk::<N>()?;
        Some(same && a.last_chunk::<N>()? == b.last_chunk::<N>()?)
    }
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        33.. => a == b,
        17..=32 => ends::<16>(a, b) == Some(true),
        8..=16 => ends::<8>(a, b) == Some(true),
        4..=7 => ends::<4>(a, b) == Some(true),
        2..=3 => ends::<2>(a, b) == Some(true),
        _ => a.first() == b.first(),
    }
}

/// Whether a name consists of characters that JSON never escapes.
pub(crate) const fn is_clean(bytes: &[u8]) -> bool {
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_alphanumeric() && bytes[i] != b'_' {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_or_not() {
        let text = b"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";
        for len in 0..text.len() {
            let name = &text[..len];
            assert!(is_same(name, name));
            assert!(!is_same(name, &text[..len + 1]));
            for at in 0..len {
                let mut other = *text;
                other[at] = b'-';
                assert!(!is_same(name, &other[..len]), "{len} {at}");
                assert_eq!(hash(name), hash(&text[..len]));
            }
        }
    }

    #[test]
    fn keys_are_kept_if_short_and_clean() {
        let (text, len) = key(b"fullName");
        assert_eq!(&text[..usize::from(len)], b"\"fullName\":");
        assert_eq!(key(b"a.b").1, 0);
        assert_eq!(key(&[b'a'; KEY - 3]).1, 32);
        assert_eq!(key(&[b'a'; KEY - 2]).1, 0);
    }
}
