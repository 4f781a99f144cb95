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
    let loaded = call.and_then(|call| load(&call, &mut diagnostics).schema);
    loaded
        .filter(|_| diagnostics.is_empty())
        .ok_or_else(|| diagnostics.iter().map(Diagnostic::render).collect())
}

fn schema(text: &str) -> Schema {
    try_schema(text).unwrap_or_else(|mistakes| panic!("{}", mistakes.join("\n")))
}

pub(super) fn mistakes(text: &str) -> Vec<String> {
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
fn shapes_in_editions() {
    let schema = schema(
        r#"edition = "2023";
        option features.repeated_field_encoding = EXPANDED;
        message M {
          int32 explicit = 1;
          int32 implicit = 2 [features.field_presence = IMPLICIT];
          int32 required = 3 [features.field_presence = LEGACY_REQUIRED];
          repeated int32 expanded = 4;
          repeated int32 packed = 5 [features.repeated_field_encoding = PACKED];
          M group = 6 [features.message_encoding = DELIMITED];
          oneof o { string member = 7 [features.utf8_validation = NONE]; }
          extensions 100;
        }
        extend M { string extension = 100; }
        enum Open { A = 0; }
        enum Closed { option features.enum_type = CLOSED; B = 5; }
        "#,
    );
    assert_eq!(
        shapes(&schema),
        [
            ("explicit", &EXPLICIT),
            ("implicit", &IMPLICIT),
            ("required", &REQUIRED),
            ("expanded", &EXPANDED),
            ("packed", &PACKED),
            ("group", &EXPLICIT),
            ("member", &EXPLICIT),
        ]
    );
    let message = &schema[MessageId(0)];
    assert_eq!(message.fields[5].ty, Type::Message { id: MessageId(0), delimited: true });
    assert_eq!(message.fields[6].ty, Type::String { verify: false });
    assert_eq!(schema[ExtensionId(0)].field.ty, Type::String { verify: true });
    assert_eq!(schema[EnumId(0)].enum_type, EnumType::Open);
    assert_eq!(schema[EnumId(1)].enum_type, EnumType::Closed);
}

#[test]
fn features_are_inherited_from_the_file_inwards() {
    let schema = schema(
        r#"edition = "2023";
        option features.field_presence = IMPLICIT;
        option features.enum_type = CLOSED;
        option features.message_encoding = DELIMITED;
        option features.utf8_validation = NONE;
        message M {
          message N { string s = 1; M m = 2; map<string, M> map = 3; }
          enum E { option features.enum_type = OPEN; A = 0; }
          extensions 100;
          extend M { M extension = 100; }
        }
        enum F { B = 1; }
        "#,
    );
    let (outer, inner) = (MessageId(0), &schema[MessageId(1)]);
    assert_eq!(inner.fields[0].shape, IMPLICIT);
    assert_eq!(inner.fields[0].ty, Type::String { verify: false });
    assert_eq!(inner.fields[1].ty, Type::Message { id: outer, delimited: true });
    // Maps are never delimited, nor are the messages in them.
    assert_eq!(inner.fields[2].ty, Type::Message { id: outer, delimited: false });
    assert_eq!(schema[ExtensionId(0)].field.ty, Type::Message { id: outer, delimited: true });
    let types: Vec<EnumType> = schema.enums.iter().map(|ty| ty.enum_type).collect();
    assert_eq!(types, [EnumType::Open, EnumType::Closed]);
}

#[test]
fn the_macro_call_overrides_features() {
    let mut diagnostics = Diagnostics::default();
    let tokens = quote! {
        (::buffa) ()
        inline = "syntax = \"proto2\"; package a.b; message M {
            optional int32 i = 1; repeated int32 r = 2; optional M m = 3; }
            enum E { A = 0; } enum F { B = 0; }",
        features = {
            ".a" => (enum_type = OPEN, field_presence = IMPLICIT),
            ".a.b.F" => enum_type = CLOSED,
            ".a.b.M.r" => repeated_field_encoding = PACKED,
            ".a.b.M.m" => message_encoding = DELIMITED,
        },
    };
    let call = call::parse(tokens, &mut diagnostics);
    let loaded = call.and_then(|call| load(&call, &mut diagnostics).schema);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let schema = loaded.unwrap_or_else(|| panic!("no schema"));
    assert_eq!(shapes(&schema), [("i", &IMPLICIT), ("r", &PACKED), ("m", &EXPLICIT)]);
    let group = Type::Message { id: MessageId(0), delimited: true };
    assert_eq!(schema[MessageId(0)].fields[2].ty, group);
    let types: Vec<EnumType> = schema.enums.iter().map(|ty| ty.enum_type).collect();
    assert_eq!(types, [EnumType::Open, EnumType::Closed]);
}

#[test]
fn comments_survive_in_editions() {
    let schema = schema(
        r#"edition = "2024";
        // Of the message.
        export message M {
          // Of the field.
          int32 f = 1;
          string g = 2; // Behind the field.
          // Of the enum.
          local enum E { A = 0; /* Of the value. */ }
        }"#,
    );
    let message = &schema[MessageId(0)];
    assert_eq!(message.notes.comment, "Of the message.");
    assert_eq!(message.fields[0].notes.comment, "Of the field.");
    assert_eq!(message.fields[1].notes.comment, "Behind the field.");
    assert_eq!(schema[EnumId(0)].notes.comment, "Of the enum.");
}

#[test]
fn small_mistakes_leave_the_types() {
    let mut diagnostics = Diagnostics::default();
    let tokens = quote! {
        (::buffa) () inline = "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }"
    };
    let call = call::parse(tokens, &mut diagnostics);
    let loaded = call.and_then(|call| load(&call, &mut diagnostics).schema);
    assert_eq!(diagnostics.iter().count(), 1);
    assert_eq!(loaded.map(|schema| schema.messages.len()), Some(1));
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
    assert_eq!(
        found,
        [
            "inline schema:3:4: `é` means nothing here\n   |\n 3 |     X é = 1;\n   |       ^\n\
             help: names are made of ASCII letters, digits and `_`",
            "inline schema:4:10: there is no type `Y`\n   |\n 4 |     /* é */ Y b = 2;\n   |             ^",
        ]
    );
}

#[test]
fn imports_that_are_missing_are_explained() {
    let found = mistakes("import \"google/protobuf/timestam.proto\";\nimport \"x.proto\";");
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with("inline schema:1:8: the imported file"));
    assert!(found[0].ends_with("did you mean \"google/protobuf/timestamp.proto\"?"));
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
    assert_eq!(schema.files.len(), 16);
    let field = schema
        .messages
        .iter()
        .find(|message| message.full_name == "google.protobuf.FieldOptions")
        .and_then(|message| message.fields.iter().find(|field| field.name == "debug_redact"));
    assert_eq!(field.map(|field| field.number), Some(16));
}

/// As with protoc, an option can be set by its name and by its full name in parentheses, which counts,
/// but by neither of them twice.
#[test]
fn plain_options_in_parentheses() {
    let of = |on: &str, off: &str| {
        let name = |name: &str| match name {
            "plain" => "deprecated".to_owned(),
            _ => "(google.protobuf.MessageOptions.deprecated)".to_owned(),
        };
        try_schema(&format!(
            "syntax = \"proto3\"; import \"google/protobuf/descriptor.proto\";
             message M {{ option {} = true; option {} = false; }}",
            name(on),
            name(off)
        ))
    };
    for (on, off, deprecated) in [
        ("plain", "full", Some(false)),
        ("full", "plain", Some(true)),
        ("plain", "plain", None),
        ("full", "full", None),
    ] {
        match (of(on, off), deprecated) {
            (Ok(schema), Some(deprecated)) => {
                let message = schema.messages.iter().find(|message| message.full_name == "M");
                let found = message.map(|message| message.notes.deprecated);
                assert_eq!(found, Some(deprecated), "{on}, {off}");
            }
            (Err(found), None) => {
                assert!(matches!(&found[..], [one] if one.contains("is set twice")), "{found:?}");
            }
            (result, _) => panic!("{on}, {off}: {:?}", result.map(|_| ())),
        }
    }
}
