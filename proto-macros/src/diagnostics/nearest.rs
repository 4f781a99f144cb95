//! "Did you mean …?"

/// The candidate that differs least from `name`, if it is near enough to be meant.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = name.chars().count();
    // Another name altogether is not near, however short it is.
    let limit = (length / 3 + 1).min(length.saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate, limit), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters to insert, delete or replace to get from `a` to `b`, letter case aside;
/// anything above `limit` is only known to be above it.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let keys = ["includes", "inline", "views"];
        assert_eq!(nearest("include", keys), Some("includes"));
        assert_eq!(nearest("Views", keys), Some("views"));
        assert_eq!(nearest("inlien", keys), Some("inline"));
        assert_eq!(nearest("zzz", keys), None);
        assert_eq!(nearest("x", ["y", "X"]), Some("X"));
        assert_eq!(nearest("x", ["y"]), None);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("kitten", "sitting", 9), 3);
        assert_eq!(distance("", "abc", 9), 3);
        assert_eq!(distance("abc", "abc", 9), 0);
    }
}
