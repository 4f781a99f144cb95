//! The types of quick-protobuf, by its own parser.

use std::env;
use std::path::{Path, PathBuf};

use pb_rs::ConfigBuilder;
use pb_rs::types::FileDescriptor;

fn main() {
    let proto = Path::new("../../proto");
    println!("cargo::rerun-if-changed={}", proto.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let files: Vec<PathBuf> =
        ["bench.proto", "benchmarks.proto", "shapes.proto"].map(|file| proto.join(file)).into();
    let configs = ConfigBuilder::new(&files, None, Some(&out), &[proto.to_path_buf()])
        .expect("the schemas are there")
        .error_cycle(false)
        .headers(false)
        .build();
    FileDescriptor::run(&configs).expect("types");
}
