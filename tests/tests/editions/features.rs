//! Presence, encodings and enums in every way of writing schemas: Buffa and Google's Python protobuf
//! read each other's messages, and find the same fields set and the same ones unknown.

use buffa::__private::Record;
use buffa::{DecodeError, DecodeErrorKind, DecodeOptions, HasView, MessageName, MessageView};
use buffa_tests::python::Python;
use buffa_tests::{Rng, Style, Wire, sample};
use prost_reflect::DescriptorPool;

use crate::shown::shown;

mod schemas {
    buffa::include_protos!(
        "features/*.proto",
        includes = ["."],
        map_type = ::std::collections::BTreeMap,
        json = false,
    );
}

const FILES: [&str; 5] = ["legacy", "modern", "defaults", "reversed", "newest"];

/// A message type, by what it makes of wire.
struct Subject {
    name: &'static str,
    read: fn(&[u8]) -> Result<Read, String>,
    /// Whether there are maps of closed enums in it.
    has_closed_maps: bool,
}

/// What was read, owned and as a view.
struct Read {
    /// Encoded by the owned message, and by the one that the view was made into.
    encoded: [Vec<u8>; 2],
    /// Encoded by the view itself, which keeps maps and lists as they came.
    viewed: Vec<u8>,
    shown: [String; 2],
    /// Whether no required field is missing, as the owned message and the view find.
    is_complete: [bool; 2],
}

/// Whether a decoder misses nothing in what is well-formed.
fn is_complete<T>(read: Result<T, DecodeError>) -> bool {
    let Err(error) = read else { return true };
    assert!(matches!(error.kind(), DecodeErrorKind::MissingRequired { .. }), "{error}");
    false
}

fn subject<M: HasView + MessageName + Record>() -> Subject
where
    for<'a> M::View<'a>: Record,
{
    fn read<M: HasView + Record>(bytes: &[u8]) -> Result<Read, String>
    where
        for<'a> M::View<'a>: Record,
    {
        let options = DecodeOptions::new().with_partial(true);
        let message: M = options.decode_from_slice(bytes).map_err(|error| error.to_string())?;
        let view: M::View<'_> = options.decode_view(bytes).map_err(|error| error.to_string())?;
        Ok(Read {
            is_complete: [
                is_complete(M::decode_from_slice(bytes)),
                is_complete(M::View::decode_view(bytes)),
            ],
            encoded: [message.encode_to_vec(), view.to_owned_message().encode_to_vec()],
            viewed: view.encode_to_vec(),
            shown: [shown(&message), shown(&view)],
        })
    }
    Subject { name: M::FULL_NAME, read: read::<M>, has_closed_maps: false }
}

fn subjects() -> Vec<Subject> {
    use schemas::features::{defaults, legacy, modern, newest, reversed};
    let mut subjects = vec![
        subject::<legacy::Everything>(),
        subject::<defaults::Everything>(),
        subject::<newest::Everything>(),
    ];
    subjects.iter_mut().for_each(|subject| subject.has_closed_maps = true);
    subjects.extend([
        subject::<legacy::everything::Part>(),
        subject::<modern::Everything>(),
        subject::<reversed::Everything>(),
        subject::<reversed::everything::Inner>(),
    ]);
    subjects
}

/// The peer, and the schemas with features in terms of proto2.
fn start() -> Option<(Python, DescriptorPool)> {
    let mut arguments = vec![env!("CARGO_MANIFEST_DIR").to_owned()];
    arguments.extend(FILES.iter().map(|file| format!("features/{file}.proto")));
    let mut peer = Python::start("features_peer.py", arguments, "what features do was")?;
    let [set] = peer.ask(&[]);
    let set = set.expect("the peer reads the schemas");
    Some((peer, DescriptorPool::decode(&*set).expect("the lowered schemas are sound")))
}

/// What the peer makes of a message.
struct Answer {
    encoded: Vec<u8>,
    shown: String,
    /// Whether no required field is missing.
    is_complete: bool,
}

fn ask(peer: &mut Python, kind: &str, name: &str, payload: &[u8]) -> Answer {
    let [encoded, shown, is_complete] = peer.ask(&[kind.as_bytes(), name.as_bytes(), payload]);
    let text = |part: Result<Vec<u8>, String>| {
        String::from_utf8(part.expect("the peer takes it")).expect("text")
    };
    Answer {
        encoded: encoded.expect("the peer takes it"),
        shown: text(shown),
        is_complete: text(is_complete) == "True",
    }
}

/// Both read `bytes` as the same message, and each reads what the other makes of it.
fn agree(peer: &mut Python, subject: &Subject, bytes: &[u8], wild: bool, case: &str) {
    let read = |bytes: &[u8]| {
        (subject.read)(bytes).unwrap_or_else(|error| panic!("{case}: {error}\n{bytes:02X?}"))
    };
    let ours = read(bytes);
    let theirs = ask(peer, "read", subject.name, bytes);
    same(&ours.shown[0], &theirs.shown, case);
    same(&ours.shown[1], &theirs.shown, &format!("{case}, viewed"));
    assert_eq!(ours.encoded[0], ours.encoded[1], "{case}: owned, and made of the view");
    // The peer keeps the tags of what is unknown, we write them as short as they can be.
    let is_unknown_kept = !wild || !theirs.shown.contains('?');
    let is_complete = [theirs.is_complete; 2];
    assert_eq!(ours.is_complete, is_complete, "{case}: is anything missing?\n{bytes:02X?}");
    if is_unknown_kept {
        let [ours, theirs] =
            [&ours.encoded[0], &theirs.encoded].map(|bytes| comparable(bytes, &theirs.shown));
        assert_eq!(ours, theirs, "{case}: encoded\n{bytes:02X?}");
    }
    same(&read(&theirs.encoded).shown[0], &theirs.shown, &format!("{case}: what the peer wrote"));
    for ours in [&ours.encoded[0], &ours.viewed] {
        let again = ask(peer, "read", subject.name, ours);
        same(&theirs.shown, &again.shown, &format!("{case}: what we wrote"));
    }
}

/// Shows where two long texts begin to differ.
fn same(ours: &str, theirs: &str, case: &str) {
    let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text[at.saturating_sub(100)..text.len().min(at + 60)].to_owned();
    let (ours_there, theirs_there) = (around(ours), around(theirs));
    assert!(ours == theirs, "{case}\nours:   {ours_there}\ntheirs: {theirs_there}");
}

/// The entries of a map may come in any order; the bytes are the same ones all the same.
fn comparable(bytes: &[u8], shown: &str) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if shown.contains(" => ") {
        bytes.sort_unstable();
    }
    bytes
}

const TIDY: Style = Style { nan: false, wild: false, unknown: false, foreign: false };

#[test]
fn random_messages_are_the_same_to_both() {
    let Some((mut peer, pool)) = start() else { return };
    let styles = [
        TIDY,
        Style { wild: true, ..TIDY },
        Style { foreign: true, unknown: true, ..TIDY },
        Style { wild: true, foreign: true, unknown: true, ..TIDY },
    ];
    for subject in subjects() {
        let descriptor = pool.get_message_by_name(subject.name).expect("the peer knows it");
        // An entry with several values, one of them unknown, is unknown to the peer as a whole; to
        // us its last value counts.
        let is_fair = |style: &Style| !(style.wild && style.foreign && subject.has_closed_maps);
        for style in styles.iter().copied().filter(is_fair) {
            for seed in 0..60 {
                let bytes = sample(&descriptor, &mut Rng::new(seed), style);
                let case = format!("{} with {style:?}, seed {seed}", subject.name);
                agree(&mut peer, &subject, &bytes, style.wild, &case);
            }
        }
    }
}

#[test]
fn random_messages_of_the_peer_are_read() {
    let Some((mut peer, _)) = start() else { return };
    for subject in subjects() {
        for seed in 0..60 {
            let case = format!("{}, made from seed {seed}", subject.name);
            let made = ask(&mut peer, "make", subject.name, seed.to_string().as_bytes());
            agree(&mut peer, &subject, &made.encoded, false, &case);
            let ours = (subject.read)(&made.encoded).expect("read before");
            same(&ours.shown[0], &made.shown, &case);
        }
    }
}

/// Numbers that a closed enum does not have, lists that are packed and should not be or the other
/// way round, and messages in the other encoding.
#[test]
fn what_an_encoder_of_another_schema_writes_is_the_same_to_both() {
    let Some((mut peer, _)) = start() else { return };
    let entry = |value| Wire::new().varint(1, 5).varint(2, value);
    let cases = [
        ("legacy", Wire::new().packed(4, &[1, 2]).varint(4, 3)),
        ("legacy", Wire::new().varint(5, 1).packed(5, &[2, 3]).varint(5, 4)),
        ("legacy", Wire::new().packed(8, &[3, 8, 5, u64::MAX]).varint(8, 9).varint(8, 3)),
        ("legacy", Wire::new().varint(9, 4).packed(9, &[3, 4, 5, 6])),
        ("legacy", Wire::new().varint(7, 3).varint(7, 4).bytes(14, "x").varint(13, 6)),
        ("legacy", Wire::new().message(10, Wire::new().bytes(1, "a").varint(2, 7))),
        ("legacy", Wire::new().message(11, Wire::new().varint(2, 1)).group(16, Wire::new())),
        ("modern", Wire::new().packed(8, &[1, 2]).varint(7, 1).packed(7, &[2, 3])),
        ("modern", Wire::new().varint(9, 77).packed(12, &[77, 1]).varint(11, 77).varint(14, 78)),
        ("modern", Wire::new().message(13, Wire::new().varint(1, 1).varint(2, 9)).varint(9, 0)),
        ("modern", Wire::new().varint(1, 0).varint(2, 0).fixed64(3, 1 << 63).bytes(4, "")),
        (
            "defaults",
            Wire::new().varint(1, 0).varint(2, 0).varint(15, 0).bytes(9, "").varint(14, 9),
        ),
        ("defaults", Wire::new().varint(16, 9).varint(17, 9).varint(26, 9).varint(27, 9)),
        (
            "defaults",
            Wire::new().packed(19, &[1, 9]).varint(19, 8).packed(20, &[2, 9]).varint(20, 1),
        ),
        ("defaults", Wire::new().message(21, entry(9)).message(22, entry(9)).message(22, entry(1))),
        ("defaults", Wire::new().group(10, Wire::new()).message(11, Wire::new().varint(1, 1))),
        ("defaults", Wire::new().group(24, Wire::new().varint(1, 1)).message(25, Wire::new())),
        ("reversed", Wire::new().varint(1, 0).varint(2, 0).packed(3, &[1, 2]).varint(4, 3)),
        ("reversed", Wire::new().varint(12, 0).packed(20, &[1, 2, 3]).varint(20, 4).varint(19, 5)),
        ("reversed", Wire::new().message(7, Wire::new()).group(8, Wire::new().varint(2, 1))),
        ("reversed", Wire::new().message(10, Wire::new().message(2, Wire::new().varint(1, 1)))),
        ("reversed", Wire::new().group(15, Wire::new().varint(1, 1)).group(16, Wire::new())),
        ("newest", Wire::new().varint(1, 9).packed(2, &[3, 9]).varint(3, 9).packed(4, &[9, 1])),
        ("newest", Wire::new().varint(10, 9).packed(11, &[1, 9, 2]).varint(12, 9).varint(15, 9)),
        ("newest", Wire::new().message(7, Wire::new()).group(6, Wire::new()).group(9, Wire::new())),
        ("newest", Wire::new().group(16, Wire::new().fixed64(1, 0).fixed64(2, 0))),
    ];
    let subjects = subjects();
    for (index, (schema, wire)) in cases.iter().enumerate() {
        let name = format!("features.{schema}.Everything");
        let subject = subjects.iter().find(|subject| subject.name == name).expect("a subject");
        agree(&mut peer, subject, wire.as_ref(), false, &format!("{name}, case {index}"));
    }
}
