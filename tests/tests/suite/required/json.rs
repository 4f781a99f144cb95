//! Required fields that are missing in JSON.

use buffa::json::{self, ParseOptions};
use buffa::{HasView, TypeRegistry};

use super::schemas;
use super::schemas::required::{Holder, Leaf, Top};
use super::ways::{PARTIAL, leaf};

/// `bytes` lack the fields `missing`, and so does their JSON, which names the fields of one message.
pub(super) fn json_lacks<M: HasView>(case: &str, bytes: &[u8], missing: &[&str]) {
    let message: M = PARTIAL.decode_from_slice(bytes).expect("partial");
    let printed = json::to_string(&message).expect("it has a form");
    let view: M::View<'_> = PARTIAL.decode_view(bytes).expect("partial");
    assert_eq!(json::to_string(&view).expect("it has a form"), printed, "{case}");
    let read = json::from_str::<M>(&printed);
    match read {
        Ok(read) => {
            assert_eq!(missing, [""; 0], "{case}: {printed}");
            assert_eq!(read, message);
        }
        Err(error) => {
            let error = error.to_string();
            assert!(error.contains("required fields are missing: "), "{case}: {error}");
            let mut names = missing.iter().map(|way| way.rsplit('.').next().expect("a name"));
            assert!(names.any(|name| error.contains(name)), "{case}: {error}");
        }
    }
    let partial = ParseOptions::new().with_partial(true).from_str::<M>(&printed);
    assert_eq!(partial.expect("partial"), message, "{case}: {printed}");
}

#[test]
fn the_contents_of_any() {
    use buffa_wkt::google::protobuf::Any;
    let mut registry = TypeRegistry::new();
    schemas::required::register_types(&mut registry);
    let any = Any {
        type_url: "type.googleapis.com/required.Leaf".into(),
        value: leaf(true, false).0,
        ..Default::default()
    };
    let print = json::PrintOptions::new().with_registry(&registry);
    let text = print.to_string(&any).expect("what is there is printed");
    assert_eq!(text, r#"{"@type":"type.googleapis.com/required.Leaf","id":0}"#);
    let options = ParseOptions::new().with_registry(&registry);
    let error = options.from_str::<Any>(&text).unwrap_err().to_string();
    assert!(error.ends_with("required fields are missing: name"), "{error}");
    let partial = options.with_partial(true).from_str::<Any>(&text).expect("partial");
    assert_eq!(partial, any);
}

#[test]
fn json_says_where() {
    let text = r#"{"list": [{"id": 1, "name": ""}, {"name": null}]}"#;
    let error = json::from_str::<Holder>(text).unwrap_err();
    assert_eq!(error.path(), "list[1]");
    assert_eq!(
        error.kind(),
        &json::ParseErrorKind::MissingRequired(vec!["id".into(), "name".into()])
    );
    let error = serde_json::from_str::<Holder>(text).unwrap_err().to_string();
    assert!(error.starts_with("required fields are missing: id, name"), "{error}");
    assert!(serde_json::from_str::<Leaf>(r#"{"id": 0, "name": ""}"#).is_ok());
    assert!(serde_json::from_str::<Top>(r#"{"part": {}}"#).is_err());
}
