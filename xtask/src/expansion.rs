//! Shows what macro calls become, formatted.
//!
//! With `BUFFA_EXPAND_DIR` set the macro writes each expansion to a file. Cargo does not know of
//! that, so the target is compiled with a `--cfg` that is new each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Expands a schema file, or the target that cargo's arguments name.
pub(crate) fn show(arguments: &[String]) -> Result<(), String> {
    let folder = root().join("target/expansion");
    let out = folder.join("out");
    match fs::remove_dir_all(&out) {
        Err(error) if out.exists() => return Err(format!("{}: {error}", out.display())),
        _ => create(&out)?,
    }
    let result = match arguments.split_first() {
        Some((file, options)) if file.ends_with(".proto") => {
            let manifest = package_for(Path::new(file), options, &folder.join("package"))?;
            compile(&["--manifest-path".into(), manifest.display().to_string()], &out)
        }
        Some(_) => compile(arguments, &out),
        None => Err(crate::USAGE.to_owned()),
    };
    print(&out)?;
    result
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes a package whose library is one call for `file`.
fn package_for(file: &Path, options: &[String], folder: &Path) -> Result<PathBuf, String> {
    let file = fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let runtime = absolute(&root().join("runtime"))?;
    let wkt = absolute(&root().join("wkt"))?;
    let manifest = format!(
        "[package]\nname = \"expansion\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         buffa.path = {runtime:?}\nbuffa-wkt.path = {wkt:?}\n"
    );
    let mut call = vec![format!("{:?}", file.display().to_string())];
    call.extend_from_slice(options);
    create(&folder.join("src"))?;
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("src/lib.rs"), &format!("buffa::include_protos!({});\n", call.join(", ")))?;
    Ok(folder.join("Cargo.toml"))
}

/// Compiles the target, and what it depends on before, so that the macro writes down its calls only.
fn compile(arguments: &[String], out: &Path) -> Result<(), String> {
    eprintln!("compiling");
    let mut check = cargo("check", arguments);
    let _ = check.stderr(Stdio::null()).status().map_err(|error| format!("cargo: {error}"))?;

    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_nanos());
    let mut rustc = cargo("rustc", arguments);
    rustc.args(["--profile", "check", "--", "--cap-lints", "allow"]);
    rustc.args(["--cfg", &format!("expansion_{now}")]).env("BUFFA_EXPAND_DIR", absolute(out)?);
    let status = rustc.status().map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("the target does not compile".to_owned()) }
}

fn cargo(command: &str, arguments: &[String]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--quiet"]).args(arguments);
    cargo.env("CARGO_TARGET_DIR", root().join("target/expansion/target"));
    cargo
}

/// Formats the files in `out` and prints them.
fn print(out: &Path) -> Result<(), String> {
    let mut files: Vec<PathBuf> = fs::read_dir(out)
        .map_err(|error| format!("{}: {error}", out.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    for file in &files {
        println!("// {}\n", file.display());
        println!("{}", formatted(file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    if files.is_empty() { Err("nothing was expanded".to_owned()) } else { Ok(()) }
}

/// Only macros may say `$crate`. What rustfmt cannot read is shown as it is.
fn formatted(file: &Path) -> std::io::Result<String> {
    let text = fs::read_to_string(file)?;
    let text = text.replace("$crate", "::buffa");
    fs::write(file, text)?;
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(root()).arg(file);
    let _ = rustfmt.stderr(Stdio::null()).status()?;
    fs::read_to_string(file)
}

fn absolute(path: &Path) -> Result<String, String> {
    let path = fs::canonicalize(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path.display().to_string())
}

fn create(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
