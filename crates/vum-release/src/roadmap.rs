//! What is coming: deprecations, announcements, planned releases, and what the SGR still lacks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use vum_model::{Lifecycle, Model, SgrRelation, Status, Version};

use crate::policy::Policy;
use crate::tell::Language;
use vum_report::markdown::{code, head, plain, row};

/// Raised only when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// What is coming. Fields are only ever added.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[schemars(title = "Output of vum roadmap")]
pub struct Roadmap {
    /// 1; raised when a field changes its meaning or goes.
    pub schema_version: u32,
    /// The newest published release: what is told below is told of it.
    pub current: Option<String>,
    /// The releases, from old to new.
    pub releases: Vec<ReleaseEntry>,
    /// What is still allowed in the current release and on its way out.
    pub deprecations: Vec<DeprecationEntry>,
    /// What will change.
    pub announcements: Vec<AnnouncementEntry>,
    /// What runs ahead of the SGR in the current release.
    pub ahead_of_sgr: Vec<AheadEntry>,
}

/// A release.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ReleaseEntry {
    /// Its number.
    pub version: String,
    /// `history`, `published` or `draft` (planned).
    pub status: &'static str,
    /// When it was or will be published, as precise as known.
    pub date: Option<String>,
    /// Version of the Gegevensstandaard.
    pub gegevensstandaard: Option<String>,
    /// Version of the SGR.
    pub sgr: String,
    /// `equal`, `ahead`, `absent` or `unknown`.
    pub sgr_relation: &'static str,
    /// Texts under the same number that were withdrawn, by date.
    pub withdrawn: Vec<String>,
}

/// Something on its way out.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DeprecationEntry {
    /// Id of the node.
    pub id: String,
    /// Since when.
    pub deprecated: String,
    /// The first release without it, when that is known.
    pub removed: Option<String>,
    /// What takes its place.
    pub successor: Option<String>,
    /// Why, in Dutch.
    pub reason_nl: String,
    /// Why, in English.
    pub reason_en: String,
}

/// Something that will change.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AnnouncementEntry {
    /// Ids of the nodes.
    pub nodes: Vec<String>,
    /// Rule of the change.
    pub rule: String,
    /// The release that announced it.
    pub announced: String,
    /// The release that will have it.
    pub planned: String,
    /// What and why, in Dutch.
    pub text_nl: String,
    /// What and why, in English.
    pub text_en: String,
}

/// Nodes of an entity that the SGR does not have yet in this form.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AheadEntry {
    /// Id of the entity.
    pub entity: String,
    /// Ids of its attributes that run ahead.
    pub attributes: Vec<String>,
}

impl Roadmap {
    /// The roadmap of a standard.
    #[must_use]
    pub fn of(model: &Model, policy: &Policy) -> Self {
        let current = model.releases().iter().rfind(|it| it.status == Status::Published);
        let current = current.map(|it| it.version);
        Self {
            schema_version: SCHEMA_VERSION,
            current: current.map(|it| it.to_string()),
            releases: releases(model, policy),
            deprecations: current.map_or_else(Vec::new, |it| deprecations(model, it)),
            announcements: announcements(model, policy),
            ahead_of_sgr: current.map_or_else(Vec::new, |it| ahead(model, it)),
        }
    }

    /// As a page in Markdown.
    #[must_use]
    pub fn to_markdown(&self, language: Language) -> String {
        let mut text =
            format!("# {}\n\n", language.pick("VUM: wat komt er", "VUM: what is coming"));
        let current = self.current.clone().unwrap_or_default();
        text.push_str(&language.pick(
            format!("In gebruik: {current}.\n\n## Releases\n\n"),
            format!("In use: {current}.\n\n## Releases\n\n"),
        ));
        text.push_str(&head(&[
            "release",
            "status",
            language.pick("datum", "date"),
            "Gegevensstandaard",
            "SGR",
        ]));
        for it in &self.releases {
            let mut date = it.date.clone().unwrap_or_default();
            for withdrawn in &it.withdrawn {
                let word = language.pick("ingetrokken", "withdrawn");
                date.push_str(&format!("<br>{word}: {withdrawn}"));
            }
            let standard = it.gegevensstandaard.clone().unwrap_or_default();
            let sgr = format!("{} ({})", it.sgr, relation(it.sgr_relation, language));
            let status = status(it.status, language).to_owned();
            text.push_str(&row(&[it.version.clone(), status, date, standard, sgr]));
        }
        self.lists(language, &mut text);
        text
    }

    fn lists(&self, language: Language, text: &mut String) {
        let mut section = |title: &str, cells: &[&str], rows: Vec<Vec<String>>| {
            text.push_str(&format!("\n## {title}\n\n"));
            if rows.is_empty() {
                text.push_str(language.pick("Niets.\n", "Nothing.\n"));
                return;
            }
            text.push_str(&head(cells));
            for cells in rows {
                text.push_str(&row(&cells));
            }
        };
        let rows = self.deprecations.iter().map(|it| {
            vec![
                code(&it.id),
                it.deprecated.clone(),
                it.removed.clone().unwrap_or_default(),
                it.successor.as_deref().map(code).unwrap_or_default(),
                plain(language.pick(&it.reason_nl, &it.reason_en)),
            ]
        });
        section(
            language.pick("Vervalt op termijn", "Deprecated"),
            &language.pick(
                ["wat", "sinds", "vervalt in", "opvolger", "waarom"],
                ["what", "since", "goes in", "successor", "why"],
            ),
            rows.collect(),
        );
        let rows = self.announcements.iter().map(|it| {
            let nodes: Vec<String> = it.nodes.iter().map(|it| code(it)).collect();
            vec![
                it.planned.clone(),
                nodes.join(", "),
                plain(language.pick(&it.text_nl, &it.text_en)),
                it.announced.clone(),
            ]
        });
        section(
            language.pick("Aangekondigd", "Announced"),
            &language.pick(
                ["release", "wat", "wijziging", "aangekondigd in"],
                ["release", "what", "change", "announced in"],
            ),
            rows.collect(),
        );
        let rows = self.ahead_of_sgr.iter().map(|it| {
            let names = it.attributes.iter().map(|it| code(it)).collect::<Vec<_>>().join(", ");
            vec![code(&it.entity), names]
        });
        section(
            language.pick("Loopt vooruit op het SGR", "Ahead of the SGR"),
            &language.pick(["entiteit", "attributen"], ["entity", "attributes"]),
            rows.collect(),
        );
    }
}

fn status(status: &str, language: Language) -> &str {
    match status {
        "draft" => language.pick("gepland", "planned"),
        "history" => language.pick("historie", "history"),
        _ => language.pick("gepubliceerd", "published"),
    }
}

fn relation(relation: &str, language: Language) -> &str {
    match relation {
        "equal" => language.pick("gelijk", "equal"),
        "ahead" => language.pick("loopt vooruit", "ahead"),
        "absent" => language.pick("ontbreekt", "absent"),
        _ => language.pick("onbekend", "unknown"),
    }
}

fn releases(model: &Model, policy: &Policy) -> Vec<ReleaseEntry> {
    let entry = |info: &vum_model::ReleaseInfo| ReleaseEntry {
        version: info.version.to_string(),
        status: match info.status {
            Status::Published => "published",
            Status::History => "history",
            Status::Draft => "draft",
        },
        date: info.date.clone(),
        gegevensstandaard: info.gegevensstandaard.clone(),
        sgr: info.sgr_version.clone(),
        sgr_relation: match info.sgr_relation {
            SgrRelation::Equal => "equal",
            SgrRelation::Ahead => "ahead",
            SgrRelation::Absent => "absent",
            SgrRelation::Unknown => "unknown",
        },
        withdrawn: policy
            .withdrawn
            .iter()
            .filter(|it| it.release == info.version)
            .map(|it| it.date.clone())
            .collect(),
    };
    model.releases().iter().map(entry).collect()
}

fn deprecations(model: &Model, current: Version) -> Vec<DeprecationEntry> {
    let mut found = Vec::new();
    let mut add = |id: String, life: &Lifecycle| {
        let Some(deprecation) = life.deprecation(current).filter(|_| life.covers(current)) else {
            return;
        };
        found.push(DeprecationEntry {
            id,
            deprecated: deprecation.release.to_string(),
            removed: life.removed.map(|it| it.to_string()),
            successor: life.successor().map(str::to_owned),
            reason_nl: deprecation.reason.nl.clone(),
            reason_en: deprecation.reason.en.clone(),
        });
    };
    for entity in model.entities() {
        add(entity.id.clone(), &entity.lifecycle);
        for attribute in &entity.attributes {
            add(attribute.id.clone(), &attribute.lifecycle);
        }
    }
    for list in model.lists() {
        for it in &list.codes {
            add(format!("{}/{}", list.id, it.code), &it.lifecycle);
        }
    }
    found
}

fn announcements(model: &Model, policy: &Policy) -> Vec<AnnouncementEntry> {
    let published = |release: Version| {
        model.releases().iter().any(|it| it.version == release && it.status != Status::Draft)
    };
    let coming = policy.announcements.iter().filter(|it| !published(it.planned));
    let entry = |it: &crate::policy::Announcement| AnnouncementEntry {
        nodes: it.nodes.clone(),
        rule: it.rule.clone(),
        announced: it.announced.to_string(),
        planned: it.planned.to_string(),
        text_nl: it.text.nl.clone(),
        text_en: it.text.en.clone(),
    };
    coming.map(entry).collect()
}

fn ahead(model: &Model, current: Version) -> Vec<AheadEntry> {
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let runs = |sgr| matches!(sgr, Some(SgrRelation::Ahead | SgrRelation::Absent));
    for entity in model.entities().iter().filter(|it| it.lifecycle.covers(current)) {
        if runs(entity.description.sgr) {
            found.entry(&entity.id).or_default();
        }
        for it in entity.attributes.iter().filter(|it| it.lifecycle.covers(current)) {
            if runs(it.description.sgr) {
                found.entry(&entity.id).or_default().push(it.id.clone());
            }
        }
    }
    let entry =
        |(entity, attributes): (&str, _)| AheadEntry { entity: entity.to_owned(), attributes };
    found.into_iter().map(entry).collect()
}
