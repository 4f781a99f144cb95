//! The table of one operation.

use std::fmt::Write;

use buffa_benches_contest::{Operation, Shape};

use super::{is_ours, is_peer};
use crate::measure::Cell;

/// What ours needs, what the best peer needs, and all others as ratios to the best peer.
struct Row<'a> {
    dataset: &'static str,
    ours: &'a Cell,
    best: &'a Cell,
    ratios: Vec<Option<f64>>,
    /// How often ours and the best peer ask for memory.
    allocations: [f64; 2],
    /// Instructions of the best of ours, by those of the best peer.
    instructions: Option<f64>,
}

impl Row<'_> {
    fn ratio(&self) -> f64 {
        self.ours.cost / self.best.cost
    }
}

pub(super) fn write(
    out: &mut String,
    operation: Operation,
    times: &[Cell],
    allocations: &[Cell],
    instructions: &[Cell],
) {
    let names = names(times);
    let row =
        |shape: &Shape| row(operation, times, allocations, instructions, shape.name(), &names);
    let rows: Vec<Row<'_>> = Shape::ALL.iter().filter_map(row).collect();
    let is_counted = !instructions.is_empty();
    header(out, operation, &names, is_counted);
    for row in &rows {
        let (dataset, ours, best) = (row.dataset, row.ours.cost, row.best.cost);
        let _ = write!(out, "{dataset:<16} {ours:>10.1} {best:>10.1}  {:<20}", row.best.name);
        let [ours, best] = row.allocations;
        let _ = write!(out, "{:>6.2} {ours:>8.1} {best:>8.1}", row.ratio());
        if is_counted {
            let _ = write!(out, " {:>6}", text(row.instructions));
        }
        out.push_str(" |");
        columns(out, &names, row.ratios.iter().copied());
    }
    let _ = write!(out, "{:<16} {:>10} {:>10}  {:<20}", "geometric mean", "", "", "");
    let mean = geometric_mean(rows.iter().map(|row| Some(row.ratio())));
    let _ = write!(out, "{:>6} {:>8} {:>8}", text(mean), "", "");
    if is_counted {
        let mean = geometric_mean(rows.iter().map(|row| row.instructions));
        let _ = write!(out, " {:>6}", text(mean));
    }
    out.push_str(" |");
    let mean = |column| geometric_mean(rows.iter().map(|row: &Row<'_>| row.ratios[column]));
    columns(out, &names, (0..names.len()).map(mean));
}

/// All implementations, in the order in which they entered.
fn names(cells: &[Cell]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for cell in cells {
        if !names.contains(&cell.name) {
            names.push(cell.name);
        }
    }
    names
}

fn header(out: &mut String, operation: Operation, names: &[&str], instructions: bool) {
    let _ = writeln!(
        out,
        "\n{}: {}. Nanoseconds and allocations a message; ratios to the best peer",
        operation.name(),
        operation.about()
    );
    let _ = write!(out, "{:<16} {:>10} {:>10}  {:<20}{:>6}", "", "ours", "peer", "", "ratio");
    let _ = write!(out, " {:>8} {:>8}", "alloc.", "peer's");
    if instructions {
        let _ = write!(out, " {:>6}", "instr.");
    }
    out.push_str(" |");
    for name in names {
        let _ = write!(out, " {name:>width$}", width = width(name));
    }
    out.push('\n');
}

fn columns(out: &mut String, names: &[&str], ratios: impl Iterator<Item = Option<f64>>) {
    for (name, ratio) in names.iter().zip(ratios) {
        let _ = write!(out, " {:>width$}", text(ratio), width = width(name));
    }
    out.push('\n');
}

fn text(ratio: Option<f64>) -> String {
    ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"))
}

fn width(name: &str) -> usize {
    name.len().max(6)
}

fn row<'a>(
    operation: Operation,
    times: &'a [Cell],
    allocations: &[Cell],
    instructions: &[Cell],
    dataset: &'static str,
    names: &[&str],
) -> Option<Row<'a>> {
    let ours = least(times, dataset, is_ours)?;
    let best = least(times, dataset, |name| is_peer(operation, name))?;
    let ratio = |name: &&str| Some(least(times, dataset, |other| other == *name)?.cost / best.cost);
    let counts = |name: &str| least(allocations, dataset, |other| other == name);
    let allocations = [counts(ours.name)?.cost, counts(best.name)?.cost];
    let instructions = least(instructions, dataset, is_ours)
        .zip(least(instructions, dataset, |name| is_peer(operation, name)))
        .map(|(ours, best)| ours.cost / best.cost);
    let ratios = names.iter().map(ratio).collect();
    Some(Row { dataset, ours, best, ratios, allocations, instructions })
}

fn least<'a>(
    cells: &'a [Cell],
    dataset: &str,
    is_meant: impl Fn(&str) -> bool,
) -> Option<&'a Cell> {
    let cells = cells.iter().filter(|cell| cell.dataset == dataset && is_meant(cell.name));
    cells.min_by(|a, b| a.cost.total_cmp(&b.cost))
}

/// Of all values, if all are there.
fn geometric_mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let logs: Vec<f64> = values.map(|value| value.map(f64::ln)).collect::<Option<_>>()?;
    (!logs.is_empty()).then(|| (logs.iter().sum::<f64>() / logs.len() as f64).exp())
}
