//! The macro that users call.
//!
//! It hands `$crate` to the procedural macro, so that a renamed dependency works without being told.

/// Expands Protocol Buffers schemas while the crate compiles: no `protoc`, no `build.rs`.
///
/// ```
/// buffa::include_protos!(inline = r#"
///     syntax = "proto3";
///     package tutorial;
///     message Person { string name = 1; optional int32 age = 2; }
/// "#);
///
/// use buffa::Message;
/// use tutorial::{Person, PersonView};
///
/// let bytes = Person::default().with_name("Ada").with_age(36).encode_to_vec();
/// assert_eq!(Person::decode_from_slice(&bytes).unwrap().age(), 36);
/// ```
///
/// # Arguments
///
/// First one or more paths or globs of `.proto` files, relative to the folder of `Cargo.toml`:
/// `include_protos!("proto/a.proto", "proto/**/*.proto")`. Files that these import are generated as
/// well, unless they live elsewhere. Then options, `key = value`, with commas between:
///
/// | option | meaning |
/// |---|---|
/// | `includes = ["proto", "third_party"]` | the import roots; left out: the fixed folder in front of each path. `google/protobuf/*.proto` are always found |
/// | `inline = "syntax = …"` | schema text in the source, instead of paths |
/// | `descriptor_set = "schema.binpb"` | a `FileDescriptorSet`, instead of paths |
/// | `extern_path = { ".acme.Money" => crate::Money, ".google.type" => ::google_type }` | types that live elsewhere, by type or by package; the longest path wins. The view of `crate::Money` is `crate::MoneyView` |
/// | `only = [".pkg.Message"]` | these and what they reach, instead of everything |
/// | `views = false` | no view types |
/// | `unknown_fields = false` | unknown fields are dropped |
/// | `json = false` | no serde implementations, and no messages in `register_types`, where the feature `json` is on |
/// | `string_type`, `bytes_type` `= T` or `{ ".pkg.Message.field" => T }` | types of fields that implement [`StringStorage`](crate::storage::StringStorage) or [`BytesStorage`](crate::storage::BytesStorage) |
/// | `repeated_type`, `map_type`, `box_type` `= T` or `{ … }` | type constructors, used as `T<Element>`, `T<Key, Value>` and `T<Message>`; see [`storage`](crate::storage) |
/// | `attributes = { ".pkg.Message" => #[derive(Eq, Hash)] }` | attributes: a rule for a package or message holds for all types in it; fields and enum values take the rule with their own path (`.pkg.Message.field`, `.pkg.Enum.VALUE`) |
/// | `features = { ".pkg" => enum_type = OPEN, ".pkg.Message.field" => (field_presence = IMPLICIT, utf8_validation = NONE) }` | edition features, set as if the schema said so: at a file (by its package), message, field, oneof, enum or extension; what lies below inherits them |
/// | `strict_utf8_mapping = true` or `{ ".pkg.Message.field" => true }` | `string` fields whose `utf8_validation` is `NONE` (all of `proto2`, unless it is set) become bytes: `Vec<u8>` (or `bytes_type`), in views `&[u8]`, in lists, maps, oneofs and extensions too. Nobody checks them, except JSON, where they are strings and an error if they are no UTF-8. Without it all strings are checked |
/// | `crate = ::my_crate::buffa` | where the runtime lives, for crates that re-export it inside a macro of their own |
///
/// # What is generated
///
/// Modules for packages, structs for messages, enums for enums, and beside them:
///
/// | path | is |
/// |---|---|
/// | `pkg::Foo` | the owned message; implements [`Message`](crate::Message), [`MessageName`](crate::MessageName), [`HasView`](crate::HasView) |
/// | `pkg::foo::Bar` | a message or enum nested in `Foo` |
/// | `pkg::foo::Kind`, `pkg::foo::KindView<'a>` | the enum of oneof `kind` in `Foo`, and that of its view |
/// | `pkg::FooView<'a>` | the view; implements [`MessageView`](crate::MessageView) |
/// | `pkg::FooOwnedView` | the view with the bytes it borrows from: an [`OwnedView`](crate::OwnedView)`<FooView<'static>>` |
/// | `pkg::register_types` | makes the types known to a [`TypeRegistry`](crate::TypeRegistry): extensions, and with feature `json` messages; it is there if there are some |
/// | `pkg::MY_EXT` | an extension, see [`Extension`](crate::Extension) |
///
/// Views, oneofs and extensions really stand in the module `pkg::__buffa`, where no name of a
/// schema can meet theirs (`pkg::__buffa::view::FooView`); the paths above are re-exports, left out
/// where the schema itself has something of that name.
///
/// # What an odd name becomes
///
/// Names stay as they are in the schema. The module of what is nested in `FooBar` is `foo_bar`, the
/// enum of oneof `foo_bar` and the variant of its member `foo_bar` are `FooBar`, the constant of
/// extension `fooBar` is `FOO_BAR`. A keyword becomes raw (`r#type`), or gets an underscore if it
/// cannot be raw (`self_`, `Self_`, `super_`, `crate_`, `__` for `_`). If the name is taken then,
/// an underscore comes behind it, or as many as make it new:
///
/// - what has its name of the schema keeps it: beside a field `self_`, field `self` is `self__`;
/// - types go before the modules of what is nested in them: `oof_` beside package or message `oof`.
///   What is in `oof_` is found in the module `oof` as well, unless that has something of the same
///   name, so that another call that sees less of the schema finds it;
/// - views go before owned views: `FooOwnedView` is the view of `FooOwned`, and the owned view of
///   `Foo` is `__buffa::view::FooOwnedView_`;
/// - of extensions and of modules that become one name the first in the order of their names in the
///   schema has it, of oneofs, and of members of one oneof, the first that is declared; methods
///   (`foo`, `has_foo`, `with_foo`) go by the numbers of the fields;
/// - methods that all messages or owned views have keep their names: the accessor of field `clone` is
///   `clone_`. A field `__buffa_unknown_fields` is `__buffa_unknown_fields_`.
///
/// All files that a call reads count, be they generated or not, in whatever order.
///
/// # Several calls
///
/// Put each call into a module of its own, and let `extern_path` point from one to the other. Two
/// calls can stand in one module if they have no package in common, nor one around their packages:
/// Rust has no modules that two calls could add to, so `acme` of `acme.x` and `acme` of `acme.y` are
/// two modules of one name, and an error that says so (`__buffa_package_acme_is_in_two_calls_here…`).
/// Generate both with one call, or put them together by hand:
///
/// ```ignore
/// mod first { buffa::include_protos!("proto/acme/x.proto"); }
/// mod second { buffa::include_protos!("proto/acme/y.proto"); }
/// pub mod acme {
///     pub use super::first::acme::*;
///     pub use super::second::acme::*;
/// }
/// ```
///
/// # Rebuilds
///
/// A change to any file that was read, imports included, expands the call again. A new file that
/// matches a glob is something cargo cannot see: a test that is generated with the call fails until
/// the call is touched. An editor that runs rust-analyzer shows the old expansion until the Rust
/// file changes or the workspace is reloaded.
///
/// # Errors
///
/// Mistakes in schemas and arguments are compile errors, all of them at once, with file, line,
/// column and source line.
#[macro_export]
macro_rules! include_protos {
    ($($arguments:tt)*) => {
        $crate::__feature_std! { $crate () $($arguments)* }
    };
}

// A macro cannot ask for features in the middle of its tokens. So each feature has a step that puts
// its name into the group in front of the arguments, or does not, and hands on to the next one.

#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! __feature_std {
    ($krate:tt ($($found:ident)*) $($arguments:tt)*) => {
        $krate::__feature_json! { $krate ($($found)* std) $($arguments)* }
    };
}

#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __feature_std {
    ($krate:tt ($($found:ident)*) $($arguments:tt)*) => {
        $krate::__feature_json! { $krate ($($found)*) $($arguments)* }
    };
}

#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __feature_json {
    ($krate:tt ($($found:ident)*) $($arguments:tt)*) => {
        $krate::__private::include_protos! { ($krate) ($($found)* json) $($arguments)* }
    };
}

#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __feature_json {
    ($krate:tt ($($found:ident)*) $($arguments:tt)*) => {
        $krate::__private::include_protos! { ($krate) ($($found)*) $($arguments)* }
    };
}
