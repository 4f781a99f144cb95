//! Singular sub-messages of views.

use core::fmt;

use super::pieces::pieces;
use super::{ViewBody, parse_body};
use crate::context::{DecodeContext, ViewContext};
use crate::message::Message;
use crate::wire::Reader;

/// A singular sub-message of a view: the range of the wire that holds it, or a borrowed part.
///
/// [`get`](Self::get) gives the sub-message's view by value, so no box is needed and recursive
/// messages are no exception. A field built of a part is made with `From<&V>`.
pub struct MessageFieldView<'a, V> {
    source: Source<'a, V>,
}

enum Source<'a, V> {
    Unset,
    /// `split` is 0 and `wire` the body, or `wire` is a root that holds several pieces of the body
    /// and the first of them starts at `split - 1` in it.
    Wire {
        wire: &'a [u8],
        split: u32,
    },
    Part(&'a V),
}

impl<V> Clone for Source<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Source<'_, V> {}

impl<'a, V> MessageFieldView<'a, V> {
    /// An unset field.
    #[inline(always)]
    #[must_use]
    pub const fn none() -> Self {
        MessageFieldView { source: Source::Unset }
    }

    /// Whether the field is set.
    #[inline]
    #[must_use]
    pub const fn is_set(&self) -> bool {
        !matches!(self.source, Source::Unset)
    }
}

impl<'a, V: ViewBody<'a>> MessageFieldView<'a, V> {
    /// The view of the sub-message; the default when unset.
    ///
    /// Reads the fields of the sub-message, not those of messages in it (but groups in it have to
    /// be passed over to their ends). Keep the result instead of calling this for each field.
    #[inline]
    #[must_use]
    pub fn get(&self) -> V {
        match self.source {
            Source::Unset => V::default(),
            Source::Part(part) => *part,
            Source::Wire { wire, split: 0 } => read_body(wire),
            Source::Wire { wire, split } => get_pieces(wire, split),
        }
    }

    /// The view of the sub-message, if set.
    #[inline]
    #[must_use]
    pub fn as_option(&self) -> Option<V> {
        self.is_set().then(|| self.get())
    }

    /// The wire of the sub-message, where it came in one piece.
    #[inline]
    pub(crate) fn body(&self) -> Option<&'a [u8]> {
        match self.source {
            Source::Wire { wire, split: 0 } => Some(wire),
            _ => None,
        }
    }

    /// Copies the sub-message, if set.
    #[must_use]
    pub fn own(&self) -> Option<V::Owned> {
        match self.body() {
            Some(body) => Some(own_body(body)),
            None => self.as_option().map(|view| view.own()),
        }
    }

    /// `body` is a further piece of the sub-message.
    #[inline]
    pub(crate) fn add(&mut self, body: &'a [u8], cx: &ViewContext<'a, '_>) {
        self.source = match self.source {
            Source::Wire { wire, split: 0 } => {
                Source::Wire { wire: cx.root, split: cx.offset_of(wire) + 1 }
            }
            // The root goes on to its end, so it holds all further pieces.
            Source::Wire { wire, split } => Source::Wire { wire, split },
            Source::Unset | Source::Part(_) => Source::Wire { wire: body, split: 0 },
        };
    }
}

#[cold]
#[inline(never)]
fn get_pieces<'a, V: ViewBody<'a>>(root: &'a [u8], split: u32) -> V {
    let mut view = V::default();
    let mut cx = ViewContext::new(root, u32::MAX, u32::MAX);
    cx.split = split;
    for piece in pieces(root, split - 1) {
        read::<V>(&mut view, piece, &mut cx);
    }
    view
}

/// The sub-message of which `root` holds several pieces; `first` follows the tag of the first one,
/// which is length-delimited.
#[cold]
pub(crate) fn parse_pieces<'a, V: ViewBody<'a>>(root: &'a [u8], first: &'a [u8]) -> V {
    let cx = ViewContext::new(root, u32::MAX, u32::MAX);
    let body = Reader::new(first).length_delimited().unwrap_or_default();
    get_pieces(root, cx.offset_of(body) + 1)
}

/// Reads a view of a validated body.
#[inline(always)]
pub(crate) fn read_body<'a, V: ViewBody<'a>>(body: &'a [u8]) -> V {
    let mut view = V::default();
    read(&mut view, body, &mut ViewContext::new(body, u32::MAX, u32::MAX));
    view
}

/// Reads a validated body once more, as an owned message: views of what is nested in it would each
/// pass over the groups in them, level by level.
pub(crate) fn own_body<M: Message>(body: &[u8]) -> M {
    let mut message = M::default();
    let mut cx = DecodeContext::unlimited();
    let result = message.__merge(Reader::new(body), &mut cx);
    debug_assert!(result.is_ok(), "a validated range does not decode: {result:?}");
    message
}

/// Reads a validated body. It cannot fail; if it did, the fields read until then would be shown.
#[inline(always)]
fn read<'a, V: ViewBody<'a>>(view: &mut V, body: &'a [u8], cx: &mut ViewContext<'a, '_>) {
    let result = parse_body::<V, false>(view, body, cx);
    debug_assert!(result.is_ok(), "a validated range does not parse: {result:?}");
}

impl<'a, V> From<&'a V> for MessageFieldView<'a, V> {
    fn from(part: &'a V) -> Self {
        MessageFieldView { source: Source::Part(part) }
    }
}

impl<V> Clone for MessageFieldView<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for MessageFieldView<'_, V> {}

impl<V> Default for MessageFieldView<'_, V> {
    #[inline(always)]
    fn default() -> Self {
        Self::none()
    }
}

impl<'a, V: ViewBody<'a> + PartialEq> PartialEq for MessageFieldView<'a, V> {
    fn eq(&self, other: &Self) -> bool {
        self.as_option() == other.as_option()
    }
}

impl<'a, V: ViewBody<'a>> fmt::Debug for MessageFieldView<'a, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_option() {
            Some(view) => view.fmt(f),
            None => f.write_str("unset"),
        }
    }
}
