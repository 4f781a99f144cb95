//! The figures as text.

use std::fmt::Write;

use super::Growth;

/// Nanoseconds for each KiB on the wire, as a table in Markdown.
pub fn table(growths: &[Growth]) -> String {
    let mut out = String::new();
    for growth in growths {
        let _ = writeln!(out, "\n{}\n", growth.about);
        let sizes = growth.lines.first().map_or(&[][..], |line| &line.points);
        out.push_str("| ns/KiB |");
        for (len, _) in sizes {
            let _ = write!(out, " {} |", text_of(*len));
        }
        let _ = writeln!(out, "\n|---|{}", "---|".repeat(sizes.len()));
        for line in &growth.lines {
            let _ = write!(out, "| {} {} |", line.operation, line.name);
            for (len, nanoseconds) in &line.points {
                let _ = write!(out, " {:.1} |", nanoseconds * 1024.0 / *len as f64);
            }
            out.push('\n');
        }
    }
    out
}

fn text_of(len: usize) -> String {
    let kib = len as f64 / 1024.0;
    if kib < 1024.0 { format!("{kib:.0} KiB") } else { format!("{:.1} MiB", kib / 1024.0) }
}
