//! Well-known types at work: an audit log whose entries say when, how long, what changed and with
//! which details.
//!
//! ```text
//! cargo run -p buffa-wkt --example audit_log
//! ```

use std::error::Error;
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use buffa::{Message, MessageName, MessageView};
use buffa_wkt::value::{Kind, KindView};
use buffa_wkt::{Any, Duration, FieldMask, ListValue, Struct, Timestamp, Value, ValueView};

buffa::include_protos!(
    inline = r#"
        syntax = "proto3";
        package audit;

        import "google/protobuf/any.proto";
        import "google/protobuf/duration.proto";
        import "google/protobuf/field_mask.proto";
        import "google/protobuf/struct.proto";
        import "google/protobuf/timestamp.proto";

        message Entry {
          string who = 1;
          google.protobuf.Timestamp at = 2;
          google.protobuf.Duration took = 3;
          // Which fields of `what` were changed.
          google.protobuf.FieldMask changed = 4;
          // The message that was changed, of any type.
          google.protobuf.Any what = 5;
          google.protobuf.Struct details = 6;
        }

        message Account {
          string name = 1;
          int64 limit = 2;
        }
    "#
);

use audit::{Account, AccountView, Entry, EntryView};

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = entry()?.encode_to_vec();
    println!("{} bytes", bytes.len());
    show(&EntryView::decode_view(&bytes)?)
}

fn entry() -> Result<Entry, Box<dyn Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let account = Account { name: "travel".into(), limit: 5_000, ..Default::default() };
    let mut details = Struct::default();
    details.fields.insert("reason".into(), text("conference"));
    details.fields.insert("tickets".into(), list([number(17.0), number(23.0)]));
    Ok(Entry {
        who: "ada".into(),
        at: Timestamp {
            seconds: i64::try_from(now.as_secs())?,
            nanos: i32::try_from(now.subsec_nanos())?,
            ..Default::default()
        }
        .into(),
        took: Duration { nanos: 1_500_000, ..Default::default() }.into(),
        changed: FieldMask { paths: vec!["limit".into()], ..Default::default() }.into(),
        what: Any {
            type_url: Account::TYPE_URL.into(),
            value: account.encode_to_vec(),
            ..Default::default()
        }
        .into(),
        details: details.into(),
        ..Default::default()
    })
}

fn text(text: &str) -> Value {
    Value { kind: Some(Kind::StringValue(text.into())), ..Default::default() }
}

fn number(number: f64) -> Value {
    Value { kind: Some(Kind::NumberValue(number)), ..Default::default() }
}

fn list(values: impl IntoIterator<Item = Value>) -> Value {
    let list = ListValue { values: values.into_iter().collect(), ..Default::default() };
    Value { kind: Some(Kind::ListValue(list.into())), ..Default::default() }
}

fn show(entry: &EntryView<'_>) -> Result<(), Box<dyn Error>> {
    let (at, took) = (entry.at.get(), entry.took.get());
    println!("who      {}", entry.who);
    println!("at       {}.{:09} s after 1970", at.seconds, at.nanos);
    println!("took     {} µs", took.seconds * 1_000_000 + i64::from(took.nanos) / 1_000);
    println!("changed  {:?}", entry.changed.get().paths);

    let what = entry.what.get();
    println!("what     {}", what.type_url);
    if what.type_url == Account::TYPE_URL {
        let account = AccountView::decode_view(what.value)?;
        println!("         {} with a limit of {}", account.name, account.limit);
    }
    for (name, value) in &entry.details.get().fields {
        println!("details  {name} = {}", Shown(value));
    }
    Ok(())
}

/// A `Value` as a person would write it.
struct Shown<'a>(ValueView<'a>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            None | Some(KindView::NullValue(_)) => f.write_str("nothing"),
            Some(KindView::BoolValue(value)) => value.fmt(f),
            Some(KindView::NumberValue(value)) => value.fmt(f),
            Some(KindView::StringValue(value)) => value.fmt(f),
            Some(KindView::ListValue(list)) => {
                for (index, value) in list.get().values.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{}", Shown(value))?;
                }
                Ok(())
            }
            Some(KindView::StructValue(value)) => {
                write!(f, "{} fields", value.get().fields.len())
            }
        }
    }
}
