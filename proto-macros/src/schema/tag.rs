//! The field numbers of `google/protobuf/descriptor.proto` that paths of elements are made of.

pub(crate) mod file {
    pub(crate) const PACKAGE: i32 = 2;
    pub(crate) const DEPENDENCY: i32 = 3;
    pub(crate) const MESSAGE: i32 = 4;
    pub(crate) const ENUM: i32 = 5;
    pub(crate) const SERVICE: i32 = 6;
    pub(crate) const EXTENSION: i32 = 7;
    pub(crate) const OPTIONS: i32 = 8;
}

pub(crate) mod message {
    pub(crate) const FIELD: i32 = 2;
    pub(crate) const MESSAGE: i32 = 3;
    pub(crate) const ENUM: i32 = 4;
    pub(crate) const EXTENSION_RANGE: i32 = 5;
    pub(crate) const EXTENSION: i32 = 6;
    pub(crate) const OPTIONS: i32 = 7;
    pub(crate) const ONEOF: i32 = 8;
    pub(crate) const RESERVED_RANGE: i32 = 9;
    pub(crate) const RESERVED_NAME: i32 = 10;
}

pub(crate) mod extension_range {
    pub(crate) const OPTIONS: i32 = 3;
}

pub(crate) mod field {
    pub(crate) const EXTENDEE: i32 = 2;
    pub(crate) const NUMBER: i32 = 3;
    pub(crate) const TYPE: i32 = 5;
    pub(crate) const TYPE_NAME: i32 = 6;
    pub(crate) const DEFAULT_VALUE: i32 = 7;
    pub(crate) const OPTIONS: i32 = 8;
    pub(crate) const JSON_NAME: i32 = 10;
}

pub(crate) mod oneof {
    pub(crate) const OPTIONS: i32 = 2;
}

pub(crate) mod enumeration {
    pub(crate) const VALUE: i32 = 2;
    pub(crate) const OPTIONS: i32 = 3;
    pub(crate) const RESERVED_RANGE: i32 = 4;
    pub(crate) const RESERVED_NAME: i32 = 5;
}

pub(crate) mod value {
    pub(crate) const NUMBER: i32 = 2;
    pub(crate) const OPTIONS: i32 = 3;
}

pub(crate) mod service {
    pub(crate) const METHOD: i32 = 2;
    pub(crate) const OPTIONS: i32 = 3;
}

pub(crate) mod method {
    pub(crate) const INPUT: i32 = 2;
    pub(crate) const OUTPUT: i32 = 3;
    pub(crate) const OPTIONS: i32 = 4;
}

/// The name of an element, in whatever it is declared.
pub(crate) const NAME: i32 = 1;

/// Options that are not interpreted yet, in options of every kind.
pub(crate) const UNINTERPRETED: i32 = 999;

/// `path` and what follows below it.
pub(crate) fn below(path: &[i32], rest: &[i32]) -> Vec<i32> {
    [path, rest].concat()
}

/// The element `index` of the repeated field `tag` below `path`.
pub(crate) fn nth(path: &[i32], tag: i32, index: usize) -> Vec<i32> {
    below(path, &[tag, i32::try_from(index).unwrap_or(i32::MAX)])
}
