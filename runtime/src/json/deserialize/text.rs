//! Well-known messages that are strings: `Timestamp`, `Duration` and `FieldMask`.

use core::fmt;
use serde_core::de::{Error, Visitor};

use super::MessageSeed;
use crate::json::well_known::{charge_paths, mask_paths};
use crate::record::{Refusal, Scalar, WellKnown};
use crate::time::{duration_from, timestamp_from};

/// A well-known message that is a string.
pub(super) struct TextVisitor<'m, 's, 'o>(pub(super) MessageSeed<'m, 's, 'o>);

impl Visitor<'_> for TextVisitor<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text of a {}", self.0.record.table().full_name())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let MessageSeed { record, state } = self.0;
        let table = record.table();
        state.saw(text.len());
        if table.well_known() == WellKnown::FieldMask {
            state.limited(|limits| charge_paths(text, limits))?;
        }
        let wrong = || E::custom(format_args!("{text:?} is no {}", table.full_name()));
        let (seconds, nanos) = match table.well_known() {
            WellKnown::FieldMask if mask_paths(text, record) => return Ok(()),
            WellKnown::Timestamp => timestamp_from(text).ok_or_else(wrong)?,
            WellKnown::Duration => duration_from(text).ok_or_else(wrong)?,
            _ => return Err(wrong()),
        };
        let mut put = |number, value| match record.slot(number) {
            Some(mut slot) => slot.set(Scalar::I64(value)),
            None => Err(Refusal::Expected("a field")),
        };
        put(1, seconds).and_then(|()| put(2, nanos.into())).map_err(E::custom)
    }
}
