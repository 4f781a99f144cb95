//! Singular messages in other holders than a [`MessageField`](crate::MessageField).

use alloc::boxed::Box;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::kind::{Decode, Encode};
use crate::message::Message;
use crate::record::{RecordMut, Refusal, Scalar, ValueRef};
use crate::view::{MessageFieldView, ViewBody};
use crate::wire::{Reader, Sink};

/// A singular message, held as `H` says.
#[derive(Debug)]
pub struct Held<H, K>(PhantomData<(H, K)>);

/// In an `Option<T>`.
#[derive(Debug)]
pub enum InOption {}

/// In an `Option<Box<T>>`.
#[derive(Debug)]
pub enum InBox {}

/// As a `T` that is always there.
#[derive(Debug)]
pub enum Bare {}

/// As a `Box<T>` that is always there.
#[derive(Debug)]
pub enum BareBox {}

/// An `F` holds a message.
pub trait Holder<F>: 'static {
    /// The message.
    type Message: Message;

    /// Whether there always is one.
    const ALWAYS: bool;

    /// The message, if there is one.
    fn get(field: &F) -> Option<&Self::Message>;

    /// The message, put in if it is not there.
    fn get_mut(field: &mut F) -> &mut Self::Message;

    /// Takes the message out, or empties it.
    fn clear(field: &mut F);

    /// A field with this message, or with none.
    fn hold(message: Option<Self::Message>) -> F;
}

impl<T: Message> Holder<Option<T>> for InOption {
    type Message = T;
    const ALWAYS: bool = false;

    #[inline]
    fn get(field: &Option<T>) -> Option<&T> {
        field.as_ref()
    }

    #[inline]
    fn get_mut(field: &mut Option<T>) -> &mut T {
        field.get_or_insert_default()
    }

    fn clear(field: &mut Option<T>) {
        *field = None;
    }

    fn hold(message: Option<T>) -> Option<T> {
        message
    }
}

impl<T: Message> Holder<Option<Box<T>>> for InBox {
    type Message = T;
    const ALWAYS: bool = false;

    #[inline]
    fn get(field: &Option<Box<T>>) -> Option<&T> {
        field.as_deref()
    }

    #[inline]
    fn get_mut(field: &mut Option<Box<T>>) -> &mut T {
        field.get_or_insert_default()
    }

    fn clear(field: &mut Option<Box<T>>) {
        *field = None;
    }

    fn hold(message: Option<T>) -> Option<Box<T>> {
        message.map(Box::new)
    }
}

impl<T: Message> Holder<T> for Bare {
    type Message = T;
    const ALWAYS: bool = true;

    #[inline]
    fn get(field: &T) -> Option<&T> {
        Some(field)
    }

    #[inline]
    fn get_mut(field: &mut T) -> &mut T {
        field
    }

    fn clear(field: &mut T) {
        field.clear();
    }

    fn hold(message: Option<T>) -> T {
        message.unwrap_or_default()
    }
}

impl<T: Message> Holder<Box<T>> for BareBox {
    type Message = T;
    const ALWAYS: bool = true;

    #[inline]
    fn get(field: &Box<T>) -> Option<&T> {
        Some(field)
    }

    #[inline]
    fn get_mut(field: &mut Box<T>) -> &mut T {
        field
    }

    fn clear(field: &mut Box<T>) {
        field.clear();
    }

    fn hold(message: Option<T>) -> Box<T> {
        message.unwrap_or_default().into()
    }
}

impl<H: Holder<F>, K: Encode<H::Message>, F> Field<F> for Held<H, K> {
    #[inline]
    fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, field: &F) -> W::Put {
        if let Some(message) = H::get(field) {
            put += K::write_tagged(w, tag, message);
        }
        put
    }

    #[inline]
    fn get(field: &F) -> ValueRef<'_> {
        H::get(field).map_or(ValueRef::Absent, K::get)
    }
}

/// Whether a message that is always there, and can be incomplete, is as it was at first.
#[inline(always)]
fn is_as_new<H: Holder<F>, F>(message: &H::Message) -> bool {
    H::ALWAYS && H::Message::__REQUIRED && *message == H::Message::default()
}

impl<H: Holder<F>, K: Decode<H::Message>, F> FieldMut<F> for Held<H, K> {
    #[inline]
    fn merge(
        field: &mut F,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let is_further = match H::get(field) {
            None => {
                cx.charge(1, size_of::<H::Message>())?;
                false
            }
            Some(message) => !is_as_new::<H, F>(message),
        };
        let message = H::get_mut(field);
        if const { K::GATHERS } && (is_further || K::was_gathered(message, tag, cx)) {
            K::merge_further(message, tag, r, cx, |_| false)?;
        } else {
            if is_further {
                K::resume(message);
            }
            K::merge(message, tag, r, cx)?;
        }
        Ok(())
    }

    fn clear(field: &mut F) {
        H::clear(field);
    }

    const COST: usize = size_of::<H::Message>();
    const MERGES: bool = true;

    fn set(_: &mut F, _: Scalar<'_>) -> Result<(), Refusal> {
        Err(Refusal::Expected("a message"))
    }

    fn message(field: &mut F) -> Option<&mut dyn RecordMut> {
        K::message(H::get_mut(field))
    }
}

impl<'a, H, K, V, F> FieldOwn<MessageFieldView<'a, V>, F> for Held<H, K>
where
    H: Holder<F, Message = V::Owned>,
    V: ViewBody<'a>,
{
    fn own(view: &MessageFieldView<'a, V>) -> F {
        H::hold(view.own())
    }
}
