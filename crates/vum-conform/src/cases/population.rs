//! Records to be asked about.

use std::collections::BTreeMap;

use serde_json::Value;
use vum::meta::ValueMeta;
use vum::select::SelectionType;
use vum::{MessageType, Role};
use vum_model::CriterionForm;

use super::answer::optional;
use super::privacy::Split;
use super::question::{meant, written};
use super::write::compare;
use crate::content::{Tree, attribute, own_id, same};
use crate::judge::judge;
use crate::material::Records;
use crate::protocol::{Comparison, Request, Wanted};
use crate::reference::{self, Chosen};
use crate::suite::Bench;
use crate::trial::Trial;

/// A question with the numbers of the records that it selects.
pub(super) struct Question {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) requirements: Vec<String>,
    pub(super) question: Value,
    /// The very text, where that matters.
    pub(super) text: Option<String>,
    pub(super) expected: Chosen,
}

impl Question {
    /// The body of the request.
    pub(super) fn request(&self) -> String {
        let question = self.text.clone().unwrap_or_else(|| self.question.to_string());
        format!(r#"{{"vraagObject": {question}}}"#)
    }
}

/// A population with its questions.
pub(super) struct Population {
    /// The message that has everything of a record.
    pub(super) known: &'static MessageType,
    /// The message of a result.
    pub(super) message: &'static MessageType,
    /// The body of an answer.
    pub(super) body: &'static MessageType,
    /// How questions are put to results.
    pub(super) of: &'static SelectionType,
    /// The records as the product is to know them.
    pub(super) records: Vec<Tree>,
    /// The records as results, in JSON.
    pub(super) results: Vec<Value>,
    pub(super) questions: Vec<Question>,
    /// Paths of criteria that can be left out.
    pub(super) optional: Vec<String>,
    /// Paths of criteria in which the contract allows no other names.
    pub(super) closed: Vec<String>,
    /// The numbers by what names a record, where the release has that.
    key: Option<(&'static str, BTreeMap<String, usize>)>,
}

impl Population {
    /// That of the vectors, in which every record that the part has a detail for has contact data too.
    pub(super) fn of(bench: &Bench<'_>) -> Option<Self> {
        let file = bench.material.selection.as_ref()?;
        let mut empty = Self::empty(bench)?;
        let details = Records::new(&bench.scope.release, empty.known, Role::Bron)?;
        let mut ids = BTreeMap::new();
        for (n, member) in file.population.iter().enumerate() {
            let mut tree = Tree::from_json(&member.profile, empty.known.root);
            empty.name(&mut tree, &member.id);
            empty.add_detail(&mut tree, &details.get(n as u64));
            if empty.fits(&tree) {
                ids.insert(member.id.as_str(), empty.records.len());
                empty.add(tree);
            }
        }
        for asked in &file.questions {
            let expected = asked.selected.iter().filter_map(|id| ids.get(id.as_str()).copied());
            empty.questions.push(Question {
                id: asked.id.clone(),
                title: asked.description.clone(),
                requirements: [&file.requirements[..], &asked.requirements[..]].concat(),
                question: asked.question.clone(),
                text: asked.text.clone(),
                expected: expected.collect(),
            });
        }
        Some(empty)
    }

    /// So many realistic records that all satisfy the least that can be asked, which is the one
    /// question.
    pub(super) fn of_many(bench: &Bench<'_>, count: usize) -> Option<Self> {
        let of = bench.material.question.as_ref()?;
        let mut population = Self::empty(bench)?;
        let records = Records::new(&bench.scope.release, population.known, Role::Bron)?;
        let mut wanted = Vec::new();
        let mut set: Vec<(String, String)> = Vec::new();
        for criterion in of.criteria.iter().filter(|it| it.required) {
            let mut add = |about: &str, is, value: &str| {
                wanted.push(Wanted {
                    criterion: criterion.id.clone(),
                    entry: 0,
                    about: about.to_owned(),
                    is,
                    value: value.to_owned(),
                });
            };
            match &criterion.form {
                CriterionForm::Area { .. } => {
                    add("postcode", Comparison::Equal, POSTCODE);
                    add("afstand", Comparison::AtMost, "999");
                    set.extend(criterion.data.clone().map(|path| (path, POSTCODE.to_owned())));
                }
                CriterionForm::Value(condition) => {
                    add(&condition.attribute, Comparison::Equal, NUMBER);
                    let path = criterion.data.as_ref().unwrap_or(&condition.data);
                    set.push((path.clone(), NUMBER.to_owned()));
                }
                _ => return None,
            }
        }
        // More than enough are looked at: some may not fit.
        for n in 0..4 * count as u64 {
            let mut tree = records.get(n);
            for (path, value) in &set {
                put(&mut tree, path, value);
            }
            population.name(&mut tree, &format!("max-{n}"));
            let twice =
                population.key.is_none() && population.records.iter().any(|it| same(it, &tree));
            if population.records.len() < count && !twice && population.fits(&tree) {
                population.add(tree);
            }
        }
        population.questions.push(Question {
            id: "maximum".to_owned(),
            title: String::new(),
            requirements: Vec::new(),
            question: written(of, &wanted),
            text: None,
            expected: (0..population.records.len()).collect(),
        });
        (population.records.len() == count).then_some(population)
    }

    fn empty(bench: &Bench<'_>) -> Option<Self> {
        let scope = bench.scope;
        let question = bench.material.question.as_ref()?;
        let message = scope.message("match")?;
        let named = |it: &&vum::meta::AttributeMeta| {
            let text = matches!(it.value, ValueMeta::Text(_));
            text && it.required.contains(Role::Bron) && own_id(it.id).starts_with("id")
        };
        let key = message.root.attributes.iter().find(named).map(|it| (it.name, BTreeMap::new()));
        let shapes = |it: &&vum_model::Criterion| {
            let root = scope.release.message(&scope.id("selectievraag")).map(|it| it.root);
            let shape = root.and_then(|root| scope.release.shape(root));
            let attribute = shape?.attributes().iter().find(|a| a.name == it.path)?;
            let vum_model::Value::Shape(id) = attribute.value else { return None };
            let asked = scope.release.shape(id)?.question.as_ref()?;
            asked.alternatives.iter().any(|it| it.closed).then_some(())
        };
        Some(Self {
            known: scope.message("detail").unwrap_or(message),
            message,
            body: vum::body(&scope.number(), &scope.id("matches-antwoord"), Role::Bron)?,
            of: vum::selection(&scope.number(), &scope.id("match"))?,
            records: Vec::new(),
            results: Vec::new(),
            questions: Vec::new(),
            optional: optional(question),
            closed: question
                .criteria
                .iter()
                .filter(|it| shapes(it).is_some())
                .map(|it| it.path.clone())
                .collect(),
            key,
        })
    }

    fn name(&self, tree: &mut Tree, id: &str) {
        if let (Some((name, _)), Tree::Record(record)) = (&self.key, tree)
            && let Some(it) = self.known.root.attributes.iter().find(|it| it.name == *name)
        {
            record.insert(own_id(it.id).to_owned(), Tree::Leaf(id.to_owned()));
        }
    }

    /// Adds what only a detail has, such as contact data.
    fn add_detail(&self, tree: &mut Tree, detail: &Tree) {
        if let (Tree::Record(record), Tree::Record(detail)) = (tree, detail) {
            for (own, value) in detail {
                if attribute(self.message.root, own).is_none() && !record.contains_key(own) {
                    record.insert(own.clone(), value.clone());
                }
            }
        }
    }

    fn fits(&self, tree: &Tree) -> bool {
        let valid = |it: &'static MessageType| {
            let text = tree.only(it.root, Role::Bron).to_json(it.root).to_string();
            judge(it, &text, Role::Bron, None).is_valid()
        };
        valid(self.known) && valid(self.message)
    }

    fn add(&mut self, tree: Tree) {
        let result = tree.only(self.message.root, Role::Bron).to_json(self.message.root);
        if let Some((name, numbers)) = &mut self.key
            && let Some(id) = result.get(*name).and_then(Value::as_str)
        {
            numbers.insert(id.to_owned(), self.records.len());
        }
        self.records.push(tree);
        self.results.push(result);
    }

    /// The request that tells the product what to hold; with every order turned round.
    pub(super) fn request(&self, reversed: bool) -> Request {
        let mut records: Vec<_> = if reversed {
            self.records.iter().map(|it| turned(it).entries(self.known.root)).collect()
        } else {
            self.records.iter().map(|it| it.entries(self.known.root)).collect()
        };
        if reversed {
            records.reverse();
            records.iter_mut().for_each(|entries| entries.reverse());
        }
        Request::Population { message: self.known.id.to_owned(), records }
    }

    /// The number of the record that a result is. Without a name it is told by what it says, each
    /// once.
    pub(super) fn number(&self, result: &Value, taken: &Chosen) -> Option<usize> {
        if let Some((name, numbers)) = &self.key {
            return numbers.get(result.get(*name)?.as_str()?).copied();
        }
        let tree = Tree::from_json(result, self.message.root);
        let is = |n: &usize| {
            self.records
                .get(*n)
                .is_some_and(|it| same(&it.only(self.message.root, Role::Bron), &tree))
        };
        let all = || (0..self.records.len()).filter(is);
        all().find(|n| !taken.contains(n)).or_else(|| all().next())
    }

    /// Tells what is wrong with a result.
    pub(super) fn compare(
        &self,
        trial: &mut Trial<'_>,
        number: usize,
        result: &Value,
        subject: &str,
        pointer: &str,
    ) {
        let Some(tree) = self.records.get(number) else { return };
        let expected = tree.only(self.message.root, Role::Bron);
        let found = Tree::from_json(result, self.message.root);
        compare(trial, &expected, &found, self.message, subject);
        if !std::ptr::eq(self.known, self.message) {
            let split = Split { detail: self.known, message: self.message, role: Role::Bron };
            split.check(trial, tree, &result.to_string(), subject, pointer);
        }
    }

    /// Which results a question selects.
    pub(super) fn chosen(&self, question: &Value) -> Chosen {
        reference::chosen(self.of, question, &self.results.iter().collect::<Vec<_>>())
    }

    /// The questions as they are meant, as far as the release knows them: those of which nothing is
    /// lost on the way.
    pub(super) fn wishes(&self, of: &vum_model::Question) -> Vec<(&Question, Vec<Wanted>)> {
        let meant = self.questions.iter().map(|it| (it, meant(of, &it.question)));
        meant.filter(|(it, wanted)| self.chosen(&written(of, wanted)) == it.expected).collect()
    }
}

/// A postcode in no use, and a number of nobody.
const POSTCODE: &str = "1234AB";
const NUMBER: &str = "00001234";

/// Puts a value at a path of names.
fn put(tree: &mut Tree, path: &str, value: &str) {
    let Tree::Record(record) = tree else { return };
    match path.split_once('.') {
        Some((name, rest)) => {
            put(record.entry(name.to_owned()).or_insert_with(Tree::empty), rest, value);
        }
        None => {
            record.insert(path.to_owned(), Tree::Leaf(value.to_owned()));
        }
    }
}

/// With every list the other way round.
fn turned(tree: &Tree) -> Tree {
    match tree {
        Tree::Leaf(text) => Tree::Leaf(text.clone()),
        Tree::Record(record) => {
            Tree::Record(record.iter().map(|(own, tree)| (own.clone(), turned(tree))).collect())
        }
        Tree::List(all) => Tree::List(all.iter().rev().map(turned).collect()),
    }
}
