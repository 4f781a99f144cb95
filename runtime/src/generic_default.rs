//! The default instances of generic messages: a static cannot have a generic type.

use alloc::boxed::Box;
use core::any::{Any, TypeId};
use once_cell::race::OnceBox;

use crate::message::Message;

/// One instance, and the way to the next one. There are as many as a program has types of generic
/// messages that were asked for.
struct Node {
    ty: TypeId,
    instance: Box<dyn Any + Send + Sync>,
    next: OnceBox<Node>,
}

static FIRST: OnceBox<Node> = OnceBox::new();

/// The default instance of `T`, made at the first call.
pub fn generic_default_instance<T: Message>() -> &'static T {
    let mut place = &FIRST;
    loop {
        let node = place.get_or_init(|| {
            let instance = Box::new(T::default());
            Box::new(Node { ty: TypeId::of::<T>(), instance, next: OnceBox::new() })
        });
        if node.ty == TypeId::of::<T>()
            && let Some(instance) = node.instance.downcast_ref()
        {
            return instance;
        }
        place = &node.next;
    }
}
