//! Reading all fields of messages, or three.

use std::collections::HashMap;

use buffa_benches_contest::{all_fields, reading_traits, three_fields};

use crate::plain::{bench, benchmarks, shapes};

reading_traits!();

pub(crate) fn sum<M: Touch>(message: &M) -> u64 {
    let mut sum = 0;
    message.touch(&mut sum);
    sum
}

pub(crate) fn sum_of_three<M: Three>(message: &M) -> u64 {
    let mut sum = 0;
    message.three(&mut sum);
    sum
}

macro_rules! touch_message {
    ($package:ident [$($owned:tt)+] [$($view:tt)+]: $($field:ident)*) => {
        impl Touch for $package::$($owned)+ {
            fn touch(&self, sum: &mut u64) {
                $(self.$field.touch(sum);)*
            }
        }
    };
}

macro_rules! touch_oneof {
    ($package:ident [$($owned:tt)+] [$($view:tt)+]: $($variant:ident)*) => {
        impl Touch for $package::$($owned)+ {
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
        impl Three for $package::$($owned)+ {
            fn three(&self, sum: &mut u64) {
                $(self.$field.glance(sum);)*
            }
        }
    };
}

all_fields!(touch_message, touch_oneof);
three_fields!(three_of_message);

impl<T: Touch> Touch for Vec<T> {
    fn touch(&self, sum: &mut u64) {
        for value in self {
            value.touch(sum);
        }
    }
}

impl Touch for Vec<u8> {
    fn touch(&self, sum: &mut u64) {
        self[..].touch(sum);
    }
}

impl<T> Glance for Vec<T> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}

impl<T: Touch> Touch for Box<T> {
    fn touch(&self, sum: &mut u64) {
        T::touch(self, sum);
    }
}

impl<K: Touch, V: Touch> Touch for HashMap<K, V> {
    fn touch(&self, sum: &mut u64) {
        for (key, value) in self {
            key.touch(sum);
            value.touch(sum);
        }
    }
}

impl<K, V> Glance for HashMap<K, V> {
    fn glance(&self, sum: &mut u64) {
        (self.len() as u64).touch(sum);
    }
}
