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

use library::{chosen, names};

/// What went wrong, to be printed.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
usage: cargo run -p buffa-benches-costs [-- PART… [--only NAMES]]
  compile-time   CPU seconds of `cargo check` and builds of 500 messages
  corpus         the same for the schemas in ../shared/corpus/googleapis
  FOLDER         the same for the schemas below a folder, which is written with a `/`
  code-size      bytes of machine code for each message
  start          crates and CPU seconds of a first build
Without a part, all: about half an hour. With NAMES (`Buffa,prost`), compile times and code are those
of libraries whose names start so.";

fn main() -> ExitCode {
    let mut parts: Vec<String> = env::args().skip(1).collect();
    let only = match parts.iter().position(|part| part == "--only") {
        Some(at) => parts.drain(at..parts.len().min(at + 2)).nth(1).unwrap_or_default(),
        None => String::new(),
    };
    if parts.is_empty() {
        parts = ["start", "code-size", "compile-time", "corpus"].map(String::from).to_vec();
    }
    if chosen(&only).next().is_none() {
        eprintln!("no library's name starts with {only:?}; there are {}", names());
        return ExitCode::FAILURE;
    }
    for part in &parts {
        let done = match part.as_str() {
            "compile-time" => compile_time::print_generated(&only),
            "corpus" => compile_time::print_corpus(&only),
            "code-size" => code_size::print(&only),
            "start" => start::print(),
            folder if folder.contains('/') => compile_time::print_folder(folder.as_ref(), &only),
            _ => Err(USAGE.into()),
        };
        if let Err(error) = done {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
