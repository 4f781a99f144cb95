//! The tests that need no process of their own.

mod arbitrary;
mod closed;
mod corrupted;
mod defaults;
mod deterministic;
mod differential;
mod editions;
mod errors;
mod groups;
mod handwritten;
mod limits;
mod linear;
mod merging;
mod names;
mod packed;
mod pieces;
mod raw_strings;
mod runs;
mod setters;
mod shown;
mod storage;
mod streams;
mod subjects;
mod support;
mod switches;
mod unknown;
