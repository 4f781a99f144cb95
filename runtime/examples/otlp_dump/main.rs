//! Prints a summary of a telemetry export (OTLP, binary).
//!
//! ```text
//! cargo run -p buffa --example otlp_dump                     # of a sample that it makes itself
//! cargo run -p buffa --example otlp_dump -- FILE             # of an export of spans
//! cargo run -p buffa --example otlp_dump -- metrics FILE     # or `logs FILE`, `traces FILE`
//! ```
//!
//! Exports are read through views: every name, id and attribute below is a slice of the file's
//! bytes, also as a key of the maps that do the counting.

mod attributes;
mod logs;
mod metrics;
mod sample;
mod traces;

use std::error::Error;
use std::process::ExitCode;

buffa::include_protos!("proto/otlp.proto");

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: otlp_dump [[traces | metrics | logs] FILE]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        [] => demonstrate(),
        ["-h" | "--help" | "help"] => {
            println!("{USAGE}");
            Ok(())
        }
        [file] => dump(traces::dump, file),
        ["traces", file] => dump(traces::dump, file),
        ["metrics", file] => dump(metrics::dump, file),
        ["logs", file] => dump(logs::dump, file),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn dump(signal: impl Fn(&[u8]) -> Result<()>, file: &str) -> Result<()> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    signal(&bytes)
}

fn demonstrate() -> Result<()> {
    println!("== traces ==");
    traces::dump(&sample::traces())?;
    println!("\n== metrics ==");
    metrics::dump(&sample::metrics())?;
    println!("\n== logs ==");
    logs::dump(&sample::logs())
}
