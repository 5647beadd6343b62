//! The selectievraag, independent of the model of this workspace: a [table](criteria) of what the
//! contracts ask, a [JSON Schema](schema()) built from it, and a plain [evaluator](evaluate()) of raw
//! JSON by the rules of MongoDB.
//!
//! | module | what |
//! |---|---|
//! | [`table`] | the criteria per release and part, written down by hand |
//! | [`schema`](mod@schema) | which questions the contract allows, judged by `jsonschema` |
//! | [`strip`] | what is left of a question when a bron of the release drops what it does not know |
//! | [`mongo`] | does a document satisfy a query: `$eq $gte $lte $lt $all $elemMatch $or` |
//! | [`evaluate`](mod@evaluate) | the whole: question and profile to a verdict, or one per criterion |
//! | [`area`] | the one criterion that is not MongoDB: what it asks, and distances |
//! | [`random`] | seeded questions, good and changed, and profiles that lie close to them |
//! | [`vectors`] | our own cases in `tests/selection` |
//!
//! # How the facts are read where they leave room
//!
//! - Only what is marked as required is required: an object of operators may lack its operator, and
//!   a criterion its `$elemMatch`. Then nothing is asked.
//! - Known operators have their constraint wherever the contract names them. The two alternatives of
//!   `codeWerkEnDenkniveauMinimaal` name different ones: beside `$eq`, `$gte` is just an unknown key.
//! - Since 3.0.0 `bemiddelingsberoep` is read under `beroep.codeBeroepsnaam` and, since that path
//!   is in no profile, under `codeBeroepsnaam` too, with the same constraint.
//! - What is no object of operators where one should stand (`"contractvorm": "B"`) holds no operator
//!   that is known, so it asks nothing; an operand of the wrong type is asked, and never satisfied.
//! - An attribute is *absent* when nothing stands at its data path once empty values are gone; for a
//!   list of elements that path is the list itself.

pub mod area;
pub mod evaluate;
pub mod mongo;
pub mod random;
pub mod schema;
pub mod strip;
pub mod table;
pub mod vectors;

pub use evaluate::{Outcome, Told, evaluate, explain};
pub use schema::{Judge, schema};
pub use table::{Criterion, criteria, parts, questions, releases};
