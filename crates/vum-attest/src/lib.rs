//! Signed statements about a conformance report.
//!
//! A supplier runs the suite and gets a `report.json`. [`sign`] makes an in-toto statement of it
//! (predicate `test-result/v0.1`) in a DSSE envelope with an ed25519 signature. A desk that has
//! looked at the evidence adds its own signature to the same statement ([`Envelope::add`]). Whoever
//! meets the envelope asks [`verify`] whether it still holds.
//!
//! | text of others | here |
//! |---|---|
//! | in-toto Statement v1, `ResourceDescriptor` v1 | [`Statement`] |
//! | predicate `https://in-toto.io/attestation/test-result/v0.1` | [`Predicate`] |
//! | DSSE v1.0.2: envelope and pre-authentication encoding | [`Envelope`] |
//! | RFC 8032 ed25519 with strict verification; RFC 8410 keys in PEM | [`PrivateKey`], [`PublicKey`] |
//!
//! The predicate knows `PASSED`, `WARNED` and `FAILED`. A run that was not carried out in full is
//! `FAILED`: a program that knows the predicate and not us must never take it for a pass. What it
//! was stands in the annotation `outcome`.
//!
//! Keys carry no names here: who holds a key is for who trusts it. Nothing is fetched.

mod day;
mod envelope;
mod error;
mod key;
mod problem;
mod report;
mod statement;
mod verify;

pub use day::Day;
pub use envelope::{Envelope, PAYLOAD_TYPE, Signature};
pub use error::Error;
pub use key::{PrivateKey, PublicKey};
pub use problem::{Party, Problem};
pub use report::{Case, Outcome, Product, Standard, Suite, TestResult};
pub use statement::{Descriptor, PREDICATE_TYPE, Predicate, STATEMENT_TYPE, Statement};
pub use verify::{Circumstances, Keys, Verification, verify};

/// A statement about a report, signed.
///
/// # Errors
/// If the report cannot be read, or says two things at once: an outcome that its cases contradict.
pub fn sign(report: &[u8], key: &PrivateKey) -> Result<Envelope, Error> {
    let result = TestResult::read(report)?;
    if !result.is_consistent() {
        return Err(Error::inconsistent());
    }
    let statement = Statement::of(&result, report);
    let mut envelope = Envelope::new(statement.to_bytes()?);
    envelope.add(key)?;
    Ok(envelope)
}
