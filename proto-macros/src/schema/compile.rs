//! From file names to descriptors: the one place that knows which parser and which linker there
//! are.

use std::collections::HashSet;

use prost_reflect::DescriptorPool;

use super::builtin;
use super::closure::parse_all;
use super::descriptor::FileDescriptorProto;
use super::features::{Defaults, Overrides, Resolution};
use super::interpret::interpret;
use super::legality;
use super::link::Linker;
use super::mistake::Mistake;
use super::resolve::resolve;
use super::sources::Sources;
use super::symbols::Symbols;
use super::unit::Unit;
use crate::call::{FeatureSetting, Rules};
use crate::diagnostics::Diagnostics;

/// What [`compile`] gives.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The requested files and all that they import, imports first. Empty when a mistake leaves
    /// too little of them.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// The requested files, as far as they could be read, when `files` is empty.
    pub(crate) unreadable: Vec<FileDescriptorProto>,
    /// What every edition stands for.
    pub(crate) defaults: Defaults,
    /// What the macro call says otherwise.
    pub(crate) overrides: Overrides,
    /// The files whose options are interpreted.
    pub(crate) pool: DescriptorPool,
}

/// Compiles the files `requested`, which `sources` has, and all that they import. Every mistake
/// in them is reported; there can be files all the same.
pub(crate) fn compile(
    requested: &[String],
    sources: &mut Sources,
    rules: &Rules<Vec<FeatureSetting>>,
    diagnostics: &mut Diagnostics,
) -> Option<Compiled> {
    let mut mistakes = Vec::new();
    let mut units = parse_all(requested, sources, &mut mistakes);
    let symbols = Symbols::collect(&units, &mut mistakes);
    let mut linker = Linker::new();
    let mut is_whole = true;
    for index in 0..units.len() {
        let resolved = resolve(index, &mut units, &symbols, &mut mistakes);
        interpret(index, &mut units, &symbols, &resolved, &mut mistakes);
        let is_linked = linker.link(index, &mut units, &symbols, &resolved, &mut mistakes);
        is_whole &= units[index].is_whole && resolved.is_whole && is_linked;
    }
    let descriptor = units.iter().find(|unit| unit.proto.name == builtin::DESCRIPTOR)?;
    let defaults = Defaults::read(&descriptor.proto);
    let overrides = Overrides::read(rules, &defaults, diagnostics);
    let resolution = Resolution { defaults: &defaults, overrides: &overrides };
    legality::check(&units, &symbols, resolution, &linker.pool, &mut mistakes);
    report(mistakes, requested, &units, sources, diagnostics);
    let (files, unreadable) = match is_whole {
        true => (reached(units, requested), Vec::new()),
        false => {
            let protos = units.into_iter().map(|unit| unit.proto);
            (Vec::new(), protos.filter(|proto| requested.contains(&proto.name)).collect())
        }
    };
    Some(Compiled { files, unreadable, defaults, overrides, pool: linker.pool })
}

/// Reports mistakes file by file, and from the top of each file to its end.
fn report(
    mut mistakes: Vec<(usize, Mistake)>,
    requested: &[String],
    units: &[Unit],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let rank = |file: usize| {
        let name = &units[file].proto.name;
        requested.iter().position(|known| known == name).unwrap_or(requested.len() + file)
    };
    mistakes.sort_by_cached_key(|(file, mistake)| {
        let place =
            mistake.range.as_ref().map_or((usize::MAX, 0), |range| (range.start, range.end));
        (rank(*file), place)
    });
    for (file, mistake) in mistakes {
        diagnostics.push(mistake.diagnostic(&units[file].proto.name, sources));
    }
}

/// The files that `requested` needs.
fn reached(units: Vec<Unit>, requested: &[String]) -> Vec<FileDescriptorProto> {
    let mut reached: HashSet<usize> = HashSet::new();
    let is_requested = |unit: &Unit| requested.contains(&unit.proto.name);
    let all = units.iter().enumerate();
    let mut open: Vec<usize> =
        all.filter(|(_, unit)| is_requested(unit)).map(|(index, _)| index).collect();
    while let Some(index) = open.pop() {
        if reached.insert(index) {
            open.extend(units[index].files(|_| true));
        }
    }
    let units = units.into_iter().enumerate();
    units.filter(|(index, _)| reached.contains(index)).map(|(_, unit)| unit.proto).collect()
}
