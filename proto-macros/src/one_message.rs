//! One mistake is one `compile_error!`, also for tools that show every message of the compiler.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::{derive, expand};

/// Schemas in proto3 with one mistake each.
const SCHEMAS: &[(&str, &str)] = &[
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
    (
        "message and field of one name",
        "message Note { Part Part = 1; message Part {} Part b = 2; }",
    ),
    (
        "field of the name of a message in a message",
        "message Note { Note Note = 1; string Note = 2; }",
    ),
    (
        "package and message of one name",
        "message Note { int32 Kind = 1; enum Kind { A = 0; } Kind b = 2; }",
    ),
    (
        "invented oneof and message",
        "message Note { optional string a = 1; message _a { int32 b = 1; } _a c = 2; }",
    ),
    ("map in a oneof", "message Note { oneof o { map<string, int32> a = 1; } }"),
    (
        "map in a oneof, beside others",
        "message Note { oneof o { string b = 2; map<string, int32> a = 1; } }",
    ),
    ("enum without zero", "enum Kind { ONE = 1; } message Note { Kind a = 1; }"),
    (
        "enum without zero in a map",
        "enum Kind { ONE = 1; } message Note { map<string, Kind> a = 1; }",
    ),
    (
        "features without an edition",
        "message Note { string a = 1 [features.field_presence = EXPLICIT]; }",
    ),
    (
        "features of a file without an edition",
        "option features.field_presence = EXPLICIT; message Note { string a = 1; }",
    ),
    ("text without an end", "message Note { option (x) = { a: \"b }; }"),
    (
        "text without an end in braces",
        "message Note {\n option (x) = {\n a: \"b\n };\n string c = 1;\n}",
    ),
    (
        "text without an end in braces of a field",
        "message Note {\n string c = 1 [(x) = {\n a: \"b }];\n string d = 2;\n}",
    ),
    (
        "text without an end on a line",
        "message Note {\n string a = 1 [json_name = \"b];\n string c = 2;\n}",
    ),
    ("text without an end in an import", "import \"a.proto;\nmessage Note {\n string c = 2;\n}"),
    (
        "features of an enum without an edition",
        "enum Kind { option features.enum_type = CLOSED; A = 0; } message Note { Kind a = 1; }",
    ),
    (
        "features of a message without an edition",
        "message Note { option features.message_encoding = DELIMITED; string a = 1; }",
    ),
    ("text without an end in a default", "message Note { string a = 1 [json_name = \"b]; }"),
    ("repeated in a oneof", "message Note { oneof o { repeated string a = 1; } }"),
    ("oneof without members", "message Note { oneof o { } }"),
    ("required in proto3", "message Note { required string a = 1; }"),
    ("default in proto3", "message Note { string a = 1 [default = \"b\"]; }"),
    ("group in proto3", "message Note { group Part = 1 { int32 a = 1; } }"),
    ("extensions in proto3", "message Note { extensions 1 to 2; }"),
    ("extension of a type that is not there", "extend Missing { string a = 1; }"),
    ("reserved number", "message Note { reserved 1; string a = 1; }"),
    ("reserved name", "message Note { reserved \"a\"; string a = 1; }"),
    ("number twice in an enum", "enum Kind { A = 0; B = 0; } message Note { Kind a = 1; }"),
    ("key of a map", "message Note { map<double, string> a = 1; }"),
    ("JSON names that meet", "message Note { string a_b = 1; string aB = 2; }"),
    ("enum values that meet", "enum Kind { KIND_A = 0; A = 1; } message Note { Kind a = 1; }"),
    (
        "enum values of one scope",
        "enum Kind { A = 0; } enum Other { A = 0; } message Note { Kind a = 1; Other b = 2; }",
    ),
    ("a type in a package that is none", "message Note { other.Kind a = 1; }"),
    ("method of a missing type", "service S { rpc A (Missing) returns (Note); } message Note {}"),
    (
        "method twice",
        "service S { rpc A (Note) returns (Note); rpc A (Note) returns (Note); } message Note {}",
    ),
    ("brace missing", "message Note { string a = 1; "),
    ("brace too many", "message Note { string a = 1; } }"),
    ("packed text", "message Note { repeated string a = 1 [packed = true]; }"),
    ("enum without values", "enum Kind { } message Note { Kind a = 1; }"),
];

#[test]
fn one_mistake_in_a_schema_is_one_message() {
    for (what, contents) in SCHEMAS {
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
