//! Required fields of structs: their absence is told where a field says `absent_fields`.

use buffa::json::ParseOptions;
use buffa::{AbsentFields, DecodeOptions, EnumValue, Message, MessageField, MessageView};

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

#[test]
fn without_a_place_nothing_is_known() {
    let careless = Careless::decode_from_slice(&[]).unwrap();
    assert_eq!(careless.encode_to_vec(), [8, 0]);
}
