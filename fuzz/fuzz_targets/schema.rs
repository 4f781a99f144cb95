//! Any text as a schema: the front end panics at none, explains what is wrong with it, and makes Rust
//! of what is right.
//!
//! `.ci/fuzz 600 schema`

#![no_main]
// A procedural macro cannot be linked: its modules are built into the target.
#![allow(dead_code, unused_imports)]

#[path = "../../proto-macros/src/call/mod.rs"]
mod call;
#[path = "../../proto-macros/src/diagnostics/mod.rs"]
mod diagnostics;
#[path = "../../proto-macros/src/emit/mod.rs"]
mod emit;
#[path = "../../proto-macros/src/plan/mod.rs"]
mod plan;
#[path = "../../proto-macros/src/schema/mod.rs"]
mod schema;
#[path = "../../proto-macros/src/tokens.rs"]
mod tokens;
#[path = "../../proto-macros/src/tracking.rs"]
mod tracking;

use diagnostics::{Diagnostic, Diagnostics};
use libfuzzer_sys::fuzz_target;
use proc_macro2::Span;
use syn::LitStr;

fuzz_target!(
    init: {
        // SAFETY: no other thread runs yet.
        unsafe { std::env::set_var("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR")) };
    },
    |text: &str| expand(text)
);

/// What the macro does with a text in its call.
fn expand(text: &str) {
    let text = LitStr::new(text, Span::call_site());
    let mut found = Diagnostics::default();
    let tokens = quote::quote! { (::buffa) (std json) inline = #text };
    let call = call::parse(tokens, &mut found).expect("a sound call");
    let loaded = schema::load(&call, &mut found);
    assert!(loaded.schema.is_some() || !found.is_empty(), "no reason is given");
    let tracking = tracking::emit(&loaded, &call);
    let planned = loaded.schema.as_ref().map(|schema| plan::plan(&call, schema, &mut found));
    found.iter().map(Diagnostic::render).for_each(drop);
    let generated = match planned {
        Some(plan) => emit::emit(&plan, &tracking),
        None => {
            let errors = found.into_compile_errors(call.span);
            emit::emit_unreadable(&plan::modules_of(&loaded.unreadable), &errors, call.span)
        }
    };
    if let Err(error) = syn::parse2::<syn::File>(generated) {
        panic!("what is generated is no Rust: {error}");
    }
}
