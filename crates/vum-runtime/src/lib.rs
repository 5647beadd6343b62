//! What generated VUM code runs on: reading, checking, writing, findings.
//!
//! This crate knows no entity of the standard. `vum` holds the generated types; this is the
//! engine under them, written once:
//!
//! * reading fills any generated record from any syntax, and never stops at a wrong value;
//! * [`check()`]: holds a value in memory against the same constraints;
//! * [`Rules`]: rules above the contract, on values;
//! * [`stream`]: judges files of any size in constant memory;
//! * [`Finding`]: what was found, with rule, place and text in Dutch and English;
//! * [`select`]: which profiles are what a question asks for;
//! * [`migrate`](mod@migrate): a message of one release as one of another;
//! * [`meta`]: the tables that the generator writes.
//!
//! Values of messages are personal data: no finding, no error and no `Debug` shows one.

#![cfg_attr(
    not(all(feature = "json", feature = "serde")),
    allow(dead_code, reason = "without a syntax or serde some of the engine has no user")
)]

mod body;
mod check;
mod code;
mod constraint;
mod context;
mod date;
mod fill;
mod finding;
mod fine;
pub mod headers;
#[cfg(any(feature = "json", feature = "serde"))]
mod json;
mod limits;
mod lines;
mod message;
pub mod meta;
pub mod migrate;
mod outcome;
mod pattern;
mod question;
mod read;
mod record;
mod role;
pub mod rule;
mod rules;
#[cfg(feature = "schemars")]
mod schemas;
pub mod select;
#[cfg(feature = "serde")]
mod serde;
mod source;
#[cfg(feature = "json")]
pub mod stream;
mod structure;
mod syntax;
mod visit;
#[cfg(feature = "xml")]
mod xml;

pub use body::{InvalidObject, RawObject};
pub use check::check;
pub use code::{Code, CodeRef, UnknownCode};
pub use context::{Dropped, Options};
pub use date::{Date, InvalidDate};
pub use finding::{Finding, Param, Position, Word};
#[cfg(feature = "json")]
pub use json::FromJson;
pub use limits::Limits;
pub use message::{MessageType, XmlNames};
pub use outcome::{Outcome, Report};
pub use pattern::Pattern;
pub use role::{Role, Roles, UnknownRole};
pub use rule::{Language, Layer, RULES, Rule, Severity};
pub use rules::{
    BusinessRule, Check, Condition, Dimension, Form, PersonalData, RuleSet, Rules, ShapeRule, Test,
    UnknownRule,
};
pub use syntax::Syntax;
pub use visit::{Fields, FieldsList, Visitor};
#[cfg(feature = "xml")]
pub use xml::{Loss, LossReason, XmlStyle, XmlText};

/// For generated code only; not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::code::CodeText;
    pub use crate::fill::{Choice, Fill, Slot};
    #[cfg(feature = "json")]
    pub use crate::json::{InOrder, Tokens, read_json, to_json, whole};
    pub use crate::message::Value;
    pub use crate::migrate::migrate;
    pub use crate::record::fmt_masked;
    #[cfg(feature = "schemars")]
    pub use crate::schemas::{CodeSchema, IntegerCodes, Link, schema};
    pub use crate::select::ask;
    #[cfg(feature = "serde")]
    pub use crate::serde::{
        FromTree, Tree, TreeError, choice_from_tree, deserialize, deserialize_code, fill_from_tree,
        serialize,
    };
    pub use crate::source::{Halt, Key, Number};
    /// What proves that a check of a value finds nothing.
    pub mod fine {
        pub use crate::fine::{code, date, form, held, integer, listed, record, text};
    }
    /// What the conditions of a question hold of the values of a profile.
    pub mod condition {
        pub use crate::select::condition::{
            CodeNumber, Test, all, and, any, bounds, code, date, eq, gte, integer, integer_code,
            list, lt, lte, text, value,
        };
    }
    #[cfg(feature = "xml")]
    pub use crate::xml::{from_xml, to_xml};
    #[cfg(feature = "schemars")]
    pub use schemars;
    #[cfg(feature = "serde")]
    pub use serde_core as serde;
}
