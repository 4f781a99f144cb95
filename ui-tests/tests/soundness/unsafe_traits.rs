//! Who decides what stands where on the wire promises to say the same each time; what reads without
//! a check is for those who checked.

#![forbid(unsafe_code)]

use buffa::__private::{Check, Parse, ParseField, Str, ViewBody};
use buffa::{DecodeError, Reader};

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Note {
    #[buffa(tag = 1)]
    text: String,
}

#[derive(Clone, Copy, Debug, Default)]
struct FickleView<'a>(&'a str);

impl<'a> ViewBody<'a> for FickleView<'a> {
    fn parse_field<P: ParseField<'a>>(&mut self, _: u32, p: P) -> Result<(), DecodeError> {
        p.skip()
    }

    fn own(&self) -> Note {
        Note::default()
    }
}

#[derive(Clone, Copy)]
struct Credulous;

impl Check for Credulous {
    const CHECK: bool = false;
}

fn unchecked(bytes: &[u8]) -> Option<&str> {
    Str::read(0, &mut Reader::new(bytes)).flatten()
}

fn main() {}
