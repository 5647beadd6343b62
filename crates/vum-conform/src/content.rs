//! What a message says, apart from how it is written: the same in every product and every syntax.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use vum::Role;
use vum::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};

/// The deepest that content is nested; no message of the standard comes near.
const DEPTH: usize = 32;
/// The most digits of an index.
const LONGEST: usize = 6;

/// One value: where it is, and what it is as a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Where: ids of attributes (without their entity) with dots between, from the root of the
    /// message, and `[n]` behind a list, from 0: `arbeidsmarktkwalificatie.taalbeheersing[0].codeTaal`.
    /// A branch of a choice is the id of its entity.
    pub at: String,
    /// Full id of the attribute, such as `taalbeheersing.codeTaal`. An adapter may leave it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attribute: String,
    /// The value: digits for a whole number, `true` or `false`, `YYYY-MM-DD` for a date, and texts and
    /// codes as they are.
    pub value: String,
}

/// Values are personal data: only the place is shown.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: …", self.at)
    }
}

/// Content as a tree.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tree {
    /// A value.
    Leaf(String),
    /// Attributes by their own id.
    Record(BTreeMap<String, Tree>),
    /// Elements, of which the order means nothing.
    List(Vec<Tree>),
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(_) => f.write_str("…"),
            Self::Record(record) => f.debug_map().entries(record).finish(),
            Self::List(list) => f.debug_list().entries(list).finish(),
        }
    }
}

/// The id of an attribute without its entity.
pub(crate) fn own_id(id: &str) -> &str {
    id.rsplit(['.', '/']).next().unwrap_or(id)
}

/// The attribute of a record with this own id.
pub(crate) fn attribute(meta: &RecordMeta, own: &str) -> Option<&'static AttributeMeta> {
    meta.attributes.iter().find(|it| own_id(it.id) == own)
}

impl Tree {
    /// An empty record.
    pub(crate) fn empty() -> Self {
        Self::Record(BTreeMap::new())
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Leaf(text) => text.is_empty(),
            Self::Record(record) => record.is_empty(),
            Self::List(list) => list.is_empty(),
        }
    }

    /// What a JSON message says. Names that the record does not have are passed over, and so is what
    /// is empty; a value of the wrong type is taken as its text.
    pub(crate) fn from_json(value: &Value, meta: &RecordMeta) -> Self {
        let mut record = BTreeMap::new();
        for (name, value) in value.as_object().into_iter().flatten() {
            let Some(it) = meta.attributes.iter().find(|it| it.name == name) else { continue };
            let tree = match value {
                Value::Array(all) => {
                    let all = all.iter().map(|element| Self::single(element, it));
                    Self::List(all.filter(|tree| !tree.is_empty()).collect())
                }
                value => Self::single(value, it),
            };
            if !tree.is_empty() {
                record.insert(own_id(it.id).to_owned(), tree);
            }
        }
        Self::Record(record)
    }

    fn single(value: &Value, it: &AttributeMeta) -> Self {
        match (&it.value, value) {
            (ValueMeta::Record(meta), Value::Object(_)) => Self::from_json(value, meta),
            (_, Value::String(text)) => Self::Leaf(text.clone()),
            (_, Value::Null) => Self::Leaf(String::new()),
            (_, other) => Self::Leaf(other.to_string()),
        }
    }

    /// The message that says this, as the contract writes it. What the record does not have is left
    /// out.
    pub(crate) fn to_json(&self, meta: &RecordMeta) -> Value {
        let mut object = Map::new();
        if let Self::Record(record) = self {
            for (own, tree) in record {
                let Some(it) = attribute(meta, own) else { continue };
                let value = match tree {
                    Self::List(all) => all.iter().map(|element| written(element, it)).collect(),
                    single => written(single, it),
                };
                object.insert(it.name.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    /// What of this a record has for a role.
    pub(crate) fn only(&self, meta: &RecordMeta, role: Role) -> Self {
        let mut kept = BTreeMap::new();
        if let Self::Record(record) = self {
            for (own, tree) in record {
                let Some(it) = attribute(meta, own) else { continue };
                if !it.present.contains(role) {
                    continue;
                }
                let tree = match (&it.value, tree) {
                    (ValueMeta::Record(meta), Self::List(all)) => {
                        let all = all.iter().map(|element| element.only(meta, role));
                        Self::List(all.filter(|element| !element.is_empty()).collect())
                    }
                    (ValueMeta::Record(meta), tree) => tree.only(meta, role),
                    (_, tree) => tree.clone(),
                };
                if !tree.is_empty() {
                    kept.insert(own.clone(), tree);
                }
            }
        }
        Self::Record(kept)
    }

    /// The values in order of their places.
    pub(crate) fn entries(&self, meta: &RecordMeta) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.collect("", meta, &mut entries);
        entries
    }

    fn collect(&self, path: &str, meta: &RecordMeta, entries: &mut Vec<Entry>) {
        let Self::Record(record) = self else { return };
        for (own, tree) in record {
            let Some(it) = attribute(meta, own) else { continue };
            let at = if path.is_empty() { own.clone() } else { format!("{path}.{own}") };
            match tree {
                Self::List(all) => {
                    for (index, element) in all.iter().enumerate() {
                        element.collect_one(format!("{at}[{index}]"), it, entries);
                    }
                }
                single => single.collect_one(at, it, entries),
            }
        }
    }

    fn collect_one(&self, at: String, it: &AttributeMeta, entries: &mut Vec<Entry>) {
        match (self, &it.value) {
            (Self::Leaf(value), _) => {
                let attribute = it.id.to_owned();
                entries.push(Entry { at, attribute, value: value.clone() });
            }
            (tree, ValueMeta::Record(meta)) => tree.collect(&at, meta, entries),
            _ => {}
        }
    }

    /// The tree of entries, in any order; `None` where their places make none. Empty values are
    /// absent.
    pub(crate) fn from_entries(entries: &[Entry]) -> Option<Self> {
        let mut tree = Self::empty();
        for entry in entries.iter().filter(|entry| !entry.value.is_empty()) {
            tree.insert(&steps(&entry.at)?, &entry.value)?;
        }
        tree.tidied()
    }

    /// Puts a value where the steps lead. An index stands as a name in a record until [`Self::tidied`]:
    /// so a large one costs nothing.
    fn insert(&mut self, steps: &[&str], value: &str) -> Option<()> {
        let Self::Record(record) = self else { return None };
        match steps {
            [] if record.is_empty() => *self = Self::Leaf(value.to_owned()),
            [] => return None,
            [step, rest @ ..] => {
                let next = record.entry((*step).to_owned()).or_insert_with(Self::empty);
                next.insert(rest, value)?;
            }
        }
        Some(())
    }

    /// Makes lists of the records whose names are indexes; `None` where one has names as well.
    fn tidied(self) -> Option<Self> {
        let Self::Record(record) = self else { return Some(self) };
        let indexes = record.keys().filter(|name| name.starts_with('[')).count();
        if indexes > 0 && indexes < record.len() {
            return None;
        }
        if indexes == 0 {
            let tidied = record.into_iter().map(|(name, tree)| Some((name, tree.tidied()?)));
            return Some(Self::Record(tidied.collect::<Option<_>>()?));
        }
        let index = |name: &str| name.trim_matches(['[', ']']).parse::<u32>().ok();
        let all = record.into_iter().map(|(name, tree)| Some((index(&name)?, tree.tidied()?)));
        let all: BTreeMap<u32, Self> = all.collect::<Option<_>>()?;
        Some(Self::List(all.into_values().collect()))
    }

    /// The leaves, with the attribute each is of.
    pub(crate) fn each_leaf(
        &mut self,
        meta: &'static RecordMeta,
        change: &mut dyn FnMut(&'static AttributeMeta, &mut String),
    ) {
        let Self::Record(record) = self else { return };
        for (own, tree) in record {
            let Some(it) = attribute(meta, own) else { continue };
            let mut one = |tree: &mut Self| match (tree, &it.value) {
                (Self::Leaf(value), _) => change(it, value),
                (tree, ValueMeta::Record(meta)) => tree.each_leaf(meta, change),
                _ => {}
            };
            match tree {
                Self::List(all) => all.iter_mut().for_each(one),
                single => one(single),
            }
        }
    }
}

fn written(tree: &Tree, it: &AttributeMeta) -> Value {
    match (tree, &it.value) {
        (Tree::Record(_), ValueMeta::Record(meta)) => tree.to_json(meta),
        (Tree::Leaf(text), value) => typed(text, value),
        _ => Value::Null,
    }
}

/// A value as the contract types it.
fn typed(text: &str, value: &ValueMeta) -> Value {
    let string = || Value::String(text.to_owned());
    match value {
        ValueMeta::Integer(_) | ValueMeta::Code(_, CodeFormMeta::Integer(_)) => {
            text.parse::<i64>().map_or_else(|_| string(), |it| Value::Number(Number::from(it)))
        }
        ValueMeta::Boolean => text.parse().map_or_else(|_| string(), Value::Bool),
        ValueMeta::Raw => serde_json::from_str(text).unwrap_or_else(|_| string()),
        _ => string(),
    }
}

/// The steps of a place, names and indexes (`[0]`); `None` when it is none, or goes too deep.
fn steps(at: &str) -> Option<Vec<&str>> {
    let mut steps = Vec::new();
    for part in at.split('.') {
        let (name, index) = part.split_at(part.find('[').unwrap_or(part.len()));
        if name.is_empty() {
            return None;
        }
        steps.push(name);
        if !index.is_empty() {
            let digits = index.strip_prefix('[')?.strip_suffix(']')?;
            let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
            if !plain || digits.len() > LONGEST {
                return None;
            }
            steps.push(index);
        }
    }
    (steps.len() <= DEPTH).then_some(steps)
}

/// How a product's content differs from what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// Zeros in front of the value are gone.
    LeadingZero,
    /// Another value.
    Changed,
    /// No value.
    Lost,
    /// A value that was not there.
    Added,
}

/// Where two contents differ, at places as [`Entry::at`] has them, without the values. The order of
/// lists means nothing. Names come from the expected content or, where something was added, only
/// when the record knows them.
pub(crate) fn differences(
    expected: &Tree,
    found: &Tree,
    meta: &RecordMeta,
) -> Vec<(String, Option<&'static str>, Difference)> {
    let mut all = Vec::new();
    compare("", None, expected, found, Some(meta), &mut all);
    all
}

type Found = (String, Option<&'static str>, Difference);

fn compare(
    at: &str,
    id: Option<&'static str>,
    expected: &Tree,
    found: &Tree,
    meta: Option<&RecordMeta>,
    all: &mut Vec<Found>,
) {
    match (expected, found) {
        (Tree::Leaf(a), Tree::Leaf(b)) => {
            if a != b {
                let zeros = !b.is_empty() && a.starts_with('0') && {
                    let stripped = a.trim_start_matches('0');
                    b == stripped || b == "0" && stripped.is_empty()
                };
                let kind = if zeros { Difference::LeadingZero } else { Difference::Changed };
                all.push((at.to_owned(), id, kind));
            }
        }
        (Tree::Record(a), Tree::Record(b)) => {
            for (own, tree) in a {
                let it = meta.and_then(|meta| attribute(meta, own));
                let (at, id) = (join(at, own), it.map(|it| it.id));
                match b.get(own) {
                    Some(other) => compare(&at, id, tree, other, it.and_then(inner), all),
                    None => all.push((at, id, Difference::Lost)),
                }
            }
            for own in b.keys().filter(|own| !a.contains_key(*own)) {
                let it = meta.and_then(|meta| attribute(meta, own));
                // A name that nobody knows may be a value.
                let shown = if it.is_some() { own } else { "…" };
                all.push((join(at, shown), it.map(|it| it.id), Difference::Added));
            }
        }
        (Tree::List(a), Tree::List(b)) => lists(at, id, a, b, meta, all),
        // One value where a list should be, or a list where one value should be.
        _ => all.push((at.to_owned(), id, Difference::Changed)),
    }
}

/// Elements that are the same on both sides are left out; what is left is compared in its order.
fn lists(
    at: &str,
    id: Option<&'static str>,
    expected: &[Tree],
    found: &[Tree],
    meta: Option<&RecordMeta>,
    all: &mut Vec<Found>,
) {
    let mut left: Vec<&Tree> = found.iter().collect();
    let mut missing = Vec::new();
    for (index, element) in expected.iter().enumerate() {
        match left.iter().position(|other| same(element, other)) {
            Some(place) => {
                left.remove(place);
            }
            None => missing.push((index, element)),
        }
    }
    let mut left = left.into_iter();
    for (index, element) in missing {
        let at = format!("{at}[{index}]");
        match left.next() {
            Some(other) => compare(&at, id, element, other, meta, all),
            None => all.push((at, id, Difference::Lost)),
        }
    }
    if left.next().is_some() {
        all.push((at.to_owned(), id, Difference::Added));
    }
}

/// Whether two contents say the same.
pub(crate) fn same(a: &Tree, b: &Tree) -> bool {
    match (a, b) {
        (Tree::Leaf(a), Tree::Leaf(b)) => a == b,
        (Tree::Record(a), Tree::Record(b)) => {
            a.len() == b.len()
                && a.iter().all(|(own, tree)| b.get(own).is_some_and(|it| same(tree, it)))
        }
        (Tree::List(a), Tree::List(b)) => {
            let mut left: Vec<&Tree> = b.iter().collect();
            a.len() == b.len()
                && a.iter().all(|element| {
                    let place = left.iter().position(|other| same(element, other));
                    place.map(|place| left.swap_remove(place)).is_some()
                })
        }
        _ => false,
    }
}

fn inner(it: &AttributeMeta) -> Option<&'static RecordMeta> {
    match it.value {
        ValueMeta::Record(meta) => Some(meta),
        _ => None,
    }
}

fn join(at: &str, own: &str) -> String {
    if at.is_empty() { own.to_owned() } else { format!("{at}.{own}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(at: &str, value: &str) -> Entry {
        Entry { at: at.to_owned(), attribute: String::new(), value: value.to_owned() }
    }

    fn meta() -> &'static RecordMeta {
        vum::message("3.1.0", "werkzoekende/detail").unwrap().root
    }

    fn tree(entries: &[(&str, &str)]) -> Tree {
        let entries: Vec<Entry> = entries.iter().map(|(at, value)| entry(at, value)).collect();
        Tree::from_entries(&entries).unwrap()
    }

    #[test]
    fn a_message_and_its_content_are_one_another() {
        let text = r#"{"idWerkzoekende":"w-1","contractvorm":[{"codeTypeOvereenkomst":"01"}],
            "werktijden":{"aantalWerkurenPerWeekMinimaal":8},"telefoonnummer":["0612345678"]}"#;
        let json: Value = serde_json::from_str(text).unwrap();
        let content = Tree::from_json(&json, meta());
        let entries = content.entries(meta());
        let places: Vec<&str> = entries.iter().map(|it| it.at.as_str()).collect();
        assert_eq!(
            places,
            [
                "contractvorm[0].codeTypeOvereenkomst",
                "idWerkzoekende",
                "telefoonnummer[0]",
                "werktijden.aantalWerkurenPerWeekMinimaal",
            ]
        );
        assert_eq!(entries[0].attribute, "contractvorm.codeTypeOvereenkomst");
        assert_eq!(Tree::from_entries(&entries).unwrap(), content);
        assert_eq!(content.to_json(meta()), json);
    }

    #[test]
    fn order_and_what_is_empty_say_nothing() {
        let a = tree(&[("telefoonnummer[0]", "1"), ("telefoonnummer[1]", "2"), ("naam", "")]);
        let b = tree(&[("telefoonnummer[1]", "1"), ("telefoonnummer[0]", "2")]);
        assert!(same(&a, &b));
        assert_eq!(differences(&a, &b, meta()), []);
        let twice = tree(&[("telefoonnummer[0]", "1"), ("telefoonnummer[1]", "1")]);
        assert!(!same(&a, &twice) && !same(&twice, &a));
    }

    #[test]
    fn differences_name_the_place_and_the_kind() {
        let expected =
            tree(&[("contractvorm[0].codeTypeOvereenkomst", "01"), ("idWerkzoekende", "w")]);
        let found = tree(&[("contractvorm[0].codeTypeOvereenkomst", "1"), ("geheim", "x")]);
        let told = differences(&expected, &found, meta());
        assert_eq!(
            told,
            [
                (
                    "contractvorm[0].codeTypeOvereenkomst".to_owned(),
                    Some("contractvorm.codeTypeOvereenkomst"),
                    Difference::LeadingZero
                ),
                (
                    "idWerkzoekende".to_owned(),
                    Some("werkzoekende.idWerkzoekende"),
                    Difference::Lost
                ),
                ("…".to_owned(), None, Difference::Added),
            ]
        );
    }

    #[test]
    fn hostile_places_are_refused() {
        for at in ["", ".", "a..b", "a[", "a[x]", "a[-1]", "a[+1]", "a[99999999]", "a[0][0]", "a]"]
        {
            let made = Tree::from_entries(&[entry(at, "x")]);
            assert!(made.is_none() || at == "a]", "{at}");
        }
        let deep = vec!["a"; 1000].join(".");
        assert!(Tree::from_entries(&[entry(&deep, "x")]).is_none());
        assert!(Tree::from_entries(&[entry("a", "x"), entry("a.b", "x")]).is_none());
        assert!(Tree::from_entries(&[entry("a", "x"), entry("a", "y")]).is_none());
    }

    #[test]
    fn no_debug_shows_a_value() {
        let shown = format!("{:?} {:?}", entry("naam", "KANARIE"), tree(&[("naam", "KANARIE")]));
        assert!(!shown.contains("KANARIE"), "{shown}");
    }
}
