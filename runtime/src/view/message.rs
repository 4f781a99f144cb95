//! Singular sub-messages of views.

use core::fmt;

use super::pieces::Split;
use super::{HasView, MessageView, Validated, ViewBody, ViewType, parse_body};
use crate::context::{DecodeContext, Place, ViewContext};
use crate::large::with_value;
use crate::message::{Message, Submessage};
use crate::record::{OnRecord, write_fields};
use crate::wire::{Reader, Sink};

/// A singular sub-message of a view: the range of the wire that holds it, or a borrowed part.
///
/// [`get`](Self::get) gives the sub-message's view by value, so no box is needed and recursive
/// messages are no exception. A field built of a part is made with `From<&V>`.
pub struct MessageFieldView<'a, V> {
    source: Source<'a, V>,
}

enum Source<'a, V> {
    Unset,
    /// The body.
    Wire(&'a [u8]),
    /// Several pieces of the body.
    Split(Split<'a>),
    Part(&'a V),
}

// Views are made of these.
const _: () = assert!(size_of::<Source<'_, ()>>() == 2 * size_of::<usize>() + 8);

impl<'a, V> Source<'a, V> {
    /// `body` comes on top, in a message that stands at `place`.
    #[cold]
    #[inline(never)]
    fn further(&mut self, body: &'a [u8], place: Place<'a>) {
        match *self {
            Source::Wire(first) => *self = Source::Split(place.split_at(first)),
            // Where the first piece is known, so are all others.
            Source::Split(_) => {}
            Source::Unset | Source::Part(_) => *self = Source::Wire(body),
        }
    }
}

impl<V> Clone for Source<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Source<'_, V> {}

// SAFETY: it holds bytes or a reference to a view, and views are `Sync`, by `ViewType`. That is said
// here so that nobody has to look for it in all messages that the view leads to.
unsafe impl<V: ViewType> Send for MessageFieldView<'_, V> {}
// SAFETY: as above.
unsafe impl<V: ViewType> Sync for MessageFieldView<'_, V> {}

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
    ///
    /// A sub-message that came in several pieces is looked for in all of the outermost message that
    /// did so and what is around it, each time that it is read, and so is each message, list and map
    /// in it: a walk by `get` through `n` messages in `b` bytes of such pieces takes `n * b` steps,
    /// which is quadratic where a stranger made them. Where that matters, go through the tree by
    /// [`with`](Self::with); [`own`](Self::own), writing, `Debug` and JSON take linear time as well.
    #[inline]
    #[must_use]
    pub fn get(&self) -> V {
        if let Source::Wire(body) = self.source {
            // SAFETY: what is kept of the wire was validated: `add` has it so.
            return unsafe { read_body(body) };
        }
        self.get_other()
    }

    /// The view of a sub-message that does not stand on the wire in one piece.
    #[inline(never)]
    fn get_other(&self) -> V {
        match self.source {
            Source::Wire(_) | Source::Unset => V::default(),
            Source::Part(part) => *part,
            // SAFETY: what is kept of the wire was validated: `add` has it so.
            Source::Split(split) => unsafe { read_split(split) },
        }
    }

    /// The view of the sub-message, if set.
    #[inline]
    #[must_use]
    pub fn as_option(&self) -> Option<V> {
        self.is_set().then(|| self.get())
    }

    /// Shows `look` the view of the sub-message; the default when unset.
    ///
    /// As [`get`](Self::get), but what came in pieces is put together once, for as long as `look`
    /// runs: a walk through a whole tree takes linear time, whatever pieces it came in.
    ///
    /// ```
    /// use buffa::MessageView;
    /// buffa::include_protos!(
    ///     inline = "syntax = \"proto3\"; message Tree { int32 weight = 1; Tree left = 2; Tree right = 3; }"
    /// );
    ///
    /// fn sum(tree: &TreeView<'_>) -> i32 {
    ///     let below = |field: &buffa::MessageFieldView<'_, TreeView<'_>>| {
    ///         if field.is_set() { field.with(sum) } else { 0 }
    ///     };
    ///     tree.weight + below(&tree.left) + below(&tree.right)
    /// }
    ///
    /// // `left` comes in two pieces, with a weight in each of which the last one counts.
    /// let bytes = [0x08, 1, 0x12, 2, 0x08, 5, 0x12, 2, 0x08, 7];
    /// assert_eq!(sum(&TreeView::decode_view(&bytes)?), 8);
    /// # Ok::<(), buffa::DecodeError>(())
    /// ```
    pub fn with<R>(&self, look: impl for<'s> FnOnce(&<V::Owned as HasView>::View<'s>) -> R) -> R {
        match self.source {
            Source::Split(split) => {
                let pieces = split.pieces();
                // SAFETY: what is kept of the wire was validated: `add` has it so.
                with_value(|| unsafe { of_pieces::<V::Owned>(&pieces) }, |view| look(view))
            }
            _ => with_value(|| self.get(), |view| look(as_view(view))),
        }
    }

    /// Copies the sub-message, if set.
    #[must_use]
    pub fn own(&self) -> Option<V::Owned> {
        match self.source {
            Source::Unset => None,
            Source::Wire(body) => Some(own_body(body)),
            Source::Split(split) => Some(own_split(split)),
            Source::Part(part) => Some(part.own()),
        }
    }

    /// `body` is a further piece of the sub-message.
    ///
    /// # Safety
    /// It was validated as a body of a `V`; the field stands in what `cx` is the context of.
    #[inline]
    pub(crate) unsafe fn add(&mut self, body: &'a [u8], cx: &ViewContext<'a, '_>) {
        // Most come once: a test, and no table of what else there may be.
        if let Source::Unset = self.source {
            self.source = Source::Wire(body);
        } else {
            self.source.further(body, cx.place);
        }
    }
}

impl<'a, V: ViewBody<'a>> Submessage for MessageFieldView<'a, V> {
    fn write_body<W: Sink>(&self, w: &mut W) -> W::Put {
        match self.source {
            Source::Wire(body) if V::KEEPS_UNKNOWN && !W::SORTED => w.slice(body),
            Source::Split(split) => {
                let pieces = split.pieces();
                // SAFETY: what is kept of the wire was validated: `add` has it so.
                let make = || unsafe { of_pieces::<V::Owned>(&pieces) };
                with_value(make, |view| view.write_body(w))
            }
            _ => with_value(|| self.get(), |view| write_fields(view, w)),
        }
    }

    fn show(&self, to: OnRecord<'_>) {
        match self.source {
            Source::Split(split) => {
                let pieces = split.pieces();
                // SAFETY: what is kept of the wire was validated: `add` has it so.
                let make = || unsafe { of_pieces::<V::Owned>(&pieces) };
                with_value(make, |view| view.show(to));
            }
            _ => with_value(|| self.get(), |view| to.show(view)),
        }
    }
}

/// The same, as the type that the message says it is.
#[inline(always)]
fn as_view<'v, 'a, V: ViewBody<'a>>(view: &'v V) -> &'v <V::Owned as HasView>::View<'a> {
    // SAFETY: both are one type, as all promise who implement `ViewBody`.
    unsafe { &*(&raw const *view).cast() }
}

/// A view for the time in which the list of pieces lives: what is in it is read off the list.
///
/// # Safety
/// The pieces were validated as those of an `M`.
#[cold]
#[inline(never)]
unsafe fn of_pieces<'a, M: HasView>(pieces: &'a [&'a [u8]]) -> M::View<'a> {
    // SAFETY: as the caller promises.
    unsafe { M::View::__of_pieces(pieces) }
}

/// # Safety
/// The pieces were validated as bodies of a `V`.
#[cold]
#[inline(never)]
pub(super) unsafe fn read_split<'a, V: ViewBody<'a>>(split: Split<'a>) -> V {
    let mut view = V::default();
    view.begin();
    let mut cx = ViewContext::split(split);
    for piece in split.pieces() {
        // SAFETY: as the caller promises.
        unsafe { read::<V>(&mut view, piece, &mut cx) };
    }
    view
}

/// Reads all pieces as one owned message, those of the messages in it as well.
#[cold]
#[inline(never)]
fn own_split<M: Message>(split: Split<'_>) -> M {
    if M::__CONVERTS {
        return own_body(&split.pieces().concat());
    }
    let mut message = M::default();
    for piece in split.pieces() {
        merge_validated(&mut message, piece);
    }
    message
}

/// The sub-message of which `root` holds several pieces; `first` follows the tag of the first one,
/// which is length-delimited.
///
/// # Safety
/// The pieces were validated as bodies of a `V`.
#[cold]
pub(crate) unsafe fn parse_pieces<'a, V: ViewBody<'a>>(root: &'a [u8], first: &'a [u8]) -> V {
    let body = Reader::new(first).length_delimited().unwrap_or_default();
    // SAFETY: as the caller promises.
    unsafe { read_split(Split::In { root, first: 0 }.at(body)) }
}

/// Reads a view of a validated body.
///
/// # Safety
/// It was validated as a body of a `V`.
#[inline(always)]
pub(crate) unsafe fn read_body<'a, V: ViewBody<'a>>(body: &'a [u8]) -> V {
    let mut view = V::default();
    view.begin();
    // SAFETY: as the caller promises.
    unsafe { read(&mut view, body, &mut ViewContext::new(body, u32::MAX, u32::MAX)) };
    view
}

/// Reads a validated body once more, as an owned message: views of what is nested in it would each
/// pass over the groups in them, level by level.
pub(crate) fn own_body<M: Message>(body: &[u8]) -> M {
    let mut message = M::default();
    merge_validated(&mut message, body);
    message
}

#[inline]
fn merge_validated<M: Message>(message: &mut M, body: &[u8]) {
    let mut cx = DecodeContext::unlimited();
    let result = message.__merge(Reader::new(body), &mut cx);
    debug_assert!(result.is_ok(), "a validated range does not decode: {result:?}");
}

/// Reads a validated body. It cannot fail; if it did, the fields read until then would be shown.
///
/// # Safety
/// It was validated as a body of a `V`.
#[inline(always)]
unsafe fn read<'a, V: ViewBody<'a>>(view: &mut V, body: &'a [u8], cx: &mut ViewContext<'a, '_>) {
    // SAFETY: as the caller promises.
    let check = unsafe { Validated::promise() };
    let result = parse_body::<V, _>(check, view, body, cx);
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
        match self.source {
            Source::Unset => f.write_str("unset"),
            Source::Split(split) => {
                let pieces = split.pieces();
                // SAFETY: what is kept of the wire was validated: `add` has it so.
                let make = || unsafe { of_pieces::<V::Owned>(&pieces) };
                with_value(make, |view| view.fmt(f))
            }
            _ => with_value(|| self.get(), |view| view.fmt(f)),
        }
    }
}
