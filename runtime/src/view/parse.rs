//! Reading one field of a view.

use super::{Check, UnknownFieldsView, ViewBody, skip_unknown_view};
use crate::context::ViewContext;
use crate::error::DecodeError;
use crate::required::AbsentFields;
use crate::shape::{FieldView, OneofView};
use crate::wire::{Reader, aside};

/// What a generated parse hands the field behind a tag to.
pub trait ParseField<'a>: Sized {
    /// Reads the value of a field.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn field<C: FieldView<'a, T>, T>(self, value: &mut T) -> Result<(), DecodeError>;

    /// Reads the value of a required field, whose absence is told by `bit` of `absent`.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[inline(always)]
    fn required<C: FieldView<'a, T>, T, const N: usize>(
        self,
        value: &mut T,
        absent: &mut AbsentFields<N>,
        bit: usize,
    ) -> Result<(), DecodeError> {
        let _ = (absent, bit);
        self.field::<C, T>(value)
    }

    /// Reads the value of a member of a oneof.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn oneof<O: OneofView<'a>>(self, value: &mut Option<O>) -> Result<(), DecodeError>;

    /// Keeps an unknown field of a `V`.
    ///
    /// # Errors
    /// The field is malformed or a limit is reached.
    fn unknown<V: ViewBody<'a>>(
        self,
        fields: &mut UnknownFieldsView<'a>,
    ) -> Result<(), DecodeError>;

    /// Passes over an unknown field.
    ///
    /// # Errors
    /// The field is malformed or a limit is reached.
    fn skip(self) -> Result<(), DecodeError>;
}

/// The value behind `tag` is next in `r`.
pub(super) struct Parsing<'r, 'a, 'c, C> {
    pub(super) check: C,
    pub(super) tag: u32,
    pub(super) r: &'r mut Reader<'a>,
    pub(super) cx: &'r mut ViewContext<'a, 'c>,
}

impl<'a, C: Check> ParseField<'a> for Parsing<'_, 'a, '_, C> {
    #[cfg_attr(not(buffa_small), inline(always))]
    fn field<F: FieldView<'a, T>, T>(self, value: &mut T) -> Result<(), DecodeError> {
        aside!(self.r, r, F::parse(self.check, value, self.tag, &mut r, self.cx))
    }

    #[cfg_attr(not(buffa_small), inline(always))]
    fn required<F: FieldView<'a, T>, T, const N: usize>(
        self,
        value: &mut T,
        absent: &mut AbsentFields<N>,
        bit: usize,
    ) -> Result<(), DecodeError> {
        if aside!(self.r, r, F::parse_required(self.check, value, self.tag, &mut r, self.cx))? {
            absent.remove(bit);
        }
        Ok(())
    }

    #[inline(always)]
    fn oneof<O: OneofView<'a>>(self, value: &mut Option<O>) -> Result<(), DecodeError> {
        aside!(self.r, r, O::parse(self.check, value, self.tag, &mut r, self.cx))
    }

    #[inline(always)]
    fn unknown<V: ViewBody<'a>>(
        self,
        fields: &mut UnknownFieldsView<'a>,
    ) -> Result<(), DecodeError> {
        aside!(self.r, r, fields.keep::<V>(self.tag, &mut r, self.cx))
    }

    #[inline(always)]
    fn skip(self) -> Result<(), DecodeError> {
        aside!(self.r, r, skip_unknown_view(self.tag, &mut r, self.cx))
    }
}

/// Numbers that a closed enum does not know stood behind `tag`, which `wire` follows: they count as
/// unknown fields. For [`NO_TAG`](crate::record::NO_TAG).
pub(super) struct Straying<'a, 'r, 'c> {
    pub(super) tag: u32,
    pub(super) wire: &'a [u8],
    pub(super) cx: &'r mut ViewContext<'a, 'c>,
}

impl<'a> ParseField<'a> for Straying<'a, '_, '_> {
    #[inline(always)]
    fn field<C: FieldView<'a, T>, T>(self, _: &mut T) -> Result<(), DecodeError> {
        Ok(())
    }

    #[inline(always)]
    fn oneof<O: OneofView<'a>>(self, _: &mut Option<O>) -> Result<(), DecodeError> {
        Ok(())
    }

    #[inline(always)]
    fn unknown<V: ViewBody<'a>>(
        self,
        fields: &mut UnknownFieldsView<'a>,
    ) -> Result<(), DecodeError> {
        fields.note::<V>(self.tag, self.wire, self.cx.strays, self.cx);
        Ok(())
    }

    #[inline(always)]
    fn skip(self) -> Result<(), DecodeError> {
        Ok(())
    }
}
