//! The proof that a derived struct is the same as the type that the schema becomes: bytes, views and
//! JSON are equal for random content. That the struct agrees with the schema, the compiler has
//! checked: each names its schema.

mod types2;
mod types3;
mod wire;

use buffa::__private::Body;
use buffa::json::ParseOptions;
use buffa::{DecodeOptions, HasView, MessageView};
use buffa_tests::Rng;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use wire::Shape;

mod generated {
    buffa::include_protos!(
        "proto/derive/proof3.proto",
        "proto/derive/proof2.proto",
        map_type = ::std::collections::BTreeMap,
    );
}

use generated::{proof, proof2};

/// Everything that holds for a generated type `G` and the derived type `D` of the same message.
fn compare<G, D>(bytes: &[u8])
where
    G: HasView + Serialize + DeserializeOwned,
    D: HasView + Serialize + DeserializeOwned,
    for<'a> G::View<'a>: Serialize,
    for<'a> D::View<'a>: Serialize,
{
    // Required fields may be missing; `compare_broken` compares what is said of that.
    let options = DecodeOptions::new().with_partial(true);
    let generated: G = options.decode_from_slice(bytes).unwrap();
    let derived: D = options.decode_from_slice(bytes).unwrap();
    let encoded = generated.encode_to_vec();
    assert_eq!(derived.encode_to_vec(), encoded);
    assert_eq!(derived.encoded_len(), encoded.len());
    // What is not a number is not equal to itself, so messages are compared by their bytes.
    assert_eq!(options.decode_from_slice::<D>(&encoded).unwrap().encode_to_vec(), encoded);

    let generated_view: G::View<'_> = options.decode_view(bytes).unwrap();
    let derived_view: D::View<'_> = options.decode_view(bytes).unwrap();
    assert_eq!(derived_view.encode_to_vec(), generated_view.encode_to_vec());
    assert_eq!(derived_view.to_owned_message().encode_to_vec(), encoded);

    let text = buffa::json::to_string(&generated).unwrap();
    assert_eq!(buffa::json::to_string(&derived).unwrap(), text);
    assert_eq!(serde_json::to_string(&derived_view).unwrap(), {
        serde_json::to_string(&generated_view).unwrap()
    });
    let from_text = |text: &str| {
        let options = ParseOptions::new().with_partial(true);
        let generated: G = options.from_str(text).unwrap();
        let derived: D = options.from_str(text).unwrap();
        assert_eq!(derived.encode_to_vec(), generated.encode_to_vec());
        let generated = serde_json::from_str::<G>(text).map(|message| message.encode_to_vec());
        let derived = serde_json::from_str::<D>(text).map(|message| message.encode_to_vec());
        assert_eq!(derived.map_err(|e| e.to_string()), generated.map_err(|e| e.to_string()));
    };
    from_text(&text);
    let mut cleared = derived;
    cleared.clear();
    assert_eq!(cleared, D::default());
}

/// The same for wire that may be broken: both types accept it or refuse it for the same reason.
fn compare_broken<G: HasView, D: HasView>(bytes: &[u8]) {
    let generated = G::decode_from_slice(bytes).map(|message| message.encode_to_vec());
    let derived = D::decode_from_slice(bytes).map(|message| message.encode_to_vec());
    assert_eq!(derived.map_err(|e| e.to_string()), generated.map_err(|e| e.to_string()));
    let generated = <G::View<'_> as MessageView<'_>>::decode_view(bytes).is_ok();
    assert_eq!(<D::View<'_> as MessageView<'_>>::decode_view(bytes).is_ok(), generated);
}

macro_rules! proof {
    ($($module:ident $types:ident $name:ident: $messages:tt $keys:tt;)*) => {
        #[allow(non_snake_case, reason = "named for the messages")]
        mod of {
            use super::*;

            $(
                #[test]
                fn $name() {
                    let shape = shapes::$name();
                    proptest!(ProptestConfig::with_cases(200), |(seed in any::<u64>())| {
                        let mut bytes = Vec::new();
                        shape.wire(&mut Rng::new(seed), 3, &mut bytes);
                        compare::<$module::$name, $types::$name>(&bytes);
                        compare_broken::<$module::$name, $types::$name>(&bytes);
                        if !bytes.is_empty() {
                            let at = (seed >> 8) as usize % bytes.len();
                            bytes[at] ^= 1 << (seed % 8);
                            compare_broken::<$module::$name, $types::$name>(&bytes);
                        }
                    });
                }
            )*
        }

        /// What messages are in the fields of each message.
        #[allow(non_snake_case, reason = "named for the messages")]
        mod shapes {
            use super::*;

            $(pub(super) fn $name() -> Shape {
                fn checked<M: Body>() -> Shape {
                    Shape::of::<M>(&$messages, &$keys)
                }
                checked::<$module::$name>()
            })*

            pub(super) fn Inner() -> Shape {
                Shape::of::<proof2::groups::Inner>(&[], &[])
            }

            pub(super) fn Many() -> Shape {
                Shape::of::<proof2::groups::Many>(&[(1, Groups)], &[])
            }
        }
    };
}

// In brackets: the messages in fields, by tag, and the kinds of the keys of maps.
proof! {
    proof types3 Scalars: [] [];
    proof types3 Optionals: [] [];
    proof types3 PackedLists: [] [];
    proof types3 ExpandedLists: [(5, Scalars)] [];
    proof types3 Texts: [] [];
    proof types3 MapsByText: [] [];
    proof types3 MapsByNumber: [(1, Scalars)] [(1, 5), (2, 18), (3, 7), (4, 8)];
    proof types3 Tree: [(2, Tree), (3, Tree), (4, Tree)] [];
    proof types3 Nested: [(1, Texts), (2, Scalars), (16, Nested), (1000, Optionals)] [];
    proof types3 Choice: [] [];
    proof types3 ChoiceOfMessages: [(2, Scalars), (4, Texts), (9, ChoiceOfMessages)] [];
    proof types3 TwoChoices: [] [];
    proof types3 Colors: [] [];
    proof types3 Queues: [(3, Scalars)] [];
    proof types3 Foreign: [(4, Scalars)] [];
    proof types3 Newtype: [] [];
    proof types3 Renamed: [] [];
    proof types3 Sparse: [] [];
    proof2 types2 Required: [] [];
    proof2 types2 Closed: [] [(4, 5)];
    proof2 types2 Groups: [(1, Inner), (2, Many)] [];
}
