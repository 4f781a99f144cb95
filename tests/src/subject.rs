//! A message type under test: what Buffa's type and the peer's type make of the same bytes.
//!
//! Everything generic happens behind plain functions, so that the checks exist once and not once
//! per type.

use std::sync::OnceLock;

use buffa::bytes::Bytes;
use buffa::json::{self, ParseError, PrintError};
use buffa::{
    DecodeError, DecodeOptions, HasView, Message, MessageName, MessageView, OwnedView, SizeCache,
};
use prost_reflect::{DescriptorPool, MessageDescriptor};

/// From two parts to one encoded message.
pub type Merge = fn(&[u8], &[u8]) -> Result<Vec<u8>, DecodeError>;

/// A pair of types of one message.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The full name of the message.
    pub name: &'static str,
    /// Which schemas it comes from.
    pub schemas: Schemas,
    /// Decodes and encodes with the peer; maps are sorted, so the result is a canonical form.
    pub peer: fn(&[u8]) -> Result<Vec<u8>, String>,
    /// Decodes as an owned message and encodes that.
    pub owned: fn(&[u8]) -> Result<Vec<u8>, DecodeError>,
    /// Decodes as a view and encodes that.
    pub view: fn(&[u8]) -> Result<Vec<u8>, DecodeError>,
    /// Decodes as a view, which may lack required fields, does nothing with it and tells whether that
    /// went well.
    pub accepts_view: fn(&[u8]) -> bool,
    /// All ways in and out.
    pub routes: fn(&[u8]) -> Result<Routes, DecodeError>,
    /// Decodes and prints as JSON: the owned message and the view.
    pub to_json: fn(&[u8]) -> [Result<String, PrintError>; 2],
    /// Reads JSON and encodes it.
    pub from_json: fn(&str) -> Result<Vec<u8>, ParseError>,
    /// Whether two encoded messages are equal.
    pub equal: fn(&[u8], &[u8]) -> bool,
    /// Decodes the first part, merges the second into it and encodes the result.
    pub merged: Merge,
}

/// A set of schemas that is compiled together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schemas {
    /// The folder `protos`.
    Own,
    /// The OpenTelemetry protocol.
    #[cfg(shared_corpus)]
    Otlp,
    /// Interfaces of Google's services.
    #[cfg(shared_corpus)]
    Googleapis,
}

/// What came out on each way.
#[derive(Clone, Debug)]
pub struct Routes {
    /// `encode_to_vec` of the owned message.
    pub owned: Vec<u8>,
    /// `compute_size` and `write_to` of the same message.
    pub forward: Vec<u8>,
    /// The other encoders of the same message: `encode`, `encode_to_bytes`, `try_…`.
    pub others: Vec<Vec<u8>>,
    /// What the sizes said: `encoded_len`, `compute_size`, `encoded_len` of the view.
    pub sizes: [usize; 3],
    /// The view, encoded.
    pub view: Vec<u8>,
    /// The owned message made of the view, encoded.
    pub view_owned: Vec<u8>,
    /// The view that owns its bytes, made owned and encoded.
    pub owned_view: Vec<u8>,
    /// The bytes that an owned view gives back.
    pub returned: Bytes,
    /// What was encoded, decoded and encoded again.
    pub again: Vec<u8>,
    /// Whether the owned message equals its clone, the one made of the view, what was encoded and
    /// what the view encoded, both decoded.
    pub equal: [bool; 4],
    /// The message encoded after `clear`, and the default message encoded.
    pub cleared: [Vec<u8>; 2],
    /// Whether the cleared message equals the default one.
    pub cleared_is_default: bool,
    /// What `Debug` shows of message and view.
    pub shown: [String; 2],
}

impl Subject {
    /// The subject of Buffa's type `M` and the peer's type `P`.
    #[must_use]
    pub const fn new<M, P>(schemas: Schemas) -> Self
    where
        M: HasView + MessageName,
        P: prost::Message + Default,
    {
        Subject {
            name: M::FULL_NAME,
            schemas,
            peer: |bytes| match P::decode(bytes) {
                Ok(message) => Ok(message.encode_to_vec()),
                Err(error) => Err(error.to_string()),
            },
            owned: |bytes| Ok(M::decode_from_slice(bytes)?.encode_to_vec()),
            view: |bytes| Ok(M::View::decode_view(bytes)?.encode_to_vec()),
            accepts_view: |bytes| {
                let options = DecodeOptions::new().with_partial(true);
                options.decode_view::<M::View<'_>>(bytes).is_ok()
            },
            routes: routes::<M>,
            to_json: |bytes| {
                let message = M::decode_from_slice(bytes).expect("well-formed");
                let view = M::View::decode_view(bytes).expect("well-formed");
                [json::to_string(&message), json::to_string(&view)]
            },
            from_json: |text| Ok(json::from_str::<M>(text)?.encode_to_vec()),
            equal: |a, b| match (M::decode_from_slice(a), M::decode_from_slice(b)) {
                (Ok(a), Ok(b)) => a == b,
                _ => false,
            },
            merged: |first, second| {
                let mut message = M::decode_from_slice(first)?;
                message.merge_from_slice(second)?;
                Ok(message.encode_to_vec())
            },
        }
    }

    /// The descriptor of the message.
    ///
    /// # Panics
    /// The name is in none of the schemas.
    #[must_use]
    pub fn descriptor(&self) -> MessageDescriptor {
        self.schemas.pool().get_message_by_name(self.name).expect("the schemas have the message")
    }
}

fn routes<M: HasView>(bytes: &[u8]) -> Result<Routes, DecodeError> {
    let mut message = M::decode_from_slice(bytes)?;
    let view = M::View::decode_view(bytes)?;
    let copied = view.to_owned_message();
    let owned = message.encode_to_vec();

    let mut cache = SizeCache::new();
    let size = message.compute_size(&mut cache) as usize;
    cache.rewind();
    let mut forward = Vec::new();
    message.write_to(&mut cache, &mut forward);

    let owned_view = OwnedView::<M::View<'static>>::decode(Bytes::copy_from_slice(bytes))?;
    let others = others(&message);
    let sizes = [message.encoded_len(), size, view.encoded_len()];
    let again = M::decode_from_slice(&owned)?;
    let viewed = M::decode_from_slice(&view.encode_to_vec())?;
    let equal = [&message.clone(), &copied, &again, &viewed].map(|other| *other == message);
    let shown = [format!("{message:?}"), format!("{view:?}")];
    message.clear();
    Ok(Routes {
        forward,
        others,
        sizes,
        view: view.encode_to_vec(),
        view_owned: copied.encode_to_vec(),
        owned_view: owned_view.to_owned_message().encode_to_vec(),
        returned: owned_view.into_bytes(),
        again: again.encode_to_vec(),
        equal,
        cleared: [message.encode_to_vec(), M::default().encode_to_vec()],
        cleared_is_default: message == M::default(),
        shown,
        owned,
    })
}

fn others<M: Message>(message: &M) -> Vec<Vec<u8>> {
    let mut appended = vec![1, 2, 3];
    message.encode(&mut appended);
    let mut tried = Vec::new();
    message.try_encode(&mut tried).expect("a vector has room");
    let mut written = Vec::new();
    message.write_to_writer(&mut written).expect("a vector takes all");
    vec![
        appended.split_off(3),
        tried,
        written,
        message.encode_to_bytes().to_vec(),
        message.try_encode_to_vec().expect("small"),
    ]
}

impl Schemas {
    /// The descriptors, read once.
    ///
    /// # Panics
    /// They cannot be read.
    #[must_use]
    pub fn pool(self) -> &'static DescriptorPool {
        macro_rules! pool {
            ($file:literal) => {{
                static POOL: OnceLock<DescriptorPool> = OnceLock::new();
                POOL.get_or_init(|| {
                    let set: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $file));
                    DescriptorPool::decode(set).expect("descriptors that the build wrote")
                })
            }};
        }
        match self {
            Schemas::Own => pool!("own.binpb"),
            #[cfg(shared_corpus)]
            Schemas::Otlp => pool!("otlp.binpb"),
            #[cfg(shared_corpus)]
            Schemas::Googleapis => pool!("googleapis.binpb"),
        }
    }
}

/// A list of subjects: types that have one path in Buffa's modules and in the peer's.
#[macro_export]
macro_rules! subjects {
    ($schemas:ident, $ours:ident, $peer:ident: $($($path:ident)::+),+ $(,)?) => {
        &[$(
            $crate::Subject::new::<$crate::schemas::$ours::$($path)::+, $crate::peer::$peer::$($path)::+>(
                $crate::Schemas::$schemas,
            )
        ),+]
    };
}
