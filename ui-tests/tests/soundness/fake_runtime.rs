//! A crate that is no runtime but is said to be one cannot vouch for fields.

#![forbid(unsafe_code)]

use std::rc::Rc;

use buffa::storage::ListStorage;

mod fake {
    pub use buffa::*;

    pub mod __private {
        pub use buffa::__private::*;

        /// What vouched for a field once.
        pub struct Shared<T: ?Sized>(std::marker::PhantomData<T>);

        pub type Vec<T> = crate::Counted<T>;

        pub fn clone_list<T: Clone>(list: &Vec<T>) -> Vec<T> {
            list.clone()
        }
    }
}

/// A list that counts its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted<T>(Vec<T>, Rc<u8>);

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Counted(Vec::new(), Rc::new(0))
    }
}

impl<T> Counted<T> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn clear(&mut self) {
        self.0.clear();
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

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Leaf {
    #[buffa(tag = 1)]
    id: u32,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(crate = crate::fake)]
struct Tree {
    #[buffa(tag = 1, repeated)]
    leaves: Counted<Leaf>,
}

mod generated {
    buffa::include_protos!(
        inline = "syntax = \"proto3\"; message Wood { repeated Wood trees = 1; }",
        crate = crate::fake,
    );
}

fn main() {}
