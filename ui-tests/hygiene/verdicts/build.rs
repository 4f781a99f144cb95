//! Finds the schemas that protoc accepts, where the folder `shared/` beside the workspace is there.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Schemas with protoc's verdict on each.
const VERDICTS: &str = "../../../../shared/verdicts";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-check-cfg=cfg(shared_verdicts)");
    let table = Path::new(VERDICTS).join("verdicts.tsv");
    // A missing path that is watched would make every build a new one.
    if !table.is_file() {
        println!("cargo::rerun-if-changed=build.rs");
        return Ok(());
    }
    println!("cargo::rustc-cfg=shared_verdicts");
    println!("cargo::rerun-if-changed={VERDICTS}");
    let mut calls = String::new();
    let table = fs::read_to_string(table)?;
    let accepted = table.lines().filter_map(|line| line.split_once("\taccept"));
    for (name, _) in accepted {
        calls.push_str(&format!(
            "mod {name} {{ buffa::include_protos!(\"{VERDICTS}/{name}.proto\"); }}\n"
        ));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    Ok(fs::write(out.join("verdicts.rs"), calls)?)
}
