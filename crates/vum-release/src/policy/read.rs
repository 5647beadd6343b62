//! Reading `policy.toml`.

use serde::Deserialize;
use toml::Spanned;
use vum_model::{Diagnostic, Model, POLICY, Place, Text, Version};

use super::{Announcement, POLICIES, POLICY_FORM, Policy, Waiver, Withdrawn};
use crate::rules::RULES;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    announcement: Vec<WrittenAnnouncement>,
    #[serde(default)]
    waiver: Vec<WrittenWaiver>,
    #[serde(default)]
    withdrawn: Vec<WrittenWithdrawn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenAnnouncement {
    nodes: Vec<Spanned<String>>,
    rule: Spanned<String>,
    announced: Spanned<String>,
    planned: Spanned<String>,
    text: String,
    text_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenWaiver {
    policy: Spanned<String>,
    release: Spanned<String>,
    nodes: Vec<Spanned<String>>,
    reason: String,
    reason_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenWithdrawn {
    release: Spanned<String>,
    date: String,
    source: String,
    note: String,
    note_en: String,
}

pub(super) fn read(model: &Model) -> (Policy, Vec<Diagnostic>) {
    let Some(file) = model.file(POLICY) else { return (Policy::default(), Vec::new()) };
    let mut reader = Reader { model, found: Vec::new() };
    let written = match toml::from_str::<Written>(&file.text) {
        Ok(written) => written,
        Err(error) => {
            reader.wrong(error.span().unwrap_or(0..0), error.message());
            return (Policy::default(), reader.found);
        }
    };
    let mut policy = Policy::default();
    for it in written.announcement {
        policy.announcements.extend(reader.announcement(it));
    }
    for it in written.waiver {
        policy.waivers.extend(reader.waiver(it));
    }
    for it in written.withdrawn {
        policy.withdrawn.extend(reader.withdrawn(it));
    }
    (policy, reader.found)
}

struct Reader<'a> {
    model: &'a Model,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, span: std::ops::Range<usize>) -> Place {
        self.model.place(POLICY, span).unwrap_or_default()
    }

    fn wrong(&mut self, span: std::ops::Range<usize>, message: &str) {
        let place = self.place(span);
        self.found.push(self.model.diagnostic(&POLICY_FORM, place, message.to_owned(), None));
    }

    fn number(&mut self, text: &Spanned<String>) -> Option<Version> {
        let version = Version::parse(text.get_ref());
        if version.is_none() {
            self.wrong(text.span(), "a release is written as three numbers, such as 3.1.0");
        }
        version
    }

    /// A release that the standard has.
    fn release(&mut self, text: &Spanned<String>) -> Option<Version> {
        let version = self.number(text)?;
        if !self.model.releases().iter().any(|it| it.version == version) {
            self.wrong(text.span(), &format!("the standard has no release {version}"));
            return None;
        }
        Some(version)
    }

    fn nodes(&mut self, nodes: Vec<Spanned<String>>, span: std::ops::Range<usize>) -> Vec<String> {
        if nodes.is_empty() {
            self.wrong(span, "it names no node");
        }
        nodes.into_iter().map(Spanned::into_inner).collect()
    }

    fn announcement(&mut self, it: WrittenAnnouncement) -> Option<Announcement> {
        let (announced, planned) = (self.release(&it.announced), self.number(&it.planned));
        let known = RULES.iter().any(|rule| rule.id == it.rule.get_ref());
        if !known {
            self.wrong(it.rule.span(), &format!("there is no rule `{}`", it.rule.get_ref()));
        }
        if let (Some(announced), Some(planned)) = (announced, planned)
            && planned <= announced
        {
            self.wrong(it.planned.span(), "what is announced comes in a later release");
            return None;
        }
        let nodes = self.nodes(it.nodes, it.rule.span());
        Some(Announcement {
            nodes,
            announced: announced?,
            planned: planned?,
            text: Text { nl: it.text, en: it.text_en },
            place: self.place(it.rule.span()),
            rule: known.then(|| it.rule.into_inner())?,
        })
    }

    fn waiver(&mut self, it: WrittenWaiver) -> Option<Waiver> {
        let release = self.release(&it.release);
        let known = POLICIES.iter().any(|policy| policy.code == it.policy.get_ref());
        if !known {
            self.wrong(it.policy.span(), &format!("there is no policy `{}`", it.policy.get_ref()));
        }
        let nodes = self.nodes(it.nodes, it.policy.span());
        Some(Waiver {
            release: release?,
            nodes,
            reason: Text { nl: it.reason, en: it.reason_en },
            place: self.place(it.policy.span()),
            policy: known.then(|| it.policy.into_inner())?,
        })
    }

    fn withdrawn(&mut self, it: WrittenWithdrawn) -> Option<Withdrawn> {
        let release = self.release(&it.release)?;
        let note = Text { nl: it.note, en: it.note_en };
        Some(Withdrawn { release, date: it.date, source: it.source, note })
    }
}
