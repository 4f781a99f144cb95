//! How much of the stack it takes to go through wide messages at the recursion limit.
//!
//! A stack that is too small ends the process, so operations run in one of their own.

#![cfg(test)]

mod copies;
mod errors;
mod limits;
mod operations;
mod subject;
