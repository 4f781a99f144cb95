//! The versions of the language.

use std::fmt;

/// As `google.protobuf.Edition` numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edition(pub(crate) i32);

/// Those that a file can be written in, by what it says.
pub(crate) const SUPPORTED: [(&str, Edition); 2] =
    [("2023", Edition::E2023), ("2024", Edition::E2024)];

impl Edition {
    pub(crate) const PROTO2: Self = Self(998);
    pub(crate) const PROTO3: Self = Self(999);
    pub(crate) const E2023: Self = Self(1000);
    pub(crate) const E2024: Self = Self(1001);

    /// Whether the file says `edition = …` and not `syntax = …`.
    pub(crate) fn is_edition(self) -> bool {
        self >= Self::E2023
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::PROTO2 => f.write_str("proto2"),
            Self::PROTO3 => f.write_str("proto3"),
            Self::E2023 => f.write_str("edition 2023"),
            Self::E2024 => f.write_str("edition 2024"),
            Self(1002) => f.write_str("edition 2026"),
            Self(number) => write!(f, "edition number {number}"),
        }
    }
}
