//! Globs: `*` and `?` within a name, `**` for any number of folders.

use std::path::{Path, PathBuf};

/// A path whose last part has wildcards.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glob<'a> {
    /// Everything before the first name with a wildcard.
    pub(super) folder: &'a str,
    names: Vec<&'a str>,
}

impl<'a> Glob<'a> {
    /// `None` for a path without wildcards.
    pub(super) fn parse(path: &'a str) -> Option<Self> {
        let wildcard = path.find(['*', '?'])?;
        let split = path[..wildcard].rfind('/').map_or(0, |slash| slash + 1);
        let folder = match &path[..split] {
            "/" => "/",
            folder => folder.trim_end_matches('/'),
        };
        let names = path[split..].split('/').filter(|name| !name.is_empty());
        Some(Self { folder, names: names.collect() })
    }

    /// The `.proto` files below `folder` that match, sorted.
    pub(super) fn files(&self, folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(folder, &self.names, &mut found);
        found.sort();
        found.dedup();
        found
    }

    /// Whether `name`, a path relative to the folder, matches.
    pub(super) fn matches(&self, name: &str) -> bool {
        let parts: Vec<&str> = name.split('/').collect();
        path_matches(&self.names, &parts)
    }
}

/// The files and folders in `folder`, sorted; nothing when it cannot be read.
pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
}

pub(super) fn is_proto_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "proto") && path.is_file()
}

fn walk(folder: &Path, names: &[&str], found: &mut Vec<PathBuf>) {
    let Some((first, rest)) = names.split_first() else {
        return;
    };
    let is_recursive = *first == "**";
    if is_recursive && !rest.is_empty() {
        walk(folder, rest, found);
    }
    for path in entries(folder) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if is_recursive {
            // A link can lead back up: `**` does not follow it.
            if path.is_dir() && !path.is_symlink() && !name.starts_with('.') {
                walk(&path, names, found);
            } else if rest.is_empty() && is_proto_file(&path) {
                found.push(path);
            }
        } else if name_matches(first, name) {
            if rest.is_empty() && is_proto_file(&path) {
                found.push(path);
            } else if !rest.is_empty() && path.is_dir() {
                walk(&path, rest, found);
            }
        }
    }
}

fn path_matches(names: &[&str], parts: &[&str]) -> bool {
    match (names.split_first(), parts.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), Some((_, parts_rest))) => {
            rest.is_empty() || path_matches(rest, parts) || path_matches(names, parts_rest)
        }
        (Some((name, rest)), Some((part, parts_rest))) => {
            name_matches(name, part) && path_matches(rest, parts_rest)
        }
        _ => false,
    }
}

/// Hidden files match only where the dot is written.
fn name_matches(pattern: &str, name: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    // Where to go on when a guess for the last `*` was too short.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((star_p, star_n)) => {
                    p = star_p + 1;
                    n = star_n + 1;
                    star = Some((star_p, n));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_ends_before_the_first_wildcard() {
        let folder = |path| Glob::parse(path).map(|glob| glob.folder);
        assert_eq!(folder("proto/a/*.proto"), Some("proto/a"));
        assert_eq!(folder("proto/a*/b.proto"), Some("proto"));
        assert_eq!(folder("*.proto"), Some(""));
        assert_eq!(folder("/**"), Some("/"));
        assert_eq!(folder("proto/a.proto"), None);
    }

    #[test]
    fn names() {
        for (pattern, name, expected) in [
            ("*.proto", "a.proto", true),
            ("*.proto", ".a.proto", false),
            ("a*b*c", "aXbbYc", true),
            ("a*b*c", "aXbbY", false),
            ("?.proto", "a.proto", true),
            ("?.proto", "ab.proto", false),
            ("*", "", true),
        ] {
            assert_eq!(name_matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn paths() {
        for (pattern, path, expected) in [
            ("**/*.proto", "a.proto", true),
            ("**/*.proto", "x/y/a.proto", true),
            ("*/a.proto", "x/y/a.proto", false),
            ("**", "x/a.proto", true),
            ("**/y/*.proto", "x/y/a.proto", true),
            ("**/z/*.proto", "x/y/a.proto", false),
        ] {
            let glob = Glob::parse(pattern);
            assert_eq!(glob.map(|glob| glob.matches(path)), Some(expected), "{pattern} {path}");
        }
    }
}
