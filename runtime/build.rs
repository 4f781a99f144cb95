//! Tells the crate whether its code is to be small or to be built quickly: what generated code
//! calls for each field is put in line otherwise, in each message anew.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(buffa_small, buffa_unoptimised)");
    let level = std::env::var("OPT_LEVEL").unwrap_or_default();
    if matches!(&*level, "0" | "s" | "z") {
        println!("cargo::rustc-cfg=buffa_small");
    }
    // What reads or writes a single value is a call only where that is not to be fast either.
    if level == "0" {
        println!("cargo::rustc-cfg=buffa_unoptimised");
    }
}
