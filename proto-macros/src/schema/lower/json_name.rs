//! The JSON name of a field that does not set one.

/// `foo_bar` becomes `fooBar`.
pub(crate) fn json_name(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    let mut after_underscore = false;
    for c in name.chars() {
        if c == '_' {
            after_underscore = true;
            continue;
        }
        result.push(if after_underscore { c.to_ascii_uppercase() } else { c });
        after_underscore = false;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_vanish() {
        assert_eq!(json_name("foo_bar"), "fooBar");
        assert_eq!(json_name("_foo__b1_2x_"), "FooB12x");
        assert_eq!(json_name("FooBar"), "FooBar");
    }
}
