//! What an owned view gives ends with a borrow of it, whatever way is taken to it.

use std::mem;

use buffa::HasView;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
}

mod generated {
    buffa::include_protos!(inline = "syntax = \"proto3\"; message Page { string text = 1; }");
}
use generated::{PageOwnedView, PageView};

fn by_an_accessor(view: NoteOwnedView) -> &'static str {
    view.text()
}

fn by_an_accessor_of_a_generated_message(view: PageOwnedView) -> &'static str {
    view.text()
}

fn by_the_view(view: NoteOwnedView) -> NoteView<'static> {
    *view.reborrow()
}

fn by_the_view_of_a_generated_message(view: PageOwnedView) -> PageView<'static> {
    *view.reborrow()
}

fn by_the_field(view: NoteOwnedView) -> &'static str {
    view.kept.get().text
}

fn by_a_pattern(view: NoteOwnedView) -> NoteView<'static> {
    let NoteViewAccessors { kept } = &*view;
    *kept.get()
}

fn by_the_hook(view: NoteOwnedView) -> NoteView<'static> {
    *Note::__shorten(Note::__kept(&view).get())
}

fn by_a_copy(view: &NoteOwnedView) -> &'static str {
    view.clone().text()
}

fn after_its_end() -> usize {
    let text = {
        let view = NoteOwnedView::decode(vec![]).unwrap();
        view.text()
    };
    text.len()
}

fn after_the_bytes(view: NoteOwnedView) -> usize {
    let text = view.text();
    drop(view.into_bytes());
    text.len()
}

fn after_another_one(mut view: NoteOwnedView) -> usize {
    let text = view.text();
    view = NoteOwnedView::decode(vec![]).unwrap();
    text.len() + view.text().len()
}

fn moved_out(view: NoteOwnedView) -> NoteViewAccessors {
    *view
}

fn moved_out_of_the_field(view: NoteOwnedView) -> buffa::__private::Kept<Note> {
    view.kept
}

fn swapped(mut one: NoteOwnedView, mut other: NoteOwnedView) {
    mem::swap(&mut *one, &mut *other);
}

fn swapped_inside(mut one: NoteOwnedView, mut other: NoteOwnedView) {
    mem::swap(&mut one.kept, &mut other.kept);
}

fn main() {}
