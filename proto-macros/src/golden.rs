//! Mistakes and how they are explained: `tests/golden/<topic>/`.
//!
//! A case is a schema (`case.proto`), a folder of schemas (`case/main.proto` is the one that is
//! asked for), or the arguments of a macro call (`case.rs`). Beside it stands what the user reads
//! (`case.txt`). `BLESS=1 cargo test -p buffa-macros golden` writes these texts anew; `GOLDEN` names
//! another folder to read cases from.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::call;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::schema::{self, golden_mistakes};

#[test]
fn golden_texts_are_what_users_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = std::env::var_os("BLESS").is_some();
    let mut cases = 0;
    let mut differences = Vec::new();
    let folder = std::env::var_os("GOLDEN").map_or(folder, PathBuf::from);
    for topic in entries(&folder) {
        for case in entries(&topic).into_iter().filter(|path| is_case(path)) {
            cases += 1;
            let found = rendered(&case);
            let path = case.with_extension("txt");
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if found == expected {
                continue;
            }
            if bless {
                assert!(std::fs::write(&path, &found).is_ok(), "{}", path.display());
            } else {
                differences.push(format!(
                    "{}\n--- expected\n{expected}--- found\n{found}",
                    case.display()
                ));
            }
        }
    }
    assert!(std::env::var_os("GOLDEN").is_some() || cases >= 120, "only {cases} cases");
    assert!(
        differences.is_empty(),
        "{} of {cases} cases differ (BLESS=1 accepts them):\n{}",
        differences.len(),
        differences.join("\n")
    );
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn is_case(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension {
        Some("proto" | "rs") => true,
        None => path.join("main.proto").is_file(),
        _ => false,
    }
}

/// Everything that is reported for a case.
fn rendered(case: &Path) -> String {
    let diagnostics = match case.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => of_call(case),
        Some(_) => {
            let name = case.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            golden_mistakes(case.parent().unwrap_or(case), name)
        }
        None => golden_mistakes(case, "main.proto"),
    };
    let mut texts: Vec<String> = diagnostics.iter().map(Diagnostic::render).collect();
    if texts.is_empty() {
        texts.push("nothing is wrong".to_owned());
    }
    texts.join("\n\n") + "\n"
}

/// The mistakes in the arguments of a macro call, located in its file.
fn of_call(case: &Path) -> Diagnostics {
    let text = std::fs::read_to_string(case).unwrap_or_default();
    let mut found = Diagnostics::default();
    let arguments: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}"));
    let wrapped = quote::quote! { (::buffa) (std) #arguments };
    if let Some(call) = call::parse(wrapped, &mut found) {
        let loaded = schema::load(&call, &mut found);
        if let Some(schema) = loaded.schema.filter(|_| found.is_empty()) {
            crate::plan::plan(&call, &schema, &mut found);
        }
    }
    let name = case.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut located = Diagnostics::default();
    for diagnostic in found.iter() {
        let range = diagnostic.span.map(|span| span.byte_range());
        let place = range
            .filter(|range| !range.is_empty())
            .map(|range| Location::of_bytes(name.clone().unwrap_or_default(), &text, range));
        let location = diagnostic.location.clone().or(place);
        located.push(Diagnostic { location, ..diagnostic.clone() });
    }
    located
}
