//! The types of prost, three times: plain with pbjson, with `Bytes`, and with derived serde.

use std::env;
use std::fs;
use std::path::PathBuf;

use prost::Message;

const PROTO: &str = "../../proto";
const FILES: [&str; 3] = ["bench.proto", "benchmarks.proto", "shapes.proto"];

fn main() {
    println!("cargo::rerun-if-changed={PROTO}");
    let files = protox::compile(FILES, [PROTO]).expect("the schemas compile");

    fs::write(folder("").join("schemas.binpb"), files.encode_to_vec()).expect("descriptors");

    let plain = folder("plain");
    prost_build::Config::new()
        .out_dir(&plain)
        .enable_type_names()
        .compile_fds(files.clone())
        .expect("plain types");
    pbjson_build::Builder::new()
        .register_descriptors(&files.encode_to_vec())
        .expect("descriptors")
        .out_dir(&plain)
        .build(&[".bench", ".benchmarks", ".shapes"])
        .expect("JSON of plain types");

    let shared = folder("shared");
    prost_build::Config::new()
        .out_dir(&shared)
        .bytes(["."])
        .compile_fds(files.clone())
        .expect("types with `Bytes`");

    prost_build::Config::new()
        .out_dir(folder("derived"))
        .type_attribute(".", "#[derive(serde::Serialize, serde::Deserialize)]")
        .compile_fds(files)
        .expect("types with derived serde");
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::create_dir_all(&folder).expect("OUT_DIR can be written to");
    folder
}
