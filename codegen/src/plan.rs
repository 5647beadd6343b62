//! What is defined where: a type that a later release leaves unchanged is the same type.

use std::collections::{BTreeMap, BTreeSet};

use vum_model::{CodeList, Message, Release, Shape, ShapeId, ShapeKind, Value, Version};

use crate::error::{Error, Kind};
use crate::rust::{Whole, names, rules};
use crate::selection::uses;

/// Where a type is defined.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Home {
    pub(crate) release: Version,
    /// The type's name in that release.
    pub(crate) name: String,
}

/// The types of all releases that are generated together.
pub(crate) struct Plan {
    shapes: BTreeMap<(Version, ShapeId), Home>,
    lists: BTreeMap<(Version, String), Home>,
    rules: BTreeMap<(Version, String), Home>,
    /// Pairs of types with a projection, in the release that defines it.
    projections: BTreeMap<Version, Vec<(ShapeId, ShapeId)>>,
    /// Pairs of a question and a profile that it judges, in the release that defines it.
    judged: BTreeMap<Version, Vec<(ShapeId, ShapeId)>>,
}

impl Plan {
    pub(crate) fn new(wholes: &[Whole]) -> Result<Self, Error> {
        let mut plan = Self {
            shapes: BTreeMap::new(),
            lists: BTreeMap::new(),
            rules: BTreeMap::new(),
            projections: BTreeMap::new(),
            judged: BTreeMap::new(),
        };
        let mut known_lists: BTreeMap<String, Home> = BTreeMap::new();
        let mut known_rules: BTreeMap<String, Home> = BTreeMap::new();
        let mut known_shapes: BTreeMap<String, Home> = BTreeMap::new();
        let mut known_projections: BTreeSet<(Home, Home)> = BTreeSet::new();
        let mut known_judged: BTreeSet<(Home, Home)> = BTreeSet::new();
        for whole in wholes {
            let release = &whole.release;
            let version = release.info.version;
            for list in release.code_lists.values() {
                let home = Home { release: version, name: names::code_type(release, &list.id) };
                let home = known_lists.entry(list_content(list)).or_insert(home).clone();
                plan.lists.insert((version, list.id.clone()), home);
            }
            for rule in rules::used(release) {
                let home = Home { release: version, name: rules::name(&rule.id) };
                // A rule is what it is in every release: its table does not differ.
                let home = known_rules.entry(rule.id.clone()).or_insert(home).clone();
                plan.rules.insert((version, rule.id.clone()), home);
            }
            for shape in &release.shapes {
                let home = Home { release: version, name: names::type_name(&shape.name) };
                let content = plan.shape_content(version, shape, whole)?;
                let home = known_shapes.entry(content).or_insert(home).clone();
                plan.shapes.insert((version, shape.id), home);
            }
            let mut own = Vec::new();
            for (from, to) in projected(release)? {
                let pair = (plan.shape(release, from)?, plan.shape(release, to)?);
                if known_projections.insert((pair.0.clone(), pair.1.clone())) {
                    own.push((from, to));
                }
            }
            plan.projections.insert(version, own);
            let mut own = Vec::new();
            for (question, profile) in judged(release) {
                let pair = (plan.shape(release, question)?, plan.shape(release, profile)?);
                if known_judged.insert(pair) {
                    own.push((question, profile));
                }
            }
            plan.judged.insert(version, own);
        }
        Ok(plan)
    }

    pub(crate) fn shape(&self, release: &Release, id: ShapeId) -> Result<Home, Error> {
        let place = || release.shape(id).map_or_else(String::new, |shape| shape.name.clone());
        let home = self.shapes.get(&(release.info.version, id));
        home.cloned().ok_or_else(|| Kind::Dangling { place: place() }.into())
    }

    pub(crate) fn list(&self, release: &Release, id: &str) -> Result<Home, Error> {
        let home = self.lists.get(&(release.info.version, id.to_owned()));
        home.cloned().ok_or_else(|| Kind::Dangling { place: id.to_owned() }.into())
    }

    pub(crate) fn rule(&self, release: &Release, id: &str) -> Result<Home, Error> {
        let home = self.rules.get(&(release.info.version, id.to_owned()));
        home.cloned().ok_or_else(|| Kind::Dangling { place: id.to_owned() }.into())
    }

    pub(crate) fn projections(&self, version: Version) -> &[(ShapeId, ShapeId)] {
        self.projections.get(&version).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn judged(&self, version: Version) -> &[(ShapeId, ShapeId)] {
        self.judged.get(&version).map_or(&[], Vec::as_slice)
    }

    /// Everything of a shape that a program can notice, as one text. Descriptions do not count:
    /// they may improve.
    fn shape_content(
        &self,
        version: Version,
        shape: &Shape,
        whole: &Whole,
    ) -> Result<String, Error> {
        let home = |id: ShapeId| {
            let home = self.shapes.get(&(version, id));
            home.cloned().ok_or_else(|| Error::from(Kind::Dangling { place: shape.name.clone() }))
        };
        let open = whole.open(shape.id);
        let mut content = format!("{} {open:?} {:?}", shape.entity, shape.deprecated);
        content.push_str(&format!(" {:?}", shape.rules));
        if whole.is_body(shape.id) {
            // Bodies of two parts are two types, also where they happen to be alike.
            content.push_str(&shape.name);
        }
        if let Some(question) = &shape.question {
            content.push_str(&format!("{} {question:?}", shape.name));
        }
        // What a question means is part of its type.
        let messages = whole.release.messages.iter().filter(|it| it.root == shape.id);
        for criterion in messages.filter_map(|it| it.selection.as_ref()).flat_map(|it| &it.criteria)
        {
            content
                .push_str(&format!("\n{} {:?} {:?}", criterion.id, criterion.data, criterion.form));
        }
        match &shape.kind {
            ShapeKind::Record { attributes, absent } => {
                for a in attributes {
                    let value = match &a.value {
                        Value::Shape(id) => format!("{:?}", home(*id)?),
                        Value::Code { list, form } => {
                            format!("{:?} {form:?}", self.lists.get(&(version, list.clone())))
                        }
                        Value::Label { list } => {
                            format!("{:?}", self.lists.get(&(version, list.clone())))
                        }
                        other => format!("{other:?}"),
                    };
                    content.push_str(&format!(
                        "\n{} {} {:?} {value} {} {:?} {:?} {:?} {} {:?} {:?}",
                        a.id,
                        a.name,
                        a.rust,
                        a.many,
                        a.present,
                        a.required,
                        a.deprecated,
                        a.sensitive.is_some(),
                        a.min_items,
                        a.aliases,
                    ));
                }
                // What an unknown name is told depends on these.
                content.push_str(&format!("\n{absent:?}"));
            }
            ShapeKind::Choice { variants } => {
                for variant in variants {
                    let home = home(variant.shape)?;
                    content.push_str(&format!("\n{} {home:?}", variant.wrapper));
                }
            }
        }
        Ok(content)
    }
}

fn list_content(list: &CodeList) -> String {
    format!(
        "{} {} {} {:?} {:?}",
        list.id,
        list.closed,
        list.complete,
        list.codes
            .iter()
            .map(|c| (&c.code, &c.name, &c.label, &c.deprecated, &c.period))
            .collect::<Vec<_>>(),
        list.absent,
    )
}

/// The pairs of shapes between which a detail is projected to a match, children first.
fn projected(release: &Release) -> Result<Vec<(ShapeId, ShapeId)>, Error> {
    let mut pairs = Vec::new();
    for detail in release.messages.iter().filter(|message| message.view == "detail") {
        let to = release.messages.iter().find(|m| m.part == detail.part && m.view == "match");
        if let Some(to) = to {
            pair(release, detail.root, to.root, &mut pairs)?;
        }
    }
    Ok(pairs)
}

/// The pairs of a question and what it can be put to: the match and the detail of its part.
fn judged(release: &Release) -> Vec<(ShapeId, ShapeId)> {
    let mut pairs: Vec<_> = asked(release).map(|(asked, of)| (asked.root, of.root)).collect();
    pairs.dedup();
    pairs
}

/// Questions, each with a message that it can be put to.
pub(crate) fn asked(release: &Release) -> impl Iterator<Item = (&Message, &Message)> {
    let questions = release.messages.iter().filter(|message| message.selection.is_some());
    questions.flat_map(|question| {
        let profiles = release.messages.iter().filter(|it| it.part == question.part);
        let profiles = profiles.filter(|it| matches!(it.view.as_str(), "match" | "detail"));
        profiles.map(move |it| (question, it))
    })
}

fn pair(
    release: &Release,
    from: ShapeId,
    to: ShapeId,
    pairs: &mut Vec<(ShapeId, ShapeId)>,
) -> Result<(), Error> {
    if from == to || pairs.contains(&(from, to)) {
        return Ok(());
    }
    let (Some(source), Some(target)) = (release.shape(from), release.shape(to)) else {
        return Err(Kind::Dangling { place: "a message".to_owned() }.into());
    };
    for (below_from, below_to) in children(release, source, target) {
        pair(release, below_from, below_to, pairs)?;
    }
    pairs.push((from, to));
    Ok(())
}

/// The shapes below two shapes that belong together.
fn children(release: &Release, from: &Shape, to: &Shape) -> Vec<(ShapeId, ShapeId)> {
    match (&from.kind, &to.kind) {
        (ShapeKind::Record { attributes, .. }, ShapeKind::Record { attributes: wanted, .. }) => {
            let shapes = wanted.iter().filter_map(|target| {
                let source = attributes.iter().find(|source| source.id == target.id)?;
                match (&source.value, &target.value) {
                    (Value::Shape(from), Value::Shape(to)) => Some((*from, *to)),
                    _ => None,
                }
            });
            shapes.collect()
        }
        (ShapeKind::Choice { .. }, ShapeKind::Choice { variants }) => {
            let pairs = variants.iter().filter_map(|variant| {
                Some((branch(release, from, release.shape(variant.shape)?)?, variant.shape))
            });
            pairs.collect()
        }
        // One branch of a choice goes on as a record of its own.
        (ShapeKind::Choice { .. }, ShapeKind::Record { .. }) => {
            branch(release, from, to).map(|branch| (branch, to.id)).into_iter().collect()
        }
        (ShapeKind::Record { .. }, ShapeKind::Choice { .. }) => Vec::new(),
    }
}

/// The branch of a choice that has the entity of `target`.
pub(crate) fn branch(release: &Release, choice: &Shape, target: &Shape) -> Option<ShapeId> {
    let branches = uses(choice);
    branches
        .into_iter()
        .find(|id| release.shape(*id).is_some_and(|shape| shape.entity == target.entity))
}
