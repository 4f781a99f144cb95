//! Names of schemas that become one name in Rust.

/// Whether two full names differ, but only in what is lost where messages become modules: case and
/// underscores.
pub const fn are_namesakes(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut differ = one.len() != other.len();
    let (mut i, mut j) = (0, 0);
    loop {
        while i < one.len() && one[i] == b'_' {
            i += 1;
        }
        while j < other.len() && other[j] == b'_' {
            j += 1;
        }
        if i == one.len() || j == other.len() {
            return differ && i == one.len() && j == other.len();
        }
        if !one[i].eq_ignore_ascii_case(&other[j]) {
            return false;
        }
        differ |= one[i] != other[j];
        i += 1;
        j += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::are_namesakes;

    #[test]
    fn namesakes_differ_in_case_and_underscores_only() {
        assert!(are_namesakes("a.HTTPServer.Inner", "a.HttpServer.Inner"));
        assert!(are_namesakes("a.oof.Inner", "a.Oof.Inner"));
        assert!(are_namesakes("a.B_", "a.B"));
        assert!(!are_namesakes("a.Oof.Inner", "a.Oof.Inner"));
        assert!(!are_namesakes("a.Oof.Inner", "a.Oof.Outer"));
        assert!(!are_namesakes("a.Oof", "a.Oof.Inner"));
        assert!(!are_namesakes("", "a"));
    }
}
