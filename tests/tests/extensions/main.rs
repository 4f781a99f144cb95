//! Extensions: which fields of the wire belong to them, message sets, and what a registry checks.

mod message_sets;
mod registry;
mod tags;
