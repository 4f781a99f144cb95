//! The messages of `proof2.proto`, as a user would write them.

use std::collections::BTreeMap;

use buffa::{AbsentFields, UnknownFields};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(closed, name = "proof2.Grade", schema = "proto/derive/proof2.proto")]
pub(crate) enum Grade {
    #[default]
    Good = 1,
    Bad,
    Ugly = -1,
}

#[derive(Clone, Debug, PartialEq, buffa::Message)]
#[buffa(name = "proof2.Required", schema = "proto/derive/proof2.proto", default)]
pub(crate) struct Required {
    #[buffa(tag = 1, required)]
    name: String,
    #[buffa(tag = 2, required, default = 80)]
    port: i32,
    #[buffa(tag = 3, sint64, default = -1)]
    offset: Option<i64>,
    #[buffa(tag = 4, default = "localhost")]
    host: Option<String>,
    #[buffa(tag = 5, fixed32, expanded)]
    loose: Vec<u32>,
    #[buffa(absent_fields)]
    absent: AbsentFields,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof2.Closed", schema = "proto/derive/proof2.proto")]
pub(crate) struct Closed {
    #[buffa(tag = 1, enumeration)]
    one: Option<Grade>,
    #[buffa(tag = 2, enumeration, expanded)]
    many: Vec<Grade>,
    #[buffa(tag = 3, enumeration)]
    packed: Vec<Grade>,
    #[buffa(tag = 4, enumeration)]
    graded: BTreeMap<i32, Level>,
    #[buffa(oneof)]
    choice: Option<OfGrades>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "proof2.Closed.choice", schema = "proto/derive/proof2.proto")]
pub(crate) enum OfGrades {
    #[buffa(tag = 5, enumeration)]
    Chosen(Grade),
    #[buffa(tag = 6)]
    Other(bool),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof2.Groups", schema = "proto/derive/proof2.proto")]
pub(crate) struct Groups {
    #[buffa(tag = 1, group)]
    inner: Option<Inner>,
    #[buffa(tag = 2, group)]
    many: Vec<Many>,
    #[buffa(tag = 3)]
    after: Option<i32>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof2.Groups.Inner", schema = "proto/derive/proof2.proto")]
pub(crate) struct Inner {
    #[buffa(tag = 1)]
    x: Option<i32>,
    #[buffa(tag = 2)]
    y: Vec<String>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof2.Groups.Many", schema = "proto/derive/proof2.proto")]
pub(crate) struct Many {
    #[buffa(tag = 1)]
    deeper: Option<Box<Groups>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(closed, name = "proof2.Level", schema = "proto/derive/proof2.proto")]
pub(crate) enum Level {
    #[default]
    Low,
    High,
}
