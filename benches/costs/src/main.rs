//! Measures what a user pays beside run time, and prints it as tables in Markdown.
//!
//! Each figure is of a package that is written for it, in the folder `costs` of the target folder,
//! with the versions in this project's `Cargo.lock`.

mod build;
mod code_size;
mod compile_time;
mod cpu;
mod library;
mod package;
mod schema;
mod start;
mod table;

use std::env;
use std::process::ExitCode;

/// What went wrong, to be printed.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
usage: cargo run -p buffa-benches-costs [-- PART…]
  compile-time   CPU seconds of `cargo check` and builds of 500 messages
  corpus         the same for the schemas in ../shared/corpus/googleapis
  code-size      bytes of machine code for each message
  FOLDER         the same for the schemas below a folder, which is written with a `/`
  start          crates and CPU seconds of a first build
Without a part, all: about half an hour.";

fn main() -> ExitCode {
    let parts: Vec<String> = env::args().skip(1).collect();
    let parts = match &parts[..] {
        [] => ["start", "code-size", "compile-time", "corpus"].map(String::from).to_vec(),
        _ => parts,
    };
    for part in &parts {
        let done = match part.as_str() {
            "compile-time" => compile_time::print_generated(),
            "corpus" => compile_time::print_corpus(),
            "code-size" => code_size::print(),
            "start" => start::print(),
            folder if folder.contains('/') => compile_time::print_folder(folder.as_ref()),
            _ => Err(USAGE.into()),
        };
        if let Err(error) = done {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
