use super::*;

fn lowered(text: &str) -> (String, Vec<String>) {
    match lower(text) {
        Ok(lowered) => {
            let mistakes = lowered.mistakes.into_iter().map(|mistake| mistake.message);
            (lowered.text, mistakes.collect())
        }
        Err(mistake) => (String::new(), vec![mistake.message]),
    }
}

#[test]
fn editions_become_proto2() {
    let (text, mistakes) = lowered(
        r#"edition = "2024";
        import option "o.proto";
        export message M {
          string a = 1 [features = { field_presence: IMPLICIT }];
          .x.Y b = 2; repeated int32 c = 3; map<string, M> d = 4;
          oneof o { int32 e = 5; }
          local enum E { reserved X, Y; reserved 5; Z = 0; }
          extend M { M f = 6; }
          extensions 7 [verification = UNVERIFIED];
          extensions 8, 9 to max, 10 [verification = UNVERIFIED];
        }"#,
    );
    assert_eq!(
        text,
        r#"syntax = "proto2";
        import        "o.proto";
               message M {
          optional string a = 1 [features = { 0                           }];
          optional .x.Y b = 2; repeated int32 c = 3; map<string, M> d = 4;
          oneof o { int32 e = 5; }
                enum E { reserved "X", "Y"; reserved 5; Z = 0; }
          extend M { optional M f = 6; }
          extensions 7 to 7 [verification = UNVERIFIED];
          extensions 8, 9 to max, 10 to 10 [verification = UNVERIFIED];
        }"#
    );
    assert_eq!(mistakes, [""; 0]);
}

#[test]
fn proto2_and_proto3_stay() {
    let proto3 = "syntax = 'proto3'; message M { int32 a = 1; optional M b = 2; }";
    assert_eq!(lowered(proto3), (proto3.to_owned(), Vec::new()));
    let proto2 = "message M { optional group G = 1 { required int32 a = 1; } }";
    assert_eq!(lowered(proto2), (proto2.to_owned(), Vec::new()));
}

#[test]
fn a_byte_order_mark_is_blanked() {
    assert_eq!(lowered("\u{feff}edition = '2023';").0, "   syntax = \"proto2\";");
}

#[test]
fn where_visibility_stands_is_kept() {
    let text = "edition = \"2024\"; message A { local message B {} } export enum C { D = 0; }";
    let lowered = lower(text).map(|lowered| lowered.visibility);
    let place = |found: &str| text.find(found).unwrap_or_default();
    let expected =
        vec![(place("message B"), Visibility::Local), (place("enum C"), Visibility::Export)];
    assert_eq!(lowered, Ok(expected));
}
