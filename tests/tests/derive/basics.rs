//! A struct of every common kind of field, beside the generated type of the same schema.

use std::collections::BTreeMap;

use buffa::{EnumValue, Message, MessageField, MessageName, MessageView, UnknownFields};

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package acme;
        message Money {
            string currency = 1;
            sint64 units = 2;
            optional int32 nanos = 3;
            repeated string tags = 4;
            map<string, double> rates = 5;
            Money parent = 6;
            Kind kind = 7;
            oneof source { string url = 8; Money moved = 9; uint32 account = 20; }
            repeated fixed32 history = 10;
            bytes seal = 11;
            repeated Money parts = 12;
        }
        enum Kind { KIND_UNKNOWN = 0; KIND_CASH = 1; KIND_CARD = 2; }
    "#,
    map_type = { ".acme.Money.rates" => ::std::collections::BTreeMap },
);

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Money")]
pub(crate) struct Money {
    #[buffa(tag = 1)]
    pub currency: String,
    #[buffa(tag = 2, sint64)]
    pub units: i64,
    #[buffa(3)]
    pub nanos: Option<i32>,
    #[buffa(tag = 4)]
    pub tags: Vec<String>,
    #[buffa(tag = 5)]
    pub rates: BTreeMap<String, f64>,
    #[buffa(tag = 6)]
    pub parent: MessageField<Money>,
    #[buffa(tag = 7, enumeration)]
    pub kind: EnumValue<Kind>,
    #[buffa(oneof)]
    pub source: Option<Source>,
    #[buffa(tag = 10, fixed32)]
    pub history: Vec<u32>,
    #[buffa(tag = 11)]
    pub seal: Vec<u8>,
    #[buffa(tag = 12)]
    pub parts: Vec<Self>,
    #[buffa(unknown_fields)]
    pub unknown: UnknownFields,
    #[buffa(skip)]
    pub cache: u32,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
pub(crate) enum Source {
    #[buffa(tag = 8)]
    Url(String),
    #[buffa(tag = 9)]
    Moved(Box<Money>),
    #[buffa(tag = 20)]
    Account(u32),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(name = "acme.Kind", prefix = "KIND_")]
pub(crate) enum Kind {
    #[default]
    Unknown = 0,
    Cash,
    Card,
}

fn sample() -> Money {
    Money {
        currency: "EUR".into(),
        units: -7,
        nanos: Some(0),
        tags: vec!["a".into(), String::new()],
        rates: [("USD".to_owned(), 1.25)].into(),
        parent: Money { units: 1, ..Default::default() }.into(),
        kind: Kind::Card.into(),
        source: Some(Source::Moved(Box::new(Money { units: 2, ..Default::default() }))),
        history: vec![1, 2, 3],
        seal: vec![0, 255],
        parts: vec![Money { source: Some(Source::Account(5)), ..Default::default() }],
        unknown: UnknownFields::new(),
        cache: 9,
    }
}

#[test]
fn the_bytes_are_those_of_the_generated_type() {
    let bytes = sample().encode_to_vec();
    let generated = acme::Money::decode_from_slice(&bytes).unwrap();
    assert_eq!(generated.encode_to_vec(), bytes);
    assert!(generated.unknown_fields().is_empty());
    assert_eq!(generated.kind, acme::Kind::KIND_CARD);
    let back = Money::decode_from_slice(&bytes).unwrap();
    assert_eq!(back, Money { cache: 0, ..sample() });
    assert_eq!(Money::FULL_NAME, "acme.Money");
    assert_eq!(Money::PACKAGE, "acme");
}

#[test]
fn views() {
    let bytes = sample().encode_to_vec();
    let view = MoneyView::decode_view(&bytes).unwrap();
    assert_eq!(view.currency, "EUR");
    assert_eq!(view.kind, EnumValue::Known(Kind::Card));
    assert_eq!(view.rates.get("USD"), Some(1.25));
    assert_eq!(view.parent.get().units, 1);
    let Some(SourceView::Moved(moved)) = view.source else { panic!("{view:?}") };
    assert_eq!(moved.get().units, 2);
    assert_eq!(view.to_owned_message(), Money { cache: 0, ..sample() });
    assert_eq!(view.encode_to_vec(), bytes);
    let owned = MoneyOwnedView::decode(bytes).unwrap();
    assert_eq!(owned.history().len(), 3);
}

#[test]
fn json() {
    let text = buffa::json::to_string(&sample()).unwrap();
    let generated = acme::Money::decode_from_slice(&sample().encode_to_vec()).unwrap();
    assert_eq!(text, buffa::json::to_string(&generated).unwrap());
    let back: Money = buffa::json::from_str(&text).unwrap();
    assert_eq!(back, Money { cache: 0, ..sample() });
    let back: Money = serde_json::from_str(&text).unwrap();
    assert_eq!(back, Money { cache: 0, ..sample() });
}

#[test]
fn unknown_fields_are_kept() {
    let mut bytes = sample().encode_to_vec();
    bytes.extend([0xF8, 0x06, 1]);
    let back = Money::decode_from_slice(&bytes).unwrap();
    assert_eq!(back.unknown.iter().count(), 1);
    assert_eq!(back.encode_to_vec(), bytes);
}

#[test]
fn errors_name_the_path() {
    let error = Money::decode_from_slice(&[0x32, 3, 0x0A, 1, 0xFF]).unwrap_err();
    assert_eq!(error.path(), "acme.Money.parent.currency");
}
