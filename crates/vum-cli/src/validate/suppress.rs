//! Findings that are known and accepted for a while (`[[suppress]]` in a `vum.toml`): they are counted
//! and told, and they do not fail the run.

use std::cell::Cell;

use glob::Pattern;
use serde::Deserialize;
use toml::Spanned;
use vum::{Dropped, Finding, Layer, Report, Severity};
use vum_report::Text;

use super::config::MATCHING;
use super::rules::unknown;
use crate::exit::Failure;
use crate::today::{self, Day};

/// An entry as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    rule: Spanned<String>,
    path: Spanned<String>,
    reason: Spanned<String>,
    until: Spanned<toml::Value>,
}

/// Findings that are accepted: those of a rule, at places, up to a day.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// Id of the rule.
    pub(crate) rule: &'static str,
    /// Pattern of JSON Pointers; `*` stays within a step.
    pub(crate) path: Pattern,
    /// Why they are accepted.
    pub(crate) reason: String,
    /// The last day on which it counts.
    pub(crate) until: Day,
    /// Where it is written.
    pub(crate) place: String,
    /// How many findings it matched.
    pub(crate) found: Cell<u64>,
}

/// What became of a suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It took findings out.
    Used,
    /// No finding matched.
    Unused,
    /// Its day is over: findings that match count again.
    Expired,
}

impl Suppression {
    /// Checks an entry. `at` tells where something stands.
    pub(super) fn new(written: Written, at: &dyn Fn(usize) -> String) -> Result<Self, Failure> {
        let wrong = |offset: usize, nl: &str, en: &str| {
            let at = at(offset);
            Failure::usage(format!("{at}: {nl}"), format!("{at}: {en}"))
        };
        let start = written.rule.span().start;
        let id = written.rule.get_ref();
        let every = || vum::RULES.iter().copied().chain(vum::rules().map(|it| &it.rule));
        let Some(rule) = every().find(|rule| rule.id == id) else {
            let (nl, en) = unknown(id, every().map(|rule| rule.id));
            return Err(wrong(start, &nl, &en));
        };
        if rule.layer == Layer::Syntax {
            return Err(wrong(
                start,
                &format!(
                    "{id} kan niet worden onderdrukt: wat niet te lezen is, is niet beoordeeld"
                ),
                &format!("{id} cannot be suppressed: what cannot be read was not judged"),
            ));
        }
        let (start, text) = (written.path.span().start, written.path.get_ref());
        let is_pointer = text.starts_with('/') || text.starts_with("**") || text.is_empty();
        let path = Pattern::new(text).ok().filter(|_| is_pointer).ok_or_else(|| {
            wrong(
                start,
                "path is geen patroon van een JSON Pointer, zoals /opleiding/*/datumDiploma of **",
                "path is not a pattern of a JSON Pointer, such as /opleiding/*/datumDiploma or **",
            )
        })?;
        if written.reason.get_ref().trim().is_empty() {
            let start = written.reason.span().start;
            return Err(wrong(start, "reason is leeg: zeg waarom", "reason is empty: say why"));
        }
        let until = match written.until.get_ref() {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Datetime(day) => Some(day.to_string()),
            _ => None,
        };
        let until = until.and_then(|text| vum::Date::from_text(&text).ymd()).ok_or_else(|| {
            wrong(
                written.until.span().start,
                "until is geen dag, zoals 2027-01-01",
                "until is not a day, such as 2027-01-01",
            )
        })?;
        Ok(Self {
            rule: rule.id,
            path,
            reason: written.reason.into_inner(),
            until,
            place: at(written.rule.span().start),
            found: Cell::new(0),
        })
    }

    /// What became of it on a day, in words.
    pub(super) fn told(&self, day: Day) -> Text {
        let (rule, path, place) = (self.rule, self.path.as_str(), &self.place);
        let (count, reason, until) = (self.found.get(), &self.reason, today::written(self.until));
        match self.state(day) {
            State::Used => Text::new(
                format!(
                    "{count} onderdrukt tot en met {until}: {rule} op {path} ({reason}; {place})"
                ),
                format!(
                    "{count} suppressed up to and including {until}: {rule} at {path} ({reason}; {place})"
                ),
            ),
            State::Unused => Text::new(
                format!("{place}: {rule} op {path} is niet gevonden; haal de onderdrukking weg"),
                format!("{place}: {rule} at {path} was not found; take the suppression out"),
            ),
            State::Expired => Text::new(
                format!(
                    "{place}: de onderdrukking van {rule} op {path} is verlopen op {until}; weer meegeteld: {count}"
                ),
                format!(
                    "{place}: the suppression of {rule} at {path} expired on {until}; counted again: {count}"
                ),
            ),
        }
    }

    fn matches(&self, finding: &Finding) -> bool {
        finding.rule().id == self.rule && self.path.matches_with(finding.pointer(), MATCHING)
    }

    /// What became of it on a day.
    pub(crate) fn state(&self, day: Day) -> State {
        if self.until < day {
            State::Expired
        } else if self.found.get() > 0 {
            State::Used
        } else {
            State::Unused
        }
    }
}

/// Takes the findings out that are accepted on a day, and counts them. `None` when there are none.
pub(super) fn suppress(
    report: &Report,
    suppressions: &[Suppression],
    day: Day,
    count: &mut Dropped,
) -> Option<Report> {
    let first = |finding: &Finding| suppressions.iter().find(|it| it.matches(finding));
    let mut is_any = false;
    for finding in report.findings() {
        let Some(suppression) = first(finding) else { continue };
        suppression.found.set(suppression.found.get() + 1);
        if suppression.until < day {
            continue;
        }
        is_any = true;
        *match finding.severity() {
            Severity::Error => &mut count.errors,
            Severity::Warning => &mut count.warnings,
            Severity::Info => &mut count.infos,
        } += 1;
    }
    is_any.then(|| {
        let mut rest = report.clone();
        rest.retain(|finding| first(finding).is_none_or(|it| it.until < day));
        rest
    })
}
