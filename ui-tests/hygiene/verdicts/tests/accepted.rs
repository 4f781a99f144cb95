//! What protoc accepts compiles: a module for each of the schemas in `../shared/verdicts`. That both
//! agree on what there is to accept is tested beside the front end.

#![allow(non_camel_case_types)]

#[cfg(shared_verdicts)]
include!(concat!(env!("OUT_DIR"), "/verdicts.rs"));

#[test]
fn what_protoc_accepts_compiles() {
    if !cfg!(shared_verdicts) {
        println!("skipped: ../shared/verdicts does not exist");
    }
}
