//! Field numbers: which there are, and which are taken.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use proc_macro2::{Span, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, RangeLimits, Token};

use super::attributes::{Attributes, Item, Value};
use super::context::Context;

const MAX: u32 = (1 << 29) - 1;
const INTERNAL: RangeInclusive<u32> = 19_000..=19_999;

/// The numbers and names of one message.
#[derive(Default)]
pub(super) struct Numbers {
    taken: BTreeMap<u32, String>,
    names: BTreeMap<String, String>,
    json_names: BTreeMap<String, String>,
    reserved: Vec<RangeInclusive<u32>>,
    reserved_names: Vec<String>,
    automatic: bool,
    last: u32,
}

impl Numbers {
    pub(super) fn new(attributes: &Attributes, cx: &mut Context<'_>) -> Self {
        let automatic = attributes.flag("auto_tags", cx.diagnostics).is_some();
        let mut numbers = Numbers { automatic, ..Numbers::default() };
        if let Some(item) = attributes.get("reserved") {
            match &item.value {
                Value::List(list) => numbers.reserve(list, cx),
                _ => cx.error(item.span, "expected a list: `reserved(2, 6..=10, \"old\")`"),
            }
        }
        numbers
    }

    /// What is reserved, as a schema says it.
    pub(super) fn reserved(&self) -> Vec<String> {
        let ranges = self.reserved.iter().map(|range| match (*range.start(), *range.end()) {
            (start, end) if start == end => start.to_string(),
            (start, MAX) => format!("{start} to max"),
            (start, end) => format!("{start} to {end}"),
        });
        let names = self.reserved_names.iter().map(|name| format!("\"{name}\""));
        ranges.chain(names).collect()
    }

    fn reserve(&mut self, list: &TokenStream, cx: &mut Context<'_>) {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let entries = match parser.parse2(list.clone()) {
            Ok(entries) => entries,
            Err(error) => return cx.error(error.span(), error.to_string()),
        };
        for entry in entries {
            match reservation(&entry) {
                Some(Reservation::Numbers(range)) => self.reserved.push(range),
                Some(Reservation::Name(name)) => self.reserved_names.push(name),
                None => cx.error(
                    entry.span(),
                    "expected a number, a range such as `6..=10`, or a name in quotes",
                ),
            }
        }
    }

    /// The number of a field; mistakes are reported.
    pub(super) fn take(
        &mut self,
        attributes: &Attributes,
        field: &str,
        at: Span,
        cx: &mut Context<'_>,
    ) -> Option<u32> {
        let (number, span) = match attributes.get("tag") {
            Some(item) => (number(item, cx)?, item_span(item)),
            None if attributes.broken => return None,
            None if self.automatic => (self.next_free(), at),
            None => {
                cx.error_with_help(
                    at,
                    format!("field `{field}` has no tag"),
                    "add `#[buffa(tag = 1)]` with a number that no other field has, or \
                     `#[buffa(auto_tags)]` to the type",
                );
                return None;
            }
        };
        self.last = number;
        self.check(number, field, span, cx).then_some(number)
    }

    fn next_free(&self) -> u32 {
        let mut number = self.last + 1;
        while self.reserved.iter().any(|range| range.contains(&number)) {
            number += 1;
        }
        number
    }

    fn check(&mut self, number: u32, field: &str, span: Span, cx: &mut Context<'_>) -> bool {
        if let Some(range) = self.reserved.iter().find(|range| range.contains(&number)) {
            let range = if range.start() == range.end() {
                range.start().to_string()
            } else {
                format!("{}..={}", range.start(), range.end())
            };
            cx.error(span, format!("tag {number} is reserved: `reserved({range})`"));
            return false;
        }
        if let Some(other) = self.taken.get(&number) {
            cx.error(span, format!("tag {number} is that of field `{other}` already"));
            return false;
        }
        self.taken.insert(number, field.to_owned());
        true
    }

    /// Notes the names of a field; mistakes are reported.
    pub(super) fn name(
        &mut self,
        name: &str,
        json_name: &str,
        field: &str,
        span: Span,
        cx: &mut Context<'_>,
    ) {
        if self.reserved_names.iter().any(|reserved| reserved == name) {
            cx.error(span, format!("the name `{name}` is reserved: `reserved(\"{name}\")`"));
        }
        if let Some(other) = self.names.insert(name.to_owned(), field.to_owned()) {
            cx.error(span, format!("field `{other}` has the name `{name}` already"));
        } else if let Some(other) = self.json_names.insert(json_name.to_owned(), field.to_owned()) {
            cx.error(span, format!("field `{other}` has the JSON name `{json_name}` already"));
        }
    }
}

enum Reservation {
    Numbers(RangeInclusive<u32>),
    Name(String),
}

fn reservation(entry: &Expr) -> Option<Reservation> {
    match entry {
        Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => Some(Reservation::Name(name.value())),
        Expr::Range(range) => {
            let start = integer(range.start.as_deref()?)?;
            let end = match range.end.as_deref() {
                Some(end) => integer(end)?,
                None => MAX,
            };
            let end = match range.limits {
                RangeLimits::HalfOpen(_) if range.end.is_some() => end.checked_sub(1)?,
                _ => end,
            };
            Some(Reservation::Numbers(start..=end))
        }
        other => integer(other).map(|number| Reservation::Numbers(number..=number)),
    }
}

fn integer(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => literal.base10_parse().ok(),
        _ => None,
    }
}

fn item_span(item: &Item) -> Span {
    match &item.value {
        Value::Expr(expr) => expr.span(),
        _ => item.span,
    }
}

/// The number behind `tag`, if fields can have it.
fn number(item: &Item, cx: &mut Context<'_>) -> Option<u32> {
    let span = item_span(item);
    let literal = match &item.value {
        Value::Expr(Expr::Lit(ExprLit { lit: Lit::Int(literal), .. })) => literal,
        _ => {
            cx.error(span, "a tag is a number: `tag = 1`");
            return None;
        }
    };
    match literal.base10_parse::<u32>() {
        Ok(0) => cx.error(span, "a tag is at least 1"),
        Ok(number) if INTERNAL.contains(&number) => cx.error(
            span,
            "the tags 19000 to 19999 are kept for implementations of Protocol Buffers",
        ),
        Ok(number) if number <= MAX => return Some(number),
        _ => cx.error(span, format!("a tag is at most {MAX}")),
    }
    None
}
