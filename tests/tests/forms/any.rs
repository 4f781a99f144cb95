//! Messages with a field that is called what an `Any` calls its type.

use buffa::json::{PrintOptions, from_str, to_string};
use buffa::{Message, MessageView};
use buffa_tests::schemas::own::cover::forms::Typed;
use buffa_wkt::{Any, AnyView};

use crate::register;

fn typed() -> Typed {
    let mut typed = Typed::default().with_kind("a").with_number(5);
    *typed.inner.get_or_insert_default() = Typed::default().with_kind("b");
    typed
}

#[test]
fn a_field_that_is_called_as_the_type_goes_by_its_other_name() {
    register();
    let any = Any::pack(&typed());
    let url = &any.type_url;
    let expected = format!(r#"{{"@type":"{url}","kind":"a","inner":{{"@type":"b"}},"number":5}}"#);
    let wire = any.encode_to_vec();
    let view = AnyView::decode_view(&wire).unwrap();
    assert_eq!(to_string(&any).unwrap(), expected);
    assert_eq!(to_string(&view).unwrap(), expected);
    assert_eq!(serde_json::to_string(&any).unwrap(), expected);
    assert_eq!(serde_json::to_string(&view).unwrap(), expected);
    for text in [&expected, &to_reverse(url)] {
        let direct = from_str::<Any>(text).unwrap();
        assert_eq!(direct.unpack::<Typed>().unwrap(), Some(typed()), "{text}");
        assert_eq!(serde_json::from_str::<Any>(text).unwrap(), direct, "{text}");
    }
    let indented = PrintOptions::new().with_indentation(1).to_string(&any).unwrap();
    assert_eq!(from_str::<Any>(&indented).unwrap(), any);
    // Outside of an `Any` the name is free.
    let text = r#"{"@type":"a","inner":{"@type":"b"},"number":5}"#;
    assert_eq!(to_string(&typed()).unwrap(), text);
    assert_eq!(from_str::<Typed>(text).unwrap(), typed());
}

/// The same, with the type behind the members.
fn to_reverse(url: &str) -> String {
    format!(r#"{{"number":5,"inner":{{"@type":"b"}},"kind":"a","@type":"{url}"}}"#)
}

#[test]
fn the_type_stands_there_once() {
    register();
    let url = Any::pack(&Typed::default()).type_url;
    for text in [
        format!(r#"{{"@type":"{url}","@type":"x"}}"#),
        format!(r#"{{"@type":"{url}","kind":"a","kind":"b"}}"#),
    ] {
        assert!(from_str::<Any>(&text).is_err(), "{text}");
        assert!(serde_json::from_str::<Any>(&text).is_err(), "{text}");
    }
}
