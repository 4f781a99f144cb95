//! The macro call: its arguments, and the files that its paths and globs name.

mod args;
mod feature_settings;
pub(crate) mod files;
mod glob;
mod rules;
mod values;

pub(crate) use args::parse;
pub(crate) use feature_settings::FeatureSetting;
pub(crate) use rules::Rules;
pub(crate) use values::comma_separated;

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

/// What `include_protos!` was called with.
pub(crate) struct Call {
    /// The path of the runtime: `$crate`, or what `crate = path` says.
    pub(crate) krate: TokenStream,
    pub(crate) features: Features,
    /// Of the first path, or of the inline schema.
    pub(crate) span: Span,
    pub(crate) source: Source,
    pub(crate) includes: Option<Vec<LitStr>>,
    pub(crate) only: Vec<LitStr>,
    pub(crate) switches: Switches,
    pub(crate) extern_path: Rules<syn::Path>,
    pub(crate) string_type: Rules<syn::Type>,
    pub(crate) bytes_type: Rules<syn::Type>,
    /// Type constructors: used as `Path<K, V>` and `Path<T>`.
    pub(crate) map_type: Rules<syn::Path>,
    pub(crate) box_type: Rules<syn::Path>,
    pub(crate) repeated_type: Rules<syn::Path>,
    pub(crate) attributes: Rules<Vec<syn::Attribute>>,
    /// `features = …`: what the schema should have said.
    pub(crate) feature_rules: Rules<Vec<FeatureSetting>>,
    /// Whether strings that nobody has to check are bytes.
    pub(crate) strict_utf8_mapping: Rules<bool>,
}

impl Call {
    /// A call without arguments.
    pub(crate) fn new(krate: TokenStream, features: Features) -> Self {
        Call {
            krate,
            features,
            span: Span::call_site(),
            source: Source::Paths(Vec::new()),
            includes: None,
            only: Vec::new(),
            switches: Switches::default(),
            extern_path: Rules::default(),
            string_type: Rules::default(),
            bytes_type: Rules::default(),
            map_type: Rules::default(),
            box_type: Rules::default(),
            repeated_type: Rules::default(),
            attributes: Rules::default(),
            feature_rules: Rules::default(),
            strict_utf8_mapping: Rules::default(),
        }
    }
}

/// Where the schema comes from.
pub(crate) enum Source {
    /// Paths and globs of `.proto` files.
    Paths(Vec<LitStr>),
    /// The text of one file.
    Inline(LitStr),
    /// The path of an encoded `FileDescriptorSet`.
    DescriptorSet(LitStr),
}

/// The cargo features of the runtime.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Features {
    pub(crate) std: bool,
    pub(crate) json: bool,
    pub(crate) text: bool,
    pub(crate) reflect: bool,
    pub(crate) arbitrary: bool,
}

/// What the call turns on or off; `None` leaves it to the default.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Switches {
    pub(crate) views: Option<bool>,
    pub(crate) unknown_fields: Option<bool>,
    pub(crate) json: Option<bool>,
    pub(crate) text: Option<bool>,
    pub(crate) reflect: Option<bool>,
}
