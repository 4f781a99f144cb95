//! The messages that formats of text treat in a way of their own.

/// Which of them a message is, by its full name. A type of that name is expected to have the
/// fields that `google/protobuf/*.proto` give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// None of them.
    No,
    /// `google.protobuf.Any`.
    Any,
    /// `google.protobuf.Timestamp`.
    Timestamp,
    /// `google.protobuf.Duration`.
    Duration,
    /// `google.protobuf.FieldMask`.
    FieldMask,
    /// `google.protobuf.Struct`.
    Struct,
    /// `google.protobuf.Value`.
    Value,
    /// `google.protobuf.ListValue`.
    ListValue,
    /// `google.protobuf.BoolValue` and its like: one field, `value = 1`.
    Wrapper,
}

impl WellKnown {
    /// What the message called `name` is.
    pub(crate) const fn of(name: &str) -> Self {
        const PACKAGE: &[u8] = b"google.protobuf.";
        let Some((package, name)) = name.as_bytes().split_at_checked(PACKAGE.len()) else {
            return WellKnown::No;
        };
        if !equal(package, PACKAGE) {
            return WellKnown::No;
        }
        match name {
            b"Any" => WellKnown::Any,
            b"Timestamp" => WellKnown::Timestamp,
            b"Duration" => WellKnown::Duration,
            b"FieldMask" => WellKnown::FieldMask,
            b"Struct" => WellKnown::Struct,
            b"Value" => WellKnown::Value,
            b"ListValue" => WellKnown::ListValue,
            b"DoubleValue" | b"FloatValue" | b"Int64Value" | b"UInt64Value" | b"Int32Value"
            | b"UInt32Value" | b"BoolValue" | b"StringValue" | b"BytesValue" => WellKnown::Wrapper,
            _ => WellKnown::No,
        }
    }
}

/// Whether this is the enum whose value is `null`.
pub(crate) const fn is_null_value(enum_name: &str) -> bool {
    equal(enum_name.as_bytes(), b"google.protobuf.NullValue")
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

#[cfg(test)]
mod tests {
    use super::WellKnown;

    #[test]
    fn known_by_full_name_only() {
        assert_eq!(WellKnown::of("google.protobuf.Any"), WellKnown::Any);
        assert_eq!(WellKnown::of("google.protobuf.UInt32Value"), WellKnown::Wrapper);
        assert_eq!(WellKnown::of("google.protobuf.Empty"), WellKnown::No);
        assert_eq!(WellKnown::of("google.protobug.Any"), WellKnown::No);
        assert_eq!(WellKnown::of("Any"), WellKnown::No);
        assert_eq!(WellKnown::of(""), WellKnown::No);
    }
}
