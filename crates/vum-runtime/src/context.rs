//! What reading and checking share: the role, the path to the current place, the findings.

use crate::finding::{Finding, Param};
use crate::limits::Limits;
use crate::meta::{AbsentMeta, AttributeMeta};
use crate::role::Role;
use crate::rule::{Layer, Rule, Severity};

/// How a message is judged.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whose contract the message follows.
    pub role: Role,
    /// What hostile input can cost at most.
    pub limits: Limits,
    /// Whether unknown names stand in pointers. They are masked otherwise: an unknown name may
    /// be a value in the wrong place.
    pub show_values: bool,
}

impl Options {
    /// The default limits, everything masked.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self { role, limits: Limits::default(), show_values: false }
    }
}

impl From<Role> for Options {
    fn from(role: Role) -> Self {
        Self::new(role)
    }
}

/// A step of the path from the root of a record.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Attribute(&'static AttributeMeta),
    /// An attribute of the standard that does not belong here.
    Absent(&'static AbsentMeta),
    Index(usize),
    /// A name the standard does not know; empty when it must not be shown.
    Unknown(String),
}

pub(crate) struct Context {
    pub(crate) options: Options,
    pub(crate) path: Vec<Step>,
    pub(crate) findings: Vec<Finding>,
    /// Findings beyond the limit: counted, not kept.
    pub(crate) dropped: Dropped,
    /// Whether a value had to be left out of the result.
    pub(crate) incomplete: bool,
}

/// Findings that were counted but not kept, because a record has more than the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Infos.
    pub infos: u64,
}

impl Context {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            options,
            // No message of VUM is deeper: the path grows once.
            path: Vec::with_capacity(16),
            findings: Vec::new(),
            dropped: Dropped::default(),
            incomplete: false,
        }
    }

    /// Records a finding at the current path.
    #[cold]
    #[inline(never)]
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        // What ends the reading is always kept: there is one such finding at most.
        let is_end = rule.layer == Layer::Syntax;
        if self.findings.len() >= self.options.limits.findings && !is_end {
            let count = match rule.severity {
                Severity::Error => &mut self.dropped.errors,
                Severity::Warning => &mut self.dropped.warnings,
                Severity::Info => &mut self.dropped.infos,
            };
            *count += 1;
            return;
        }
        let attribute = self.path.iter().rev().find_map(|step| match step {
            Step::Attribute(meta) => Some(Some(meta.id)),
            Step::Absent(absent) => Some(Some(absent.id)),
            Step::Unknown(_) => Some(None),
            Step::Index(_) => None,
        });
        self.findings.push(Finding {
            rule,
            pointer: self.pointer(),
            offset,
            position: None,
            attribute: attribute.flatten(),
            params,
        });
    }

    /// Records a finding one step below the current path.
    #[cold]
    #[inline(never)]
    pub(crate) fn report_below(
        &mut self,
        step: Step,
        rule: &'static Rule,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        self.path.push(step);
        self.report(rule, offset, params);
        self.path.pop();
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Attribute(meta) => pointer.push_str(meta.name),
                Step::Absent(absent) => pointer.push_str(absent.name),
                Step::Index(index) => pointer.push_str(&index.to_string()),
                Step::Unknown(name) if self.options.show_values => {
                    for c in name.chars() {
                        match c {
                            '~' => pointer.push_str("~0"),
                            '/' => pointer.push_str("~1"),
                            c => pointer.push(c),
                        }
                    }
                }
                Step::Unknown(_) => pointer.push('…'),
            }
        }
        pointer
    }
}
