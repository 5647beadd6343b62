//! Puts a product through the conformance suite of the VUM data standard, and reports how far it
//! conforms.
//!
//! The product stands behind an *adapter*: a program of the supplier that speaks a small line
//! protocol ([`protocol`], `docs/adapter.md`). The suite asks it to write messages, to read them and to
//! answer questions, and holds what it does against the contract, the rules and our own answers. The
//! adapter is not trusted: it is bounded in time and output, and what goes wrong is in the report.
//!
//! ```no_run
//! use std::process;
//! use vum_conform::{Bounds, Order, Outcome, Product, Scope, Tool, run, split};
//! use vum_model::Standard;
//!
//! let model = Standard::embedded().resolve().model.ok_or("the standard has errors")?;
//! let scope = Scope::new(&model, "3.1.0", "wz-bron", "N3")?;
//! let ran = run(&scope, &Order {
//!     product: Product { name: "Banenzoeker".into(), version: "4.2".into(), digest: None },
//!     command: split("python3 adapter.py").ok_or("no command")?,
//!     bounds: Bounds::default(),
//!     on: (2026, 6, 1),
//!     tool: Tool { name: "own".into(), version: "1".into() },
//! })?;
//! assert_eq!(ran.report.outcome, Outcome::Voldoet);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A report holds no value of a message and nothing of the machine: with the same product, day and
//! version the bytes are the same.

mod cases;
mod command;
mod content;
mod judge;
mod material;
mod process;
pub mod protocol;
mod reference;
mod report;
mod rules;
mod run;
mod scope;
mod session;
mod suite;
mod trial;

pub use command::split;
pub use content::Entry;
pub use process::Bounds;
pub use report::{
    Case, CaseGroup, CaseOutcome, ConformReport, Counts, Finding, Outcome, Product, SCHEMA_VERSION,
    Severity, Standard, Suite, Text, Tool,
};
pub use rules::{RULES, rule};
pub use scope::{Scope, UnknownClaim};
pub use suite::{Order, Ran, run};
