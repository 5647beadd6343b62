//! `serde::Serialize` and `serde::Deserialize` for generated types, over the same functions.

mod de;
mod raw;
mod ser;

pub use de::{
    FromTree, Tree, TreeError, choice_from_tree, deserialize, deserialize_code, fill_from_tree,
};
pub use ser::serialize;
