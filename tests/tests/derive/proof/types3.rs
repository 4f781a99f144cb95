//! The messages of `proof3.proto`, as a user would write them.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use buffa::bytes::Bytes;
use buffa::{EnumValue, MessageField, UnknownFields};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(name = "proof.Color", schema = "proto/derive/proof3.proto")]
pub(crate) enum Color {
    #[default]
    Red,
    Green,
    Blue = -7,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Scalars", schema = "proto/derive/proof3.proto")]
pub(crate) struct Scalars {
    #[buffa(tag = 1)]
    a: i32,
    #[buffa(tag = 2)]
    b: i64,
    #[buffa(tag = 3)]
    c: u32,
    #[buffa(tag = 4)]
    d: u64,
    #[buffa(tag = 5, sint32)]
    e: i32,
    #[buffa(tag = 6, sint64)]
    f: i64,
    #[buffa(tag = 7, fixed32)]
    g: u32,
    #[buffa(tag = 8, fixed64)]
    h: u64,
    #[buffa(tag = 9, sfixed32)]
    i: i32,
    #[buffa(tag = 10, sfixed64)]
    j: i64,
    #[buffa(tag = 11)]
    k: bool,
    #[buffa(tag = 12)]
    l: f32,
    #[buffa(tag = 13)]
    m: f64,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Optionals", schema = "proto/derive/proof3.proto")]
pub(crate) struct Optionals {
    #[buffa(tag = 1)]
    a: Option<i32>,
    #[buffa(tag = 2)]
    b: Option<u64>,
    #[buffa(tag = 3, sint32)]
    c: Option<i32>,
    #[buffa(tag = 4, fixed64)]
    d: Option<u64>,
    #[buffa(tag = 5)]
    e: Option<bool>,
    #[buffa(tag = 6)]
    f: Option<f64>,
    #[buffa(tag = 7)]
    g: Option<String>,
    #[buffa(tag = 8)]
    h: Option<Vec<u8>>,
    #[buffa(tag = 9)]
    i: Option<EnumValue<Color>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.PackedLists", schema = "proto/derive/proof3.proto")]
pub(crate) struct PackedLists {
    #[buffa(tag = 1)]
    a: Vec<i32>,
    #[buffa(tag = 2, sint64)]
    b: Vec<i64>,
    #[buffa(tag = 3, fixed32)]
    c: Vec<u32>,
    #[buffa(tag = 4, sfixed64)]
    d: Vec<i64>,
    #[buffa(tag = 5)]
    e: Vec<bool>,
    #[buffa(tag = 6)]
    f: Vec<f32>,
    #[buffa(tag = 7)]
    g: Vec<EnumValue<Color>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.ExpandedLists", schema = "proto/derive/proof3.proto")]
pub(crate) struct ExpandedLists {
    #[buffa(tag = 1, expanded)]
    a: Vec<u32>,
    #[buffa(tag = 2, expanded)]
    b: Vec<f64>,
    #[buffa(tag = 3)]
    c: Vec<String>,
    #[buffa(tag = 4)]
    d: Vec<Vec<u8>>,
    #[buffa(tag = 5)]
    e: Vec<Scalars>,
    #[buffa(tag = 6, expanded)]
    f: Vec<EnumValue<Color>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Texts", schema = "proto/derive/proof3.proto")]
pub(crate) struct Texts {
    #[buffa(tag = 1)]
    a: String,
    #[buffa(tag = 2)]
    b: Box<str>,
    #[buffa(tag = 3)]
    c: Arc<str>,
    #[buffa(tag = 4)]
    d: Cow<'static, str>,
    #[buffa(tag = 5)]
    e: Vec<u8>,
    #[buffa(tag = 6)]
    f: Bytes,
    #[buffa(tag = 7)]
    g: Box<[u8]>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.MapsByText", schema = "proto/derive/proof3.proto")]
pub(crate) struct MapsByText {
    #[buffa(tag = 1)]
    a: BTreeMap<String, String>,
    #[buffa(tag = 2, map(string, sint32))]
    b: BTreeMap<String, i32>,
    #[buffa(tag = 3)]
    c: BTreeMap<Arc<str>, Vec<u8>>,
    #[buffa(tag = 4)]
    d: BTreeMap<String, EnumValue<Color>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.MapsByNumber", schema = "proto/derive/proof3.proto")]
pub(crate) struct MapsByNumber {
    #[buffa(tag = 1)]
    a: BTreeMap<i32, Scalars>,
    #[buffa(tag = 2, map(sint64, double))]
    b: BTreeMap<i64, f64>,
    #[buffa(tag = 3, map(fixed32, bool))]
    c: BTreeMap<u32, bool>,
    #[buffa(tag = 4)]
    d: BTreeMap<bool, String>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Tree", schema = "proto/derive/proof3.proto")]
pub(crate) struct Tree {
    #[buffa(tag = 1)]
    name: String,
    #[buffa(tag = 2)]
    children: Vec<Self>,
    #[buffa(tag = 3)]
    left: Option<Box<Tree>>,
    #[buffa(tag = 4)]
    right: MessageField<Tree>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Nested", schema = "proto/derive/proof3.proto")]
pub(crate) struct Nested {
    #[buffa(tag = 1)]
    texts: MessageField<Texts>,
    #[buffa(tag = 2)]
    scalars: Option<Scalars>,
    #[buffa(tag = 16)]
    deeper: Option<Box<Nested>>,
    #[buffa(tag = 1000)]
    optionals: MessageField<Optionals, buffa::Inline<Optionals>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Choice", schema = "proto/derive/proof3.proto")]
pub(crate) struct Choice {
    #[buffa(oneof)]
    choice: Option<Kind>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "proof.Choice.choice", schema = "proto/derive/proof3.proto")]
pub(crate) enum Kind {
    #[buffa(tag = 1)]
    Text(String),
    #[buffa(tag = 2, sint32)]
    Number(i32),
    #[buffa(tag = 3)]
    Raw(Vec<u8>),
    #[buffa(tag = 4)]
    Ratio(f64),
    #[buffa(tag = 5)]
    Color(EnumValue<Color>),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.ChoiceOfMessages", schema = "proto/derive/proof3.proto")]
pub(crate) struct ChoiceOfMessages {
    #[buffa(tag = 1)]
    before: String,
    #[buffa(oneof)]
    choice: Option<OfMessages>,
    #[buffa(tag = 3)]
    between: String,
    #[buffa(tag = 10)]
    after: String,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "proof.ChoiceOfMessages.choice", schema = "proto/derive/proof3.proto")]
pub(crate) enum OfMessages {
    #[buffa(tag = 2)]
    Scalars(Scalars),
    #[buffa(tag = 4)]
    Texts(Box<Texts>),
    #[buffa(tag = 9)]
    Again(Box<ChoiceOfMessages>),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.TwoChoices", schema = "proto/derive/proof3.proto")]
pub(crate) struct TwoChoices {
    #[buffa(oneof)]
    one: Option<One>,
    #[buffa(oneof)]
    two: Option<Two>,
    #[buffa(tag = 3)]
    c: i32,
    #[buffa(tag = 6)]
    f: i32,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "proof.TwoChoices.one", schema = "proto/derive/proof3.proto")]
pub(crate) enum One {
    #[buffa(tag = 1)]
    A(i32),
    #[buffa(tag = 4)]
    D(i32),
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "proof.TwoChoices.two", schema = "proto/derive/proof3.proto")]
pub(crate) enum Two {
    #[buffa(tag = 2)]
    B(i32),
    #[buffa(tag = 5)]
    E(String),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Colors", schema = "proto/derive/proof3.proto")]
pub(crate) struct Colors {
    #[buffa(tag = 1, enumeration)]
    one: EnumValue<Color>,
    #[buffa(tag = 2)]
    maybe: Option<EnumValue<Color>>,
    #[buffa(tag = 3)]
    many: Vec<EnumValue<Color>>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Queues", schema = "proto/derive/proof3.proto")]
pub(crate) struct Queues {
    #[buffa(tag = 1)]
    a: VecDeque<i32>,
    #[buffa(tag = 2)]
    b: VecDeque<String>,
    #[buffa(tag = 3)]
    c: VecDeque<Scalars>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

/// A number with a type of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Id(u32);

impl From<u32> for Id {
    fn from(id: u32) -> Self {
        Id(id)
    }
}

impl From<Id> for u32 {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// Text that is kept backwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Backwards(String);

mod backwards {
    use super::Backwards;

    pub(super) fn to_proto(text: &Backwards) -> String {
        text.0.chars().rev().collect()
    }

    pub(super) fn from_proto(text: String) -> Result<Backwards, std::convert::Infallible> {
        Ok(Backwards(text.chars().rev().collect()))
    }
}

/// A message that stands for another type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wrapped(Scalars);

impl From<Scalars> for Wrapped {
    fn from(scalars: Scalars) -> Self {
        Wrapped(scalars)
    }
}

impl From<Wrapped> for Scalars {
    fn from(wrapped: Wrapped) -> Self {
        wrapped.0
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Foreign", schema = "proto/derive/proof3.proto")]
pub(crate) struct Foreign {
    #[buffa(tag = 1, as = u32)]
    id: Id,
    #[buffa(tag = 2, with = backwards, string)]
    name: Option<Backwards>,
    #[buffa(tag = 3, as = i64, sint64)]
    numbers: Vec<i64>,
    #[buffa(tag = 4, as = Scalars)]
    scalars: Option<Wrapped>,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Newtype", schema = "proto/derive/proof3.proto")]
pub(crate) struct Newtype(
    #[buffa(tag = 1, name = "value")] String,
    #[buffa(unknown_fields)] UnknownFields,
);

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Renamed", schema = "proto/derive/proof3.proto", rename_all = "camelCase")]
pub(crate) struct Renamed {
    #[buffa(tag = 1, json_name = "other-name")]
    camel_case: String,
    #[buffa(tag = 2, name = "with_underscores_2")]
    with_underscores2: i32,
    #[buffa(tag = 3, name = "type")]
    kind: bool,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "proof.Sparse", schema = "proto/derive/proof3.proto")]
pub(crate) struct Sparse {
    #[buffa(tag = 1)]
    low: i32,
    #[buffa(tag = 20000)]
    middle: i32,
    #[buffa(tag = 536870911)]
    high: i32,
    #[buffa(unknown_fields)]
    unknown: UnknownFields,
}
