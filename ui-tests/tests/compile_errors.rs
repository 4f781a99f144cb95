//! Every mistake in a call is one error that says what to do about it.
//!
//! After a change of a message, `TRYBUILD=overwrite cargo test -p buffa-ui-tests` writes the
//! expected texts anew; read the difference before you keep it.

use std::path::Path;
use std::{fs, io};

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("tests");
    let package = built.join("trybuild").join(env!("CARGO_PKG_NAME"));
    let copied = copy(Path::new("tests/ui/proto"), &package.join("proto"));
    assert!(copied.is_ok(), "{copied:?}");
    cases.compile_fail("tests/ui/*.rs");
    cases.compile_fail("tests/derive/*.rs");
}

/// What safe code cannot do with views that own their bytes, nor with the traits that generated
/// code implements.
#[test]
fn safe_code_gets_no_lifetime_that_is_made_up() {
    trybuild::TestCases::new().compile_fail("tests/soundness/*.rs");
}

/// The cases are compiled in a package that trybuild makes; the schemas have to be in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let copy_path = to.join(path.file_name().unwrap_or_default());
        match path.is_dir() {
            true => copy(&path, &copy_path)?,
            false => fs::copy(&path, &copy_path).map(drop)?,
        }
    }
    Ok(())
}
