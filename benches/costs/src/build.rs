//! Running cargo.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Result, cpu};

/// What cargo does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// `cargo check`.
    Check,
    /// `cargo build`.
    Build,
    /// `cargo build --release`.
    Release,
}

/// Lets cargo do a task in a package; gives the CPU time of it and of all compilers.
pub(crate) fn run(task: Task, package: &Path, target: &Path) -> Result<Duration> {
    let before = cpu::of_children();
    let output = cargo(package, target).args(task.arguments()).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {text}", package.display()).into());
    }
    Ok(cpu::of_children() - before)
}

/// Downloads and unpacks what a package needs.
pub(crate) fn fetch(package: &Path) -> Result<()> {
    let status = cargo(package, package).args(["fetch", "--quiet"]).status()?;
    if status.success() { Ok(()) } else { Err(format!("cargo fetch: {status}").into()) }
}

/// How many crates a build of the package brings along.
pub(crate) fn crates(package: &Path, target: &Path) -> Result<usize> {
    let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe"];
    let output = cargo(package, target).args(tree).output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut names: Vec<&str> = text.lines().skip(1).map(|line| line.trim_end()).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.len())
}

fn cargo(package: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(package).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    // Settings for the build of this program are none of those packages.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PROFILE_") {
            cargo.env_remove(name);
        }
    }
    cargo
}

impl Task {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Task::Check => &["check", "--quiet"],
            Task::Build => &["build", "--quiet"],
            Task::Release => &["build", "--quiet", "--release"],
        }
    }
}
