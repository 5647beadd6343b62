//! What is to be written, worked out once from the release.

use vum_model::{
    Alternative, Attribute, Bounds, Code, CodeForm, CodeList, Message, Release, Role,
    Shape as Described, ShapeKind, TextForm, Value,
};

use crate::calendar::Day;
use crate::error::Error;
use crate::flaw::{self, Flaw};
use crate::form::Form;
use crate::habit::{self, Choose, Habit, Moment, Number};
use crate::rng::Rng;
use crate::scene::{Cast, Frame, Kind, Scene, Web};
use crate::texts::{self, Setting, Topic};

/// A list of more codes than this is cut down to those that are in common use.
const LARGE_LIST: usize = 100;
/// How many texts show whether what a text is about suits its form.
const TRIALS: u64 = 64;

/// A message, ready to be written.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) root: usize,
    /// By the index of the release; `None` where the message does not use the shape.
    shapes: Vec<Option<Shape>>,
}

/// A shape.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Record(Record),
    Choice(Vec<Variant>),
}

/// A record.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    /// What the role can send, in order.
    pub(crate) fields: Vec<Field>,
    /// What only the other role can send.
    pub(crate) hidden: Vec<Field>,
    /// Which fields go together in a question; without any, all do.
    pub(crate) groups: Vec<Group>,
    /// Names of the standard that do not belong here, with the rule that says so.
    pub(crate) absent: Vec<(String, &'static str)>,
    /// Whether names that the standard does not know are allowed.
    pub(crate) lenient: bool,
}

/// Fields that go together, as bits by their order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    pub(crate) required: u128,
    pub(crate) optional: u128,
}

impl Group {
    pub(crate) const NONE: Self = Self { required: 0, optional: 0 };

    fn new(written: &Alternative, fields: &[Field]) -> Self {
        let of = |names: &[String]| {
            let named = fields.iter().enumerate().filter(|(_, it)| names.contains(&it.name));
            named.map(|(n, _)| bit(n)).sum()
        };
        Self { required: of(&written.required), optional: of(&written.optional) }
    }
}

/// The bit of a field. The generator of the typed messages allows at most 128 attributes too.
pub(crate) fn bit(n: usize) -> u128 {
    1_u128.wrapping_shl(u32::try_from(n).unwrap_or(127).min(127))
}

/// A branch of a choice.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    /// The name as JSON, with the colon.
    pub(crate) key: String,
    pub(crate) shape: usize,
    pub(crate) weight: u32,
}

/// An attribute.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The name as JSON, with the colon.
    pub(crate) key: String,
    pub(crate) many: bool,
    pub(crate) required: bool,
    /// Whether its list cannot be empty, and a rule says so.
    pub(crate) least: bool,
    pub(crate) habit: Habit,
    pub(crate) web: Option<Web>,
    pub(crate) maker: Maker,
    /// What can be wrong with a single value.
    pub(crate) flaws: Vec<Flaw>,
}

/// How a single value is made.
#[derive(Clone, Debug)]
pub(crate) enum Maker {
    Text(Topic, Form),
    Integer(Number, i64, i64),
    Boolean,
    Date(Moment),
    Code(Choose, Vec<CodeValue>),
    Label(Vec<CodeValue>),
    Shape(usize),
}

/// A code that can be sent.
#[derive(Clone, Debug)]
pub(crate) struct CodeValue {
    pub(crate) code: String,
    /// As it is written: the code, or its label.
    pub(crate) json: String,
    pub(crate) weight: u32,
}

impl Plan {
    pub(crate) fn new(release: &Release, message: &Message, role: Role) -> Result<Self, Error> {
        let root = message.root.0;
        let mut used = vec![false; release.shapes.len()];
        if let Some(used) = used.get_mut(root) {
            *used = true;
        }
        // Every shape stands after the shapes it uses.
        for (n, shape) in release.shapes.iter().enumerate().rev() {
            if used.get(n) == Some(&true) {
                for inner in inner(&shape.kind) {
                    if let Some(used) = used.get_mut(inner) {
                        *used = true;
                    }
                }
            }
        }
        let mut planner = Planner { release, role, worth: Vec::new() };
        let mut shapes = Vec::new();
        for (shape, used) in release.shapes.iter().zip(used) {
            planner.worth.push(planner.is_worth(&shape.kind) && shape.deprecated.is_none());
            let planned = used.then(|| planner.shape(shape));
            shapes.push(planned.transpose()?);
        }
        Ok(Self { root, shapes })
    }

    pub(crate) fn shape(&self, id: usize) -> Option<&Shape> {
        self.shapes.get(id)?.as_ref()
    }

    /// A field of a record.
    pub(crate) fn field(&self, (shape, field): (usize, usize)) -> Option<&Field> {
        match self.shape(shape)? {
            Shape::Record(record) => record.fields.get(field),
            Shape::Choice(_) => None,
        }
    }
}

/// The shapes that a shape holds.
fn inner(kind: &ShapeKind) -> Vec<usize> {
    match kind {
        ShapeKind::Choice { variants } => variants.iter().map(|it| it.shape.0).collect(),
        ShapeKind::Record { attributes, .. } => attributes
            .iter()
            .filter_map(|it| match it.value {
                Value::Shape(id) => Some(id.0),
                _ => None,
            })
            .collect(),
    }
}

struct Planner<'a> {
    release: &'a Release,
    role: Role,
    /// Per shape, whether something can be sent in it that is not deprecated.
    worth: Vec<bool>,
}

impl Planner<'_> {
    fn is_worth(&self, kind: &ShapeKind) -> bool {
        match kind {
            ShapeKind::Choice { variants } => {
                variants.iter().any(|it| self.worth.get(it.shape.0) == Some(&true))
            }
            ShapeKind::Record { attributes, .. } => {
                attributes.iter().any(|it| it.present.contains(self.role) && self.is_wanted(it))
            }
        }
    }

    /// Whether an attribute can be sent without a remark that it is deprecated.
    fn is_wanted(&self, attribute: &Attribute) -> bool {
        attribute.deprecated.is_none()
            && match attribute.value {
                Value::Shape(id) => self.worth.get(id.0) == Some(&true),
                _ => true,
            }
    }

    fn shape(&self, shape: &Described) -> Result<Shape, Error> {
        let (attributes, absent) = match &shape.kind {
            ShapeKind::Record { attributes, absent } => (attributes, absent),
            ShapeKind::Choice { variants } => {
                let variants = variants.iter().map(|variant| {
                    let worth = self.worth.get(variant.shape.0) == Some(&true);
                    Variant {
                        name: variant.wrapper.clone(),
                        key: key(&variant.wrapper),
                        shape: variant.shape.0,
                        weight: if worth { habit::variant_weight(&variant.wrapper) } else { 0 },
                    }
                });
                return Ok(Shape::Choice(variants.collect()));
            }
        };
        let (mut fields, mut hidden) = (Vec::new(), Vec::new());
        for attribute in attributes {
            let own = attribute.present.contains(self.role);
            let into = if own { &mut fields } else { &mut hidden };
            into.push(self.field(attribute)?);
        }
        let mut names: Vec<(String, &'static str)> = Vec::new();
        for it in absent {
            let taken = attributes.iter().any(|other| other.name == it.name)
                || names.iter().any(|(name, _)| *name == it.name);
            if !taken {
                names.push((it.name.clone(), flaw::absence(&it.reason)));
            }
        }
        let question = shape.question.as_ref();
        let is_plain = attributes.iter().all(|it| !habit::is_keyword(it));
        let kind = match question {
            None => Kind::of(&shape.entity),
            Some(_) => Kind::of_question(&shape.entity, is_plain),
        };
        let groups = question.map_or(&[][..], |it| &it.alternatives);
        Ok(Shape::Record(Record {
            kind,
            groups: groups.iter().map(|it| Group::new(it, &fields)).collect(),
            fields,
            hidden,
            absent: names,
            // Who answers a question ignores what it does not know.
            lenient: question.is_some() || self.release.info.unknown_attributes_allowed,
        }))
    }

    fn field(&self, attribute: &Attribute) -> Result<Field, Error> {
        let mut habit = habit::habit(attribute);
        if !self.is_wanted(attribute) {
            habit.share = 0;
        }
        let none = || Error::NoValue { attribute: attribute.id.clone() };
        let maker = self.maker(attribute).ok_or_else(none)?;
        let list = self.list(&attribute.value);
        Ok(Field {
            name: attribute.name.clone(),
            key: key(&attribute.name),
            many: attribute.many,
            required: attribute.required.contains(self.role),
            least: attribute.min_items.is_some_and(|least| least > 0),
            habit,
            web: habit::web(&attribute.id),
            flaws: flaw::of_value(&attribute.value, list),
            maker,
        })
    }

    fn list(&self, value: &Value) -> Option<&CodeList> {
        match value {
            Value::Code { list, .. } | Value::Label { list } => self.release.code_lists.get(list),
            _ => None,
        }
    }

    fn maker(&self, attribute: &Attribute) -> Option<Maker> {
        Some(match &attribute.value {
            Value::Text(form) | Value::Uri(form) => {
                let form = Form::new(form)?;
                let topic = habit::topic(attribute, form.max);
                Maker::Text(suited(topic, &form), form)
            }
            Value::Integer(bounds) => integer(habit::number(attribute), bounds)?,
            Value::Boolean => Maker::Boolean,
            Value::Date => Maker::Date(habit::moment(attribute)),
            Value::Shape(id) => Maker::Shape(id.0),
            Value::Label { .. } => {
                let list = self.list(&attribute.value)?;
                let labelled = |code: &Code| {
                    let label = code.label.as_deref()?;
                    Some(value(list, code, json_text(label)))
                };
                let values = usable(list).filter_map(labelled).collect::<Vec<_>>();
                (!values.is_empty()).then_some(Maker::Label(values))?
            }
            Value::Code { form, .. } => {
                let list = self.list(&attribute.value)?;
                let values = codes(list, form)?;
                if values.is_empty() {
                    open(attribute, list, form)?
                } else {
                    Maker::Code(habit::choose(attribute), values)
                }
            }
        })
    }
}

/// The codes of a list that are not deprecated; all of them when each one is.
fn usable(list: &CodeList) -> impl Iterator<Item = &Code> {
    let all = list.codes.iter().all(|it| it.deprecated.is_some());
    list.codes.iter().filter(move |it| all || it.deprecated.is_none())
}

/// The codes of a list that the form lets through.
fn codes(list: &CodeList, form: &CodeForm) -> Option<Vec<CodeValue>> {
    let in_use = habit::weights(&list.id).filter(|_| list.codes.len() > LARGE_LIST);
    let kept = usable(list).filter(|code| {
        in_use.is_none_or(|in_use| in_use.iter().any(|(known, _)| *known == code.code))
    });
    let written: &dyn Fn(&Code) -> Option<String> = match form {
        CodeForm::Text(form) => {
            let form = Form::new(form)?;
            &move |code: &Code| form.accepts(&code.code).then(|| json_text(&code.code))
        }
        CodeForm::Integer(bounds) => &|code: &Code| {
            let number: i64 = code.code.parse().ok()?;
            within(number, bounds).then(|| number.to_string())
        },
    };
    Some(kept.filter_map(|code| Some(value(list, code, written(code)?))).collect())
}

fn value(list: &CodeList, code: &Code, json: String) -> CodeValue {
    let known = habit::weights(&list.id);
    let weight = match known {
        Some(known) => known.iter().find(|it| it.0 == code.code).map_or(1, |it| it.1),
        None => habit::plain_weight(&code.code, code.label.as_deref()),
    };
    CodeValue { code: code.code.clone(), json, weight }
}

/// A code of a list without a table.
fn open(attribute: &Attribute, list: &CodeList, form: &CodeForm) -> Option<Maker> {
    let topic = habit::open_code(&list.id);
    let form = match form {
        CodeForm::Integer(bounds) => {
            let number = if topic == Some(Topic::Sector) { Number::Sector } else { Number::Any };
            return integer(number, bounds);
        }
        CodeForm::Text(form) => form,
    };
    if let Some(topic) = topic {
        let form = Form::new(form)?;
        return Some(Maker::Text(suited(topic, &form), form));
    }
    // The form that the keeper of the list gives it says more than that of the contract.
    let narrow = TextForm { pattern: list.form.clone(), ..form.clone() };
    let (wide, narrow) = (Form::new(form)?, Form::new(&narrow));
    let narrow =
        narrow.filter(|it| it.pattern.is_some() && are_all_accepted(Topic::Form, it, &wide));
    let topic = habit::topic(attribute, wide.max);
    Some(match narrow {
        Some(narrow) => Maker::Text(Topic::Form, narrow),
        None => Maker::Text(suited(topic, &wide), wide),
    })
}

fn integer(number: Number, bounds: &Bounds) -> Option<Maker> {
    let max = bounds.max.unwrap_or(i64::MAX);
    let min = bounds.min.unwrap_or(max.min(0));
    (min <= max).then_some(Maker::Integer(number, min, max))
}

fn within(number: i64, bounds: &Bounds) -> bool {
    bounds.min.is_none_or(|min| number >= min) && bounds.max.is_none_or(|max| number <= max)
}

/// What a text is about, unless its form does not allow such texts.
fn suited(topic: Topic, form: &Form) -> Topic {
    if form.pattern.is_none() || are_all_accepted(topic, form, form) { topic } else { Topic::Form }
}

fn are_all_accepted(topic: Topic, made: &Form, accepted: &Form) -> bool {
    (0..TRIALS).all(|n| {
        let mut rng = Rng::of_record(n, n);
        let cast = Cast::new(n, Day::of(2026, 6, 1), &mut rng);
        let frame = Frame { index: (n % 3) as usize, ..Frame::new(&cast, &mut rng) };
        let mut scene = Scene::root(&cast);
        scene.shift(n as usize);
        let mut text = String::new();
        let at = Setting { cast: &cast, scene: &scene, frame: &frame };
        texts::write(topic, &at, made, &mut rng, &mut text);
        accepted.accepts(&text)
    })
}

/// A name as JSON, with the colon.
fn key(name: &str) -> String {
    let mut key = json_text(name);
    key.push(':');
    key
}

/// A text as JSON.
pub(crate) fn json_text(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    push_json(text, &mut json);
    json
}

/// Writes a text as JSON.
pub(crate) fn push_json(text: &str, out: &mut String) {
    out.push('"');
    let plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    if text.bytes().all(plain) {
        out.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                c if c < ' ' => {
                    out.push_str("\\u00");
                    let code = u32::from(c);
                    out.extend(
                        [code >> 4, code & 15].map(|n| char::from_digit(n, 16).unwrap_or('0')),
                    );
                }
                c => out.push(c),
            }
        }
    }
    out.push('"');
}
