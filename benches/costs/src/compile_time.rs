//! CPU time of compiling generated code, with everything that it depends on built before.

use std::path::Path;
use std::time::Duration;

use crate::Result;
use crate::build::{self, Task};
use crate::library::{Variant, chosen, project};
use crate::package::{Package, work};
use crate::schema::Schemas;
use crate::table::Table;

/// How many messages the generated schema has.
const MESSAGES: usize = 500;

/// What users may put into their manifest.
const OPTIMISED_MACROS: &str = "[profile.dev.build-override]\nopt-level = 1\n";

/// A column of a table.
struct Column {
    head: &'static str,
    task: Task,
    /// Lines in the manifest.
    settings: &'static str,
    /// Whether the messages are decoded and encoded.
    used: bool,
    /// How often it is measured. The least counts.
    runs: u32,
}

impl Column {
    const fn new(head: &'static str, task: Task, runs: u32) -> Self {
        Column { head, task, settings: "", used: true, runs }
    }
}

const COLUMNS: [Column; 5] = [
    Column::new("check", Task::Check, 2),
    Column { settings: OPTIMISED_MACROS, ..Column::new("check, macros optimised", Task::Check, 2) },
    Column { used: false, ..Column::new("dev build, types alone", Task::Build, 2) },
    Column::new("dev build", Task::Build, 2),
    Column::new("release build", Task::Release, 1),
];

/// The schema of many messages.
pub(crate) fn print_generated(only: &str) -> Result<()> {
    let schemas = Schemas::generated(MESSAGES, &work()?)?;
    let title = format!("{MESSAGES} messages of 12 fields");
    print(&title, &schemas, chosen(only), &COLUMNS)
}

/// The schemas of real services, where they are at hand: what takes longest is left out.
pub(crate) fn print_corpus(only: &str) -> Result<()> {
    match project().join("../shared/corpus/googleapis").canonicalize() {
        Ok(root) => print_folder(&root, only),
        Err(_) => {
            println!("no ../shared/corpus/googleapis: not measured");
            Ok(())
        }
    }
}

/// All schemas below a folder, without release builds and what uses views.
pub(crate) fn print_folder(root: &Path, only: &str) -> Result<()> {
    let schemas = Schemas::below(&root.canonicalize()?)?;
    let folder = root.file_name().unwrap_or(root.as_os_str()).display();
    let title = format!("{folder}, {} messages", schemas.messages().len());
    let variants = chosen(only).filter(|variant| !variant.uses_views);
    print(&title, &schemas, variants, &COLUMNS[..4])
}

fn print<'a>(
    title: &str,
    schemas: &Schemas,
    variants: impl Iterator<Item = &'a Variant>,
    columns: &[Column],
) -> Result<()> {
    let heads: Vec<&str> = columns.iter().map(|column| column.head).collect();
    let variants: Vec<&Variant> = variants.collect();
    let times = columns.iter().map(|column| least(&variants, schemas, column));
    let times: Vec<Vec<Duration>> = times.collect::<Result<_>>()?;
    let mut table = Table::new(&format!("{title}: CPU s"), &heads);
    for (index, variant) in variants.iter().enumerate() {
        let mut row = table.row(variant.name);
        for column in &times {
            row.cell(format!("{:.1}", column[index].as_secs_f64()));
        }
    }
    table.print();
    Ok(())
}

/// The least time of each variant. They take turns, since a machine is not as fast at all hours.
fn least(variants: &[&Variant], schemas: &Schemas, column: &Column) -> Result<Vec<Duration>> {
    let target = work()?.join("target");
    let mut subjects = Vec::new();
    for variant in variants {
        let name = format!(
            "compile-time-{}",
            variant.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
        );
        let package = Package::with_types(&name, variant.library, column.settings)?;
        // First the empty package, so that what it depends on is there.
        build::run(column.task, &package.folder, &target)?;
        let mut source = variant.types(schemas, &package.folder)?;
        if column.used {
            source.push_str(&variant.uses(schemas));
        }
        subjects.push((package, source));
    }
    let mut least = vec![Duration::MAX; variants.len()];
    for run in 0..column.runs {
        for ((package, source), least) in subjects.iter().zip(&mut least) {
            let time = measure(package, &format!("{source}// {run}\n"), column.task, &target)?;
            *least = time.min(*least);
        }
        eprint!(".");
    }
    eprintln!(" {}", column.head);
    Ok(least)
}

fn measure(package: &Package, source: &str, task: Task, target: &Path) -> Result<Duration> {
    package.write("src/lib.rs", source)?;
    build::run(task, &package.folder, target)
}
