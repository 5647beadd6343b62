//! The table of facts: what the published contracts say that a validator needs.
//!
//! `facts/facts.json` is derived from the research files `model.json` and `codelists.json` by
//! [`Facts::trim`]; a test proves that the committed file is exactly that derivation wherever the
//! research files are available. It holds no definitions, no remarks and no codes of open lists.

mod trim;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The role of a party that offers profiles.
pub const BRON: &str = "bron";
/// The role of a party that asks for profiles.
pub const BEMIDDELAAR: &str = "bemiddelaar";

/// The releases that messages are judged for, oldest first.
#[must_use]
pub fn releases() -> &'static [&'static str] {
    &["1.2.0", "2.0.0", "3.0.0", "3.1.0"]
}

/// The roles a message is judged for.
#[must_use]
pub fn roles() -> &'static [&'static str] {
    &[BRON, BEMIDDELAAR]
}

/// The ids (`part/view`) of the messages that exist in a release.
///
/// Not in the table but in the description of the messages: the zoekvraag by example ended with
/// 2.0.0, the werkgeverscontactmoment came with 3.1.0 and is only ever a selection result.
#[must_use]
pub fn messages(release: &str) -> Vec<&'static str> {
    let mut ids =
        vec!["werkzoekende/detail", "werkzoekende/match", "vacature/detail", "vacature/match"];
    if before(release, "2.0.0") {
        ids.extend(["werkzoekende/zoekvraag", "vacature/zoekvraag"]);
    }
    if !before(release, "3.1.0") {
        ids.push("werkgeverscontactmoment/match");
    }
    ids
}

/// Every (release, message, role) there is.
#[must_use]
pub fn contexts() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut contexts = Vec::new();
    for release in releases() {
        for message in messages(release) {
            for role in roles() {
                contexts.push((*release, message, *role));
            }
        }
    }
    contexts
}

/// Whether release `a` is older than release `b`.
#[must_use]
pub fn before(a: &str, b: &str) -> bool {
    number(a) < number(b)
}

fn number(release: &str) -> [u32; 3] {
    let parts: Vec<u32> = release
        .split('.')
        .map(|part| part.parse().unwrap_or_else(|_| panic!("not a release number: {release}")))
        .collect();
    parts.try_into().unwrap_or_else(|_| panic!("not a release number: {release}"))
}

/// The research files beside the workspace; absent outside the place where they are kept.
#[must_use]
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}

/// The committed table, as a path for the test that proves or refreshes it.
#[must_use]
pub fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("facts/facts.json")
}

/// The whole table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The code lists by id.
    pub lists: BTreeMap<String, List>,
    /// The entities, in the order of the research file.
    pub entities: Vec<Entity>,
}

impl Facts {
    /// The committed table.
    ///
    /// # Panics
    /// If the committed file is not a table of facts.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static FACTS: OnceLock<Facts> = OnceLock::new();
        FACTS.get_or_init(|| {
            serde_json::from_str(include_str!("../facts/facts.json"))
                .expect("facts/facts.json is a table of facts")
        })
    }

    /// Derives the text of `facts/facts.json` from the research files.
    ///
    /// # Panics
    /// If a file holds something the derivation does not know: nothing is dropped unseen.
    #[must_use]
    pub fn trim(model_json: &str, codelists_json: &str) -> String {
        trim::trim(model_json, codelists_json)
    }

    /// The entity with this name.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn entity(&self, name: &str) -> &Entity {
        self.entities
            .iter()
            .find(|entity| entity.name == name)
            .unwrap_or_else(|| panic!("no entity {name} in the facts"))
    }
}

/// A code list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Whether the contracts enumerate it; of an open list only the form is known here.
    pub closed: bool,
    /// The codes of a closed list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
}

/// A code of a closed list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code {
    /// The code as text.
    pub code: String,
    /// Since when and until when it exists.
    #[serde(flatten)]
    pub life: Life,
}

/// Since when something exists, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Life {
    /// First release that has it.
    pub introduced: String,
    /// First release that discourages it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// First release that no longer has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<String>,
}

impl Life {
    /// Whether it exists in a release.
    #[must_use]
    pub fn covers(&self, release: &str) -> bool {
        !before(release, &self.introduced)
            && self.removed.as_deref().is_none_or(|removed| before(release, removed))
    }
}

/// An entity: an object, or a choice between entities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The name in the contracts.
    pub name: String,
    /// The parts of the standard that use it.
    pub parts: Vec<String>,
    /// Since when and until when it exists.
    #[serde(flatten)]
    pub life: Life,
    /// The key under which it stands when it is an alternative of a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json_wrapper: Option<String>,
    /// The alternatives, when it is a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// Per release step: whether attributes that the contract does not name are allowed.
    pub additional_properties: BTreeMap<String, bool>,
    /// The attributes, in the order of the research file.
    pub attributes: Vec<Attribute>,
}

impl Entity {
    /// Whether attributes that the contract does not name are allowed in a release.
    #[must_use]
    pub fn allows_unknown(&self, release: &str) -> bool {
        *latest(&self.additional_properties, release)
            .unwrap_or_else(|| panic!("{} does not exist in {release}", self.name))
    }
}

/// An attribute, over all releases and parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// The JSON name.
    pub name: String,
    /// Since when and until when it exists.
    #[serde(flatten)]
    pub life: Life,
    /// Where that differs for one part.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub life_by_part: BTreeMap<String, Life>,
    /// The code list its values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Per part, per release step: what the contract says from then on.
    pub facts: BTreeMap<String, BTreeMap<String, Step>>,
}

impl Attribute {
    /// What the contract of a release says for a part; `None` where the attribute does not exist.
    #[must_use]
    pub fn step(&self, part: &str, release: &str) -> Option<&Step> {
        let life = self.life_by_part.get(part).unwrap_or(&self.life);
        if !life.covers(release) {
            return None;
        }
        latest(self.facts.get(part)?, release)
    }
}

/// The contract text for an attribute, from one release on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// `string`, `uri`, `integer`, `boolean`, `date`, `enum`, `object` or `array`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The entity of an object, or of the elements of an array.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The alternatives, when the value is a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// The type of the elements of an array of plain values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// What stands there instead in the view `match`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub match_variant: Option<Variant>,
    /// The values of an enumeration, with the JSON type the contract gives them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// Most characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The form of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Smallest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Largest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Where it is required: `role.view`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_in: Vec<String>,
    /// Whether the detail message has it.
    pub in_detail: bool,
    /// For which roles the selection result has it.
    pub in_match: Vec<String>,
}

/// The value of an attribute in the view `match`, where that differs from the detail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// As in [`Step`].
    #[serde(rename = "type")]
    pub kind: String,
    /// As in [`Step`].
    pub entity: String,
}

fn latest<'a, T>(steps: &'a BTreeMap<String, T>, release: &str) -> Option<&'a T> {
    steps
        .iter()
        .filter(|(since, _)| !before(release, since))
        .max_by_key(|(since, _)| number(since))
        .map(|(_, value)| value)
}
