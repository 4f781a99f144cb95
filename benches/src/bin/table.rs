//! Prints what Buffa and other libraries need for the same work on the same bytes.

use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use buffa_benches::measure::{self, Cell};
use buffa_benches::report::Measured;
use buffa_benches::{allocations, data, instructions, prove, report};
use buffa_benches_contest::{Dataset, Shape, Stage};

const USAGE: &str = "\
usage: cargo run --release -p buffa-benches --bin table -- [OPTION…]
  --quick                 fewer samples: under a minute
  --json FILE             also write {dataset: {operation: {implementation: nanoseconds}}};
                          and the same of allocations into FILE.allocations
  --datasets NAME,…       only these
  --operations NAME,…     only these
  --instructions          also count instructions, with callgrind; with --json into FILE.instructions";

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

#[derive(Default)]
struct Arguments {
    quick: bool,
    instructions: bool,
    json: Option<String>,
    datasets: Option<String>,
    operations: Option<String>,
    /// This process is run by callgrind.
    counted: bool,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<Arguments> {
    let mut arguments = Arguments::default();
    let mut rest = env::args().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--quick" => arguments.quick = true,
            "--instructions" => arguments.instructions = true,
            "--json" => arguments.json = Some(rest.next()?),
            "--datasets" => arguments.datasets = Some(rest.next()?),
            "--operations" => arguments.operations = Some(rest.next()?),
            instructions::ARGUMENT => {
                arguments.counted = true;
                arguments.datasets = Some(rest.next()?);
            }
            _ => return None,
        }
    }
    Some(arguments)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let mut measured = Measured::default();
    for &shape in Shape::ALL.iter().filter(|shape| is_named(&arguments.datasets, shape.name())) {
        let data = data::dataset(shape);
        let mut stage = stage(arguments, &data)?;
        if arguments.counted {
            instructions::run_counted(&mut stage);
            continue;
        }
        let budget = Duration::from_millis(if arguments.quick { 25 } else { 250 });
        measured.times.extend(measure::time(&data, &stage, budget));
        measured.allocations.extend(allocations::count(&data, &mut stage));
        if arguments.instructions {
            measured.instructions.extend(count(arguments, &data, &stage)?);
        }
        measured.type_sizes.push((shape.name(), stage.type_sizes));
    }
    print!("{}", report::tables(&measured));
    if let Some(file) = &arguments.json {
        write(file, &measured.times)?;
        write(&format!("{file}.allocations"), &measured.allocations)?;
        if arguments.instructions {
            write(&format!("{file}.instructions"), &measured.instructions)?;
        }
    }
    Ok(())
}

/// All implementations that do what they should, for the operations that are asked for.
fn stage<'a>(arguments: &Arguments, data: &'a Dataset) -> Result<Stage<'a>, String> {
    let name = data.shape.name();
    let (messages, bytes) = (data.payloads.len(), data.len());
    let source = if data::is_from_file(data.shape) { "from a file" } else { "from a seed" };
    println!("{name:<16} {messages:>3} messages, {bytes:>7} bytes, {source}");
    let mut stage = measure::stage(data);
    for mistake in prove::remove_mistaken(data, &mut stage) {
        let text = format!("{:<16} {} has {}", "", mistake.name, mistake.what);
        if report::is_ours(mistake.name) {
            return Err(text);
        }
        println!("{text}");
    }
    stage.entries.retain(|entry| is_named(&arguments.operations, entry.operation.name()));
    Ok(stage)
}

fn count(arguments: &Arguments, data: &Dataset, stage: &Stage<'_>) -> Result<Vec<Cell>, String> {
    let operations = arguments.operations.iter().cloned();
    let same: Vec<String> =
        operations.flat_map(|names| ["--operations".to_owned(), names]).collect();
    instructions::count(data, stage, &same).map_err(|error| format!("callgrind: {error}"))
}

fn is_named(names: &Option<String>, name: &str) -> bool {
    names.as_ref().is_none_or(|names| names.split(',').any(|one| one == name))
}

fn write(file: &str, cells: &[Cell]) -> Result<(), String> {
    fs::write(file, report::json(cells)).map_err(|error| format!("{file}: {error}"))
}
