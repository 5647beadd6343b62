//! The independent oracle of the tests, and the messages it judges.
//!
//! Apart from [`typed`], [`unproved`] and [`xml`], nothing here reads the model of this workspace: the rules come from `facts/facts.json`, a table
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
//! | [`unproved`] | values that a check has to look at in full |
//! | [`selection`] | the selectievraag: its own table, judge and evaluator |
//! | [`samples`] | the official samples, where they are available |
//! | [`examples`] | the messages of `examples/data` |
//! | [`differences`] | where a judge and the contract are known to differ |
//! | [`xml`] | a message in JSON as XML, where XML can say the same |
//! | [`xmllint`] | the judge of XML |
//! | [`vectors`] | what `tests/vectors` holds, made from the facts |
//! | [`python`] | a Python with packages of others |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

pub mod differences;
pub mod examples;
pub mod facts;
pub mod generate;
pub mod mutate;
pub mod oracle;
pub mod patterns;
pub mod pointer;
pub mod profile;
pub mod python;
pub mod rng;
pub mod samples;
pub mod selection;
pub mod typed;
pub mod unproved;
pub mod vectors;
pub mod xml;
pub mod xmllint;
