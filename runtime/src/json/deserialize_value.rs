//! serde's `Deserialize` for enums and for `google.protobuf.Value`: what comes decides.

use core::fmt;
use core::marker::PhantomData;
use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::deserialize::{MessageSeed, text_len};
use super::well_known::{KIND_BOOL, KIND_LIST, KIND_NULL, KIND_NUMBER, KIND_STRING, KIND_STRUCT};
use crate::enumeration::{EnumValue, Enumeration};
use crate::record::{Refusal, Scalar};

/// Deserialises an enum from its name or number.
///
/// # Errors
/// The enum has no such value, or what the deserializer says.
pub fn deserialize_enum<'de, E: Enumeration, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<E, D::Error> {
    match EnumValue::deserialize(deserializer)? {
        EnumValue::Known(known) => Ok(known),
        EnumValue::Unknown(_) => Err(D::Error::custom(Refusal::EnumNumber)),
    }
}

impl<'de, E: Enumeration> Deserialize<'de> for EnumValue<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnumVisitor(PhantomData))
    }
}

struct EnumVisitor<E>(PhantomData<E>);

impl<E: Enumeration> Visitor<'_> for EnumVisitor<E> {
    type Value = EnumValue<E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name or number of a value of {}", E::FULL_NAME)
    }

    fn visit_str<X: Error>(self, name: &str) -> Result<EnumValue<E>, X> {
        E::from_proto_name(name).map(EnumValue::Known).ok_or_else(|| X::custom(Refusal::EnumName))
    }

    fn visit_i64<X: Error>(self, number: i64) -> Result<EnumValue<E>, X> {
        let number = i32::try_from(number).map_err(|_| X::custom(Refusal::Range))?;
        Ok(EnumValue::from_i32(number))
    }

    fn visit_u64<X: Error>(self, number: u64) -> Result<EnumValue<E>, X> {
        let number = i32::try_from(number).map_err(|_| X::custom(Refusal::Range))?;
        Ok(EnumValue::from_i32(number))
    }
}

/// Sets the member of a `Value` that has the type of what comes.
pub(super) struct ValueVisitor<'m, 's, 'o>(pub(super) MessageSeed<'m, 's, 'o>);

impl ValueVisitor<'_, '_, '_> {
    fn put<E: Error>(self, number: u32, scalar: Scalar<'_>) -> Result<(), E> {
        self.0.state.saw(text_len(&scalar));
        match self.0.record.slot(number) {
            Some(mut slot) => slot.set(scalar).map_err(E::custom),
            None => Err(E::custom("the type is no `google.protobuf.Value`")),
        }
    }
}

impl<'de> Visitor<'de> for ValueVisitor<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put(KIND_NULL, Scalar::I64(0))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(KIND_BOOL, Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(KIND_NUMBER, Scalar::I64(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(KIND_NUMBER, Scalar::U64(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(KIND_NUMBER, Scalar::F64(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(KIND_STRING, Scalar::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        self.within(KIND_LIST, |seed| seed.first()?.visit_seq(sequence))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.within(KIND_STRUCT, |seed| seed.first()?.visit_map(map))
    }
}

impl<'o> ValueVisitor<'_, '_, 'o> {
    /// Reads the message in member `number`, one level deeper.
    fn within<E: Error>(
        self,
        number: u32,
        read: impl FnOnce(MessageSeed<'_, '_, 'o>) -> Result<(), E>,
    ) -> Result<(), E> {
        let MessageSeed { record, state } = self.0;
        let slot = record.slot(number);
        let Some(mut slot) = slot else {
            return Err(E::custom("the type is no `google.protobuf.Value`"));
        };
        state.charge(slot.cost())?;
        let Some(record) = slot.message() else {
            return Err(E::custom("the type has no field table"));
        };
        state.deeper(|state| read(MessageSeed { record, state }))
    }
}
