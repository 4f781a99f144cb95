//! A call that reads a descriptor set instead of schemas.

use buffa::{Message, MessageName};
use buffa_tests::schemas::own;

mod from_set {
    include!(concat!(env!("OUT_DIR"), "/own_set.rs"));
}

#[test]
fn types_of_a_set_are_those_of_the_text() {
    let message = own::cover::nesting::Tree { label: "x".into(), ..Default::default() };
    let bytes = message.encode_to_vec();
    let same = from_set::cover::nesting::Tree::decode_from_slice(&bytes).expect("the same message");
    assert_eq!(same.label, "x");
    assert_eq!(same.encode_to_vec(), bytes);
    assert_eq!(from_set::cover::nesting::Tree::FULL_NAME, own::cover::nesting::Tree::FULL_NAME);
}
