//! Reading all fields of views, or three.

use buffa::__private::ViewBody;
use buffa::{EnumValue, Enumeration, MapView, MessageFieldView, RepeatedView};
use buffa_benches_contest::{all_fields, reading_traits, three_fields};

use super::generated::{bench, benchmarks, shapes};

reading_traits!();

pub(crate) fn sum<V: Touch>(view: &V) -> u64 {
    let mut sum = 0;
    view.touch(&mut sum);
    sum
}

pub(crate) fn sum_of_three<V: Three>(view: &V) -> u64 {
    let mut sum = 0;
    view.three(&mut sum);
    sum
}

macro_rules! touch_message {
    ($package:ident [$($owned:tt)+] [$($view:tt)+]: $($field:ident)*) => {
        impl Touch for $package::$($view)+<'_> {
            fn touch(&self, sum: &mut u64) {
                $(self.$field.touch(sum);)*
            }
        }
    };
}

macro_rules! touch_oneof {
    ($package:ident [$($owned:tt)+] [$($view:tt)+]: $($variant:ident)*) => {
        impl Touch for $package::$($view)+<'_> {
            fn touch(&self, sum: &mut u64) {
                match self {
                    $(Self::$variant(value) => value.touch(sum),)*
                }
            }
        }
    };
}

macro_rules! three_of_message {
    ($package:ident [$($owned:tt)+] [$($view:tt)+] [$($lazy:tt)+]: $($field:ident)*) => {
        impl Three for $package::$($view)+<'_> {
            fn three(&self, sum: &mut u64) {
                $(self.$field.glance(sum);)*
            }
        }
    };
}

all_fields!(touch_message, touch_oneof);
three_fields!(three_of_message);

impl<T, K> Touch for RepeatedView<'_, T, K>
where
    Self: Copy + IntoIterator<Item: Touch>,
{
    fn touch(&self, sum: &mut u64) {
        self.into_iter().for_each(|value| value.touch(sum));
    }
}

impl<T, K> Glance for RepeatedView<'_, T, K> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}

impl<KT, VT, K, V> Touch for MapView<'_, KT, VT, K, V>
where
    for<'b> &'b Self: IntoIterator<Item = (KT, VT)>,
    KT: Touch,
    VT: Touch,
{
    fn touch(&self, sum: &mut u64) {
        self.into_iter().for_each(|(key, value)| {
            key.touch(sum);
            value.touch(sum);
        });
    }
}

impl<KT, VT, K, V> Glance for MapView<'_, KT, VT, K, V> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}

impl<'a, V: ViewBody<'a> + Touch> Touch for MessageFieldView<'a, V> {
    fn touch(&self, sum: &mut u64) {
        self.as_option().touch(sum);
    }
}

impl<E: Enumeration> Touch for EnumValue<E> {
    fn touch(&self, sum: &mut u64) {
        self.to_i32().touch(sum);
    }
}
