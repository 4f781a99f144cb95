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

/// `register_types` is there for decoders, without JSON.
#[test]
fn extensions_are_checked() {
    use buffa_no_std::extended::device::{Frame, register_types};
    static REGISTRY: std::sync::LazyLock<buffa::TypeRegistry> = std::sync::LazyLock::new(|| {
        let mut registry = buffa::TypeRegistry::new();
        register_types(&mut registry);
        registry
    });
    let options = buffa::DecodeOptions::new().with_registry(&REGISTRY);
    let decode = |bytes: &[u8]| options.decode_from_slice::<Frame>(bytes).map(|_| ());
    assert_eq!(decode(&[0xA2, 6, 3, 0x0A, 1, b'a']), Ok(()));
    let error = decode(&[0xA2, 6, 0]).unwrap_err().to_string();
    let missing = "device.Frame: required fields are missing: [device.source].name";
    assert_eq!(error, missing);
    let error = decode(&[0xA2, 6, 3, 0x0A, 1, 0xFF]).unwrap_err();
    assert_eq!(error.path(), "device.Frame.[device.source].name");
}
