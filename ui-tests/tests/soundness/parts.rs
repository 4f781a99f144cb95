//! A view beside other bytes than its own cannot be made.

use std::mem::MaybeUninit;

use buffa::__private::Kept;
use buffa::OwnedView;
use buffa::bytes::Bytes;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
}

fn made_of_parts(bytes: Bytes) -> Kept<Note> {
    Kept { view: MaybeUninit::uninit(), bytes }
}

fn with_other_bytes(kept: Kept<Note>, bytes: Bytes) -> Kept<Note> {
    Kept { bytes, ..kept }
}

fn taken_apart(view: &NoteOwnedView) -> MaybeUninit<NoteView<'static>> {
    let Kept { view, .. } = &view.kept;
    *view
}

fn an_owned_view(accessors: NoteViewAccessors) -> NoteOwnedView {
    OwnedView { accessors }
}

fn main() {}
