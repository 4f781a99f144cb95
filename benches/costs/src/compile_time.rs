//! CPU time of compiling generated code, with everything that it depends on built before.

use std::path::Path;
use std::time::Duration;

use crate::Result;
use crate::build::{self, Task};
use crate::library::{VARIANTS, Variant, project};
use crate::package::{Package, work};
use crate::schema::Schemas;

/// How many messages the generated schema has.
const MESSAGES: usize = 500;

/// What users may put into their manifest.
const OPTIMISED_MACROS: &str = "[profile.dev.build-override]\nopt-level = 1\n";

/// The columns of the table: what cargo does, with which lines in the manifest, and how often it is
/// measured. The least counts.
const COLUMNS: [(Task, &str, u32); 4] = [
    (Task::Check, "", 2),
    (Task::Check, OPTIMISED_MACROS, 2),
    (Task::Build, "", 2),
    (Task::Release, "", 1),
];

/// The schema of many messages.
pub(crate) fn print_generated() -> Result<()> {
    let schemas = Schemas::generated(MESSAGES, &work()?)?;
    print(&format!("{MESSAGES} messages of 12 fields"), &schemas)
}

/// The schemas of real services, where they are at hand.
pub(crate) fn print_corpus() -> Result<()> {
    let Ok(root) = project().join("../shared/corpus/googleapis").canonicalize() else {
        println!("no ../shared/corpus/googleapis: not measured");
        return Ok(());
    };
    let schemas = Schemas::below(&root)?;
    let messages = schemas.messages().len();
    print(&format!("googleapis, {messages} messages"), &schemas)
}

fn print(title: &str, schemas: &Schemas) -> Result<()> {
    println!("\n| {title}: CPU s | check | check, macros optimised | dev build | release build |");
    println!("|---|---|---|---|---|");
    for variant in &VARIANTS {
        print!("| {} |", variant.name);
        for (task, settings, runs) in COLUMNS {
            let time = least(variant, schemas, task, settings, runs)?;
            print!(" {:.1} |", time.as_secs_f64());
        }
        println!();
    }
    Ok(())
}

fn least(
    variant: &Variant,
    schemas: &Schemas,
    task: Task,
    settings: &str,
    runs: u32,
) -> Result<Duration> {
    let package = Package::with_types("compile-time", variant.library, settings)?;
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
