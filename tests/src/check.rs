//! Many random messages of many types, and a failure that says how to see it again.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::{Rng, Style, Subject, sample};

/// One random message.
#[derive(Debug)]
pub struct Case {
    /// Its type.
    pub subject: Subject,
    /// What it was made from.
    pub seed: u64,
    /// The message.
    pub bytes: Vec<u8>,
    /// For further choices.
    pub rng: Rng,
}

/// Calls `check` with `count` random messages of each subject.
///
/// The messages are the same in every run. `BUFFA_TESTS_SEED` puts others in their place, and
/// `BUFFA_TESTS_COUNT` more or fewer of them.
///
/// # Panics
/// As `check` does, after the seed and the bytes were printed.
pub fn for_all(subjects: &[Subject], count: u64, style: Style, check: impl Fn(&mut Case)) {
    let base = setting("BUFFA_TESTS_SEED").unwrap_or(0);
    let count = setting("BUFFA_TESTS_COUNT").unwrap_or(count);
    for subject in subjects {
        let descriptor = subject.descriptor();
        for seed in base..base + count {
            let mut rng = Rng::new(seed);
            let bytes = sample(&descriptor, &mut rng, style);
            let mut case = Case { subject: *subject, seed, bytes, rng };
            let result = catch_unwind(AssertUnwindSafe(|| check(&mut case)));
            if let Err(panic) = result {
                let bytes = &case.bytes[..case.bytes.len().min(4096)];
                eprintln!("{} with {style:?}, seed {seed}:\n{bytes:02X?}", subject.name);
                resume_unwind(panic);
            }
        }
    }
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
