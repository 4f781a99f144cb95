//! The shared default value of a message type: what unset fields of that type show.

use alloc::boxed::Box;
use core::any::Any;
use core::mem::ManuallyDrop;
use once_cell::race::OnceBox;

use crate::body::Body;

/// A type with one shared default value.
///
/// It is what an unset [`MessageField`](crate::MessageField) shows. Generated types have it; by
/// hand it takes a [`DefaultCell`]:
///
/// ```
/// # #[derive(Default)] struct Money { units: i64 }
/// impl buffa::DefaultInstance for Money {
///     fn default_instance() -> &'static Self {
///         static INSTANCE: buffa::DefaultCell<Money> = buffa::DefaultCell::new();
///         INSTANCE.get()
///     }
/// }
/// ```
pub trait DefaultInstance: Default + 'static {
    /// The default value, made at the first call.
    fn default_instance() -> &'static Self;
}

impl<T: Body> DefaultInstance for T {
    fn default_instance() -> &'static T {
        T::static_table().default_instances().get()
    }
}

/// The cell behind a [`DefaultInstance`], for use in a `static`: what is in it is never dropped.
#[derive(Debug)]
// For each static with something to drop, the compiler would make machine code that nobody calls.
pub struct DefaultCell<T>(ManuallyDrop<OnceBox<T>>);

impl<T: Default> DefaultCell<T> {
    /// A cell whose value has not been made yet.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "only ever made in statics")]
    pub const fn new() -> Self {
        DefaultCell(ManuallyDrop::new(OnceBox::new()))
    }

    /// The value, made at the first call.
    pub fn get(&self) -> &T {
        self.0.get_or_init(|| Box::new(T::default()))
    }
}

/// The default instances of the types that share a field table: one, or for a generic message as
/// many as a program has types of it that were asked for. A static cannot have a generic type.
#[derive(Debug)]
pub(crate) struct DefaultInstances(ManuallyDrop<OnceBox<Node>>);

/// One instance, and the way to the next one.
#[derive(Debug)]
struct Node {
    instance: Box<dyn Any + Send + Sync>,
    next: OnceBox<Node>,
}

impl DefaultInstances {
    pub(crate) const fn new() -> Self {
        DefaultInstances(ManuallyDrop::new(OnceBox::new()))
    }

    /// That of `T`, made at the first call.
    fn get<T: Default + Send + Sync + 'static>(&self) -> &T {
        let mut place: &OnceBox<Node> = &self.0;
        loop {
            let node = place.get_or_init(Node::new::<T>);
            if let Some(instance) = node.instance.downcast_ref() {
                return instance;
            }
            place = &node.next;
        }
    }
}

impl Node {
    fn new<T: Default + Send + Sync + 'static>() -> Box<Self> {
        Box::new(Node { instance: Box::new(T::default()), next: OnceBox::new() })
    }
}
