//! The tables, for people and as JSON.

mod table;

use buffa_benches_contest::Operation;

use crate::measure::Cell;

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

/// One table for each operation; with a column of instructions if there are `counts`.
pub fn tables(times: &[Cell], counts: &[Cell]) -> String {
    let mut out = String::new();
    for &operation in Operation::ALL {
        let times: Vec<&Cell> = times.iter().filter(|cell| cell.operation == operation).collect();
        let counts: Vec<&Cell> = counts.iter().filter(|cell| cell.operation == operation).collect();
        if !times.is_empty() {
            table::write(&mut out, operation, &times, &counts);
        }
    }
    out
}
