//! Prints and draws how time grows with the size of a message.

use std::process::ExitCode;
use std::{env, fs};

use buffa_benches::growth;

const USAGE: &str = "\
usage: cargo run --release -p buffa-benches --bin growth [-- FILE.svg [MIB]]
  FILE.svg   where to draw; left out: benches/growth.svg
  MIB        the largest message; left out: 1024, which takes 8 GiB of memory";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let file = arguments.next();
    let file = file.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/growth.svg").into());
    let mib = arguments.next().map_or(Ok(1024), |mib| mib.parse::<usize>());
    let (true, Ok(mib)) = (file.ends_with(".svg"), mib) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let growths = growth::measure(mib << 20);
    print!("{}", growth::table(&growths));
    match fs::write(&file, growth::svg(&growths)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}
