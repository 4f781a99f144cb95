//! Types that live elsewhere: those that `extern_path` names, and the well-known types.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::names;
use crate::call::{Call, Match};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::model::{EnumId, FileId, MessageId, Schema};

/// The package of the well-known types.
const WELL_KNOWN: &str = "google.protobuf";

/// The crate that has them.
const WKT_CRATE: &str = "buffa-wkt";

/// The Rust paths of all types of the schema that are not to be generated.
pub(crate) struct Externs {
    messages: BTreeMap<MessageId, TokenStream>,
    enums: BTreeMap<EnumId, TokenStream>,
    /// What the package calls the crate of the well-known types, if it depends on it.
    wkt: Option<String>,
}

impl Externs {
    pub(crate) fn new(call: &Call, schema: &Schema, diagnostics: &mut Diagnostics) -> Self {
        let mut externs =
            Externs { messages: BTreeMap::new(), enums: BTreeMap::new(), wkt: wkt_dependency() };
        for (index, message) in schema.messages.iter().enumerate() {
            let item = Item { full_name: &message.full_name, file: message.file };
            if let Some(path) = externs.path(call, schema, &item) {
                externs.messages.insert(MessageId(index), path);
            }
        }
        for (index, ty) in schema.enums.iter().enumerate() {
            let item = Item { full_name: &ty.full_name, file: ty.file };
            if let Some(path) = externs.path(call, schema, &item) {
                externs.enums.insert(EnumId(index), path);
            }
        }
        if externs.wkt.is_none() {
            report_missing_wkt(call, schema, diagnostics);
        }
        externs
    }

    pub(crate) fn message(&self, id: MessageId) -> Option<&TokenStream> {
        self.messages.get(&id)
    }

    /// The path of the view of a message that lives elsewhere: beside the message, as generated
    /// and derived views are, or where the canonical place is if that name is another message's.
    ///
    /// A path and not `<Message as HasView>::View<'a>`: that would make views invariant.
    pub(crate) fn view(&self, schema: &Schema, id: MessageId) -> Option<TokenStream> {
        let mut path: syn::Path = syn::parse2(self.message(id)?.clone()).ok()?;
        let message = &schema[id];
        let view = format!("{}View", message.name);
        let siblings = match message.parent {
            Some(parent) => &schema[parent].messages,
            None => &schema[message.file].messages,
        };
        let last = path.segments.pop()?.into_value();
        let ident = |name: &str| names::ident(name, last.ident.span());
        let occupied = siblings.iter().any(|sibling| schema[*sibling].name == view);
        if occupied && message.parent.is_none() {
            path.segments.push(ident(names::SENTINEL).into());
            path.segments.push(ident("view").into());
        }
        let renamed = last.ident.to_string();
        path.segments.push(ident(&format!("{}View", renamed.trim_start_matches("r#"))).into());
        Some(path.to_token_stream())
    }

    pub(crate) fn enumeration(&self, id: EnumId) -> Option<&TokenStream> {
        self.enums.get(&id)
    }

    fn path(&self, call: &Call, schema: &Schema, item: &Item<'_>) -> Option<TokenStream> {
        let package = &schema[item.file].package;
        if let Some(found) = call.extern_path.find_with_rest(item.full_name) {
            return Some(extern_path(&found, package, item.full_name));
        }
        if !is_well_known(schema, item.file) {
            return None;
        }
        // Without the dependency, which is reported, the types are generated here instead, so that
        // the compiler has nothing to add.
        let krate = names::ident(self.wkt.as_deref()?, call.span);
        let path = below_package(&item.full_name[package.len() + 1..], call.span);
        Some(quote!(::#krate::google::protobuf #path))
    }
}

struct Item<'s> {
    full_name: &'s str,
    file: FileId,
}

/// Whether a file has well-known types that this call does not ask for itself.
fn is_well_known(schema: &Schema, file: FileId) -> bool {
    let file = &schema[file];
    file.package == WELL_KNOWN && !file.requested && file.name.starts_with("google/protobuf/")
}

/// The path of an element that a rule covers.
fn extern_path(found: &Match<'_, '_, syn::Path>, package: &str, full_name: &str) -> TokenStream {
    let base = found.value;
    if found.rest.is_empty() {
        return base.to_token_stream();
    }
    let span = base.segments.first().map_or_else(proc_macro2::Span::call_site, |s| s.ident.span());
    let in_package = full_name.strip_prefix(package).unwrap_or(full_name).trim_start_matches('.');
    if found.rest.len() < in_package.len() {
        // The rule is for a message, and this is nested in it.
        let mut modules = base.clone();
        if let Some(last) = modules.segments.last_mut() {
            last.ident = names::ident(&names::module(&last.ident.to_string()), last.ident.span());
        }
        let path = below_package(found.rest, span);
        return quote!(#modules #path);
    }
    let packages = &found.rest[..found.rest.len() - in_package.len()];
    let packages = packages.split('.').filter(|s| !s.is_empty()).map(|s| names::ident(s, span));
    let path = below_package(in_package, span);
    quote!(#base #(::#packages)* #path)
}

/// `Outer.Inner` as `::outer::Inner`.
fn below_package(name: &str, span: proc_macro2::Span) -> TokenStream {
    let (outer, last) = name.rsplit_once('.').unwrap_or(("", name));
    let modules = outer
        .split('.')
        .filter(|segment| !segment.is_empty())
        .map(|segment| names::ident(&names::module(segment), span));
    let last = names::ident(last, span);
    quote!(#(::#modules)* ::#last)
}

/// What the package that is being compiled calls its dependency on the well-known types.
///
/// Read from the text of its manifest: a line that names the crate, and the alias in front of
/// `package = …` where there is one. The compiler checks the rest.
fn wkt_dependency() -> Option<String> {
    if std::env::var("CARGO_PKG_NAME").is_ok_and(|name| name == WKT_CRATE) {
        return Some("buffa_wkt".to_owned());
    }
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let manifest =
        std::fs::read_to_string(std::path::Path::new(&folder).join("Cargo.toml")).ok()?;
    find_dependency(&manifest)
}

fn find_dependency(manifest: &str) -> Option<String> {
    let mut section = "";
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            let named = section.rsplit_once("dependencies.").map(|(_, name)| name);
            if named.is_some_and(|name| name.trim_matches('"') == WKT_CRATE) {
                return Some(WKT_CRATE.replace('-', "_"));
            }
            continue;
        }
        if !section.contains("dependencies") || !line.contains(WKT_CRATE) {
            continue;
        }
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let key = key.trim().trim_matches('"');
        let key = key.split('.').next().unwrap_or(key).trim();
        if key == WKT_CRATE {
            return Some(WKT_CRATE.replace('-', "_"));
        }
        if key == "package" {
            // `[dependencies.alias]` and `package = "…"` below it.
            let alias = section.rsplit('.').next().unwrap_or(section);
            return Some(alias.trim_matches('"').replace('-', "_"));
        }
        if value.contains("package") {
            return Some(key.replace('-', "_"));
        }
    }
    None
}

/// Says what to add, once, with the field that needs it.
fn report_missing_wkt(call: &Call, schema: &Schema, diagnostics: &mut Diagnostics) {
    use crate::schema::model::Type;
    let needed = |file: FileId, name: &str| {
        is_well_known(schema, file) && call.extern_path.find(name).is_none()
    };
    for message in &schema.messages {
        if is_well_known(schema, message.file) {
            continue;
        }
        for field in &message.fields {
            let (file, ty) = match field.ty {
                Type::Message { id, .. } => (schema[id].file, &schema[id].full_name),
                Type::Enum(id) => (schema[id].file, &schema[id].full_name),
                _ => continue,
            };
            if needed(file, ty) {
                diagnostics.push(
                    Diagnostic::new(format!(
                        "field `{}` is a `{ty}`, and this package does not depend on `{WKT_CRATE}`",
                        field.full_name,
                    ))
                    .at(call.span)
                    .help(format!(
                        "run `cargo add {WKT_CRATE}`, or say where the type lives: \
                         extern_path = {{ \".{ty}\" => path::to::Type }}"
                    )),
                );
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find_dependency;

    #[test]
    fn finds_the_dependency_in_every_form() {
        let found = |manifest| find_dependency(manifest);
        let plain = Some("buffa_wkt".to_owned());
        assert_eq!(found("[dependencies]\nbuffa-wkt = \"0.1\""), plain);
        assert_eq!(found("[dev-dependencies]\nbuffa-wkt.workspace = true"), plain);
        assert_eq!(found("[target.'cfg(unix)'.dependencies]\nbuffa-wkt = { path = \"x\" }"), plain);
        assert_eq!(found("[dependencies.buffa-wkt]\nversion = \"0.1\""), plain);
        let alias = Some("well_known".to_owned());
        assert_eq!(
            found("[dependencies]\nwell-known = { package = \"buffa-wkt\", version = \"1\" }"),
            alias
        );
        assert_eq!(found("[dependencies.well-known]\npackage = \"buffa-wkt\""), alias);
        assert_eq!(found("[dependencies]\n# buffa-wkt = \"0.1\""), None);
        assert_eq!(found("[package]\nname = \"buffa-wkt\""), None);
    }
}
