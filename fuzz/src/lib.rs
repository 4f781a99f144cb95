//! What the targets share: types to decode, their registry, and input that is larger than what a
//! fuzzer makes up.

pub mod protos {
    //! The schemas of the tests.
    buffa::include_protos!("../tests/protos/**/*.proto", includes = ["../tests/protos"]);
}

// A message that is as wide as those of real interfaces, and recursive in every way.
buffa::include_protos!("protos/wide.proto", includes = ["protos"]);

use std::sync::Once;

use buffa::TypeRegistry;

/// The types and extensions of all schemas.
pub fn registry() -> TypeRegistry {
    let mut registry = TypeRegistry::new();
    buffa_wkt::register_types(&mut registry);
    protos::cover::scalars3::register_types(&mut registry);
    protos::cover::extensions::register_types(&mut registry);
    protos::cover::forms::register_types(&mut registry);
    protos::cover::maps::register_types(&mut registry);
    wide::register_types(&mut registry);
    registry
}

/// Makes [`registry`] the one that is used where none is given: serde's way knows no other.
pub fn register() {
    static DONE: Once = Once::new();
    DONE.call_once(|| TypeRegistry::set_default(registry()).expect("nobody else sets it"));
}

/// Calls a function `$check::<M>($input)` for the message type that `$subject` picks.
#[macro_export]
macro_rules! with_type {
    ($subject:expr, $check:ident, $($input:expr),*) => {{
        use $crate::protos::cover::*;
        match $subject {
            0 => $check::<closed::Paint>($($input),*),
            1 => $check::<closed::Pot>($($input),*),
            2 => $check::<closed::NeedsColor>($($input),*),
            3 => $check::<documented::Documented>($($input),*),
            4 => $check::<extensions::Extendable>($($input),*),
            5 => $check::<groups::Groups>($($input),*),
            6 => $check::<groups::Nest>($($input),*),
            7 => $check::<maps::Keys>($($input),*),
            8 => $check::<maps::Values>($($input),*),
            9 => $check::<nesting::Outer>($($input),*),
            10 => $check::<nesting::Tree>($($input),*),
            11 => $check::<nesting::Ping>($($input),*),
            12 => $check::<numbers::Numbers>($($input),*),
            13 => $check::<oneofs::Every>($($input),*),
            14 => $check::<oneofs::Interleaved>($($input),*),
            15 => $check::<oneofs::Shape>($($input),*),
            16 => $check::<scalars2::Plain>($($input),*),
            17 => $check::<scalars2::Required>($($input),*),
            18 => $check::<scalars2::Lists>($($input),*),
            19 => $check::<scalars2::PackedLists>($($input),*),
            20 => $check::<scalars3::Implicit>($($input),*),
            21 => $check::<scalars3::Explicit>($($input),*),
            22 => $check::<scalars3::Lists>($($input),*),
            23 => $check::<wellknown::Known>($($input),*),
            24 => $check::<forms::Forms>($($input),*),
            25 => $check::<forms::Typed>($($input),*),
            26 => $check::<buffa_wkt::Value>($($input),*),
            27 => $check::<buffa_wkt::Any>($($input),*),
            28 => $check::<$crate::wide::Wide>($($input),*),
            _ => {}
        }
    }};
}

/// `body` as the value of field `number` of a message, `levels` times in itself.
pub fn nested(number: u32, levels: usize, body: &[u8]) -> Vec<u8> {
    let mut wire = body.to_vec();
    for _ in 0..levels {
        let mut outer = varint(u64::from(number) << 3 | 2);
        outer.extend(varint(wire.len() as u64));
        outer.extend(wire);
        wire = outer;
    }
    wire
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}
