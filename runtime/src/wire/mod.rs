//! The wire format: the only place that knows bytes.
//!
//! Source of all rules: <https://protobuf.dev/programming-guides/encoding/>.

mod block;
mod copy;
mod lengths;
pub(crate) mod packed;
#[cfg(test)]
pub(crate) mod random;
mod reader;
mod reverse;
mod room;
mod sink;
mod sorted;
mod tag;
pub(crate) mod utf8;
pub(crate) mod varint;

pub(crate) use block::Block;
pub(crate) use packed::Payload;
pub use reader::Reader;
pub(crate) use reader::aside;
pub(crate) use reverse::{Expected, Nothing, ReverseBuf, append};
pub use room::Room;
pub use sink::Sink;
pub(crate) use sink::{Counter, put_each};
pub(crate) use sorted::Sorted;
pub use tag::{Tag, WireType};
