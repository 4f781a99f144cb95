//! Validation of sub-messages without a view in which the values would stand.
//!
//! A view is as large as its message has fields, and validation goes as deep as the input: one
//! view per level is too much for a small stack where messages are wide. Those have a list of their
//! fields without one, in which a field lives only while it is read.

use super::parse::Parsing;
use super::{Fresh, ParseField, UnknownFieldsView, ViewBody, parse_fields};
use crate::body::named;
use crate::context::ViewContext;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::message::Message;
use crate::record::ValueRef;
use crate::shape::{FieldView, OneofView};
use crate::wire::Reader;

/// What the list of the fields of a wide message hands the field behind a tag to.
pub trait CheckField<'a>: Sized {
    /// Validates the value of a field.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn field<C: FieldView<'a, T>, T: Default>(self) -> Result<(), DecodeError>;

    /// Validates the value of a member of a oneof.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn oneof<O: OneofView<'a>>(self) -> Result<(), DecodeError>;

    /// Validates an unknown field of a `V`, which keeps such.
    ///
    /// # Errors
    /// The field is malformed or a limit is reached.
    fn unknown<V: ViewBody<'a>>(self) -> Result<(), DecodeError>;

    /// Validates an unknown field of a message that drops such.
    ///
    /// # Errors
    /// The field is malformed or a limit is reached.
    fn skip(self) -> Result<(), DecodeError>;
}

/// Validates the field behind `tag`.
struct Checking<'r, 'a, 'c>(Parsing<'r, 'a, 'c, Fresh>);

impl<'a> CheckField<'a> for Checking<'_, 'a, '_> {
    #[inline(never)]
    fn field<C: FieldView<'a, T>, T: Default>(self) -> Result<(), DecodeError> {
        self.0.field::<C, T>(&mut T::default())
    }

    #[inline(never)]
    fn oneof<O: OneofView<'a>>(self) -> Result<(), DecodeError> {
        self.0.oneof::<O>(&mut None)
    }

    #[inline]
    fn unknown<V: ViewBody<'a>>(self) -> Result<(), DecodeError> {
        self.0.unknown::<V>(&mut UnknownFieldsView::new())
    }

    #[inline]
    fn skip(self) -> Result<(), DecodeError> {
        self.0.skip()
    }
}

/// Counts the elements behind `tag`.
struct Counting<'r, 'a, 'c> {
    parsing: Parsing<'r, 'a, 'c, Fresh>,
    count: &'r mut usize,
}

impl<'a> CheckField<'a> for Counting<'_, 'a, '_> {
    #[inline(never)]
    fn field<C: FieldView<'a, T>, T: Default>(self) -> Result<(), DecodeError> {
        let mut value = T::default();
        self.parsing.field::<C, T>(&mut value)?;
        if let ValueRef::List(list) = C::get(&value) {
            *self.count += list.len();
        }
        Ok(())
    }

    fn oneof<O: OneofView<'a>>(self) -> Result<(), DecodeError> {
        self.parsing.skip()
    }

    fn unknown<V: ViewBody<'a>>(self) -> Result<(), DecodeError> {
        self.parsing.skip()
    }

    fn skip(self) -> Result<(), DecodeError> {
        self.parsing.skip()
    }
}

/// Validates fields of a `V`, one level deeper, up to the tag `end`, or with 0 up to the end of the
/// input. The result is how much of the input was left in front of that tag.
///
/// The context is that of the message around it, as making one takes longer than a small message:
/// where the body stands matters only to those who keep something of it, and here nobody does.
#[inline]
pub(crate) fn check_nested<'a, V: ViewBody<'a>>(
    input: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
    end: u32,
) -> Result<usize, DecodeError> {
    cx.enter()?;
    let left = if const { V::CHECKS_APART } {
        check_apart::<V>(input, cx, end)?
    } else {
        check_in_view::<V>(input, cx, end)?
    };
    cx.leave();
    if V::CLOSED_ENUMS {
        // They have been counted, and are none of the message around it.
        cx.strays = 0;
    }
    Ok(left)
}

#[inline]
fn check_in_view<'a, V: ViewBody<'a>>(
    input: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
    end: u32,
) -> Result<usize, DecodeError> {
    // In here nobody sees the view, so it need not be made.
    let mut view = V::default();
    view.begin();
    let left = parse_fields::<V, _>(Fresh, &mut view, input, cx, end)?;
    if <V::Owned as Message>::__REQUIRES && view.lacks() {
        cx.incomplete = true;
    }
    Ok(left)
}

#[inline(never)]
fn check_apart<'a, V: ViewBody<'a>>(
    input: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
    end: u32,
) -> Result<usize, DecodeError> {
    // Required fields are told of in a view. Without one the message may be incomplete, which is
    // looked into at the end.
    if <V::Owned as Message>::__REQUIRED {
        cx.incomplete = true;
    }
    let body = input.rest();
    let mut r = *input;
    while !r.is_empty() {
        let left = r.rest().len();
        let tag = r.tag()?;
        if end != 0 && tag == end {
            *input = r;
            return Ok(left);
        }
        cx.field = tag >> 3;
        if let Err(error) =
            V::check_field(tag, Checking(Parsing { check: Fresh, tag, r: &mut r, cx }))
        {
            let before = &body[..body.len() - left];
            let error = error.behind(count_elements::<V>(before, tag >> 3));
            return Err(named(error, V::static_table(), tag));
        }
    }
    if end != 0 {
        return Err(DecodeErrorKind::UnclosedGroup.into());
    }
    Ok(0)
}

/// How many elements of the list `number` stand in `body`, which is valid: an error says which
/// element it is in.
#[cold]
#[inline(never)]
fn count_elements<'a, V: ViewBody<'a>>(body: &'a [u8], number: u32) -> usize {
    let mut count = 0;
    let mut cx = ViewContext::new(body, u32::MAX, u32::MAX);
    let mut r = Reader::new(body);
    while let Ok(tag) = r.tag() {
        let passed = if tag >> 3 == number {
            let parsing = Parsing { check: Fresh, tag, r: &mut r, cx: &mut cx };
            V::check_field(tag, Counting { parsing, count: &mut count })
        } else {
            r.skip(tag, u32::MAX)
        };
        if passed.is_err() {
            break;
        }
    }
    count
}
