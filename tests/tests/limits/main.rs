//! Limits as a table: every shape of field on every way of reading and writing, each at its edge:
//! accepted at `n`, refused at `n - 1`.

mod depth;
mod elements;
mod kept;
mod memory;
mod peak;
mod readme;
mod schema;
mod size;
mod unknown;
mod ways;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;
