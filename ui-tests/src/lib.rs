//! The tests are in `tests/` (one promise a file; `tests/ui/` are calls that must not compile) and
//! in `hygiene/` (promises that need a crate of their own).
