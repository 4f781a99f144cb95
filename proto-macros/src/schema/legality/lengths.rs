//! Names that are too long for protoc, and packages that are too deep.

use super::super::symbols::Kind;
use super::super::tag;
use super::{Checker, Mistake};

/// Of a full name, in bytes.
const LONGEST_NAME: usize = 65_535;
const LONGEST_PACKAGE: usize = 511;
const DEEPEST_PACKAGE: usize = 101;
/// The longest name in an entry of a map, behind that of the entry.
const IN_ENTRY: usize = ".value".len();

pub(super) fn check(checker: &mut Checker<'_>) {
    let symbols = checker.symbols;
    for (name, symbol) in symbols.iter() {
        let longest = match symbol.kind {
            Kind::Package => continue,
            Kind::MapEntry => LONGEST_NAME - IN_ENTRY,
            _ => LONGEST_NAME,
        };
        if name.len() > longest {
            let place = checker.spans(symbol.file).name(&symbol.path);
            report(checker, symbol.file, place, format!("a name has {} bytes", name.len()));
        }
    }
    for file in 0..checker.units.len() {
        let package = &checker.units[file].proto.package;
        let depth = package.split('.').count();
        let message = match package.len() {
            length if length > LONGEST_PACKAGE => format!("the package has {length} bytes"),
            _ if depth > DEEPEST_PACKAGE => format!("the package has {depth} parts"),
            _ => continue,
        };
        report(checker, file, checker.spans(file).of(&[tag::file::PACKAGE]), message);
    }
}

fn report(
    checker: &mut Checker<'_>,
    file: usize,
    place: Option<std::ops::Range<usize>>,
    message: String,
) {
    let help = format!(
        "full names have up to {LONGEST_NAME} bytes, packages up to {LONGEST_PACKAGE} and up to \
         {DEEPEST_PACKAGE} parts"
    );
    checker.report(file, Mistake::new(place, message).help(help));
}
