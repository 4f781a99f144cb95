//! Whether the implementations do what they claim.

use buffa_benches_contest::{Dataset, Stage};
use buffa_benches_prost::{same_json, same_wire};

/// All that is wrong with what the implementations have shown.
pub fn mistakes(data: &Dataset, stage: &Stage<'_>) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut check = |name: &str, what: &str, len: usize, same: &dyn Fn(usize) -> bool| {
        let wrong = (0..len).find(|&index| !same(index));
        if len != data.payloads.len() || wrong.is_some() {
            let (shape, index) = (data.shape.name(), wrong.unwrap_or(len));
            mistakes.push(format!("{shape}: {name}: {what} of message {index} is not the same"));
        }
    };
    for (name, wires) in &stage.wires {
        check(name, "wire", wires.len(), &|index| {
            same_wire(data.shape, &data.payloads[index], &wires[index])
        });
    }
    for (name, texts) in &stage.jsons {
        check(name, "JSON", texts.len(), &|index| {
            same_json(data.shape, &data.payloads[index], &texts[index])
        });
    }
    let expected = stage.sums.first().map(|(_, sum)| *sum);
    for (name, sum) in &stage.sums {
        if Some(*sum) != expected {
            mistakes.push(format!("{}: {name}: reads other values", data.shape.name()));
        }
    }
    mistakes
}
