//! The tests themselves: there are enough types, and the random messages are worth their while.

use std::collections::BTreeSet;

use buffa_tests::{Rng, Style, sample, subjects};
use prost_reflect::DynamicMessage;

#[test]
fn there_are_enough_types() {
    assert!(subjects::OWN.len() >= 30);
    let all = subjects::all();
    let names: BTreeSet<_> = all.iter().map(|subject| subject.name).collect();
    assert_eq!(names.len(), all.len(), "one subject is listed twice");
    if cfg!(shared_corpus) {
        assert!(all.len() >= subjects::OWN.len() + 40);
    }
}

#[test]
#[cfg(not(shared_corpus))]
#[ignore = "there is no shared/corpus beside the workspace"]
fn types_of_others() {}

/// Each field of each subject is set in some sample, and left out in another unless required.
#[test]
fn samples_reach_every_field() {
    let style = Style { wild: true, ..Style::default() };
    for subject in subjects::all() {
        let descriptor = subject.descriptor();
        let samples: Vec<DynamicMessage> = (0..150)
            .map(|seed| {
                let bytes = sample(&descriptor, &mut Rng::new(seed), style);
                DynamicMessage::decode(descriptor.clone(), &*bytes).expect("well-formed")
            })
            .collect();
        for field in descriptor.fields() {
            let name = field.full_name();
            assert!(samples.iter().any(|sample| sample.has_field(&field)), "{name} is never set");
            let always = samples.iter().all(|sample| sample.has_field(&field));
            assert_eq!(always, field.is_required(), "{name} is always set");
        }
    }
}
