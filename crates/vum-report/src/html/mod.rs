//! One page of HTML for people, on a screen and on paper.
//!
//! It stands by itself: no script, and nothing from elsewhere (its own policy forbids both). What
//! comes first is for who has to decide: the verdict, what was checked, the numbers, what asks for
//! attention, and what the page does not say. The details follow, from a new sheet on in print.
//! Colour never stands alone, tables have headings, and the contrast is that of WCAG 2.2 AA.

mod details;
mod front;

use vum_runtime::Language;

use crate::escape::{clipped, xml};
use crate::model::{Outcome, Run, Severity, Verdict};
use crate::words::{self, pick};

/// So many characters of a text are told.
const TEXT: usize = 1000;

/// The run as a page.
#[must_use]
pub fn render(run: &Run, language: Language) -> String {
    let page = Page { run, language };
    let title = page.text(run.title.get(language));
    let verdict = page.verdict();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n\
         <title>{title}: {verdict}</title>\n<style>\n{}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#details\">{}</a>\n<div class=\"page\">\n",
        pick(language, "nl", "en"),
        include_str!("style.css"),
        pick(language, "Naar de details", "To the details"),
    );
    page.front(&mut html);
    page.details(&mut html);
    html.push_str("</div>\n</body>\n</html>\n");
    html
}

struct Page<'a> {
    run: &'a Run,
    language: Language,
}

impl Page<'_> {
    fn pick<T>(&self, nl: T, en: T) -> T {
        pick(self.language, nl, en)
    }

    /// A text from anywhere.
    fn text(&self, text: &str) -> String {
        xml(&clipped(text, TEXT))
    }

    /// The verdict, as the start of a sentence.
    fn verdict(&self) -> String {
        capital(self.run.verdict.text().get(self.language))
    }

    /// The number of a rule in the list at the end.
    fn rule_link(&self, id: &str) -> String {
        let shown = format!("<code>{}</code>", self.text(id));
        match self.run.rules.iter().position(|rule| rule.id == id) {
            Some(number) => format!("<a href=\"#r{}\">{shown}</a>", number + 1),
            None => shown,
        }
    }

    fn severity(&self, severity: Severity) -> String {
        let (class, sign) = match severity {
            Severity::Error => ("bad", "✗"),
            Severity::Warning => ("warn", "!"),
            Severity::Info => ("none", "i"),
        };
        chip(class, sign, words::severity(severity, self.language))
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        let (class, sign) = match outcome {
            Outcome::Passed => ("good", "✓"),
            Outcome::Warned => ("warn", "!"),
            Outcome::Failed => ("bad", "✗"),
            Outcome::Errored(_) => ("bad", "⊘"),
            Outcome::Skipped { mandatory: true, .. } => ("bad", "–"),
            Outcome::Skipped { .. } => ("none", "–"),
        };
        chip(class, sign, words::outcome(outcome, self.language))
    }
}

/// A word in a frame; the sign is for who does not see the colour, the word for who sees neither.
fn chip(class: &str, sign: &str, word: &str) -> String {
    format!("<span class=\"chip {class}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The class and the sign of a verdict.
fn look(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Passed => ("good", "✓"),
        Verdict::Warned => ("warn", "!"),
        Verdict::Failed => ("bad", "✗"),
        Verdict::Incomplete => ("none", "⊘"),
    }
}
