//! Machine code for each message.

use std::fs;
use std::path::Path;

use object::{Object, ObjectSection, SectionKind};

use crate::Result;
use crate::build::{self, Task};
use crate::library::{Variant, chosen};
use crate::package::{Package, work};
use crate::schema::Schemas;
use crate::table::Table;

/// A schema of a few messages and one of many: the difference has no standard library in it.
const MESSAGES: [usize; 2] = [10, 110];

/// What a shared library is loaded with, in bytes.
struct Size {
    code: u64,
    data: u64,
}

/// Prints the table.
pub(crate) fn print(only: &str) -> Result<()> {
    let heads = ["code, `opt-level = 3`", "data", "code, `opt-level = \"z\"`", "data"];
    let mut table = Table::new("bytes a message", &heads);
    for variant in chosen(only) {
        let mut row = table.row(variant.name);
        for level in ["3", "\"z\""] {
            let [few, many] = [MESSAGES[0], MESSAGES[1]].map(|count| size(variant, level, count));
            let (few, many) = (few?, many?);
            let messages = (MESSAGES[1] - MESSAGES[0]) as u64;
            let (code, data) = (many.code - few.code, many.data.saturating_sub(few.data));
            row.cell((code / messages).to_string());
            row.cell((data / messages).to_string());
        }
    }
    table.print();
    Ok(())
}

/// Of a shared library that decodes and encodes so many messages.
fn size(variant: &Variant, level: &str, messages: usize) -> Result<Size> {
    let settings = format!(
        "[lib]\ncrate-type = [\"cdylib\"]\n[profile.release]\nopt-level = {level}\n\
         lto = \"fat\"\ncodegen-units = 1\npanic = \"abort\"\n"
    );
    let package = Package::with_types("code-size", variant.library, &settings)?;
    let schemas = Schemas::generated(messages, &work()?)?;
    let types = variant.types(&schemas, &package.folder)?;
    package.write("src/lib.rs", &(types + &variant.uses(&schemas)))?;
    let target = work()?.join("target-of-code-size");
    build::run(Task::Release, &package.folder, &target)?;
    let name = format!("{}user{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    sections(&target.join("release").join(name))
}

fn sections(file: &Path) -> Result<Size> {
    let bytes = fs::read(file)?;
    let mut size = Size { code: 0, data: 0 };
    for section in object::File::parse(&*bytes)?.sections() {
        match section.kind() {
            SectionKind::Text => size.code += section.size(),
            SectionKind::ReadOnlyData
            | SectionKind::ReadOnlyDataWithRel
            | SectionKind::ReadOnlyString
            | SectionKind::Data => size.data += section.size(),
            _ => {}
        }
    }
    Ok(size)
}
