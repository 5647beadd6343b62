//! JSON: reading and writing.

mod read;
mod write;

pub use read::read_json;
pub use write::to_json;
