//! The Rust emitter: a release in, a module out.

mod choice;
mod codes;
mod docs;
mod file;
mod meta;
pub(crate) mod names;
mod project;
mod record;
mod types;

pub(crate) use file::file;
