//! Fields in the order of their numbers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::codec;
use super::side::Side;
use super::types::Scope;
use crate::plan::{FieldPlan, MessagePlan, OneofPlan, TypeRef};

/// The largest field number.
const MAX_NUMBER: u32 = (1 << 29) - 1;

/// The way over the fields of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the first one to the last, and the unknown ones.
    Up,
    /// The unknown ones, and from the last one to the first.
    Down,
}

/// The calls that go over a message; the same for owned messages and views.
pub(super) fn walk_calls(
    message: &MessagePlan,
    scope: &Scope<'_>,
    side: Side,
    way: Way,
) -> TokenStream {
    let elsewhere: Vec<&OneofPlan> =
        message.oneofs.iter().filter(|oneof| matches!(oneof.ty, TypeRef::Extern(_))).collect();
    let mut calls = Vec::new();
    let mut next = 1;
    for run in runs(message) {
        calls.push(gaps(&elsewhere, (next, run.first() - 1), scope, side, way));
        next = run.last() + 1;
        calls.push(run_call(message, &run, scope, side));
    }
    calls.push(gaps(&elsewhere, (next, MAX_NUMBER), scope, side, way));
    calls.extend(message.unknown.as_ref().map(|unknown| {
        let member = side.member(unknown);
        quote!(w.unknown(&self.#member);)
    }));
    if way == Way::Down {
        calls.reverse();
    }
    calls.into_iter().collect()
}

fn run_call(message: &MessagePlan, run: &Run<'_>, scope: &Scope<'_>, side: Side) -> TokenStream {
    match run {
        Run::Field(field) => {
            let (codec, member) =
                (codec::field_type(field, scope, side), side.member(&field.access));
            let tag = codec::number(field.tag());
            quote!(w.field::<#codec, _>(#tag, &self.#member);)
        }
        Run::Oneof { index, whole: true, .. } => {
            let member = side.member(&message.oneofs[*index].access);
            quote!(w.oneof(&self.#member);)
        }
        Run::Oneof { index, first, last, .. } => {
            let member = side.member(&message.oneofs[*index].access);
            let (first, last) = (codec::number(*first), codec::number(*last));
            quote!(w.oneof_between(&self.#member, #first, #last);)
        }
    }
}

/// Goes over what oneofs hold whose members only the compiler knows, if it lies between two fields.
fn gaps(
    oneofs: &[&OneofPlan],
    (first, last): (u32, u32),
    scope: &Scope<'_>,
    side: Side,
    way: Way,
) -> TokenStream {
    if first > last {
        return TokenStream::new();
    }
    let (first, last) = (codec::number(first), codec::number(last));
    let calls = oneofs.iter().map(|oneof| {
        let (ty, member) = (scope.ty(&oneof.ty), side.member(&oneof.access));
        quote!(w.oneof_gap::<#ty, _, #first, #last>(&self.#member))
    });
    in_order(oneofs, calls, side, way)
}

/// The calls of several oneofs, in the order of the members that are set.
fn in_order(
    oneofs: &[&OneofPlan],
    calls: impl Iterator<Item = TokenStream>,
    side: Side,
    way: Way,
) -> TokenStream {
    if oneofs.len() < 2 {
        return quote!(#(#calls;)*);
    }
    let members = oneofs.iter().map(|oneof| side.member(&oneof.access));
    let turned = (way == Way::Up).then(|| quote!(.into_iter().rev()));
    let indexes = (0..oneofs.len()).map(Literal::usize_unsuffixed);
    quote! {
        for index in descending([#(oneof_number(&self.#members)),*])#turned {
            match index { #(#indexes => #calls,)* _ => {} }
        }
    }
}

/// Fields in ascending order, with members of one oneof that follow each other taken together.
enum Run<'m> {
    Field(&'m FieldPlan),
    Oneof { index: usize, first: u32, last: u32, whole: bool },
}

impl Run<'_> {
    fn first(&self) -> u32 {
        match self {
            Run::Field(field) => field.number,
            Run::Oneof { first, .. } => *first,
        }
    }

    fn last(&self) -> u32 {
        match self {
            Run::Field(field) => field.number,
            Run::Oneof { last, .. } => *last,
        }
    }
}

fn runs(message: &MessagePlan) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut members = 0;
    for (at, field) in message.fields.iter().enumerate() {
        let Some(oneof) = message.oneofs.iter().position(|oneof| oneof.fields.contains(&at)) else {
            runs.push(Run::Field(field));
            continue;
        };
        let all = message.oneofs[oneof].fields.len();
        match runs.last_mut() {
            Some(Run::Oneof { index, last, whole, .. }) if *index == oneof => {
                members += 1;
                *last = field.number;
                *whole = members == all;
            }
            _ => {
                members = 1;
                let number = field.number;
                runs.push(Run::Oneof {
                    index: oneof,
                    first: number,
                    last: number,
                    whole: all == 1,
                });
            }
        }
    }
    runs
}
