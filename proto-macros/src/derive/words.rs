//! The words of `#[buffa(…)]`, by the thing they stand on.

use super::attributes::Words;

const FIELD: &str = "a field";
const CONTAINER: &str = "the struct";

pub(super) const MESSAGE: Words = Words {
    what: "a message",
    known: &[
        "name",
        "schema",
        "includes",
        "auto_tags",
        "reserved",
        "rename_all",
        "crate",
        "views",
        "owned_view",
        "debug",
        "default",
        "accessors",
    ],
    elsewhere: &[
        ("tag", FIELD),
        ("oneof", FIELD),
        ("unknown_fields", FIELD),
        ("skip", FIELD),
        ("json_name", FIELD),
        ("debug_redact", FIELD),
        ("packed", FIELD),
        ("expanded", FIELD),
        ("closed", "an enum with `#[derive(Enumeration)]`"),
    ],
};

pub(super) const MESSAGE_FIELD: Words = Words {
    what: "a field",
    known: &[
        "tag",
        "int32",
        "int64",
        "uint32",
        "uint64",
        "sint32",
        "sint64",
        "fixed32",
        "fixed64",
        "sfixed32",
        "sfixed64",
        "bool",
        "float",
        "double",
        "string",
        "bytes",
        "message",
        "enumeration",
        "group",
        "delimited",
        "packed",
        "expanded",
        "optional",
        "required",
        "repeated",
        "map",
        "default",
        "oneof",
        "unknown_fields",
        "absent_fields",
        "skip",
        "name",
        "json_name",
        "debug_redact",
        "with",
        "as",
    ],
    elsewhere: &[
        ("reserved", CONTAINER),
        ("auto_tags", CONTAINER),
        ("rename_all", CONTAINER),
        ("schema", CONTAINER),
        ("crate", CONTAINER),
        ("views", CONTAINER),
        ("owned_view", CONTAINER),
        ("accessors", CONTAINER),
        ("debug", CONTAINER),
    ],
};

pub(super) const ONEOF: Words = Words {
    what: "a oneof",
    known: &["rename_all", "crate", "views", "debug", "auto_tags", "name", "schema", "includes"],
    elsewhere: &[
        ("tag", "a variant"),
        ("reserved", "the message"),
        ("oneof", "the field of the message"),
    ],
};

pub(super) const ONEOF_VARIANT: Words = Words {
    what: "a member of a oneof",
    known: &[
        "tag",
        "int32",
        "int64",
        "uint32",
        "uint64",
        "sint32",
        "sint64",
        "fixed32",
        "fixed64",
        "sfixed32",
        "sfixed64",
        "bool",
        "float",
        "double",
        "string",
        "bytes",
        "message",
        "enumeration",
        "group",
        "delimited",
        "name",
        "json_name",
        "debug_redact",
    ],
    elsewhere: &[
        ("reserved", "the message"),
        ("with", FIELD),
        ("as", FIELD),
        ("rename_all", "the enum"),
        ("auto_tags", "the enum"),
    ],
};

pub(super) const ENUM: Words = Words {
    what: "an enum",
    known: &["name", "rename_all", "crate", "closed", "prefix", "schema", "includes"],
    elsewhere: &[
        (
            "tag",
            "a variant of a `#[derive(Oneof)]`; the number of an enum value is its discriminant",
        ),
        ("open", "nothing: enums are open unless they are `closed`"),
    ],
};

pub(super) const ENUM_VARIANT: Words = Words {
    what: "an enum value",
    known: &["name"],
    elsewhere: &[
        (
            "tag",
            "a variant of a `#[derive(Oneof)]`; the number of an enum value is its discriminant",
        ),
        ("json_name", "nothing: an enum value is called the same in JSON"),
    ],
};
