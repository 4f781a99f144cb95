//! Types of `descriptor.proto` and `plugin.proto` as fields: what is reached of them is generated
//! beside the rest, so they need no other crate.

use buffa::{Enumeration, Message, MessageView};

mod rules {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto2";
            package rules;
            import "google/protobuf/descriptor.proto";
            import "google/protobuf/compiler/plugin.proto";
            import "google/protobuf/cpp_features.proto";

            extend google.protobuf.FieldOptions { optional Rule rule = 50000; }
            extend google.protobuf.FeatureSet { optional Rule feature = 9990; }

            message Rule {
              optional google.protobuf.FieldDescriptorProto.Type type = 1;
              repeated google.protobuf.FieldDescriptorProto.Label labels = 2;
              optional google.protobuf.FieldOptions options = 3;
              optional google.protobuf.FileDescriptorSet set = 4;
              map<string, google.protobuf.FeatureSet> features = 5;
              optional google.protobuf.compiler.CodeGeneratorRequest request = 6;
              oneof one { google.protobuf.Edition edition = 7; }
              optional pb.CppFeatures cpp = 8;
            }
        "#
    );
}

/// What is in no field is not generated: it would be 30 messages.
mod imports_alone {
    buffa::include_protos!(
        inline = r#"
            edition = "2023";
            package rules;
            import "google/protobuf/descriptor.proto";
            import "google/protobuf/cpp_features.proto";
            extend google.protobuf.FieldOptions { string note = 50000; }
            message Noted { string text = 1 [(note) = "x", features.(pb.cpp).string_type = VIEW]; }
        "#
    );

    /// Fails to compile when the call brings a module of this name.
    #[allow(dead_code)]
    mod google {}
    #[allow(dead_code)]
    mod pb {}
}

#[test]
fn types_of_schemas_are_fields() {
    use rules::google::protobuf::field_descriptor_proto::{Label, Type};
    use rules::google::protobuf::{Edition, FieldOptions, FileDescriptorProto, FileDescriptorSet};
    use rules::rules::{Rule, RuleView};

    let file = FileDescriptorProto::default().with_name("a.proto");
    let rule = Rule {
        r#type: Some(Type::TYPE_STRING),
        labels: vec![Label::LABEL_REPEATED],
        options: FieldOptions::default().with_deprecated(true).into(),
        set: FileDescriptorSet { file: vec![file], ..Default::default() }.into(),
        ..Default::default()
    }
    .with_edition(Edition::EDITION_2023);
    let bytes = rule.encode_to_vec();
    assert_eq!(Rule::decode_from_slice(&bytes).expect("well-formed"), rule);
    let view = RuleView::decode_view(&bytes).expect("well-formed");
    assert_eq!(view.to_owned_message(), rule);
    assert_eq!(Type::TYPE_STRING.to_i32(), 9);
    assert_eq!(imports_alone::rules::Noted::default().with_text("t").encoded_len(), 3);
}
