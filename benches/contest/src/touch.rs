//! Reading messages, alike for all implementations.

/// Defines the traits `Touch`, which reads everything below a value, and `Glance`, which reads a
/// value or how many there are. Both add what they read to a sum, which does not depend on the
/// order of map entries.
///
/// It is a macro because each implementation has container types of its own to implement them for.
#[macro_export]
macro_rules! reading_traits {
    () => {
        pub(crate) trait Touch {
            fn touch(&self, sum: &mut u64);
        }

        pub(crate) trait Glance {
            fn glance(&self, sum: &mut u64);
        }

        pub(crate) trait Three {
            fn three(&self, sum: &mut u64);
        }

        $crate::reading_traits! {
            by_value this, sum:
            bool => *this as u64;
            i32 => *this as u64;
            u32 => *this as u64;
            i64 => *this as u64;
            u64 => *this;
            f32 => u64::from(this.to_bits());
            f64 => this.to_bits();
            str => this.len() as u64 + this.as_bytes().first().map_or(0, |b| u64::from(*b));
            String => this.len() as u64 + this.as_bytes().first().map_or(0, |b| u64::from(*b));
            [u8] => this.len() as u64 + this.first().map_or(0, |b| u64::from(*b));
        }

        impl<T: Touch + ?Sized> Touch for &T {
            #[inline]
            fn touch(&self, sum: &mut u64) {
                T::touch(self, sum);
            }
        }

        impl<T: Glance + ?Sized> Glance for &T {
            #[inline]
            fn glance(&self, sum: &mut u64) {
                T::glance(self, sum);
            }
        }

        impl<T: Touch> Touch for Option<T> {
            #[inline]
            fn touch(&self, sum: &mut u64) {
                if let Some(value) = self {
                    value.touch(sum);
                }
            }
        }

        impl<T: Glance> Glance for Option<T> {
            #[inline]
            fn glance(&self, sum: &mut u64) {
                if let Some(value) = self {
                    value.glance(sum);
                }
            }
        }
    };
    (by_value $this:ident, $sum:ident: $($type:ty => $value:expr;)*) => {
        $(
            impl Touch for $type {
                #[inline]
                fn touch(&self, $sum: &mut u64) {
                    let $this = self;
                    *$sum = $sum.wrapping_add($value);
                }
            }

            impl Glance for $type {
                #[inline]
                fn glance(&self, sum: &mut u64) {
                    self.touch(sum);
                }
            }
        )*
    };
}
