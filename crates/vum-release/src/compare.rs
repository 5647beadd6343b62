//! Laying two releases side by side.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{Role, Version};

use crate::classify::{self, Difference, Traffics, Verdict};
use crate::facts::{Fact, Facts, Key, Kind, Node, Place, Property};
use crate::rules::{self, Effect, Impact, Party, Rule, Step};

/// What is different between two releases.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The older one.
    pub old: Version,
    /// The newer one.
    pub new: Version,
    /// By kind of node, id and rule.
    pub changes: Vec<Change>,
}

/// One change of one node, in all places where it is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change.
    pub rule: &'static Rule,
    /// What kind of node.
    pub kind: Kind,
    /// The node, by the id that it has in the older release.
    pub id: String,
    /// What changed of it; `None` when it came or went.
    pub property: Option<Property>,
    /// What was said before.
    pub before: Option<String>,
    /// What is said now.
    pub after: Option<String>,
    /// What takes its place.
    pub successor: Option<String>,
    /// The messages and roles; empty for what stands in one place only.
    pub places: Vec<Place>,
    /// What came or went with it, by id.
    pub contents: BTreeSet<String>,
    /// What it does to [`Party::ALL`], in that order.
    pub impacts: [Impact; 4],
}

impl Change {
    /// What it does to a party.
    #[must_use]
    pub fn impact(&self, party: Party) -> Impact {
        let all = Party::ALL.iter().zip(self.impacts);
        all.filter(|(it, _)| **it == party).map(|(_, impact)| impact).next().unwrap_or_default()
    }

    /// The step that follows from it.
    #[must_use]
    pub fn step(&self) -> Step {
        self.rule.effect.step()
    }

    /// Whether it may be made in a release that is frozen.
    #[must_use]
    pub fn is_editorial(&self) -> bool {
        self.rule.effect == Effect::Editorial
            || matches!(self.kind, Kind::Server | Kind::TableCode)
            || self.property.is_some_and(|it| !it.is_normative())
    }

    /// The messages with their roles, as short as selectors are written.
    #[must_use]
    pub fn selectors(&self) -> Vec<String> {
        selectors(&self.places)
    }
}

/// Places as selectors: `part/view` where it holds for every role.
pub(crate) fn selectors(places: &[Place]) -> Vec<String> {
    let messages: BTreeSet<&str> = places.iter().map(|it| it.message.as_str()).collect();
    let mut found = Vec::new();
    for message in messages {
        let has = |role| places.iter().any(|it| it.message == message && it.role == role);
        if Role::ALL.into_iter().all(has) {
            found.push(message.to_owned());
        } else {
            let own = places.iter().filter(|it| it.message == message);
            found.extend(own.map(Place::to_string));
        }
    }
    found
}

impl Comparison {
    /// The step that the version number has to take; `None` when nothing changed.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        self.changes.iter().map(Change::step).max()
    }

    /// The worst that a party meets.
    #[must_use]
    pub fn impact(&self, party: Party) -> Impact {
        self.changes.iter().map(|it| it.impact(party)).max().unwrap_or_default()
    }
}

/// A difference that no rule covers: a mistake in this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule covers `{property}` of a node of kind `{kind}`")]
pub struct Unclassified {
    /// The kind of node.
    pub kind: &'static str,
    /// The property, or that the node came or went.
    pub property: &'static str,
}

/// Compares two releases.
///
/// # Errors
/// When no rule covers a difference, which is a mistake in this program.
pub fn compare(old: &Facts, new: &Facts) -> Result<Comparison, Unclassified> {
    let traffics = Traffics::of([old, new]);
    let mut comparer = Comparer { old, new, traffics, found: BTreeMap::new() };
    let renamed = comparer.renames();
    let gone = Moved::of(old.nodes.keys().filter(|it| !new.nodes.contains_key(it)));
    let targets: BTreeSet<&Key> = renamed.values().collect();
    let come = new.nodes.keys().filter(|it| !old.nodes.contains_key(it));
    let come = Moved::of(come.filter(|it| !targets.contains(it)));
    for (key, contents) in gone.0 {
        comparer.gone(key, contents, &renamed)?;
    }
    for (key, contents) in come.0 {
        comparer.come(key, contents)?;
    }
    for (key, before) in &old.nodes {
        if let Some(after) = new.nodes.get(key) {
            comparer.properties(key, before, after)?;
        }
    }
    let changes = comparer.found.into_values().collect();
    Ok(Comparison { old: old.version, new: new.version, changes })
}

/// The nodes that came, or went, as a whole, each with the ids of what it took along.
struct Moved<'k>(BTreeMap<&'k Key, BTreeSet<String>>);

impl<'k> Moved<'k> {
    fn of(keys: impl Iterator<Item = &'k Key>) -> Self {
        let all: BTreeSet<&Key> = keys.collect();
        let mut moved: BTreeMap<&Key, BTreeSet<String>> = BTreeMap::new();
        for key in &all {
            let parents = parents(key);
            let top = parents.iter().rev().find_map(|it| all.get(it));
            match top {
                Some(top) => {
                    moved.entry(top).or_default().insert(key.id.clone());
                }
                None => {
                    moved.entry(key).or_default();
                }
            }
        }
        Self(moved)
    }
}

/// What makes two differences the same change: kind and id, number of the rule, before and after,
/// successor, and what it does.
type Same = (Kind, String, usize, Option<String>, Option<String>, Option<String>, [Impact; 4]);

struct Comparer<'a> {
    old: &'a Facts,
    new: &'a Facts,
    traffics: Traffics,
    found: BTreeMap<Same, Change>,
}

impl Comparer<'_> {
    /// The attributes that went and whose successor came in the same place with the same value.
    fn renames(&self) -> BTreeMap<Key, Key> {
        let mut renames = BTreeMap::new();
        for (key, node) in &self.old.nodes {
            let (Kind::Attribute, false) = (key.kind, self.new.nodes.contains_key(key)) else {
                continue;
            };
            let Some(successor) = self.new.successors.get(&key.id) else { continue };
            let target = Key { id: successor.clone(), ..key.clone() };
            let is_new = !self.old.nodes.contains_key(&target);
            if is_new && self.new.nodes.get(&target).is_some_and(|it| same_value(node, it)) {
                renames.insert(key.clone(), target);
            }
        }
        renames
    }

    fn gone(
        &mut self,
        key: &Key,
        contents: BTreeSet<String>,
        renamed: &BTreeMap<Key, Key>,
    ) -> Result<(), Unclassified> {
        let Some(node) = self.old.nodes.get(key) else { return Ok(()) };
        if let Some(target) = renamed.get(key) {
            let rule = if owner(&key.id) == owner(&target.id) {
                &rules::ATTRIBUTE_RENAMED
            } else {
                &rules::ATTRIBUTE_MOVED
            };
            let name = |key: &Key, facts: &Facts| {
                facts.nodes.get(key).and_then(|it| it.get(&Property::Name)).map(Fact::to_string)
            };
            let (before, after) = (name(key, self.old), name(target, self.new));
            self.add(rule, key, None, [before, after], Some(target.id.clone()));
            return Ok(());
        }
        let successor = self.new.successors.get(&key.id).cloned();
        let rule = classify::removed(key, node, successor.is_some())
            .ok_or(Unclassified { kind: key.kind.word(), property: "removed" })?;
        let shown = [shown(key, node), None];
        self.add(rule, key, None, shown, successor).contents.extend(contents);
        Ok(())
    }

    fn come(&mut self, key: &Key, contents: BTreeSet<String>) -> Result<(), Unclassified> {
        let Some(node) = self.new.nodes.get(key) else { return Ok(()) };
        let rule = classify::added(key, node)
            .ok_or(Unclassified { kind: key.kind.word(), property: "added" })?;
        self.add(rule, key, None, [None, shown(key, node)], None).contents.extend(contents);
        Ok(())
    }

    fn properties(&mut self, key: &Key, old: &Node, new: &Node) -> Result<(), Unclassified> {
        let properties: BTreeSet<Property> = old.keys().chain(new.keys()).copied().collect();
        for property in properties {
            let (before, after) = (old.get(&property), new.get(&property));
            if before == after {
                continue;
            }
            let closed = [self.old.is_closed(old), self.new.is_closed(new)];
            let difference = Difference { key, property, before, after, old, new, closed };
            let rule = match difference.verdict() {
                Verdict::Change(rule) => rule,
                Verdict::Told => continue,
                Verdict::Unknown => {
                    return Err(Unclassified { kind: key.kind.word(), property: property.word() });
                }
            };
            let whole = property == Property::Type || property == Property::JsonForm;
            let text = |fact: Option<&Fact>, node: &Node| match fact {
                Some(_) if whole => Some(value(node)),
                fact => fact.map(Fact::to_string),
            };
            let shown = [text(before, old), text(after, new)];
            let successor = new.get(&Property::Successor).map(Fact::to_string);
            self.add(rule, key, Some(property), shown, successor);
        }
        Ok(())
    }

    fn add(
        &mut self,
        rule: &'static Rule,
        key: &Key,
        property: Option<Property>,
        [before, after]: [Option<String>; 2],
        successor: Option<String>,
    ) -> &mut Change {
        let impacts = rule.effect.impacts_in(self.traffics.at(key));
        let number = rules::RULES.iter().position(|it| it.id == rule.id).unwrap_or_default();
        let same = (
            key.kind,
            key.id.clone(),
            number,
            before.clone(),
            after.clone(),
            successor.clone(),
            impacts,
        );
        let change = self.found.entry(same).or_insert_with(|| Change {
            rule,
            kind: key.kind,
            id: key.id.clone(),
            property,
            before,
            after,
            successor,
            places: Vec::new(),
            contents: BTreeSet::new(),
            impacts,
        });
        change.places.extend(key.place.clone());
        change
    }
}

/// The id in front of the last part.
fn owner(id: &str) -> &str {
    id.rsplit_once('.').map_or("", |(owner, _)| owner)
}

/// Whether two attributes hold the same, whatever they are called.
fn same_value(a: &Node, b: &Node) -> bool {
    let relevant = |node: &Node| {
        let mut node = node.clone();
        node.retain(|it, _| it.is_normative() && *it != Property::Name && *it != Property::Tag);
        node
    };
    relevant(a) == relevant(b)
}

/// The nodes that a node is part of, from near to far.
fn parents(key: &Key) -> Vec<Key> {
    let at = |kind, id: &str| Key { kind, id: id.to_owned(), place: key.place.clone() };
    let place = || key.place.as_ref().map(|it| it.message.as_str()).unwrap_or_default();
    let message = || Key::new(Kind::Message, place());
    // A choice that belongs to one attribute has the id of the attribute.
    let entity = |id: &str| match id.contains('.') {
        true => vec![at(Kind::Attribute, id), at(Kind::Entity, owner(id)), message()],
        false => vec![message()],
    };
    let below = |first: Key, rest: Vec<Key>| std::iter::once(first).chain(rest).collect();
    let in_contract = |place: Option<&Place>| {
        let part = place.map(|it| it.message.split('/').next().unwrap_or_default());
        let place =
            place.zip(part).map(|(it, part)| Place { message: part.to_owned(), ..it.clone() });
        let id = place.as_ref().map(|it| it.message.clone()).unwrap_or_default();
        Key { kind: Kind::Contract, id, place }
    };
    // Ids of criteria and what is below them have spaces between their parts.
    let words = |count: usize| {
        let end = key.id.match_indices(' ').nth(count - 1).map_or(key.id.len(), |(at, _)| at);
        key.id.get(..end).unwrap_or_default().to_owned()
    };
    match key.kind {
        Kind::Entity => entity(&key.id),
        Kind::Attribute => vec![at(Kind::Entity, owner(&key.id)), message()],
        Kind::Branch => {
            let choice = key.id.split('|').next().unwrap_or_default();
            below(at(Kind::Entity, choice), entity(choice))
        }
        Kind::Criterion => vec![message()],
        Kind::Condition => vec![at(Kind::Criterion, &words(1)), message()],
        Kind::Operator => {
            let (condition, criterion) = (words(2), words(1));
            vec![at(Kind::Condition, &condition), at(Kind::Criterion, &criterion), message()]
        }
        Kind::Code | Kind::TableCode => {
            vec![Key::new(Kind::List, key.id.split('/').next().unwrap_or_default())]
        }
        Kind::Server | Kind::Operation | Kind::Error | Kind::Limit => {
            vec![in_contract(key.place.as_ref())]
        }
        Kind::Response => {
            let operation = key.id.split('/').next().unwrap_or_default();
            vec![at(Kind::Operation, operation), in_contract(key.place.as_ref())]
        }
        Kind::HeaderUse => {
            let contract = in_contract(key.place.as_ref());
            let of =
                |kind, id: &str| Key { kind, id: id.to_owned(), place: contract.place.clone() };
            let within = place().split_once('/').map(|(_, it)| it).unwrap_or_default();
            let operation = within.split('/').next().unwrap_or_default();
            vec![of(Kind::Response, within), of(Kind::Operation, operation), contract]
        }
        Kind::BodyProperty => vec![at(Kind::Body, place()), in_contract(key.place.as_ref())],
        Kind::Body => vec![in_contract(key.place.as_ref())],
        Kind::Release | Kind::Message | Kind::List | Kind::Contract | Kind::Header => Vec::new(),
    }
}

/// What is said of a node that comes or goes.
fn shown(key: &Key, node: &Node) -> Option<String> {
    match key.kind {
        Kind::Attribute | Kind::BodyProperty => Some(value(node)),
        Kind::Code | Kind::TableCode => {
            node.get(&Property::Label).or(node.get(&Property::LabelValue)).map(Fact::to_string)
        }
        Kind::Criterion => node.get(&Property::Path).map(Fact::to_string),
        Kind::HeaderUse => node.get(&Property::Constant).map(Fact::to_string),
        Kind::Limit => node.get(&Property::Value).map(Fact::to_string),
        _ => None,
    }
}

/// What a value is, in a few words.
fn value(node: &Node) -> String {
    let get = |property| node.get(&property).map(Fact::to_string);
    let mut text = get(Property::Type).unwrap_or_default();
    if let Some(what) = get(Property::List).or_else(|| get(Property::Entity)) {
        text = format!("{text} {what}");
    }
    let facets = [
        Property::JsonForm,
        Property::MinLength,
        Property::MaxLength,
        Property::Pattern,
        Property::Min,
        Property::Max,
    ];
    let facets = facets.iter().filter_map(|it| Some(format!("{} {}", it.word(), get(*it)?)));
    let facets: Vec<String> = facets.collect();
    if !facets.is_empty() {
        text = format!("{text} ({})", facets.join(", "));
    }
    if node.contains_key(&Property::Many) { format!("{text} []") } else { text }
}
