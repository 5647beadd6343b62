//! From what is written to the questions of one release: messages with shapes of their own.
//!
//! A question is a record like any other: keys are wire paths and operators. So everything that
//! reads, writes, checks and describes records does so for questions too.

use crate::model::Model;
use crate::naming::upper_camel;
use crate::question::VIEW;
use crate::question::types::{
    Alternative, Condition, Criterion, CriterionForm, Operand, Operator, Question, QuestionShape,
    Range,
};
use crate::question::written::{self, Form, Kind};
use crate::release::{
    Attribute, Bounds, CodeForm, Description, Message, Role, RoleSet, Shape, ShapeId, ShapeKind,
    Text, TextForm, Value, Version,
};
use crate::source::At;

/// Adds the questions of a release behind the messages of their part, and their shapes.
pub(crate) fn project(
    model: &Model,
    release: Version,
    messages: &mut Vec<Message>,
    shapes: &mut Vec<Shape>,
) {
    for it in model.questions.questions.iter().filter(|it| it.life.covers(release)) {
        let part = it.part.value.as_str();
        // What is asked for is what a selection answers with.
        let answer =
            messages.iter().find(|message| message.part == part && message.view == "match");
        let Some(answer) = answer.map(|message| message.root) else { continue };
        let id = format!("{part}/{VIEW}");
        let mut builder = Builder { model, release, message: &id, part, answer, shapes };
        let (root, question) = builder.question(it);
        let at = messages.iter().rposition(|message| message.part == part);
        let at = at.map_or(messages.len(), |at| at + 1);
        let message = Message {
            id,
            part: part.to_owned(),
            view: VIEW.to_owned(),
            root,
            default_role: Role::Bemiddelaar,
            question: true,
            description: it.description.clone(),
            xml: None,
            selection: Some(question),
        };
        messages.insert(at, message);
    }
}

/// The attribute at the end of a path of JSON names with dots between, from a shape on; every step
/// but the last is a single record or a branch of a choice.
pub(crate) fn follow<'s>(shapes: &'s [Shape], from: ShapeId, path: &str) -> Option<&'s Attribute> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    match &shapes.get(from.0)?.kind {
        ShapeKind::Record { attributes, .. } => {
            let attribute = attributes.iter().find(|it| it.name == name)?;
            let Some(rest) = rest else { return Some(attribute) };
            match attribute.value {
                Value::Shape(below) if !attribute.many => follow(shapes, below, rest),
                _ => None,
            }
        }
        ShapeKind::Choice { variants } => {
            let branch = variants.iter().find(|it| it.wrapper == name)?;
            follow(shapes, branch.shape, rest?)
        }
    }
}

/// The name of a value at the end of a path.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

struct Builder<'a> {
    model: &'a Model,
    release: Version,
    message: &'a str,
    part: &'a str,
    answer: ShapeId,
    shapes: &'a mut Vec<Shape>,
}

impl Builder<'_> {
    fn question(&mut self, it: &written::Question) -> (ShapeId, Question) {
        let (model, part, release) = (self.model, self.part, self.release);
        let all = model.questions.criteria.iter();
        let alive = all.filter(|it| it.part.value == part && it.life.covers(release));
        let (mut criteria, mut attributes) = (Vec::new(), Vec::new());
        for criterion in alive {
            let found = criterion.form(release).and_then(|form| self.criterion(criterion, form));
            let Some((resolved, shape)) = found else { continue };
            attributes.push(Attribute {
                description: criterion.description.clone(),
                introduced: criterion.life.introduced.value,
                ..attribute(&resolved.id, &resolved.path, Value::Shape(shape), resolved.required)
            });
            criteria.push(resolved);
        }
        let name = upper_camel(&format!("{}-{VIEW}", self.part));
        let entity = self.message.to_owned();
        let root = self.shape(name, &entity, &it.description, attributes, Vec::new());
        if let Some(shape) = self.shapes.get_mut(root.0) {
            shape.introduced = it.life.introduced.value;
        }
        let position = |id: &At<String>| criteria.iter().position(|it| it.id == id.value);
        let ranges = model.questions.ranges.iter().filter_map(|it| {
            let mine = it.part.value == self.part && it.life.covers(self.release);
            mine.then_some(())?;
            Some(Range {
                name: it.name.value.clone(),
                description: it.description.clone(),
                lower: position(&it.lower)?,
                upper: position(&it.upper)?,
            })
        });
        let ranges = ranges.collect();
        (root, Question { criteria, ranges })
    }

    fn criterion(&mut self, it: &written::Criterion, form: &Form) -> Option<(Criterion, ShapeId)> {
        let path = form.path.value.as_str();
        let data = form.data.as_ref().map_or(path, |it| it.value.as_str());
        let subject = upper_camel(last(path));
        let (resolved, shape) = match form.kind {
            Kind::Area => {
                let area = form.area.as_ref()?;
                let shape = self.area(area, &subject, &it.description);
                let found = form.data.as_ref();
                let found = found.and_then(|it| follow(self.shapes, self.answer, &it.value));
                let named = area.attribute.as_ref().map(|it| it.value.clone());
                let attribute = found.map(|it| it.id.clone()).or(named);
                let limit = area.limit.as_ref().map(|it| it.value.clone());
                (CriterionForm::Area { attribute, limit }, shape)
            }
            Kind::Value => {
                let own = follow(self.shapes, self.answer, data)?.clone();
                let (condition, shape) = self.condition(form.conditions.first()?, form, &own)?;
                (CriterionForm::Value(condition), shape)
            }
            Kind::Any | Kind::All => {
                let list = follow(self.shapes, self.answer, data)?;
                let Value::Shape(element) = list.value else { return None };
                let owner = self.shapes.get(element.0).map(|it| it.entity.clone())?;
                let conditions = form.conditions.iter().map(|it| {
                    let data = it.data.as_ref().or(it.path.as_ref())?;
                    let own = follow(self.shapes, element, &data.value)?.clone();
                    self.condition(it, form, &own)
                });
                let conditions: Vec<(Condition, ShapeId)> = conditions.collect::<Option<_>>()?;
                let rows = conditions.iter().zip(&form.conditions);
                let rows = rows.map(|((it, shape), written)| Attribute {
                    aliases: written.alias.iter().map(|it| it.value.clone()).collect(),
                    ..attribute(&it.attribute, &it.path, Value::Shape(*shape), it.required)
                });
                let rows: Vec<Attribute> = rows.collect();
                let conditions = conditions.into_iter().map(|(it, _)| it).collect();
                if form.kind == Kind::Any {
                    (CriterionForm::Any(conditions), self.any(&subject, &owner, rows, form.min))
                } else {
                    (CriterionForm::All(conditions), self.all(&subject, &owner, rows, form.min))
                }
            }
        };
        let criterion = Criterion {
            id: it.id.value.clone(),
            path: path.to_owned(),
            data: match form.kind {
                Kind::Area => form.data.as_ref().map(|it| it.value.clone()),
                _ => Some(data.to_owned()),
            },
            description: it.description.clone(),
            required: it.required,
            form: resolved,
        };
        Some((criterion, shape))
    }

    fn area(&mut self, it: &written::Area, subject: &str, description: &Description) -> ShapeId {
        let id = |name: &str| format!("selectiegebied.{name}");
        let pattern = it.postcode.pattern.as_ref().map(|it| it.value.clone());
        let postcode = Value::Text(TextForm { pattern, ..TextForm::default() });
        let afstand = Value::Integer(Bounds {
            min: it.afstand.min.map(|it| it.value),
            max: it.afstand.max.map(|it| it.value),
        });
        let row = |name: &str, value, description: &Description| Attribute {
            description: description.clone(),
            ..attribute(&id(name), name, value, true)
        };
        let rows = vec![
            row("postcode", postcode, &it.postcode.description),
            row("afstand", afstand, &it.afstand.description),
        ];
        self.shape(subject.to_owned(), "selectiegebied", description, rows, Vec::new())
    }

    fn any(
        &mut self,
        subject: &str,
        owner: &str,
        rows: Vec<Attribute>,
        min: Option<u32>,
    ) -> ShapeId {
        let branch = self.part_of(subject, "Branch", owner, rows, &BRANCH);
        let mut row = keyword(owner, "$or", branch, &OR);
        (row.many, row.min_items) = (true, min);
        let element = self.part_of(subject, "Element", owner, vec![row], &ELEMENT);
        let row = keyword(owner, "$elemMatch", element, &ELEM_MATCH);
        self.part_of(subject, "Criterion", owner, vec![row], &ANY)
    }

    fn all(
        &mut self,
        subject: &str,
        owner: &str,
        rows: Vec<Attribute>,
        min: Option<u32>,
    ) -> ShapeId {
        let element = self.part_of(subject, "Element", owner, rows, &ELEMENT);
        let row = keyword(owner, "$elemMatch", element, &ELEM_MATCH);
        let entry = self.part_of(subject, "Entry", owner, vec![row], &ENTRY);
        let mut row = keyword(owner, "$all", entry, &ALL);
        (row.many, row.min_items) = (true, min);
        self.part_of(subject, "Criterion", owner, vec![row], &EVERY)
    }

    fn condition(
        &mut self,
        it: &written::Condition,
        form: &Form,
        own: &Attribute,
    ) -> Option<(Condition, ShapeId)> {
        let operators = it.operators.iter().map(|it| {
            Some(Operand {
                operator: it.operator.value,
                value: narrowed(&own.value, it)?,
                constant: it.constant.as_ref().map(|it| it.value.clone()),
            })
        });
        let operators: Vec<Operand> = operators.collect::<Option<_>>()?;
        let rows = operators.iter().map(|it| Attribute {
            description: words(it.operator.name(), meaning(it.operator)),
            ..attribute(&own.id, it.operator.name(), it.value.clone(), false)
        });
        let alternatives = form.alternatives.iter().map(alternative).collect();
        let name = format!("{}Criterion", upper_camel(&own.name));
        let entity = format!("{VIEW}/{}", own.id);
        let shape = self.shape(name, &entity, &own.description, rows.collect(), alternatives);
        let path = it.path.as_ref().map(|it| it.value.clone()).unwrap_or_default();
        let condition = Condition {
            data: it.data.as_ref().map_or_else(|| path.clone(), |it| it.value.clone()),
            path,
            attribute: own.id.clone(),
            required: it.required,
            operators,
        };
        Some((condition, shape))
    }

    fn part_of(
        &mut self,
        subject: &str,
        role: &str,
        owner: &str,
        rows: Vec<Attribute>,
        meaning: &[&str; 2],
    ) -> ShapeId {
        let name = format!("{subject}{role}");
        let entity = format!("{VIEW}/{owner}");
        self.shape(name.clone(), &entity, &words(&name, *meaning), rows, Vec::new())
    }

    /// A shape, or the one that is there with the same name and content. Where only the name is the
    /// same, that of the part comes in front.
    fn shape(
        &mut self,
        name: String,
        entity: &str,
        description: &Description,
        attributes: Vec<Attribute>,
        alternatives: Vec<Alternative>,
    ) -> ShapeId {
        let kind = ShapeKind::Record { attributes, absent: Vec::new() };
        let question = Some(QuestionShape { alternatives });
        let mut name = name;
        while let Some(other) = self.shapes.iter_mut().find(|it| it.name == name) {
            if other.kind == kind && other.question == question {
                if !other.profiles.iter().any(|it| it == self.message) {
                    other.profiles.push(self.message.to_owned());
                }
                return other.id;
            }
            name = format!("{}{name}", upper_camel(self.part));
        }
        let id = ShapeId(self.shapes.len());
        self.shapes.push(Shape {
            id,
            name: name.clone(),
            entity: entity.to_owned(),
            entity_name: name,
            description: description.clone(),
            profiles: vec![self.message.to_owned()],
            introduced: self.release,
            deprecated: None,
            kind,
            question,
            rules: None,
        });
        id
    }
}

/// The value of an attribute, as far as an operand can have it.
fn narrowed(value: &Value, it: &written::Operand) -> Option<Value> {
    let bounds = |own: &Bounds| Bounds {
        min: it.min.map(|it| it.value).or(own.min),
        max: it.max.map(|it| it.value).or(own.max),
    };
    let text = |own: &TextForm| match (&it.constant, &it.pattern) {
        (Some(constant), _) => {
            TextForm { pattern: Some(format!("^{}$", constant.value)), ..TextForm::default() }
        }
        (None, Some(pattern)) => TextForm { pattern: Some(pattern.value.clone()), ..own.clone() },
        (None, None) => own.clone(),
    };
    Some(match value {
        Value::Text(form) => Value::Text(text(form)),
        Value::Uri(form) => Value::Uri(text(form)),
        Value::Integer(form) => Value::Integer(bounds(form)),
        Value::Date => Value::Date,
        Value::Code { list, form: CodeForm::Text(form) } => {
            Value::Code { list: list.clone(), form: CodeForm::Text(text(form)) }
        }
        Value::Code { list, form: CodeForm::Integer(form) } => {
            Value::Code { list: list.clone(), form: CodeForm::Integer(bounds(form)) }
        }
        Value::Label { .. } | Value::Boolean | Value::Shape(_) => return None,
    })
}

fn alternative(it: &written::Alternative) -> Alternative {
    let plain = |list: &[At<String>]| list.iter().map(|it| it.value.clone()).collect();
    Alternative {
        name: it.name.value.clone(),
        required: plain(&it.required),
        optional: plain(&it.optional),
        forbidden: plain(&it.forbidden),
        closed: it.closed,
    }
}

fn attribute(id: &str, name: &str, value: Value, required: bool) -> Attribute {
    let question = RoleSet::ALL;
    Attribute {
        id: id.to_owned(),
        name: name.to_owned(),
        rust: None,
        description: Description::default(),
        value,
        many: false,
        min_items: None,
        aliases: Vec::new(),
        present: question,
        required: if required { question } else { RoleSet::NONE },
        deprecated: None,
        introduced: Version { major: 0, minor: 0, patch: 0 },
        sensitive: None,
        searchable: false,
    }
}

fn keyword(owner: &str, name: &str, shape: ShapeId, meaning: &[&str; 2]) -> Attribute {
    let description = words(name, *meaning);
    Attribute { description, ..attribute(owner, name, Value::Shape(shape), false) }
}

/// A description that the form of a question gives by itself.
fn words(label: &str, [nl, en]: [&str; 2]) -> Description {
    let definition = Text { nl: nl.to_owned(), en: en.to_owned() };
    Description { label: label.to_owned(), definition, ..Description::default() }
}

const OR: [&str; 2] =
    ["Voorwaarden waarvan er ten minste een geldt.", "Conditions of which at least one holds."];
const ALL: [&str; 2] = [
    "Eisen die elk door ten minste een element van de lijst worden vervuld.",
    "Demands, each of which at least one element of the list satisfies.",
];
const ELEM_MATCH: [&str; 2] =
    ["Wat voor een en hetzelfde element geldt.", "What holds for one and the same element."];
const BRANCH: [&str; 2] = ["Een van de mogelijkheden.", "One of the possibilities."];
const ELEMENT: [&str; 2] =
    ["Voorwaarden aan een element van de lijst.", "Conditions on an element of the list."];
const ENTRY: [&str; 2] = ["Een eis aan de lijst.", "A demand on the list."];
const ANY: [&str; 2] = [
    "Ten minste een element van de lijst voldoet.",
    "At least one element of the list satisfies it.",
];
const EVERY: [&str; 2] = ["De lijst vervult elke eis.", "The list satisfies every demand."];

fn meaning(operator: Operator) -> [&'static str; 2] {
    match operator {
        Operator::Equal => ["Gelijk aan deze waarde.", "Equal to this value."],
        Operator::AtLeast => ["Ten minste deze waarde.", "At least this value."],
        Operator::AtMost => ["Ten hoogste deze waarde.", "At most this value."],
        Operator::Less => ["Minder dan deze waarde.", "Less than this value."],
    }
}
