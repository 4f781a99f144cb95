//! `default = …`.

use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, UnOp};

use super::attributes::{Attributes, Value};
use super::context::Context;
use crate::plan::{FieldShape, Kind};
use crate::schema::model::DefaultValue;

/// The value that the schema gives to a field that is absent.
pub(super) fn default(
    attributes: &Attributes,
    shape: &FieldShape,
    kind: &Kind,
    cx: &mut Context<'_>,
) -> Option<DefaultValue> {
    let item = attributes.get("default")?;
    if !matches!(shape, FieldShape::Optional | FieldShape::Required) || kind.is_message() {
        cx.error_with_help(
            item.span,
            "this field has no default of its own",
            "numbers, text, bytes and enums have one, in an `Option` or where they are `required`",
        );
        return None;
    }
    let Value::Expr(expr) = &item.value else {
        cx.error(item.span, "expected a value: `default = …`");
        return None;
    };
    let value = read(expr, kind);
    if value.is_none() {
        cx.error(expr.span(), format!("the value is not {}", expected(kind)));
    }
    value
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar { rust, .. } => match *rust {
            "bool" => "`true` or `false`",
            "f32" | "f64" => "a number",
            "i32" => "an `i32`",
            "i64" => "an `i64`",
            "u32" => "a `u32`",
            _ => "a `u64`",
        },
        Kind::Str(_) => "text",
        Kind::Blob(_) | Kind::RawStr(_) | Kind::FixedBlob => "bytes, such as `b\"…\"`",
        Kind::Enum { .. } => "a variant of the enum",
        Kind::Message { .. } => "possible",
    }
}

fn read(expr: &Expr, kind: &Kind) -> Option<DefaultValue> {
    let (negative, expr) = match expr {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => (true, &*unary.expr),
        other => (false, other),
    };
    match (kind, expr) {
        (Kind::Scalar { rust, .. }, Expr::Lit(literal)) => number(rust, negative, literal),
        (Kind::Scalar { rust: "f32" | "f64", .. }, Expr::Path(path)) => {
            let value = match path.path.segments.last()?.ident.to_string().as_str() {
                "NAN" => f64::NAN,
                "INFINITY" => f64::INFINITY,
                "NEG_INFINITY" => f64::NEG_INFINITY,
                _ => return None,
            };
            Some(DefaultValue::Float(if negative { -value } else { value }))
        }
        (Kind::Str(_), Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => {
            Some(DefaultValue::String(text.value()))
        }
        (Kind::Blob(_), Expr::Lit(ExprLit { lit: Lit::ByteStr(bytes), .. })) => {
            Some(DefaultValue::Bytes(bytes.value()))
        }
        (Kind::Enum { .. }, Expr::Path(path)) => {
            Some(DefaultValue::Enum(path.path.segments.last()?.ident.to_string()))
        }
        _ => None,
    }
}

fn number(rust: &str, negative: bool, literal: &ExprLit) -> Option<DefaultValue> {
    let sign = if negative { "-" } else { "" };
    match &literal.lit {
        Lit::Bool(value) if rust == "bool" && !negative => Some(DefaultValue::Bool(value.value)),
        Lit::Int(value) => {
            let text = format!("{sign}{}", value.base10_digits());
            match rust {
                "i32" => text.parse::<i32>().ok().map(|value| DefaultValue::Int(value.into())),
                "i64" => text.parse().ok().map(DefaultValue::Int),
                "u32" => text.parse::<u32>().ok().map(|value| DefaultValue::Uint(value.into())),
                "u64" => text.parse().ok().map(DefaultValue::Uint),
                "f32" | "f64" => text.parse().ok().map(DefaultValue::Float),
                _ => None,
            }
        }
        Lit::Float(value) if matches!(rust, "f32" | "f64") => {
            format!("{sign}{}", value.base10_digits()).parse().ok().map(DefaultValue::Float)
        }
        _ => None,
    }
}
