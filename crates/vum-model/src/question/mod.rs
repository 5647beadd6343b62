//! The selectievraag: a question with operators (`selection.toml`).
//!
//! | module | what |
//! |---|---|
//! | `types` | a release's questions as emitters see them |
//! | `written` | the file, read into plain values with their places |
//! | `check` | what can only be judged when all names are known |
//! | `paths` | keys that are not the path of what they ask for |
//! | `project` | from what is written to one release: messages with shapes of their own |

pub(crate) mod check;
pub(crate) mod paths;
pub(crate) mod project;
pub(crate) mod types;
pub(crate) mod written;

/// The file that holds them. A standard may do without.
pub(crate) const FILE: &str = "selection.toml";

/// The view of the messages that are questions with operators.
pub(crate) const VIEW: &str = "selectievraag";
