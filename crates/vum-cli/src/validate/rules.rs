//! Which rules above the contract messages are held against: `--rules`, or `rules` in a `vum.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use vum::{BusinessRule, RuleSet, Rules, Severity};

use super::config::place;
use crate::alike::alike;
use crate::exit::Failure;
use crate::screen::harmless;

/// A choice of rules, with the name under which it is told.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) rules: Rules,
    pub(crate) name: String,
    /// How many rules there are in it.
    pub(crate) count: usize,
}

/// A file that selects rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    start: Start,
    #[serde(default)]
    rule: Vec<Entry>,
}

/// What a selection starts with.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Start {
    #[default]
    None,
    Normative,
    All,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    r#use: Option<bool>,
    severity: Option<SeverityName>,
    limit: Option<Spanned<i64>>,
    rationale: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SeverityName {
    Error,
    Warning,
    Info,
}

impl Start {
    fn has(self, rule: &BusinessRule) -> bool {
        match self {
            Self::None => false,
            Self::Normative => rule.normative,
            Self::All => true,
        }
    }
}

impl Chosen {
    /// The choice that a word stands for, or that stands in a file with this path. A path in a
    /// `vum.toml` begins in its directory.
    pub(crate) fn new(text: &str, dir: Option<&Path>) -> Result<Self, Failure> {
        let start = match text {
            "none" => (Rules::None, Start::None),
            "normative" => (Rules::Normative, Start::Normative),
            "all" => (Rules::All, Start::All),
            path => {
                return Self::read(&dir.map_or_else(|| PathBuf::from(path), |it| it.join(path)));
            }
        };
        let (rules, start) = start;
        let count = vum::rules().filter(|rule| start.has(rule)).count();
        Ok(Self { rules, name: text.to_owned(), count })
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let shown = harmless(&path.display().to_string());
        let text = fs::read_to_string(path).map_err(|error| {
            Failure::broken(
                format!(
                    "de regels in {shown} kunnen niet worden gelezen: {error}; --rules kent \
                     normative, all, none en een bestand"
                ),
                format!(
                    "the rules in {shown} cannot be read: {error}; --rules has normative, all, \
                     none and a file"
                ),
            )
        })?;
        let written: Written = toml::from_str(&text).map_err(|error| {
            // The error shows line, column and source line.
            let error = error.to_string();
            let error = error.trim_end();
            Failure::usage(format!("{shown}: {error}"), format!("{shown}: {error}"))
        })?;
        let at = |offset: usize| place(&shown, &text, offset);
        let set = select(&written, &at)?;
        let count = set.rules().count();
        // Options are handed on by value, so that a set has to last as long as the program; there
        // are as many as there are files with rules.
        let rules = Rules::Of(Box::leak(Box::new(set)));
        Ok(Self { rules, name: shown, count })
    }
}

fn select(written: &Written, at: &dyn Fn(usize) -> String) -> Result<RuleSet, Failure> {
    let wrong = |offset: usize, nl: &str, en: &str| {
        let at = at(offset);
        Failure::usage(format!("{at}: {nl}"), format!("{at}: {en}"))
    };
    for (n, entry) in written.rule.iter().enumerate() {
        let (id, offset) = (entry.id.get_ref(), entry.id.span().start);
        if written.rule.iter().take(n).any(|other| other.id.get_ref() == id) {
            let id = harmless(id);
            let nl = format!("{id} staat hier al");
            return Err(wrong(offset, &nl, &format!("{id} stands here already")));
        }
        let rule = known(id).map_err(|(nl, en)| wrong(offset, &nl, &en))?;
        let Some(limit) = &entry.limit else {
            if entry.rationale.is_some() {
                return Err(wrong(
                    offset,
                    "een rationale hoort bij een limit",
                    "a rationale belongs to a limit",
                ));
            }
            continue;
        };
        let offset = limit.span().start;
        if rule.limit().is_none() {
            let limited = vum::rules().filter(|it| it.limit().is_some());
            let limited: Vec<&str> = limited.map(|it| it.rule.id).collect();
            let limited = limited.join(", ");
            let nl = format!("{id} heeft geen grens; wel {limited}");
            return Err(wrong(offset, &nl, &format!("{id} has no limit; these have: {limited}")));
        }
        if entry.rationale.as_ref().is_none_or(|it| it.trim().is_empty()) {
            return Err(wrong(
                offset,
                "een andere grens is een keuze: zeg waarom, met rationale",
                "another limit is a choice: say why, with rationale",
            ));
        }
    }
    let entry =
        |rule: &BusinessRule| written.rule.iter().find(|it| it.id.get_ref() == rule.rule.id);
    let is_meant = |rule: &&'static BusinessRule| match entry(rule) {
        Some(entry) => entry.r#use.unwrap_or(true),
        None => written.start.has(rule),
    };
    let mut set = RuleSet::of(vum::rules().filter(is_meant));
    for entry in &written.rule {
        let (id, mut result) = (entry.id.get_ref(), Ok(()));
        if let Some(severity) = entry.severity {
            let severity = match severity {
                SeverityName::Error => Severity::Error,
                SeverityName::Warning => Severity::Warning,
                SeverityName::Info => Severity::Info,
            };
            result = set.set_severity(id, severity);
        }
        if let Some(limit) = &entry.limit {
            result = result.and(set.set_limit(id, *limit.get_ref()));
        }
        if result.is_err() {
            return Err(wrong(
                entry.id.span().start,
                "een regel die niet wordt gebruikt krijgt geen ernst of grens",
                "a rule that is not used has no severity or limit",
            ));
        }
    }
    Ok(set)
}

/// The rule above the contract with this id, or why there is none, in both languages.
fn known(id: &str) -> Result<&'static BusinessRule, (String, String)> {
    vum::rule_with_id(id).ok_or_else(|| {
        if vum::Rule::find(id).is_some() {
            return (
                format!("{id} hoort bij het contract en geldt altijd"),
                format!("{id} belongs to the contract and always holds"),
            );
        }
        unknown(id, vum::rules().map(|rule| rule.rule.id))
    })
}

/// That there is no rule with this id, with those that may have been meant.
pub(super) fn unknown<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> (String, String) {
    let meant = alike(id, ids.map(str::to_owned));
    let id = harmless(id);
    if meant.is_empty() {
        return (
            format!("er is geen regel {id}; vum explain noemt ze"),
            format!("there is no rule {id}; vum explain lists them"),
        );
    }
    (
        format!("er is geen regel {id}; bedoelde u {}?", meant.join(" of ")),
        format!("there is no rule {id}; did you mean {}?", meant.join(" or ")),
    )
}
