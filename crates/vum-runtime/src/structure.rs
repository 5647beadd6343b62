//! What the contracts say of records as a whole: one place for reading and for checking.

use crate::context::{Context, Leaf};
use crate::meta::{AbsentReasonMeta, AttributeMeta, RecordMeta};
use crate::rule;

impl Context {
    /// What can be said of an attribute that is present, whatever its value.
    #[inline]
    pub(crate) fn attribute(&mut self, attribute: &'static AttributeMeta, at: Option<usize>) {
        if !attribute.is_plain(self.options.role) {
            self.attribute_remarks(attribute, at);
        }
    }

    #[cold]
    fn attribute_remarks(&mut self, attribute: &'static AttributeMeta, at: Option<usize>) {
        let name = || ("name", attribute.name.into());
        let role = self.options.role;
        if !attribute.present.contains(role) {
            self.report(&rule::OTHER_ROLE, at, vec![name(), ("role", role.name().into())]);
        }
        if let Some(deprecated) = attribute.deprecated {
            let mut params = vec![name(), ("release", deprecated.release.into())];
            if let Some(successor) = deprecated.successor {
                params.push(("successor", successor.into()));
            }
            self.report(&rule::DEPRECATED_ATTRIBUTE, at, params);
        }
    }

    /// Looks for required attributes, or a choice, that `seen` does not have. Returns whether
    /// nothing is missing.
    #[inline]
    pub(crate) fn missing(
        &mut self,
        meta: &'static RecordMeta,
        seen: Seen,
        at: Option<usize>,
    ) -> bool {
        if meta.choice {
            return self.missing_choice(meta, seen, at);
        }
        let missing = meta.required(self.options.role) & !seen.0;
        if missing != 0 {
            self.report_missing(meta, missing, at);
        }
        missing == 0
    }

    fn missing_choice(&mut self, meta: &'static RecordMeta, seen: Seen, at: Option<usize>) -> bool {
        match seen.0.count_ones() {
            1 => true,
            0 => {
                self.report(&rule::CHOICE_NONE, at, vec![("names", names(meta).into())]);
                false
            }
            // Reading has reported the second key where it stands.
            _ => false,
        }
    }

    #[cold]
    #[inline(never)]
    fn report_missing(&mut self, meta: &'static RecordMeta, missing: u128, at: Option<usize>) {
        let role = self.options.role;
        for (n, attribute) in meta.attributes.iter().enumerate() {
            if Seen(missing).contains(n) {
                self.report_below(
                    Leaf::Attribute(attribute),
                    &rule::REQUIRED,
                    at,
                    vec![("name", attribute.name.into()), ("role", role.name().into())],
                );
            }
        }
    }

    /// A name that the record does not have.
    #[cold]
    pub(crate) fn unknown_name(
        &mut self,
        meta: &'static RecordMeta,
        name: &str,
        at: Option<usize>,
    ) {
        let is_xml = self.is_xml();
        let shown = |json: &'static str, tag: &'static str| if is_xml { tag } else { json };
        // A name of the standard is no value, so that it can be shown.
        let absent = meta.absent.iter().find(|absent| shown(absent.name, absent.tag) == name);
        if let Some(absent) = absent {
            let mut params = vec![("name", shown(absent.name, absent.tag).into())];
            let rule = match &absent.reason {
                AbsentReasonMeta::Removed(release, successor) => {
                    params.push(("release", (*release).into()));
                    params.push(("successor", successor.unwrap_or("-").into()));
                    &rule::REMOVED_ATTRIBUTE
                }
                AbsentReasonMeta::Introduced(release) => {
                    params.push(("release", (*release).into()));
                    &rule::LATER_ATTRIBUTE
                }
                AbsentReasonMeta::OtherMessages(messages) => {
                    params.push(("messages", messages.join(", ").into()));
                    &rule::OTHER_MESSAGE
                }
            };
            self.report_below(Leaf::Absent(absent), rule, at, params);
            return;
        }
        let mut names = meta.attributes.iter().map(|it| shown(it.name, it.tag));
        let (rule, params) = match names.find(|expected| expected.eq_ignore_ascii_case(name)) {
            Some(expected) => (&rule::ATTRIBUTE_CASE, vec![("expected", expected.into())]),
            None => (&rule::UNKNOWN_ATTRIBUTE, Vec::new()),
        };
        self.report_below(Leaf::Unknown(name), rule, at, params);
    }
}

/// Which attributes of a record were there, as bits. The generator allows at most 128.
#[derive(Clone, Copy, Default)]
pub(crate) struct Seen(u128);

impl Seen {
    #[inline]
    pub(crate) fn insert(&mut self, n: usize) {
        self.0 |= Self::bit(n);
    }

    #[inline]
    pub(crate) fn contains(self, n: usize) -> bool {
        self.0 & Self::bit(n) != 0
    }

    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The attributes as bits.
    pub(crate) fn bits(self) -> u128 {
        self.0
    }

    /// The attributes with these bits.
    pub(crate) fn of(bits: u128) -> Self {
        Self(bits)
    }

    #[inline]
    fn bit(n: usize) -> u128 {
        // Most records have fewer, and a narrow shift is cheaper.
        if n < 64 { u128::from(1_u64 << n) } else { 1 << n.min(127) }
    }
}

/// The names of a record's attributes, for a text.
pub(crate) fn names(meta: &RecordMeta) -> String {
    let names: Vec<&str> = meta.attributes.iter().map(|attribute| attribute.name).collect();
    names.join(", ")
}
