//! What a supplier does with `vum`: read profiles, see what is wrong with them, change one, check
//! it, project it to a match and write that.
//!
//! `cargo run -p embed [FILE]`: findings go to stderr, matches to stdout. Without a file it reads
//! three invented profiles.

use std::error::Error;
use std::io::{self, Write};

use vum::v3_1::{Werktijden, Werkzoekende};
use vum::{Language, Report, Role};

const INVENTED: &[u8] = include_bytes!("../profielen.ndjson");

fn main() -> Result<(), Box<dyn Error>> {
    let profiles = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => INVENTED.to_vec(),
    };
    exchange(&profiles, &mut io::stdout().lock(), &mut io::stderr().lock())?;
    Ok(())
}

/// Reads a detail profile a line and writes the match of each that is fit to send.
fn exchange(profiles: &[u8], out: &mut impl Write, log: &mut impl Write) -> io::Result<()> {
    for (line, text) in (1..).zip(profiles.split(|byte| *byte == b'\n')) {
        if text.trim_ascii().is_empty() {
            continue;
        }
        // Reading finds everything at once and never fails; the outcome says what it is worth.
        let outcome = Werkzoekende::from_json(text, Role::Bron);
        show(log, line, "as read", &outcome.report)?;
        let Ok(mut profile) = outcome.into_valid() else { continue };

        // Types are plain structs: this source has learnt that everybody can work 32 hours.
        let hours = profile.werktijden.get_or_insert_with(Werktijden::default);
        hours.aantal_werkuren_per_week_maximaal = Some(32);
        show(log, line, "as changed", &profile.check(Role::Bron))?;

        // The match has no field for contact data. It asks for more, too: a place to travel from.
        let matching = profile.to_match();
        let report = matching.check(Role::Bron);
        show(log, line, "as match", &report)?;
        if report.is_valid() {
            writeln!(out, "{}", matching.to_json())?;
        }
    }
    Ok(())
}

/// A line for each finding. Findings hold no values, so that they can go into any log.
fn show(log: &mut impl Write, line: usize, stage: &str, report: &Report) -> io::Result<()> {
    for finding in report.findings() {
        let (severity, rule) = (finding.severity().name(), finding.rule().id);
        let (place, text) = (finding.pointer(), finding.text(Language::En));
        writeln!(log, "profile {line} {stage}: {severity}[{rule}] {place}: {text}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
