//! The types of micropb, from a descriptor set: no `protoc`.

use std::env;
use std::fs;
use std::path::PathBuf;

use prost::Message;

const PROTO: &str = "../../proto";
const FILES: [&str; 3] = ["bench.proto", "benchmarks.proto", "shapes.proto"];

fn main() {
    println!("cargo::rerun-if-changed={PROTO}");
    let files = protox::compile(FILES, [PROTO]).expect("the schemas compile");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let descriptors = out.join("schemas.binpb");
    fs::write(&descriptors, files.encode_to_vec()).expect("OUT_DIR can be written to");
    let mut generator = micropb_gen::Generator::new();
    generator.use_container_std().suffixed_package_names(false);
    generator.compile_fdset_file(&descriptors, out.join("all.rs")).expect("types");
}
