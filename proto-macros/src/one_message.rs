//! One mistake is one `compile_error!`, also for tools that show every message of the compiler.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::{derive, expand};

#[test]
fn one_mistake_in_a_schema_is_one_message() {
    for (what, contents) in [
        ("unknown type", "message Note { Missing author = 1; message Inner {} }"),
        ("syntax error", "message Note { string = 1; } message Other { message Inner {} }"),
        ("bad option", "message Note { option (unknown) = 1; message Inner {} }"),
        ("bad value of an option", "message Note { string a = 1 [packed = 5]; }"),
        ("number used twice", "message Note { string a = 1; string b = 1; }"),
        ("number out of range", "message Note { string a = 0; }"),
        ("name used twice", "message Note { string a = 1; string a = 2; }"),
        (
            "message defined twice",
            "message Note { int32 a = 1; enum E { Z = 0; } } message Note { int32 a = 1; enum E { Z = 0; } }",
        ),
        ("enum defined twice", "enum Kind { A = 0; } enum Kind { B = 0; }"),
        (
            "type not imported, beside options",
            "message Note { Missing a = 1; enum E { option allow_alias = true; A = 0; B = 0; } }",
        ),
        ("import not found", "import \"missing.proto\"; message Note {}"),
    ] {
        for package in ["package acme.deep;", "package acme;", ""] {
            let text = format!("syntax = \"proto3\"; {package} {contents}");
            let found = messages(&include(&quote!(inline = #text)));
            assert_eq!(found, 1, "{what} in {package:?}");
        }
    }
}

#[test]
fn one_mistake_in_a_call_is_one_message() {
    let text = "syntax = \"proto3\"; package acme; message Note { string text = 1; }";
    for call in [
        quote!(inline = #text, extern_path = { ".acme.Nota" => crate::Note }),
        quote!(inline = #text, string_type = { ".acme.Note.txt" => crate::Text }),
        quote!(inline = #text, only = [".acme.Nota"]),
        quote!(inline = #text, vews = false),
        quote!(inline = #text, views = 1),
        quote!("missing.proto"),
    ] {
        assert_eq!(messages(&include(&call)), 1, "{call}");
    }
}

/// So that rustc has one error where nothing is called so.
#[test]
fn a_path_of_a_user_stands_in_the_code_once() {
    let text = "syntax = \"proto3\"; package acme; message Note {
        string a = 1; bytes b = 2; repeated string c = 3; repeated Note d = 4; Other e = 5;
        Kind f = 6; map<string, bytes> g = 7; map<int32, Other> h = 8; repeated Kind i = 9;
        oneof o { string j = 10; bytes k = 11; Other l = 12; Kind m = 13; }
        message Inner { string a = 1; bytes b = 2; Inner c = 3; repeated Note d = 4; }
    }
    message Other {} enum Kind { ZERO = 0; }";
    for call in [
        quote!(string_type = crate::elsewhere::Wanted),
        quote!(string_type = crate::elsewhere::below::Wanted<16>),
        quote!(string_type = { ".acme.Note.a" => ::elsewhere::Wanted, ".acme" => elsewhere::Text }),
        quote!(bytes_type = crate::elsewhere::Wanted),
        quote!(map_type = ::elsewhere::Wanted),
        quote!(box_type = elsewhere::Wanted),
        quote!(repeated_type = crate::elsewhere::Wanted),
        quote!(extern_path = { ".acme.Other" => crate::elsewhere::Wanted }, views = false),
        quote!(extern_path = { ".acme.Kind" => crate::elsewhere::Wanted }),
    ] {
        let code = include(&quote!(inline = #text, #call));
        assert_eq!(messages(&code), 0, "{call}");
        assert_eq!(count(&code, "elsewhere"), count(&call, "elsewhere"), "{call}");
    }
}

#[test]
fn one_mistake_in_a_derive_is_one_message() {
    for input in [
        quote!(
            struct Note {
                text: String,
            }
        ),
        quote!(
            struct Note {
                #[buffa(tag = 0)]
                text: String,
            }
        ),
        quote!(
            struct Note {
                #[buffa(tag = 1, tga = 2)]
                text: String,
            }
        ),
        quote!(
            struct Note {
                #[buffa(tag = 1)]
                a: String,
                #[buffa(tag = 1)]
                b: String,
            }
        ),
        quote!(
            enum Note {
                A,
            }
        ),
    ] {
        assert_eq!(messages(&derive::message(input.clone())), 1, "{input}");
    }
}

fn include(call: &TokenStream) -> TokenStream {
    expand(quote!((::buffa) (std) #call), &mut Diagnostics::default())
}

fn messages(tokens: &TokenStream) -> usize {
    count(tokens, "compile_error")
}

/// How often an identifier stands in code.
fn count(tokens: &TokenStream, wanted: &str) -> usize {
    let one = |token: TokenTree| match token {
        TokenTree::Group(group) => count(&group.stream(), wanted),
        TokenTree::Ident(name) => usize::from(name == wanted),
        _ => 0,
    };
    tokens.clone().into_iter().map(one).sum()
}
