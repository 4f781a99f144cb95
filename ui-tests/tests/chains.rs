//! Long chains of messages, each in the one before, need no `recursion_limit`.

#![forbid(unsafe_code)]

mod generated {
    buffa::include_protos!("proto/chains.proto");
}

/// Made by `build.rs`. A chain of `Option<Box<…>>` ends at 64, with or without a derive:
///
/// ```text
/// error[E0320]: overflow while adding drop-check rules for `Boxed0`
///   = note: overflowed on `Box<Boxed65>`
/// ```
///
/// What is dropped the compiler finds out type by type; the option and the box are a level each of
/// the 128 that it takes, as are two of a `BTreeMap`. The same is the end of messages that hold the next
/// one in a oneof, whose variants have boxes.
mod derived {
    include!(concat!(env!("OUT_DIR"), "/derived_chains.rs"));
}

use buffa::HasView;
use derived::{Boxed0, Boxed1, Choice0, Field0, Field1, Map0, Map1, Sorted0, Sorted1};
use generated::chains::*;

fn shared<M: HasView>(message: M) -> M
where
    M::View<'static>: Send + Sync,
{
    fn needs<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    let view = buffa::OwnedView::<M::View<'static>>::decode(message.encode_to_bytes()).unwrap();
    assert_eq!(needs(view).to_owned_message(), message);
    std::thread::spawn(move || needs(message)).join().unwrap()
}

#[test]
fn every_kind_of_field() {
    let mut single = Single0::default();
    single.next.get_or_insert_default();
    shared(single);
    shared(List0 { next: vec![List1::default()], ..Default::default() });
    shared(Dict0 { next: [("k".into(), Dict1::default())].into(), ..Default::default() });
    shared(One0 { next: Some(one0::Next::Message(Box::default())), ..Default::default() });
    shared(Mixed0::default());
    let next = [(1, derived::chosen::Map1::default())].into();
    shared(derived::chosen::Map0 { next, ..Default::default() });
}

#[test]
fn every_kind_of_field_of_structs() {
    let text = || "a".to_owned();
    shared(Boxed0 { text: text(), next: Some(Box::<Boxed1>::default()) });
    let next = derived::Next0::Next(Box::default());
    shared(Choice0 { text: text(), next: Some(next) });
    shared(Field0 { text: text(), next: Field1::default().into() });
    shared(derived::List0 { text: text(), next: vec![derived::List1::default()] });
    shared(Map0 { text: text(), next: [(1, Map1::default())].into() });
    shared(Sorted0 { text: text(), next: [(1, Sorted1::default())].into() });
}
