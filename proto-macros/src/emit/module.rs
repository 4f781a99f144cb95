//! The module tree, with the sentinel in every package.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::{enumeration, extension, oneof, owned, registry, view};
use crate::plan::{Import, ImportsPlan, ModulePlan, Plan, TypeRef, ident};

/// All that the plan asks for, in one module whose contents are visible where the call stands.
///
/// The module makes relative paths work wherever the call stands, in a function too, and carries
/// the lints that do not concern generated code.
pub(crate) fn emit(plan: &Plan, tracking: &TokenStream) -> TokenStream {
    let mut modules = Modules { plan, items: BTreeMap::new() };
    modules.collect(&plan.root);
    for (module, function) in registry::emit(plan) {
        modules.at(&module).items.extend(function);
    }
    let imports = imports(plan);
    let contents = modules.render(&[]);
    let (root, marks) = (root_name(plan), marks(plan));
    quote! {
        #[allow(
            warnings, unused, nonstandard_style, missing_docs, deprecated, unreachable_pub,
            missing_debug_implementations, clippy::all, clippy::pedantic, clippy::nursery,
            rustdoc::all,
        )]
        mod #root {
            #imports
            #contents
            #tracking
        }
        #[allow(unused_imports)]
        pub use #root::*;
        #marks
    }
}

/// A name for each package in the root. Two calls that make modules of one name would be told to be
/// ambiguous wherever that is used; so rustc says once, of the calls, what to do.
fn marks(plan: &Plan) -> TokenStream {
    let mark = |package: &String| {
        let name = format_ident!(
            "__buffa_package_{package}_is_in_two_calls_here__make_them_one_or_put_each_into_a_module",
            span = plan.span
        );
        quote! {
            #[doc(hidden)]
            #[allow(nonstandard_style, clippy::all, clippy::pedantic, clippy::nursery)]
            mod #name {}
        }
    };
    plan.packages.iter().map(mark).collect()
}

/// The module with all types that live elsewhere.
fn imports(plan: &Plan) -> Option<TokenStream> {
    let ImportsPlan { module, list } = &plan.imports;
    let module = ident(module, plan.span);
    let imports = list.iter().map(|import| self::import(plan, import));
    (!list.is_empty()).then(|| quote!(mod #module { #(#imports)* }))
}

/// The import of a type that lives elsewhere.
fn import(plan: &Plan, import: &Import) -> TokenStream {
    let (path, name, krate) = (&import.path, &import.name, &plan.krate);
    let check = import.check.as_ref().map(|check| {
        let (full_name, names) = (&check.full_name, ident(check.names, plan.span));
        let message = format!(
            "`extern_path` leads to a type of like name, and not to `{full_name}`: \
             give the path of `.{full_name}` itself"
        );
        quote! {
            const _: () = ::core::assert!(
                !#krate::__private::are_namesakes(
                    <self::#name as #krate::__private::#names>::FULL_NAME,
                    #full_name,
                ),
                #message,
            );
        }
    });
    quote!(pub(super) use #path as #name; #check)
}

/// A name that no other call in the same place has: it is made of the names of all messages.
fn root_name(plan: &Plan) -> Ident {
    fn feed(module: &ModulePlan, hasher: &mut DefaultHasher) {
        module.path.hash(hasher);
        module.messages.iter().for_each(|message| message.full_name.hash(hasher));
        module.enums.iter().for_each(|item| item.full_name.hash(hasher));
        module.extensions.iter().for_each(|item| item.full_name.hash(hasher));
        module.modules.iter().for_each(|below| feed(below, hasher));
    }
    let mut hasher = DefaultHasher::new();
    feed(&plan.root, &mut hasher);
    format_ident!("__buffa_{:016x}", hasher.finish(), span = Span::call_site())
}

/// The contents of every module, by path.
struct Modules<'p> {
    plan: &'p Plan,
    items: BTreeMap<Vec<String>, Contents>,
}

/// What stands in a module.
#[derive(Default)]
pub(super) struct Contents {
    /// Types and re-exports.
    pub(super) items: TokenStream,
    /// Implementations, put into one block that imports the runtime's names.
    pub(super) impls: TokenStream,
    /// Implementations of serde's traits, put there too.
    pub(super) serde: TokenStream,
}

impl Modules<'_> {
    fn at(&mut self, path: &[String]) -> &mut Contents {
        self.items.entry(path.to_vec()).or_default()
    }

    fn collect(&mut self, module: &ModulePlan) {
        let plan = self.plan;
        self.at(&module.path);
        for message in &module.messages {
            owned::emit(plan, message, self.at(&message.place.module));
            if plan.views {
                view::emit(plan, message, self.at(&message.view.module));
            }
            for oneof in &message.oneofs {
                let (TypeRef::Local(owned), TypeRef::Local(view)) = (&oneof.ty, &oneof.view) else {
                    continue;
                };
                oneof::emit_owned(plan, message, (oneof, owned), self.at(&owned.module));
                if plan.views {
                    oneof::emit_view(plan, message, (oneof, view), self.at(&view.module));
                }
            }
        }
        for item in &module.enums {
            enumeration::emit(plan, item, self.at(&item.place.module));
        }
        for item in &module.extensions {
            extension::emit(plan, item, self.at(&item.place.module));
        }
        for reexport in &module.reexports {
            let target = reexport.target.path_from(&module.path);
            let name = ident(&reexport.name, plan.span);
            let renamed = (reexport.target.ident != name).then(|| quote!(as #name));
            self.at(&module.path).items.extend(quote!(pub use #target #renamed;));
        }
        for include in &module.includes {
            let target = include.path_from(&module.path);
            self.at(&module.path).items.extend(quote!(pub use #target::*;));
        }
        for below in &module.modules {
            self.collect(below);
        }
    }

    /// The contents of the module at `path`, with the modules in it.
    fn render(&mut self, path: &[String]) -> TokenStream {
        let Contents { items, impls, serde } = std::mem::take(self.at(path));
        let krate = &self.plan.krate;
        let block = (!impls.is_empty()).then(|| {
            quote! {
                const _: () = {
                    use #krate::__private::*;
                    #impls
                    #serde
                };
            }
        });
        let mut below: Vec<String> = self
            .items
            .keys()
            .filter(|key| key.len() > path.len() && key.starts_with(path))
            .map(|key| key[path.len()].clone())
            .collect();
        below.dedup();
        let modules = below.into_iter().map(|name| {
            let contents = self.render(&[path, std::slice::from_ref(&name)].concat());
            let name = ident(&name, self.plan.span);
            quote!(pub mod #name { #contents })
        });
        let modules: TokenStream = modules.collect();
        quote!(#items #block #modules)
    }
}
