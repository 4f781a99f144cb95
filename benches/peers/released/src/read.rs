//! Reading all fields of views, or three.

use buffa::{EnumValue, Enumeration, LazyMessageView, MapView, MessageFieldView, RepeatedView};
use buffa_benches_contest::{all_fields, reading_traits, three_fields};

use crate::generated::{bench, benchmarks, shapes};

reading_traits!();

/// A message with a lazy view, which leaves sub-messages raw until they are read.
pub(crate) trait Lazy {
    type View<'a>: LazyMessageView<'a>;
}

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
        impl Lazy for $package::$($owned)+ {
            type View<'a> = $package::$($lazy)+<'a>;
        }

        impl Three for $package::$($view)+<'_> {
            fn three(&self, sum: &mut u64) {
                $(self.$field.glance(sum);)*
            }
        }
    };
}

all_fields!(touch_message, touch_oneof);
three_fields!(three_of_message);

impl<T: Touch> Touch for RepeatedView<'_, T> {
    fn touch(&self, sum: &mut u64) {
        for value in self {
            value.touch(sum);
        }
    }
}

impl<T> Glance for RepeatedView<'_, T> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}

impl<K: Touch, V: Touch> Touch for MapView<'_, K, V> {
    fn touch(&self, sum: &mut u64) {
        for (key, value) in self {
            key.touch(sum);
            value.touch(sum);
        }
    }
}

impl<K, V> Glance for MapView<'_, K, V> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}

impl<V: Touch> Touch for MessageFieldView<V> {
    fn touch(&self, sum: &mut u64) {
        self.as_option().touch(sum);
    }
}

impl<T: Touch> Touch for Box<T> {
    fn touch(&self, sum: &mut u64) {
        T::touch(self, sum);
    }
}

impl<E: Enumeration> Touch for EnumValue<E> {
    fn touch(&self, sum: &mut u64) {
        self.to_i32().touch(sum);
    }
}
