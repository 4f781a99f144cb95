//! protoc and ours agree on which schemas there are: `../shared/verdicts`, which is not part of the
//! repository. That what is accepted compiles is the concern of `tests/tests/verdicts.rs`.

use std::path::Path;

use crate::call;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema;

#[test]
fn verdicts_are_those_of_protoc() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/verdicts");
    let Ok(table) = std::fs::read_to_string(folder.join("verdicts.tsv")) else {
        println!("skipped: {} does not exist", folder.display());
        return;
    };
    let mut wrong = Vec::new();
    for line in table.lines() {
        let mut columns = line.split('\t');
        let (name, verdict) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        let said = columns.next().unwrap_or("");
        let found = mistakes(&folder.join(format!("{name}.proto")));
        assert!(matches!(verdict, "accept" | "reject"), "{line}");
        if found.is_empty() != (verdict == "accept") {
            wrong.push(format!("{name}: protoc: {verdict} {said}\n{}", found.join("\n")));
        }
    }
    assert!(table.lines().count() >= 90);
    assert!(wrong.is_empty(), "{} differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Everything that is reported for a file, from its text to its plan.
fn mistakes(file: &Path) -> Vec<String> {
    let file = file.display().to_string();
    let mut found = Diagnostics::default();
    if let Some(call) = call::parse(quote::quote! { (::buffa) (std) #file }, &mut found) {
        let loaded = schema::load(&call, &mut found);
        if let Some(schema) = loaded.schema {
            crate::plan::plan(&call, &schema, &mut found);
        }
    }
    found.iter().map(Diagnostic::render).collect()
}
