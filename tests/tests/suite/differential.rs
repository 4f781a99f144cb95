//! Random messages: Buffa and the peer read and write the same thing, on every way in and out.

use buffa::DecodeErrorKind;
use buffa_tests::{Case, Routes, Style, for_all, subjects};
use prost::Message;
use prost_reflect::DynamicMessage;

const TIDY: Style = Style { nan: false, wild: false, unknown: false, foreign: false };
const WILD: Style = Style { wild: true, ..TIDY };

/// The clone, the view's copy, and what was written and read again are the same message.
const EQUAL: [bool; 4] = [true; 4];

#[test]
fn own_schemas() {
    for_all(subjects::OWN, 60, TIDY, agrees);
}

#[test]
fn own_schemas_as_no_encoder_writes_them() {
    for_all(subjects::OWN, 80, WILD, agrees);
}

#[test]
#[cfg(shared_corpus)]
fn otlp() {
    for_all(subjects::OTLP, 40, TIDY, agrees);
    for_all(subjects::OTLP, 40, WILD, agrees);
}

#[test]
#[cfg(shared_corpus)]
fn googleapis() {
    for_all(subjects::GOOGLEAPIS, 25, TIDY, agrees);
    for_all(subjects::GOOGLEAPIS, 25, WILD, agrees);
}

#[test]
fn what_is_no_number_keeps_its_bits() {
    for_all(&subjects::all(), 15, Style { nan: true, ..WILD }, agrees_but_for_equality);
}

#[test]
fn unknown_fields_stay() {
    let style = Style { unknown: true, ..WILD };
    for_all(&subjects::all(), 20, style, |case| {
        agrees(case);
        keeps_everything(case);
    });
}

#[test]
fn what_the_peer_takes_otherwise_is_the_same_owned_and_viewed() {
    let style = Style { foreign: true, unknown: true, ..WILD };
    for_all(&subjects::all(), 20, style, |case| {
        match (case.subject.routes)(&case.bytes) {
            Ok(routes) => {
                one_message(&routes);
                assert_eq!(routes.equal, EQUAL);
            }
            // A required field that came in the form of another type has not come.
            Err(error) => {
                assert!(matches!(error.kind(), DecodeErrorKind::MissingRequired { .. }), "{error}");
                for way in [case.subject.owned, case.subject.view] {
                    assert_eq!(way(&case.bytes).unwrap_err().kind(), error.kind());
                }
            }
        }
    });
}

#[test]
fn merging_is_reading_one_after_the_other() {
    for_all(&subjects::all(), 20, WILD, |case| {
        let other = buffa_tests::sample(&case.subject.descriptor(), &mut case.rng, WILD);
        let joined = [case.bytes.as_slice(), &other].concat();
        let expected = (case.subject.peer)(&joined).expect("the peer reads both");
        let merged = (case.subject.merged)(&case.bytes, &other).expect("both are well-formed");
        assert_eq!(canonical(case, &merged), expected, "merged");
        let read = (case.subject.owned)(&joined).expect("both are well-formed");
        assert_eq!(canonical(case, &read), expected, "joined");
        let viewed = (case.subject.view)(&joined).expect("both are well-formed");
        assert_eq!(canonical(case, &viewed), expected, "joined and viewed");
    });
}

/// All ways lead to what the peer reads.
fn agrees(case: &mut Case) {
    let routes = agrees_on_bytes(case);
    assert_eq!(routes.equal, EQUAL);
}

fn agrees_but_for_equality(case: &mut Case) {
    agrees_on_bytes(case);
}

fn agrees_on_bytes(case: &Case) -> Routes {
    let expected = (case.subject.peer)(&case.bytes).expect("the peer reads its own schema");
    let routes = (case.subject.routes)(&case.bytes).expect("what the peer reads is well-formed");
    one_message(&routes);
    assert_eq!(canonical(case, &routes.owned), expected, "owned");
    assert_eq!(canonical(case, &routes.view), expected, "view");
    assert_eq!(canonical(case, &routes.view_owned), expected, "view, then owned");
    assert_eq!(canonical(case, &routes.owned_view), expected, "owned view");
    assert_eq!(canonical(case, &routes.again), expected, "twice");
    // The other direction: what the peer writes is read as the same message.
    let back = (case.subject.owned)(&expected).expect("what the peer writes is well-formed");
    assert_eq!(canonical(case, &back), expected, "from the peer");
    assert_eq!(routes.returned, case.bytes, "an owned view keeps its bytes");
    routes
}

/// The encoders of one message write the same bytes and know how many.
fn one_message(routes: &Routes) {
    assert_eq!(routes.forward, routes.owned, "compute_size and write_to");
    for other in &routes.others {
        assert_eq!(other, &routes.owned, "another encoder");
    }
    let len = routes.owned.len();
    assert_eq!(routes.sizes, [len, len, routes.view.len()], "encoded_len");
    assert_eq!(routes.cleared[0], routes.cleared[1], "cleared and default, encoded");
    assert!(routes.cleared_is_default, "a cleared message is the default one");
    assert!(!routes.shown[0].is_empty() && !routes.shown[1].is_empty(), "Debug");
}

fn canonical(case: &Case, bytes: &[u8]) -> Vec<u8> {
    (case.subject.peer)(bytes).expect("the peer reads what Buffa writes")
}

/// A message in a form that keeps unknown fields too.
fn dynamic(case: &Case, bytes: &[u8]) -> DynamicMessage {
    let read =
        |bytes| DynamicMessage::decode(case.subject.descriptor(), bytes).expect("well-formed");
    // Once more, because what is empty or default still counts as set the first time.
    read(&*read(bytes).encode_to_vec())
}

fn keeps_everything(case: &mut Case) {
    let routes = (case.subject.routes)(&case.bytes).expect("well-formed");
    let expected = dynamic(case, &case.bytes);
    for (way, bytes) in [
        ("owned", &routes.owned),
        ("view", &routes.view),
        ("view, then owned", &routes.view_owned),
        ("twice", &routes.again),
    ] {
        assert_eq!(dynamic(case, bytes), expected, "{way}");
    }
}
