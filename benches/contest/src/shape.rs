//! Which messages there are to measure with.

macro_rules! shapes {
    ($($shape:ident $name:literal;)*) => {
        /// A message type at the root of the payloads of a data set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Shape {
            $(#[allow(missing_docs)] $shape,)*
        }

        impl Shape {
            /// All shapes, in the order of the table.
            pub const ALL: &[Shape] = &[$(Shape::$shape),*];

            /// The name of the data set.
            pub fn name(self) -> &'static str {
                match self {
                    $(Shape::$shape => $name,)*
                }
            }
        }
    };
}

shapes! {
    ApiResponse "api_response";
    LogRecord "log_record";
    AnalyticsEvent "analytics_event";
    GoogleMessage1 "google_message1";
    MediaFrame "media_frame";
    PackedTile "packed_tile";
    TriMesh "mesh";
    PackedSigned "packed_signed";
    ColumnBatch "column_batch";
    TracesData "otlp";
    Telemetry "telemetry";
    Config "config";
    Tree "tree";
    ScalarDense "scalar_dense";
    StringDense "string_dense";
    WideSparse "wide_sparse";
    PackedKinds "packed_kinds";
}

/// Calls the macro `$run` with the path of the message type of a shape, from the module that
/// stands for the schema.
#[macro_export]
macro_rules! by_shape {
    ($shape:expr, $run:ident) => {
        match $shape {
            $crate::Shape::ApiResponse => $run!(bench::ApiResponse),
            $crate::Shape::LogRecord => $run!(bench::LogRecord),
            $crate::Shape::AnalyticsEvent => $run!(bench::AnalyticsEvent),
            $crate::Shape::GoogleMessage1 => $run!(benchmarks::GoogleMessage1),
            $crate::Shape::MediaFrame => $run!(bench::MediaFrame),
            $crate::Shape::PackedTile => $run!(bench::PackedTile),
            $crate::Shape::TriMesh => $run!(bench::TriMesh),
            $crate::Shape::PackedSigned => $run!(bench::PackedSigned),
            $crate::Shape::ColumnBatch => $run!(bench::ColumnBatch),
            $crate::Shape::TracesData => $run!(shapes::TracesData),
            $crate::Shape::Telemetry => $run!(shapes::Telemetry),
            $crate::Shape::Config => $run!(shapes::Config),
            $crate::Shape::Tree => $run!(shapes::Tree),
            $crate::Shape::ScalarDense => $run!(shapes::ScalarDense),
            $crate::Shape::StringDense => $run!(shapes::StringDense),
            $crate::Shape::WideSparse => $run!(shapes::WideSparse),
            $crate::Shape::PackedKinds => $run!(shapes::PackedKinds),
        }
    };
}
