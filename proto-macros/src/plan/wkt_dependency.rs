//! The crate of the well-known types, as the manifest of the package in hand has it.

/// Its name.
pub(super) const WKT_CRATE: &str = "buffa-wkt";

/// What the package that is being compiled calls its dependency on the well-known types.
///
/// Read from the text of its manifest: a line that names the crate, and the alias in front of
/// `package = …` where there is one. The compiler checks the rest.
pub(super) fn wkt_dependency() -> Option<String> {
    if std::env::var("CARGO_PKG_NAME").is_ok_and(|name| name == WKT_CRATE) {
        return Some("buffa_wkt".to_owned());
    }
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let manifest =
        std::fs::read_to_string(std::path::Path::new(&folder).join("Cargo.toml")).ok()?;
    find_dependency(&manifest)
}

fn find_dependency(manifest: &str) -> Option<String> {
    let mut section = "";
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            let named = section.rsplit_once("dependencies.").map(|(_, name)| name);
            if named.is_some_and(|name| name.trim_matches('"') == WKT_CRATE) {
                return Some(WKT_CRATE.replace('-', "_"));
            }
            continue;
        }
        if !section.contains("dependencies") || !line.contains(WKT_CRATE) {
            continue;
        }
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let key = key.trim().trim_matches('"');
        let key = key.split('.').next().unwrap_or(key).trim();
        if key == WKT_CRATE {
            return Some(WKT_CRATE.replace('-', "_"));
        }
        if key == "package" {
            // `[dependencies.alias]` and `package = "…"` below it.
            let alias = section.rsplit('.').next().unwrap_or(section);
            return Some(alias.trim_matches('"').replace('-', "_"));
        }
        if value.contains("package") {
            return Some(key.replace('-', "_"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find_dependency;

    #[test]
    fn finds_the_dependency_in_every_form() {
        let found = |manifest| find_dependency(manifest);
        let plain = Some("buffa_wkt".to_owned());
        assert_eq!(found("[dependencies]\nbuffa-wkt = \"0.1\""), plain);
        assert_eq!(found("[dev-dependencies]\nbuffa-wkt.workspace = true"), plain);
        assert_eq!(found("[target.'cfg(unix)'.dependencies]\nbuffa-wkt = { path = \"x\" }"), plain);
        assert_eq!(found("[dependencies.buffa-wkt]\nversion = \"0.1\""), plain);
        let alias = Some("well_known".to_owned());
        assert_eq!(
            found("[dependencies]\nwell-known = { package = \"buffa-wkt\", version = \"1\" }"),
            alias
        );
        assert_eq!(found("[dependencies.well-known]\npackage = \"buffa-wkt\""), alias);
        assert_eq!(found("[dependencies]\n# buffa-wkt = \"0.1\""), None);
        assert_eq!(found("[package]\nname = \"buffa-wkt\""), None);
    }
}
