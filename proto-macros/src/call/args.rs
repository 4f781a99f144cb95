//! The arguments of `include_protos!`.
//!
//! The macro that users call is a `macro_rules!` wrapper around the proc macro. It puts two groups
//! before the arguments: `($crate) (std json …) "a.proto", key = value, …`.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitStr, Token};

use super::feature_settings::feature_settings;
use super::{Call, Features, Source, values};
use crate::diagnostics::nearest::nearest;
use crate::diagnostics::{Diagnostic, Diagnostics};

const KEYS: [&str; 19] = [
    "includes",
    "inline",
    "descriptor_set",
    "extern_path",
    "only",
    "views",
    "unknown_fields",
    "json",
    "text",
    "reflect",
    "string_type",
    "bytes_type",
    "map_type",
    "box_type",
    "repeated_type",
    "attributes",
    "features",
    "strict_utf8_mapping",
    "crate",
];

/// Parses the tokens of a call. `None` when there was a mistake; all of them are reported.
pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Call> {
    let mut found = Diagnostics::default();
    let parser = |input: ParseStream| Ok(arguments(input, &mut found));
    let call = match parser.parse2(tokens) {
        Ok(call) => call,
        Err(error) => {
            values::report(error, &mut found);
            None
        }
    };
    let call = call.filter(|_| found.is_empty());
    for diagnostic in found.iter() {
        diagnostics.push(diagnostic.clone());
    }
    call
}

fn arguments(input: ParseStream, diagnostics: &mut Diagnostics) -> Option<Call> {
    let (krate, features) = match wrapper(input) {
        Ok(wrapper) => wrapper,
        Err(error) => {
            values::report(error, diagnostics);
            let _ = input.parse::<TokenStream>();
            return None;
        }
    };
    let mut arguments = Arguments::new(krate, features);
    values::comma_separated(input, diagnostics, |input, diagnostics| {
        arguments.argument(input, diagnostics)
    });
    arguments.finish(diagnostics)
}

fn wrapper(input: ParseStream) -> syn::Result<(TokenStream, Features)> {
    let krate;
    syn::parenthesized!(krate in input);
    let krate = krate.parse()?;
    let names;
    syn::parenthesized!(names in input);
    let mut features = Features::default();
    while !names.is_empty() {
        let name = names.call(Ident::parse_any)?;
        match name.to_string().as_str() {
            "std" => features.std = true,
            "json" => features.json = true,
            "text" => features.text = true,
            "reflect" => features.reflect = true,
            "arbitrary" => features.arbitrary = true,
            _ => {}
        }
    }
    Ok((krate, features))
}

/// What has been read so far.
struct Arguments {
    call: Call,
    paths: Vec<LitStr>,
    inline: Option<LitStr>,
    descriptor_set: Option<LitStr>,
    seen: HashSet<String>,
}

impl Arguments {
    fn new(krate: TokenStream, features: Features) -> Self {
        Self {
            call: Call::new(krate, features),
            paths: Vec::new(),
            inline: None,
            descriptor_set: None,
            seen: HashSet::new(),
        }
    }

    fn argument(&mut self, input: ParseStream, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        if input.peek(LitStr) {
            self.paths.push(input.parse()?);
            return Ok(());
        }
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected a path (a string literal) or `key = value`"));
        }
        let key = input.call(Ident::parse_any)?;
        let name = key.to_string();
        if !KEYS.contains(&name.as_str()) {
            diagnostics.push(
                Diagnostic::new(format!("there is no option `{name}`"))
                    .at(key.span())
                    .did_you_mean(nearest(&name, KEYS)),
            );
            return skip_value(input);
        }
        if !self.seen.insert(name.clone()) {
            diagnostics.error(key.span(), format!("`{name}` is given twice"));
            return skip_value(input);
        }
        if !input.peek(Token![=]) {
            return Err(input.error(format!("expected `=` after `{name}`")));
        }
        input.parse::<Token![=]>()?;
        self.value(&name, input, diagnostics)
    }

    fn value(
        &mut self,
        key: &str,
        input: ParseStream,
        diagnostics: &mut Diagnostics,
    ) -> syn::Result<()> {
        use values::{attributes, boolean, path, rules, string, strings, ty, value_or_rules};
        let call = &mut self.call;
        let switches = &mut call.switches;
        match key {
            "inline" => self.inline = Some(string(input)?),
            "descriptor_set" => self.descriptor_set = Some(string(input)?),
            "includes" => call.includes = Some(strings(input, diagnostics)?),
            "only" => call.only = values::dotted_paths(input, diagnostics)?,
            "views" => switches.views = Some(boolean(input)?),
            "unknown_fields" => switches.unknown_fields = Some(boolean(input)?),
            "json" => switches.json = Some(boolean(input)?),
            "text" => switches.text = Some(boolean(input)?),
            "reflect" => switches.reflect = Some(boolean(input)?),
            "extern_path" => call.extern_path = rules(input, diagnostics, path)?,
            "string_type" => call.string_type = value_or_rules(input, diagnostics, ty)?,
            "bytes_type" => call.bytes_type = value_or_rules(input, diagnostics, ty)?,
            "map_type" => call.map_type = value_or_rules(input, diagnostics, path)?,
            "box_type" => call.box_type = value_or_rules(input, diagnostics, path)?,
            "repeated_type" => call.repeated_type = value_or_rules(input, diagnostics, path)?,
            "attributes" => call.attributes = value_or_rules(input, diagnostics, attributes)?,
            "features" => call.feature_rules = rules(input, diagnostics, feature_settings)?,
            "strict_utf8_mapping" => {
                call.strict_utf8_mapping = value_or_rules(input, diagnostics, boolean)?;
            }
            "crate" => call.krate = path(input)?.to_token_stream(),
            // `Call` knows every key of `KEYS`.
            _ => return Err(input.error(format!("`{key}` has no value here"))),
        }
        Ok(())
    }

    fn finish(self, diagnostics: &mut Diagnostics) -> Option<Call> {
        let mut call = self.call;
        let mut sources = Vec::new();
        if let Some(first) = self.paths.first() {
            sources.push((first.span(), Source::Paths(self.paths)));
        }
        sources.extend(self.inline.map(|text| (text.span(), Source::Inline(text))));
        sources.extend(self.descriptor_set.map(|path| (path.span(), Source::DescriptorSet(path))));
        for (span, _) in sources.iter().skip(1) {
            diagnostics.error(*span, "paths, `inline` and `descriptor_set` exclude each other");
        }
        let Some((span, source)) = sources.into_iter().next() else {
            diagnostics.push(
                Diagnostic::new("no schema is given")
                    .help("name the files: `include_protos!(\"proto/**/*.proto\")`"),
            );
            return None;
        };
        if let (Source::DescriptorSet(_), Some(includes)) = (&source, &call.includes) {
            let span = includes.first().map_or(span, LitStr::span);
            diagnostics.error(span, "a descriptor set imports nothing: leave out `includes`");
        }
        call.span = span;
        call.source = source;
        Some(call)
    }
}

/// Passes over `= value`: braces and brackets are single tokens, so commas in them are safe.
fn skip_value(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn parsed(arguments: TokenStream) -> Result<Call, Vec<String>> {
        let mut diagnostics = Diagnostics::default();
        let tokens = quote! { (::buffa) (std json) #arguments };
        parse(tokens, &mut diagnostics)
            .ok_or_else(|| diagnostics.iter().map(Diagnostic::render).collect())
    }

    fn mistakes(arguments: TokenStream) -> Vec<String> {
        parsed(arguments).err().unwrap_or_default()
    }

    #[test]
    fn every_option_is_read() {
        let call = parsed(quote! {
            "a.proto", views = false, "b/*.proto",
            includes = ["x", "y"],
            extern_path = { ".google.type" => ::google_type, ".acme.Money" => crate::Money },
            only = [".pkg.Msg"],
            string_type = smol_str::SmolStr,
            strict_utf8_mapping = { ".pkg.M" => true, ".pkg.M.g" => false },
            bytes_type = { ".pkg" => ::bytes::Bytes, ".pkg.M.f" => Vec<u8>, },
            map_type = ::std::collections::BTreeMap,
            attributes = { ".pkg.Msg" => #[derive(Hash, Eq)] #[foo], "." => #[bar] },
            crate = ::other::buffa,
        })
        .unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        assert!(matches!(&call.source, Source::Paths(paths) if paths.len() == 2));
        assert!(call.features.std && call.features.json && !call.features.text);
        assert_eq!(call.switches.views, Some(false));
        assert_eq!(call.includes.map(|includes| includes.len()), Some(2));
        assert_eq!(call.krate.to_string(), ":: other :: buffa");
        assert_eq!(call.attributes.all("pkg.Msg").count(), 2);
        assert!(call.string_type.find("any.thing").is_some());
        assert!(call.bytes_type.find("other").is_none());
        assert_eq!(call.strict_utf8_mapping.find("pkg.M.f"), Some(&true));
        assert_eq!(call.strict_utf8_mapping.find("pkg.M.g"), Some(&false));
    }

    #[test]
    fn all_mistakes_are_reported() {
        let found = mistakes(quote! {
            "a.proto", include = ["x"], views = 1, views = true, inline = "", 5, only = ["a..b"],
            extern_path = { ".a" = ::b, ".c" => super::d, ".e" => ::e },
        });
        assert_eq!(
            found,
            [
                "there is no option `include`\nhelp: did you mean `includes`?",
                "expected `true` or `false`",
                "`views` is given twice",
                "expected a path (a string literal) or `key = value`",
                "\"a..b\" is not a dotted path such as \".pkg.Message.field\"",
                "expected `=>`",
                "the path is used in many modules: start it with `crate::` or `::`",
                "paths, `inline` and `descriptor_set` exclude each other",
            ]
        );
    }

    #[test]
    fn types_and_paths_mean_the_same_in_every_module() {
        const ADVICE: &str = "the path is used in many modules: start it with `crate::` or `::`";
        for value in [
            quote!(self::Kept),
            quote!(super::super::Kept),
            quote!(Kept<super::Item>),
            quote!({ ".a" => self::Kept }),
            quote!({ ".a" => crate::Kept<::b::C, self::Item>, ".b" => ::b::Kept }),
        ] {
            for key in ["string_type", "bytes_type", "map_type", "box_type", "repeated_type"] {
                let key = syn::Ident::new(key, proc_macro2::Span::call_site());
                assert_eq!(mistakes(quote!("a.proto", #key = #value)), [ADVICE], "{key} = {value}");
            }
        }
        for ty in [quote!([self::Byte; 4]), quote!((u8, super::Byte)), quote!(<self::A as B>::C)] {
            assert_eq!(mistakes(quote!("a.proto", bytes_type = #ty)), [ADVICE], "{ty}");
        }
        for ty in [quote!([u8; 4]), quote!(r#selfish::Superb<crate::A, ::b::C>)] {
            let call = quote!("a.proto", bytes_type = #ty, string_type = { ".a" => #ty });
            assert!(mistakes(call).is_empty(), "{ty}");
        }
    }

    #[test]
    fn a_schema_is_needed() {
        assert_eq!(mistakes(quote! { views = true }).len(), 1);
        assert_eq!(mistakes(quote! {}).len(), 1);
    }
}
