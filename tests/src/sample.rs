//! Random messages of a type, written straight in wire form from its descriptor.

use prost_reflect::{EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor, Syntax};

use crate::rng::Rng;
use crate::values;
use crate::wire::Wire;

/// What may occur in a random message.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Floats that are not equal to themselves.
    pub nan: bool,
    /// Everything that decoders accept and encoders do not write: any order of fields, fields that
    /// come again, sub-messages and lists in pieces, packed and not, long varints, missing keys.
    pub wild: bool,
    /// Fields that the type does not have; extensions among them.
    pub unknown: bool,
    /// What the peer takes otherwise: unknown numbers of closed enums, known fields with a wire
    /// type of another kind.
    pub foreign: bool,
}

/// A random message of type `message`.
#[must_use]
pub fn sample(message: &MessageDescriptor, rng: &mut Rng, style: Style) -> Vec<u8> {
    let fuel = *rng.pick(&[4, 30, 120]);
    Writer { rng, style, fuel }.message(message, 0).0
}

struct Writer<'r> {
    rng: &'r mut Rng,
    style: Style,
    /// How many fields may still be written, those that are required apart.
    fuel: usize,
}

const MAX_DEPTH: usize = 6;

impl Writer<'_> {
    fn message(&mut self, message: &MessageDescriptor, depth: usize) -> Wire {
        // Each element is one occurrence of a field, so that they can change places.
        let mut parts = Vec::new();
        let density = *self.rng.pick(&[5, 25, 60, 95]);
        for field in message.fields() {
            let in_oneof = field.containing_oneof().is_some_and(|oneof| !oneof.is_synthetic());
            if !in_oneof && (field.is_required() || self.takes(&field, density, depth)) {
                self.field(&field, depth, &mut parts);
            }
        }
        for oneof in message.oneofs().filter(|oneof| !oneof.is_synthetic()) {
            let members: Vec<FieldDescriptor> = oneof.fields().collect();
            let times = if self.style.wild { self.rng.below(4) } else { self.rng.below(2) };
            for _ in 0..times {
                let member = self.rng.pick(&members).clone();
                if self.takes(&member, 100, depth) {
                    self.field(&member, depth, &mut parts);
                }
            }
        }
        if self.style.unknown {
            self.unknown(message, &mut parts);
        }
        if self.style.foreign {
            self.mismatches(message, &mut parts);
        }
        if self.style.wild {
            self.rng.shuffle(&mut parts);
        }
        parts.into_iter().fold(Wire::new(), |wire, part| wire.raw(&part.0))
    }

    fn takes(&mut self, field: &FieldDescriptor, density: usize, depth: usize) -> bool {
        let is_message = matches!(field.kind(), Kind::Message(_)) && !field.is_map();
        let deep = if is_message { depth * 15 } else { 0 };
        if self.fuel == 0 || (is_message && depth >= MAX_DEPTH) {
            return false;
        }
        let taken = self.rng.chance(density.saturating_sub(deep));
        self.fuel -= usize::from(taken);
        taken
    }

    fn field(&mut self, field: &FieldDescriptor, depth: usize, parts: &mut Vec<Wire>) {
        if field.is_map() {
            for _ in 0..self.rng.below(4) {
                let entry = self.entry(field, depth);
                parts.push(self.tag(field.number(), 2).bytes_after_tag(&entry.0));
            }
        } else if field.is_list() {
            self.list(field, depth, parts);
        } else {
            let times = if self.style.wild { 1 + self.rng.below(3) } else { 1 };
            for _ in 0..times {
                let value = self.tagged(field.number(), &field.kind(), field.is_group(), depth);
                parts.push(value);
            }
        }
    }

    fn list(&mut self, field: &FieldDescriptor, depth: usize, parts: &mut Vec<Wire>) {
        let kind = field.kind();
        let can_pack = !matches!(kind, Kind::String | Kind::Bytes | Kind::Message(_));
        let pieces = if self.style.wild { self.rng.below(4) } else { 1 };
        for _ in 0..pieces {
            let len = *self.rng.pick(&[0, 1, 2, 3, 9]);
            let packed = if self.style.wild { self.rng.chance(50) } else { field.is_packed() };
            if packed && can_pack {
                let payload =
                    (0..len).fold(Wire::new(), |wire, _| wire.raw(&self.value(&kind, depth).0));
                // An empty packed piece is nothing that an encoder writes.
                if len > 0 || self.style.wild {
                    parts.push(self.tag(field.number(), 2).bytes_after_tag(&payload.0));
                }
            } else {
                for _ in 0..len {
                    parts.push(self.tagged(field.number(), &kind, field.is_group(), depth));
                }
            }
        }
    }

    fn entry(&mut self, field: &FieldDescriptor, depth: usize) -> Wire {
        let Kind::Message(entry) = field.kind() else { return Wire::new() };
        let (key, value) = (entry.map_entry_key_field(), entry.map_entry_value_field());
        let mut parts = Vec::new();
        let some = |rng: &mut Rng, wild: bool| match rng.below(8) {
            0 if wild => 0,
            1 if wild => 2,
            _ => 1,
        };
        for _ in 0..some(self.rng, self.style.wild) {
            parts.push(self.tagged(1, &key.kind(), false, depth));
        }
        for _ in 0..some(self.rng, self.style.wild) {
            parts.push(self.tagged(2, &value.kind(), false, depth));
        }
        if self.style.wild {
            self.rng.shuffle(&mut parts);
        }
        parts.into_iter().fold(Wire::new(), |wire, part| wire.raw(&part.0))
    }

    /// A value behind its tag.
    fn tagged(&mut self, number: u32, kind: &Kind, group: bool, depth: usize) -> Wire {
        let Kind::Message(message) = kind else {
            let tag = self.tag(number, wire_type(kind));
            return tag.raw(&self.value(kind, depth).0);
        };
        let body = if depth < MAX_DEPTH { self.message(message, depth + 1) } else { Wire::new() };
        if group {
            return self.tag(number, 3).raw(&body.0).tag(number, 4);
        }
        self.tag(number, 2).bytes_after_tag(&body.0)
    }

    /// A value without a tag.
    fn value(&mut self, kind: &Kind, depth: usize) -> Wire {
        let Style { nan, wild, .. } = self.style;
        let wire = Wire::new();
        match kind {
            Kind::Double => wire.raw(&values::double(self.rng, nan).to_le_bytes()),
            Kind::Float => wire.raw(&values::float(self.rng, nan).to_le_bytes()),
            Kind::Fixed32 | Kind::Sfixed32 => {
                wire.raw(&(values::integer(self.rng) as u32).to_le_bytes())
            }
            Kind::Fixed64 | Kind::Sfixed64 => wire.raw(&values::integer(self.rng).to_le_bytes()),
            Kind::String => wire.bytes_after_tag(values::text(self.rng).as_bytes()),
            Kind::Bytes => wire.bytes_after_tag(&values::bytes(self.rng)),
            Kind::Message(message) => wire.bytes_after_tag(&self.message(message, depth + 1).0),
            Kind::Bool if !wild => wire.bare_varint(self.rng.below(2) as u64),
            Kind::Enum(of) => {
                let number = self.enum_number(of);
                self.varint(i64::from(number) as u64)
            }
            // Negative numbers take ten bytes, unsigned ones of 32 bits at most five.
            Kind::Int32 => {
                let value = values::integer(self.rng);
                self.varint(if wild { value } else { i64::from(value as i32) as u64 })
            }
            Kind::Uint32 | Kind::Sint32 if !wild => {
                let value = values::integer(self.rng);
                self.varint(u64::from(value as u32))
            }
            _ => {
                let value = values::integer(self.rng);
                self.varint(value)
            }
        }
    }

    fn enum_number(&mut self, of: &EnumDescriptor) -> i32 {
        let closed = of.parent_file().syntax() == Syntax::Proto2;
        let free = if closed { self.style.foreign } else { true };
        if free && self.rng.chance(30) {
            return values::integer(self.rng) as i32;
        }
        let numbers: Vec<i32> = of.values().map(|value| value.number()).collect();
        *self.rng.pick(&numbers)
    }

    /// A varint, sometimes longer than it has to be.
    fn varint(&mut self, value: u64) -> Wire {
        let len = if self.style.wild && self.rng.chance(10) { 1 + self.rng.below(10) } else { 1 };
        Wire::new().long_varint(value, len)
    }

    /// A tag, sometimes longer than it has to be.
    fn tag(&mut self, number: u32, wire_type: u32) -> Wire {
        let len = if self.style.wild && self.rng.chance(5) { 1 + self.rng.below(5) } else { 1 };
        Wire::new().long_varint(u64::from(number) << 3 | u64::from(wire_type), len)
    }

    fn unknown(&mut self, message: &MessageDescriptor, parts: &mut Vec<Wire>) {
        let extensions: Vec<_> = message.extensions().collect();
        if !extensions.is_empty() && self.fuel > 0 {
            for _ in 0..self.rng.below(4) {
                let extension = self.rng.pick(&extensions).clone();
                let (number, group) = (extension.number(), extension.is_group());
                parts.push(self.tagged(number, &extension.kind(), group, MAX_DEPTH));
            }
        }
        for _ in 0..self.rng.below(3) {
            let number = *self.rng.pick(&[9, 17, 300, 4999, 536_000_000]);
            let known =
                message.get_field(number).is_some() || message.get_extension(number).is_some();
            if !known {
                parts.push(self.any_field(number, 2));
            }
        }
    }

    /// A field of any wire type.
    fn any_field(&mut self, number: u32, depth: usize) -> Wire {
        let wire = Wire::new();
        match self.rng.below(5) {
            0 => wire.varint(number, values::integer(self.rng)),
            1 => wire.fixed64(number, values::integer(self.rng)),
            2 => wire.fixed32(number, values::integer(self.rng) as u32),
            3 if depth > 0 => {
                let inner = 1 + self.rng.below(20) as u32;
                wire.group(number, self.any_field(inner, depth - 1))
            }
            _ => wire.bytes(number, values::bytes(self.rng)),
        }
    }

    /// Fields that the type has, as something that they are not.
    fn mismatches(&mut self, message: &MessageDescriptor, parts: &mut Vec<Wire>) {
        let fields: Vec<FieldDescriptor> = message.fields().collect();
        if fields.is_empty() || !self.rng.chance(30) {
            return;
        }
        let field = self.rng.pick(&fields).clone();
        let own = if field.is_group() { 3 } else { wire_type(&field.kind()) };
        let part = self.any_field(field.number(), 0);
        let got = u32::from(part.0[0] & 7);
        if got != own && !(got == 2 && field.is_list()) {
            parts.push(part);
        }
    }
}

impl Wire {
    /// What follows the tag of a length-delimited field.
    fn bytes_after_tag(self, bytes: &[u8]) -> Wire {
        self.bare_varint(bytes.len() as u64).raw(bytes)
    }
}

fn wire_type(kind: &Kind) -> u32 {
    match kind {
        Kind::Double | Kind::Fixed64 | Kind::Sfixed64 => 1,
        Kind::Float | Kind::Fixed32 | Kind::Sfixed32 => 5,
        Kind::String | Kind::Bytes | Kind::Message(_) => 2,
        _ => 0,
    }
}
