//! The types of Google's crate, by `protoc` 36.2 in the path or in `PROTOC`.

fn main() {
    println!("cargo::rerun-if-changed=../../proto");
    println!("cargo::rerun-if-env-changed=PROTOC");
    #[cfg(feature = "upb")]
    protobuf_codegen::CodeGen::new()
        .inputs(["bench.proto", "benchmarks.proto", "shapes.proto"])
        .include("../../proto")
        .generate_and_compile()
        .expect("protoc 36.2 in the path or in PROTOC");
}
