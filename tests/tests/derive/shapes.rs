//! Structs of unusual shapes: tuples, generics, recursion, oneofs among other fields, defaults.

use std::collections::HashMap;

use buffa::{EnumValue, Message, MessageName, MessageView, UnknownFields};

/// A newtype: the field is called by its position.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct UserId(#[buffa(tag = 1, name = "value")] String);

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(auto_tags)]
struct Point(f64, f64, #[buffa(skip)] u8, #[buffa(unknown_fields)] UnknownFields);

#[test]
fn tuples() {
    let id = UserId("ada".into());
    let bytes = id.encode_to_vec();
    assert_eq!(bytes, b"\x0A\x03ada");
    assert_eq!(UserId::decode_from_slice(&bytes).unwrap(), id);
    assert_eq!(UserIdView::decode_view(&bytes).unwrap()._0, "ada");
    assert_eq!(buffa::json::to_string(&id).unwrap(), r#"{"value":"ada"}"#);

    let point = Point(1.0, 2.0, 3, UnknownFields::new());
    let mut bytes = point.encode_to_vec();
    assert_eq!((bytes.len(), bytes[0], bytes[9]), (18, 0x09, 0x11));
    bytes.extend([0x78, 1]);
    let back = Point::decode_from_slice(&bytes).unwrap();
    assert_eq!((back.0, back.1, back.2, back.3.iter().count()), (1.0, 2.0, 0, 1));
    assert_eq!(PointView::decode_view(&bytes).unwrap().to_owned_message(), back);
    assert_eq!(buffa::json::to_string(&back).unwrap(), r#"{"field1":1,"field2":2}"#);
}

/// A page of anything.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Page<T: Message> {
    #[buffa(tag = 1)]
    items: Vec<T>,
    #[buffa(tag = 2)]
    next: Option<Box<Page<T>>>,
    #[buffa(tag = 3)]
    by_name: HashMap<String, T>,
    #[buffa(tag = 4)]
    total: u32,
}

#[test]
fn generics() {
    let page = Page {
        items: vec![UserId("a".into()), UserId("b".into())],
        next: Some(Box::default()),
        by_name: [("c".to_owned(), UserId("c".into()))].into(),
        total: 3,
    };
    let bytes = page.encode_to_vec();
    assert_eq!(Page::<UserId>::decode_from_slice(&bytes).unwrap(), page);
    let text = serde_json::to_string(&page).unwrap();
    assert_eq!(serde_json::from_str::<Page<UserId>>(&text).unwrap(), page);
    // Each instance has a default of its own.
    use buffa::DefaultInstance;
    let points = Page::<Point>::default_instance();
    assert_eq!(points.items.len(), Page::<UserId>::default_instance().items.len());
    assert!(std::ptr::eq(points, Page::<Point>::default_instance()));
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Tree {
    #[buffa(tag = 1)]
    name: String,
    #[buffa(tag = 2)]
    children: Vec<Tree>,
    #[buffa(tag = 3)]
    left: Option<Box<Self>>,
}

#[test]
fn recursion() {
    let leaf = |name: &str| Tree { name: name.into(), ..Default::default() };
    let tree = Tree { children: vec![leaf("a")], left: Some(leaf("l").into()), ..leaf("root") };
    let bytes = tree.encode_to_vec();
    assert_eq!(Tree::decode_from_slice(&bytes).unwrap(), tree);
    let view = TreeView::decode_view(&bytes).unwrap();
    assert_eq!(view.left.get().name, "l");
    assert_eq!(view.to_owned_message(), tree);
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Choice {
    #[buffa(tag = 2)]
    Text(String),
    #[buffa(tag = 4)]
    Tree(Tree),
    #[buffa(tag = 9, sint32)]
    Number(i32),
    #[buffa(tag = 12, enumeration)]
    Grade(Grade),
    #[buffa(tag = 13)]
    Raw([u8; 2]),
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(auto_tags)]
enum Other {
    #[buffa(tag = 6)]
    Yes(bool),
    Count(u64),
}

/// A closed enum without a zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(closed)]
enum Grade {
    #[default]
    Good = 1,
    Bad = -2,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Mixed {
    #[buffa(tag = 1)]
    before: String,
    #[buffa(oneof)]
    choice: Option<Choice>,
    #[buffa(tag = 3)]
    between: String,
    #[buffa(oneof)]
    other: Option<Other>,
    #[buffa(tag = 10, default = Grade::Bad, enumeration)]
    mark: Option<Grade>,
    #[buffa(unknown_fields)]
    rest: UnknownFields,
}

mod generated {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto2";
        package same;
        message Mixed {
            optional string before = 1;
            oneof choice {
                string text = 2; Tree tree = 4; sint32 number = 9; Grade grade = 12; bytes raw = 13;
            }
            optional string between = 3;
            oneof other { bool yes = 6; uint64 count = 7; }
        }
        message Tree {}
        enum Grade { GOOD = 1; BAD = -2; }
    "#
    );
}

#[test]
fn oneofs_among_fields() {
    let mixed = |choice, other| Mixed {
        before: "b".into(),
        choice,
        between: "m".into(),
        other,
        ..Default::default()
    };
    let choices = [
        None,
        Some(Choice::Text("t".into())),
        Some(Choice::Tree(Tree::default())),
        Some(Choice::Number(-1)),
        Some(Choice::Grade(Grade::Bad)),
        Some(Choice::Raw([0, 1])),
    ];
    for choice in choices {
        for other in [None, Some(Other::Yes(false)), Some(Other::Count(3))] {
            let message = mixed(choice.clone(), other);
            let bytes = message.encode_to_vec();
            let same = generated::same::Mixed::decode_from_slice(&bytes).unwrap();
            assert_eq!(same.encode_to_vec(), bytes, "{message:?}");
            assert!(same.unknown_fields().is_empty());
            assert_eq!(Mixed::decode_from_slice(&bytes).unwrap(), message);
            let view = MixedView::decode_view(&bytes).unwrap();
            assert_eq!(view.encode_to_vec(), bytes);
            assert_eq!(view.to_owned_message(), message);
            let text = buffa::json::to_string(&message).unwrap();
            assert_eq!(text, buffa::json::to_string(&same).unwrap());
            assert_eq!(buffa::json::from_str::<Mixed>(&text).unwrap(), message);
        }
    }
    // A closed enum in a oneof: an unknown number goes to the unknown fields of the message.
    let stray = Mixed::decode_from_slice(&[0x60, 5]).unwrap();
    assert_eq!((stray.choice, stray.rest.iter().count()), (None, 1));
}

#[derive(Clone, PartialEq, buffa::Message)]
#[buffa(name = "net.Server", default, debug, accessors, reserved(2, 6..=10, "old"))]
struct Server {
    #[buffa(tag = 1, default = "localhost")]
    host: Option<String>,
    #[buffa(tag = 3, required, default = 80)]
    port: u32,
    #[buffa(tag = 4, debug_redact)]
    password: String,
    #[buffa(tag = 5, default = Grade::Bad, enumeration)]
    grade: Option<Grade>,
    #[buffa(tag = 11, default = -0.5, json_name = "Ratio")]
    ratio: Option<f32>,
    #[buffa(tag = 12, required, enumeration, default = Mode::Slow)]
    mode: EnumValue<Mode>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Mode {
    #[default]
    Fast = 0,
    #[buffa(name = "SLOW_MODE")]
    Slow = 1,
}

#[test]
fn defaults_and_accessors() {
    let server = Server::default();
    assert_eq!((server.port, server.host()), (80, "localhost"));
    assert_eq!((server.grade(), server.ratio(), server.has_ratio()), (Grade::Bad, -0.5, false));
    assert_eq!(server.mode, Mode::Slow);
    let server = server.with_host("h").with_password("secret").with_ratio(1.0);
    let shown = format!("{server:?}");
    assert!(shown.contains("REDACTED") && !shown.contains("secret"), "{shown}");
    let bytes = server.encode_to_vec();
    assert_eq!(Server::decode_from_slice(&bytes).unwrap(), server);
    assert_eq!(ServerView::default().port, 80);
    assert_eq!(ServerView::decode_view(&bytes).unwrap().to_owned_message(), server);
    assert_eq!(Server::FULL_NAME, "net.Server");
    let text = buffa::json::to_string(&server).unwrap();
    assert!(text.contains("\"Ratio\":1") && text.contains("SLOW_MODE"), "{text}");
    let mut cleared = server;
    cleared.clear();
    assert_eq!(cleared, Server::default());
}

/// `default` without any value of its own.
#[derive(Clone, Debug, PartialEq, buffa::Message)]
#[buffa(default)]
struct Fresh<T: Message> {
    #[buffa(tag = 1)]
    name: String,
    #[buffa(tag = 2)]
    ids: Vec<u32>,
    #[buffa(tag = 3)]
    items: Vec<T>,
    #[buffa(tag = 4)]
    mode: EnumValue<Mode>,
    #[buffa(tag = 5)]
    level: Option<i64>,
    #[buffa(skip)]
    cache: u8,
}

#[test]
fn defaults_without_values() {
    let fresh = Fresh::<Point>::default();
    assert!(fresh.name.is_empty() && fresh.ids.is_empty() && fresh.items.is_empty());
    assert_eq!((fresh.mode, fresh.level, fresh.cache), (Mode::Fast.into(), None, 0));
    assert!(fresh.encode_to_vec().is_empty());
}

/// Names of the runtime and of the prelude, as the names of a user's types.
mod names {
    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    pub(crate) struct Record {
        #[buffa(tag = 1)]
        pub(crate) table: buffa::MessageField<Table>,
        #[buffa(tag = 2, enumeration)]
        pub(crate) map: buffa::EnumValue<Map>,
        #[buffa(oneof)]
        pub(crate) body: core::option::Option<Body>,
    }

    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    pub(crate) struct Table {
        #[buffa(tag = 1, name = "self")]
        pub(crate) r#type: String,
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
    pub(crate) enum Map {
        #[default]
        Some,
    }

    #[derive(Clone, Debug, PartialEq, buffa::Oneof)]
    pub(crate) enum Body {
        #[buffa(3)]
        Option(Box<Record>),
        #[buffa(4)]
        None(u32),
    }

    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    pub(crate) struct Option {
        #[buffa(1)]
        pub(crate) result: Vec<Table>,
    }
}

#[test]
fn names_of_the_runtime() {
    let record = names::Record {
        table: names::Table { r#type: "t".into() }.into(),
        body: Some(names::Body::Option(Box::default())),
        ..Default::default()
    };
    let bytes = record.encode_to_vec();
    assert_eq!(names::RecordView::decode_view(&bytes).unwrap().to_owned_message(), record);
    assert_eq!(buffa::json::to_string(&record).unwrap(), r#"{"table":{"self":"t"},"option":{}}"#);
    assert!(names::Option::default().encode_to_vec().is_empty());
}

#[test]
fn in_a_function() {
    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    struct Local {
        #[buffa(1)]
        inner: Vec<Inner>,
    }
    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    struct Inner {
        #[buffa(1)]
        x: i32,
    }
    let local = Local { inner: vec![Inner { x: 1 }] };
    let view = local.encode_to_vec();
    assert_eq!(LocalView::decode_view(&view).unwrap().to_owned_message(), local);
}
