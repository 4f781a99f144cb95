//! From schema text to the model, and to the messages about what is wrong.

use proc_macro2::Span;
use quote::quote;
use syn::LitStr;

use super::index::{Element, Elements};
use super::load;
use super::model::*;
use crate::call;
use crate::diagnostics::{Diagnostic, Diagnostics};

fn try_schema(text: &str) -> Result<Schema, Vec<String>> {
    let text = LitStr::new(text, Span::call_site());
    let mut diagnostics = Diagnostics::default();
    let call = call::parse(quote! { (::buffa) () inline = #text }, &mut diagnostics);
    let loaded = call.map(|call| load(&call, &mut diagnostics));
    loaded
        .and_then(|loaded| loaded.schema)
        .ok_or_else(|| diagnostics.iter().map(Diagnostic::render).collect())
}

fn schema(text: &str) -> Schema {
    try_schema(text).unwrap_or_else(|mistakes| panic!("{}", mistakes.join("\n")))
}

fn mistakes(text: &str) -> Vec<String> {
    try_schema(text).err().unwrap_or_default()
}

fn shapes(schema: &Schema) -> Vec<(&str, &Shape)> {
    let fields = schema.messages.iter().flat_map(|message| &message.fields);
    fields.map(|field| (field.name.as_str(), &field.shape)).collect()
}

const IMPLICIT: Shape = Shape::Singular(Presence::Implicit);
const EXPLICIT: Shape = Shape::Singular(Presence::Explicit);
const REQUIRED: Shape = Shape::Singular(Presence::Required);
const PACKED: Shape = Shape::Repeated { packed: true };
const EXPANDED: Shape = Shape::Repeated { packed: false };

#[test]
fn shapes_in_proto3() {
    let schema = schema(
        r#"syntax = "proto3";
        message M {
          int32 implicit = 1;
          optional int32 explicit = 2;
          M message = 3;
          oneof kind { int32 member = 4; }
          repeated int32 packed = 5;
          repeated int32 expanded = 6 [packed = false];
          repeated string strings = 7;
          map<string, M> map = 8;
        }"#,
    );
    let map = Shape::Map { key: Type::String { verify: true } };
    assert_eq!(
        shapes(&schema),
        [
            ("implicit", &IMPLICIT),
            ("explicit", &EXPLICIT),
            ("message", &EXPLICIT),
            ("member", &EXPLICIT),
            ("packed", &PACKED),
            ("expanded", &EXPANDED),
            ("strings", &EXPANDED),
            ("map", &map),
        ]
    );
    let message = &schema[MessageId(0)];
    assert_eq!(schema.messages.len(), 1);
    assert_eq!(message.oneofs.len(), 1);
    assert_eq!(message.oneofs[0].fields, [3]);
    assert_eq!(message.fields[1].oneof, None);
}

#[test]
fn shapes_in_proto2() {
    let schema = schema(
        r#"
        message M {
          optional int32 explicit = 1;
          required M required = 2;
          repeated int32 expanded = 3;
          repeated int32 packed = 4 [packed = true];
          optional group Group = 5 {}
          extensions 100 to 199;
        }
        extend M { optional string extension = 100; }
        enum E { A = 0; }
        "#,
    );
    assert_eq!(
        shapes(&schema),
        [
            ("explicit", &EXPLICIT),
            ("required", &REQUIRED),
            ("expanded", &EXPANDED),
            ("packed", &PACKED),
            ("group", &EXPLICIT),
        ]
    );
    let group = &schema[MessageId(0)].fields[4];
    let id = MessageId(1);
    assert_eq!(group.ty, Type::Message { id, delimited: true });
    assert_eq!(schema[EnumId(0)].enum_type, EnumType::Closed);
    let extension = &schema[ExtensionId(0)];
    assert_eq!(extension.extendee, MessageId(0));
    assert_eq!(extension.field.shape, EXPLICIT);
    assert_eq!(extension.field.ty, Type::String { verify: false });
}

#[test]
fn an_enum_has_the_type_of_its_own_file() {
    let schema = schema(
        r#"
        import "google/protobuf/struct.proto";
        message M { optional google.protobuf.NullValue null = 1; }
        "#,
    );
    let null = schema.enums.iter().find(|ty| ty.name == "NullValue");
    assert_eq!(null.map(|ty| ty.enum_type), Some(EnumType::Open));
    assert_eq!(schema.files.len(), 2);
    assert!(!schema.files[0].requested && schema.files[1].requested);
}

#[test]
fn options_and_comments_are_kept() {
    let schema = schema(
        r#"syntax = "proto3";
        // First line.
        //   Indented.
        message M {
          option deprecated = true;
          string secret_word = 1 [debug_redact = true]; // Trailing.
        }"#,
    );
    let message = &schema[MessageId(0)];
    assert_eq!(message.notes.comment, "First line.\n  Indented.");
    assert!(message.notes.deprecated);
    assert!(message.fields[0].debug_redact);
    assert_eq!(message.fields[0].notes.comment, "Trailing.");
    assert_eq!(message.fields[0].json_name, "secretWord");
}

#[test]
fn elements_are_found_by_path() {
    let schema =
        schema(r#"syntax = "proto3"; package a.b; message M { oneof o { int32 f = 1; } }"#);
    let elements = Elements::new(&schema);
    let id = MessageId(0);
    assert_eq!(elements.get(".a"), Some(Element::Package));
    assert_eq!(elements.get("a.b.M"), Some(Element::Message(id)));
    assert_eq!(elements.get(".a.b.M.f"), Some(Element::Field(id, 0)));
    assert_eq!(elements.get(".a.b.M.o"), Some(Element::Oneof(id, 0)));
    assert_eq!(elements.get(".a.b.N"), None);
    assert_eq!(elements.nearest(".a.b.N").as_deref(), Some(".a.b.M"));
}

#[test]
fn every_linking_mistake_is_reported_in_place() {
    let found = mistakes("syntax = \"proto3\";\nmessage M {\n\tX é = 1;\n\t/* é */ Y b = 2;\n}\n");
    // The parser knows no letters but those of ASCII, so only the first is found.
    assert_eq!(found, ["inline schema:3:4: invalid token\n   |\n 3 |     X é = 1;\n   |       ^"]);
    let found = mistakes("syntax = \"proto3\";\nmessage M {\n\tX a = 1;\n\t/* é */ Y b = 2;\n}\n");
    assert_eq!(
        found,
        [
            "inline schema:3:2: name 'X' is not defined\n   |\n 3 |     X a = 1;\n   |     ^",
            "inline schema:4:10: name 'Y' is not defined\n   |\n 4 |     /* é */ Y b = 2;\n   |             ^",
        ]
    );
}

#[test]
fn imports_that_are_missing_are_explained() {
    let found = mistakes("import \"google/protobuf/timestam.proto\";\nimport \"x.proto\";");
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with("inline schema:1:1: the imported file"));
    assert!(found[0].ends_with("help: did you mean `google/protobuf/timestamp.proto`?"));
    assert!(found[1].ends_with("help: there are no import roots: set `includes`"));
}

#[test]
fn the_end_of_the_file_is_a_place() {
    let found = mistakes("message M {\n");
    assert!(found[0].starts_with("inline schema:1:12: expected"), "{found:?}");
}

#[test]
fn the_built_in_files_are_sound() {
    let all: String = super::builtin::names().map(|name| format!("import \"{name}\";\n")).collect();
    let schema = schema(&all);
    assert_eq!(schema.files.len(), 13);
    let field = schema
        .messages
        .iter()
        .find(|message| message.full_name == "google.protobuf.FieldOptions")
        .and_then(|message| message.fields.iter().find(|field| field.name == "debug_redact"));
    assert_eq!(field.map(|field| field.number), Some(16));
}
