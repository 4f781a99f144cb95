//! Whether the implementations do what they claim.

use buffa_benches_contest::{Dataset, Stage};
use buffa_benches_prost::{same_json, same_wire};

/// An implementation that does something else.
pub struct Mistake {
    /// The implementation.
    pub name: &'static str,
    /// What it does.
    pub what: String,
}

/// Looks at what the implementations have shown, and takes those that do something else off the
/// stage.
pub fn remove_mistaken(data: &Dataset, stage: &mut Stage<'_>) -> Vec<Mistake> {
    let mistakes: Vec<Mistake> =
        wires(data, stage).chain(jsons(data, stage)).chain(sums(stage)).collect();
    stage.entries.retain(|entry| mistakes.iter().all(|mistake| mistake.name != entry.name));
    mistakes
}

fn wires(data: &Dataset, stage: &Stage<'_>) -> impl Iterator<Item = Mistake> {
    stage.wires.iter().filter_map(|(name, wires)| {
        let same = |index: usize| same_wire(data.shape, &data.payloads[index], &wires[index]);
        first_wrong(data, name, "wire form", wires.len(), same)
    })
}

fn jsons(data: &Dataset, stage: &Stage<'_>) -> impl Iterator<Item = Mistake> {
    stage.jsons.iter().filter_map(|(name, texts)| {
        let same = |index: usize| same_json(data.shape, &data.payloads[index], &texts[index]);
        first_wrong(data, name, "JSON", texts.len(), same)
    })
}

fn first_wrong(
    data: &Dataset,
    name: &'static str,
    form: &str,
    len: usize,
    same: impl Fn(usize) -> bool,
) -> Option<Mistake> {
    if len != data.payloads.len() {
        return Some(Mistake { name, what: format!("{len} messages in {form}") });
    }
    let wrong = (0..len).find(|&index| !same(index))?;
    Some(Mistake { name, what: format!("another {form} of message {wrong}") })
}

/// All have to read the same values.
fn sums(stage: &Stage<'_>) -> impl Iterator<Item = Mistake> {
    let expected = stage.sums.iter().find(|(name, _)| *name == "prost").map(|(_, sum)| *sum);
    let others = stage.sums.iter().filter(move |(_, sum)| Some(*sum) != expected);
    others.map(|&(name, _)| Mistake { name, what: "other values when read".into() })
}
