//! The contracts: what goes over HTTP between VUM and the parties (`contracts.toml`).
//!
//! | module | what |
//! |---|---|
//! | `types` | a release's contracts as emitters see them |
//! | `written` | the file, read into plain values with their places |
//! | `check` | what can only be judged when all names are known |
//! | `project` | from what is written to one release |

pub(crate) mod check;
pub(crate) mod project;
pub(crate) mod types;
pub(crate) mod written;

/// The file that holds them. A standard may do without.
pub(crate) const FILE: &str = "contracts.toml";
