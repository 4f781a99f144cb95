//! The types of prost, for the same schema.

fn main() {
    println!("cargo::rerun-if-changed=proto");
    let files = protox::compile(["proto/shapes.proto"], ["proto"]).expect("the schema compiles");
    prost_build::Config::new().compile_fds(files).expect("prost generates code");
}
