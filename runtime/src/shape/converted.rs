//! Fields of foreign types, which travel as a type of the schema.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt::Display;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::record::{ConvertedValue, Refusal, Scalar, Slot, Tagged, ValueRef, Visitor, field_slot};
use crate::required;
use crate::wire::{Reader, Sink};

/// How a value of type `T` becomes one of a type of the schema and back.
pub trait Conversion<T>: 'static {
    /// The type that a field without conversion would have.
    type Proto: Default;

    /// The value as it travels.
    fn to_proto(value: &T) -> Self::Proto;

    /// The value that came.
    ///
    /// # Errors
    /// It has no counterpart.
    fn from_proto(proto: Self::Proto) -> Result<T, DecodeError>;
}

/// What `as = P` means: `P: TryFrom<T>` on the way out and `T: TryFrom<P>` on the way in. A value
/// without counterpart goes out as the default of `P`.
#[inline]
pub fn try_to_proto<T, P>(value: &T) -> P
where
    T: Clone,
    P: Default + TryFrom<T>,
{
    P::try_from(value.clone()).unwrap_or_default()
}

/// The way in of `as = P`, and of a module's `from_proto`.
///
/// # Errors
/// What the conversion says.
#[inline]
pub fn converted<T, E: Display>(result: Result<T, E>) -> Result<T, DecodeError> {
    result.map_err(|error| DecodeError::new(error.to_string()))
}

/// A field `F` seen as a field of the schema.
pub trait FieldConversion<F>: 'static {
    /// The field without conversion.
    type Proxy: Default + 'static;

    /// Whether the field has presence and is not set.
    fn is_absent(field: &F) -> bool;

    /// The field as it travels.
    fn lift(field: &F) -> Self::Proxy;

    /// What a value that comes is merged into.
    fn start(field: &F) -> Self::Proxy;

    /// Puts what came into the field.
    ///
    /// # Errors
    /// It has no counterpart.
    fn lower(proxy: Self::Proxy, field: &mut F) -> Result<(), DecodeError>;

    /// How much memory an element takes beside the one that it travels as; 0 for single values.
    const COST: usize = 0;

    /// How many elements came, of a list.
    fn count(proxy: &Self::Proxy) -> usize {
        let _ = proxy;
        0
    }

    /// How many elements there are, of a list.
    fn len(field: &F) -> usize {
        let _ = field;
        0
    }

    /// A field of what a view holds; what has no counterpart is left out or becomes the default.
    fn make(proxy: Self::Proxy) -> F;

    /// Empties the field.
    fn clear(field: &mut F);
}

/// A field that is one value.
#[derive(Debug)]
pub struct Single<C>(PhantomData<C>);

impl<T, C: Conversion<T, Proto: 'static>> FieldConversion<T> for Single<C> {
    type Proxy = C::Proto;

    fn is_absent(_: &T) -> bool {
        false
    }

    fn lift(field: &T) -> C::Proto {
        C::to_proto(field)
    }

    fn start(field: &T) -> C::Proto {
        C::to_proto(field)
    }

    fn lower(proxy: C::Proto, field: &mut T) -> Result<(), DecodeError> {
        *field = C::from_proto(proxy)?;
        Ok(())
    }

    /// # Panics
    /// Where neither the value of the view nor the default has a counterpart.
    fn make(proxy: C::Proto) -> T {
        let made = C::from_proto(proxy).or_else(|_| C::from_proto(C::Proto::default()));
        made.unwrap_or_else(|error| panic!("the default of a field has no counterpart: {error}"))
    }

    fn clear(field: &mut T) {
        if let Ok(default) = C::from_proto(C::Proto::default()) {
            *field = default;
        }
    }
}

/// A field that is an `Option`.
#[derive(Debug)]
pub struct Opt<C>(PhantomData<C>);

impl<T, C: Conversion<T, Proto: 'static>> FieldConversion<Option<T>> for Opt<C> {
    type Proxy = Option<C::Proto>;

    fn is_absent(field: &Option<T>) -> bool {
        field.is_none()
    }

    fn lift(field: &Option<T>) -> Self::Proxy {
        field.as_ref().map(C::to_proto)
    }

    fn start(field: &Option<T>) -> Self::Proxy {
        Self::lift(field)
    }

    fn lower(proxy: Self::Proxy, field: &mut Option<T>) -> Result<(), DecodeError> {
        *field = proxy.map(C::from_proto).transpose()?;
        Ok(())
    }

    fn make(proxy: Self::Proxy) -> Option<T> {
        proxy.and_then(|value| C::from_proto(value).ok())
    }

    fn clear(field: &mut Option<T>) {
        *field = None;
    }
}

/// A field that is a list of `T`.
#[derive(Debug)]
pub struct Each<T, C>(PhantomData<(T, C)>);

impl<T, C, F> FieldConversion<F> for Each<T, C>
where
    T: 'static,
    C: Conversion<T, Proto: 'static>,
    F: Default + Extend<T>,
    for<'f> &'f F: IntoIterator<Item = &'f T>,
{
    type Proxy = Vec<C::Proto>;
    const COST: usize = size_of::<T>();

    fn count(proxy: &Self::Proxy) -> usize {
        proxy.len()
    }

    fn is_absent(_: &F) -> bool {
        false
    }

    fn lift(field: &F) -> Self::Proxy {
        field.into_iter().map(C::to_proto).collect()
    }

    fn start(_: &F) -> Self::Proxy {
        Vec::new()
    }

    fn lower(proxy: Self::Proxy, field: &mut F) -> Result<(), DecodeError> {
        for value in proxy {
            let value = C::from_proto(value).map_err(|error| error.at_index(Self::len(field)))?;
            field.extend([value]);
        }
        Ok(())
    }

    fn len(field: &F) -> usize {
        field.into_iter().count()
    }

    fn make(proxy: Self::Proxy) -> F {
        let mut field = F::default();
        field.extend(proxy.into_iter().filter_map(|value| C::from_proto(value).ok()));
        field
    }

    fn clear(field: &mut F) {
        *field = F::default();
    }
}

/// The shape `S` of the field that `L` makes of a foreign one.
#[derive(Debug)]
pub struct Converted<S, L>(PhantomData<(S, L)>);

impl<S, L, F> ConvertedValue for Tagged<Converted<S, L>, F>
where
    L: FieldConversion<F>,
    S: Field<L::Proxy>,
{
    fn with(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        f(S::get(&L::lift(&self.value)));
    }
}

impl<S, L, F> Field<F> for Converted<S, L>
where
    L: FieldConversion<F>,
    S: Field<L::Proxy> + 'static,
{
    fn write<W: Sink>(w: &mut W, put: W::Put, tag: u32, field: &F) -> W::Put {
        S::write(w, put, tag, &L::lift(field))
    }

    fn get(field: &F) -> ValueRef<'_> {
        if L::is_absent(field) {
            return ValueRef::Absent;
        }
        ValueRef::Converted(Tagged::<Self, F>::of(field))
    }

    fn visit<'v>(field: &'v F, number: u32, visitor: &mut Visitor<'_, 'v>) {
        let proxy = L::lift(field);
        let mut is_there = false;
        S::visit(
            &proxy,
            number,
            &mut Visitor::new(visitor.wants_defaults(), &mut |_, _| is_there = true),
        );
        if is_there {
            visitor.show(number, Self::get(field));
        }
    }
}

/// Merges all further occurrences in the body, and counts them: to convert the value once for each
/// would take as long as the square of their number.
fn merge_ahead<S: FieldMut<T>, T>(
    value: &mut T,
    tag: u32,
    mut r: Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<u32, DecodeError> {
    let mut count = 0;
    // What is malformed is found when its turn comes.
    while !r.is_empty()
        && let Ok(next) = r.tag()
        && next & 7 != 4
    {
        if next == tag {
            S::merge(value, tag, &mut r, cx)?;
            count += 1;
        } else if r.skip(next, cx.depth()).is_err() {
            break;
        }
    }
    Ok(count)
}

/// What required fields are missing in a value that is about to be converted: afterwards nobody can
/// tell. It is not yet known whether further pieces of the message around it bring them.
#[cold]
fn check<S: Field<T>, T>(value: &T, cx: &mut DecodeContext<'_>) -> Result<(), DecodeError> {
    if cx.wants_required() {
        return required::check_value(S::get(value));
    }
    Ok(())
}

impl<S, L, F> FieldMut<F> for Converted<S, L>
where
    L: FieldConversion<F>,
    S: FieldMut<L::Proxy> + 'static,
{
    fn merge(
        field: &mut F,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        if S::MERGES && cx.was_merged(core::ptr::from_ref(field).addr(), tag) {
            return r.skip(tag, cx.depth());
        }
        let mut proxy = L::start(field);
        let merged = cx.reads_incomplete(|cx| {
            S::merge(&mut proxy, tag, r, cx)?;
            if S::MERGES {
                let count = merge_ahead::<S, _>(&mut proxy, tag, *r, cx)?;
                cx.note_merged(core::ptr::from_ref(field).addr(), tag, count);
            }
            Ok(())
        });
        let checked =
            merged.and_then(|((), missed)| if missed { check::<S, _>(&proxy, cx) } else { Ok(()) });
        match checked {
            Ok(()) => {
                cx.charge(L::count(&proxy), L::COST)?;
                L::lower(proxy, field)
            }
            Err(error) => Err(error.behind(L::len(field))),
        }
    }

    fn clear(field: &mut F) {
        L::clear(field);
    }

    const COST: usize = S::COST + L::COST;

    fn set(field: &mut F, scalar: Scalar<'_>) -> Result<(), Refusal> {
        let mut proxy = L::Proxy::default();
        S::set(&mut proxy, scalar)?;
        L::lower(proxy, field).map_err(|_| Refusal::Conversion)
    }

    fn through(
        field: &mut F,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Option<Result<(), Refusal>> {
        let mut proxy = L::Proxy::default();
        if !fill(field_slot::<S, _>(&mut proxy)) {
            return Some(Ok(()));
        }
        Some(L::lower(proxy, field).map_err(|_| Refusal::Conversion))
    }
}

impl<S, L, V, F> FieldOwn<V, F> for Converted<S, L>
where
    L: FieldConversion<F>,
    S: FieldOwn<V, L::Proxy>,
{
    fn own(view: &V) -> F {
        L::make(S::own(view))
    }
}
