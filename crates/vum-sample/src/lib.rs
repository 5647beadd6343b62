//! Makes realistic messages of the VUM data standard: for tests, for demonstrations, and to fill a
//! test environment.
//!
//! What can be sent comes from the [`Release`] itself, so that a message is valid by construction
//! and a new attribute of the standard gets a value that suits its type. On top of that lies what
//! makes data look real: dates in order, codes as often as they are used, Dutch words, and texts,
//! addresses and occupations that belong together.
//!
//! ```
//! use vum_model::{Role, Standard, Version};
//! use vum_sample::Sampler;
//!
//! let model = Standard::embedded().resolve().model.ok_or("the standard has errors")?;
//! let release = model.release(Version { major: 3, minor: 1, patch: 0 }).ok_or("no 3.1.0")?;
//! let sampler = Sampler::new(&release, "werkzoekende/detail", Role::Bron)?.seed(7);
//!
//! // A record depends on the seed and its number only.
//! let record = sampler.record(41);
//! assert!(record.json.contains(r#""idWerkzoekende":"wz-000042""#));
//! assert_eq!(record.json, sampler.record(41).json);
//!
//! // Some records with faults, and what a validator has to find in them.
//! let (mut records, mut truth) = (Vec::new(), Vec::new());
//! sampler.faulty(20).write(100, &mut records, Some(&mut truth))?;
//! assert_eq!(String::from_utf8(records)?.lines().count(), 100);
//! assert!(String::from_utf8(truth)?.lines().all(|line| line.starts_with(r#"{"record":"#)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is made up
//!
//! Nothing in a message belongs to anybody.
//!
//! * **E-mail and web addresses** are at example.nl, example.org and example.com.
//! * **Telephone numbers** have the right length but a subscriber number that starts with 0, which
//!   no Dutch number does: `030-0001234`, `06-00001234`, `+31600001234`.
//! * **KvK numbers** start with 0000, an OIN starts with the test prefix 00000099, an
//!   identification of an address names municipality 9999.
//! * **References to CompetentNL** have the form of the real ones with an invented number
//!   (`…/occupation/000000002A`); the codes of BO&C and of opleidingsnamen are invented numbers from
//!   900001 on. The same occupation always has the same code.
//! * **Companies, schools and people** are invented. Towns are real, and the digits of a postcode
//!   are those of the town.
//!
//! # What holds in every record without faults
//!
//! It satisfies the contract of its release, message and role, holds no empty values and nothing
//! that is deprecated. What begins does so before it ends; a diploma is dated only when there is one,
//! and after its study began; what lies in the past does so before the [reference
//! date](Sampler::reference). Hours are at least 4 and at most 60 with the least first, distances at
//! most 150 km. A command of languages starts with Dutch. `indicatieBeschikbaarheidContactgegevens`
//! tells whether there are contact data. No list holds an element twice.
//!
//! A question (*selectievraag*) names a few of its criteria, and asks for no fewer hours at most
//! than at least.
//!
//! # Faults
//!
//! With [`Sampler::faulty`] a share of the records is spoilt in one to three places. Each
//! [`Fault`] is found by exactly the rule it names, at the place it names, and nothing else is.

mod calendar;
mod error;
mod fault;
mod flaw;
mod form;
mod habit;
mod plan;
mod rng;
mod scene;
mod texts;
mod trace;
mod words;
mod writer;

use std::io::{BufWriter, Write};

use vum_model::{Release, Role};

use calendar::Day;
use plan::Plan;
use rng::Rng;
use scene::Cast;
use trace::Trace;
use writer::Writer;

pub use error::Error;
pub use fault::Fault;

/// The day that plausible dates lie around, when no other is given.
pub const REFERENCE: &str = "2026-06-01";

/// Sets the choice of faults apart from the content of a record.
const FAULTS: u64 = 0x6661_756c_7473;

/// A record that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The record: one line of JSON, without a line end.
    pub json: String,
    /// What is wrong with it, in the order of the text; empty for a good record.
    pub faults: Vec<Fault>,
}

/// Makes the records of one message of one release, as one role sends or receives them.
#[derive(Clone, Debug)]
pub struct Sampler {
    plan: Plan,
    seed: u64,
    faulty: u8,
    reference: Day,
}

impl Sampler {
    /// For a message (`part/view`) of a release. Seed 0, no faults, [`REFERENCE`] as date.
    ///
    /// # Errors
    /// When the release has no such message, or asks for a value that cannot exist.
    pub fn new(release: &Release, message: &str, role: Role) -> Result<Self, Error> {
        let all = || release.messages.iter();
        let found = all().find(|it| it.id == message).ok_or_else(|| Error::UnknownMessage {
            release: release.info.version.to_string(),
            message: message.to_owned(),
            known: all().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", "),
        })?;
        let plan = Plan::new(release, found, role)?;
        Ok(Self { plan, seed: 0, faulty: 0, reference: reference(REFERENCE)? })
    }

    /// With another seed there are other records.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The percentage of records that carry 1 to 3 faults; 100 and more is all of them. The records
    /// that stay good are the same whatever the percentage.
    #[must_use]
    pub fn faulty(self, percent: u8) -> Self {
        Self { faulty: percent, ..self }
    }

    /// The day that plausible dates lie around, as `YYYY-MM-DD`. The clock is never read.
    ///
    /// # Errors
    /// When it is no day of the calendar, or its year is not from 1950 up to and including 2900.
    pub fn reference(self, date: &str) -> Result<Self, Error> {
        Ok(Self { reference: reference(date)?, ..self })
    }

    /// Makes record `n`, from 0. It depends on no other record.
    #[must_use]
    pub fn record(&self, n: u64) -> Sample {
        let mut json = String::new();
        let faults = self.make(n, &mut json);
        Sample { json, faults }
    }

    /// Writes the records from 0 up to `count`, one a line (NDJSON), and what is wrong with them, one
    /// fault a line.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(
        &self,
        count: u64,
        out: &mut impl Write,
        truth: Option<&mut dyn Write>,
    ) -> Result<(), Error> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let mut truth = truth.map(BufWriter::new);
        let mut json = String::new();
        for n in 0..count {
            let faults = self.make(n, &mut json);
            json.push('\n');
            out.write_all(json.as_bytes()).map_err(Error::Records)?;
            if let Some(truth) = &mut truth {
                for fault in faults {
                    writeln!(truth, "{}", fault.to_json()).map_err(Error::Truth)?;
                }
            }
        }
        out.flush().map_err(Error::Records)?;
        truth.map_or(Ok(()), |mut truth| truth.flush()).map_err(Error::Truth)
    }

    /// Writes record `n` over what stands in `json`.
    fn make(&self, n: u64, json: &mut String) -> Vec<Fault> {
        let mut rng = Rng::of_record(self.seed, n);
        let cast = Cast::new(n, self.reference, &mut rng);
        let mut writer = Writer::new(&self.plan, &cast, rng, std::mem::take(json));
        let mut chance = Rng::of_record(self.seed ^ FAULTS, n);
        let spoil = chance.percent(self.faulty);
        if spoil {
            writer.trace = Some(Trace::default());
        }
        writer.root();
        let faults =
            if spoil { fault::spoil(&self.plan, &mut writer, &mut chance) } else { Vec::new() };
        *json = writer.out;
        faults
    }
}

fn reference(date: &str) -> Result<Day, Error> {
    let wrong = || Error::Date(date.to_owned());
    Day::parse(date).filter(|day| (1950..=2900).contains(&day.year())).ok_or_else(wrong)
}
