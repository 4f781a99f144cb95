//! Attributes: pairs of a key and a value that can be nearly anything.

use std::collections::BTreeMap;
use std::fmt;

use crate::otlp::any_value::ValueView;
use crate::otlp::{AnyValueView, KeyValueView, ResourceView};

/// The name of the service that a resource stands for.
pub(crate) fn service_name<'a>(resource: ResourceView<'a>) -> &'a str {
    let mut attributes = resource.attributes.iter();
    let value = attributes.find(|attribute| attribute.key == "service.name");
    match value.and_then(|attribute| attribute.value.get().value) {
        Some(ValueView::StringValue(name)) => name,
        _ => "(no service name)",
    }
}

/// How often each key occurs, and the value it had last.
#[derive(Default)]
pub(crate) struct Keys<'a>(BTreeMap<&'a str, (usize, AnyValueView<'a>)>);

impl<'a> Keys<'a> {
    pub(crate) fn add(&mut self, attributes: impl IntoIterator<Item = KeyValueView<'a>>) {
        for attribute in attributes {
            let (count, value) = self.0.entry(attribute.key).or_default();
            *count += 1;
            *value = attribute.value.get();
        }
    }

    /// The most frequent keys, each in a line.
    pub(crate) fn print(&self) {
        let mut keys: Vec<_> = self.0.iter().collect();
        keys.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for (key, (count, value)) in keys.iter().take(5) {
            println!("    {count:>6} × {key} (such as {})", Shown(*value));
        }
        if keys.len() > 5 {
            println!("    … and {} other keys", keys.len() - 5);
        }
    }
}

/// A value as a person would write it.
pub(crate) struct Shown<'a>(pub(crate) AnyValueView<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.value {
            None => f.write_str("nothing"),
            Some(ValueView::StringValue(value)) => write!(f, "{value:?}"),
            Some(ValueView::BoolValue(value)) => value.fmt(f),
            Some(ValueView::IntValue(value)) => value.fmt(f),
            Some(ValueView::DoubleValue(value)) => value.fmt(f),
            Some(ValueView::BytesValue(value)) => write!(f, "{} bytes", value.len()),
            Some(ValueView::ArrayValue(array)) => {
                f.debug_list().entries(array.get().values.iter().map(shown)).finish()
            }
            Some(ValueView::KvlistValue(list)) => {
                let pairs = list.get().values.iter();
                f.debug_map().entries(pairs.map(|p| (p.key, shown(p.value.get())))).finish()
            }
        }
    }
}

fn shown(value: AnyValueView<'_>) -> impl fmt::Debug {
    fmt::from_fn(move |f| fmt::Display::fmt(&Shown(value), f))
}
