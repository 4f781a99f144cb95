//! Required fields: which of them a message that was decoded lacks.
//!
//! A field that is required is a plain value in Rust, so its absence is told beside it: a message
//! that has such fields has one bit for each. A bit is set while a decoder reads the message, and
//! goes with the field that comes; a message that was made by hand has none, and is complete.

mod missing;

use crate::record::Visitor;
use crate::shape::Field;
#[cfg(feature = "json")]
pub(crate) use missing::for_each_missing;
pub(crate) use missing::{check, check_value};

/// The required fields that were not there when a message was decoded.
///
/// Generated messages with required fields have it in a hidden field. A struct with
/// `#[derive(Message)]` has it where one of its fields says `#[buffa(absent_fields)]`; `N` is how
/// many bytes it takes, and has room for eight fields in each but one in the last.
///
/// ```
/// use buffa::{AbsentFields, DecodeOptions, Message};
///
/// #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
/// struct Account {
///     #[buffa(tag = 1, required)]
///     name: String,
///     #[buffa(absent_fields)]
///     absent: AbsentFields,
/// }
///
/// let error = Account::decode_from_slice(&[]).unwrap_err();
/// assert!(error.to_string().ends_with("required fields are missing: name"));
/// let partial: Account = DecodeOptions::new().with_partial(true).decode_from_slice(&[])?;
/// assert_eq!(partial.encode_to_vec(), []);
/// assert_eq!(Account::default().encode_to_vec(), [0x0A, 0]);
/// # Ok::<(), buffa::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct AbsentFields<const N: usize = 8>([u8; N]);

impl<const N: usize> AbsentFields<N> {
    /// Tells a message that was read, or made by hand, from one that is new: what is read next is a
    /// further piece of it. It is the highest bit, which no field has, and nobody else sees it.
    const STARTED: u8 = 0x80;

    /// Nothing is absent.
    #[must_use]
    #[inline(always)]
    pub const fn none() -> Self {
        AbsentFields([0; N])
    }

    /// Whether nothing is absent.
    #[must_use]
    #[inline(always)]
    pub const fn is_empty(&self) -> bool {
        let mut i = 0;
        while i < N {
            if self.byte(i) != 0 {
                return false;
            }
            i += 1;
        }
        true
    }

    /// The bits of eight fields.
    #[inline(always)]
    const fn byte(&self, i: usize) -> u8 {
        if i + 1 == N { self.0[i] & !Self::STARTED } else { self.0[i] }
    }

    /// A decoder starts with a message that has `COUNT` required fields: all of them are absent, unless
    /// the message was read before.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn begin<const COUNT: usize>(&mut self) {
        const { assert!(COUNT < 8 * N, "this many required fields need a larger `AbsentFields<N>`") };
        if self.was_started() {
            return;
        }
        let mut i = 0;
        while i < N {
            let left = COUNT.saturating_sub(8 * i);
            self.0[i] = if left >= 8 { 0xFF } else { ((1_u32 << left) - 1) as u8 };
            i += 1;
        }
        self.resume();
    }

    /// What comes next is a further piece of the same message.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn resume(&mut self) {
        if N > 0 {
            self.0[N - 1] |= Self::STARTED;
        }
    }

    #[inline(always)]
    const fn was_started(&self) -> bool {
        N > 0 && self.0[N - 1] & Self::STARTED != 0
    }

    /// Whether the field with this bit is absent.
    #[doc(hidden)]
    #[must_use]
    #[inline(always)]
    pub const fn has(&self, bit: usize) -> bool {
        self.0[bit / 8] & 1 << (bit % 8) != 0
    }

    /// The field with this bit is there.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn remove(&mut self, bit: usize) {
        self.0[bit / 8] &= !(1 << (bit % 8));
    }

    /// The field with this bit is absent.
    #[doc(hidden)]
    #[inline]
    pub const fn insert(&mut self, bit: usize) {
        self.0[bit / 8] |= 1 << (bit % 8);
    }

    /// The same in another number of bytes, which has room for all fields as well.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub const fn resized<const M: usize>(&self) -> AbsentFields<M> {
        let mut resized = AbsentFields([0; M]);
        let mut i = 0;
        while i < N && i < M {
            resized.0[i] = self.byte(i);
            i += 1;
        }
        if self.was_started() {
            resized.resume();
        }
        resized
    }
}

impl<const N: usize> Default for AbsentFields<N> {
    #[inline(always)]
    fn default() -> Self {
        Self::none()
    }
}

impl<const N: usize> core::fmt::Debug for AbsentFields<N> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries((0..(8 * N).saturating_sub(1)).filter(|&bit| self.has(bit))).finish()
    }
}

impl<const N: usize> PartialEq for AbsentFields<N> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (0..N).all(|i| self.byte(i) == other.byte(i))
    }
}

impl<const N: usize> Eq for AbsentFields<N> {}

impl<const N: usize> core::hash::Hash for AbsentFields<N> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (0..N).for_each(|i| self.byte(i).hash(state));
    }
}

/// Whether a field without presence, of this codec, would leave `value` out.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn is_left_out<C: Field<T>, T>(value: &T) -> bool {
    let mut left_out = true;
    C::visit(value, 0, &mut Visitor::new(false, &mut |_, _| left_out = false));
    left_out
}

#[cfg(test)]
mod tests {
    use super::AbsentFields;

    #[test]
    fn a_bit_for_each_field() {
        fn check<const COUNT: usize>() {
            let mut absent = AbsentFields::<2>::none();
            absent.begin::<COUNT>();
            for bit in 0..15 {
                assert_eq!(absent.has(bit), bit < COUNT, "{bit} of {COUNT}");
            }
            assert_eq!(absent.is_empty(), COUNT == 0);
            assert_eq!(absent.resized::<8>().resized(), absent);
            (0..COUNT).for_each(|bit| absent.remove(bit));
            assert_eq!(absent, AbsentFields::none());
        }
        check::<0>();
        check::<1>();
        check::<7>();
        check::<8>();
        check::<9>();
        check::<15>();
    }

    #[test]
    fn what_was_read_does_not_begin_anew() {
        let mut absent = AbsentFields::<1>::none();
        absent.begin::<7>();
        for bit in [3, 0, 1, 2, 4, 5, 6] {
            absent.remove(bit);
            for mut again in [absent, absent.resized::<8>().resized()] {
                again.begin::<7>();
                assert_eq!(again, absent);
            }
        }
        let mut complete = AbsentFields::<1>::none();
        complete.resume();
        complete.begin::<7>();
        assert!(complete.is_empty(), "a message made by hand");
    }

    /// That it was read is nobody else's business.
    #[test]
    fn what_was_read_looks_as_if_it_was_made() {
        let mut absent = AbsentFields::<2>::none();
        (0..15).step_by(2).for_each(|bit| absent.insert(bit));
        for before in [AbsentFields::none(), absent] {
            let mut resumed = before;
            resumed.resume();
            assert_eq!(resumed, before);
            assert_eq!(resumed.is_empty(), before.is_empty());
            assert_eq!(alloc::format!("{resumed:?}"), alloc::format!("{before:?}"));
            let (resized, same) = (resumed.resized::<8>(), before.resized::<8>());
            assert!((0..63).all(|bit| resized.has(bit) == same.has(bit)));
        }
    }
}
