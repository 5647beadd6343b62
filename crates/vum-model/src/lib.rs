//! Reads, checks and resolves the VUM data standard.
mod release;
pub use release::*;
