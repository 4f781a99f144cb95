//! The summary of an export of spans.

use std::collections::BTreeMap;
use std::time::Duration;

use buffa::MessageView;

use crate::attributes::{Keys, service_name};
use crate::otlp::span::SpanKind;
use crate::otlp::status::StatusCode;
use crate::otlp::{ResourceSpansView, SpanView, TraceExportView};

pub(crate) fn dump(bytes: &[u8]) -> crate::Result<()> {
    let export = TraceExportView::decode_view(bytes)?;
    println!("{} bytes, {} resources", bytes.len(), export.resource_spans.len());
    for resource in &export.resource_spans {
        Summary::of(resource).print(service_name(resource.resource.get()));
    }
    Ok(())
}

/// What one resource sent. All text is borrowed from the wire.
#[derive(Default)]
struct Summary<'a> {
    scopes: usize,
    roots: usize,
    events: usize,
    links: usize,
    errors: Vec<(&'a str, &'a str)>,
    kinds: BTreeMap<&'static str, usize>,
    operations: BTreeMap<&'a str, Operation>,
    keys: Keys<'a>,
    unknown_fields: usize,
}

/// The spans of one name.
#[derive(Default)]
struct Operation {
    count: usize,
    total: Duration,
    longest: Duration,
}

impl<'a> Summary<'a> {
    fn of(resource: ResourceSpansView<'a>) -> Self {
        let mut summary = Summary::default();
        summary.keys.add(resource.resource.get().attributes);
        for scope in &resource.scope_spans {
            summary.scopes += 1;
            for span in &scope.spans {
                summary.add(span);
            }
        }
        summary
    }

    fn add(&mut self, span: SpanView<'a>) {
        let nanos = span.end_time_unix_nano.saturating_sub(span.start_time_unix_nano);
        let operation = self.operations.entry(span.name).or_default();
        operation.add(Duration::from_nanos(nanos));
        self.roots += usize::from(span.parent_span_id.is_empty());
        self.events += span.events.len();
        self.links += span.links.len();
        self.keys.add(span.attributes);
        self.unknown_fields += span.unknown_fields().len();
        *self.kinds.entry(kind(span)).or_default() += 1;
        let status = span.status.get();
        if status.code == StatusCode::STATUS_CODE_ERROR {
            self.errors.push((span.name, status.message));
        }
    }

    fn print(&self, service: &str) {
        let spans: usize = self.operations.values().map(|operation| operation.count).sum();
        println!("\n{service}");
        println!("  {spans} spans in {} scopes, {} of them roots", self.scopes, self.roots);
        println!("  {} events, {} links", self.events, self.links);
        let kinds: Vec<String> =
            self.kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        println!("  kinds: {}", kinds.join(", "));
        println!("  operations:");
        for (name, operation) in &self.operations {
            operation.print(name);
        }
        println!("  errors: {}", self.errors.len());
        for (name, message) in &self.errors {
            println!("    {name}: {message}");
        }
        println!("  attributes:");
        self.keys.print();
        if self.unknown_fields > 0 {
            println!("  {} fields that this program does not know", self.unknown_fields);
        }
    }
}

impl Operation {
    fn add(&mut self, duration: Duration) {
        self.count += 1;
        self.total += duration;
        self.longest = self.longest.max(duration);
    }

    fn print(&self, name: &str) {
        let mean = self.total.div_f64(self.count as f64);
        println!(
            "    {:>6} × {name}: {mean:.1?} on average, {:.1?} at most",
            self.count, self.longest
        );
    }
}

fn kind(span: SpanView<'_>) -> &'static str {
    match span.kind.known_or_default() {
        SpanKind::SPAN_KIND_UNSPECIFIED => "of unknown kind",
        SpanKind::SPAN_KIND_INTERNAL => "internal",
        SpanKind::SPAN_KIND_SERVER => "server",
        SpanKind::SPAN_KIND_CLIENT => "client",
        SpanKind::SPAN_KIND_PRODUCER => "producer",
        SpanKind::SPAN_KIND_CONSUMER => "consumer",
    }
}
