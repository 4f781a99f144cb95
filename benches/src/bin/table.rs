//! Prints what Buffa and other libraries need for the same work on the same bytes.
//!
//! `cargo run --release -p buffa-benches --bin table -- [--quick] [--json FILE] [--only DATASET,…]`

use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use buffa_benches::{data, measure, prove, report};
use buffa_benches_contest::Shape;

const USAGE: &str = "usage: table [--quick] [--json FILE] [--only DATASET,…]";

#[derive(Default)]
struct Arguments {
    quick: bool,
    json: Option<String>,
    only: Option<String>,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let budget = Duration::from_millis(if arguments.quick { 25 } else { 300 });
    let mut cells = Vec::new();
    for &shape in Shape::ALL {
        if arguments.only.as_ref().is_some_and(|only| !only.split(',').any(|n| n == shape.name())) {
            continue;
        }
        let data = data::dataset(shape);
        let source = if data::is_from_file(shape) { "from a file" } else { "from a seed" };
        let (messages, bytes) = (data.payloads.len(), data.len());
        println!("{:<16} {messages:>3} messages, {bytes:>7} bytes, {source}", shape.name());
        let mut stage = measure::stage(&data);
        let mistakes = prove::mistakes(&data, &stage);
        if !mistakes.is_empty() {
            eprintln!("{}", mistakes.join("\n"));
            return ExitCode::FAILURE;
        }
        cells.extend(measure::time(&data, &mut stage, budget));
    }
    print!("{}", report::tables(&cells, "nanoseconds a message"));
    if let Some(file) = arguments.json
        && let Err(error) = fs::write(&file, report::json(&cells))
    {
        eprintln!("{file}: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn arguments() -> Option<Arguments> {
    let mut arguments = Arguments::default();
    let mut rest = env::args().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--quick" => arguments.quick = true,
            "--json" => arguments.json = Some(rest.next()?),
            "--only" => arguments.only = Some(rest.next()?),
            _ => return None,
        }
    }
    Some(arguments)
}
