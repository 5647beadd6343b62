//! The comparison beside an independent list: the changes that others derived from the published
//! contracts (`facts/changes.tsv`, taken from the research files).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use vum_model::{Model, Role, Standard, Version};
use vum_release::{Change, Comparison, Facts, Kind, Place, Step, compare};

/// The steps of the research file that a step of ours is made of. Two texts were published as 2.0.0;
/// ours is the later one.
const STEPS: &[(&str, &str, &[&str])] = &[
    ("1.0.0", "1.1.0", &["1.0.0 → 1.1.0"]),
    ("1.1.1", "1.2.0", &["1.1.1 → 1.2.0"]),
    ("1.2.0", "2.0.0", &["1.2.0 → 2.0.0-mei2024", "2.0.0-mei2024 → 2.0.0"]),
    ("2.0.0", "3.0.0", &["2.0.0 → 3.0.0"]),
];

/// One row of the list.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    step: String,
    kind: String,
    entity: String,
    attribute: String,
    what: String,
    place: String,
    breaking: bool,
}

fn research() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts/changes.md")
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts/changes.tsv")
}

/// The rows about entities and attributes.
fn parse(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut step = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            step = title.trim().to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [kind, entity, attribute, what, place, breaking] = cells.as_slice() else { continue };
        if !matches!(*breaking, "ja" | "nee") || entity.is_empty() {
            continue;
        }
        rows.push(Row {
            step: step.clone(),
            kind: (*kind).to_owned(),
            entity: (*entity).to_owned(),
            attribute: (*attribute).to_owned(),
            what: (*what).to_owned(),
            place: (*place).to_owned(),
            breaking: *breaking == "ja",
        });
    }
    rows
}

fn to_tsv(rows: &[Row]) -> String {
    let mut text = String::from("step\tkind\tentity\tattribute\twhat\twhere\tbreaking\n");
    for it in rows {
        let breaking = if it.breaking { "ja" } else { "nee" };
        let cells = [&it.step, &it.kind, &it.entity, &it.attribute, &it.what, &it.place];
        let cells: Vec<&str> = cells.iter().map(|it| it.as_str()).collect();
        text.push_str(&format!("{}\t{breaking}\n", cells.join("\t")));
    }
    text
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(committed()).unwrap();
    let lines = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let row = |cells: Vec<&str>| Row {
        step: cells[0].to_owned(),
        kind: cells[1].to_owned(),
        entity: cells[2].to_owned(),
        attribute: cells[3].to_owned(),
        what: cells[4].to_owned(),
        place: cells[5].to_owned(),
        breaking: cells[6] == "ja",
    };
    lines.map(row).collect()
}

#[test]
fn the_list_is_that_of_the_research_file() {
    let Ok(text) = fs::read_to_string(research()) else {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "skipped: the research files are not available");
        return;
    };
    let fresh = to_tsv(&parse(&text));
    if std::env::var_os("VUM_UPDATE_FACTS").is_some() {
        fs::write(committed(), &fresh).unwrap();
    }
    assert_eq!(fresh, fs::read_to_string(committed()).unwrap());
}

impl Row {
    /// The messages and roles that a row is about; without a role in it, one of them is enough.
    fn places(&self) -> Vec<(String, Option<Role>)> {
        let (place, role) = match self.place.split_once(" (") {
            Some((place, role)) => (place, Role::parse(role.trim_end_matches(')'))),
            None => (self.place.as_str(), None),
        };
        let has = |word: &str| place.contains(word) || place == "alle";
        let parts = [("WZ", "werkzoekende"), ("VAC", "vacature")];
        let views = ["detail", "match"];
        let mut places = Vec::new();
        for (_, part) in parts.iter().filter(|(word, _)| has(word)) {
            for view in views.iter().filter(|it| has(it)) {
                places.push((format!("{part}/{view}"), role));
            }
        }
        places
    }

    /// The rules under which the same is told by us.
    fn rules(&self) -> &'static [&'static str] {
        let what = self.what.as_str();
        match (self.kind.as_str(), self.attribute.as_str()) {
            (_, "(alle objecten)") => &["objects-closed"],
            ("added", "(entiteit)") => &["entity-added"],
            ("removed", "(entiteit)") => &["entity-removed", "entity-replaced"],
            ("added", _) => &["attribute-added", "required-attribute-added", "attribute-renamed"],
            ("removed", _) => &["attribute-removed", "attribute-replaced", "attribute-renamed"],
            ("type-change", _) => &["value-entity-changed"],
            _ if what.contains("verplicht gemaakt") => &["now-required"],
            _ if what.contains("verplicht vervallen") => &["no-longer-required"],
            _ if what.contains("enum toegevoegd") => &["values-enumerated"],
            // Enumerated codes need no pattern: both at once.
            _ if what.contains("→ None") && what.contains("pattern") => &["values-enumerated"],
            _ if what.contains("pattern None") => &["pattern-added"],
            _ if what.contains("max_length None") => &["max-length-lowered"],
            _ if what.contains("max_length") => &["max-length-raised"],
            _ if what.contains("min_value") => &["minimum-raised"],
            _ => panic!("{self:?}"),
        }
    }

    /// Whether the change is about the node of the row: by its id, or by that of its successor.
    fn is_about(&self, change: &Change, model: &Model) -> bool {
        if self.entity == "*" {
            return change.kind == Kind::Release;
        }
        let entity = model.entities().iter().find(|it| it.name == self.entity);
        let entity = entity.unwrap_or_else(|| panic!("no entity {}", self.entity));
        let id = match self.attribute.as_str() {
            "(entiteit)" => entity.id.clone(),
            name => format!("{}.{name}", entity.id),
        };
        change.id == id || (self.kind == "added" && change.successor.as_ref() == Some(&id))
    }

    /// What the standard does not hold: contracts name a `format` that they do not check.
    fn is_format(&self) -> bool {
        self.what.starts_with("format ")
    }
}

fn holds(change: &Change, message: &str, role: Option<Role>) -> bool {
    let fits = |it: &Place| it.message == message && role.is_none_or(|role| it.role == role);
    change.places.is_empty() || change.places.iter().any(fits)
}

fn comparison(model: &Model, old: &str, new: &str) -> Comparison {
    let facts = |text| Facts::of(model, Version::parse(text).unwrap()).unwrap();
    compare(&facts(old), &facts(new)).unwrap()
}

#[test]
fn every_row_of_the_list_is_a_change_and_breaks_what_it_says() {
    let model = Standard::embedded().resolve().model.unwrap();
    let (all, mut checked) = (rows(), 0);
    for (old, new, titles) in STEPS {
        let comparison = comparison(&model, old, new);
        for row in all.iter().filter(|it| titles.contains(&it.step.as_str()) && !it.is_format()) {
            let about =
                |it: &&Change| row.rules().contains(&it.rule.id) && row.is_about(it, &model);
            let mine: Vec<&Change> = comparison.changes.iter().filter(about).collect();
            let mut step = None;
            for (message, role) in row.places() {
                let here: Vec<_> = mine.iter().filter(|it| holds(it, &message, role)).collect();
                assert!(!here.is_empty(), "{old} to {new}: no change in {message} for {row:?}");
                step = step.max(here.iter().map(|it| it.step()).max());
                checked += 1;
            }
            // That codes are enumerated is told once, whatever else was dropped with it.
            if row.kind == "loosened" && row.rules() == ["values-enumerated"] {
                continue;
            }
            // A name that is new because another one went breaks with that one.
            let renamed = mine.iter().any(|it| it.rule.id == "attribute-renamed");
            let breaks = step == Some(Step::Major);
            assert!(breaks == row.breaking || renamed, "{old} to {new}: {step:?} for {row:?}");
        }
    }
    assert!(checked > 250, "{checked} places");
}

#[test]
fn every_change_of_entities_and_attributes_is_a_row_of_the_list() {
    let model = Standard::embedded().resolve().model.unwrap();
    let all = rows();
    let mut missing = BTreeSet::new();
    for (old, new, titles) in STEPS {
        for change in comparison(&model, old, new).changes {
            if change.is_editorial() || !matches!(change.kind, Kind::Entity | Kind::Attribute) {
                continue;
            }
            let known = |message: &str| {
                all.iter().any(|row| {
                    titles.contains(&row.step.as_str())
                        && !row.is_format()
                        && row.rules().contains(&change.rule.id)
                        && row.is_about(&change, &model)
                        && row.places().iter().any(|(it, _)| it == message)
                })
            };
            for place in &change.places {
                if !known(&place.message) {
                    let (rule, id, message) = (change.rule.id, &change.id, &place.message);
                    missing.insert(format!("{old} to {new}: {rule} {id} {message}"));
                }
            }
        }
    }
    // The list tells deprecations and the zoekvraag in prose, and these not at all.
    missing.retain(|it| !it.contains(" deprecated") && !it.ends_with("/zoekvraag"));
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_the_release_notes_of_3_0_0_forgot_is_told() {
    let model = Standard::embedded().resolve().model.unwrap();
    let comparison = comparison(&model, "2.0.0", "3.0.0");
    for id in [
        "vacature.vakvaardigheid",
        "arbeidsmarktkwalificatie.vakvaardigheid",
        "flexibiliteit.codeRegiostraal",
    ] {
        let rule = comparison.changes.iter().find(|it| it.id == id).map(|it| it.rule.id);
        assert_eq!(rule, Some("attribute-removed"), "{id}");
    }
}

/// The rows about messages and headers, which the research file tells in prose.
#[test]
fn the_changes_of_messages_from_2_0_0_to_3_0_0_are_told() {
    let model = Standard::embedded().resolve().model.unwrap();
    let comparison = comparison(&model, "2.0.0", "3.0.0");
    let has = |rule: &str, id: &str, before: Option<&str>, after: Option<&str>, step: Step| {
        let found = comparison.changes.iter().any(|it| {
            it.rule.id == rule
                && it.id == id
                && it.before.as_deref() == before
                && it.after.as_deref() == after
                && it.step() == step
        });
        assert!(found, "{rule} {id} {before:?} {after:?}");
    };
    for direction in ["request", "response"] {
        for header in ["API-Version", "X-VUM-berichtVersie"] {
            let id = format!("{direction}/{header}");
            has("constant-changed", &id, Some("2.0.0"), Some("3.0.0"), Step::Major);
        }
    }
    let vacature = "vacature/selectievraag";
    let werkzoekende = "werkzoekende/selectievraag";
    let code = Some("beroep.codeBeroepsnaam");
    let id = format!("{vacature}.beroep.codeBeroepsnaam");
    has(
        "criterion-renamed",
        &id,
        Some("beroep.beroepsnaamGecodeerd.codeBeroepsnaam"),
        code,
        Step::Major,
    );
    let id = format!("{werkzoekende}.bemiddelingsberoep codeBeroepsnaam");
    has("criterion-renamed", &id, Some("beroepsnaamGecodeerd.codeBeroepsnaam"), code, Step::Major);
    for criterion in [
        "vacature/selectievraag.beroep.codeBeroepsnaam",
        "werkzoekende/selectievraag.bemiddelingsberoep",
    ] {
        let id = format!("{criterion} codeBeroepsnaam $eq");
        let (old, new) = (Some("CdBeroepsnaam"), Some("CompetentNL-beroepen"));
        has("code-list-changed", &id, old, new, Step::Major);
        has("pattern-removed", &id, Some("^[0-9]{1,10}$"), None, Step::Minor);
        has("max-length-raised", &id, None, Some("200"), Step::Minor);
    }
    for (message, path) in [
        (werkzoekende, "datumAanvangBeschikbaarVoorWerk"),
        (vacature, "datumAanvangWerkzaamheden"),
        (vacature, "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"),
    ] {
        has("criterion-added", &format!("{message}.{path}"), None, Some(path), Step::Minor);
    }
}

#[test]
fn the_contact_moments_of_3_1_0_come_as_a_whole() {
    let model = Standard::embedded().resolve().model.unwrap();
    let comparison = comparison(&model, "3.0.0", "3.1.0");
    assert_eq!(comparison.step(), Some(Step::Minor));
    let message = comparison.changes.iter().find(|it| it.id == "werkgeverscontactmoment/match");
    let message = message.unwrap();
    assert_eq!(message.rule.id, "message-added");
    let (entities, attributes): (Vec<_>, Vec<_>) =
        message.contents.iter().partition(|it| !it.contains('.'));
    assert_eq!((entities.len(), attributes.len()), (5, 25));
    let lists = comparison.changes.iter().filter(|it| it.rule.id == "list-added");
    let lists: Vec<_> = lists.map(|it| (it.id.as_str(), it.contents.len())).collect();
    assert_eq!(lists, [("CodeOnderwerp", 6), ("CodeSoort", 6), ("CodeSoortAfspraken", 3)]);
    // The servers of the test environment went; nothing of the other parts changed.
    assert!(comparison.changes.iter().any(|it| it.rule.id == "server-removed"));
    let other = |it: &&Change| {
        !it.is_editorial() && it.places.iter().any(|it| !it.message.starts_with("werkgevers"))
    };
    assert_eq!(comparison.changes.iter().find(other), None);
}

#[test]
fn a_release_does_not_differ_from_itself() {
    let model = Standard::embedded().resolve().model.unwrap();
    for info in model.releases() {
        let facts = Facts::of(&model, info.version).unwrap();
        assert!(compare(&facts, &facts).unwrap().changes.is_empty(), "{}", info.version);
    }
}
