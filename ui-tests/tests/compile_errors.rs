//! Every mistake in a call is one error that says what to do about it.
//!
//! After a change of a message, `TRYBUILD=overwrite cargo test -p buffa-ui-tests` writes the
//! expected texts anew; read the difference before you keep it.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
