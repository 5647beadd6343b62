//! What reading and checking share: the role, the path to the current place, the findings.

use crate::finding::{Finding, Param};
use crate::limits::Limits;
use crate::meta::{AbsentMeta, AttributeMeta};
use crate::role::Role;
use crate::rule::{Layer, Rule, Severity};
use crate::rules::Rules;

/// How a message is judged.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whose contract the message follows.
    pub role: Role,
    /// What hostile input can cost at most.
    pub limits: Limits,
    /// The day of reference for codes that come and go on a day and for rules that ask about one:
    /// year, month and day, as [`Date::ymd`](crate::Date::ymd) gives them. Without one every such
    /// code holds, and no such rule finds anything.
    pub on: Option<(u16, u8, u8)>,
    /// The rules above the contract that the message is held against.
    pub rules: Rules,
    /// Whether unknown names stand in pointers. They are masked otherwise: an unknown name may
    /// be a value in the wrong place.
    pub show_values: bool,
}

impl Options {
    /// The default limits, the contract only, everything masked.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self { role, limits: Limits::default(), on: None, rules: Rules::None, show_values: false }
    }
}

impl From<Role> for Options {
    fn from(role: Role) -> Self {
        Self::new(role)
    }
}

/// Where reading or checking is within a record: at an attribute, perhaps at an element of it.
#[derive(Clone, Copy)]
struct Here {
    /// `None` for the record itself.
    attribute: Option<&'static AttributeMeta>,
    /// `usize::MAX` when it is not at an element.
    index: usize,
}

const NO_INDEX: usize = usize::MAX;

impl Here {
    const RECORD: Self = Self { attribute: None, index: NO_INDEX };
}

/// How many levels are kept without an allocation; no message of VUM is deeper.
const NEAR: usize = 6;

/// The places in the records around the current one, from the root.
struct Around {
    near: [Here; NEAR],
    depth: usize,
    far: Vec<Here>,
}

impl Default for Around {
    fn default() -> Self {
        Self { near: [Here::RECORD; NEAR], depth: 0, far: Vec::new() }
    }
}

impl Around {
    #[inline]
    fn push(&mut self, here: Here) {
        match self.near.get_mut(self.depth) {
            Some(place) => *place = here,
            None => self.far.push(here),
        }
        self.depth += 1;
    }

    #[inline]
    fn pop(&mut self) -> Here {
        self.depth = self.depth.saturating_sub(1);
        match self.near.get(self.depth) {
            Some(place) => *place,
            None => self.far.pop().unwrap_or(Here::RECORD),
        }
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = &Here> {
        self.near.iter().take(self.depth).chain(&self.far)
    }
}

/// A last step of a path, below the current place.
#[derive(Clone, Copy)]
pub(crate) enum Leaf<'a> {
    /// No further step.
    None,
    /// An attribute of the current record.
    Attribute(&'static AttributeMeta),
    /// An attribute of the standard that does not belong here.
    Absent(&'static AbsentMeta),
    /// A name the standard does not know.
    Unknown(&'a str),
}

pub(crate) struct Context {
    pub(crate) options: Options,
    /// The places in the records around the current one.
    around: Around,
    here: Here,
    pub(crate) findings: Vec<Finding>,
    /// Findings beyond the limit: counted, not kept.
    pub(crate) dropped: Dropped,
    /// Name of the root element, where findings have an XPath.
    xpath_root: Option<&'static str>,
    /// Whether a value had to be left out of the result.
    pub(crate) incomplete: bool,
    /// Whether a name was left out that the contract does not have, but allows.
    pub(crate) passed_over: bool,
    /// Least number of elements of the list that is read next.
    pub(crate) least: usize,
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
            around: Around::default(),
            here: Here::RECORD,
            findings: Vec::new(),
            dropped: Dropped::default(),
            xpath_root: None,
            incomplete: false,
            passed_over: false,
            least: 0,
        }
    }

    /// From here on findings have an XPath.
    #[cfg(feature = "xml")]
    pub(crate) fn show_xpath(&mut self, root: &'static str) {
        self.xpath_root = Some(root);
    }

    /// Whether the text is XML.
    pub(crate) fn is_xml(&self) -> bool {
        self.xpath_root.is_some()
    }

    /// Goes to an attribute of the current record.
    #[inline]
    pub(crate) fn enter(&mut self, attribute: &'static AttributeMeta) {
        self.here = Here { attribute: Some(attribute), index: NO_INDEX };
    }

    /// The attribute of the current record where reading or checking is.
    pub(crate) fn attribute_here(&self) -> Option<&'static AttributeMeta> {
        self.here.attribute
    }

    /// Goes back to the current record itself.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.here = Here::RECORD;
    }

    /// Goes to an element of the current attribute.
    #[inline]
    pub(crate) fn element(&mut self, index: usize) {
        self.here.index = index;
    }

    /// Goes back from the elements to the attribute.
    #[inline]
    pub(crate) fn after_elements(&mut self) {
        self.here.index = NO_INDEX;
    }

    /// Goes into the record at the current place.
    #[inline]
    pub(crate) fn descend(&mut self) {
        self.around.push(self.here);
        self.here = Here::RECORD;
    }

    /// Goes back out of a record.
    #[inline]
    pub(crate) fn ascend(&mut self) {
        self.here = self.around.pop();
    }

    /// Records a finding at the current place.
    #[cold]
    #[inline(never)]
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        self.report_below(Leaf::None, rule, offset, params);
    }

    /// Records why reading comes to an end.
    pub(crate) fn end(
        &mut self,
        rule: &'static Rule,
        offset: usize,
        params: Vec<(&'static str, Param)>,
    ) {
        self.incomplete = true;
        self.report(rule, Some(offset), params);
    }

    /// Records a finding one step below the current place.
    #[cold]
    #[inline(never)]
    pub(crate) fn report_below(
        &mut self,
        leaf: Leaf<'_>,
        rule: &'static Rule,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        self.report_as(rule.severity, leaf, rule, offset, params);
    }

    /// Records a finding of a severity of its own, at the current place or one step below it.
    #[cold]
    #[inline(never)]
    pub(crate) fn report_as(
        &mut self,
        severity: Severity,
        leaf: Leaf<'_>,
        rule: &'static Rule,
        offset: Option<usize>,
        params: Vec<(&'static str, Param)>,
    ) {
        // What ends the reading is always kept: there is one such finding at most.
        let is_end = rule.layer == Layer::Syntax;
        if self.findings.len() >= self.options.limits.findings && !is_end {
            let count = match severity {
                Severity::Error => &mut self.dropped.errors,
                Severity::Warning => &mut self.dropped.warnings,
                Severity::Info => &mut self.dropped.infos,
            };
            *count += 1;
            return;
        }
        let attribute = match leaf {
            Leaf::Attribute(meta) => Some(meta.id),
            Leaf::Absent(absent) => Some(absent.id),
            Leaf::Unknown(_) => None,
            Leaf::None => {
                self.places().rev().find_map(|here| here.attribute).map(|attribute| attribute.id)
            }
        };
        self.findings.push(Finding {
            rule,
            severity,
            pointer: self.pointer(leaf),
            xpath: self.xpath_root.map(|root| self.xpath(root, leaf)),
            offset,
            position: None,
            attribute,
            params,
        });
    }

    /// From the root to the current place.
    fn places(&self) -> impl DoubleEndedIterator<Item = &Here> {
        self.around.iter().chain([&self.here])
    }

    pub(crate) fn pointer(&self, leaf: Leaf<'_>) -> String {
        let mut pointer = String::new();
        for here in self.places() {
            let Some(attribute) = here.attribute else { continue };
            pointer.push('/');
            pointer.push_str(attribute.name);
            if here.index != NO_INDEX {
                pointer.push('/');
                pointer.push_str(itoa::Buffer::new().format(here.index));
            }
        }
        match leaf {
            Leaf::None => return pointer,
            Leaf::Attribute(AttributeMeta { name, .. }) | Leaf::Absent(AbsentMeta { name, .. }) => {
                pointer.push('/');
                pointer.push_str(name);
            }
            Leaf::Unknown(name) if self.options.show_values => {
                pointer.push('/');
                for c in name.chars() {
                    match c {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        c => pointer.push(c),
                    }
                }
            }
            Leaf::Unknown(_) => pointer.push_str("/…"),
        }
        pointer
    }

    fn xpath(&self, root: &str, leaf: Leaf<'_>) -> String {
        let mut path = format!("/vum:{root}");
        for here in self.places() {
            let Some(attribute) = here.attribute else { continue };
            path.push('/');
            path.push_str(attribute.tag);
            if here.index != NO_INDEX {
                path.push('[');
                path.push_str(itoa::Buffer::new().format(here.index + 1));
                path.push(']');
            }
        }
        match leaf {
            Leaf::None => return path,
            Leaf::Attribute(AttributeMeta { tag, .. }) | Leaf::Absent(AbsentMeta { tag, .. }) => {
                path.push('/');
                path.push_str(tag);
            }
            Leaf::Unknown(name) if self.options.show_values => {
                path.push('/');
                path.push_str(name);
            }
            Leaf::Unknown(_) => path.push_str("/*"),
        }
        path
    }
}
