//! Integers as decimal digits, eight at a time in one word.

use core::mem::MaybeUninit;

/// Room for the digits of any integer, its sign, and what is written beyond them.
pub(crate) const ROOM: usize = 32;

/// An integer that can be written.
pub(crate) trait Integer: Copy {
    /// Whether it is below zero, and how far it is from zero.
    fn parts(self) -> (bool, u64);
}

macro_rules! integers {
    ($($signed:ident $unsigned:ident)*) => {$(
        impl Integer for $signed {
            #[inline(always)]
            fn parts(self) -> (bool, u64) {
                (self < 0, u64::from(self.unsigned_abs()))
            }
        }

        impl Integer for $unsigned {
            #[inline(always)]
            fn parts(self) -> (bool, u64) {
                (false, u64::from(self))
            }
        }
    )*};
}

integers!(i32 u32 i64 u64);

/// Writes an integer, which is ASCII, at the start of `room`; the result is its length.
#[inline(always)]
pub(crate) fn write(room: &mut [MaybeUninit<u8>; ROOM], value: impl Integer) -> usize {
    let (negative, value) = value.parts();
    room[0].write(b'-');
    let at = usize::from(negative);
    if value < E8 {
        return at + first(room, at, value);
    }
    long(room, at, value)
}

const E8: u64 = 100_000_000;

#[inline(never)]
fn long(room: &mut [MaybeUninit<u8>; ROOM], mut at: usize, value: u64) -> usize {
    let (high, low) = (value / E8, value % E8);
    if high < E8 {
        at += first(room, at, high);
    } else {
        at += first(room, at, high / E8);
        word(room, at, eight(high % E8) | ZEROS);
        at += 8;
    }
    word(room, at, eight(low) | ZEROS);
    at + 8
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Writes a number below 10^8 without zeros in front.
#[inline(always)]
fn first(room: &mut [MaybeUninit<u8>; ROOM], at: usize, value: u64) -> usize {
    let digits = eight(value);
    // At least one digit stands, so that 0 is `0`.
    let zeros = ((digits | 1 << 56).trailing_zeros() / 8) as usize;
    word(room, at, (digits | ZEROS) >> (zeros * 8));
    8 - zeros
}

#[inline(always)]
fn word(room: &mut [MaybeUninit<u8>; ROOM], at: usize, word: u64) {
    // `at` is at most 17: a sign and sixteen digits. Were it more, what is reported as written would
    // not be.
    let Some(place) = room.get_mut(at..).and_then(|room| room.first_chunk_mut()) else {
        unreachable!("there is room for every integer")
    };
    *place = word.to_le_bytes().map(MaybeUninit::new);
}

/// The eight digits of a number below 10^8, the first one in the lowest byte.
#[inline(always)]
fn eight(value: u64) -> u64 {
    // Two numbers of four digits, then four of two, then eight of one.
    let fours = (value / 10_000) | ((value % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7F_0000_007F;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0xF_000F_000F_000F;
    tens | (twos - tens * 10) << 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[track_caller]
    fn check(value: impl Integer + ToString) {
        let mut room = [MaybeUninit::new(0); ROOM];
        let len = write(&mut room, value);
        // SAFETY: all of `room` was initialised above.
        let room = room.map(|byte| unsafe { byte.assume_init() });
        assert_eq!(core::str::from_utf8(&room[..len]), Ok(&*value.to_string()));
    }

    #[test]
    fn as_the_standard_library_writes_them() {
        let mut power = 1u64;
        for _ in 0..20 {
            for value in [power - 1, power, power + 1, power.wrapping_mul(7), power / 3] {
                check(value);
                check(value as u32);
                check(value as i64);
                check(-(value as i64));
                check(value as i32);
            }
            power = power.wrapping_mul(10);
        }
        check(u64::MAX);
        check(u32::MAX);
        check(i64::MIN);
        check(i64::MAX);
        check(i32::MIN);
        check(i32::MAX);
    }

    #[test]
    fn every_group_of_four() {
        for value in 0..10_000u64 {
            check(value);
            check(value * 10_000 + 9_999 - value);
        }
    }
}
