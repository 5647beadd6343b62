//! What the contracts say of records as a whole: one place for reading and for checking.

use crate::context::{Context, Step};
use crate::meta::{AbsentReasonMeta, AttributeMeta, RecordMeta};
use crate::rule;

impl Context {
    /// What can be said of an attribute that is present, whatever its value.
    #[inline]
    pub(crate) fn attribute(&mut self, attribute: &'static AttributeMeta, at: Option<usize>) {
        if !attribute.present.contains(self.options.role) || attribute.deprecated.is_some() {
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
    pub(crate) fn missing(
        &mut self,
        meta: &'static RecordMeta,
        seen: u128,
        at: Option<usize>,
    ) -> bool {
        if meta.choice {
            return match seen.count_ones() {
                1 => true,
                0 => {
                    self.report(&rule::CHOICE_NONE, at, vec![("names", names(meta).into())]);
                    false
                }
                // Reading has reported the second key where it stands.
                _ => false,
            };
        }
        let role = self.options.role;
        let mut complete = true;
        for (n, attribute) in meta.attributes.iter().enumerate() {
            if attribute.required_for(role) && seen.wrapping_shr(shift(n)) & 1 == 0 {
                complete = false;
                self.report_below(
                    Step::Attribute(attribute),
                    &rule::REQUIRED,
                    at,
                    vec![("name", attribute.name.into()), ("role", role.name().into())],
                );
            }
        }
        complete
    }

    /// A name that the record does not have.
    #[cold]
    pub(crate) fn unknown_name(
        &mut self,
        meta: &'static RecordMeta,
        name: String,
        at: Option<usize>,
    ) {
        // A name of the standard is no value, so that it can be shown.
        if let Some(absent) = meta.absent.iter().find(|absent| absent.name == name) {
            let mut params = vec![("name", absent.name.into())];
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
            self.report_below(Step::Absent(absent), rule, at, params);
            return;
        }
        let similar = meta.attributes.iter().find(|a| a.name.eq_ignore_ascii_case(&name));
        let (rule, params) = match similar {
            Some(attribute) => (&rule::ATTRIBUTE_CASE, vec![("expected", attribute.name.into())]),
            None => (&rule::UNKNOWN_ATTRIBUTE, Vec::new()),
        };
        self.report_below(Step::Unknown(name), rule, at, params);
    }
}

/// The bit of an attribute. The generator allows at most 128 attributes.
pub(crate) fn shift(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX).min(127)
}

/// The names of a record's attributes, for a text.
pub(crate) fn names(meta: &RecordMeta) -> String {
    let names: Vec<&str> = meta.attributes.iter().map(|attribute| attribute.name).collect();
    names.join(", ")
}
