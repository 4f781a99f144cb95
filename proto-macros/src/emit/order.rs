//! The lists of fields, in the order of their numbers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::side::Side;
use super::types::Scope;
use super::{codec, required};
use crate::plan::{FieldPlan, MessagePlan, OneofPlan, Plan, TypeRef};
use crate::tokens::Tokens;

/// The largest field number.
const MAX_NUMBER: u32 = (1 << 29) - 1;

/// The lists for all who read a message, the same for owned messages and views: one for writers,
/// from the last field to the first, and one for JSON, from the first to the last.
pub(super) fn lists(
    plan: &Plan,
    message: &MessagePlan,
    scope: &Scope<'_>,
    side: Side,
) -> TokenStream {
    let down = walk(message, scope, side, Way::Down);
    let up = plan.json.then(|| {
        let up = walk(message, scope, side, Way::Up);
        quote! {
            #[inline]
            fn show_fields<'v>(&'v self, w: &mut Visitor<'_, 'v>) { #up }
        }
    });
    quote! {
        fn walk<'v, W: Walk<'v>>(&'v self, w: W) -> W::Out { #down }
        #up
    }
}

/// The way over the fields of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From the first one to the last, and the unknown ones.
    Up,
    /// The unknown ones, and from the last one to the first.
    Down,
}

/// A part of a list.
enum Step {
    /// A call on the walker, which gives it back.
    Call(TokenStream),
    /// A statement that assigns the walker.
    Statement(TokenStream),
}

/// The longest chain of calls: the compiler goes into each of them from the one behind it.
const CHAIN: usize = 64;

/// The body of a function that takes a walker `w` over a message.
fn walk(message: &MessagePlan, scope: &Scope<'_>, side: Side, way: Way) -> TokenStream {
    let (mut body, mut chain) = (Vec::new(), vec![quote!(w)]);
    for step in steps(message, scope, side, way) {
        match step {
            Step::Call(call) if chain.len() <= CHAIN => chain.push(call),
            Step::Call(call) => {
                body.push(quote!(let w =));
                body.append(&mut chain);
                body.push(quote!(;));
                chain = vec![quote!(w), call];
            }
            Step::Statement(statement) => {
                body.push(quote!(let mut w =));
                body.append(&mut chain);
                body.push(quote!(; #statement));
                chain = vec![quote!(w)];
            }
        }
    }
    body.into_iter().chain(chain).chain([quote!(.done())]).collect()
}

fn steps(message: &MessagePlan, scope: &Scope<'_>, side: Side, way: Way) -> Vec<Step> {
    let elsewhere: Vec<&OneofPlan> =
        message.oneofs.iter().filter(|oneof| matches!(oneof.ty, TypeRef::Extern(_))).collect();
    let unknown = message.unknown.as_ref().map(|unknown| side.member(unknown));
    // Only writers want extensions in their places.
    let ranges = message.extensions.as_slice();
    let placed = unknown.is_some() && way == Way::Down;
    let ranges = if placed && !message.message_set { ranges } else { &[] };
    let mut extensions = ranges.iter().peekable();
    let mut steps = Vec::new();
    let mut next = 1;
    for run in runs(message) {
        while let Some((first, last)) = extensions.next_if(|(first, _)| *first < run.first()) {
            steps.push(extension_call(&unknown, *first, *last));
        }
        steps.extend(gap(&elsewhere, (next, run.first() - 1), scope, side, way));
        next = run.last() + 1;
        steps.push(Step::Call(run_call(message, &run, scope, side)));
    }
    steps.extend(extensions.map(|(first, last)| extension_call(&unknown, *first, *last)));
    steps.extend(gap(&elsewhere, (next, MAX_NUMBER), scope, side, way));
    steps.extend(unknown.map(|member| match message.message_set && placed {
        true => Step::Call(quote!(.message_set(&self.#member))),
        false => Step::Call(unknown_call(&member, ranges)),
    }));
    if way == Way::Down {
        steps.reverse();
    }
    steps
}

/// Extensions in their place among the fields.
fn extension_call(unknown: &Option<Tokens>, first: u32, last: u32) -> Step {
    let (first, last) = (codec::number(first), codec::number(last));
    Step::Call(quote!(.extensions(&self.#unknown, #first, #last)))
}

fn unknown_call(member: &Tokens, ranges: &[(u32, u32)]) -> TokenStream {
    if ranges.is_empty() {
        return quote!(.unknown(&self.#member));
    }
    let ranges = ranges.iter().map(|&(first, last)| {
        let (first, last) = (codec::number(first), codec::number(last));
        quote!((#first, #last))
    });
    quote!(.extendable(&self.#member, &[#(#ranges),*]))
}

fn run_call(message: &MessagePlan, run: &Run<'_>, scope: &Scope<'_>, side: Side) -> TokenStream {
    match run {
        Run::Field(field) => {
            let (codec, member) =
                (codec::field_type(field, scope, side), side.member(&field.access));
            let tag = codec::number(field.tag());
            match required::is_absent(message, field, scope, side) {
                Some(absent) => quote!(.required::<#codec, _>(#tag, &self.#member, #absent)),
                None => quote!(.field::<#codec, _>(#tag, &self.#member)),
            }
        }
        Run::Oneof { index, whole: true, .. } => {
            let member = side.member(&message.oneofs[*index].access);
            quote!(.oneof(&self.#member))
        }
        Run::Oneof { index, first, last, .. } => {
            let member = side.member(&message.oneofs[*index].access);
            let (first, last) = (codec::number(*first), codec::number(*last));
            quote!(.oneof_between(&self.#member, #first, #last))
        }
    }
}

/// Goes over what oneofs hold whose members only the compiler knows, if it lies between two fields.
fn gap(
    oneofs: &[&OneofPlan],
    (first, last): (u32, u32),
    scope: &Scope<'_>,
    side: Side,
    way: Way,
) -> Option<Step> {
    if first > last {
        return None;
    }
    let (first, last) = (codec::number(first), codec::number(last));
    let mut calls = oneofs.iter().map(|oneof| {
        let (ty, member) = (scope.ty(&oneof.ty), side.member(&oneof.access));
        quote!(.oneof_gap::<#ty, _, #first, #last>(&self.#member))
    });
    if oneofs.len() > 1 {
        return Some(Step::Statement(in_order(oneofs, calls, side, way)));
    }
    calls.next().map(Step::Call)
}

/// The calls of several oneofs, in the order of the members that are set.
fn in_order(
    oneofs: &[&OneofPlan],
    calls: impl Iterator<Item = TokenStream>,
    side: Side,
    way: Way,
) -> TokenStream {
    let members = oneofs.iter().map(|oneof| side.member(&oneof.access));
    let turned = (way == Way::Up).then(|| quote!(.into_iter().rev()));
    let indexes = (0..oneofs.len()).map(Literal::usize_unsuffixed);
    quote! {
        for index in descending([#(oneof_number(&self.#members)),*])#turned {
            w = match index { #(#indexes => w #calls,)* _ => w };
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
