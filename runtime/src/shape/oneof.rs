//! Oneofs: at most one of several fields, an `Option` of a generated enum.

use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Parse};
use crate::large::is_large_in_box;
use crate::record::{Slot, ValueRef};
use crate::view::{Check, MessageFieldView, SubBody, ViewBody};
use crate::wire::{Reader, Sink};

/// A oneof, owned or borrowed, that can be written and read.
pub trait OneofRead {
    /// Leads to the member that is set.
    fn read<'v, R: ReadMember<'v>>(&'v self, to: R) -> R::Out;

    /// The number of the member that is set.
    #[inline]
    fn number(&self) -> u32 {
        self.read(Numbering)
    }

    /// Writes the member that is set.
    #[must_use]
    fn write<W: Sink>(&self, w: &mut W) -> W::Put {
        self.read(Writing(w))
    }

    /// The value of the member that is set.
    fn get(&self) -> ValueRef<'_> {
        self.read(Getting)
    }
}

/// What is done with the member of a oneof that is set. A oneof has one list for all of these.
pub trait ReadMember<'v> {
    /// What comes of it.
    type Out;

    /// The member.
    fn member<K: Encode<T>, T>(self, tag: u32, value: &'v T) -> Self::Out;
}

struct Numbering;

impl<'v> ReadMember<'v> for Numbering {
    type Out = u32;

    #[inline(always)]
    fn member<K: Encode<T>, T>(self, tag: u32, _: &'v T) -> u32 {
        tag >> 3
    }
}

struct Writing<'w, W>(&'w mut W);

impl<'v, W: Sink> ReadMember<'v> for Writing<'_, W> {
    type Out = W::Put;

    #[inline(always)]
    fn member<K: Encode<T>, T>(self, tag: u32, value: &'v T) -> W::Put {
        if const { K::NESTS } {
            write_message::<K, T, W>(self.0, tag, value)
        } else {
            K::write_tagged(self.0, tag, value)
        }
    }
}

/// Writes a message apart, so that the other members need no more registers than they use.
#[inline(never)]
fn write_message<K: Encode<T>, T, W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
    K::write_tagged(w, tag, value)
}

struct Getting;

impl<'v> ReadMember<'v> for Getting {
    type Out = ValueRef<'v>;

    #[inline(always)]
    fn member<K: Encode<T>, T>(self, _: u32, value: &'v T) -> ValueRef<'v> {
        K::get(value)
    }
}

/// A oneof of an owned message.
pub trait Oneof: OneofRead + Sized + 'static {
    /// Reads the value behind `tag`, the tag of a member.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn merge_field(
        this: &mut Option<Self>,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError>;

    /// The default of member `number`.
    fn start(number: u32) -> Option<Self>;

    /// The value of the member that is set.
    fn member_slot(&mut self) -> &mut dyn Slot;

    /// The value of member `number`, which takes the place of whatever other member is set.
    fn slot(this: &mut Option<Self>, number: u32) -> Option<&mut dyn Slot> {
        if this.as_ref().is_none_or(|member| member.number() != number) {
            *this = Some(Self::start(number)?);
        }
        this.as_mut().map(Self::member_slot)
    }
}

/// A oneof of a view.
///
/// # Safety
/// As for [`Parse`].
pub unsafe trait OneofView<'a>: OneofRead + Sized {
    /// The owned oneof.
    type Owned;

    /// Reads the value behind `tag`, the tag of a member.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn parse<C: Check>(
        check: C,
        this: &mut Option<Self>,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError>;

    /// Copies what the view borrows.
    fn own(&self) -> Self::Owned;
}

/// Copies a oneof of a view.
#[inline]
pub fn oneof_own<'a, O: OneofView<'a>>(value: &Option<O>) -> Option<O::Owned> {
    value.as_ref().map(OneofView::own)
}

/// Reads a member that is replaced as a whole.
#[inline]
pub fn oneof_set<K: Decode<T>, T: Default, O>(
    this: &mut Option<O>,
    variant: fn(T) -> O,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let mut value = T::default();
    if K::merge(&mut value, tag, r, cx)? {
        *this = Some(variant(value));
    }
    Ok(())
}

/// Reads a message member: merged if it is set, else put in place of whatever is.
#[inline]
pub fn oneof_merge<K: Decode<T>, T: Default, O: Oneof>(
    this: &mut Option<O>,
    present: fn(&mut O) -> Option<&mut T>,
    variant: fn(T) -> O,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    if let Some(message) = this.as_mut().and_then(present) {
        if const { K::GATHERS } {
            let ends = |number| O::start(number).is_some();
            return K::merge_further(message, tag, r, cx, ends).map(|_| ());
        }
        K::resume(message);
        return K::merge(message, tag, r, cx).map(|_| ());
    }
    cx.charge(1, size_of::<T>())?;
    if const { is_large_in_box::<T>() } {
        set_default(this, variant);
        return match this.as_mut().and_then(present) {
            Some(message) => K::merge(message, tag, r, cx).map(|_| ()),
            None => Ok(()),
        };
    }
    merge_small::<K, T, O>(this, variant, tag, r, cx)
}

#[inline]
fn merge_small<K: Decode<T>, T: Default, O>(
    this: &mut Option<O>,
    variant: fn(T) -> O,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let mut message = T::default();
    K::merge(&mut message, tag, r, cx)?;
    *this = Some(variant(message));
    Ok(())
}

/// Apart, so that the message is not in the frame of whoever reads into it.
#[inline(never)]
fn set_default<T: Default, O>(this: &mut Option<O>, variant: fn(T) -> O) {
    *this = Some(variant(T::default()));
}

/// Reads a member of a view that is replaced as a whole.
#[inline]
pub fn oneof_parse<'a, K: Parse<'a, V>, V: Copy, O, C: Check>(
    check: C,
    this: &mut Option<O>,
    variant: fn(V) -> O,
    tag: u32,
    r: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    if let Some(value) = K::parse(check, tag, r, cx)? {
        *this = Some(variant(value));
    }
    Ok(())
}

/// Reads a message member of a view.
#[inline]
pub fn oneof_parse_sub<'a, K, V, O, C: Check>(
    check: C,
    this: &mut Option<O>,
    present: fn(&O) -> Option<MessageFieldView<'a, V>>,
    variant: fn(MessageFieldView<'a, V>) -> O,
    tag: u32,
    r: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError>
where
    K: SubBody + Encode<V>,
    V: ViewBody<'a>,
{
    let body = K::body::<V, _>(check, tag, r, cx)?;
    let mut view = this.as_ref().and_then(present).unwrap_or_default();
    // SAFETY: it is the body of a `V`, and validated.
    unsafe { view.add(body, cx) };
    *this = Some(variant(view));
    Ok(())
}
