//! A descriptor set becomes the same code as the files that it was made of.

use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::{call, emit, plan, schema};

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Folders with schemas, each an import root; those of the corpora are not part of the repository.
const ROOTS: [&str; 5] = [
    "../runtime/proto",
    "../tests/protos",
    "../../shared/corpus/otlp",
    "../../shared/corpus/googleapis",
    "../../shared/corpus/kubernetes",
];

/// What a call with `arguments` generates, as text.
fn expansion(arguments: &TokenStream) -> String {
    let wrapped = quote::quote! { (::buffa) (std json) #arguments };
    let mut found = Diagnostics::default();
    let code = call::parse(wrapped, &mut found).and_then(|call| {
        let schema = schema::load(&call, &mut found).schema?;
        let plan = plan::plan(&call, &schema, &mut found);
        Some(emit::emit(&plan, &TokenStream::new()))
    });
    let mistakes: Vec<String> = found.iter().map(Diagnostic::render).collect();
    // These packages do not depend on the well-known types, which is said in both cases.
    let others = mistakes.iter().filter(|mistake| !mistake.contains("buffa-wkt"));
    assert_eq!(others.collect::<Vec<_>>(), [""; 0], "{arguments}");
    code.unwrap_or_else(|| panic!("nothing is generated")).to_string()
}

/// The code without its documentation, which sets without source information do not have.
fn without_docs(code: &str) -> String {
    fn strip(tokens: TokenStream) -> TokenStream {
        let mut kept: Vec<TokenTree> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let is_doc = matches!(
                        group.stream().into_iter().next(),
                        Some(TokenTree::Ident(word)) if word == "doc"
                    );
                    if is_doc && matches!(kept.last(), Some(TokenTree::Punct(_))) {
                        kept.pop();
                    } else {
                        let inner = strip(group.stream());
                        kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
                    }
                }
                token => kept.push(token),
            }
        }
        kept.into_iter().collect()
    }
    let tokens = code.parse().unwrap_or_else(|error| panic!("{error}"));
    strip(tokens).to_string()
}

/// The same code, or where it begins to differ.
fn assert_same(found: &str, expected: &str, what: &str) {
    if found == expected {
        return;
    }
    let at = found.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
    let around = |code: &str| {
        let code = code.as_bytes();
        let part = &code[at.saturating_sub(400).min(code.len())..(at + 200).min(code.len())];
        String::from_utf8_lossy(part).into_owned()
    };
    panic!("{what}\nfrom the set:\n{}\nfrom the text:\n{}", around(found), around(expected));
}

fn from_set(set: &[u8], name: &str) -> String {
    let name = format!("buffa-set-{}-{}.binpb", std::process::id(), name.replace('/', "-"));
    let path = std::env::temp_dir().join(name);
    assert!(std::fs::write(&path, set).is_ok(), "{}", path.display());
    let shown = path.display().to_string();
    let code = expansion(&quote::quote! { descriptor_set = #shown });
    let _ = std::fs::remove_file(path);
    code
}

fn from_text(root: &Path, names: &[String]) -> String {
    let root = root.display().to_string();
    let paths: Vec<String> = names.iter().map(|name| format!("{root}/{name}")).collect();
    expansion(&quote::quote! { #(#paths,)* includes = [#root] })
}

/// The roots that are there, and the names of the files in each.
fn roots() -> Vec<(PathBuf, Vec<String>)> {
    let mut roots = Vec::new();
    for root in ROOTS {
        let path = Path::new(PACKAGE).join(root);
        let Ok(path) = path.canonicalize() else {
            println!("skipped: {} does not exist", path.display());
            continue;
        };
        let mut names = Vec::new();
        schema::collect_protos(&path, "", &mut names);
        names.sort();
        assert!(!names.is_empty(), "{root}");
        roots.push((path, names));
    }
    roots
}

#[test]
fn sets_of_our_own_are_the_text() {
    for (index, (root, names)) in roots().into_iter().enumerate() {
        let set = schema::descriptor_set_of(&root, &names);
        let found = from_set(&set, &format!("own-{index}"));
        assert_same(&found, &from_text(&root, &names), &root.display().to_string());
    }
}

/// `BUFFA_PYTHON` names a Python that has the package `grpcio-tools`, whose protoc writes the sets.
#[test]
fn sets_of_protoc_are_the_text() {
    let Some(python) = std::env::var_os("BUFFA_PYTHON") else {
        println!("skipped: BUFFA_PYTHON is not set");
        return;
    };
    let folder = std::env::temp_dir().join(format!("buffa-protoc-{}", std::process::id()));
    assert!(std::fs::create_dir_all(&folder).is_ok());
    let out = folder.join("set.binpb");
    for (index, (root, names)) in roots().into_iter().enumerate() {
        let expected = from_text(&root, &names);
        let what = root.display().to_string();
        for with_source in [true, false] {
            let mut protoc = Command::new(&python);
            protoc.args(["-m", "grpc_tools.protoc", "--include_imports"]);
            protoc.arg(format!("-I{}", root.display()));
            protoc.arg(format!("-I{PACKAGE}/protos"));
            protoc.arg(format!("--descriptor_set_out={}", out.display()));
            protoc.args(with_source.then_some("--include_source_info"));
            let ended = protoc.args(&names).output().unwrap_or_else(|error| panic!("{error}"));
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
            let set = std::fs::read(&out).unwrap_or_default();
            let found = from_set(&set, &format!("protoc-{index}-{with_source}"));
            if with_source {
                assert_same(&found, &expected, &what);
            } else {
                assert_same(&without_docs(&found), &without_docs(&expected), &what);
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}

/// Of the conformance suite, which protoc wrote without source information.
#[test]
fn the_official_set_is_the_official_text() {
    let folder = Path::new(PACKAGE).join("../../shared/conformance");
    let Ok(set) = std::fs::read(folder.join("schemas.binpb")) else {
        println!("skipped: {} does not exist", folder.display());
        return;
    };
    let names = schema::names_in_set(&set);
    let found = without_docs(&from_set(&set, "official"));
    let expected = without_docs(&from_text(&folder.join("protos"), &names));
    assert_same(&found, &expected, "the conformance suite");
}
