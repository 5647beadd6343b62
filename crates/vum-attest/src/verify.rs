//! Whether a statement holds: who signed it, of which report, and whether it is still so.

use crate::day::Day;
use crate::envelope::{Envelope, PAYLOAD_TYPE};
use crate::error::Error;
use crate::key::PublicKey;
use crate::problem::{Party, Problem};
use crate::report::TestResult;
use crate::statement::Statement;

/// Whose signatures are asked for.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The key of the supplier.
    pub supplier: PublicKey,
    /// The key of the desk, when a countersignature is asked for.
    pub desk: Option<PublicKey>,
}

/// What is known beside the statement.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The day of reference.
    pub on: Day,
    /// The releases of the standard that are known, such as `3.1.0`, with the day on which each was
    /// published.
    pub published: Vec<(String, Day)>,
    /// The SHA-256 of the frozen text of the release that was tested against, in hexadecimal, when
    /// that is known.
    pub standard: Option<String>,
    /// The name that the product has now, when that is to be compared.
    pub product: Option<String>,
    /// The version that the product has now, when that is to be compared.
    pub version: Option<String>,
    /// The digest that the product has now, as `sha256:…`, when that is to be compared.
    pub digest: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Verification {
    /// What the report says.
    pub result: TestResult,
    /// The first day on which it no longer holds; `None` when the report names no day.
    pub until: Option<Day>,
    /// Why it does not hold: all reasons at once, none when it does.
    pub problems: Vec<Problem>,
}

impl Verification {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Judges an envelope with its report. A change of the product that is not told cannot be seen:
/// name, version and digest are compared with what `now` says.
///
/// # Errors
/// If the report cannot be read. What is wrong with the envelope is a problem.
pub fn verify(
    envelope: &Envelope,
    report: &[u8],
    keys: &Keys,
    now: &Circumstances,
) -> Result<Verification, Error> {
    let result = TestResult::read(report)?;
    let mut problems = Vec::new();
    if !envelope.is_signed_by(&keys.supplier) {
        problems.push(Problem::NotSigned(Party::Supplier));
    }
    if keys.desk.as_ref().is_some_and(|desk| !envelope.is_signed_by(desk)) {
        problems.push(Problem::NotSigned(Party::Desk));
    }
    let statement = Statement::read(envelope.payload()).ok();
    match statement.filter(|_| envelope.payload_type() == PAYLOAD_TYPE) {
        None => problems.push(Problem::NoStatement),
        Some(statement) if !statement.is_about(report) => problems.push(Problem::OtherReport),
        Some(statement) if statement != Statement::of(&result, report) => {
            problems.push(Problem::OtherWords);
        }
        Some(_) => {}
    }
    if !result.is_consistent() {
        problems.push(Problem::Inconsistent);
    }
    if !result.outcome.is_pass() {
        problems.push(Problem::NoPass(result.outcome));
    }
    let day = Day::parse(&result.on);
    let until = day.map(Day::a_year_later);
    match (day, until) {
        (Some(day), _) if now.on < day => problems.push(Problem::Ahead(day)),
        (_, Some(until)) if now.on >= until => problems.push(Problem::Expired(until)),
        (None, _) => problems.push(Problem::NoDay),
        _ => {}
    }
    let tested = &result.standard.release;
    // One that was there already on the day of the report was passed over with open eyes.
    let since = |date: Day| day.is_some_and(|day| date > day) && date <= now.on;
    let mut published = now.published.iter();
    if let Some((newest, _)) =
        published.find(|(it, date)| since(*date) && major(it) > major(tested))
    {
        problems.push(Problem::NewMajor { tested: tested.clone(), newest: newest.clone() });
    }
    if now.standard.as_ref().is_some_and(|it| *it != result.standard.sha256) {
        problems.push(Problem::OtherStandard { release: tested.clone() });
    }
    product(&result, now, &mut problems);
    Ok(Verification { result, until, problems })
}

fn product(result: &TestResult, now: &Circumstances, problems: &mut Vec<Problem>) {
    let tested = &result.product;
    if now.product.as_ref().is_some_and(|it| *it != tested.name) {
        problems.push(Problem::OtherProduct);
    }
    if now.version.as_ref().is_some_and(|it| *it != tested.version) {
        problems.push(Problem::OtherVersion { tested: tested.version.clone() });
    }
    match (&now.digest, &tested.digest) {
        (Some(_), None) => problems.push(Problem::NoDigest),
        (Some(now), Some(tested)) if now != tested => problems.push(Problem::OtherDigest),
        _ => {}
    }
}

/// The first part of a number; one that is none is older than all.
fn major(release: &str) -> Option<u64> {
    release.split('.').next()?.parse().ok()
}
