//! Where implementations enter.

use crate::Operation;

/// One implementation of one operation on one data set.
pub struct Entry<'a> {
    /// The operation.
    pub operation: Operation,
    /// The implementation.
    pub name: &'static str,
    /// Does the operation once on every message of the data set.
    pub run: Box<dyn FnMut() + 'a>,
}

impl Entry<'_> {
    /// Whether `other` is the same implementation of the same operation.
    #[must_use]
    pub fn is_same(&self, other: &Entry<'_>) -> bool {
        (self.operation, self.name) == (other.operation, other.name)
    }
}

/// Collects the entries for one data set, and what proves that they do their work.
#[derive(Default)]
pub struct Stage<'a> {
    /// All entries.
    pub entries: Vec<Entry<'a>>,
    /// By implementation: every message of the data set, decoded and encoded again.
    pub wires: Vec<(&'static str, Vec<Vec<u8>>)>,
    /// By implementation: every message of the data set, written as JSON.
    pub jsons: Vec<(&'static str, Vec<String>)>,
    /// By implementation: the sum over all values that were read.
    pub sums: Vec<(&'static str, u64)>,
    /// By implementation: how many bytes a value of the root type takes, without what it points to.
    pub type_sizes: Vec<(&'static str, usize)>,
}

impl<'a> Stage<'a> {
    /// Enters one implementation of one operation.
    pub fn enter(&mut self, operation: Operation, name: &'static str, run: impl FnMut() + 'a) {
        self.entries.push(Entry { operation, name, run: Box::new(run) });
    }

    /// Shows every message, decoded and encoded again.
    pub fn prove(&mut self, name: &'static str, wire: impl Iterator<Item = Vec<u8>>) {
        self.wires.push((name, wire.collect()));
    }

    /// Shows every message as JSON.
    pub fn prove_json(&mut self, name: &'static str, json: impl Iterator<Item = String>) {
        self.jsons.push((name, json.collect()));
    }

    /// Shows the sum over all values of all messages.
    pub fn prove_sum(&mut self, name: &'static str, sums: impl Iterator<Item = u64>) {
        self.sums.push((name, sums.fold(0, u64::wrapping_add)));
    }

    /// Shows how large a type is.
    pub fn show_type<T>(&mut self, name: &'static str) {
        self.type_sizes.push((name, size_of::<T>()));
    }
}
