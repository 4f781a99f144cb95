//! A view beside other bytes than its own cannot be made, nor one taken from its bytes.

use buffa::__private::Kept;
use buffa::bytes::Bytes;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
}

mod generated {
    buffa::include_protos!(inline = "syntax = \"proto3\"; message Page { string text = 1; }");
}
use generated::PageOwnedView;

fn made_of_parts(bytes: Bytes) -> Kept<Note> {
    Kept { view: std::mem::MaybeUninit::uninit(), bytes }
}

fn the_view(view: NoteOwnedView) -> NoteView<'static> {
    view.kept.view
}

fn the_view_by_a_pattern(view: &NoteOwnedView) -> &'static str {
    let Kept { view, .. } = &view.kept;
    unreachable!()
}

fn the_accessors(view: NoteOwnedView) -> NoteViewAccessors {
    view.accessors
}

fn the_field_of_a_generated_message(view: PageOwnedView) -> usize {
    view.kept.get().text.len()
}

fn the_old_field(view: NoteOwnedView) -> NoteView<'static> {
    view.view
}

fn main() {}
