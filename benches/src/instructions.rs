//! Counts instructions, with callgrind.
//!
//! Callgrind runs this program once for each data set. Every entry makes one pass to warm up and
//! one that is counted: callgrind collects only inside [`counted_pass`] and writes a file each time
//! it returns, so that the files are the entries in their order.

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use buffa_benches_contest::{Dataset, Entry, Stage};

use crate::measure::Cell;

/// The argument with which callgrind starts this program; the data set follows.
pub const ARGUMENT: &str = "--count-instructions-of";

/// What callgrind calls [`counted_pass`].
const FUNCTION: &str = "buffa_benches::instructions::counted_pass";

/// Lets callgrind count the instructions of all entries.
///
/// `arguments` are those that lead to the same stage.
///
/// # Errors
/// Callgrind is not there, or its files are not what they should be.
pub fn count(data: &Dataset, stage: &Stage<'_>, arguments: &[String]) -> io::Result<Vec<Cell>> {
    let folder = env::temp_dir().join(format!("buffa-benches-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let counts = run(data, &folder, arguments).and_then(|()| read(&folder, stage.entries.len()));
    fs::remove_dir_all(&folder)?;
    let cells = stage.entries.iter().zip(counts?);
    Ok(cells.map(|(entry, count)| Cell::new(data, entry, count)).collect())
}

fn run(data: &Dataset, folder: &Path, arguments: &[String]) -> io::Result<()> {
    let status = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}/out", folder.display()))
        .arg(format!("--toggle-collect={FUNCTION}"))
        .arg(format!("--dump-after={FUNCTION}"))
        .arg(env::current_exe()?)
        .args([ARGUMENT, data.shape.name()])
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("valgrind: {status}"))) }
}

fn read(folder: &Path, entries: usize) -> io::Result<Vec<f64>> {
    (1..=entries).map(|index| total(&folder.join(format!("out.{index}")))).collect()
}

fn total(file: &Path) -> io::Result<f64> {
    let text = fs::read_to_string(file)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let total = total.and_then(|total| total.trim().parse().ok());
    total.ok_or_else(|| io::Error::other(format!("{}: no totals", file.display())))
}

/// What runs under callgrind.
pub fn run_counted(stage: &mut Stage<'_>) {
    for entry in &mut stage.entries {
        (entry.run)();
        counted_pass(entry);
    }
}

/// The call in it must not become a jump, or callgrind would not see its end.
#[inline(never)]
fn counted_pass(entry: &mut Entry<'_>) {
    (entry.run)();
    std::hint::black_box(entry);
}
