//! What messages are made of in the suite: content that covers everything a message can hold, the
//! least of it, and the longest.
//!
//! It comes from the release itself, so that a new attribute is tested as soon as it is there. Where
//! content of this kind breaks a rule about data, a product that passes it on does nothing wrong: what
//! our own message of the same content is found to have, is no finding about a product.

use std::collections::BTreeSet;

use serde_json::Value;
use vum::meta::{
    BoundsMeta, CodeFormMeta, CodeListMeta, CodeTable, RecordMeta, TextMeta, ValueMeta,
};
use vum::{MessageType, Role};
use vum_model::{Pattern, PatternNode};
use vum_sample::Sampler;

use crate::content::{Tree, attribute};
use crate::judge::judge;
use crate::report::Text;

/// How many records are looked through for what is not covered yet.
const LOOKED_THROUGH: u64 = 200;
/// The most contents that are taken to cover everything.
const MOST: usize = 10;
/// The longest text that is made where the contract gives no bound.
const UNBOUNDED: usize = 2_000;

/// Content of the suite.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Stable id, such as `full-1`.
    pub(crate) id: String,
    /// What it is.
    pub(crate) title: Text,
    /// What it says.
    pub(crate) tree: Tree,
}

/// Realistic records of a message, as trees, from the first on.
pub(crate) struct Records {
    sampler: Sampler,
    meta: &'static RecordMeta,
}

impl Records {
    /// Those of a message as a role sends or receives it; `None` when the release has none.
    pub(crate) fn new(
        release: &vum_model::Release,
        message: &'static MessageType,
        role: Role,
    ) -> Option<Self> {
        let model_role = match role {
            Role::Bron => vum_model::Role::Bron,
            Role::Bemiddelaar => vum_model::Role::Bemiddelaar,
        };
        let sampler = Sampler::new(release, message.id, model_role).ok()?.seed(2026);
        Some(Self { sampler, meta: message.root })
    }

    /// The record with this number.
    pub(crate) fn get(&self, number: u64) -> Tree {
        let json = self.sampler.record(number).json;
        let value: Value = serde_json::from_str(&json).unwrap_or_default();
        Tree::from_json(&value, self.meta)
    }
}

/// The contents for a message of a role. With `into`, each can also become that message: a match of a
/// detail.
pub(crate) fn contents(
    release: &vum_model::Release,
    message: &'static MessageType,
    role: Role,
    into: Option<&'static MessageType>,
) -> Vec<Content> {
    let Some(records) = Records::new(release, message, role) else { return Vec::new() };
    let fits = |tree: &Tree| {
        let valid = |it: &'static MessageType| {
            let text = tree.only(it.root, role).to_json(it.root).to_string();
            judge(it, &text, role, None).is_valid()
        };
        valid(message) && into.is_none_or(valid)
    };
    let all: Vec<Tree> =
        (0..LOOKED_THROUGH).map(|n| records.get(n)).filter(|it| fits(it)).collect();
    let mut contents = Vec::new();
    if let Some(first) = all.first() {
        let mut least = least(first, message.root, role, true);
        if let Some(into) = into {
            graft(&mut least, &self::least(&first.only(into.root, role), into.root, role, true));
        }
        contents.push(("least".to_owned(), Text::new("het minste", "the least"), least));
    }
    let mut covered = BTreeSet::new();
    let mut rich: Option<&Tree> = None;
    let mut ranked: Vec<&Tree> = all.iter().collect();
    // The fullest first, so that few are needed. The sort keeps the order of equals.
    ranked.sort_by_cached_key(|tree| std::cmp::Reverse(tree.entries(message.root).len()));
    for tree in ranked {
        let marks = marks(tree, message.root);
        if marks.iter().any(|mark| !covered.contains(mark)) && contents.len() <= MOST {
            covered.extend(marks);
            rich.get_or_insert(tree);
            let n = contents.len();
            contents.push((
                format!("full-{n}"),
                Text::new(format!("veel gegevens ({n})"), format!("many attributes ({n})")),
                tree.clone(),
            ));
        }
    }
    if let Some(rich) = rich {
        let made = |change: fn(&ValueMeta, &str) -> Option<String>| {
            let mut tree = rich.clone();
            tree.each_leaf(message.root, &mut |it, value| {
                if let Some(new) = change(&it.value, value) {
                    *value = new;
                }
            });
            tree
        };
        contents.extend([
            (
                "longest".to_owned(),
                Text::new("de langste en grootste waarden", "the longest and largest values"),
                made(longest),
            ),
            (
                "shortest".to_owned(),
                Text::new("de kortste en kleinste waarden", "the shortest and smallest values"),
                made(shortest),
            ),
            ("zeros".to_owned(), Text::new("nullen voorop", "leading zeros"), made(zeros)),
            (
                "characters".to_owned(),
                Text::new("bijzondere tekens", "special characters"),
                made(characters),
            ),
        ]);
    }
    contents.retain(|(_, _, tree)| fits(tree));
    contents.into_iter().map(|(id, title, tree)| Content { id, title, tree }).collect()
}

/// What a content covers: every attribute, and every code of a closed list.
fn marks(tree: &Tree, meta: &'static RecordMeta) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    tree.clone().each_leaf(meta, &mut |it, value| {
        marks.insert(it.id.to_owned());
        if let ValueMeta::Code(list, _) = &it.value
            && list.closed
        {
            marks.insert(format!("{}={value}", it.id));
        }
    });
    marks
}

/// What is required, and what names the record.
fn least(tree: &Tree, meta: &RecordMeta, role: Role, is_root: bool) -> Tree {
    let Tree::Record(record) = tree else { return tree.clone() };
    let names = |own: &str| {
        own == "vumID"
            || own.strip_prefix("id").is_some_and(|it| it.starts_with(char::is_uppercase))
    };
    let kept = record.iter().filter_map(|(own, tree)| {
        let it = attribute(meta, own)?;
        let wanted = meta.choice || it.required.contains(role) || is_root && names(own);
        let inner = |tree: &Tree| match it.value {
            ValueMeta::Record(meta) => {
                let inner = least(tree, meta, role, false);
                // An empty record is absent: then what stands in it first stays.
                if inner.is_empty() { tree.clone() } else { inner }
            }
            _ => tree.clone(),
        };
        wanted.then(|| {
            let tree = match tree {
                Tree::List(all) => Tree::List(all.iter().take(1).map(inner).collect()),
                single => inner(single),
            };
            (own.clone(), tree)
        })
    });
    Tree::Record(kept.collect())
}

/// Adds what another content has and this one lacks.
pub(crate) fn graft(tree: &mut Tree, other: &Tree) {
    if let (Tree::Record(record), Tree::Record(other)) = (tree, other) {
        for (own, tree) in other {
            match record.get_mut(own) {
                Some(found) => graft(found, tree),
                None => {
                    record.insert(own.clone(), tree.clone());
                }
            }
        }
    }
}

fn longest(value: &ValueMeta, _: &str) -> Option<String> {
    match value {
        ValueMeta::Text(form)
        | ValueMeta::Code(CodeListMeta { closed: false, .. }, CodeFormMeta::Text(form)) => {
            text(form, "Zoë Müller-Çağlar €", length(form.max_length))
        }
        ValueMeta::Integer(bounds) => bounded(bounds, bounds.max),
        ValueMeta::Code(list, _) => codes(list).last().map(|it| (*it).to_owned()),
        _ => None,
    }
}

fn shortest(value: &ValueMeta, _: &str) -> Option<String> {
    match value {
        ValueMeta::Text(form)
        | ValueMeta::Code(CodeListMeta { closed: false, .. }, CodeFormMeta::Text(form)) => {
            text(form, "x", form.min_length.max(1) as usize)
        }
        ValueMeta::Integer(bounds) => bounded(bounds, bounds.min),
        ValueMeta::Code(list, _) => codes(list).first().map(|it| (*it).to_owned()),
        _ => None,
    }
}

fn zeros(value: &ValueMeta, old: &str) -> Option<String> {
    match value {
        ValueMeta::Text(form) => text(form, "0070", length(form.max_length).min(old.len().max(4))),
        ValueMeta::Code(list @ CodeListMeta { closed: true, .. }, CodeFormMeta::Text(_)) => {
            codes(list).into_iter().find(|it| it.starts_with('0')).map(str::to_owned)
        }
        _ => None,
    }
}

fn characters(value: &ValueMeta, old: &str) -> Option<String> {
    match value {
        ValueMeta::Text(form) if form.pattern.is_none() => {
            text(form, "\"Ça\" \\ & <b> 'ij' ’ Ω 𝄞", length(form.max_length).min(old.len().max(22)))
        }
        _ => None,
    }
}

fn length(max: u32) -> usize {
    usize::try_from(max).unwrap_or(UNBOUNDED).min(UNBOUNDED)
}

/// A text of a form, of this many characters as far as the pattern allows.
fn text(form: &TextMeta, filling: &str, wanted: usize) -> Option<String> {
    match form.pattern {
        None => {
            let made: String = filling.chars().cycle().take(wanted).collect();
            // What begins or ends with a blank is easily taken for a mistake.
            let made = made.trim_end().to_owned();
            (!made.is_empty()).then_some(made)
        }
        Some(pattern) => {
            let parsed = Pattern::parse(pattern.as_str()).ok()?;
            let mut made = String::new();
            write(&parsed.root, wanted, &mut made);
            let fits = parsed.accepts(&made)
                && made.chars().count() >= form.min_length as usize
                && made.chars().count() <= length(form.max_length)
                && !made.is_empty();
            fits.then_some(made)
        }
    }
}

/// A text that fits a pattern, as near to the wanted length as simple repetition comes. It begins
/// with zeros where it can.
fn write(node: &PatternNode, wanted: usize, made: &mut String) {
    let digit =
        |at: usize| if at < 2 { '0' } else { char::from(b'1' + u8::try_from(at % 9).unwrap_or(0)) };
    match node {
        PatternNode::Literal(c) => made.push(*c),
        PatternNode::Any => made.push('x'),
        PatternNode::Class(ranges) => {
            let at = made.chars().count();
            let allowed = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
            let first = ranges.first().map_or('x', |(from, _)| *from);
            let choice = [digit(at), char::from(b'a' + u8::try_from(at % 26).unwrap_or(0)), '1'];
            made.push(choice.into_iter().find(|c| allowed(*c)).unwrap_or(first));
        }
        PatternNode::Sequence(nodes) => nodes.iter().for_each(|node| write(node, wanted, made)),
        PatternNode::Either(nodes) => {
            if let Some(node) = nodes.first() {
                write(node, wanted, made);
            }
        }
        PatternNode::Repeat { node, min, max } => {
            let most = max.map_or(UNBOUNDED, |max| max as usize);
            for n in 0..most {
                if n >= *min as usize && made.chars().count() >= wanted {
                    break;
                }
                write(node, wanted, made);
            }
        }
    }
}

fn bounded(bounds: &BoundsMeta, value: i64) -> Option<String> {
    let is_bound = |it: i64| it != i64::MAX && it != i64::MIN;
    (is_bound(value) && bounds.min <= bounds.max).then(|| value.to_string())
}

/// The codes of a closed list that are not on their way out.
fn codes(list: &CodeListMeta) -> Vec<&'static str> {
    match &list.codes {
        CodeTable::Listed(codes) if list.closed => {
            codes.iter().filter(|it| it.deprecated.is_none()).map(|it| it.code).collect()
        }
        _ => Vec::new(),
    }
}
