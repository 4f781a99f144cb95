//! The tables, for people and as JSON.

mod table;
mod type_sizes;

use buffa_benches_contest::Operation;

use crate::measure::Cell;

/// Everything that the tables are about.
#[derive(Default)]
pub struct Measured {
    /// Nanoseconds.
    pub times: Vec<Cell>,
    /// Calls of the allocator.
    pub allocations: Vec<Cell>,
    /// Instructions, if they were counted.
    pub instructions: Vec<Cell>,
    /// By data set and implementation: how many bytes the root type takes.
    pub type_sizes: Vec<(&'static str, Vec<(&'static str, usize)>)>,
}

/// Whether an implementation is Buffa.
pub fn is_ours(name: &str) -> bool {
    name.starts_with("ours")
}

/// Whether an implementation is a peer: one that does the same work as ours.
///
/// prost has no views: its owned messages stand beside them for comparison. Lazy views leave
/// sub-messages raw, and the others are what the machine allows.
fn is_peer(operation: Operation, name: &str) -> bool {
    use Operation::{OwnedView, View, ViewAll, ViewThree};
    let reference = match name {
        "prost" => matches!(operation, View | OwnedView | ViewAll | ViewThree),
        "released-lazy" | "serde_json" | "memcpy" | "utf8" | "walk" => true,
        _ => false,
    };
    !is_ours(name) && !reference
}

/// All cells as `{dataset: {operation: {implementation: cost}}}`.
pub fn json(cells: &[Cell]) -> String {
    let shapes = cells.chunk_by(|a, b| a.dataset == b.dataset).map(|cells| {
        let operations = cells.chunk_by(|a, b| a.operation == b.operation).map(|cells| {
            let list = cells.iter().map(|cell| format!("\"{}\": {:.2}", cell.name, cell.cost));
            format!("    \"{}\": {{{}}}", cells[0].operation.name(), join(list, ", "))
        });
        format!("  \"{}\": {{\n{}\n  }}", cells[0].dataset, join(operations, ",\n"))
    });
    format!("{{\n{}\n}}\n", join(shapes, ",\n"))
}

fn join(parts: impl Iterator<Item = String>, with: &str) -> String {
    parts.collect::<Vec<_>>().join(with)
}

/// One table for each operation, and one of the sizes of types.
pub fn tables(measured: &Measured) -> String {
    let mut out = String::new();
    for &operation in Operation::ALL {
        let of = |cells: &[Cell]| -> Vec<Cell> {
            cells.iter().filter(|cell| cell.operation == operation).cloned().collect()
        };
        let (times, allocations) = (of(&measured.times), of(&measured.allocations));
        if !times.is_empty() {
            table::write(&mut out, operation, &times, &allocations, &of(&measured.instructions));
        }
    }
    type_sizes::write(&mut out, &measured.type_sizes);
    out
}
