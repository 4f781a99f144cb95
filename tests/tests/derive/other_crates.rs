//! Strings, bytes, lists, maps and sets of other crates.

use buffa::bytes::Bytes;
use buffa::storage::StringStorage;
use buffa::{Message, MessageView};
use bytestring::ByteString;
use hashbrown::{HashMap, HashSet};
use smallvec::{SmallVec, smallvec};

/// A type of our own, through the trait.
#[derive(Clone, Debug, Default, PartialEq)]
struct Upper(String);

impl AsRef<str> for Upper {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl StringStorage for Upper {
    fn from_text(text: &str) -> Self {
        Upper(text.to_uppercase())
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Record {
    #[buffa(tag = 1, string)]
    name: ByteString,
    #[buffa(tag = 2, bytes)]
    data: SmallVec<[u8; 8]>,
    #[buffa(tag = 3)]
    numbers: SmallVec<[u32; 4]>,
    #[buffa(tag = 4)]
    counts: HashMap<String, u32>,
    #[buffa(tag = 5)]
    ids: HashSet<u64>,
    #[buffa(tag = 6, string)]
    loud: Vec<Upper>,
    #[buffa(tag = 7, string)]
    maybe: Option<ByteString>,
}

#[test]
fn round_trips() {
    let record = Record {
        name: "name".into(),
        data: smallvec![1, 2, 3],
        numbers: smallvec![7; 9],
        counts: [("a".to_owned(), 1)].into_iter().collect(),
        ids: [5, 6].into_iter().collect(),
        loud: vec![Upper("HI".into())],
        maybe: Some("".into()),
    };
    let bytes = Bytes::from(record.encode_to_vec());
    assert_eq!(Record::decode_from_slice(&bytes).unwrap(), record);
    let back = Record::decode(bytes.clone()).unwrap();
    assert_eq!(back, record);
    let input = bytes.as_ptr_range();
    assert!(input.contains(&back.name.as_bytes().as_ptr()), "a part of the input, not a copy");
    assert_eq!(RecordView::decode_view(&bytes).unwrap().to_owned_message(), record);
    let text = serde_json::to_string(&record).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
    assert_eq!(Record::decode_from_slice(b"\x32\x02hi").unwrap().loud, [Upper("HI".into())]);
}
