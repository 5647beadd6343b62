//! Keys of a question that are not the path of what they ask for.

use crate::question::project::follow;
use crate::question::types::{Criterion, CriterionForm};
use crate::release::{Message, Release, ShapeId, Text, Value};

/// A key of a question, exactly as in the contract, that is not where a profile has what it asks
/// for. The standard explains each in a note of the criterion; one without is an error of
/// [`Standard::resolve`](crate::Standard::resolve).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignPath<'r> {
    /// Id of the criterion.
    pub criterion: &'r str,
    /// The key. Of a condition on an element of a list: the key of the list, and the one in the
    /// element behind it with a slash between.
    pub path: String,
    /// Where the value is, in the same form; `None` when that is not known.
    pub data: Option<String>,
    /// Whether the key, taken as a path, finds something else in a profile; mostly it finds nothing.
    pub finds: bool,
    /// Why the contract writes it so.
    pub note: &'r Text,
}

impl Release {
    /// Every key of a question of this release that is not where a profile has what it asks for, in
    /// the order of the questions.
    #[must_use]
    pub fn foreign_paths(&self) -> Vec<ForeignPath<'_>> {
        let mut found = Vec::new();
        for message in &self.messages {
            let Some(question) = &message.selection else { continue };
            let Some(answer) = self.answer(message) else { continue };
            for criterion in &question.criteria {
                self.foreign(criterion, answer, &mut found);
            }
        }
        found
    }

    /// The root of what a selection answers with.
    fn answer(&self, question: &Message) -> Option<ShapeId> {
        self.message(&format!("{}/match", question.part)).map(|it| it.root)
    }

    fn foreign<'r>(
        &'r self,
        criterion: &'r Criterion,
        answer: ShapeId,
        found: &mut Vec<ForeignPath<'r>>,
    ) {
        let Criterion { id, path, data, description, form, .. } = criterion;
        let foreign = |path: String, data: Option<String>, finds: bool| ForeignPath {
            criterion: id,
            path,
            data,
            finds,
            note: &description.note,
        };
        if data.as_ref() != Some(path) {
            let finds = follow(&self.shapes, answer, path).is_some();
            found.push(foreign(path.clone(), data.clone(), finds));
        }
        let (CriterionForm::Any(conditions) | CriterionForm::All(conditions)) = form else {
            return;
        };
        let list = data.as_deref().unwrap_or(path);
        let element = follow(&self.shapes, answer, list).map(|it| &it.value);
        for condition in conditions.iter().filter(|it| it.data != it.path) {
            let finds = match element {
                Some(Value::Shape(shape)) => {
                    follow(&self.shapes, *shape, &condition.path).is_some()
                }
                _ => false,
            };
            let (key, value) = (&condition.path, &condition.data);
            found.push(foreign(format!("{path}/{key}"), Some(format!("{list}/{value}")), finds));
        }
    }
}
