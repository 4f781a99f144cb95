//! Crates that are strict with themselves can be so with generated code in them. `cargo doc` and
//! `cargo test --doc` on this crate are part of the promise.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible, rustdoc::all)]
#![deny(rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility, keyword_idents)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::unwrap_used, clippy::expect_used)]
#![deny(unreachable_pub, unused_qualifications, unused_results, unused_lifetimes, trivial_casts)]
#![deny(missing_debug_implementations, missing_copy_implementations, variant_size_differences)]
#![deny(single_use_lifetimes, unnameable_types, let_underscore_drop, meta_variable_misuse)]

/// Names that are no good style in Rust.
pub mod names {
    ::buffa::include_protos!("../../proto/keywords.proto");
    ::buffa::include_protos!(
        "../../proto/std_names.proto",
        "../../proto/std_package.proto",
        "../../proto/buffa_package.proto",
    );
    ::buffa::include_protos!("../../proto/clashes.proto", "../../proto/clashes_sub.proto");
    ::buffa::include_protos!("../../proto/proto2_names.proto");
}

/// Comments that are no documentation in the sense of Rust.
pub mod comments {
    ::buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package comments;

            // A [link] to nowhere, <html>, `code, and a list:
            // * one
            //   * two
            //
            //     let indented = code;
            //
            // ```
            // not rust
            // ```
            // http://example.org/ and "quotes" \ and {braces}.
            message Note {
              // #[doc] //! /// */
              string text = 1;
              string old = 2 [deprecated = true];
              Level level = 3;

              oneof kind {
                // First.
                string a = 4;
                string b = 5 [deprecated = true];
              }
            }

            message Old {
              option deprecated = true;
              Old old = 1;
              Note note = 2;
            }

            enum Level {
              // Nothing known.
              LEVEL_UNKNOWN = 0;
              LEVEL_OLD = 1 [deprecated = true];
            }
        "#
    );
}

/// Without views and unknown fields there is less, and nothing is left over.
pub mod plain {
    ::buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package plain;

            message Empty {}

            message Tree {
              repeated Tree children = 1;
              map<string, Tree> by_name = 2;
              Empty empty = 3;
              oneof leaf {
                string text = 4;
                Tree tree = 5;
              }
            }
        "#,
        views = false,
        unknown_fields = false,
    );
}

/// Structs of one's own, with all that stands beside them.
pub mod ours {
    /// A message.
    #[derive(Clone, Debug, Default, PartialEq, Eq, ::buffa::Message)]
    #[buffa(name = "ours.Parcel", accessors)]
    pub struct Parcel {
        /// How heavy it is.
        #[buffa(tag = 1, as = u32)]
        pub grams: u16,
        /// What it is.
        #[buffa(tag = 2)]
        pub kind: ::buffa::EnumValue<Kind>,
        /// Where it goes.
        #[buffa(oneof)]
        pub to: Option<To>,
        /// Where it was.
        #[buffa(tag = 5)]
        pub ways: ::std::collections::BTreeMap<String, Self>,
        /// What is not known of it.
        #[buffa(unknown_fields)]
        pub unknown: ::buffa::UnknownFields,
    }

    /// An enum.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ::buffa::Enumeration)]
    pub enum Kind {
        /// The only value.
        #[default]
        Letter,
    }

    /// A oneof.
    #[derive(Clone, Debug, PartialEq, Eq, ::buffa::Oneof)]
    pub enum To {
        /// A town.
        #[buffa(tag = 3)]
        Town(String),
        /// A number.
        #[buffa(tag = 4, fixed32)]
        Box(u32),
    }
}

/// The length of a note with `text`, to call something.
#[must_use]
pub fn encoded_len(text: &str) -> usize {
    let note = comments::comments::Note { text: text.into(), ..Default::default() };
    buffa::Message::encoded_len(&note)
}

#[cfg(test)]
mod tests {
    #[test]
    fn compiles() {
        assert_eq!(super::encoded_len("x"), 3);
        let parcel = super::ours::Parcel::default().with_grams(5u16);
        assert_eq!(buffa::Message::encoded_len(&parcel), 2);
    }
}
