//! A comparison for people.

use vum_release::{Change, Comparison, Impact, Party, Step};

use crate::language::Speech;
use crate::screen::{self, BOLD, GREEN, RED, YELLOW, harmless, paint};

/// So many ids of what came or went with a node are named.
const NAMED: usize = 8;

pub(super) fn of(compared: &[Comparison], editorial: bool, speech: Speech) -> String {
    let mut text = String::new();
    for comparison in compared {
        one(comparison, editorial, speech, &mut text);
    }
    text
}

fn one(comparison: &Comparison, editorial: bool, speech: Speech, text: &mut String) {
    let (quiet, told): (Vec<_>, Vec<_>) =
        comparison.changes.iter().partition(|it| it.is_editorial());
    let title = match comparison.old == comparison.new {
        true => comparison.new.to_string(),
        false => format!("{} → {}", comparison.old, comparison.new),
    };
    let step = match comparison.step() {
        None => speech.pick("geen verschil", "no difference").to_owned(),
        Some(step) => paint(colour(step), speech.text(&step.label())),
    };
    text.push_str(&format!("{}: {step}\n", paint(BOLD, &title)));
    if !told.is_empty() {
        for party in Party::ALL {
            let hit = told.iter().filter(|it| it.impact(party) == Impact::Breaks).count();
            let look = told.iter().filter(|it| it.impact(party) == Impact::Look).count();
            let label = speech.text(&party.label()).to_owned();
            text.push_str(&format!("  {label}: {}\n", verdict(hit, look, speech)));
        }
    }
    let mut kind = None;
    let shown = if editorial { quiet.iter() } else { [].iter() };
    let mut all: Vec<&Change> = told.iter().chain(shown).copied().collect();
    all.sort_by_key(|it| it.kind);
    for change in all {
        if kind != Some(change.kind) {
            kind = Some(change.kind);
            let heading = change.kind.heading();
            text.push_str(&format!("\n{}\n", paint(BOLD, speech.text(&heading))));
        }
        line(change, speech, text);
    }
    if !quiet.is_empty() && !editorial {
        let count = quiet.len();
        text.push_str(&speech.pick(
            format!("\n{count} redactioneel of aan omgeving gebonden (--editorial toont ze)\n"),
            format!("\n{count} editorial or about addresses (--editorial shows them)\n"),
        ));
    }
    text.push('\n');
}

fn verdict(breaks: usize, look: usize, speech: Speech) -> String {
    let mut parts = Vec::new();
    if breaks > 0 {
        let words = speech.pick("breekt", "breaks");
        parts.push(paint(RED, &format!("{words} ({breaks})")));
    }
    if look > 0 {
        let words = speech.pick("let op", "look");
        parts.push(paint(YELLOW, &format!("{words} ({look})")));
    }
    if parts.is_empty() {
        parts.push(paint(GREEN, speech.pick("merkt niets", "not touched")));
    }
    parts.join(", ")
}

fn line(change: &Change, speech: Speech, text: &mut String) {
    let step = paint(colour(change.step()), change.step().word());
    let what = change.text();
    let what = harmless(speech.text(&what));
    text.push_str(&format!("  {step} {}: {what}", harmless(&change.id)));
    let rule = change.rule.id;
    let hit: Vec<_> = Party::ALL
        .into_iter()
        .filter(|party| change.impact(*party) == Impact::Breaks)
        .map(|party| speech.text(&party.label()).to_owned())
        .collect();
    text.push_str(&format!(" [{rule}]\n"));
    let mut details = Vec::new();
    let places = change.places_in_short();
    if !places.is_empty() {
        details.push(places.join(", "));
    }
    if !hit.is_empty() {
        details.push(format!("{}: {}", speech.pick("breekt", "breaks"), hit.join(", ")));
    }
    if !change.contents.is_empty() {
        let mut named: Vec<&str> = change.contents.iter().map(String::as_str).collect();
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        let more = match more {
            0 => String::new(),
            more => speech.pick(format!(" en nog {more}"), format!(" and {more} more")),
        };
        details.push(format!("{} {}{more}", speech.pick("met", "with"), named.join(", ")));
    }
    for detail in details {
        for row in wrapped(&harmless(&detail), screen::width().saturating_sub(8)) {
            text.push_str(&format!("        {row}\n"));
        }
    }
}

/// Rows that fit, broken at spaces.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split(' ') {
        let Some(row) = rows.last_mut() else { continue };
        if !row.is_empty() && row.chars().count() + 1 + word.chars().count() > width {
            rows.push(word.to_owned());
            continue;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows
}

fn colour(step: Step) -> anstyle::Style {
    match step {
        Step::Major => RED,
        Step::Minor => YELLOW,
        Step::Patch => GREEN,
    }
}
