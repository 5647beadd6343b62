//! The independent oracle of the tests, and the messages it judges.
//!
//! Apart from [`typed`], nothing here reads the model of this workspace: the rules come from `facts/facts.json`, a table
//! derived from the published contracts, and the verdict from a JSON Schema validator written by
//! others. A mistake in the model or in the generated readers therefore shows as a disagreement.
//!
//! | module | what |
//! |---|---|
//! | [`facts`] | the table, how it is derived, the releases and messages it covers |
//! | [`profile`] | the table resolved for one message of one release, as one role sees it |
//! | [`oracle`] | a JSON Schema of a profile, and the judge that applies it |
//! | [`generate`] | seeded, valid messages |
//! | [`mutate`] | exactly one change to a valid message |
//! | [`typed`] | the generated type of every message, behind one face |
//! | [`samples`] | the official samples, where they are available |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

pub mod facts;
pub mod generate;
pub mod mutate;
pub mod oracle;
pub mod patterns;
pub mod pointer;
pub mod profile;
pub mod rng;
pub mod samples;
pub mod typed;
