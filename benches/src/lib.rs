//! Measures Buffa beside other libraries, in one process, on the same bytes.

pub mod allocations;
pub mod data;
pub mod growth;
pub mod instructions;
pub mod measure;
pub mod ours;
pub mod prove;
pub mod references;
pub mod report;
