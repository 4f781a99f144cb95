//! What tests are made of.

/// Numbers without order, the same in every run (xorshift, Marsaglia 2003).
pub(crate) fn numbers() -> impl Iterator<Item = u64> {
    core::iter::successors(Some(88_172_645_463_325_252u64), |state| {
        let mut state = *state;
        state ^= state << 13;
        state ^= state >> 7;
        Some(state ^ state << 17)
    })
}

/// The next one at each call.
pub(crate) fn next_number() -> impl FnMut() -> u64 {
    let mut numbers = numbers();
    move || numbers.next().unwrap_or_default()
}
