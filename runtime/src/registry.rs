//! Types and extensions by name, for formats that name them in the data.

mod found;

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;
use once_cell::race::OnceBox;

use crate::body::Body;
use crate::budget::Budget;
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::extension::{Extension, Place};
use crate::large::{is_large, on_heap};
use crate::message::Message;
use crate::record::{FieldEntry, Record, RecordMut, SlotMut, ValueRef, field_slot};
use crate::shape::FieldMut;
use crate::unknown::{UnknownField, UnknownFields, item, read_field};
use crate::wire::Reader;
pub(crate) use found::Found;

/// The message types that an `Any` can hold, and the extensions that messages can have: for formats that
/// name them in the data (JSON), and for decoders that are to check extensions
/// ([`DecodeOptions::with_registry`](crate::DecodeOptions::with_registry)).
///
/// `include_protos!` makes a function `register_types` in every package; without the feature `json`, in
/// those that have extensions, which are all that it registers then.
///
/// ```
/// use buffa::TypeRegistry;
/// buffa::include_protos!(inline = r#"
///     syntax = "proto3";
///     package tutorial;
///     message Person { string name = 1; }
/// "#);
///
/// let mut registry = TypeRegistry::new();
/// registry.add::<tutorial::Person>();
/// assert!(registry.contains("tutorial.Person"));
/// ```
#[derive(Default)]
pub struct TypeRegistry {
    types: BTreeMap<&'static str, NewMessage>,
    /// By the extended message and the number.
    extensions: BTreeMap<(&'static str, u32), ExtensionEntry>,
    /// The keys of `extensions` by the full names of the extensions.
    names: BTreeMap<&'static str, (&'static str, u32)>,
}

type NewMessage = fn() -> Box<dyn AnyMessage>;

static DEFAULT: OnceBox<TypeRegistry> = OnceBox::new();

impl TypeRegistry {
    /// An empty registry.
    #[must_use]
    pub const fn new() -> Self {
        TypeRegistry { types: BTreeMap::new(), extensions: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// Adds a message type.
    #[allow(private_bounds, reason = "every generated message has what is asked for")]
    pub fn add<M: Body>(&mut self) -> &mut Self {
        self.types.insert(M::FULL_NAME, || Box::new(M::default()));
        self
    }

    /// Adds an extension; `field` describes it.
    #[doc(hidden)]
    pub fn add_extension<M: Body, F, T>(
        &mut self,
        extension: &Extension<M, F, T>,
        field: &'static FieldEntry,
    ) -> &mut Self
    where
        F: FieldMut<T> + 'static,
        T: Default + 'static,
    {
        let key = (M::FULL_NAME, extension.number());
        self.names.insert(extension.full_name(), key);
        let entry = ExtensionEntry {
            field,
            place: extension.place(),
            start: |place| {
                let codec = core::marker::PhantomData;
                Box::new(Held::<F, T> { place, value: T::default(), codec })
            },
            check: check_value::<F, T>,
        };
        self.extensions.insert(key, entry);
        self
    }

    /// Whether there is a message type of this full name.
    #[must_use]
    pub fn contains(&self, full_name: &str) -> bool {
        self.types.contains_key(full_name)
    }

    /// Makes `registry` the one that is used where none is given: by the functions of
    /// `buffa::json` without options, and by serde. It cannot be changed later.
    ///
    /// # Errors
    /// Gives `registry` back if there is one already.
    pub fn set_default(registry: TypeRegistry) -> Result<(), TypeRegistry> {
        DEFAULT.set(Box::new(registry)).map_err(|registry| *registry)
    }
}

/// What the formats ask for.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
impl TypeRegistry {
    pub(crate) fn default_registry() -> Option<&'static TypeRegistry> {
        DEFAULT.get()
    }

    /// A new message of the type called `full_name`.
    pub(crate) fn new_message(&self, full_name: &str) -> Option<Box<dyn AnyMessage>> {
        self.types.get(full_name).map(|new| new())
    }

    pub(crate) fn has_extensions(&self) -> bool {
        !self.extensions.is_empty()
    }

    /// The extension of `message` with this number.
    pub(crate) fn by_number(&self, message: &'static str, number: u32) -> Option<&ExtensionEntry> {
        self.extensions.get(&(message, number))
    }

    /// The extension of `message` that an unknown field belongs to, and the field behind one of its
    /// tags.
    pub(crate) fn of_field<'u>(
        &self,
        message: &'static str,
        field: UnknownField<'u>,
    ) -> Option<(&ExtensionEntry, UnknownField<'u>)> {
        let in_item = item(field).and_then(|(id, _)| self.by_number(message, id));
        let in_item = in_item.filter(|entry| entry.place.in_set);
        let entry = in_item.or_else(|| self.by_number(message, field.number))?;
        Some((entry, entry.place.own(field)?))
    }

    /// The extension called `name`, if it is one of `message`.
    pub(crate) fn by_name(&self, message: &str, name: &str) -> Option<&ExtensionEntry> {
        let key = self.names.get(name).filter(|(extended, _)| *extended == message)?;
        self.extensions.get(key)
    }
}

/// What decoders ask for.
impl TypeRegistry {
    /// Checks the value behind `tag`, an unknown field of `message`, which is next in `r`: if it
    /// belongs to an extension, as a field of that type, within the limits that are left.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[cold]
    #[inline(never)]
    pub(crate) fn check(
        &self,
        message: &'static str,
        tag: u32,
        mut r: Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let wire = r.rest();
        let field = read_field(tag, &mut r, cx.depth())?;
        let Some((entry, own)) = self.of_field(message, field) else { return Ok(()) };
        // Numbers that closed enums do not know stay where they are.
        let strays = cx.strays().len();
        let result = if entry.place.in_set {
            let mut value = UnknownFields::new();
            value.append(own);
            let mut value = Reader::new(value.as_bytes());
            value.tag().and_then(|tag| (entry.check)(tag, &mut value, cx))
        } else {
            let len = wire.len() - r.rest().len();
            (entry.check)(tag, &mut Reader::new(&wire[..len]), cx)
        };
        cx.strays().truncate(strays);
        result.map_err(|error| error.in_extension(entry.field.name()))
    }
}

/// Reads the value of an extension and drops it.
fn check_value<F: FieldMut<T>, T: Default>(
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    if const { is_large::<T>() } {
        F::merge(&mut on_heap(T::default), tag, r, cx)
    } else {
        check_small::<F, T>(tag, r, cx)
    }
}

#[inline]
fn check_small<F: FieldMut<T>, T: Default>(
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    F::merge(&mut T::default(), tag, r, cx)
}

impl fmt::Debug for TypeRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypeRegistry")
            .field("types", &self.types.keys())
            .field("extensions", &self.names.keys())
            .finish()
    }
}

/// A message of any type.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
pub(crate) trait AnyMessage {
    fn record(&self) -> &dyn Record;

    fn record_mut(&mut self) -> &mut dyn RecordMut;

    fn to_wire(&self) -> Vec<u8>;

    /// Reads the fields in `wire`, within the limits that are left.
    fn merge(&mut self, wire: &[u8], budget: &mut Budget) -> Result<(), DecodeError>;
}

impl<M: Body> AnyMessage for M {
    fn record(&self) -> &dyn Record {
        self
    }

    fn record_mut(&mut self) -> &mut dyn RecordMut {
        self
    }

    fn to_wire(&self) -> Vec<u8> {
        self.encode_to_vec()
    }

    fn merge(&mut self, wire: &[u8], budget: &mut Budget) -> Result<(), DecodeError> {
        let merged = budget.decode(|cx| self.__merge(Reader::new(wire), cx));
        merged.map_err(|error| error.in_message(M::FULL_NAME))
    }
}

/// An extension of a message type.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
pub(crate) struct ExtensionEntry {
    /// With the full name in place of the field's.
    pub(crate) field: &'static FieldEntry,
    place: Place,
    start: fn(Place) -> Box<dyn ExtensionValue>,
    check: fn(u32, &mut Reader<'_>, &mut DecodeContext<'_>) -> Result<(), DecodeError>,
}

#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
impl ExtensionEntry {
    pub(crate) fn number(&self) -> u32 {
        self.place.number
    }

    /// A value that is not set.
    pub(crate) fn start(&self) -> Box<dyn ExtensionValue> {
        (self.start)(self.place)
    }

    /// The value in `wire`, the unknown fields with the extension's number, within the limits that
    /// are left.
    pub(crate) fn read(
        &self,
        wire: &[u8],
        budget: &mut Budget,
    ) -> Result<Box<dyn ExtensionValue>, DecodeError> {
        let mut value = self.start();
        value.merge(wire, budget)?;
        Ok(value)
    }
}

/// The value of an extension, outside of its message.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are switched off"))]
pub(crate) trait ExtensionValue {
    fn value(&self) -> ValueRef<'_>;

    /// Reads the fields in `wire`.
    fn merge(&mut self, wire: &[u8], budget: &mut Budget) -> Result<(), DecodeError>;

    fn slot(&mut self) -> SlotMut<'_>;

    /// The value as it goes among the unknown fields.
    fn with_wire(&self, f: &mut dyn FnMut(&[u8]));
}

struct Held<F, T> {
    place: Place,
    value: T,
    codec: core::marker::PhantomData<fn() -> F>,
}

impl<F: FieldMut<T> + 'static, T: 'static> ExtensionValue for Held<F, T> {
    fn value(&self) -> ValueRef<'_> {
        F::get(&self.value)
    }

    fn merge(&mut self, wire: &[u8], budget: &mut Budget) -> Result<(), DecodeError> {
        budget.decode(|cx| self.place.merge::<F, T>(&mut self.value, wire, cx))
    }

    fn slot(&mut self) -> SlotMut<'_> {
        SlotMut::new(field_slot::<F, T>(&mut self.value), self.place.number)
    }

    fn with_wire(&self, f: &mut dyn FnMut(&[u8])) {
        self.place.write::<F, T>(&self.value, f);
    }
}
