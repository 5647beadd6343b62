//! A selection of rules of one's own.

use std::fmt;

use super::{BusinessRule, Setting};
use crate::rule::Severity;

/// A selection of rules, each with a severity and perhaps a limit of its own.
///
/// [`Options`](crate::Options) are small values that are handed on everywhere, so that they take a
/// set that lives as long as the program: a `static` in a `LazyLock`, or a leaked `Box`.
///
/// ```
/// use vum_runtime::{RuleSet, Rules, Severity};
///
/// # let every: &[&vum_runtime::BusinessRule] = &[];
/// // `every` is what `vum::rules()` gives, collected.
/// let mut set = RuleSet::of(every.iter().copied().filter(|rule| rule.normative));
/// assert!(set.set_severity("no-such-rule", Severity::Info).is_err());
/// let rules = Rules::Of(Box::leak(Box::new(set)));
/// # assert!(!rules.is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// Sorted by id.
    rules: Vec<(&'static BusinessRule, Setting)>,
}

/// The set does not have a rule with this id, or the rule has no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRule;

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the set does not have this rule, or the rule has no limit")
    }
}

impl std::error::Error for UnknownRule {}

impl RuleSet {
    /// A set of rules, as the standard has them. Two rules with one id, of two releases, are one.
    #[must_use]
    pub fn of(rules: impl IntoIterator<Item = &'static BusinessRule>) -> Self {
        let with = |rule: &'static BusinessRule| {
            (rule, Setting { severity: rule.rule.severity, limit: None })
        };
        let mut rules: Vec<_> = rules.into_iter().map(with).collect();
        rules.sort_by_key(|(rule, _)| rule.rule.id);
        rules.dedup_by_key(|(rule, _)| rule.rule.id);
        Self { rules }
    }

    /// Gives the findings of a rule another severity.
    ///
    /// # Errors
    /// When the set does not have the rule.
    pub fn set_severity(&mut self, id: &str, severity: Severity) -> Result<(), UnknownRule> {
        self.find(id).map(|(_, setting)| setting.severity = severity).ok_or(UnknownRule)
    }

    /// Gives a rule another limit. What a finding says names the limit in force.
    ///
    /// # Errors
    /// When the set does not have the rule, or the rule has no limit.
    pub fn set_limit(&mut self, id: &str, limit: i64) -> Result<(), UnknownRule> {
        let limited = self.find(id).filter(|(rule, _)| rule.limit().is_some());
        limited.map(|(_, setting)| setting.limit = Some(limit)).ok_or(UnknownRule)
    }

    /// The rules of the set, by id.
    pub fn rules(&self) -> impl Iterator<Item = &'static BusinessRule> + '_ {
        self.rules.iter().map(|(rule, _)| *rule)
    }

    fn find(&mut self, id: &str) -> Option<&mut (&'static BusinessRule, Setting)> {
        self.rules.iter_mut().find(|(rule, _)| rule.rule.id == id)
    }

    /// How the set applies a rule.
    pub(super) fn setting(&self, rule: &BusinessRule) -> Option<Setting> {
        let found =
            self.rules.binary_search_by_key(&rule.rule.id, |(rule, _)| rule.rule.id).ok()?;
        self.rules.get(found).map(|(_, setting)| *setting)
    }
}
