//! JSON: reading and writing.

use crate::context::Options;
use crate::finding::Position;
use crate::outcome::Outcome;

mod read;
mod token;
mod write;

pub use read::read_json;
pub use token::{Tokens, whole};
pub use write::to_json;

/// A generated record that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a JSON text, with everything there is to find in it. `start` is the place of its
    /// first byte in the file it comes from, so that findings name the line there.
    fn from_json_at(text: &[u8], options: Options, start: Position) -> Outcome<Self>;
}
