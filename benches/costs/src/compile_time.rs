//! CPU time of compiling generated code, with everything that it depends on built before.

use std::path::Path;
use std::time::Duration;

use crate::Result;
use crate::build::{self, Task};
use crate::library::{VARIANTS, Variant, project};
use crate::package::{Package, work};
use crate::schema::Schemas;
use crate::table::Table;

/// How many messages the generated schema has.
const MESSAGES: usize = 500;

/// What users may put into their manifest.
const OPTIMISED_MACROS: &str = "[profile.dev.build-override]\nopt-level = 1\n";

/// A column of a table: its head, what cargo does, with which lines in the manifest, and how often
/// it is measured. The least counts.
type Column = (&'static str, Task, &'static str, u32);

const COLUMNS: [Column; 4] = [
    ("check", Task::Check, "", 2),
    ("check, macros optimised", Task::Check, OPTIMISED_MACROS, 2),
    ("dev build", Task::Build, "", 2),
    ("release build", Task::Release, "", 1),
];

/// The schema of many messages.
pub(crate) fn print_generated() -> Result<()> {
    let schemas = Schemas::generated(MESSAGES, &work()?)?;
    let title = format!("{MESSAGES} messages of 12 fields");
    print(&title, &schemas, VARIANTS.iter(), &COLUMNS)
}

/// The schemas of real services, where they are at hand: what takes longest is left out.
pub(crate) fn print_corpus() -> Result<()> {
    let Ok(root) = project().join("../shared/corpus/googleapis").canonicalize() else {
        println!("no ../shared/corpus/googleapis: not measured");
        return Ok(());
    };
    let schemas = Schemas::below(&root)?;
    let title = format!("googleapis, {} messages", schemas.messages().len());
    let variants = VARIANTS.iter().filter(|variant| !variant.uses_views);
    print(&title, &schemas, variants, &COLUMNS[..3])
}

fn print<'a>(
    title: &str,
    schemas: &Schemas,
    variants: impl Iterator<Item = &'a Variant>,
    columns: &[Column],
) -> Result<()> {
    let heads: Vec<&str> = columns.iter().map(|(head, ..)| *head).collect();
    let mut table = Table::new(&format!("{title}: CPU s"), &heads);
    for variant in variants {
        let mut row = table.row(variant.name);
        for &(_, task, settings, runs) in columns {
            let time = least(variant, schemas, task, settings, runs)?;
            row.cell(format!("{:.1}", time.as_secs_f64()));
        }
    }
    table.print();
    Ok(())
}

fn least(
    variant: &Variant,
    schemas: &Schemas,
    task: Task,
    settings: &str,
    runs: u32,
) -> Result<Duration> {
    let package = Package::with_types(
        &format!("compile-time-{}", schemas.files.len()),
        variant.library,
        settings,
    )?;
    let target = work()?.join("target");
    // First the empty package, so that what it depends on is there.
    build::run(task, &package.folder, &target)?;
    let source = variant.source(schemas, &package.folder)?;
    let measure = |run: u32| measure(&package, &format!("{source}// {run}\n"), task, &target);
    (0..runs).map(measure).try_fold(Duration::MAX, |least, time| Ok(least.min(time?)))
}

fn measure(package: &Package, source: &str, task: Task, target: &Path) -> Result<Duration> {
    package.write("src/lib.rs", source)?;
    build::run(task, &package.folder, target)
}
