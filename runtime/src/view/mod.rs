//! Views: messages that borrow from the wire.
//!
//! `decode_view` makes one pass over the whole tree that checks everything, with the generated
//! parse of each view as the validator ([`Fresh`]), and allocates nothing. What a view keeps
//! of a sub-message, list or map is the range of the wire that holds it; reading it parses that
//! range again without the checks ([`Validated`]). Ranges are only ever recorded by a parse that
//! checks, or by one that does not on a range that was checked: that is what the unchecked UTF-8 in
//! [`Str`](crate::kind::Str) relies on. What reads a range is an `unsafe fn`, and so are the traits
//! of those who decide what stands where unsafe to implement: all must say the same each time.

mod check;
mod elements;
mod kept;
mod map;
mod message;
mod occurrences;
mod owned_view;
mod parse;
mod pieces;
mod repeated;
mod trust;
mod unknown;

pub use check::CheckField;
pub(crate) use check::check_nested;
pub use kept::Kept;
pub use map::{MapView, MapViewIter};
pub use message::MessageFieldView;
use message::read_split;
pub(crate) use message::{own_body, parse_pieces, read_body};
pub use owned_view::OwnedView;
pub use parse::ParseField;
use parse::{Parsing, Straying};
pub(crate) use pieces::Split;
pub use repeated::{RepeatedView, RepeatedViewIter};
pub use trust::Check;
pub(crate) use trust::{Fresh, Validated};
pub use unknown::UnknownFieldsView;
use unknown::skip_unknown_view;

use alloc::vec::Vec;
use bytes::{BufMut, Bytes};
use core::fmt::Debug;

use crate::body::named;
use crate::context::ViewContext;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::kind::{Group, Msg, check_group};
use crate::message::{Message, Submessage, append_to, expected, learn};
use crate::options::DecodeOptions;
use crate::record::{Fields, NO_TAG, write_fields};
use crate::unknown::UnknownRecord;
use crate::wire::{Counter, Nothing, Reader, ReverseBuf};

/// A message that borrows from the wire it was read from, or from parts that it was built of.
///
/// ```
/// use buffa::{Message, MessageView};
/// buffa::include_protos!(inline = r#"
///     syntax = "proto3";
///     package tutorial;
///     message Person { string name = 1; repeated string tags = 2; }
/// "#);
/// use tutorial::{Person, PersonView};
///
/// let bytes = Person { name: "Ada".into(), tags: vec!["x".into()], ..Default::default() }
///     .encode_to_vec();
/// let view = PersonView::decode_view(&bytes)?;
/// assert_eq!(view.name, "Ada");            // a slice of `bytes`
/// assert_eq!(view.tags.iter().next(), Some("x"));
/// # Ok::<(), buffa::DecodeError>(())
/// ```
pub trait MessageView<'a>: ViewType + Submessage + Copy + Default + Debug + Send + Sync {
    /// Reads a view of the message in all of `bytes`: one pass that checks everything and
    /// allocates nothing.
    ///
    /// # Errors
    /// The bytes are malformed or a limit of [`DecodeOptions::new`] is reached.
    fn decode_view(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        DecodeOptions::new().decode_view(bytes)
    }

    /// Copies the whole tree.
    ///
    /// The limits of the decode that made the view hold, but for the memory of elements: a view has
    /// none, so they were not counted. For input of strangers there is
    /// [`try_to_owned_message`](Self::try_to_owned_message).
    fn to_owned_message(&self) -> Self::Owned;

    /// Copies the whole tree under the limits of `options`, with what the message takes on the wire
    /// as the input: what is refused is what [`DecodeOptions::decode_from_slice`] refuses.
    ///
    /// The message is written and decoded anew: for messages of many messages that takes 1.1 times as
    /// long as [`to_owned_message`](Self::to_owned_message), for small ones of few fields twice as
    /// long. Who has the bytes of the view at hand decodes them, as
    /// [`OwnedView::try_to_owned_message`] does.
    ///
    /// # Errors
    /// A limit is reached, or a conversion of a derived message refuses a value.
    fn try_to_owned_message(&self, options: &DecodeOptions) -> Result<Self::Owned, DecodeError> {
        options.decode(self.encode_to_bytes())
    }

    /// How many bytes the message takes on the wire.
    fn encoded_len(&self) -> usize;

    /// The message in a new vector.
    fn encode_to_vec(&self) -> Vec<u8>;

    /// The message in a new [`Bytes`].
    fn encode_to_bytes(&self) -> Bytes {
        self.encode_to_vec().into()
    }

    /// Appends the message to `buf`.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    fn encode(&self, buf: &mut impl BufMut) {
        buf.put_slice(&self.encode_to_vec());
    }

    #[doc(hidden)]
    fn __decode(bytes: &'a [u8], options: &DecodeOptions) -> Result<Self, DecodeError>;

    /// The same, into a view that is empty.
    #[doc(hidden)]
    fn __decode_into(
        &mut self,
        bytes: &'a [u8],
        options: &DecodeOptions,
    ) -> Result<(), DecodeError>;

    /// The view of a validated message whose pieces these are.
    ///
    /// # Safety
    /// They were validated as those of a view of this type.
    #[doc(hidden)]
    unsafe fn __of_pieces(pieces: &'a [&'a [u8]]) -> Self;

    /// # Safety
    /// A view of this type found the fields.
    #[doc(hidden)]
    unsafe fn __visit_unknown(
        fields: &UnknownFieldsView<'a>,
        visitor: &mut dyn FnMut(UnknownRecord<'a>),
    );
}

/// A view type, whatever its lifetime is. Each [`MessageView`] is one.
///
/// That the bound has no lifetime is what lets an [`OwnedView`] be held across an `.await`.
pub trait ViewType: Send + Sync {
    /// The message that owns its fields.
    type Owned: HasView;
}

/// A message type that has a view type.
pub trait HasView: Message {
    /// The view of this message, borrowing for `'a`.
    type View<'a>: MessageView<'a, Owned = Self>;

    /// What an [`OwnedView`] dereferences to: one function for each field.
    #[doc(hidden)]
    type __Accessors: Send + Sync + 'static;

    /// A view that borrows for longer stands in for one that borrows for less. It is generic, so
    /// that it cannot do anything with the longer lifetime, whoever wrote it.
    #[doc(hidden)]
    fn __shorten<'s, 'l: 's>(view: &'s Self::View<'l>) -> &'s Self::View<'s>;

    #[doc(hidden)]
    fn __keep(kept: Kept<Self>) -> Self::__Accessors;

    #[doc(hidden)]
    fn __kept(accessors: &Self::__Accessors) -> &Kept<Self>;
}

/// The generated part of a view: one call per field in each function.
///
/// # Safety
/// `parse_field` hands a tag to the same field and codec every time, as what it was found to be at
/// first is not looked at again (see [`Parse`](crate::kind::Parse)), and so does `check_field`, if
/// `CHECKS_APART` is set. The view of `Self::Owned` is this type.
pub unsafe trait ViewBody<'a>:
    ViewType + Fields + Submessage + Copy + Default + Send + Sync + 'a
{
    /// Whether a field, at any place in this message itself, is a closed enum.
    const CLOSED_ENUMS: bool = false;
    /// Whether unknown fields are kept.
    const KEEPS_UNKNOWN: bool = true;

    /// Reads the value behind `tag`.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn parse_field<P: ParseField<'a>>(&mut self, tag: u32, p: P) -> Result<(), DecodeError>;

    /// Whether the message is so wide that it has a list of its fields apart from any view:
    /// [`check_field`](Self::check_field).
    const CHECKS_APART: bool = false;

    /// Validates the value behind `tag`.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn check_field<P: CheckField<'a>>(tag: u32, p: P) -> Result<(), DecodeError> {
        let _ = tag;
        p.skip()
    }

    /// All required fields are absent.
    #[inline(always)]
    fn begin(&mut self) {}

    /// Whether a required field of this message itself is absent.
    #[inline(always)]
    fn lacks(&self) -> bool {
        false
    }

    /// Copies the whole tree.
    fn own(&self) -> Self::Owned;
}

impl<'a, V: ViewBody<'a>> MessageView<'a> for V {
    fn to_owned_message(&self) -> V::Owned {
        self.own()
    }

    fn encoded_len(&self) -> usize {
        write_fields(self, &mut Counter)
    }

    fn encode_to_vec(&self) -> Vec<u8> {
        let mut buf =
            ReverseBuf::with_capacity(expected::<V::Owned>(|| self.encoded_len()).capacity());
        let Nothing = write_fields(self, &mut buf);
        learn(V::Owned::__hint(), buf.len(), buf.is_bulk());
        buf.into_vec()
    }

    fn encode(&self, buf: &mut impl BufMut) {
        append_to::<V::Owned>(buf, expected::<V::Owned>(|| self.encoded_len()), |w| {
            write_fields(self, w)
        });
    }

    fn __decode(bytes: &'a [u8], options: &DecodeOptions) -> Result<Self, DecodeError> {
        options.parse_view(bytes)
    }

    fn __decode_into(
        &mut self,
        bytes: &'a [u8],
        options: &DecodeOptions,
    ) -> Result<(), DecodeError> {
        options.parse_view_into(self, bytes)
    }

    unsafe fn __of_pieces(pieces: &'a [&'a [u8]]) -> Self {
        // SAFETY: as the caller promises.
        unsafe { read_split(Split::of(pieces)) }
    }

    unsafe fn __visit_unknown(
        fields: &UnknownFieldsView<'a>,
        visitor: &mut dyn FnMut(UnknownRecord<'a>),
    ) {
        // SAFETY: as the caller promises.
        unsafe { unknown::visit::<V>(fields, visitor) };
    }
}

/// Reads the fields of `body` into `view`.
#[inline]
pub(crate) fn parse_body<'a, V: ViewBody<'a>, C: Check>(
    check: C,
    view: &mut V,
    body: &'a [u8],
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    parse_fields::<V, _>(check, view, &mut Reader::new(body), cx, 0).map(|_| ())
}

/// Reads fields into `view` up to the tag `end`, or with 0 up to the end of the input. The result
/// is how much of the input was left in front of that tag.
#[inline]
pub(crate) fn parse_fields<'a, V: ViewBody<'a>, C: Check>(
    check: C,
    view: &mut V,
    input: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
    end: u32,
) -> Result<usize, DecodeError> {
    let mut r = *input;
    while !r.is_empty() {
        let left = r.rest().len();
        let tag = r.tag()?;
        if end != 0 && tag == end {
            *input = r;
            return Ok(left);
        }
        let before = r.rest();
        if V::CLOSED_ENUMS {
            cx.field = tag >> 3;
            cx.strays = 0;
        }
        if let Err(error) = view.parse_field(tag, Parsing { check, tag, r: &mut r, cx }) {
            return Err(named(error, V::static_table(), tag));
        }
        if V::CLOSED_ENUMS && cx.strays > 0 {
            view.parse_field(NO_TAG, Straying { tag, wire: before, cx })?;
        }
    }
    if end != 0 {
        return Err(DecodeErrorKind::UnclosedGroup.into());
    }
    Ok(0)
}

/// The kinds of messages, by how their bodies stand on the wire.
///
/// # Safety
/// As for [`Parse`](crate::kind::Parse).
pub unsafe trait SubBody {
    /// The body behind `tag`; with `C::CHECK` it is validated as a `V`.
    ///
    /// # Errors
    /// It is malformed or a limit is reached.
    fn body<'a, V: ViewBody<'a>, C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<&'a [u8], DecodeError>;
}

// SAFETY: the same is read whether it is checked or not.
unsafe impl SubBody for Msg {
    #[inline(always)]
    fn body<'a, V: ViewBody<'a>, C: Check>(
        _: C,
        _: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<&'a [u8], DecodeError> {
        let body = r.length_delimited()?;
        if C::CHECK {
            check_sub::<V>(body, cx)?;
        }
        Ok(body)
    }
}

/// Validates the body of a sub-message.
fn check_sub<'a, V: ViewBody<'a>>(
    body: &'a [u8],
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    check_nested::<V>(&mut Reader::new(body), cx, 0).map(|_| ())
}

// SAFETY: the same is read whether it is checked or not.
unsafe impl SubBody for Group {
    #[inline]
    fn body<'a, V: ViewBody<'a>, C: Check>(
        _: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<&'a [u8], DecodeError> {
        if C::CHECK { check_group::<V>(tag, r, cx) } else { r.group(tag >> 3, cx.depth) }
    }
}
