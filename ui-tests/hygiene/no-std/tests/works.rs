//! What the library does, seen from a program that has `std`.

use buffa::{DecodeError, Message};
use buffa_no_std::device::Reading;
use buffa_no_std::device::reading::State;

#[test]
fn works_without_std() -> Result<(), DecodeError> {
    let reading = Reading { values: vec![1.0, 2.0, 6.0], ..Default::default() };
    let bytes = reading.encode_to_vec();
    assert_eq!(buffa_no_std::mean(&bytes)?, 3.0);
    let changed = Reading::decode_from_slice(&buffa_no_std::calibrated(&bytes)?)?;
    assert_eq!(changed.state, Some(State::Calibrated(true)));
    assert_eq!(changed.labels.len(), 1);
    Ok(())
}

#[test]
fn derives_work_without_std() -> Result<(), DecodeError> {
    let items = vec![Reading::default(), Reading { sensor: "s".into(), ..Default::default() }];
    let batch = buffa_no_std::Batch { items, port: Some(7), ..Default::default() };
    let back = buffa_no_std::Batch::decode_from_slice(&batch.encode_to_vec())?;
    assert_eq!(back, batch);
    Ok(())
}
