//! A release as it was published: its normative facts, in a file that nobody edits.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use toml::Value;
use vum_model::{ReleaseInfo, Role, Version};

use crate::compare::selectors;
use crate::facts::{Fact, Facts, Key, Kind, Node, Place, Property};

/// The form of the file: raised when a property gets another meaning.
const FORMAT: i64 = 1;

/// A frozen release.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// When it was published, as precise as known.
    pub date: Option<String>,
    /// What is normative in it.
    pub facts: Facts,
    /// What was put right after publication, from old to new.
    pub errata: Vec<Erratum>,
    /// The digest that the file states.
    stated: String,
}

/// A correction of a frozen release: what was copied wrongly from the published contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erratum {
    /// From 1.
    pub number: u32,
    /// When it was made: a full date.
    pub date: String,
    /// Why, in Dutch.
    pub reason: String,
    /// Digest of the facts before it.
    pub replaces: String,
}

/// Why a file is no frozen release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct FrozenError {
    reason: String,
}

impl FrozenError {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

type Result<T> = std::result::Result<T, FrozenError>;

impl Frozen {
    /// Freezes the facts of a release.
    #[must_use]
    pub fn of(facts: &Facts, info: &ReleaseInfo) -> Self {
        let facts = facts.normative();
        let stated = digest(&facts);
        Self { date: info.date.clone(), facts, errata: Vec::new(), stated }
    }

    /// Corrects it: the facts of the same release, as they should have been.
    #[must_use]
    pub fn corrected(&self, facts: &Facts, date: &str, reason: &str) -> Self {
        let mut corrected = self.clone();
        corrected.facts = facts.normative();
        corrected.stated = digest(&corrected.facts);
        let number = self.errata.iter().map(|it| it.number).max().unwrap_or(0) + 1;
        corrected.errata.push(Erratum {
            number,
            date: date.to_owned(),
            reason: reason.to_owned(),
            replaces: self.stated.clone(),
        });
        corrected
    }

    /// Whether the facts are those that the digest was made of.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.stated == digest(&self.facts)
    }

    /// SHA-256 of the facts, as the file states it.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.stated
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "# Release {} as it was published: what is normative, and nothing else.\n\
             # Written by `vum release freeze` and never edited by hand; `vum release verify` compares\n\
             # it with the source of the standard.\n\n[frozen]\n",
            self.facts.version
        );
        line(&mut text, "format", &Value::Integer(FORMAT));
        line(&mut text, "version", &Value::String(self.facts.version.to_string()));
        if let Some(date) = &self.date {
            line(&mut text, "date", &Value::String(date.clone()));
        }
        line(&mut text, "digest", &Value::String(self.stated.clone()));
        for Erratum { number, date, reason, replaces } in &self.errata {
            text.push_str("\n[[erratum]]\n");
            line(&mut text, "number", &Value::Integer((*number).into()));
            line(&mut text, "date", &Value::String(date.clone()));
            line(&mut text, "reason", &Value::String(reason.clone()));
            line(&mut text, "replaces", &Value::String(replaces.clone()));
        }
        text.push_str(&written(&self.facts));
        text
    }

    /// Reads a file that [`Frozen::to_text`] wrote.
    ///
    /// # Errors
    /// When the text is no such file.
    pub fn parse(text: &str) -> Result<Self> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| FrozenError::new(error.message()))?;
        let head = table.get("frozen").and_then(Value::as_table);
        let head = head.ok_or_else(|| FrozenError::new("there is no table `frozen`"))?;
        if head.get("format").and_then(Value::as_integer) != Some(FORMAT) {
            return Err(FrozenError::new(format!("`format` is not {FORMAT}")));
        }
        let version = Version::parse(string(head, "version")?)
            .ok_or_else(|| FrozenError::new("`version` is no number of a release"))?;
        let mut facts = Facts::new(version);
        let mut errata = Vec::new();
        for (name, value) in table.iter().filter(|(name, _)| *name != "frozen") {
            let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
            for row in rows {
                let row = row
                    .as_table()
                    .ok_or_else(|| FrozenError::new(format!("`{name}` is no list of tables")))?;
                if name == "erratum" {
                    errata.push(erratum(row)?);
                    continue;
                }
                let kind = Kind::parse(name)
                    .ok_or_else(|| FrozenError::new(format!("`{name}` is no kind of node")))?;
                node(kind, row, &mut facts)?;
            }
        }
        Ok(Self {
            date: head.get("date").and_then(Value::as_str).map(str::to_owned),
            facts,
            errata,
            stated: string(head, "digest")?.to_owned(),
        })
    }
}

fn string<'t>(table: &'t toml::Table, key: &str) -> Result<&'t str> {
    let found = table.get(key).and_then(Value::as_str);
    found.ok_or_else(|| FrozenError::new(format!("`{key}` is missing, or no text")))
}

fn erratum(row: &toml::Table) -> Result<Erratum> {
    let number = row.get("number").and_then(Value::as_integer);
    Ok(Erratum {
        number: number
            .and_then(|it| u32::try_from(it).ok())
            .ok_or_else(|| FrozenError::new("`number` of an erratum is missing, or no number"))?,
        date: string(row, "date")?.to_owned(),
        reason: string(row, "reason")?.to_owned(),
        replaces: string(row, "replaces")?.to_owned(),
    })
}

/// Adds a node, in all its places.
fn node(kind: Kind, row: &toml::Table, facts: &mut Facts) -> Result<()> {
    let id = string(row, "id")?;
    let mut node = Node::new();
    for (name, value) in row.iter().filter(|(name, _)| *name != "id" && *name != "in") {
        let property = Property::parse(name)
            .ok_or_else(|| FrozenError::new(format!("`{name}` is no property")))?;
        let fact = fact(value)
            .ok_or_else(|| FrozenError::new(format!("`{name}` of `{id}` has no such value")))?;
        node.insert(property, fact);
    }
    let Some(places) = row.get("in") else {
        facts.nodes.insert(Key::new(kind, id), node);
        return Ok(());
    };
    let wrong = || FrozenError::new(format!("`in` of `{id}` is no list of messages"));
    for selector in places.as_array().ok_or_else(wrong)? {
        let selector = selector.as_str().ok_or_else(wrong)?;
        let (message, roles) = match selector.split_once('@') {
            Some((message, role)) => (message, vec![Role::parse(role).ok_or_else(wrong)?]),
            None => (selector, Role::ALL.to_vec()),
        };
        for role in roles {
            let place = Place { message: message.to_owned(), role };
            facts.nodes.insert(Key::at(kind, id, &place), node.clone());
        }
    }
    Ok(())
}

fn fact(value: &Value) -> Option<Fact> {
    Some(match value {
        Value::String(text) => Fact::Text(text.clone()),
        Value::Integer(number) => Fact::Number(*number),
        Value::Boolean(flag) => Fact::Flag(*flag),
        Value::Array(texts) => Fact::Texts(
            texts.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        ),
        _ => return None,
    })
}

fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Text(text) => Value::String(text.clone()),
        Fact::Number(number) => Value::Integer(*number),
        Fact::Flag(flag) => Value::Boolean(*flag),
        Fact::Texts(texts) => Value::Array(texts.iter().cloned().map(Value::String).collect()),
    }
}

fn line(text: &mut String, key: &str, value: &Value) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{key} = {value}");
}

/// What is said of a node, and where it is.
type Row<'a> = (&'a Node, Vec<Place>);

/// The nodes as tables: by kind, id and places, in one order only.
fn written(facts: &Facts) -> String {
    // Nodes that say the same in more places are one table.
    let mut rows: BTreeMap<(Kind, &str), Vec<Row<'_>>> = BTreeMap::new();
    for (key, node) in &facts.nodes {
        let same = rows.entry((key.kind, &key.id)).or_default();
        let places = match same.iter_mut().find(|(it, _)| *it == node) {
            Some((_, places)) => places,
            None => {
                same.push((node, Vec::new()));
                let Some((_, places)) = same.last_mut() else { continue };
                places
            }
        };
        places.extend(key.place.clone());
    }
    let mut text = String::new();
    for ((kind, id), variants) in rows {
        for (node, places) in variants {
            let _ = writeln!(text, "\n[[{}]]", kind.word());
            line(&mut text, "id", &Value::String(id.to_owned()));
            if !places.is_empty() {
                let places = selectors(&places).into_iter().map(Value::String).collect();
                line(&mut text, "in", &Value::Array(places));
            }
            for (property, fact) in node {
                line(&mut text, property.word(), &value(fact));
            }
        }
    }
    text
}

/// SHA-256 of the nodes as they are written.
fn digest(facts: &Facts) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(written(facts).as_bytes()) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
