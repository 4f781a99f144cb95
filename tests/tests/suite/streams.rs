//! Input and output other than one slice: streams, buffers in parts, lengths in front.

use std::io;

use buffa::bytes::{Buf, BufMut, Bytes, BytesMut};
use buffa::{
    DecodeErrorKind, DecodeOptions, EncodeError, HasView, Message, MessageView, OwnedView,
};
use buffa_tests::schemas::own::cover::nesting::Tree;
use buffa_tests::schemas::own::lib::Money;

fn tree() -> Tree {
    let mut tree = Tree { label: "root".into(), weight: -3, ..Default::default() };
    tree.left.get_or_insert_default().label = "é".repeat(200);
    tree.children = vec![Tree { packed: vec![1, -1, i32::MIN], ..Default::default() }; 3];
    tree
}

/// A reader that gives one byte at a time.
struct Slow<R>(R);

impl<R: io::Read> io::Read for Slow<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let len = buf.len().min(1);
        self.0.read(&mut buf[..len])
    }
}

/// A reader that fails.
struct Broken;

impl io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("unplugged"))
    }
}

#[test]
fn buffers_in_parts_are_read_as_one() {
    let bytes = tree().encode_to_vec();
    for cut in 0..=bytes.len() {
        let (head, tail) = bytes.split_at(cut);
        assert_eq!(Tree::decode(head.chain(tail)).unwrap(), tree(), "cut at {cut}");
    }
    let three = Bytes::copy_from_slice(&bytes[..7]).chain(&bytes[7..9]).chain(&bytes[9..]);
    assert_eq!(Tree::decode(three).unwrap(), tree());
    let mut message = Tree::default();
    message.merge(bytes[..0].chain(&bytes[..])).unwrap();
    assert_eq!(message, tree());
}

#[test]
fn a_buffer_stands_behind_the_message() {
    let mut bytes = BytesMut::new();
    tree().encode_length_delimited(&mut bytes);
    Tree::default().encode_length_delimited(&mut bytes);
    bytes.put_u8(9);
    let mut buf = bytes.freeze();
    assert_eq!(Tree::decode_length_delimited(&mut buf).unwrap(), tree());
    assert_eq!(Tree::decode_length_delimited(&mut buf).unwrap(), Tree::default());
    assert_eq!(buf.chunk(), [9]);
    let error = Tree::decode_length_delimited(&mut buf).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::Incomplete { missing: Some(9) });
    for len in [10, 11] {
        let error = Tree::decode_length_delimited(&mut &[0x80; 11][..len]).unwrap_err();
        assert_eq!(*error.kind(), DecodeErrorKind::VarintTooLong);
    }
    let error = Tree::decode_length_delimited(&mut &[][..]).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::Incomplete { missing: None });
}

/// All bytes one by one, each in a chunk of its own, as far as it shows them.
fn bytes_one_by_one(bytes: &[u8]) -> Box<dyn Buf + '_> {
    match bytes {
        [] => Box::new(bytes),
        [first, rest @ ..] => Box::new(std::slice::from_ref(first).chain(bytes_one_by_one(rest))),
    }
}

#[test]
fn what_arrives_in_parts_waits_for_the_rest() {
    // Lengths of one, two and three bytes.
    for text in [0, 3, 100, 140, 20_000] {
        let tree = Tree { label: "x".repeat(text), ..Default::default() };
        let bytes = tree.encode_length_delimited_to_vec();
        let prefix = bytes.len() - tree.encoded_len();
        let cuts = (0..bytes.len().min(200)).chain(bytes.len().saturating_sub(50)..bytes.len());
        for cut in cuts {
            let missing = (cut >= prefix).then(|| bytes.len() - cut);
            let check = |buf: &mut dyn Buf, shape: &str| {
                let mut buf = buf;
                let error = Tree::decode_length_delimited(&mut buf).unwrap_err();
                let expected = DecodeErrorKind::Incomplete { missing };
                assert_eq!(*error.kind(), expected, "{cut} of {} bytes, {shape}", bytes.len());
                assert_eq!(buf.remaining(), cut, "{shape}");
                let mut left = vec![0; cut];
                buf.copy_to_slice(&mut left);
                assert_eq!(left, bytes[..cut], "{shape}");
            };
            check(&mut &bytes[..cut], "a slice");
            check(&mut Bytes::copy_from_slice(&bytes[..cut]), "shared bytes");
            check(&mut BytesMut::from(&bytes[..cut]), "a buffer");
            check(&mut std::collections::VecDeque::from(bytes[..cut].to_vec()), "a ring");
            if cut < 200 {
                check(&mut bytes_one_by_one(&bytes[..cut]), "many chunks");
            }
            for middle in 0..cut.min(4) {
                let (head, tail) = bytes[..cut].split_at(middle);
                check(&mut head.chain(tail), "two chunks");
            }
        }
        let mut whole = bytes.clone();
        whole.push(7);
        for middle in 0..4.min(bytes.len()) {
            let (head, tail) = whole.split_at(middle);
            let mut buf = head.chain(tail);
            assert_eq!(Tree::decode_length_delimited(&mut buf).unwrap(), tree);
            assert_eq!(buf.chunk(), [7]);
        }
    }
}

/// Chunks that only [`Buf::chunk`] shows.
struct Hidden<'b>(buffa::bytes::buf::Chain<&'b [u8], &'b [u8]>);

impl Buf for Hidden<'_> {
    fn remaining(&self) -> usize {
        self.0.remaining()
    }

    fn chunk(&self) -> &[u8] {
        self.0.chunk()
    }

    fn advance(&mut self, count: usize) {
        self.0.advance(count);
    }
}

#[test]
fn a_length_in_chunks_that_are_not_shown_is_read() {
    let bytes = tree().encode_length_delimited_to_vec();
    let mut whole = Hidden(bytes[..1].chain(&bytes[1..]));
    assert_eq!(Tree::decode_length_delimited(&mut whole).unwrap(), tree());
    let mut part = Hidden(bytes[..1].chain(&bytes[1..10]));
    let error = Tree::decode_length_delimited(&mut part).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Incomplete { missing: Some(_) }));
}

#[test]
fn what_is_too_large_or_malformed_does_not_wait() {
    let options = DecodeOptions::new().with_max_message_size(1000);
    let mut announced = &[0xE9, 0x07, 1, 2][..];
    let error = options.decode_length_delimited::<Tree>(&mut announced).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::MessageTooLarge { len: 1001, limit: 1000 });
    assert_eq!(announced.len(), 4);
    // Behind a message that is malformed, the next one can be read.
    let mut malformed = &[1, 0x0A, 0][..];
    assert!(options.decode_length_delimited::<Tree>(&mut malformed).is_err());
    assert_eq!(options.decode_length_delimited::<Tree>(&mut malformed).unwrap(), Tree::default());
}

#[test]
fn lengths_in_front_are_counted() {
    for len in [0, 1, 125, 126, 20_000] {
        let tree = Tree { label: "x".repeat(len), ..Default::default() };
        let delimited = tree.encode_length_delimited_to_vec();
        assert_eq!(delimited.len(), buffa::length_delimited_len(tree.encoded_len()));
        let mut buf = Vec::new();
        tree.try_encode_length_delimited(&mut buf).unwrap();
        assert_eq!(buf, delimited);
    }
}

#[test]
fn streams_of_messages() {
    let trees: Vec<Tree> =
        (0..20).map(|n| Tree { label: "x".repeat(n * 13), ..Default::default() }).collect();
    let mut stream = Vec::new();
    for tree in &trees {
        tree.write_length_delimited(&mut stream).unwrap();
    }
    let options = DecodeOptions::new();
    let mut reader = Slow(&stream[..]);
    let mut read: Vec<Tree> = Vec::new();
    while let Some(tree) = options.decode_length_delimited_reader(&mut reader).unwrap() {
        read.push(tree);
    }
    assert_eq!(read, trees);

    let mut cut = &stream[..stream.len() - 1];
    let error = loop {
        match options.decode_length_delimited_reader::<Tree>(&mut cut) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the stream is cut inside of a message"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error.kind(), DecodeErrorKind::LengthPastEnd { .. }), "{error}");
    let error = options.decode_length_delimited_reader::<Tree>(&mut &[0x80][..]).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::UnexpectedEnd);
}

#[test]
fn a_stream_as_one_message() {
    let mut bytes = Vec::new();
    tree().write_to_writer(&mut bytes).unwrap();
    let options = DecodeOptions::new();
    assert_eq!(options.decode_reader::<Tree>(&mut Slow(&bytes[..])).unwrap(), tree());
    let error = options.decode_reader::<Tree>(&mut Broken).unwrap_err();
    assert_eq!(error.to_string(), "reading failed: unplugged");
    let error = options.decode_length_delimited_reader::<Tree>(&mut Broken).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Io(_)));
}

#[test]
fn a_stream_cannot_make_us_read_more_than_the_limit() {
    let options = DecodeOptions::new().with_max_message_size(1000);
    let mut endless = io::repeat(0x12);
    let error = options.decode_reader::<Tree>(&mut endless).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::MessageTooLarge { limit: 1000, .. }));
    let announced = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];
    let error = options.decode_length_delimited_reader::<Tree>(&mut &announced[..]).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::MessageTooLarge { limit: 1000, .. }));
}

#[test]
fn a_buffer_without_room_is_left_alone() {
    let tree = tree();
    let mut room = [0u8; 10];
    let mut rest = &mut room[..];
    let error = tree.try_encode(&mut rest).unwrap_err();
    let required = tree.encoded_len();
    assert_eq!(error, EncodeError::InsufficientCapacity { required, remaining: 10 });
    assert!(tree.try_encode_length_delimited(&mut rest).is_err());
    assert_eq!(rest.len(), 10);
    assert_eq!(room, [0; 10]);
}

#[test]
fn owned_views_cross_threads() {
    fn needs<T: 'static + Send + Sync + Clone>(_: &T) {}
    let bytes = tree().encode_to_bytes();
    let view = OwnedView::<<Tree as HasView>::View<'static>>::decode(bytes.clone()).unwrap();
    needs(&view);
    let copy = view.clone();
    let label = std::thread::spawn(move || copy.reborrow().left.get().label.len());
    assert_eq!(label.join().unwrap(), 400);
    assert_eq!(view.bytes().as_ptr(), bytes.as_ptr(), "no copy");
    let label: &str = view.reborrow().label;
    assert!(bytes.as_ptr_range().contains(&label.as_ptr()));
    assert_eq!(view.to_owned_message(), tree());
    let returned = view.into_bytes();
    assert_eq!(returned.as_ptr(), bytes.as_ptr());
}

#[test]
fn a_copy_of_an_owned_view_outlives_it() {
    type TreeOwnedView = OwnedView<<Tree as HasView>::View<'static>>;
    let view = TreeOwnedView::decode(tree().encode_to_bytes()).unwrap();
    let copy = view.clone();
    drop(view);
    let copy = [copy.clone(), copy].map(|view| view.to_owned_message());
    assert_eq!(copy, [tree(), tree()]);
}

#[test]
fn generated_owned_views_have_an_accessor_per_field() {
    use buffa_tests::schemas::own::lib::{Currency, MoneyOwnedView};
    let money = Money { currency: Currency::CURRENCY_CZK.into(), units: 5, ..Default::default() };
    let view = MoneyOwnedView::decode(money.encode_to_bytes()).unwrap();
    assert_eq!((view.units(), view.nanos()), (5, 0));
    assert_eq!(view.currency(), Currency::CURRENCY_CZK);
    assert!(MoneyOwnedView::decode(vec![0x08]).is_err());
}

#[test]
fn views_borrow_from_the_input() {
    let bytes = tree().encode_to_vec();
    let inner = {
        let view = <Tree as HasView>::View::decode_view(&bytes).unwrap();
        view.left.get().label
    };
    assert!(bytes.as_ptr_range().contains(&inner.as_ptr()));
    assert_eq!(inner.len(), 400, "what a view gives lives as long as the input");
}
