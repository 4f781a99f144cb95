//! Any JSON: [`Value`], [`Struct`] and [`ListValue`] from and to plain values.

use alloc::string::String;
use alloc::vec::Vec;

use crate::value::Kind;
use crate::{ListValue, NullValue, Struct, Value};

impl Value {
    /// `null`.
    #[must_use]
    pub fn null() -> Self {
        Kind::NullValue(NullValue::NULL_VALUE.into()).into()
    }

    /// Whether it is `null`, or nothing at all, which means the same.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, None | Some(Kind::NullValue(_)))
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        if let Some(Kind::NumberValue(number)) = &self.kind { Some(*number) } else { None }
    }

    /// The text, if it is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Some(Kind::StringValue(text)) = &self.kind { Some(text) } else { None }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Some(Kind::BoolValue(value)) = &self.kind { Some(*value) } else { None }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        if let Some(Kind::StructValue(members)) = &self.kind { Some(members) } else { None }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        if let Some(Kind::ListValue(list)) = &self.kind { Some(&list.values) } else { None }
    }

    /// The member called `key`, if it is an object that has one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_struct()?.fields.get(key)
    }
}

impl From<Kind> for Value {
    fn from(kind: Kind) -> Self {
        Value { kind: Some(kind), ..Default::default() }
    }
}

macro_rules! values {
    ($($ty:ty, $value:ident => $kind:expr;)*) => {$(
        impl From<$ty> for Value {
            fn from($value: $ty) -> Self {
                Value::from($kind)
            }
        }
    )*};
}

values! {
    bool, value => Kind::BoolValue(value);
    f64, value => Kind::NumberValue(value);
    f32, value => Kind::NumberValue(value.into());
    i32, value => Kind::NumberValue(value.into());
    u32, value => Kind::NumberValue(value.into());
    &str, value => Kind::StringValue(value.into());
    String, value => Kind::StringValue(value);
    Struct, value => Kind::from(value);
    ListValue, value => Kind::from(value);
}

/// `None` becomes `null`.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Value::null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        ListValue::from_iter(values).into()
    }
}

impl<T: Into<Value>> FromIterator<T> for ListValue {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        ListValue { values, ..Default::default() }
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Struct {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let member = |(key, value): (K, V)| (key.into(), value.into());
        Struct { fields: members.into_iter().map(member).collect(), ..Default::default() }
    }
}

impl<K: Into<String>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Struct {
    fn from(members: [(K, V); N]) -> Self {
        Struct::from_iter(members)
    }
}

/// Makes a [`Value`](crate::Value) as JSON would write it, with expressions in parentheses.
///
/// ```
/// let value = buffa_wkt::value!({ "name": "Ada", "tags": ["x", null], "age": (30 + 6) });
/// assert_eq!(value.get("age").and_then(|age| age.as_f64()), Some(36.0));
/// ```
#[macro_export]
macro_rules! value {
    (null) => {
        $crate::Value::null()
    };
    ([ $($element:tt),* $(,)? ]) => {
        $crate::Value::from(
            <$crate::ListValue as ::core::iter::FromIterator<$crate::Value>>::from_iter([
                $($crate::value!($element)),*
            ]),
        )
    };
    ({ $($key:tt : $member:tt),* $(,)? }) => {
        $crate::Value::from(
            <$crate::Struct as ::core::iter::FromIterator<(&str, $crate::Value)>>::from_iter([
                $(($key, $crate::value!($member))),*
            ]),
        )
    };
    ($value:expr) => {
        $crate::Value::from($value)
    };
}

/// Numbers become doubles, as in all JSON of Protocol Buffers.
#[cfg(feature = "serde_json")]
impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Value::null(),
            serde_json::Value::Bool(value) => value.into(),
            serde_json::Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).into(),
            serde_json::Value::String(text) => text.into(),
            serde_json::Value::Array(elements) => ListValue::from_iter(elements).into(),
            serde_json::Value::Object(members) => Struct::from_iter(members).into(),
        }
    }
}

/// Numbers that are not finite become `null`.
#[cfg(feature = "serde_json")]
impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        match value.kind {
            None | Some(Kind::NullValue(_)) => Self::Null,
            Some(Kind::BoolValue(value)) => Self::Bool(value),
            Some(Kind::NumberValue(number)) => number.into(),
            Some(Kind::StringValue(text)) => Self::String(text),
            Some(Kind::ListValue(list)) => list.values.into_iter().map(Self::from).collect(),
            Some(Kind::StructValue(members)) => {
                members.fields.into_iter().map(|(key, value)| (key, Self::from(value))).collect()
            }
        }
    }
}
