//! How large a message may be.

use buffa::json::{ParseErrorKind, ParseOptions, PrintOptions};
use buffa::{DecodeErrorKind, DecodeOptions, ExtensionSet, Message};
use buffa_tests::Wire;

use crate::depth::KEPT;
use crate::schema::lim::EXT;
use crate::schema::{Node, registry};
use crate::ways::{edge, open, view, ways};

fn limit(bytes: usize) -> DecodeOptions {
    DecodeOptions::new().with_max_message_size(bytes)
}

#[test]
fn of_what_is_decoded() {
    for len in [0, 1, 100, 1000] {
        let wire = if len < 4 { vec![0; 0] } else { Wire::new().bytes(5, "x".repeat(len)).0 };
        let (len, Some(less)) = (wire.len(), wire.len().checked_sub(1)) else { continue };
        for (way, decode) in ways::<Node>() {
            // A stream is not read to its end to find out how much there would have been.
            let kind = &DecodeErrorKind::MessageTooLarge { len: len as u64, limit: less };
            edge(way, kind, decode(&limit(len), &wire), Some(decode(&limit(less), &wire)));
        }
        let view = |bytes| view::<Node>(&limit(bytes), &wire).map(|_| ());
        let kind = &DecodeErrorKind::MessageTooLarge { len: len as u64, limit: less };
        edge("view", kind, view(len), Some(view(less)));
    }
}

#[test]
fn of_what_is_kept() {
    let registry = registry();
    let inner = Wire::new().bytes(5, "x".repeat(100));
    for (kept, _, wrap) in KEPT {
        let node: Node = open().decode_from_slice(&wrap(inner.clone()).0).unwrap();
        let print = |bytes| {
            PrintOptions::new().with_registry(&registry).with_limits(limit(bytes)).to_string(&node)
        };
        let least = (0..200).find(|bytes| print(*bytes).is_ok()).expect(kept);
        assert!((inner.0.len()..inner.0.len() + 12).contains(&least), "{kept}: {least}");
    }
    let node = Node::decode_from_slice(&Wire::new().message(100, inner.clone()).0).unwrap();
    // The extension with its tag and its length.
    let len = inner.0.len() + 3;
    let read = |bytes| node.try_extension_with(&EXT, &limit(bytes));
    let kind = &DecodeErrorKind::MessageTooLarge { len: len as u64, limit: len - 1 };
    edge("extension", kind, read(len), Some(read(len - 1)));
}

#[test]
fn of_what_is_parsed() {
    let text = r#"{"other":"x"}"#;
    let parse = |bytes| ParseOptions::new().with_limits(limit(bytes)).from_str::<Node>(text);
    assert!(parse(text.len()).is_ok());
    let error = parse(text.len() - 1).unwrap_err();
    let (len, limit) = (text.len(), text.len() - 1);
    assert_eq!(*error.kind(), ParseErrorKind::MessageTooLarge { len, limit });
}

/// No option makes messages larger than any decoder accepts.
#[test]
fn of_all_messages_is_below_two_gibibytes() {
    const MOST: usize = (1 << 31) - 1;
    assert_eq!(limit(usize::MAX), DecodeOptions::new());
    assert_eq!(limit(MOST + 1), DecodeOptions::new());
    assert_eq!(limit(MOST), DecodeOptions::new());
    assert_ne!(limit(MOST - 1), DecodeOptions::new());
    let announced = Wire::new().bare_varint(MOST as u64 + 1).0;
    let result =
        limit(usize::MAX).decode_length_delimited_reader::<Node>(&mut announced.as_slice());
    let kind = DecodeErrorKind::MessageTooLarge { len: MOST as u64 + 1, limit: MOST };
    assert_eq!(*result.unwrap_err().kind(), kind);
}
