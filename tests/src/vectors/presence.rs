//! What a message lacks although it is required, and what it holds although it belongs elsewhere.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use vum_vectors::Expected;

use super::constraints::{Case, InXml};
use super::frame::{Frame, Place, places};
use super::remarks::expected;
use crate::facts::{self, Attribute, Facts, before};
use crate::pointer;
use crate::profile::Profile;

/// What is wrong with where an attribute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is required and not there.
    Missing,
    /// Only the detail of the same part has it.
    DetailOnly,
    /// Other messages have it.
    OtherMessage,
    /// Only the other role has it.
    OtherRole,
    /// Other releases have it.
    OtherRelease,
}

impl Why {
    /// The name of the file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::DetailOnly => "detail-only",
            Self::OtherMessage => "other-message",
            Self::OtherRole => "other-role",
            Self::OtherRelease => "other-release",
        }
    }

    /// What the vectors have in common.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Missing => "One attribute each that is required and not there",
            Self::DetailOnly => "One attribute each that the release keeps for the detail",
            Self::OtherMessage => "One attribute each that belongs in another message",
            Self::OtherRole => "One attribute each that only the other role has",
            Self::OtherRelease => "One attribute each that only other releases have",
        }
    }

    /// The requirements.
    #[must_use]
    pub fn requirements(self) -> &'static [&'static str] {
        match self {
            Self::Missing => &["REQ-FORM-003"],
            Self::DetailOnly => &["REQ-PRIV-001"],
            Self::OtherMessage => &["REQ-FORM-004"],
            Self::OtherRole => &["REQ-FORM-005"],
            Self::OtherRelease => &["REQ-FORM-006"],
        }
    }
}

/// The cases of a message, as one role sees it. Attributes of other releases only where `seen` does
/// not hold them yet: they are the same in every message of a part.
///
/// # Panics
/// If the facts contradict themselves.
#[must_use]
pub fn cases(profile: &Profile, seen: &mut BTreeSet<String>) -> Vec<(Why, Case)> {
    let mut cases = Vec::new();
    for place in places(profile) {
        let at = At { profile, place: &place };
        cases.extend(at.missing());
        for attribute in &Facts::embedded().entity(&place.entity).attributes {
            let known = profile.object(&place.entity).attribute(&attribute.name).is_some();
            // A name that the entity spells in two ways stands twice in the facts.
            let Some((why, rule)) = (!known).then(|| at.why(attribute)).flatten() else { continue };
            let key = format!("{} {}", place.entity, attribute.name);
            if why == Why::OtherRelease && !seen.insert(key) {
                continue;
            }
            cases.push((why, at.extra(attribute, rule)));
        }
    }
    cases
}

struct At<'a> {
    profile: &'a Profile,
    place: &'a Place,
}

impl At<'_> {
    fn frame(&self) -> Frame<'_> {
        Frame { profile: self.profile }
    }

    fn missing(&self) -> Vec<(Why, Case)> {
        let required = self.profile.object(&self.place.entity).attributes.iter();
        let required = required.filter(|it| it.required);
        let case = |name: &str| {
            let mut object = self.frame().minimal(&self.place.entity);
            object.remove(name);
            let missing = expected("required", pointer::member(&self.place.pointer, name));
            self.case(format!("{name}-ontbreekt"), format!("{name} is not there"), object, missing)
        };
        required.map(|it| (Why::Missing, case(&it.name))).collect()
    }

    fn extra(&self, attribute: &Attribute, rule: &str) -> Case {
        let mut object = self.frame().something(&self.place.entity);
        object.insert(attribute.name.clone(), self.value(&attribute.name));
        let found = expected(rule, pointer::member(&self.place.pointer, &attribute.name));
        let about = format!("{} does not belong here ({rule})", attribute.name);
        self.case(format!("{}-hoort-elders", attribute.name), about, object, found)
    }

    fn case(
        &self,
        slug: String,
        description: String,
        object: Map<String, Value>,
        found: Expected,
    ) -> Case {
        Case {
            entity: self.place.entity.clone(),
            slug,
            description,
            data: self.frame().around(self.place, Value::Object(object)),
            findings: vec![found],
            xml: InXml::Same,
        }
    }

    /// A value as some other message has it.
    fn value(&self, name: &str) -> Value {
        let entity = &self.place.entity;
        let part = |message: &str| message.split_once('/').map(|(part, _)| part.to_owned());
        // The nearest first: the same part, then the same release.
        let mut contexts = facts::contexts();
        contexts.sort_by_key(|(release, message, _)| {
            (part(message) != part(&self.profile.message), *release != self.profile.release)
        });
        for (release, message, role) in contexts {
            let other = Profile::new(release, message, role);
            let Some(object) = other.objects.get(entity) else { continue };
            if let Some(attribute) = object.attribute(name) {
                return Frame { profile: &other }.value(entity, attribute);
            }
        }
        "x".into()
    }

    /// Why an attribute of the entity is not in the message, and the rule that says so; `None` where
    /// it is nothing to this part at all.
    fn why(&self, attribute: &Attribute) -> Option<(Why, &'static str)> {
        let (part, view) = self.profile.message.split_once('/').expect("part/view");
        let part = if part == "werkgeverscontactmoment" { "contactmoment" } else { part };
        let release = self.profile.release.as_str();
        let life = attribute.life_by_part.get(part).unwrap_or(&attribute.life);
        let ever = attribute.facts.get(part);
        if !life.covers(release) {
            let steps = ever?.values();
            // In this view of some release.
            let here = steps.into_iter().any(|step| match view {
                "detail" => step.in_detail,
                _ => !step.in_match.is_empty(),
            });
            if !here {
                return None;
            }
            let later = before(release, &life.introduced);
            let rule = if later { "later-attribute" } else { "removed-attribute" };
            return Some((Why::OtherRelease, rule));
        }
        let Some(step) = attribute.step(part, release) else {
            // The entity has it in the other part.
            let elsewhere = attribute
                .facts
                .keys()
                .any(|other| other != part && attribute.step(other, release).is_some());
            return elsewhere.then_some((Why::OtherMessage, "other-message"));
        };
        if view == "match" && !step.in_match.is_empty() {
            return Some((Why::OtherRole, "other-role"));
        }
        let why =
            if view == "match" && step.in_detail { Why::DetailOnly } else { Why::OtherMessage };
        Some((why, "other-message"))
    }
}
