//! A small bron: it holds profiles of job seekers in memory, and answers the question of a
//! bemiddelaar with the matches.
//!
//! `cargo run -p bron [FILE]`: the body of the request is in the file; without one it answers an
//! invented one. The body of the answer goes to stdout, what the bron has to say to stderr.

use std::error::Error;
use std::io::{self, Write};
use std::ops::ControlFlow;

use vum::select::{Area, MAXIMUM, PostcodeTable, select};
use vum::v3_1::{Werkzoekende, WerkzoekendeMatchesAntwoord, WerkzoekendeMatchesVerzoek};
use vum::{Language, Report, Role, stream};

const PROFILES: &[u8] = include_bytes!("../profielen.ndjson");
const POSTCODES: &[u8] = include_bytes!("../postcodes.csv");
const REQUEST: &[u8] = include_bytes!("../verzoek.json");

fn main() -> Result<(), Box<dyn Error>> {
    let mut log = io::stderr().lock();
    let request = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => REQUEST.to_vec(),
    };
    let bron = Bron::new(PROFILES, PostcodeTable::read(POSTCODES)?, MAXIMUM, &mut log)?;
    match bron.answer(&request, &mut log)? {
        Ok(answer) => writeln!(io::stdout(), "{}", answer.to_json())?,
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

struct Bron {
    profiles: Vec<Werkzoekende>,
    postcodes: PostcodeTable,
    /// How many matches it gives at most.
    maximum: usize,
}

impl Bron {
    /// Takes in the profiles, a line each, that are fit to be found.
    fn new(
        profiles: &[u8],
        postcodes: PostcodeTable,
        maximum: usize,
        log: &mut impl Write,
    ) -> io::Result<Self> {
        let mut fit = Vec::new();
        let mut told = Ok(());
        stream::read::<Werkzoekende, _>(profiles, Role::Bron, |received| {
            let stage = format!("profile {}", received.index);
            told = show(log, &stage, &received.outcome.report);
            fit.extend(received.outcome.into_valid());
            if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        told?;
        Ok(Self { profiles: fit, postcodes, maximum })
    }

    /// Answers a request; one that is not in order is refused with what was found in it.
    fn answer(
        &self,
        request: &[u8],
        log: &mut impl Write,
    ) -> io::Result<Result<WerkzoekendeMatchesAntwoord, Report>> {
        let read = WerkzoekendeMatchesVerzoek::from_json(request, Role::Bron);
        // Among what was found is what this release does not know: it asks nothing.
        show(log, "request", &read.report)?;
        let question = match read.into_valid() {
            Ok(request) => request.vraag_object.unwrap_or_default(),
            Err(report) => return Ok(Err(report)),
        };
        let area = Area::of(&self.postcodes);
        let found = select(&question, &self.profiles, &area, self.maximum);
        if found.unknown > 0 {
            let unknown = found.unknown;
            writeln!(log, "no place is known for a postcode of {unknown} more profiles")?;
        }
        Ok(Ok(WerkzoekendeMatchesAntwoord {
            // The match has no field for contact data.
            matches: found.matches.into_iter().map(Werkzoekende::to_match).collect(),
            maximum_aantal_resultaten_bereikt: Some(found.maximum_reached),
            ..WerkzoekendeMatchesAntwoord::default()
        }))
    }
}

/// A line for each finding. Findings hold no values, so that they can go into any log.
fn show(log: &mut impl Write, stage: &str, report: &Report) -> io::Result<()> {
    for finding in report.findings() {
        let (severity, rule) = (finding.severity().name(), finding.rule().id);
        let (place, text) = (finding.pointer(), finding.text(Language::En));
        writeln!(log, "{stage}: {severity}[{rule}] {place}: {text}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
