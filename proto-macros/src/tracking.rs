//! Rebuilds: cargo learns of every file that was read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::call::Call;
use crate::schema::Loaded;

/// An `include_bytes!` of every file that was read, as descriptor sets and some comments are no text,
/// and for globs a test that the set of files is still the one that was expanded: a new file is
/// nothing that cargo can see.
pub(crate) fn emit(loaded: &Loaded, call: &Call) -> TokenStream {
    let files = loaded.tracked.iter().filter_map(|path| path.to_str()).map(|path| {
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        )
    });
    let krate = &call.krate;
    let globs: Vec<_> = loaded
        .globs
        .iter()
        .map(|glob| {
            let (pattern, files) = (&glob.pattern, &glob.files);
            quote!((#pattern, &[#(#files),*]))
        })
        .collect();
    let test = (!globs.is_empty() && call.features.std).then(|| {
        quote! {
            #[cfg(test)]
            #[::core::prelude::v1::test]
            fn include_protos_globs_match_the_same_files() {
                #krate::__private::check_globs(
                    ::core::env!("CARGO_MANIFEST_DIR"),
                    &[#(#globs),*],
                );
            }
        }
    });
    quote!(#(#files)* #test)
}
