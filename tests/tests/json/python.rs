//! Random messages of all schemas: Google's Python protobuf reads our JSON as we do, and we read its.

use std::sync::Mutex;

use buffa_tests::python::Python;
use buffa_tests::{Case, Schemas, Style, for_all, subjects};

const TIDY: Style = Style { nan: false, wild: false, unknown: false, foreign: false };

fn start() -> Option<Python> {
    let sets = ["own", "otlp", "googleapis"];
    let out = env!("OUT_DIR");
    let sets = sets.map(|name| (name, format!("{out}/{name}.binpb")));
    let sets = sets.iter().filter(|(_, path)| std::path::Path::new(path).exists());
    Python::start("json_peer.py", sets.map(|(name, path)| format!("{name}={path}")), "JSON was")
}

fn pool(schemas: Schemas) -> &'static str {
    match schemas {
        Schemas::Own => "own",
        #[cfg(shared_corpus)]
        Schemas::Otlp => "otlp",
        #[cfg(shared_corpus)]
        Schemas::Googleapis => "googleapis",
    }
}

#[test]
fn agrees_with_python() {
    let Some(peer) = start() else { return };
    let peer = Mutex::new(peer);
    for_all(&subjects::all(), 25, TIDY, |case| compare(&mut peer.lock().expect("no panic"), case));
}

fn compare(peer: &mut Python, case: &Case) {
    let subject = case.subject;
    let [ours, _] = (subject.to_json)(&case.bytes);
    let text = ours.as_deref().unwrap_or("{}").as_bytes();
    let request = [pool(subject.schemas).as_bytes(), subject.name.as_bytes(), &case.bytes, text];
    let [of_ours, theirs, of_theirs] = peer.ask(&request);
    // The message is unknown there.
    if of_ours.as_ref().is_err_and(|error| error == "?" || is_own_mistake(error)) {
        return;
    }
    if let Ok(text) = &ours {
        let read = (subject.from_json)(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let of_ours = of_ours.unwrap_or_else(|error| panic!("the peer: {error}\n{text}"));
        assert!((subject.equal)(&of_ours, &read), "the peer reads our JSON otherwise:\n{text}");
    }
    let (Ok(theirs), Ok(of_theirs)) = (theirs, of_theirs) else { return };
    let text = String::from_utf8(theirs).expect("JSON is text");
    let read = (subject.from_json)(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!((subject.equal)(&of_theirs, &read), "we read the peer's JSON otherwise:\n{text}");
}

/// Whether the peer refuses what it writes itself: the largest `float`, and lists and maps of
/// `NullValue`.
fn is_own_mistake(error: &str) -> bool {
    ["Float value too", "null is not allowed", "'NoneType'"].iter().any(|part| error.contains(part))
}
