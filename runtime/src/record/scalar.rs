//! Values without parts, as formats of text hand them to a field.

use core::fmt;

use super::integer::Integer;

/// A value that is neither a message nor a list nor a map, in the form in which it was read.
#[derive(Clone, Copy, Debug)]
pub enum Scalar<'a> {
    /// No value; what it means is up to the field.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the grammar of JSON has it.
    Number(&'a str),
    /// A number that is negative or fits into 63 bits.
    I64(i64),
    /// A number that is not negative.
    U64(u64),
    /// A number with a fraction or an exponent.
    F64(f64),
    /// Text: also the names of enum values, quoted numbers, and bytes in base 64.
    Text(&'a str),
    /// The key of a map as text: also a boolean or a number.
    Key(&'a str),
    /// Bytes as they are.
    Bytes(&'a [u8]),
}

/// Why a field does not take a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It takes values of another type; this is what it takes.
    Expected(&'static str),
    /// The number is out of the range of the field's type.
    Range,
    /// The number has a fraction, and the field's type has none.
    Fraction,
    /// The text is no number.
    NotANumber,
    /// The text is not in base 64.
    Base64,
    /// The enum has no value of this name.
    EnumName,
    /// The closed enum has no value with this number.
    EnumNumber,
    /// The map has this key already.
    DuplicateKey,
    /// The field's own type has no counterpart of the value.
    Conversion,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Expected(what) => write!(f, "expected {what}"),
            Refusal::Range => f.write_str("the number is out of range"),
            Refusal::Fraction => f.write_str("expected an integer, not a fraction"),
            Refusal::NotANumber => f.write_str("the text is not a number"),
            Refusal::Base64 => f.write_str("the text is not in base 64"),
            Refusal::EnumName => f.write_str("the enum has no value of this name"),
            Refusal::EnumNumber => f.write_str("the closed enum has no value with this number"),
            Refusal::DuplicateKey => f.write_str("the key is there twice"),
            Refusal::Conversion => f.write_str("the field's own type has no such value"),
        }
    }
}

/// A Rust type of numbers or booleans.
pub(crate) trait FromScalar: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// It is of another type or out of range.
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Refusal>;
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl FromScalar for $ty {
            #[inline]
            fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Refusal> {
                match scalar {
                    Scalar::I64(value) => value.try_into().map_err(|_| Refusal::Range),
                    Scalar::U64(value) => value.try_into().map_err(|_| Refusal::Range),
                    other => match integer(other)? {
                        Integer::Negative(value) => value.try_into().map_err(|_| Refusal::Range),
                        Integer::Natural(value) => value.try_into().map_err(|_| Refusal::Range),
                    },
                }
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

#[inline(never)]
fn integer(scalar: Scalar<'_>) -> Result<Integer, Refusal> {
    match scalar {
        Scalar::Number(text) | Scalar::Text(text) | Scalar::Key(text) => Integer::parse(text),
        Scalar::I64(value) => Ok(Integer::from(value)),
        Scalar::U64(value) => Ok(Integer::Natural(value)),
        Scalar::F64(value) => Integer::from_f64(value),
        Scalar::Null | Scalar::Bool(_) | Scalar::Bytes(_) => Err(Refusal::Expected("an integer")),
    }
}

macro_rules! floats {
    ($($ty:ident $slow:ident),*) => {$(
        impl FromScalar for $ty {
            #[inline]
            fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Refusal> {
                match scalar {
                    #[allow(clippy::unnecessary_cast)]
                    Scalar::F64(value) => {
                        let cast = value as $ty;
                        if cast.is_finite() || !value.is_finite() {
                            Ok(cast)
                        } else {
                            Err(Refusal::Range)
                        }
                    }
                    other => $slow(other),
                }
            }
        }

        #[inline(never)]
        fn $slow(scalar: Scalar<'_>) -> Result<$ty, Refusal> {
            match scalar {
                Scalar::Number(text) => finite(text.parse::<$ty>().ok()),
                Scalar::Text("NaN") => Ok($ty::NAN),
                Scalar::Text("Infinity") => Ok($ty::INFINITY),
                Scalar::Text("-Infinity") => Ok($ty::NEG_INFINITY),
                Scalar::Text(text) if super::integer::is_number(text) => {
                    finite(text.parse::<$ty>().ok())
                }
                Scalar::Text(_) => Err(Refusal::NotANumber),
                Scalar::I64(value) => Ok(value as $ty),
                Scalar::U64(value) => Ok(value as $ty),
                Scalar::Null
                | Scalar::Bool(_)
                | Scalar::Key(_)
                | Scalar::Bytes(_)
                | Scalar::F64(_) => Err(Refusal::Expected("a number")),
            }
        }
    )*};
}

floats!(f32 read_f32, f64 read_f64);

/// Numbers that are too large come as infinite, which only text can ask for.
fn finite<T: Into<f64> + Copy>(value: Option<T>) -> Result<T, Refusal> {
    match value {
        Some(value) if value.into().is_finite() => Ok(value),
        Some(_) => Err(Refusal::Range),
        None => Err(Refusal::NotANumber),
    }
}

impl FromScalar for bool {
    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Refusal> {
        match scalar {
            Scalar::Bool(value) => Ok(value),
            Scalar::Key("true") => Ok(true),
            Scalar::Key("false") => Ok(false),
            _ => Err(Refusal::Expected("`true` or `false`")),
        }
    }
}
