//! Every form in every shape.

use buffa::json::{from_str, to_string};
use buffa::{HasView, Message, MessageView};
use buffa_tests::python::Python;
use buffa_tests::schemas::own::cover::forms::Forms;

use crate::{parsed, register};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// It comes back as this text.
    Is(&'static str),
    /// It leaves the field as it is, and is refused as an element.
    Unset,
    Refused,
}

use Outcome::{Is, Refused, Unset};

/// The forms, by the names of their fields, and values for them.
const FORMS: &[(&str, &[(&str, Outcome)])] = &[
    (
        "value",
        &[
            ("null", Is("null")),
            ("1.5", Is("1.5")),
            ("\"x\"", Is("\"x\"")),
            ("true", Is("true")),
            ("{}", Is("{}")),
            ("[]", Is("[]")),
            ("{\"a\":null}", Is("{\"a\":null}")),
            ("[null,[null],{\"b\":null}]", Is("[null,[null],{\"b\":null}]")),
            ("0e-25", Is("0")),
            ("\"Infinity\"", Is("\"Infinity\"")),
            ("nul", Refused),
        ],
    ),
    (
        "null",
        &[
            ("null", Is("null")),
            ("\"NULL_VALUE\"", Is("null")),
            ("0", Is("null")),
            ("1", Is("1")),
            ("-5", Is("-5")),
            ("\"NULL\"", Refused),
            ("false", Refused),
            ("{}", Refused),
            ("[]", Refused),
        ],
    ),
    (
        "mood",
        &[
            ("null", Unset),
            ("\"MOOD_CALM\"", Is("\"MOOD_CALM\"")),
            ("0", Is("\"MOOD_UNSPECIFIED\"")),
            ("1.0", Is("\"MOOD_CALM\"")),
            ("7", Is("7")),
            ("\"NULL_VALUE\"", Refused),
            ("true", Refused),
            ("{}", Refused),
        ],
    ),
    (
        "number",
        &[
            ("null", Unset),
            ("\"5\"", Is("\"5\"")),
            ("-7", Is("\"-7\"")),
            ("0", Is("\"0\"")),
            ("0.0e-30", Is("\"0\"")),
            ("1.5", Refused),
            ("true", Refused),
            ("{\"value\":1}", Refused),
        ],
    ),
    (
        "list",
        &[
            ("null", Unset),
            ("[]", Is("[]")),
            ("[null]", Is("[null]")),
            ("[[],{}]", Is("[[],{}]")),
            ("{}", Refused),
            ("1", Refused),
        ],
    ),
    (
        "object",
        &[
            ("null", Unset),
            ("{}", Is("{}")),
            ("{\"a\":null}", Is("{\"a\":null}")),
            ("{\"a\":[]}", Is("{\"a\":[]}")),
            ("[]", Refused),
            ("\"a\"", Refused),
        ],
    ),
    (
        "time",
        &[
            ("null", Unset),
            ("\"1970-01-01T00:00:01Z\"", Is("\"1970-01-01T00:00:01Z\"")),
            ("\"1970\"", Refused),
            ("5", Refused),
            ("{}", Refused),
        ],
    ),
];

/// One text and what is to come of it: another text, `{}`, or an error.
#[derive(Debug)]
struct Row {
    text: String,
    /// `None`: it is refused.
    expected: Option<String>,
    /// Whether it has an extension, which a derived message does not know.
    extended: bool,
    /// Whether the field is an element of a list or a map.
    element: bool,
}

/// All forms in all shapes.
fn rows() -> Vec<Row> {
    FORMS
        .iter()
        .flat_map(|(name, values)| values.iter().flat_map(|value| shapes(name, *value)))
        .collect()
}

fn shapes(name: &str, (value, outcome): (&str, Outcome)) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = |element: bool, form: &dyn Fn(&str) -> String| {
        let text = form(value);
        let expected = match outcome {
            Is(text) => Some(form(text)),
            Unset if !element => Some("{}".to_owned()),
            Unset | Refused => None,
        };
        rows.push(Row { extended: text.contains("_more]"), text, expected, element });
    };
    row(false, &|value| format!("{{\"{name}\":{value}}}"));
    row(false, &|value| format!("{{\"{name}Pick\":{value}}}"));
    row(true, &|value| format!("{{\"{name}s\":[{value},{value}]}}"));
    row(true, &|value| format!("{{\"{name}Map\":{{\"k\":{value}}}}}"));
    row(false, &|value| format!("{{\"[cover.forms.{name}_more]\":{value}}}"));
    row(true, &|value| format!("{{\"[cover.forms.{name}s_more]\":[{value},{value}]}}"));
    let converted = match name {
        "value" => "free",
        "null" => "nothing",
        _ => return rows,
    };
    row(false, &|value| format!("{{\"{converted}\":{value}}}"));
    row(true, &|value| format!("{{\"{converted}s\":[{value},{value}]}}"));
    rows
}

/// A list or map that is `null` is an empty one, whatever is in it.
fn nulls_for_many() -> Vec<Row> {
    let names = FORMS.iter().flat_map(|(name, _)| {
        [format!("{name}s"), format!("{name}Map"), format!("[cover.forms.{name}s_more]")]
    });
    let names = names.chain(["frees".to_owned(), "nothings".to_owned()]);
    let row = |name: String| Row {
        text: format!("{{\"{name}\":null}}"),
        expected: Some("{}".to_owned()),
        extended: name.starts_with('['),
        element: true,
    };
    names.map(row).collect()
}

/// What one type makes of all rows, on all ways.
pub(crate) fn check<M>(extensions: bool)
where
    M: HasView + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
    for<'a> M::View<'a>: serde::Serialize,
{
    register();
    for Row { text, expected, extended, .. } in rows().into_iter().chain(nulls_for_many()) {
        if extended && !extensions {
            continue;
        }
        let direct = from_str::<M>(&text);
        let serde = serde_json::from_str::<M>(&text);
        let tree = serde_json::from_str(&text).map(serde_json::from_value::<M>);
        let Some(expected) = expected else {
            assert!(direct.is_err(), "{text}: {direct:?}");
            assert!(serde.is_err(), "{text}: {serde:?}");
            assert!(tree.is_err() || tree.is_ok_and(|tree| tree.is_err()), "{text}");
            continue;
        };
        let message = direct.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let serde = serde.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let tree = tree.unwrap().unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(serde, message, "{text}");
        assert_eq!(tree, message, "{text}");
        let expected = parsed(&expected);
        let wire = message.encode_to_vec();
        let view = M::View::decode_view(&wire).unwrap();
        for written in [
            to_string(&message).unwrap(),
            to_string(&view).unwrap(),
            serde_json::to_string(&message).unwrap(),
            serde_json::to_string(&view).unwrap(),
        ] {
            assert_eq!(parsed(&written), expected, "{text} became {written}");
            assert_eq!(from_str::<M>(&written).unwrap(), message, "{written}");
        }
    }
}

#[test]
fn generated_messages() {
    check::<Forms>(true);
}

#[test]
fn null_beside_a_value_leaves_it() {
    register();
    for text in [
        r#"{"mood":"MOOD_CALM","mood":null}"#,
        r#"{"mood":null,"mood":"MOOD_CALM"}"#,
        r#"{"[cover.forms.mood_more]":"MOOD_CALM","[cover.forms.mood_more]":null}"#,
        r#"{"[cover.forms.mood_more]":null,"[cover.forms.mood_more]":"MOOD_CALM"}"#,
        r#"{"moodPick":"MOOD_CALM","numberPick":null}"#,
    ] {
        let direct = from_str::<Forms>(text).unwrap();
        assert_eq!(serde_json::from_str::<Forms>(text).unwrap(), direct, "{text}");
        assert!(to_string(&direct).unwrap().contains("MOOD_CALM"), "{text}");
    }
    for text in [
        r#"{"null":null,"null":null}"#,
        r#"{"nullPick":null,"valuePick":null}"#,
        r#"{"[cover.forms.value_more]":null,"[cover.forms.value_more]":null}"#,
    ] {
        assert!(from_str::<Forms>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<Forms>(text).is_err(), "{text}");
    }
}

#[test]
fn python_reads_the_same() {
    register();
    let set = format!("own={}/own.binpb", env!("OUT_DIR"));
    let Some(mut peer) = Python::start("json_peer.py", [set], "the forms of JSON were") else {
        return;
    };
    let (mut compared, mut wrong) = (0, Vec::new());
    for row in rows().into_iter().chain(nulls_for_many()) {
        let text = &row.text;
        let ours = from_str::<Forms>(text);
        let request = [&b"own"[..], b"cover.forms.Forms", b"", text.as_bytes()];
        let [theirs, _, _] = peer.ask(&request);
        match (ours, theirs) {
            (_, Err(error)) if error == "?" => return,
            (Ok(ours), Ok(theirs)) => {
                compared += 1;
                assert_eq!(ours, Forms::decode_from_slice(&theirs).unwrap(), "{text}");
            }
            (Err(_), Err(_)) => {}
            // It does not read the nulls in lists and maps that it writes itself, nor one for a list.
            (Ok(_), Err(_)) if row.element && text.contains("null") => {}
            // Booleans are numbers in Python.
            (Err(_), Ok(_)) if text.contains("true") || text.contains("false") => {}
            (Ok(ours), Err(error)) => wrong.push(format!("{text}: {error}, not {ours:?}")),
            (Err(error), Ok(_)) => wrong.push(format!("{text}: read there, here {error}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 100, "{compared}");
}
