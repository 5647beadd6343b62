//! What checks found, in the formats of CI systems and for people.
//!
//! A [`Run`] is filled by whoever did the checks; every format is made of it and of nothing else,
//! so that all of them tell the same. No text of a run holds a value of a message, unless whoever
//! fills it was asked for values.
//!
//! | format | for | made by |
//! |---|---|---|
//! | JUnit XML | GitLab, Jenkins, Azure | [`junit::render`] |
//! | SARIF 2.1.0 | code hosts and editors | [`sarif::render`] |
//! | annotations | GitHub Actions | [`github::render`] |
//! | Code Quality | GitLab | [`gitlab::render`] |
//! | HTML | people, on a screen and on paper | [`html::render`] |
//! | Markdown | the summary of a job | [`summary::render`] |
//! | SVG, JSON of shields.io | a badge on a page | [`badge`] |
//!
//! All of them are functions from a run to a text: they read nothing, and give the same bytes for
//! the same run.

pub mod badge;
mod convert;
mod escape;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod html;
mod issue;
pub mod junit;
pub mod markdown;
mod model;
pub mod sarif;
pub mod summary;
mod words;

pub use issue::{Counts, Issue};
pub use model::{Case, Finding, Outcome, Place, Rule, Run, Severity, Suite, Text, Tool, Verdict};
pub use vum_runtime::Language;
