//! Tells the crate whether its code is to be small or to be built quickly: what generated code
//! calls for each field is put in line otherwise, in each message anew.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(buffa_small)");
    let level = std::env::var("OPT_LEVEL").unwrap_or_default();
    if matches!(&*level, "0" | "s" | "z") {
        println!("cargo::rustc-cfg=buffa_small");
    }
}
