//! protoc and ours agree on which schemas there are: on small forms in `tests/protoc`, and on the
//! schemas in `../shared/verdicts`, which is not part of the repository. That what is accepted there
//! compiles is the concern of `ui-tests/hygiene/verdicts`.
//!
//! A table in `tests/protoc` is the beginning of a schema, `---`, and a line for each way in which
//! it goes on: protoc's verdict, the rest of the schema, and what protoc says of it.
//! `tests/protoc/verdicts.py` writes the verdicts anew. `accept*` is what we reject all the same:
//! defaults of strings and JSON names that are no UTF-8, be it by a byte (`\xff`) or by half a
//! surrogate pair. Neither a `&str` nor a JSON text can hold them (Python gives such a default as
//! bytes, and has no such JSON name: `UnicodeDecodeError`).

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
        let path = folder.join(format!("{name}.proto")).display().to_string();
        let found = mistakes(&quote::quote! { #path });
        assert!(matches!(verdict, "accept" | "reject"), "{line}");
        if found.is_empty() != (verdict == "accept") {
            wrong.push(format!("{name}: protoc: {verdict} {said}\n{}", found.join("\n")));
        }
    }
    assert!(table.lines().count() >= 90);
    assert!(wrong.is_empty(), "{} differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn small_forms_are_judged_as_by_protoc() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protoc");
    let tables = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut forms = Vec::new();
    for table in tables.map(|table| table.path()) {
        if table.extension() != Some("txt".as_ref()) {
            continue;
        }
        let text = std::fs::read_to_string(&table).unwrap_or_default();
        let (prelude, cases) = text.split_once("---\n").unwrap_or_default();
        let cases = cases.lines().filter(|case| !case.ends_with("protoc crashes"));
        forms.extend(cases.map(|case| (prelude.to_owned(), case.to_owned())));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts = forms.chunks(forms.len().div_ceil(threads));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().filter_map(differs).collect::<Vec<_>>()))
            .collect();
        running
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|_| vec!["a panic".to_owned()]))
            .collect()
    });
    let forms = forms.len();
    assert!(forms > 900, "only {forms} forms");
    assert!(wrong.is_empty(), "{} of {forms} differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn names_and_depths_end_where_they_do_for_protoc() {
    fn nested(depth: usize, open: &str) -> String {
        let opened = (0..depth).map(|at| open.replace('#', &at.to_string()));
        opened.collect::<String>() + &"} ".repeat(depth)
    }
    type Make = fn(usize) -> String;
    let limits: [(&str, usize, Make); 13] = [
        ("message", 65_535, |n| format!("message {} {{ }}", "a".repeat(n))),
        ("in a package", 65_531, |n| format!("package a.b; message {} {{ }}", "a".repeat(n))),
        ("enum", 65_535, |n| format!("enum {} {{ X = 0; }}", "a".repeat(n))),
        ("value", 65_535, |n| format!("enum M {{ {} = 0; }}", "a".repeat(n))),
        ("field", 65_533, |n| format!("message M {{ optional int32 {} = 1; }}", "a".repeat(n))),
        ("map", 65_522, |n| format!("message M {{ map<int32, int32> {} = 1; }}", "a".repeat(n))),
        ("oneof", 65_533, |n| {
            format!("message M {{ oneof {} {{ int32 x = 1; }} }}", "a".repeat(n))
        }),
        ("method", 65_533, |n| {
            format!("message M {{ }} service S {{ rpc {} (M) returns (M); }}", "a".repeat(n))
        }),
        ("package", 511, |n| format!("package {};", "a".repeat(n))),
        ("depth of a package", 101, |n| format!("package {};", vec!["a"; n].join("."))),
        ("messages", 31, |n| nested(n, "message M# { ")),
        ("groups", 30, |n| format!("message A {{ {} }}", nested(n, "optional group G# = 1 { "))),
        ("groups in oneofs", 30, |n| {
            nested(n, "message M# { ").replacen("} ", " oneof o { group A = 1 { } } } ", 1)
        }),
    ];
    for (what, most, make) in limits {
        for (size, is_sound) in [(most, true), (most + 1, false)] {
            let schema = format!("syntax = \"proto2\"; {}", make(size));
            let found = mistakes(&quote::quote! { inline = #schema });
            let shown: Vec<&str> = found.iter().map(|text| &text[..text.len().min(200)]).collect();
            assert_eq!(found.is_empty(), is_sound, "{what}: {size}: {shown:?}");
        }
    }
}

/// How we judge a form, where protoc judges otherwise.
fn differs((prelude, case): &(String, String)) -> Option<String> {
    let mut columns = case.split('\t');
    let (verdict, form) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
    assert!(matches!(verdict, "accept" | "accept*" | "reject"), "{case}");
    let schema = format!("{prelude}{}\n", raw(form));
    let found = mistakes(&quote::quote! { inline = #schema });
    let is_same = found.is_empty() == (verdict == "accept");
    (!is_same).then(|| format!("{case}\n{}", found.join("\n")))
}

/// White space that cannot stand in a line of a table.
fn raw(form: &str) -> String {
    let marks = [('⏎', "\n"), ('␉', "\t"), ('␋', "\u{B}"), ('␌', "\u{C}"), ('␍', "\r")];
    marks.iter().fold(form.to_owned(), |form, (mark, white)| form.replace(*mark, white))
}

/// Everything that is reported for a call, from its text to its plan.
fn mistakes(arguments: &proc_macro2::TokenStream) -> Vec<String> {
    let mut found = Diagnostics::default();
    if let Some(call) = call::parse(quote::quote! { (::buffa) (std) #arguments }, &mut found) {
        let loaded = schema::load(&call, &mut found);
        if let Some(schema) = loaded.schema {
            crate::plan::plan(&call, &schema, &mut found);
        }
    }
    let texts = found.iter().map(Diagnostic::render);
    // This package does not depend on the well-known types.
    texts.filter(|text| !text.contains("`buffa-wkt`")).collect()
}
