//! What the benchmarks share: data, the alternatives, and the measuring itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "benchmarks may stop at once"
)]

pub mod by_hand;
pub mod data;
pub mod generate;
pub mod harness;
pub mod plain;
pub mod tokenizers;
