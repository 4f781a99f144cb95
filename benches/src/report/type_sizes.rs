//! The table of the sizes of types.

use std::fmt::Write;

/// A row for each data set, a column for each implementation that shows a type.
pub(super) fn write(out: &mut String, rows: &[(&'static str, Vec<(&'static str, usize)>)]) {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|(_, sizes)| sizes) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    out.push_str("\ntype sizes: bytes of a value of the root type, without what it points to\n");
    let _ = write!(out, "{:<16}", "");
    for name in &names {
        let _ = write!(out, " {name:>6}");
    }
    for (dataset, sizes) in rows {
        let _ = write!(out, "\n{dataset:<16}");
        for name in &names {
            let size = sizes.iter().find(|(other, _)| other == name);
            let text = size.map_or(String::new(), |(_, bytes)| bytes.to_string());
            let _ = write!(out, " {text:>width$}", width = name.len().max(6));
        }
    }
    out.push('\n');
}
