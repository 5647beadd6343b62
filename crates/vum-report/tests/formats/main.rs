//! The formats, judged by schemas and programs of others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed test is told"
)]

mod badges;
mod json;
mod pages;
mod runs;
mod xml;
