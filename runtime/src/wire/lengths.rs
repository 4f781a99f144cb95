//! How long many varints are, without a look at each where a look at all of them tells.

use super::varint;

/// How many values are looked at together.
const GROUP: usize = 128;

/// From how many values on it pays to look at them together.
const WORTH_A_GROUP: usize = 32;

/// Below it, varints take one byte.
const TWO_BYTES: u64 = 1 << 7;

/// Below it, varints take one or two bytes.
const THREE_BYTES: u64 = 1 << 14;

/// How many bytes the varints of what `value` makes of `items` take.
#[inline]
pub(crate) fn of_all<T: Copy>(items: &[T], value: impl Fn(T) -> u64 + Copy) -> usize {
    if cfg!(buffa_small) || items.len() < WORTH_A_GROUP {
        return one_by_one(items, value);
    }
    in_groups(items, value)
}

#[inline(never)]
fn in_groups<T: Copy>(items: &[T], value: impl Fn(T) -> u64 + Copy) -> usize {
    items.chunks(GROUP).map(|group| together(group, value)).sum()
}

/// Bits that any and bits that all of the values have are found by wide instructions. They tell the
/// lengths of numbers that are all small, and of those that are all alike, such as times and
/// negative ones. Three values decide which of the two is tried, if any.
#[inline(always)]
fn together<T: Copy>(items: &[T], value: impl Fn(T) -> u64 + Copy) -> usize {
    let [first, .., last] = items else { return one_by_one(items, value) };
    let samples = [*first, items[items.len() / 2], *last].map(value);
    let (any, all) = bits(samples.into_iter());
    if any < THREE_BYTES {
        let any = items.iter().fold(0, |any, item| any | value(*item));
        if any < TWO_BYTES {
            return items.len();
        }
        if any < THREE_BYTES {
            let longer =
                items.iter().map(|item| u32::from(value(*item) as u32 >= TWO_BYTES as u32));
            return items.len() + longer.sum::<u32>() as usize;
        }
    } else if varint::len(all) == varint::len(any) {
        let (any, all) = bits(items.iter().map(|item| value(*item)));
        let longest = varint::len(any);
        if varint::len(all) == longest {
            return items.len() * longest;
        }
    }
    one_by_one(items, value)
}

/// The bits that any, and those that all of `values` have.
#[inline(always)]
fn bits(values: impl Iterator<Item = u64>) -> (u64, u64) {
    values.fold((0, u64::MAX), |(any, all), value| (any | value, all & value))
}

/// Two sums, as with one a compiler may let each length wait for the one before.
#[inline]
fn one_by_one<T: Copy>(items: &[T], value: impl Fn(T) -> u64) -> usize {
    let len = |item: T| varint::len(value(item));
    let (pairs, rest) = items.as_chunks();
    let [even, odd] = pairs
        .iter()
        .fold([0, 0], |[even, odd], [first, second]| [even + len(*first), odd + len(*second)]);
    even + odd + rest.first().map_or(0, |item| len(*item))
}

#[cfg(test)]
mod tests {
    use super::{GROUP, of_all};
    use crate::wire::random::next_number;
    use crate::wire::varint;
    use alloc::vec::Vec;

    #[test]
    fn is_the_sum_of_all_lengths() {
        let mut next = next_number();
        for len in 0..2 * GROUP + 20 {
            for longest in 1..=64 {
                // Mostly of one length, of any lengths, and with a few that are longer or shorter.
                let mixed = next() % 8;
                let values: Vec<u64> = (0..len)
                    .map(|_| {
                        let bits = if next() % 8 < mixed { 1 + next() % longest } else { longest };
                        next() >> (64 - bits) | 1 << (bits - 1)
                    })
                    .collect();
                check(&values, |value| value);
                check(&values, |value| varint::zigzag64(value as i64));
                check(&values, |value| u64::from(value as u32));
                check(&values, |value| i64::from(value as i32) as u64);
                check(&values, |value| value & 1);
            }
        }
    }

    fn check(values: &[u64], value: impl Fn(u64) -> u64 + Copy) {
        let expected: usize = values.iter().map(|raw| varint::len(value(*raw))).sum();
        assert_eq!(of_all(values, value), expected, "{values:#x?}");
    }
}
