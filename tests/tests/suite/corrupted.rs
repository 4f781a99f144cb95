//! Random messages with damage: both decoders say the same, and neither panics.

use buffa_tests::{Case, Rng, Style, for_all, subjects};

const STYLE: Style = Style { nan: false, wild: true, unknown: true, foreign: true };

#[test]
fn damaged_messages_are_refused_or_read_alike() {
    let differences = std::cell::Cell::new([0u32; 3]);
    for_all(&subjects::all(), 10, STYLE, |case| {
        for _ in 0..8 {
            let mut bytes = case.bytes.clone();
            damage(&mut bytes, &mut case.rng);
            let mut counts = differences.get();
            counts[verdict(case, &bytes)] += 1;
            differences.set(counts);
        }
    });
    let [same, only_peer, only_buffa] = differences.get();
    println!("{same} alike, {only_peer} read by the peer only, {only_buffa} by Buffa only");
    // The peer reads long tags; Buffa reads fields of a wrong wire type as unknown ones.
    assert!(only_peer * 50 < same, "Buffa refuses what the peer reads: {only_peer} of {same}");
}

#[test]
fn every_prefix_is_refused_or_read_alike() {
    for_all(&subjects::all(), 3, STYLE, |case| {
        let len = case.bytes.len().min(400);
        for end in 0..len {
            alike(case, &case.bytes[..end]);
        }
    });
}

/// 0: Buffa and the peer agree; 1: only the peer reads it; 2: only Buffa does.
fn verdict(case: &Case, bytes: &[u8]) -> usize {
    let ours = alike(case, bytes);
    match (ours, (case.subject.peer)(bytes).is_ok()) {
        (true, true) | (false, false) => 0,
        (false, true) => 1,
        (true, false) => 2,
    }
}

/// Whether Buffa reads `bytes`; owned messages and views must agree, and on the content too.
fn alike(case: &Case, bytes: &[u8]) -> bool {
    let subject = &case.subject;
    match ((subject.owned)(bytes), (subject.view)(bytes)) {
        (Ok(owned), Ok(view)) => {
            // A view writes what is nested in it as it came, an owned message its unknown fields
            // last: to the peer, whose enums are all open, their order may matter.
            let view = (subject.owned)(&view).expect("what a view wrote");
            // The peer tells whether two encodings mean one message, where it reads them.
            if let (Ok(owned), Ok(view)) = ((subject.peer)(&owned), (subject.peer)(&view)) {
                assert_eq!(owned, view, "{bytes:02X?}");
            }
            true
        }
        (Err(owned), Err(view)) => {
            assert!(!owned.path().is_empty(), "{owned} has no path");
            assert!(!view.path().is_empty(), "{view} has no path");
            false
        }
        (Ok(_), Err(error)) => panic!("only the view refuses {bytes:02X?}: {error}"),
        (Err(error), Ok(_)) => panic!("only the owned decode refuses {bytes:02X?}: {error}"),
    }
}

fn damage(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..1 + rng.below(3) {
        let at = rng.below(bytes.len() + 1);
        match rng.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, rng.word() as u8),
            2 if at < bytes.len() => {
                bytes.remove(at);
            }
            3 if at < bytes.len() => {
                let part = bytes[at..(at + rng.below(20)).min(bytes.len())].to_vec();
                let to = rng.below(bytes.len());
                bytes.splice(to..to, part);
            }
            4 => {
                let odd = [0xFF, 0x80, 0x00, 0x0B, 0x0C, 0x7F, 0x02];
                bytes.insert(at, *rng.pick(&odd));
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << rng.below(8),
            _ => {}
        }
    }
}
