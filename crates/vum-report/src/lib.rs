//! What checks found, in the formats of CI systems and for people.
//!
//! A [`Run`] is filled by whoever did the checks; every format is made of it and of nothing else,
//! so that all of them tell the same. No text of a run holds a value of a message, unless whoever
//! fills it was asked for values.

mod model;

pub use model::{Case, Finding, Outcome, Place, Rule, Run, Severity, Suite, Text, Tool, Verdict};
