//! What has a form of its own in JSON, in every shape that a field can have: the direct way, serde's
//! way, views, derived messages and Google's Python agree.
//!
//! A program of its own, as serde's way takes extensions from the registry of the whole process.

mod any;
mod derived;
mod table;

use std::sync::Once;

use buffa::TypeRegistry;

/// Makes the types of the schema known to the whole process.
fn register() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let mut registry = TypeRegistry::new();
        buffa_wkt::register_types(&mut registry);
        buffa_tests::schemas::own::cover::forms::register_types(&mut registry);
        TypeRegistry::set_default(registry).expect("nobody else sets it");
    });
}

/// The JSON in a text, with all numbers as doubles: serde writes `1.0` where we write `1`.
fn parsed(text: &str) -> serde_json::Value {
    use serde_json::Value;
    fn plain(json: Value) -> Value {
        match json {
            Value::Number(number) => number.as_f64().into(),
            Value::Array(items) => items.into_iter().map(plain).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(key, value)| (key, plain(value))).collect()
            }
            other => other,
        }
    }
    plain(serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}
