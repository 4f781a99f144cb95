//! The first build of someone who has one small schema.

use std::fs;

use crate::Result;
use crate::build::{self, Task};
use crate::library::project;
use crate::package::{Package, work};
use crate::table::Table;

/// A way to get types from a schema.
struct Way {
    name: &'static str,
    manifest: String,
    build_script: Option<&'static str>,
    types: &'static str,
    decode: &'static str,
}

/// Prints the table.
pub(crate) fn print() -> Result<()> {
    let heads = ["crates", "check: CPU s", "dev build: CPU s", "release build: CPU s"];
    let mut table = Table::new("a first build", &heads);
    for way in ways() {
        let package = package_of(&way)?;
        let target = work()?.join("target-of-start");
        let mut row = table.row(way.name);
        row.cell(build::crates(&package.folder, &target)?.to_string());
        for task in [Task::Check, Task::Build, Task::Release] {
            // What is not yet downloaded or unpacked shall not count.
            build::fetch(&package.folder)?;
            let _ = fs::remove_dir_all(&target);
            let time = build::run(task, &package.folder, &target)?;
            row.cell(format!("{:.1}", time.as_secs_f64()));
        }
        fs::remove_dir_all(&target)?;
    }
    table.print();
    Ok(())
}

fn package_of(way: &Way) -> Result<Package> {
    let package = Package::new("start", &way.manifest)?;
    fs::copy(
        project().join("runtime/proto/addressbook.proto"),
        package.folder.join("addressbook.proto"),
    )?;
    let script = package.folder.join("build.rs");
    match way.build_script {
        Some(text) => fs::write(script, text)?,
        None if script.exists() => fs::remove_file(script)?,
        None => {}
    }
    let (types, decode) = (way.types, way.decode);
    package.write(
        "src/lib.rs",
        &format!(
            "{types}\npub fn again(bytes: &[u8]) -> Vec<u8> {{\n    \
             {decode}(bytes).unwrap().encode_to_vec()\n}}\n"
        ),
    )?;
    Ok(package)
}

fn ways() -> [Way; 4] {
    let buffa = format!("[dependencies]\nbuffa.path = \"{}/runtime\"\n", project().display());
    let types = "buffa::include_protos!(\"addressbook.proto\");\nuse buffa::Message;";
    let decode = "tutorial::Person::decode_from_slice";
    [
        Way { name: "Buffa", manifest: buffa.clone(), build_script: None, types, decode },
        Way {
            name: "Buffa, macros optimised in dev builds",
            manifest: buffa + "[profile.dev.build-override]\nopt-level = 1\n",
            build_script: None,
            types,
            decode,
        },
        Way {
            name: "prost, prost-build, protox",
            manifest: "[dependencies]\nprost = \"0.14\"\n\
                       [build-dependencies]\nprost-build = \"0.14\"\nprotox = \"0.10\"\n"
                .into(),
            build_script: Some(
                "fn main() {\n    \
                 let set = protox::compile([\"addressbook.proto\"], [\".\"]).unwrap();\n    \
                 prost_build::compile_fds(set).unwrap();\n}\n",
            ),
            types: "include!(concat!(env!(\"OUT_DIR\"), \"/tutorial.rs\"));\nuse prost::Message;",
            decode: "Person::decode",
        },
        Way {
            name: "released 0.9.2, buffa-build, protox",
            manifest: "[dependencies]\nbuffa = \"=0.9.2\"\n\
                       [build-dependencies]\nbuffa-build = \"=0.9.2\"\nprost = \"0.14\"\n\
                       protox = \"0.10\"\n"
                .into(),
            build_script: Some(RELEASED_SCRIPT),
            types: "include!(concat!(env!(\"OUT_DIR\"), \"/all.rs\"));\nuse buffa::Message;",
            decode,
        },
    ]
}

const RELEASED_SCRIPT: &str = r#"
use prost::Message;
fn main() {
    let set = protox::compile(["addressbook.proto"], ["."]).unwrap();
    let file = std::path::PathBuf::from(std::env::var_os("OUT_DIR").unwrap()).join("set.binpb");
    std::fs::write(&file, set.encode_to_vec()).unwrap();
    buffa_build::Config::new()
        .descriptor_set(&file)
        .files(&["addressbook.proto"])
        .include_file("all.rs")
        .compile()
        .unwrap();
}
"#;
