//! Singular sub-messages.

use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, FieldView};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode};
use crate::message::Message;
use crate::message_field::MessageField;
use crate::record::{RecordMut, Refusal, Scalar, ValueRef};
use crate::storage::BoxStorage;
use crate::view::{Check, MessageFieldView, SubBody, ViewBody};
use crate::wire::{Reader, Sink};

/// A singular message field: a [`MessageField`], in views a [`MessageFieldView`].
#[derive(Debug)]
pub struct Sub<K>(PhantomData<K>);

impl<K, T, B> Field<MessageField<T, B>> for Sub<K>
where
    K: Encode<T>,
    B: BoxStorage<Target = T>,
{
    #[inline(always)]
    fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, value: &MessageField<T, B>) -> W::Put {
        if let Some(message) = value.as_option() {
            put += K::write_tagged(w, tag, message);
        }
        put
    }

    #[inline]
    fn get(value: &MessageField<T, B>) -> ValueRef<'_> {
        value.as_option().map_or(ValueRef::Absent, K::get)
    }
}

impl<K, T, B> FieldMut<MessageField<T, B>> for Sub<K>
where
    K: Decode<T>,
    T: Message,
    B: BoxStorage<Target = T>,
{
    #[cfg_attr(not(buffa_small), inline(always))]
    fn merge(
        value: &mut MessageField<T, B>,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        match value.as_mut() {
            None => cx.charge(1, size_of::<T>())?,
            Some(message) if const { K::GATHERS } => {
                return K::merge_further(message, tag, r, cx, |_| false).map(|_| ());
            }
            Some(message) => K::resume(message),
        }
        K::merge(value.get_or_insert_default(), tag, r, cx)?;
        Ok(())
    }

    #[inline]
    fn clear(value: &mut MessageField<T, B>) {
        value.clear();
    }

    const COST: usize = size_of::<T>();

    fn set(_: &mut MessageField<T, B>, _: Scalar<'_>) -> Result<(), Refusal> {
        Err(Refusal::Expected("a message"))
    }

    fn message(value: &mut MessageField<T, B>) -> Option<&mut dyn RecordMut> {
        K::message(value.get_or_insert_default())
    }
}

impl<'a, K, V> Field<MessageFieldView<'a, V>> for Sub<K>
where
    K: Encode<MessageFieldView<'a, V>>,
    V: ViewBody<'a>,
{
    #[inline]
    fn write<W: Sink>(
        w: &mut W,
        mut put: W::Put,
        tag: u32,
        value: &MessageFieldView<'a, V>,
    ) -> W::Put {
        if value.is_set() {
            put += K::write_tagged(w, tag, value);
        }
        put
    }

    #[inline]
    fn get<'v>(value: &'v MessageFieldView<'a, V>) -> ValueRef<'v> {
        if value.is_set() { ValueRef::Message(value) } else { ValueRef::Absent }
    }
}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, K, V> FieldView<'a, MessageFieldView<'a, V>> for Sub<K>
where
    K: SubBody + Encode<MessageFieldView<'a, V>>,
    V: ViewBody<'a>,
{
    #[cfg_attr(not(buffa_small), inline(always))]
    fn parse<C: Check>(
        check: C,
        value: &mut MessageFieldView<'a, V>,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        let body = K::body::<V, _>(check, tag, r, cx)?;
        // SAFETY: it is the body of a `V`, and validated.
        unsafe { value.add(body, cx) };
        Ok(())
    }
}

impl<'a, K, V, B> FieldOwn<MessageFieldView<'a, V>, MessageField<V::Owned, B>> for Sub<K>
where
    V: ViewBody<'a>,
    B: BoxStorage<Target = V::Owned>,
{
    #[inline]
    fn own(view: &MessageFieldView<'a, V>) -> MessageField<V::Owned, B> {
        view.own().into()
    }
}
