//! Copies of strings and bytes, most of which are short.

use core::ptr;

/// Up to how many bytes are copied in line: a call would cost as much, and what is in registers
/// would have to be saved.
const IN_LINE: usize = 32;

/// Copies `from`, if it is short by loads and stores that overlap.
///
/// # Safety
/// `to` may be written for as many bytes as `from` has, and nobody else has them.
#[inline(always)]
pub(crate) unsafe fn copy(from: &[u8], to: *mut u8) {
    // SAFETY: as the caller promises.
    unsafe {
        if cfg!(buffa_small) || from.len() > IN_LINE {
            return ptr::copy_nonoverlapping(from.as_ptr(), to, from.len());
        }
        let _ = copy_ends::<16>(from, to)
            || copy_ends::<8>(from, to)
            || copy_ends::<4>(from, to)
            || copy_ends::<2>(from, to)
            || copy_ends::<1>(from, to);
    }
}

/// Copies the first `N` bytes and the last `N`, if there are so many.
///
/// # Safety
/// As for [`copy`].
#[inline(always)]
unsafe fn copy_ends<const N: usize>(from: &[u8], to: *mut u8) -> bool {
    let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>()) else {
        return false;
    };
    // SAFETY: both lie within the bytes that the caller promises; an array of bytes needs no
    // alignment.
    unsafe {
        to.cast::<[u8; N]>().write(*first);
        to.add(from.len() - N).cast::<[u8; N]>().write(*last);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::copy;

    #[test]
    fn every_length() {
        let from: [u8; 80] = core::array::from_fn(|i| i as u8);
        for len in 0..=from.len() {
            for start in 0..=from.len() - len {
                let mut to = [0xFF; 82];
                // SAFETY: at most 80 bytes, from the second of 82 on.
                unsafe { copy(&from[start..start + len], to.as_mut_ptr().add(1)) };
                assert_eq!(to[1..=len], from[start..start + len]);
                assert_eq!((to[0], to[len + 1]), (0xFF, 0xFF));
            }
        }
    }
}
