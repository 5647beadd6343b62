//! JSON: reading and writing.

use crate::context::Options;
use crate::finding::Position;
use crate::outcome::Outcome;

#[cfg(feature = "json")]
mod in_order;
mod plain;
#[cfg(feature = "json")]
mod read;
mod token;
mod write;

#[cfg(feature = "json")]
pub use in_order::InOrder;
#[cfg(feature = "json")]
pub(crate) use read::object;
#[cfg(feature = "json")]
pub use read::read_json;
#[cfg(feature = "serde")]
pub(crate) use token::Start;
pub use token::Tokens;
#[cfg(feature = "json")]
pub use token::whole;
#[cfg(feature = "serde")]
pub(crate) use write::string;
#[cfg(feature = "json")]
pub use write::to_json;

/// A generated record that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a JSON text, with everything there is to find in it. `start` is the place of its
    /// first byte in the file it comes from, so that findings name the line there.
    fn from_json_at(text: &[u8], options: Options, start: Position) -> Outcome<Self>;
}
