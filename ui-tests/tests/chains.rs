//! Long chains of messages, each in the one before, need no `recursion_limit`.

#![forbid(unsafe_code)]

mod generated {
    buffa::include_protos!("proto/chains.proto");
}

use buffa::HasView;
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
}
