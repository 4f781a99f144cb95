//! A view beside the bytes it borrows from: the one place where a lifetime is made up.

use bytes::Bytes;
use core::mem::MaybeUninit;

use super::{HasView, MessageView};
use crate::error::DecodeError;
use crate::options::DecodeOptions;

/// A view of an `M` and its bytes, inside of the accessors of an [`OwnedView`](super::OwnedView).
///
/// The accessors are a type in the user's module, which may do with this value what it likes: it
/// is whole by itself, and shows the view under lifetimes that end with a borrow of it.
pub struct Kept<M: HasView> {
    /// Initialised, and made of `bytes`. Under its true lifetime it would be a reference into the
    /// same struct. It is no plain value, as a function that a reference is passed to may count on
    /// it until it returns, and one that takes this struct by value may free the bytes before.
    view: MaybeUninit<M::View<'static>>,
    bytes: Bytes,
}

// SAFETY: a view is `Send`, by `MessageView`, and so are the bytes.
unsafe impl<M: HasView> Send for Kept<M> {}
// SAFETY: a view is `Sync`, by `MessageView`, and so are the bytes.
unsafe impl<M: HasView> Sync for Kept<M> {}

impl<M: HasView> Kept<M> {
    pub(super) fn decode(bytes: Bytes, options: &DecodeOptions) -> Result<Self, DecodeError> {
        // In place: a view is large, and should not be moved. All code that is not ours sees it under
        // a lifetime that is true.
        let mut kept = Kept { view: MaybeUninit::new(M::View::default()), bytes };
        of_bytes::<M>(&mut kept.view, &kept.bytes).__decode_into(&kept.bytes, options)?;
        Ok(kept)
    }

    /// The view.
    #[inline(always)]
    #[must_use]
    pub fn get(&self) -> &M::View<'_> {
        // SAFETY: `decode` initialised it. The one who gets to see the lifetime is `__shorten`,
        // which has to do with any there is, and gives back one that ends with that of `self`.
        M::__shorten(unsafe { self.view.assume_init_ref() })
    }

    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

/// The place for a view that is to be made of `bytes`, which go where it goes.
fn of_bytes<'v, 'b: 'v, M: HasView>(
    view: &'v mut MaybeUninit<M::View<'static>>,
    _: &'b Bytes,
) -> &'v mut M::View<'b> {
    // SAFETY: it is initialised, and the two types differ in a lifetime only. What the view borrows
    // from is the memory of the bytes, which neither moves, changes nor is freed as long as they, or
    // a clone of them, live.
    unsafe { &mut *view.as_mut_ptr().cast() }
}

impl<M: HasView> Clone for Kept<M> {
    fn clone(&self) -> Self {
        // The clone of the bytes has the same memory.
        Kept { view: self.view, bytes: self.bytes.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Message, OwnedView};
    use alloc::string::String;
    use alloc::vec::Vec;

    #[derive(Clone, Debug, Default, PartialEq, crate::Message)]
    struct Note {
        #[buffa(tag = 1)]
        text: String,
        #[buffa(tag = 2)]
        lines: Vec<String>,
    }

    fn wire() -> Vec<u8> {
        Note { text: "hello".into(), lines: alloc::vec!["a".into(), "bc".into()] }.encode_to_vec()
    }

    /// Under Miri this tells whether a reference into the bytes is protected while they are freed.
    #[test]
    fn whoever_takes_an_owned_view_by_value_may_free_its_bytes() {
        fn freed<T>(value: T) {
            drop(value);
        }
        fn replaced(mut view: NoteOwnedView) -> usize {
            let len = view.text().len();
            view = OwnedView::decode(Vec::new()).unwrap();
            len + view.text().len()
        }
        fn taken(view: NoteOwnedView) -> Bytes {
            assert_eq!(view.lines().iter().collect::<String>(), "abc");
            view.into_bytes()
        }
        freed(NoteOwnedView::decode(wire()).unwrap());
        assert_eq!(replaced(NoteOwnedView::decode(wire()).unwrap()), 5);
        assert_eq!(taken(NoteOwnedView::decode(wire()).unwrap()), wire());
        let view = NoteOwnedView::decode(wire()).unwrap();
        let accessors = NoteViewAccessors { kept: view.kept.clone() };
        freed(view);
        assert_eq!(accessors.text(), "hello");
        freed(accessors.kept.clone());
        freed(accessors);
    }
}
