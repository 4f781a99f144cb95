//! Views that own their bytes, where they are needed: in futures, threads and generic functions.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::thread;

use buffa::bytes::Bytes;
use buffa::{HasView, Message, MessageView, OwnedView, ViewType};
use buffa_tests::schemas::own::cover::nesting::{Tree, TreeOwnedView};

/// A message of the user, in whose module the accessors stand.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
    #[buffa(tag = 2)]
    next: Option<Box<Note>>,
    #[buffa(tag = 3)]
    lines: Vec<String>,
}

fn note() -> Note {
    let next = Some(Box::new(Note { text: "inner".into(), ..Default::default() }));
    Note { text: "hello".into(), next, lines: vec!["a".into(), "bc".into()] }
}

/// Comes back once.
struct YieldNow(bool);

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        cx.waker().wake_by_ref();
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

fn yield_now() -> YieldNow {
    YieldNow(false)
}

/// Asks of a task what executors with several threads do, and moves it from thread to thread.
fn spawn<F: Future<Output: Send + 'static> + Send + 'static>(task: F) -> F::Output {
    let mut task = Box::pin(task);
    loop {
        let poll = thread::spawn(move || {
            let poll = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            (task, poll)
        });
        let (back, poll) = poll.join().unwrap();
        match poll {
            Poll::Ready(result) => return result,
            Poll::Pending => task = back,
        }
    }
}

#[test]
fn are_held_across_an_await() {
    let wire = note().encode_to_bytes();
    let len = spawn(async move {
        let view = NoteOwnedView::decode(wire).unwrap();
        yield_now().await;
        let len = view.text().len();
        yield_now().await;
        len + view.next().get().text.len() + view.lines().len()
    });
    assert_eq!(len, 5 + 5 + 2);
    let tree = Tree { label: "root".into(), ..Default::default() };
    let wire = tree.encode_to_bytes();
    let label = spawn(async move {
        let view = TreeOwnedView::decode(wire).unwrap();
        yield_now().await;
        // And a borrow of it, a view, and what was got from it.
        let borrowed = view.reborrow();
        let label = view.label();
        yield_now().await;
        (label.to_owned(), borrowed.to_owned_message())
    });
    assert_eq!(label, ("root".to_owned(), tree));
}

async fn by_view<V: ViewType<Owned: HasView>>(wire: Bytes) -> usize
where
    OwnedView<V>: Send,
{
    let view = OwnedView::<V>::decode(wire).unwrap();
    yield_now().await;
    view.to_owned_message().encoded_len()
}

async fn by_message<M: HasView>(wire: Bytes) -> M {
    let view = OwnedView::<M::View<'static>>::decode(wire).unwrap();
    yield_now().await;
    let copy = view.clone();
    drop(view);
    yield_now().await;
    copy.to_owned_message()
}

fn spawn_any<M: HasView>(message: &M) -> M {
    spawn(by_message::<M>(message.encode_to_bytes()))
}

#[test]
fn are_held_by_generic_functions() {
    assert_eq!(spawn(by_view::<NoteView<'static>>(note().encode_to_bytes())), note().encoded_len());
    assert_eq!(spawn(by_message::<Note>(note().encode_to_bytes())), note());
    assert_eq!(spawn_any(&note()), note());
    assert_eq!(spawn_any(&Tree::default()), Tree::default());
    let stream = pin!(async {
        let views = [NoteOwnedView::decode(note().encode_to_bytes()).unwrap()];
        yield_now().await;
        views.len()
    });
    fn needs<T: Send>(_: &T) {}
    needs(&stream);
}

/// Any lifetime does: what is inside is the same.
fn first_letter(view: &OwnedView<NoteView<'_>>) -> Option<char> {
    view.text().chars().next()
}

#[test]
fn the_lifetime_of_the_name_means_nothing() {
    let view = OwnedView::<NoteView<'_>>::decode(note().encode_to_bytes()).unwrap();
    assert_eq!(first_letter(&view), Some('h'));
    let view: NoteOwnedView = OwnedView::decode(note().encode_to_bytes()).unwrap();
    assert_eq!(first_letter(&view), Some('h'));
}

/// What a user can do with the accessors in a module of their own is whole: they have the bytes.
#[test]
fn accessors_in_the_module_of_the_user_are_whole() {
    let view = NoteOwnedView::decode(note().encode_to_bytes()).unwrap();
    let kept = {
        let accessors: &NoteViewAccessors = &view;
        NoteViewAccessors { kept: accessors.kept.clone() }
    };
    drop(view);
    assert_eq!(kept.text(), "hello");
    let (mut a, mut b) = (kept.kept.clone(), NoteViewAccessors { kept: kept.kept });
    std::mem::swap(&mut a, &mut b.kept);
    drop(a);
    assert_eq!((b.text(), b.kept.get().lines.len()), ("hello", 2));
}

/// The view goes before the function that was given it is at its end.
#[test]
fn are_dropped_by_who_took_them() {
    fn take(view: NoteOwnedView) -> (usize, Bytes) {
        (view.text().len(), view.into_bytes())
    }
    fn give_up(view: NoteOwnedView) {
        drop(view);
    }
    let (len, bytes) = take(NoteOwnedView::decode(note().encode_to_vec()).unwrap());
    assert_eq!((len, bytes), (5, note().encode_to_bytes()));
    give_up(NoteOwnedView::decode(note().encode_to_vec()).unwrap());
}
