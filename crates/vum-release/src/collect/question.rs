//! Facts of a selectievraag: criteria, conditions and operators instead of the shapes that carry
//! them.

use vum_model::{
    Alternative, Attribute, Condition, Criterion, CriterionForm, Operand, Question, QuestionShape,
    Role, ShapeId, Value,
};

use super::{Collector, Put};
use crate::facts::{Key, Kind, Node, Place, Property};

impl Collector<'_> {
    pub(super) fn question(&mut self, message: &str, root: ShapeId, question: &Question) {
        // A range is a call of the library and no part of the message.
        let Question { criteria, ranges: _ } = question;
        // A criterion is an attribute of the root, in the same order.
        let carriers = self.shapes.get(root.0).map(|it| it.attributes()).unwrap_or_default();
        for role in Role::ALL {
            let place = Place { message: message.to_owned(), role };
            for (index, criterion) in criteria.iter().enumerate() {
                self.criterion(criterion, carriers.get(index), &place);
            }
        }
    }

    fn criterion(&mut self, criterion: &Criterion, carrier: Option<&Attribute>, place: &Place) {
        let Criterion { id, path, data, description, required, form } = criterion;
        let mut node = Node::new();
        node.put(Property::Path, path);
        node.optional(Property::Data, data.as_ref());
        node.flag(Property::Required, *required);
        node.describe(description, false);
        let mut written = Written::default();
        if let Some(Value::Shape(shape)) = carrier.map(|it| &it.value) {
            written.walk(self, *shape);
        }
        if !written.alternatives.is_empty() {
            node.put(Property::Alternatives, written.alternatives.as_slice());
        }
        if !written.aliases.is_empty() {
            node.put(Property::Aliases, written.aliases.as_slice());
        }
        node.optional(Property::MinItems, written.least);
        let (word, conditions) = match form {
            CriterionForm::Value(condition) => ("value", std::slice::from_ref(condition)),
            CriterionForm::Any(conditions) => ("any", conditions.as_slice()),
            CriterionForm::All(conditions) => ("all", conditions.as_slice()),
            CriterionForm::Area { attribute, limit } => {
                node.optional(Property::Attribute, attribute.as_ref());
                node.optional(Property::OwnLimit, limit.as_ref());
                ("area", [].as_slice())
            }
        };
        node.put(Property::Type, word);
        self.add(Key::at(Kind::Criterion, id.as_str(), place), node);
        // The operands of an area have no operator; the shape says what they are.
        for operand in &written.operands {
            let mut node = Node::new();
            node.flag(Property::Required, !operand.required.is_empty());
            node.value(&operand.value);
            let id = format!("{id} {}", operand.name);
            if word == "area" {
                self.add(Key::at(Kind::Operator, id, place), node);
            }
        }
        for condition in conditions {
            self.condition(id, condition, place);
        }
    }

    fn condition(&mut self, criterion: &str, condition: &Condition, place: &Place) {
        let Condition { path, data, attribute, required, operators } = condition;
        // The attribute may get a successor; the last part of its id says what it is all the same.
        let last = attribute.rsplit('.').next().unwrap_or(attribute);
        let id = format!("{criterion} {last}");
        let mut node = Node::new();
        if !path.is_empty() {
            node.put(Property::Path, path);
            node.put(Property::Data, data);
        }
        node.put(Property::Attribute, attribute);
        node.flag(Property::Required, *required);
        self.add(Key::at(Kind::Condition, id.as_str(), place), node);
        for Operand { operator, value, constant } in operators {
            let mut node = Node::new();
            node.value(value);
            node.optional(Property::Constant, constant.as_ref());
            let id = format!("{id} {}", operator.name());
            self.add(Key::at(Kind::Operator, id, place), node);
        }
    }
}

/// What the shapes that carry a criterion say beside its meaning.
#[derive(Default)]
struct Written {
    alternatives: Vec<String>,
    aliases: Vec<String>,
    least: Option<u32>,
    operands: Vec<Attribute>,
}

impl Written {
    fn walk(&mut self, collector: &Collector<'_>, shape: ShapeId) {
        let Some(shape) = collector.shapes.get(shape.0) else { return };
        if let Some(QuestionShape { alternatives }) = &shape.question {
            for Alternative { name: _, required, optional, forbidden, closed } in alternatives {
                let closed = if *closed { ", closed" } else { "" };
                self.alternatives.push(format!(
                    "with {}; may have {}; without {}{closed}",
                    list(required),
                    list(optional),
                    list(forbidden)
                ));
            }
        }
        for attribute in shape.attributes() {
            self.least = self.least.or(attribute.min_items);
            self.aliases
                .extend(attribute.aliases.iter().map(|it| format!("{it} = {}", attribute.name)));
            match attribute.value {
                Value::Shape(below) => self.walk(collector, below),
                _ => self.operands.push(attribute.clone()),
            }
        }
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "-".to_owned() } else { names.join("+") }
}
