//! Hidden traits that are implemented by hand get no lifetime that is longer than the truth.

use std::sync::Mutex;

use buffa::__private::Kept;
use buffa::HasView;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(views = false)]
struct Evil {
    #[buffa(tag = 1)]
    text: String,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
}

static STOLEN: Mutex<Option<NoteView<'static>>> = Mutex::new(None);

struct Accessors(Kept<Evil>);

impl HasView for Evil {
    type View<'a> = NoteView<'a>;
    type __Accessors = Accessors;

    fn __shorten<'s, 'l: 's>(view: &'s NoteView<'l>) -> &'s NoteView<'s> {
        *STOLEN.lock().unwrap() = Some(*view);
        view
    }

    fn __keep(kept: Kept<Self>) -> Accessors {
        *STOLEN.lock().unwrap() = Some(*kept.get());
        Accessors(kept)
    }

    fn __kept(accessors: &Accessors) -> &Kept<Self> {
        *STOLEN.lock().unwrap() = Some(*accessors.0.get());
        &accessors.0
    }
}

fn main() {}
