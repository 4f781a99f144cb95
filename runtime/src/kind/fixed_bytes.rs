//! Byte strings of a fixed length, in arrays.

use super::{Blob, Decode, Encode, Own};
use crate::base64;
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::record::{Refusal, Scalar, ValueRef};
use crate::wire::{Reader, Sink};
use alloc::format;

/// The schema type `bytes`, in Rust a `[u8; N]`. Values of another length are refused.
#[derive(Clone, Copy, Debug)]
pub enum FixedBlob {}

impl<const N: usize> Encode<[u8; N]> for FixedBlob {
    const WIRE: u32 = 2;

    #[inline]
    fn write<W: Sink>(w: &mut W, value: &[u8; N]) -> W::Put {
        Blob::write(w, value)
    }

    #[inline]
    fn is_default(value: &[u8; N]) -> bool {
        *value == [0; N]
    }

    #[inline]
    fn get(value: &[u8; N]) -> ValueRef<'_> {
        ValueRef::Bytes(value)
    }
}

impl<const N: usize> Decode<[u8; N]> for FixedBlob {
    fn merge(
        value: &mut [u8; N],
        _: u32,
        r: &mut Reader<'_>,
        _: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        let bytes = r.length_delimited()?;
        *value = bytes.try_into().map_err(|_| {
            DecodeError::new(format!("{} bytes where {N} are expected", bytes.len()))
        })?;
        Ok(true)
    }

    fn clear(value: &mut [u8; N]) {
        *value = [0; N];
    }

    fn set(value: &mut [u8; N], scalar: Scalar<'_>) -> Result<(), Refusal> {
        let decoded;
        let bytes = match scalar {
            Scalar::Text(text) => {
                decoded = base64::decode(text).ok_or(Refusal::Base64)?;
                decoded.as_slice()
            }
            Scalar::Bytes(bytes) => bytes,
            _ => return Err(Refusal::Expected("a string in base 64")),
        };
        *value = bytes.try_into().map_err(|_| Refusal::Expected("bytes of another length"))?;
        Ok(())
    }
}

/// A view takes any length: what an array cannot hold is cut off, what is missing is zero.
impl<const N: usize> Own<&[u8], [u8; N]> for FixedBlob {
    fn own(view: &&[u8]) -> [u8; N] {
        let mut value = [0; N];
        let len = view.len().min(N);
        value[..len].copy_from_slice(&view[..len]);
        value
    }
}
