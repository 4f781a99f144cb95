//! The schemas are in `../shared/verdicts`, their expansions in `tests/accepted.rs`.
