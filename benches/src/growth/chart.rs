//! The figures as a picture: time over bytes, both in powers of ten.

use std::fmt::Write;

use super::{Growth, Line};

/// One panel.
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 40.0;
/// Between panels, and to the right of the last.
const GAP: f64 = 50.0;
/// The powers of ten at the ends of the axes: bytes and nanoseconds.
const BYTES: (f64, f64) = (5.0, 9.25);
const NANOSECONDS: (f64, f64) = (2.0, 10.0);

/// Two panels side by side, and what the lines mean below.
pub fn svg(growths: &[Growth]) -> String {
    let width = LEFT + growths.len() as f64 * (WIDTH + GAP);
    let height = TOP + HEIGHT + 90.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    for (index, growth) in growths.iter().enumerate() {
        let left = LEFT + index as f64 * (WIDTH + GAP);
        let _ = writeln!(out, "<g transform=\"translate({left} {TOP})\">");
        text(&mut out, WIDTH / 2.0, -14.0, "middle", growth.about);
        axes(&mut out);
        for line in &growth.lines {
            draw(&mut out, line);
        }
        out.push_str("</g>\n");
    }
    if let Some(growth) = growths.first() {
        legend(&mut out, &growth.lines);
    }
    out.push_str("</svg>\n");
    out
}

fn x_of(bytes: f64) -> f64 {
    (bytes.log10() - BYTES.0) / (BYTES.1 - BYTES.0) * WIDTH
}

fn y_of(nanoseconds: f64) -> f64 {
    let power = nanoseconds.log10().clamp(NANOSECONDS.0, NANOSECONDS.1);
    HEIGHT - (power - NANOSECONDS.0) / (NANOSECONDS.1 - NANOSECONDS.0) * HEIGHT
}

fn axes(out: &mut String) {
    const TIMES: [&str; 9] =
        ["100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s"];
    const LENGTHS: [(&str, usize); 5] = [
        ("256 KiB", 256 << 10),
        ("2 MiB", 2 << 20),
        ("16 MiB", 16 << 20),
        ("128 MiB", 128 << 20),
        ("1 GiB", 1 << 30),
    ];
    for (power, name) in (2..).zip(TIMES) {
        let y = y_of(10f64.powi(power));
        rule(out, [0.0, y, WIDTH, y]);
        text(out, -6.0, y + 4.0, "end", name);
    }
    for (name, bytes) in LENGTHS {
        let x = x_of(bytes as f64);
        rule(out, [x, 0.0, x, HEIGHT]);
        text(out, x, HEIGHT + 16.0, "middle", name);
    }
}

fn rule(out: &mut String, [x1, y1, x2, y2]: [f64; 4]) {
    let _ = writeln!(
        out,
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#ddd\"/>"
    );
}

fn text(out: &mut String, x: f64, y: f64, anchor: &str, text: &str) {
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>");
}

fn draw(out: &mut String, line: &Line) {
    let points: Vec<_> = line
        .points
        .iter()
        .map(|&(len, time)| format!("{:.1},{:.1}", x_of(len as f64), y_of(time)))
        .collect();
    let _ = writeln!(out, "<polyline points=\"{}\" {}/>", points.join(" "), stroke(line));
}

/// A colour for each operation, dashes for those that are not ours.
fn stroke(line: &Line) -> String {
    let colour = match line.operation {
        "decode" => "#1f77b4",
        "view" => "#9467bd",
        "encode" => "#d9730d",
        "size" => "#2ca02c",
        _ => "#888",
    };
    let dashes = if line.name == "ours" { "" } else { " stroke-dasharray=\"5 4\"" };
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}")
}

fn legend(out: &mut String, lines: &[Line]) {
    for (index, line) in lines.iter().enumerate() {
        let x = LEFT + (index % 4) as f64 * 220.0;
        let y = TOP + HEIGHT + 44.0 + (index / 4) as f64 * 22.0;
        let end = x + 34.0;
        let _ = writeln!(out, "<polyline points=\"{x},{y} {end},{y}\" {}/>", stroke(line));
        text(out, end + 8.0, y + 4.0, "start", &format!("{} {}", line.operation, line.name));
    }
}
