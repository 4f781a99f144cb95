//! Buffa's types: each set of schemas expanded once, for all tests.

/// Of the folder `protos`.
pub mod own {
    buffa::include_protos!("protos/**/*.proto", includes = ["protos"]);
}

/// Of the OpenTelemetry protocol.
#[cfg(shared_corpus)]
pub mod otlp {
    buffa::include_protos!(
        "../../shared/corpus/otlp/**/*.proto",
        includes = ["../../shared/corpus/otlp"],
    );
}

/// Of Google's services.
#[cfg(shared_corpus)]
pub mod googleapis {
    buffa::include_protos!(
        "../../shared/corpus/googleapis/**/*.proto",
        includes = ["../../shared/corpus/googleapis"],
    );
}
