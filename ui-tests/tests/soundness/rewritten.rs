//! What an attribute below the derive makes of a struct is checked, not what the derive has seen.

#![forbid(unsafe_code)]

use std::rc::Rc;

use buffa::storage::ListStorage;
use buffa_rewriter::body;

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Leaf {
    #[buffa(tag = 1)]
    id: u32,
}

#[derive(buffa::Message)]
#[buffa(views = false)]
#[body(leaf: Vec<Leaf>, count: Rc<u8>)]
#[derive(Clone, Debug, Default, PartialEq)]
struct Added {
    #[buffa(tag = 1)]
    leaf: Vec<Leaf>,
}

#[derive(buffa::Message)]
#[body(leaf: Counted<Leaf>)]
#[derive(Clone, Debug, Default, PartialEq)]
struct Changed {
    #[buffa(tag = 1)]
    leaf: Vec<Leaf>,
}

/// A list that counts its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted<T>(Vec<T>, Rc<u8>);

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Counted(Vec::new(), Rc::new(0))
    }
}

impl<T> ListStorage for Counted<T> {
    type Item = T;

    fn push(&mut self, item: T) {
        self.0.push(item);
    }

    fn as_slice(&self) -> &[T] {
        &self.0
    }

    fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.0
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

fn main() {}
