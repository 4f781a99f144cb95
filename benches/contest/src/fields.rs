//! The fields of all messages, for what reads them.

/// Calls `$message` for each message with its package, its path, the path of its view, and its
/// fields; and `$oneof` likewise for each oneof with its variants.
#[macro_export]
macro_rules! all_fields {
    ($message:ident, $oneof:ident) => {
        $message!(bench [ApiResponse] [ApiResponseView]:
            request_id status_code message latency_ms cached trace_id retry_after_ms tags
        );
        $message!(bench [LogRecord] [LogRecordView]:
            timestamp_nanos service_name instance_id severity message labels trace_id span_id source
        );
        $message!(bench [log_record::Context] [log_record::ContextView]: file line function);
        $message!(bench [AnalyticsEvent] [AnalyticsEventView]:
            event_id timestamp user_id properties sections
        );
        $message!(bench [analytics_event::Property] [analytics_event::PropertyView]: key value);
        $oneof!(bench [analytics_event::property::Value] [analytics_event::property::ValueView]:
            StringValue IntValue DoubleValue BoolValue
        );
        $message!(bench [analytics_event::Nested] [analytics_event::NestedView]:
            name attributes children
        );
        $message!(bench [MediaFrame] [MediaFrameView]:
            frame_id timestamp_nanos content_type body chunks attachments
        );
        $message!(bench [PackedTile] [PackedTileView]: cells checksums);
        $message!(bench [packed_tile::Cell] [packed_tile::CellView]: id geometry samples positions);
        $message!(bench [TriMesh] [TriMeshView]: faces);
        $message!(bench [tri_mesh::Vertex] [tri_mesh::VertexView]: px py pz);
        $message!(bench [tri_mesh::Face] [tri_mesh::FaceView]: a b c n);
        $message!(bench [PackedSigned] [PackedSignedView]: deltas wide_deltas);
        $message!(bench [ColumnBatch] [ColumnBatchView]:
            symbol_dict symbol_ids timestamps values weights
        );
        $message!(benchmarks [GoogleMessage1] [GoogleMessage1View]:
            field1 field2 field3 field4 field5 field6 field7 field9 field12 field13 field14 field15
            field16 field17 field18 field22 field23 field24 field25 field29 field30 field59 field60
            field67 field68 field78 field80 field81 field100 field101 field102 field103 field104
            field128 field129 field130 field131 field150 field271 field272 field280
        );
        $message!(benchmarks [GoogleMessage1SubMessage] [GoogleMessage1SubMessageView]:
            field1 field2 field3 field12 field13 field14 field15 field16 field19 field20 field21
            field22 field23 field28 field203 field204 field205 field206 field207 field300
        );
        $message!(shapes [ScalarDense] [ScalarDenseView]:
            a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13
        );
        $message!(shapes [StringDense] [StringDenseView]:
            code name title city street email phone summary text nickname comment keywords
            paragraphs
        );
        $message!(shapes [WideSparse] [WideSparseView]:
            f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19 f20 f21 f22 f23 f24
            f25 f26 f27 f28 f29 f30 f31 f32 f33 f34 f35 f36 f37 f38 f39 f40 f41 f42 f43 f44 f45 f46
            f47 f48 f49 f50 f51 f52 f53 f54 f55 f56 f57 f58 f59 f60 f61 f62 f63 f64 f65 f66 f67 f68
            f69 f70 f71 f72 f73 f74 f75 f76 f77 f78 f79 f80 f81 f82 f83 f84 f85 f86 f87 f88 f89 f90
            f91 f92 f93 f94 f95 f96 f97 f98 f99 f100 f101 f102 f103 f104 f105 f106 f107 f108 f109
            f110 f111 f112 f113 f114 f115 f116 f117 f118 f119 f120
        );
        $message!(shapes [Config] [ConfigView]: settings rules);
        $message!(shapes [config::Rule] [config::RuleView]: pattern limit enabled);
        $message!(shapes [Tree] [TreeView]: name value child);
        $message!(shapes [Telemetry] [TelemetryView]: deltas values keys codes);
        $message!(shapes [PackedKinds] [PackedKindsView]:
            small large mixed huge signed wide_signed flags f32s f64s s32s s64s floats doubles
        );
        $message!(shapes [TracesData] [TracesDataView]: resource_spans);
        $message!(shapes [ResourceSpans] [ResourceSpansView]: resource scope_spans schema_url);
        $message!(shapes [Resource] [ResourceView]: attributes dropped_attributes_count);
        $message!(shapes [ScopeSpans] [ScopeSpansView]: scope spans schema_url);
        $message!(shapes [Scope] [ScopeView]: name version);
        $message!(shapes [Span] [SpanView]:
            trace_id span_id trace_state parent_span_id name kind start_time_unix_nano
            end_time_unix_nano attributes dropped_attributes_count events status
        );
        $message!(shapes [Event] [EventView]: time_unix_nano name attributes);
        $message!(shapes [Status] [StatusView]: message code);
        $message!(shapes [KeyValue] [KeyValueView]: key value);
        $message!(shapes [AnyValue] [AnyValueView]: value);
        $oneof!(shapes [any_value::Value] [any_value::ValueView]:
            StringValue BoolValue IntValue DoubleValue ArrayValue BytesValue
        );
        $message!(shapes [ArrayValue] [ArrayValueView]: values);
    };
}

/// Calls `$message` for each message at the root of a data set with its package, its path, the
/// paths of its view and its lazy view, and with three of its fields, or all if it has fewer.
#[macro_export]
macro_rules! three_fields {
    ($message:ident) => {
        $message!(bench [ApiResponse] [ApiResponseView] [ApiResponseLazyView]: request_id message tags);
        $message!(bench [LogRecord] [LogRecordView] [LogRecordLazyView]: timestamp_nanos service_name labels);
        $message!(bench [AnalyticsEvent] [AnalyticsEventView] [AnalyticsEventLazyView]: event_id timestamp sections);
        $message!(bench [MediaFrame] [MediaFrameView] [MediaFrameLazyView]: frame_id body attachments);
        $message!(bench [PackedTile] [PackedTileView] [PackedTileLazyView]: cells checksums);
        $message!(bench [TriMesh] [TriMeshView] [TriMeshLazyView]: faces);
        $message!(bench [PackedSigned] [PackedSignedView] [PackedSignedLazyView]: deltas wide_deltas);
        $message!(bench [ColumnBatch] [ColumnBatchView] [ColumnBatchLazyView]: symbol_dict timestamps values);
        $message!(benchmarks [GoogleMessage1] [GoogleMessage1View] [GoogleMessage1LazyView]: field1 field22 field103);
        $message!(shapes [TracesData] [TracesDataView] [TracesDataLazyView]: resource_spans);
        $message!(shapes [Telemetry] [TelemetryView] [TelemetryLazyView]: deltas values codes);
        $message!(shapes [Config] [ConfigView] [ConfigLazyView]: settings rules);
        $message!(shapes [Tree] [TreeView] [TreeLazyView]: name value);
        $message!(shapes [ScalarDense] [ScalarDenseView] [ScalarDenseLazyView]: a1 a12 b10);
        $message!(shapes [StringDense] [StringDenseView] [StringDenseLazyView]: code text keywords);
        $message!(shapes [WideSparse] [WideSparseView] [WideSparseLazyView]: f1 f50 f120);
        $message!(shapes [PackedKinds] [PackedKindsView] [PackedKindsLazyView]: small huge doubles);
    };
}
