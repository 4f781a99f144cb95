//! The table, for people and as JSON.

use std::fmt::Write;

use buffa_benches_contest::{Operation, Shape};

use crate::measure::Cell;

/// Implementations of ours.
fn is_ours(name: &str) -> bool {
    name.starts_with("ours")
}

/// Whether an implementation is a peer: one that does the same work as ours.
fn is_peer(operation: Operation, name: &str) -> bool {
    let reference = match operation {
        Operation::View | Operation::OwnedView | Operation::ViewAll | Operation::ViewThree => {
            name == "prost"
        }
        _ => false,
    };
    let reference = reference || matches!(name, "serde_json" | "memcpy" | "utf8" | "walk");
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

/// All tables, one for each operation.
pub fn tables(cells: &[Cell], unit: &str) -> String {
    let mut out = String::new();
    for &operation in Operation::ALL {
        let cells: Vec<_> = cells.iter().filter(|cell| cell.operation == operation).collect();
        if !cells.is_empty() {
            table(&mut out, operation, &cells, unit);
        }
    }
    out
}

/// One row: what ours and the best peer need, and all others as ratios to the best peer.
struct Row<'a> {
    dataset: &'static str,
    ours: f64,
    best: &'a Cell,
    ratios: Vec<Option<f64>>,
}

fn table(out: &mut String, operation: Operation, cells: &[&Cell], unit: &str) {
    let mut names: Vec<&str> = Vec::new();
    for cell in cells {
        if !names.contains(&cell.name) {
            names.push(cell.name);
        }
    }
    let rows: Vec<Row<'_>> =
        Shape::ALL.iter().filter_map(|shape| row(operation, cells, shape.name(), &names)).collect();
    let _ = writeln!(out, "\n{}: {}, {unit}", operation.name(), operation.about());
    let _ = write!(out, "{:<16} {:>10} {:>10}  {:<20} {:>6} |", "", "ours", "best", "", "ratio");
    for name in &names {
        let _ = write!(out, " {name:>w$}", w = width(name));
    }
    out.push('\n');
    for row in &rows {
        let Row { dataset, ours, best, ratios } = row;
        let (cost, name, ratio) = (best.cost, best.name, ours / best.cost);
        let _ = write!(out, "{dataset:<16} {ours:>10.1} {cost:>10.1}  {name:<20} {ratio:>6.2} |");
        ratio_columns(out, &names, ratios);
    }
    let mean = geometric_mean(rows.iter().map(|row| Some(row.ours / row.best.cost)));
    let mean = mean.unwrap_or(f64::NAN);
    let _ = write!(out, "{:<16} {:>10} {:>10}  {:<20} {mean:>6.2} |", "geometric mean", "", "", "");
    let means: Vec<_> = (0..names.len())
        .map(|column| geometric_mean(rows.iter().map(|row| row.ratios[column])))
        .collect();
    ratio_columns(out, &names, &means);
}

fn ratio_columns(out: &mut String, names: &[&str], ratios: &[Option<f64>]) {
    for (name, ratio) in names.iter().zip(ratios) {
        let text = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let _ = write!(out, " {text:>w$}", w = width(name));
    }
    out.push('\n');
}

fn width(name: &str) -> usize {
    name.len().max(6)
}

fn row<'a>(
    operation: Operation,
    cells: &[&'a Cell],
    dataset: &'static str,
    names: &[&str],
) -> Option<Row<'a>> {
    let of_dataset = || cells.iter().copied().filter(|cell| cell.dataset == dataset);
    let least = |a: &&Cell, b: &&Cell| a.cost.total_cmp(&b.cost);
    let best = of_dataset().filter(|cell| is_peer(operation, cell.name)).min_by(least)?;
    let ours = of_dataset().filter(|cell| is_ours(cell.name)).min_by(least)?.cost;
    let ratios = names
        .iter()
        .map(|name| of_dataset().find(|cell| cell.name == *name).map(|cell| cell.cost / best.cost))
        .collect();
    Some(Row { dataset, ours, best, ratios })
}

/// Of the values that there are, if all are.
fn geometric_mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let logs: Option<Vec<f64>> = values.map(|value| value.map(f64::ln)).collect();
    let logs = logs.filter(|logs| !logs.is_empty())?;
    Some((logs.iter().sum::<f64>() / logs.len() as f64).exp())
}
