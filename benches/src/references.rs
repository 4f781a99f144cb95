//! What the machine allows: the least that has to happen to the same bytes.

mod walk;

use std::hint::black_box;

use buffa_benches_contest::{Dataset, Operation, Stage};

use walk::Schema;

/// Enters a copy of the bytes, the validation of all strings, and a walk over all tags.
pub fn enter<'a>(data: &'a Dataset, stage: &mut Stage<'a>) {
    for operation in [Operation::Decode, Operation::Encode, Operation::EncodeView] {
        stage.enter(operation, "memcpy", || {
            for wire in &data.payloads {
                drop(black_box(black_box(wire).clone()));
            }
        });
    }
    let mut out = Vec::new();
    stage.enter(Operation::EncodeReused, "memcpy", move || {
        for wire in &data.payloads {
            out.clear();
            out.extend_from_slice(black_box(wire));
            black_box(&out);
        }
    });
    let schema = Schema::new(data.shape);
    let mut texts = Vec::new();
    for wire in &data.payloads {
        schema.walk(wire, &mut |text| texts.push(text));
    }
    for operation in [Operation::Decode, Operation::View] {
        if !texts.is_empty() {
            let texts = texts.clone();
            stage.enter(operation, "utf8", move || {
                for text in &texts {
                    black_box(std::str::from_utf8(black_box(text)).expect("valid"));
                }
            });
        }
        let schema = Schema::new(data.shape);
        stage.enter(operation, "walk", move || {
            for wire in &data.payloads {
                black_box(schema.walk(black_box(wire), &mut |_| ()));
            }
        });
    }
}
