//! The types that are compared with the peer's.

use crate::{Subject, subjects};

/// Types of the schemas in `protos`: together they have every construct.
pub const OWN: &[Subject] = subjects!(Own, own, own:
    cover::scalars3::Implicit,
    cover::scalars3::Explicit,
    cover::scalars3::Lists,
    cover::scalars3::LooseLists,
    cover::scalars2::Plain,
    cover::scalars2::Required,
    cover::scalars2::Defaults,
    cover::scalars2::Lists,
    cover::scalars2::PackedLists,
    cover::maps::Keys,
    cover::maps::Values,
    cover::maps::Leaf,
    cover::closed::Paint,
    cover::closed::NeedsColor,
    cover::oneofs::Every,
    cover::oneofs::Interleaved,
    cover::oneofs::Shape,
    cover::groups::Groups,
    cover::groups::groups::Many,
    cover::groups::Nest,
    cover::nesting::Outer,
    cover::nesting::outer::middle::Inner,
    cover::nesting::Tree,
    cover::nesting::Ping,
    cover::nesting::Pong,
    cover::numbers::Numbers,
    cover::extensions::Extendable,
    cover::extensions::Payload,
    cover::documented::Documented,
    cover::wellknown::Known,
    cover::wide::Wide,
    cover::forms::Forms,
    cover::forms::Typed,
    lib::Money,
);

/// Types of the OpenTelemetry protocol.
#[cfg(shared_corpus)]
pub const OTLP: &[Subject] = subjects!(Otlp, otlp, otlp:
    opentelemetry::proto::common::v1::AnyValue,
    opentelemetry::proto::common::v1::InstrumentationScope,
    opentelemetry::proto::logs::v1::LogRecord,
    opentelemetry::proto::logs::v1::LogsData,
    opentelemetry::proto::metrics::v1::ExponentialHistogramDataPoint,
    opentelemetry::proto::metrics::v1::Metric,
    opentelemetry::proto::metrics::v1::MetricsData,
    opentelemetry::proto::metrics::v1::SummaryDataPoint,
    opentelemetry::proto::profiles::v1development::Profile,
    opentelemetry::proto::profiles::v1development::ProfilesDictionary,
    opentelemetry::proto::collector::profiles::v1development::ExportProfilesServiceRequest,
    opentelemetry::proto::collector::trace::v1::ExportTraceServiceResponse,
    opentelemetry::proto::trace::v1::Span,
    opentelemetry::proto::trace::v1::TracesData,
);

/// Types of Google's services.
#[cfg(shared_corpus)]
pub const GOOGLEAPIS: &[Subject] = subjects!(Googleapis, googleapis, googleapis:
    google::api::Backend,
    google::api::Distribution,
    google::api::HttpRule,
    google::api::Service,
    google::api::expr::v1alpha1::CheckedExpr,
    google::api::expr::v1beta1::Expr,
    google::api::servicecontrol::v1::ReportRequest,
    google::bigtable::v2::Mutation,
    google::bigtable::v2::ReadRowsResponse,
    google::bigtable::v2::RowFilter,
    google::bigtable::v2::Type,
    google::firestore::v1::Document,
    google::firestore::v1::ListenResponse,
    google::firestore::v1::StructuredQuery,
    google::iam::v1::Policy,
    google::logging::v2::LogEntry,
    google::logging::v2::TailLogEntriesResponse,
    google::longrunning::Operation,
    google::pubsub::v1::PublishRequest,
    google::pubsub::v1::Subscription,
    google::rpc::Status,
    google::rpc::context::AttributeContext,
    google::spanner::v1::CommitRequest,
    google::spanner::v1::ExecuteSqlRequest,
    google::spanner::v1::PartialResultSet,
    google::spanner::v1::PlanNode,
    google::storage::v2::Bucket,
    google::storage::v2::Object,
    google::r#type::DateTime,
    google::r#type::PostalAddress,
);

/// Without the corpora there is nothing to compare.
#[cfg(not(shared_corpus))]
pub const OTLP: &[Subject] = &[];

/// Without the corpora there is nothing to compare.
#[cfg(not(shared_corpus))]
pub const GOOGLEAPIS: &[Subject] = &[];

/// All of them.
#[must_use]
pub fn all() -> Vec<Subject> {
    [OWN, OTLP, GOOGLEAPIS].concat()
}
