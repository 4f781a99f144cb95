//! Any value of serde as JSON text, for the one message that has to be read twice.

use alloc::string::String;
use core::fmt;
use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::output::Output;

/// The text of a value that nests at most `depth` levels deep.
pub(super) fn text<'de, D: Deserializer<'de>>(
    deserializer: D,
    depth: u32,
) -> Result<String, D::Error> {
    let mut out = Output::new(0, 128);
    Copy { out: &mut out, depth }.deserialize(deserializer)?;
    Ok(out.into_text())
}

/// Copies a value to the end of a text.
struct Copy<'t> {
    out: &'t mut Output,
    depth: u32,
}

impl<'de> DeserializeSeed<'de> for Copy<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Copy<'_> {
    fn deeper<E: Error>(&self) -> Result<u32, E> {
        self.depth.checked_sub(1).ok_or_else(|| E::custom(super::ParseErrorKind::RecursionLimit))
    }
}

impl<'de> Visitor<'de> for Copy<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.out.raw("null");
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.out.bool(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.out.integer(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.out.integer(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.out.single_float(value);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.out.string(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.out.open(b'[');
        while sequence.next_element_seed(Copy { out: self.out, depth })?.is_some() {}
        self.out.close(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.out.open(b'{');
        while let Some(key) = map.next_key::<String>()? {
            self.out.key(&key);
            map.next_value_seed(Copy { out: self.out, depth })?;
        }
        self.out.close(b'}');
        Ok(())
    }
}
