//! The procedural macros of Buffa. Use them through the `buffa` crate, which re-exports them.
//!
//! One way through: `call` reads the tokens, `schema` reads the files they name, `plan`
//! decides what is generated and how it is called, `emit` writes it down. `derive` makes the same
//! plan of a struct that a user wrote. Mistakes are collected on the way and reported together.

mod call;
mod derive;
#[cfg(test)]
mod descriptor_sets;
mod diagnostics;
mod emit;
mod expansion;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod one_message;
mod plan;
mod schema;
mod tokens;
mod tracking;
#[cfg(test)]
mod verdicts;

use diagnostics::Diagnostics;

/// Expands `.proto` schemas; called by `buffa::include_protos!`, which documents it.
#[doc(hidden)]
#[proc_macro]
pub fn include_protos(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let mut diagnostics = Diagnostics::default();
    let output = expand(tokens.into(), &mut diagnostics);
    output.into()
}

/// See `buffa::Message`.
#[proc_macro_derive(Message, attributes(buffa))]
pub fn derive_message(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::message(input.into()).into()
}

/// See `buffa::Oneof`.
#[proc_macro_derive(Oneof, attributes(buffa))]
pub fn derive_oneof(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::oneof(input.into()).into()
}

/// See `buffa::Enumeration`.
#[proc_macro_derive(Enumeration, attributes(buffa))]
pub fn derive_enumeration(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::enumeration(input.into()).into()
}

fn expand(
    tokens: proc_macro2::TokenStream,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    let Some(call) = call::parse(tokens, diagnostics) else {
        return std::mem::take(diagnostics).into_compile_errors(proc_macro2::Span::call_site());
    };
    let loaded = schema::load(&call, diagnostics);
    let tracking = tracking::emit(&loaded, &call);
    let schema = loaded.schema.as_ref();
    let planned = schema.map(|schema| plan::plan(&call, schema, diagnostics));
    let generated = match planned {
        Some(plan) => emit::emit(&plan, &tracking),
        None => tracking,
    };
    expansion::write(&call, schema, &generated);
    let errors = std::mem::take(diagnostics).into_compile_errors(call.span);
    let modules = plan::modules_of(&loaded.unreadable);
    if modules.outermost.is_empty() {
        return quote::quote!(#errors #generated);
    }
    // The names of a file without a package are looked for where the call stands.
    let here = modules.has_root.then(|| errors.clone());
    let unreadable = emit::emit_unreadable(&modules, &errors, call.span);
    quote::quote!(#here #generated #unreadable)
}
