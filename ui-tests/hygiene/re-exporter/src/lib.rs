//! A framework that brings its own Buffa along: see the package `buffa-re-exported` for its user.

/// The runtime, for `crate = …` and for users.
pub use buffa as pb;

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package framework;

        message Envelope {
          string id = 1;
          bytes body = 2;
        }
    "#
);

/// Expands schemas with the types of the framework at hand.
#[macro_export]
macro_rules! schema {
    ($($arguments:tt)*) => {
        $crate::pb::include_protos!(
            $($arguments)*,
            crate = $crate::pb,
            extern_path = { ".framework" => $crate::framework },
        );
    };
}
