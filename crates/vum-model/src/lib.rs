//! Reads, checks and resolves the VUM data standard.
//!
//! Three types, not one: a [`Standard`] is what the standards team wrote, a [`Model`] is that
//! with its names looked up and everything checked, and a [`Release`] is what exists in one
//! release, as plain data for emitters.
//!
//! ```
//! use vum_model::{Standard, Version};
//!
//! let resolved = Standard::embedded().resolve();
//! assert!(resolved.diagnostics.is_empty());
//! let model = resolved.model.expect("the embedded standard has no errors");
//! let release = model.release(Version { major: 3, minor: 1, patch: 0 }).expect("3.1.0 exists");
//! assert!(release.message("vacature/match").is_some());
//! ```

mod absent;
mod check;
mod check_facets;
mod check_graph;
mod check_life;
mod check_lists;
mod check_names;
mod code_names;
mod contracts;
mod describe;
mod diagnostic;
mod facet;
mod history;
mod lifecycle;
mod migration;
mod model;
mod naming;
mod pattern;
mod project;
mod question;
mod read_csv;
mod read_toml;
mod release;
mod render;
mod resolve;
mod rules;
mod selector;
mod source;
mod standard;
mod written;
mod xml;

pub use contracts::types::*;
pub use diagnostic::{CODES, CodeInfo, Diagnostic, Related, Severity};
pub use history::{Fact, FactValue};
pub use lifecycle::Lifecycle;
pub use migration::{Loss, LossReason, Migrations, Pick, Succession};
pub use model::{AttributeNode, CodeNode, EntityNode, ListNode, MessageNode, Model};
pub use pattern::{Node as PatternNode, Pattern, PatternError};
pub use question::paths::ForeignPath;
pub use question::types::*;
pub use release::*;
pub use render::{Colour, render, render_with};
pub use rules::ENGINE_RULES;
pub use rules::types::*;
pub use source::{Location, Place, SourceFile, line_column};
pub use standard::{Error, POLICY, Resolved, Standard};
