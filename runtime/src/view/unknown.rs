//! Unknown fields of views.

use core::fmt;

use super::parse::Parsing;
use super::pieces::Range;
use super::{HasView, MessageView, Validated, ViewBody, parse_body};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::options::DecodeOptions;
use crate::record::UnknownSet;
use crate::registry::TypeRegistry;
use crate::unknown::{UnknownField, UnknownFields, UnknownRecord, count_nested};
use crate::wire::{Reader, Sink};

/// The unknown fields of a view: the range of the wire in which they stand.
///
/// Known fields may stand between them. What is unknown is decided by the parse that found them,
/// run once more when they are asked for.
#[derive(Clone, Copy)]
pub struct UnknownFieldsView<'a> {
    /// An option, as every message that is read starts with none: one word to be set.
    noted: Option<Noted<'a>>,
}

/// Where unknown fields were found.
#[derive(Clone, Copy)]
struct Noted<'a> {
    /// In a body of one piece, the word is the tag of the first one.
    range: Range<'a>,
    /// How many there are.
    count: u32,
    walk: Walk,
}

// Views are made of these.
const _: () = assert!(size_of::<UnknownFieldsView<'_>>() == 4 * size_of::<usize>() + 8);

/// Parses the fields of a range as some message and shows the unknown ones to a visitor.
type Walk = for<'w> fn(&UnknownFieldsView<'w>, &mut dyn FnMut(UnknownRecord<'w>));

impl<'a> UnknownFieldsView<'a> {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.noted.is_none()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.noted.map_or(0, |noted| noted.count as usize)
    }

    /// Calls `f` with each of them, in the order in which they came.
    pub fn for_each(&self, mut f: impl FnMut(UnknownField<'a>)) {
        if let Some(Noted { walk, .. }) = self.noted {
            walk(self, &mut |record| {
                if let Some(field) = record.field() {
                    f(field);
                }
            });
        }
    }

    /// Copies them.
    #[must_use]
    pub fn to_owned_fields(&self) -> UnknownFields {
        let mut fields = UnknownFields::new();
        if let Some(Noted { walk, .. }) = self.noted {
            walk(self, &mut |record| fields.push_record(record));
        }
        fields
    }

    /// Writes them.
    #[must_use]
    #[inline]
    pub fn write<W: Sink>(&self, w: &mut W) -> W::Put {
        if self.is_empty() {
            return W::Put::default();
        }
        w.slice(self.to_owned_fields().as_bytes())
    }
}

impl UnknownFieldsView<'_> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        UnknownFieldsView { noted: None }
    }
}

impl Default for UnknownFieldsView<'_> {
    #[inline(always)]
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> UnknownFieldsView<'a> {
    /// `count` unknown fields stand behind `tag`, which `wire` follows.
    pub(crate) fn note<V: ViewBody<'a>>(
        &mut self,
        tag: u32,
        wire: &'a [u8],
        count: u32,
        cx: &ViewContext<'a, '_>,
    ) {
        match &mut self.noted {
            Some(noted) => noted.count = noted.count.saturating_add(count),
            None => {
                let range = Range::new(cx.place, wire, tag);
                self.noted = Some(Noted { range, count, walk: walk::<V::Owned> });
            }
        }
    }

    /// Keeps the field whose tag was just read.
    ///
    /// # Errors
    /// The field is malformed, or a limit is reached.
    #[inline(never)]
    pub fn keep<V: ViewBody<'a>>(
        &mut self,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        let before = r.rest();
        if let Some(registry) = cx.registry {
            check_extension(registry, V::static_table().full_name(), tag, *r, cx)?;
        }
        let value = r.value(tag, cx.depth)?;
        if let Some(visitor) = &mut cx.visitor {
            visitor(UnknownRecord::Field { tag, value });
            return Ok(());
        }
        count_nested(tag, value, &mut || cx.count_unknown())?;
        self.note::<V>(tag, before, 1, cx);
        Ok(())
    }
}

/// Checks an unknown field that a registry may know, as `TypeRegistry::check` does.
#[cold]
fn check_extension<'a>(
    registry: &TypeRegistry,
    message: &'static str,
    tag: u32,
    r: Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    let memory = DecodeOptions::new().budget(r.rest().len());
    let mut inner = DecodeContext::new(memory.with_limits(cx.depth, cx.unknown_left), None)
        .with_registry(cx.registry);
    registry.check(message, tag, r, &mut inner)?;
    cx.incomplete |= inner.is_incomplete();
    cx.unknown_left = inner.into_budget().unknown();
    Ok(())
}

/// Drops the field whose tag was just read.
///
/// # Errors
/// The field is malformed, or a limit is reached.
#[inline(never)]
pub(crate) fn skip_unknown_view<'a>(
    tag: u32,
    r: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    r.skip(tag, cx.depth)
}

fn walk<'w, M: HasView>(
    fields: &UnknownFieldsView<'w>,
    visitor: &mut dyn FnMut(UnknownRecord<'w>),
) {
    // SAFETY: a view of `M` found them, or this function would not be theirs (see `note`).
    unsafe { M::View::__visit_unknown(fields, visitor) };
}

/// Parses all fields from the first unknown one on, with `visitor` looking.
///
/// # Safety
/// A `V` found them, so all that follows in `fields` was validated as fields of a `V`.
pub(super) unsafe fn visit<'a, V: ViewBody<'a>>(
    fields: &UnknownFieldsView<'a>,
    visitor: &mut dyn FnMut(UnknownRecord<'a>),
) {
    let Some(Noted { range, .. }) = fields.noted else { return };
    let mut scratch = V::default();
    // SAFETY: as the caller promises.
    let check = unsafe { Validated::promise() };
    // What follows was validated; if it did not parse, the fields until there would be shown.
    if let Range::Wire { wire, word: tag } = range {
        let mut cx = ViewContext::new(wire, u32::MAX, u32::MAX);
        cx.visitor = Some(visitor);
        cx.field = tag >> 3;
        let mut r = Reader::new(wire);
        let first = Parsing { check, tag, r: &mut r, cx: &mut cx };
        if scratch.parse_field(tag, first).is_ok() {
            let _ = parse_body::<V, _>(check, &mut scratch, r.rest(), &mut cx);
        }
    } else if let Some(split) = range.split() {
        let mut cx = ViewContext::split(split);
        cx.visitor = Some(visitor);
        for piece in split.pieces() {
            let _ = parse_body::<V, _>(check, &mut scratch, piece, &mut cx);
        }
    }
}

impl PartialEq for UnknownFieldsView<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.to_owned_fields() == other.to_owned_fields()
    }
}

impl fmt::Debug for UnknownFieldsView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        self.for_each(|field| {
            list.entry(&field);
        });
        list.finish()
    }
}

impl UnknownSet for UnknownFieldsView<'_> {
    fn for_each(&self, f: &mut dyn FnMut(UnknownField<'_>)) {
        self.for_each(f);
    }

    #[inline(always)]
    fn write<W: Sink>(&self, w: &mut W) -> W::Put {
        self.write(w)
    }
}
