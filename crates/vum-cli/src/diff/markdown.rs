//! A comparison as tables in Markdown.

use vum_release::{Comparison, Impact, Party};
use vum_report::markdown::{code, head, plain, row};

use crate::language::Speech;

pub(super) fn of(compared: &[Comparison], editorial: bool, speech: Speech) -> String {
    let mut text = String::new();
    for comparison in compared {
        if !text.is_empty() {
            text.push('\n');
        }
        one(comparison, editorial, speech, &mut text);
    }
    text
}

fn one(comparison: &Comparison, editorial: bool, speech: Speech, text: &mut String) {
    let (old, new) = (comparison.old, comparison.new);
    text.push_str(&format!("# {old} → {new}\n\n"));
    let Some(step) = comparison.step() else {
        text.push_str(speech.pick("Geen verschil.\n", "No difference.\n"));
        return;
    };
    text.push_str(&format!("**{}**\n\n", speech.text(&step.label())));
    for party in Party::ALL {
        let impact = comparison.impact(party);
        let (party, impact) = (party.label(), impact.label());
        text.push_str(&format!("* {}: {}\n", speech.text(&party), speech.text(&impact)));
    }
    text.push('\n');
    table(comparison, editorial, speech, text);
    let quiet = comparison.changes.iter().filter(|it| it.is_editorial()).count();
    if quiet > 0 && !editorial {
        text.push_str(&speech.pick(
            format!("\n{quiet} wijzigingen zijn redactioneel of gaan over adressen.\n"),
            format!("\n{quiet} changes are editorial or about addresses.\n"),
        ));
    }
}

/// A table for each kind of node.
fn table(comparison: &Comparison, editorial: bool, speech: Speech, text: &mut String) {
    let mut kind = None;
    for change in comparison.changes.iter().filter(|it| editorial || !it.is_editorial()) {
        if kind != Some(change.kind) {
            if kind.is_some() {
                text.push('\n');
            }
            kind = Some(change.kind);
            let heading = change.kind.heading();
            text.push_str(&format!("## {}\n\n", speech.text(&heading)));
            text.push_str(&head(&speech.pick(
                ["id", "wijziging", "waar", "breekt", "stap", "regel"],
                ["id", "change", "where", "breaks", "step", "rule"],
            )));
        }
        let what = change.text();
        let breaks = Party::ALL.into_iter().filter(|it| change.impact(*it) == Impact::Breaks);
        let breaks: Vec<String> = breaks.map(|it| speech.text(&it.label()).to_owned()).collect();
        text.push_str(&row(&[
            code(&change.id),
            plain(speech.text(&what)),
            plain(&change.places_in_short().join(", ")),
            plain(&breaks.join(", ")),
            change.step().word().to_owned(),
            code(change.rule.id),
        ]));
    }
}
