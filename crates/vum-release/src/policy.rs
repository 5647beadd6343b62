//! What a release may change, given what was said before: deprecations, announcements, waivers.

mod lint;
mod read;

use std::collections::BTreeSet;

use vum_model::{CodeInfo, Diagnostic, Model, Place, Severity, Text, Version};

use crate::compare::Unclassified;

/// `policy.toml`: what is said about releases, beside what is in them.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// What will change, told before it does.
    pub announcements: Vec<Announcement>,
    /// Violations that are accepted, with the reason.
    pub waivers: Vec<Waiver>,
    /// Texts that were published under a number that another text has now.
    pub withdrawn: Vec<Withdrawn>,
}

/// Something that will change.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Ids of the nodes.
    pub nodes: Vec<String>,
    /// Id of the rule of the change, such as `now-required`.
    pub rule: String,
    /// The release that announced it.
    pub announced: Version,
    /// The release that will have it; it need not exist yet.
    pub planned: Version,
    /// What will change and why.
    pub text: Text,
    /// Where it is written.
    pub place: Place,
}

/// Violations of a policy that are accepted in one release.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Code of the policy, such as `removed-without-deprecation`.
    pub policy: String,
    /// The release.
    pub release: Version,
    /// Ids of the nodes; a `*` at the end stands for anything.
    pub nodes: Vec<String>,
    /// Why.
    pub reason: Text,
    /// Where it is written.
    pub place: Place,
}

impl Waiver {
    fn covers(&self, policy: &str, release: Version, node: &str) -> bool {
        self.policy == policy
            && self.release == release
            && self.nodes.iter().any(|it| match it.strip_suffix('*') {
                Some(start) => node.starts_with(start),
                None => it == node,
            })
    }
}

/// A text that was published and does not count any more.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// The number under which it was published.
    pub release: Version,
    /// When, as precise as known.
    pub date: String,
    /// Where it was seen.
    pub source: String,
    /// How it differed and what takes its place.
    pub note: Text,
}

/// What the policies say of a standard.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is wrong, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// For each waiver how many violations it covers.
    pub waived: Vec<usize>,
}

macro_rules! policies {
    ($($name:ident $code:literal $severity:ident $purpose:literal)*) => {
        $(pub(crate) static $name: CodeInfo =
            CodeInfo { code: $code, severity: Severity::$severity, purpose: $purpose };)*

        /// Every policy.
        pub static POLICIES: &[&CodeInfo] = &[$(&$name),*];
    };
}

policies! {
    POLICY_FORM "policy-form" Error "policy.toml has announcements, waivers and withdrawn texts, in the agreed form."
    REMOVED "removed-without-deprecation" Error "Nothing is removed that an earlier release did not deprecate or announce."
    STEP "version-step" Error "The number of a release takes the step that its changes ask for."
    UNANNOUNCED "unannounced-requirement" Error "What becomes required was announced by an earlier release."
    DRAFT_NAME "draft-name" Error "A name in XML that is a proposal goes into a published release only with a waiver."
    UNLABELLED "unlabelled-code" Error "A code of a closed list whose meaning is unknown goes into a published release only with a waiver."
    UNUSED_WAIVER "unused-waiver" Warning "A waiver that covers nothing has done its work, or is misspelt."
    UNUSED_ANNOUNCEMENT "unused-announcement" Warning "What was announced for a release is in that release."
}

impl Policy {
    /// Reads `policy.toml` of a standard. Without that file nothing is announced and nothing waived.
    #[must_use]
    pub fn of(model: &Model) -> (Self, Vec<Diagnostic>) {
        read::read(model)
    }

    /// Holds every release against the policies.
    ///
    /// # Errors
    /// When no rule covers a difference between releases, which is a mistake in this program.
    pub fn judge(&self, model: &Model) -> Result<Judgement, Unclassified> {
        let violations = lint::violations(self, model)?;
        let mut waived = vec![0; self.waivers.len()];
        let mut diagnostics = Vec::new();
        let mut seen = BTreeSet::new();
        for violation in violations {
            let covers =
                |it: &Waiver| it.covers(violation.info.code, violation.release, &violation.node);
            let key = (violation.info.code, violation.release, violation.node.clone());
            if !seen.insert(key) {
                continue;
            }
            match self.waivers.iter().position(covers) {
                Some(n) => {
                    if let Some(count) = waived.get_mut(n) {
                        *count += 1;
                    }
                }
                None => diagnostics.push(violation.diagnostic(model)),
            }
        }
        for (waiver, count) in self.waivers.iter().zip(&waived) {
            if *count == 0 {
                let message = format!(
                    "nothing in {} violates `{}` at these nodes",
                    waiver.release, waiver.policy
                );
                diagnostics.push(model.diagnostic(&UNUSED_WAIVER, waiver.place, message, None));
            }
        }
        diagnostics.sort_by(|a, b| {
            (&a.file, a.span.start, &a.message).cmp(&(&b.file, b.span.start, &b.message))
        });
        Ok(Judgement { diagnostics, waived })
    }
}
