//! Required fields of structs: their absence is told where a field says `absent_fields`.

use std::collections::BTreeMap;

use buffa::json::ParseOptions;
use buffa::{
    AbsentFields, DecodeErrorKind, DecodeOptions, EnumValue, Message, MessageField, MessageView,
};
use buffa_tests::Wire;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Mode {
    #[default]
    Fast = 0,
    Slow = 1,
}

#[derive(Clone, PartialEq, buffa::Message)]
#[buffa(name = "net.Server", default, debug, accessors)]
struct Server {
    #[buffa(tag = 1, required)]
    host: String,
    #[buffa(tag = 2, required, default = 80)]
    port: u32,
    #[buffa(tag = 3, required, enumeration)]
    mode: EnumValue<Mode>,
    #[buffa(tag = 4, required, enumeration)]
    closed: Mode,
    #[buffa(tag = 5, required, as = String)]
    path: Path,
    #[buffa(tag = 6, required)]
    key: [u8; 2],
    #[buffa(absent_fields)]
    absent: AbsentFields<1>,
    #[buffa(tag = 7)]
    note: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Path(String);

impl From<String> for Path {
    fn from(text: String) -> Self {
        Path(text)
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.0
    }
}

/// One that holds others, and itself.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Net {
    #[buffa(tag = 1)]
    servers: Vec<Server>,
    #[buffa(tag = 2)]
    main: MessageField<Server>,
    #[buffa(tag = 3)]
    held: Option<Box<Server>>,
    #[buffa(tag = 4)]
    inner: Vec<Net>,
    #[buffa(tag = 5, message)]
    bare: Pair,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Pair(
    #[buffa(tag = 1, required)] u32,
    #[buffa(absent_fields)] AbsentFields,
    #[buffa(tag = 2, required)] u32,
);

/// Without a place that tells it, nothing is known of absence.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Careless {
    #[buffa(tag = 1, required)]
    id: u32,
}

const PARTIAL: DecodeOptions = DecodeOptions::new().with_partial(true);

#[test]
fn each_field_can_be_absent() {
    let names = ["host", "port", "mode", "closed", "path", "key"];
    let error = Server::decode_from_slice(&[]).unwrap_err().to_string();
    assert_eq!(error, format!("net.Server: required fields are missing: {}", names.join(", ")));
    let parts: [&[u8]; 6] =
        [&[0x0A, 0], &[0x10, 80], &[0x18, 0], &[0x20, 0], &[0x2A, 0], &[0x32, 2, 0, 0]];
    assert_eq!(Server::default().encode_to_vec(), parts.concat());
    assert_eq!(Server::decode_from_slice(&parts.concat()).unwrap(), Server::default());
    for (index, name) in names.iter().enumerate() {
        let mut others = parts.to_vec();
        others.remove(index);
        let bytes = others.concat();
        let error = Server::decode_from_slice(&bytes).unwrap_err();
        assert_eq!(error.to_string(), format!("net.Server: required fields are missing: {name}"));
        assert_eq!(ServerView::decode_view(&bytes).unwrap_err(), error);
        let partial: Server = PARTIAL.decode_from_slice(&bytes).unwrap();
        assert_eq!(partial.encode_to_vec(), bytes, "without {name}");
        let view: ServerView<'_> = PARTIAL.decode_view(&bytes).unwrap();
        assert_eq!(view.encode_to_vec(), bytes, "view without {name}");
        assert_eq!(view.to_owned_message(), partial, "{name}");
        let text = buffa::json::to_string(&partial).unwrap();
        assert!(!text.contains(&format!("\"{name}\"")), "{text}");
        let error = buffa::json::from_str::<Server>(&text).unwrap_err().to_string();
        assert!(error.ends_with(&format!("missing: {name}")), "{error}");
        assert!(serde_json::from_str::<Server>(&text).is_err());
        assert_eq!(ParseOptions::new().with_partial(true).from_str::<Server>(&text), Ok(partial));
    }
}

/// Defaults that are no numbers, which are not equal to themselves.
#[derive(Clone, PartialEq, buffa::Message)]
#[buffa(default, debug, accessors)]
struct NoNumbers {
    #[buffa(tag = 1, required, default = f64::NAN)]
    double: f64,
    #[buffa(tag = 2, required, default = f32::NAN)]
    float: f32,
    #[buffa(tag = 3, default = f64::NAN)]
    option: Option<f64>,
    #[buffa(tag = 4, required, as = f64)]
    converted: Ratio,
    #[buffa(absent_fields)]
    absent: AbsentFields<1>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Ratio(f64);

impl From<f64> for Ratio {
    fn from(value: f64) -> Self {
        Ratio(value)
    }
}

impl From<Ratio> for f64 {
    fn from(ratio: Ratio) -> Self {
        ratio.0
    }
}

#[test]
fn defaults_that_are_no_numbers() {
    let partial: NoNumbers = PARTIAL.decode_from_slice(&[]).unwrap();
    assert!(partial.double.is_nan() && partial.float.is_nan());
    assert!(partial.encode_to_vec().is_empty());
    assert!(!partial.has_double() && !partial.has_float());
    let error = NoNumbers::decode_from_slice(&[]).unwrap_err();
    let missing = "NoNumbers: required fields are missing: double, float, converted";
    assert_eq!(error.to_string(), missing);
    assert_eq!(NoNumbersView::decode_view(&[]).unwrap_err(), error);
    let view: NoNumbersView<'_> = PARTIAL.decode_view(&[]).unwrap();
    assert!(view.encode_to_vec().is_empty());
    assert_eq!(buffa::json::to_string(&partial).unwrap(), "{}");
    // Each of these comes back bit by bit, the default as well.
    let doubles = [f64::NAN, f64::from_bits(f64::NAN.to_bits() | 1), -f64::NAN, 0.0];
    let floats = [f32::NAN, f32::from_bits(f32::NAN.to_bits() | 1), -f32::NAN, 0.0];
    for (double, float) in doubles.into_iter().zip(floats) {
        let wire = Wire::new().fixed64(1, double.to_bits()).fixed32(2, float.to_bits());
        let wire = wire.fixed64(3, double.to_bits()).fixed64(4, double.to_bits());
        let message = NoNumbers::decode_from_slice(wire.as_ref()).unwrap();
        assert_eq!(message.encode_to_vec(), wire.as_ref());
        assert!(message.has_double() && message.has_float());
        let view = NoNumbersView::decode_view(wire.as_ref()).unwrap();
        assert_eq!(view.encode_to_vec(), wire.as_ref());
        assert_eq!(view.to_owned_message().encode_to_vec(), wire.as_ref());
        let text = buffa::json::to_string(&message).unwrap();
        assert!(buffa::json::from_str::<NoNumbers>(&text).is_ok(), "{text}");
        // Set in a message in which it was absent: what differs from the default is there.
        let mut set: NoNumbers = PARTIAL.decode_from_slice(&[]).unwrap();
        set.double = double;
        assert_eq!(set.has_double(), double.to_bits() != f64::NAN.to_bits());
        let with = partial.clone().with_double(double);
        assert_eq!(with.encode_to_vec(), Wire::new().fixed64(1, double.to_bits()).as_ref());
    }
}

#[test]
fn what_is_set_is_written() {
    let mut server: Server = PARTIAL.decode_from_slice(&[]).unwrap();
    assert!(!server.has_port());
    server.port = 81;
    server.path.0 = "p".into();
    server.key = [0, 1];
    let server = server.with_host("");
    assert!(server.has_port() && server.has_host() && server.has_key() && !server.has_mode());
    assert_eq!(server.encode_to_vec(), [0x0A, 0, 0x10, 81, 0x2A, 1, b'p', 0x32, 2, 0, 1]);
}

#[test]
fn messages_in_messages() {
    let server = Server::default().encode_to_vec();
    let missing = "required fields are missing";
    let around = |tag: u8, body: &[u8]| [&[tag, body.len() as u8], body].concat();
    let pair = around(0x2A, &[8, 1, 16, 2]);
    for (tag, name) in [(0x0A, "servers[0]"), (0x12, "main"), (0x1A, "held")] {
        let net = [around(tag, &server[2..]), pair.clone()].concat();
        let error = Net::decode_from_slice(&net).unwrap_err().to_string();
        assert_eq!(error, format!("Net: {missing}: {name}.host"));
        let error = NetView::decode_view(&net).unwrap_err().to_string();
        assert_eq!(error, format!("Net: {missing}: {name}.host"));
        let net = around(0x22, &net);
        let error = Net::decode_from_slice(&net).unwrap_err().to_string();
        assert_eq!(error, format!("Net: {missing}: inner[0].{name}.host"));
        assert_eq!(PARTIAL.decode_from_slice::<Net>(&net).unwrap().inner[0].bare.2, 2);
    }
    // A message that is always there is complete where it does not come.
    assert!(Net::decode_from_slice(&[]).is_ok());
    let error = Net::decode_from_slice(&around(0x2A, &[8, 1])).unwrap_err().to_string();
    assert_eq!(error, format!("Net: {missing}: bare.field_2"));
    let pieces = [around(0x2A, &[8, 1]), around(0x2A, &[16, 2])].concat();
    assert_eq!(Net::decode_from_slice(&pieces).unwrap().encode_to_vec(), pair);
    for tag in [0x12, 0x1A] {
        let pieces = [around(tag, &server[..6]), around(tag, &server[6..])].concat();
        assert!(Net::decode_from_slice(&pieces).is_ok());
        let pieces = [pieces, pair.clone()].concat();
        if let Err(error) = NetView::decode_view(&pieces) {
            panic!("{tag:#X}: {error}");
        }
    }
}

/// Holds a pair in every way in which a struct can.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Pairs {
    #[buffa(tag = 1)]
    field: MessageField<Pair>,
    #[buffa(tag = 2, message)]
    option: Option<Pair>,
    #[buffa(tag = 3)]
    boxed_option: Option<Box<Pair>>,
    #[buffa(tag = 4, message)]
    bare: Pair,
    #[buffa(tag = 5, message)]
    boxed: Box<Pair>,
    #[buffa(tag = 6)]
    list: Vec<Pair>,
    #[buffa(tag = 7)]
    map: BTreeMap<u32, Pair>,
    #[buffa(oneof)]
    choice: Option<Choice>,
    #[buffa(tag = 9, group)]
    group: Option<Box<Pair>>,
    #[buffa(tag = 10, group)]
    bare_group: Pair,
    #[buffa(tag = 11)]
    deep: Option<Box<Pairs>>,
    #[buffa(tag = 12, message, as = Pair)]
    converted: Sum,
    #[buffa(tag = 13, message, as = Pair)]
    maybe_converted: Option<Sum>,
    #[buffa(tag = 14, message, as = Pair)]
    all_converted: Vec<Sum>,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Choice {
    #[buffa(tag = 8)]
    Member(Pair),
}

/// What a pair is converted to.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sum(u32, u32);

impl From<Pair> for Sum {
    fn from(pair: Pair) -> Self {
        Sum(pair.0, pair.2)
    }
}

impl From<Sum> for Pair {
    fn from(sum: Sum) -> Self {
        Pair(sum.0, AbsentFields::none(), sum.1)
    }
}

/// The number of a field of `Pairs`, its name up to the pair, and whether its pieces are one message.
const SHAPES: [(u32, &str, bool); 13] = [
    (1, "field", true),
    (2, "option", true),
    (3, "boxed_option", true),
    (4, "bare", true),
    (5, "boxed", true),
    (6, "list[0]", false),
    (7, "map[0]", false),
    (8, "member", true),
    (9, "group", true),
    (10, "bare_group", true),
    (12, "converted", true),
    (13, "maybe_converted", true),
    (14, "all_converted[0]", false),
];

/// A piece of a pair as field `number` of `Pairs`.
fn piece(number: u32, fields: &[(u32, u64)]) -> Wire {
    let body =
        fields.iter().fold(Wire::new(), |wire, (number, value)| wire.varint(*number, *value));
    match number {
        7 => Wire::new().message(7, Wire::new().message(2, body)),
        9 | 10 => Wire::new().group(number, body),
        _ => Wire::new().message(number, body),
    }
}

/// The fields in a piece of a pair: their numbers and values.
type Fields = &'static [(u32, u64)];

/// Pieces that are one message, and the names of the fields that none of them has.
const PIECES: [(&[Fields], &[&str]); 12] = [
    (&[&[]], &["field_1", "field_2"]),
    (&[&[(1, 0)]], &["field_2"]),
    (&[&[(2, 5)]], &["field_1"]),
    (&[&[(1, 0), (2, 0)]], &[]),
    (&[&[(1, 3), (2, 4)]], &[]),
    (&[&[(1, 0)], &[(2, 0)]], &[]),
    (&[&[(2, 4)], &[(1, 0)]], &[]),
    (&[&[], &[(1, 0)], &[], &[(2, 0)]], &[]),
    // What is complete stays so, and need not differ from what is new.
    (&[&[(1, 0), (2, 0)], &[]], &[]),
    (&[&[(1, 0)], &[(2, 0)], &[], &[]], &[]),
    (&[&[(1, 0)], &[(1, 0)], &[]], &["field_2"]),
    (&[&[], &[]], &["field_1", "field_2"]),
];

/// Views and owned messages say the same of `wire`: the names of what is missing. The message that
/// they make of it is the same, too.
fn missing(wire: &Wire) -> Vec<String> {
    let owned = Pairs::decode_from_slice(wire.as_ref());
    let view = PairsView::decode_view(wire.as_ref()).map(|view| view.to_owned_message());
    assert_eq!(owned, view, "{wire:?}");
    let partial: Pairs = PARTIAL.decode_from_slice(wire.as_ref()).expect("partial");
    let view: PairsView<'_> = PARTIAL.decode_view(wire.as_ref()).expect("partial");
    assert_eq!(view.to_owned_message(), partial, "{wire:?}");
    match owned {
        Ok(message) => {
            assert_eq!(message, partial);
            assert_eq!(message.encode_to_vec(), partial.encode_to_vec());
            assert_eq!(Pairs::decode_from_slice(&message.encode_to_vec()), Ok(message));
            Vec::new()
        }
        Err(error) => {
            let DecodeErrorKind::MissingRequired { fields, more: false } = error.kind() else {
                panic!("{error}");
            };
            assert_eq!(error.path(), "Pairs");
            fields.clone()
        }
    }
}

#[test]
fn views_and_owned_messages_agree_on_every_shape() {
    let mut cases: Vec<(Wire, Vec<String>)> = Vec::new();
    for (number, name, is_one) in SHAPES {
        for (pieces, lacking) in PIECES {
            if !is_one && pieces.len() > 1 {
                continue;
            }
            let wires = pieces.iter().map(|fields| piece(number, fields));
            let whole = wires.fold(Wire::new(), |wire, piece| wire.raw(piece.as_ref()));
            let lacking = lacking.iter().map(|field| format!("{name}.{field}")).collect();
            cases.push((whole, lacking));
        }
    }
    for (wire, lacking) in &cases {
        assert_eq!(missing(wire), *lacking, "{wire:?}");
        let deep = Wire::new().message(11, wire.clone());
        let lacking: Vec<String> = lacking.iter().map(|way| format!("deep.{way}")).collect();
        assert_eq!(missing(&deep), lacking, "{deep:?}");
    }
}

/// What is around a message in pieces comes in as many. What is converted is the exception: it is made
/// of the pieces in one body, so it has to be complete in that one.
#[test]
fn pieces_in_pieces() {
    for (number, name, is_one) in SHAPES {
        for (pieces, lacking) in PIECES {
            if !is_one || name.contains("converted") {
                continue;
            }
            let wires = pieces.iter().map(|fields| Wire::new().message(11, piece(number, fields)));
            let whole = wires.fold(Wire::new(), |wire, piece| wire.raw(piece.as_ref()));
            let lacking: Vec<String> =
                lacking.iter().map(|field| format!("deep.{name}.{field}")).collect();
            assert_eq!(missing(&whole), lacking, "{whole:?}");
        }
    }
    let half = |fields: &[(u32, u64)]| Wire::new().message(11, piece(13, fields));
    let halves = half(&[(1, 1)]).raw(half(&[(2, 2)]).as_ref());
    let error = Pairs::decode_from_slice(halves.as_ref()).unwrap_err().to_string();
    assert_eq!(error, "Pairs: required fields are missing: deep.maybe_converted.field_2");
}

/// What one message was read from and what is merged into it later are pieces of it, as if they had come
/// together; wherever they stand, and whether what is missing is minded or not.
#[test]
fn merging_reads_on() {
    for (number, name, is_one) in SHAPES {
        for (pieces, _) in PIECES {
            if !is_one || name.contains("converted") {
                continue;
            }
            let pieces: Vec<_> = pieces.iter().map(|fields| piece(number, fields)).collect();
            for cut in 0..=pieces.len() {
                let join = |pieces: &[Wire]| {
                    pieces.iter().fold(Wire::new(), |wire, piece| wire.raw(piece.as_ref()))
                };
                let (before, after) = (join(&pieces[..cut]), join(&pieces[cut..]));
                check_merge(&before, &after);
                check_merge(&Wire::new().message(11, before), &Wire::new().message(11, after));
            }
        }
    }
}

fn check_merge(before: &Wire, after: &Wire) {
    let both = before.clone().raw(after.as_ref());
    let together: Pairs = PARTIAL.decode_from_slice(both.as_ref()).expect("partial");
    let starts = [
        PARTIAL.decode_from_slice::<Pairs>(before.as_ref()).expect("partial"),
        PARTIAL.decode_view::<PairsView<'_>>(before.as_ref()).expect("partial").to_owned_message(),
    ];
    for start in starts {
        let mut merged = start.clone();
        PARTIAL.merge_from_slice(&mut merged, after.as_ref()).expect("partial");
        assert_eq!(merged, together, "{before:?} and {after:?}");
        assert_eq!(merged.encode_to_vec(), together.encode_to_vec(), "{before:?} and {after:?}");
        let mut merged = start;
        let outcome = merged.merge(after.as_ref()).map(|()| merged);
        assert_eq!(outcome, Pairs::decode_from_slice(both.as_ref()), "{before:?} and {after:?}");
    }
}

/// One that can be incomplete, and in which something is converted.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Rich {
    #[buffa(tag = 1, required)]
    id: u32,
    #[buffa(absent_fields)]
    absent: AbsentFields,
    #[buffa(tag = 2, message, as = Pair)]
    sum: Option<Sum>,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Around {
    #[buffa(tag = 1, message)]
    bare: Rich,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Arounds {
    #[buffa(tag = 1)]
    map: BTreeMap<u32, Around>,
}

/// The values of a map are read in one place after the other: what was passed over in one of them is
/// not passed over in the next one.
#[test]
fn pieces_of_messages_that_lie_in_one_place() {
    let id = |id| Wire::new().varint(1, id);
    let sum = || Wire::new().message(2, Wire::new().varint(1, 7).varint(2, 8));
    let pieces: [&[Wire]; 6] = [
        &[id(0), Wire::new(), Wire::new(), Wire::new()],
        &[id(1), id(0), id(0), id(0)],
        &[id(5), sum()],
        &[id(0), id(0), sum(), Wire::new()],
        &[id(3), Wire::new(), sum()],
        &[id(6), id(7)],
    ];
    for shift in 0..pieces.len() {
        let entries = (0..pieces.len()).map(|index| {
            let pieces = pieces[(index + shift) % pieces.len()].iter();
            let bare = pieces.map(|piece| Wire::new().message(1, piece.clone()));
            let value = bare.fold(Wire::new(), |wire, piece| wire.raw(piece.as_ref()));
            Wire::new().message(1, Wire::new().varint(1, index as u64).message(2, value))
        });
        let wire = entries.fold(Wire::new(), |wire, entry| wire.raw(entry.as_ref()));
        let owned = Arounds::decode_from_slice(wire.as_ref()).expect("complete");
        let view = AroundsView::decode_view(wire.as_ref()).expect("complete");
        assert_eq!(view.to_owned_message(), owned, "{wire:?}");
        for (index, around) in &owned.map {
            let given = pieces[(*index as usize + shift) % pieces.len()];
            let last = given.iter().rfind(|piece| piece.0.first() == Some(&8));
            assert_eq!(around.bare.id, last.map_or(0, |piece| piece.0[1].into()));
            assert_eq!(around.bare.sum.is_some(), given.contains(&sum()));
        }
    }
}

#[test]
fn without_a_place_nothing_is_known() {
    let careless = Careless::decode_from_slice(&[]).unwrap();
    assert_eq!(careless.encode_to_vec(), [8, 0]);
}
