//! Random wire for a message, by its field table.

use buffa::__private::{Body, FieldEntry, Table, flags};
use buffa_tests::Rng;

/// The messages in fields, by tag.
type Messages = &'static [(u32, fn() -> Shape)];

/// What the field table does not say: the messages in fields, and the kinds of keys.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    table: fn() -> &'static Table,
    messages: Messages,
    keys: &'static [(u32, u8)],
}

impl Shape {
    pub(crate) fn of<M: Body>(messages: Messages, keys: &'static [(u32, u8)]) -> Self {
        Shape { table: M::static_table, messages, keys }
    }

    /// The wire of a message, with fields in any order, several times, and unknown ones.
    pub(crate) fn wire(&self, rng: &mut Rng, depth: u32, out: &mut Vec<u8>) {
        let fields = (self.table)().fields();
        for _ in 0..rng.below(fields.len() + 3) {
            let field = &fields[rng.below(fields.len())];
            self.field(field, rng, depth, out);
        }
        if rng.below(4) == 0 {
            varint(500 << 3, out);
            varint(rng.number(64), out);
        }
    }

    fn field(&self, field: &FieldEntry, rng: &mut Rng, depth: u32, out: &mut Vec<u8>) {
        let tag = field.number() << 3;
        if field.has(flags::MAP) {
            let mut entry = Vec::new();
            let key = self.keys.iter().find(|(number, _)| *number == field.number());
            let key = key.map_or(9, |(_, kind)| *kind);
            if rng.below(5) > 0 {
                varint(u64::from(1 << 3 | wire_type(key)), &mut entry);
                self.value(field.number(), key, rng, depth, &mut entry);
            }
            if rng.below(5) > 0 {
                varint(u64::from(2 << 3 | wire_type(field.kind())), &mut entry);
                self.value(field.number(), field.kind(), rng, depth, &mut entry);
            }
            varint(u64::from(tag | 2), out);
            delimited(&entry, out);
        } else if field.has(flags::REPEATED) && wire_type(field.kind()) < 2 && rng.below(2) == 0
            || field.has(flags::REPEATED) && wire_type(field.kind()) == 5 && rng.below(2) == 0
        {
            let mut packed = Vec::new();
            for _ in 0..rng.below(5) {
                self.value(field.number(), field.kind(), rng, depth, &mut packed);
            }
            varint(u64::from(tag | 2), out);
            delimited(&packed, out);
        } else {
            varint(u64::from(tag | wire_type(field.kind())), out);
            self.value(field.number(), field.kind(), rng, depth, out);
        }
    }

    /// A value of a kind, by the numbers of `FieldDescriptorProto.Type`.
    fn value(&self, number: u32, kind: u8, rng: &mut Rng, depth: u32, out: &mut Vec<u8>) {
        match kind {
            1 | 6 | 16 => out.extend(rng.number(64).to_le_bytes()),
            2 | 7 | 15 => out.extend((rng.number(64) as u32).to_le_bytes()),
            8 => varint(rng.word() % 2, out),
            9 => delimited(rng.pick(TEXTS).as_bytes(), out),
            12 => {
                let bytes: Vec<u8> = (0..rng.below(6)).map(|_| rng.word() as u8).collect();
                delimited(&bytes, out);
            }
            14 => varint(*rng.pick(NUMBERS) as u64, out),
            10 | 11 => {
                let mut body = Vec::new();
                let message = self.messages.iter().find(|(known, _)| *known == number);
                if let (Some((_, shape)), true) = (message, depth > 0) {
                    shape().wire(rng, depth - 1, &mut body);
                }
                if kind == 11 {
                    delimited(&body, out);
                } else {
                    out.extend(body);
                    varint(u64::from(number << 3 | 4), out);
                }
            }
            _ => varint(rng.number(64), out),
        }
    }
}

const TEXTS: &[&str] =
    &["", "a", "zwölf", "日本語", "a\"b\\c\n", "a much longer text than the others"];

/// Numbers of enum values, known ones and others.
const NUMBERS: &[i64] = &[0, 1, 2, -1, -7, 1, 2, 99];

fn wire_type(kind: u8) -> u32 {
    match kind {
        1 | 6 | 16 => 1,
        2 | 7 | 15 => 5,
        9 | 11 | 12 => 2,
        10 => 3,
        _ => 0,
    }
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn delimited(bytes: &[u8], out: &mut Vec<u8>) {
    varint(bytes.len() as u64, out);
    out.extend(bytes);
}
