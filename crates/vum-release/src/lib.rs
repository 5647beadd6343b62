//! What happens to the VUM data standard from release to release.
//!
//! A release becomes [`Facts`]: nodes with properties. Two of them are laid side by side by
//! [`compare`], which puts every difference under a rule and says what it does to whom.
//!
//! ```
//! use vum_model::{Standard, Version};
//! use vum_release::{Facts, Party, Impact, compare};
//!
//! let model = Standard::embedded().resolve().model.expect("the standard has no errors");
//! let facts = |text| Facts::of(&model, Version::parse(text)?);
//! let (old, new) = (facts("2.0.0").expect("exists"), facts("3.0.0").expect("exists"));
//! let comparison = compare(&old, &new).expect("every difference has a rule");
//! let gone = comparison.changes.iter().find(|it| it.id == "flexibiliteit.codeRegiostraal");
//! let gone = gone.expect("the release notes forgot it");
//! assert_eq!(gone.rule.id, "attribute-removed");
//! assert_eq!(gone.impact(Party::Sender), Impact::Breaks);
//! ```

mod changelog;
mod classify;
pub mod codelist;
mod collect;
mod compare;
mod facts;
mod frozen;
mod length;
mod policy;
mod published;
mod report;
mod roadmap;
mod rules;
mod start;
mod tell;

pub use changelog::changelog;
pub use compare::{Change, Comparison, Unclassified, compare};
pub use facts::{Fact, Facts, Key, Kind, Node, Place, Property};
pub use frozen::{Erratum, Frozen, FrozenError};
pub use policy::{Announcement, Judgement, POLICIES, Policy, Waiver, Withdrawn};
pub use published::{Deviation, FILE, FOLDER, Published, ReadError};
pub use report::{ChangeReport, ComparisonReport, DiffReport};
pub use roadmap::{AheadEntry, AnnouncementEntry, DeprecationEntry, ReleaseEntry, Roadmap};
pub use rules::{Effect, Impact, Party, RULES, Rule, Step};
pub use start::{Start, StartError, Started};
pub use tell::Language;
