//! Whether the globs of an `include_protos!` call still match the files it was expanded from.
//!
//! Cargo rebuilds when a file changes or goes, but does not see a new one. The macro emits a test
//! that calls this, so that the new file does not stay unseen for long.

use std::path::Path;
use std::vec::Vec;

/// Compares the files that match now with those of the expansion.
///
/// # Panics
/// If they differ: this is the body of a test. A folder that is not there (the test runs on
/// another machine than the compiler) is passed over.
pub fn check_globs(package: &str, globs: &[(&str, &[&str])]) {
    for (pattern, expanded) in globs {
        let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
        let fixed = parts.iter().take_while(|part| !part.contains(['*', '?'])).count();
        let folder = Path::new(package).join(parts[..fixed].join("/"));
        if !folder.is_dir() {
            continue;
        }
        let mut found = 0;
        count(&folder, &parts[fixed..], &mut found);
        assert!(
            found == expanded.len(),
            "`{pattern}` matches {found} files and was expanded with {}: {expanded:?}. \
             Touch the file with the include_protos! call, so that it is expanded again.",
            expanded.len(),
        );
    }
}

/// Counts the `.proto` files below `folder` that match; hidden entries and, below `**`, links are
/// passed over, as the macro does.
fn count(folder: &Path, parts: &[&str], found: &mut usize) {
    let Some((first, rest)) = parts.split_first() else { return };
    if *first == "**" && !rest.is_empty() {
        count(folder, rest, found);
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        if *first == "**" {
            if path.is_dir() && !path.is_symlink() {
                count(&path, parts, found);
            } else if rest.is_empty() {
                *found += usize::from(is_proto(&path));
            }
        } else if matches(first.as_bytes(), name.as_bytes()) {
            if rest.is_empty() {
                *found += usize::from(is_proto(&path));
            } else {
                count(&path, rest, found);
            }
        }
    }
}

fn is_proto(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "proto") && path.is_file()
}

/// Whether a name matches a pattern of `*` and `?`.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            matches(rest, name) || name.split_first().is_some_and(|(_, n)| matches(pattern, n))
        }
        (Some((b'?', rest)), Some((_, name))) => matches(rest, name),
        (Some((a, rest)), Some((b, name))) => a == b && matches(rest, name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::*;

    #[test]
    fn names_match_like_globs() {
        let is = |pattern: &str, name: &str| matches(pattern.as_bytes(), name.as_bytes());
        assert!(is("*.proto", "a.proto"));
        assert!(is("a?c*", "abcd"));
        assert!(!is("*.proto", "a.txt"));
        assert!(!is("?", ""));
    }

    /// A folder that is gone afterwards, whatever becomes of the test.
    struct Scratch(std::path::PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    #[should_panic(expected = "matches 2 files and was expanded with 1")]
    fn a_new_file_is_noticed() {
        let folder = std::env::temp_dir().join(std::format!("buffa-globs-{}", std::process::id()));
        let _scratch = Scratch(folder.clone());
        std::fs::create_dir_all(folder.join("x/y")).unwrap();
        std::fs::write(folder.join("x/a.proto"), "").unwrap();
        std::fs::write(folder.join("x/y/b.proto"), "").unwrap();
        let package: String = folder.to_str().unwrap().into();
        check_globs(&package, &[("x/*.proto", &["x/a.proto"])]);
        check_globs(&package, &[("x/**/*.proto", &["x/a.proto", "x/y/b.proto"])]);
        check_globs(&package, &[("x/**/*.proto", &["x/a.proto"])]);
    }
}
