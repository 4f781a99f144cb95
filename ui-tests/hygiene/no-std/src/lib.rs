//! A library without `std`: messages, views, maps, oneofs and well-known types.

#![no_std]

extern crate alloc;

use alloc::vec::Vec;
use buffa::{DecodeError, Message, MessageView};

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package device;

        import "google/protobuf/timestamp.proto";

        message Reading {
          string sensor = 1;
          google.protobuf.Timestamp at = 2;
          repeated double values = 3;
          map<string, string> labels = 4;

          oneof state {
            Fault fault = 5;
            bool calibrated = 6;
          }
        }

        message Fault {
          Code code = 1;
          bytes dump = 2;

          enum Code {
            CODE_UNKNOWN = 0;
            CODE_OVERHEATED = 1;
          }
        }
    "#
);

/// Extensions, which a registry makes known to decoders.
pub mod extended {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto2";
            package device;

            message Frame { extensions 100 to 199; }
            message Source { required string name = 1; }
            extend Frame { optional Source source = 100; }
        "#
    );
}

/// A message of our own, with whatever needs memory.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
pub struct Batch<T: Message> {
    /// What is in it.
    #[buffa(tag = 1)]
    pub items: Vec<T>,
    /// What came before.
    #[buffa(tag = 2)]
    pub before: Option<alloc::boxed::Box<Self>>,
    /// A foreign type.
    #[buffa(tag = 3, as = u32)]
    pub port: Option<u16>,
    /// An array.
    #[buffa(tag = 4)]
    pub id: [u8; 4],
}

/// The mean of the values of a reading, read without a copy.
///
/// # Errors
/// `bytes` are no reading.
pub fn mean(bytes: &[u8]) -> Result<f64, DecodeError> {
    let reading = device::ReadingView::decode_view(bytes)?;
    let sum: f64 = reading.values.iter().sum();
    Ok(sum / reading.values.len() as f64)
}

/// The reading in `bytes`, marked as calibrated.
///
/// # Errors
/// `bytes` are no reading.
pub fn calibrated(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut reading = device::Reading::decode_from_slice(bytes)?;
    reading.state = Some(device::reading::State::Calibrated(true));
    reading.labels.insert("by".into(), "hand".into());
    Ok(reading.encode_to_vec())
}

#[cfg(feature = "alone")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
