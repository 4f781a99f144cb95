//! Hidden traits cannot be implemented for one lifetime only, nor for a view that is not covariant.

use std::sync::Mutex;

use buffa::__private::Kept;
use buffa::HasView;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(views = false)]
struct Evil {
    #[buffa(tag = 1)]
    text: String,
}

#[derive(Clone, Copy)]
struct Invariant<'a>(&'a Mutex<&'a [u8]>);

fn shorten<'s, 'l: 's>(view: &'s Invariant<'l>) -> &'s Invariant<'s> {
    view
}

struct Accessors(Kept<Evil>);

impl HasView for Evil {
    type View<'a> = EvilView<'a>;
    type __Accessors = Accessors;

    fn __shorten<'s>(view: &'s EvilView<'static>) -> &'s EvilView<'s> {
        view
    }

    fn __keep(kept: Kept<Self>) -> Accessors {
        Accessors(kept)
    }

    fn __kept(accessors: &Accessors) -> &Kept<Self> {
        &accessors.0
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct EvilNote {
    #[buffa(tag = 1)]
    text: String,
}
type EvilView<'a> = EvilNoteView<'a>;

fn main() {}
