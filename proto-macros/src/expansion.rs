//! Showing expansions: `BUFFA_EXPAND_DIR` names a folder that every call writes its expansion to.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::call::{Call, Source};
use crate::schema::model::Schema;

/// Writes the expansion of `call`, if asked for. A failure to write must not fail the build.
pub(crate) fn write(call: &Call, schema: Option<&Schema>, generated: &TokenStream) {
    let Some(folder) = std::env::var_os("BUFFA_EXPAND_DIR") else { return };
    let crate_name = std::env::var("CARGO_CRATE_NAME").unwrap_or_else(|_| "crate".to_owned());
    let mut hasher = DefaultHasher::new();
    match &call.source {
        Source::Paths(paths) => paths.iter().for_each(|path| path.value().hash(&mut hasher)),
        Source::Inline(text) | Source::DescriptorSet(text) => text.value().hash(&mut hasher),
    }
    let folder = Path::new(&folder);
    let path = folder.join(format!("{crate_name}-{:016x}.rs", hasher.finish()));
    let _ = std::fs::create_dir_all(folder);
    let _ = std::fs::write(path, format!("{}\n{generated}", cost(schema, generated)));
}

/// What the expansion is made of, for the budget.
fn cost(schema: Option<&Schema>, generated: &TokenStream) -> String {
    let messages = schema.map_or(&[][..], |schema| &schema.messages);
    let fields: usize = messages.iter().map(|message| message.fields.len()).sum();
    let messages = messages.len();
    format!("// {messages} messages, {fields} fields, {} tokens", count(generated.clone()))
}

fn count(tokens: TokenStream) -> usize {
    let one = |token| match token {
        TokenTree::Group(group) => 2 + count(group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
    };
    tokens.into_iter().map(one).sum()
}
