//! Enums: the trait of generated enums and the value of open ones.

use core::fmt;
use core::hash::Hash;

/// An enum of a schema.
pub trait Enumeration: Copy + Default + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The variant with this number. Aliases give the first variant with it.
    fn from_i32(number: i32) -> Option<Self>;

    /// The number on the wire.
    fn to_i32(self) -> i32;

    /// The name in the schema.
    fn proto_name(self) -> &'static str;

    /// The variant with this name in the schema; aliases count.
    fn from_proto_name(name: &str) -> Option<Self>;

    /// All variants in order of declaration, without aliases.
    fn values() -> &'static [Self];

    /// The full name of the enum: `tutorial.Person.PhoneType`.
    const FULL_NAME: &'static str;
}

/// The value of an open enum: one that the schema knows, or any other number.
///
/// What was read is `Known` wherever it can be. `Unknown` with a number that the schema knows is the
/// same value to all methods, comparisons and writers, but not to a `match`.
///
/// ```
/// use buffa::{EnumValue, Enumeration};
/// buffa::include_protos!(inline = "syntax = \"proto3\"; enum Color { RED = 0; GREEN = 1; }");
///
/// let color = EnumValue::from(Color::GREEN);
/// assert_eq!(color, Color::GREEN);
/// assert_eq!(EnumValue::<Color>::from_i32(7), EnumValue::Unknown(7));
/// ```
#[derive(Clone, Copy)]
pub enum EnumValue<E> {
    /// A value that the schema knows.
    Known(E),
    /// A number that it does not know.
    Unknown(i32),
}

impl<E: Enumeration> EnumValue<E> {
    /// The value with this number.
    #[inline]
    #[must_use]
    pub fn from_i32(number: i32) -> Self {
        match E::from_i32(number) {
            Some(known) => EnumValue::Known(known),
            None => EnumValue::Unknown(number),
        }
    }

    /// The number on the wire.
    #[inline]
    #[must_use]
    pub fn to_i32(self) -> i32 {
        match self {
            EnumValue::Known(known) => known.to_i32(),
            EnumValue::Unknown(number) => number,
        }
    }

    /// The variant, if the schema knows it.
    #[inline]
    #[must_use]
    pub fn known(self) -> Option<E> {
        match self {
            EnumValue::Known(known) => Some(known),
            // Made by hand, it may hold a number that the schema knows.
            EnumValue::Unknown(number) => E::from_i32(number),
        }
    }

    /// The variant, or the default one where the number is unknown.
    #[inline]
    #[must_use]
    pub fn known_or_default(self) -> E {
        self.known().unwrap_or_default()
    }

    /// The name in the schema, if it knows the number.
    #[must_use]
    pub fn proto_name(self) -> Option<&'static str> {
        self.known().map(E::proto_name)
    }
}

impl<E: Enumeration> Default for EnumValue<E> {
    #[inline]
    fn default() -> Self {
        EnumValue::Known(E::default())
    }
}

impl<E> From<E> for EnumValue<E> {
    #[inline]
    fn from(known: E) -> Self {
        EnumValue::Known(known)
    }
}

/// Values are equal when their numbers are.
impl<E: Enumeration> PartialEq for EnumValue<E> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.to_i32() == other.to_i32()
    }
}

impl<E: Enumeration> Eq for EnumValue<E> {}

impl<E: Enumeration> PartialEq<E> for EnumValue<E> {
    #[inline]
    fn eq(&self, other: &E) -> bool {
        self.to_i32() == other.to_i32()
    }
}

impl<E: Enumeration> Hash for EnumValue<E> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.to_i32().hash(state);
    }
}

impl<E: Enumeration> fmt::Debug for EnumValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known() {
            Some(known) => known.fmt(f),
            None => write!(f, "Unknown({})", self.to_i32()),
        }
    }
}
