//! The summary of an export of log records.

use std::collections::BTreeMap;

use buffa::MessageView;

use crate::attributes::{Keys, Shown, service_name};
use crate::otlp::{LogExportView, LogRecordView};

/// From here on a record is an error.
const ERROR: i32 = 17;

pub(crate) fn dump(bytes: &[u8]) -> crate::Result<()> {
    let export = LogExportView::decode_view(bytes)?;
    println!("{} bytes, {} resources", bytes.len(), export.resource_logs.len());
    for resource in &export.resource_logs {
        println!("\n{}", service_name(resource.resource.get()));
        let mut severities: BTreeMap<&str, usize> = BTreeMap::new();
        let mut errors = Vec::new();
        let mut keys = Keys::default();
        for scope in &resource.scope_logs {
            for record in &scope.log_records {
                *severities.entry(severity(record)).or_default() += 1;
                keys.add(record.attributes);
                if record.severity_number >= ERROR {
                    errors.push(record);
                }
            }
        }
        let counts: Vec<String> =
            severities.iter().map(|(severity, count)| format!("{count} {severity}")).collect();
        println!("  records: {}", counts.join(", "));
        println!("  errors: {}", errors.len());
        for record in errors {
            println!("    {}", Shown(record.body.get()));
        }
        println!("  attributes:");
        keys.print();
    }
    Ok(())
}

fn severity(record: LogRecordView<'_>) -> &str {
    match (record.severity_text, record.severity_number) {
        ("", 1..=4) => "TRACE",
        ("", 5..=8) => "DEBUG",
        ("", 9..=12) => "INFO",
        ("", 13..=16) => "WARN",
        ("", 17..=20) => "ERROR",
        ("", 21..=24) => "FATAL",
        ("", _) => "without severity",
        (text, _) => text,
    }
}
