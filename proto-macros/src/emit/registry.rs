//! `register_types` of a package: what formats that name types in the data have to know.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::codec;
use super::types::Scope;
use crate::plan::{ExtensionPlan, ModulePlan, Place, Plan, REGISTER_TYPES, ident};

/// The functions of all packages, by the modules in which they stand.
pub(super) fn emit(plan: &Plan) -> BTreeMap<Vec<String>, TokenStream> {
    let mut packages = BTreeMap::new();
    collect(&plan.root, plan.json, &mut packages);
    packages
        .into_iter()
        .map(|(module, package)| {
            let function = package.function(plan, &module);
            (module, function)
        })
        .collect()
}

/// What one function registers.
#[derive(Default)]
struct Package<'p> {
    messages: Vec<&'p Place>,
    extensions: Vec<&'p ExtensionPlan>,
}

/// Messages are for JSON, which names them; extensions are for decoders, too.
fn collect<'p>(
    module: &'p ModulePlan,
    json: bool,
    packages: &mut BTreeMap<Vec<String>, Package<'p>>,
) {
    for message in module.messages.iter().filter(|_| json) {
        packages.entry(message.register.clone()).or_default().messages.push(&message.place);
    }
    for extension in &module.extensions {
        packages.entry(extension.register.clone()).or_default().extensions.push(extension);
    }
    for below in &module.modules {
        collect(below, json, packages);
    }
}

impl Package<'_> {
    fn function(&self, plan: &Plan, module: &[String]) -> TokenStream {
        let krate = &plan.krate;
        let scope = Scope::items(krate, module);
        let name = ident(REGISTER_TYPES, plan.span);
        let messages = self.messages.iter().map(|place| scope.place(place));
        let extensions = self.extensions.iter().map(|extension| {
            let (place, entry) = (scope.place(&extension.place), entry(extension, &scope));
            quote!(registry.add_extension(&#place, #entry);)
        });
        quote! {
            /// Makes the messages and extensions of this package known to `registry`.
            #[inline]
            pub fn #name(registry: &mut #krate::TypeRegistry) {
                #(registry.add::<#messages>();)*
                #(#extensions)*
            }
        }
    }
}

/// The field table's entry of an extension.
fn entry(extension: &ExtensionPlan, scope: &Scope<'_>) -> TokenStream {
    let field = &extension.field;
    let (number, kind) = (codec::number(field.number), Literal::u8_unsuffixed(field.kind.number()));
    let key = format!("[{}]", extension.full_name);
    let (name, flags) = (&extension.full_name, codec::flags(field, scope));
    let ty = scope.name("FieldEntry");
    quote!({
        static FIELD: #ty = #ty::new(#number, #name, #key, #kind, #flags);
        &FIELD
    })
}
