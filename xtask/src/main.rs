//! Tools for work on Buffa: `cargo expansion` so far.

mod expansion;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo expansion FILE.proto [ARGUMENT]...   what `include_protos!` makes of a schema
       cargo expansion -p PACKAGE [TARGET]        what the calls in a target become
examples:
       cargo expansion runtime/proto/addressbook.proto
       cargo expansion runtime/proto/addressbook.proto 'views = false'
       cargo expansion -p buffa --example addressbook";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((task, rest)) if task == "expansion" => expansion::show(rest),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
