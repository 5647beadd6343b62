//! `selection.toml`, read into plain values with their places.

use crate::describe::description;
use crate::diagnostic::{Problem, did_you_mean, draft};
use crate::question::types::Operator;
use crate::read_toml::Reader;
use crate::release::{Description, Version};
use crate::source::{At, Place};
use crate::written::{Texts, gather};

/// Everything in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Questions {
    pub questions: Vec<Question>,
    pub criteria: Vec<Criterion>,
    pub ranges: Vec<Range>,
}

/// When something exists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Life {
    pub introduced: At<Version>,
    pub removed: Option<At<Version>>,
}

impl Life {
    pub fn covers(&self, release: Version) -> bool {
        self.introduced.value <= release && self.removed.is_none_or(|end| release < end.value)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub part: At<String>,
    pub life: Life,
    pub description: Description,
}

#[derive(Clone, Debug)]
pub(crate) struct Criterion {
    pub id: At<String>,
    pub part: At<String>,
    pub required: bool,
    pub life: Life,
    pub description: Description,
    /// In the order of the file.
    pub forms: Vec<Form>,
}

impl Criterion {
    /// The form it has in a release: the latest that has begun.
    pub fn form(&self, release: Version) -> Option<&Form> {
        let begun = self.forms.iter().filter(|it| it.since <= release);
        begun.max_by_key(|it| it.since)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub since: Version,
    pub place: Place,
    pub path: At<String>,
    pub data: Option<At<String>>,
    pub kind: Kind,
    /// Least number of elements.
    pub min: Option<u32>,
    pub conditions: Vec<Condition>,
    pub alternatives: Vec<Alternative>,
    pub area: Option<Area>,
}

/// The kind of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Value,
    Any,
    All,
    Area,
}

#[derive(Clone, Debug)]
pub(crate) struct Area {
    /// The attribute, where its path is not known.
    pub attribute: Option<At<String>>,
    pub limit: Option<At<String>>,
    pub postcode: Described,
    pub afstand: Described,
}

/// A value that only a question has.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub description: Description,
    pub pattern: Option<At<String>>,
    pub min: Option<At<i64>>,
    pub max: Option<At<i64>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub place: Place,
    pub path: Option<At<String>>,
    pub data: Option<At<String>>,
    pub alias: Vec<At<String>>,
    pub attribute: At<String>,
    pub required: bool,
    pub operators: Vec<Operand>,
}

#[derive(Clone, Debug)]
pub(crate) struct Operand {
    pub operator: At<Operator>,
    pub constant: Option<At<String>>,
    pub pattern: Option<At<String>>,
    pub min: Option<At<i64>>,
    pub max: Option<At<i64>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub name: At<String>,
    pub required: Vec<At<String>>,
    pub optional: Vec<At<String>>,
    pub forbidden: Vec<At<String>>,
    pub closed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Range {
    pub name: At<String>,
    pub part: At<String>,
    pub life: Life,
    pub description: Description,
    pub lower: At<String>,
    pub upper: At<String>,
}

/// Reads the file; the flag says whether everything could be read.
pub(crate) fn read(it: &Reader<'_, '_>) -> (Questions, bool) {
    let mut all = Questions::default();
    let mut lost = gather(&mut all.questions, it.tables("question"), question);
    lost |= gather(&mut all.criteria, it.tables("criterion"), criterion);
    lost |= gather(&mut all.ranges, it.tables("range"), range);
    (all, !lost)
}

fn life(it: &Reader<'_, '_>) -> Option<Life> {
    it.missing("introduced", "name the release that brought it");
    let (introduced, removed) = (it.version("introduced"), it.version("removed"));
    Some(Life { introduced: introduced?, removed })
}

fn question(it: Reader<'_, '_>) -> Option<Question> {
    let part = it.need("part", "the part it asks for");
    let life = life(&it);
    let description = description(&it, "this question");
    it.finish();
    Some(Question { part: part?, life: life?, description })
}

fn criterion(it: Reader<'_, '_>) -> Option<Criterion> {
    let id =
        it.need("id", "a criterion has an id, such as `werkzoekende/selectievraag.contractvorm`");
    let part = it.need("part", "the part it asks for");
    let required = it.flag("required").is_some_and(|it| it.value);
    let life = life(&it);
    let description = description(&it, "this criterion");
    let mut forms = Vec::new();
    let since = life.map(|it| it.introduced.value);
    let lost = gather(&mut forms, it.tables("form"), |it| form(it, since));
    it.missing("form", "say how it is asked, with `[[criterion.form]]`");
    it.finish();
    if lost {
        return None;
    }
    Some(Criterion { id: id?, part: part?, required, life: life?, description, forms })
}

fn form(it: Reader<'_, '_>, introduced: Option<Version>) -> Option<Form> {
    let since = it.version("since").map(|it| it.value).or(introduced);
    let path = it.need("path", "its key in the question, exactly as in the contract");
    let data = it.text("data");
    let kinds =
        [("value", Kind::Value), ("any", Kind::Any), ("all", Kind::All), ("area", Kind::Area)];
    let kind = it.word("kind", &kinds);
    it.missing("kind", "value, any, all or area");
    let min = it.length("min").map(|it| it.value);
    let (mut conditions, mut alternatives) = (Vec::new(), Vec::new());
    let mut lost = gather(&mut conditions, it.tables("condition"), condition);
    lost |= gather(&mut alternatives, it.tables("alternative"), alternative);
    let is_area = kind.is_some_and(|it| it.value == Kind::Area);
    let area = if is_area { area(&it) } else { None };
    let place = it.place();
    let fits = match kind.map(|it| it.value) {
        Some(Kind::Area) => conditions.is_empty() && alternatives.is_empty() && min.is_none(),
        Some(Kind::Value) => conditions.len() == 1 && min.is_none(),
        Some(Kind::Any | Kind::All) => !conditions.is_empty() && alternatives.is_empty(),
        None => true,
    };
    if !fits && !lost {
        draft(Problem::FacetConflict, place, "what stands here does not fit its `kind`")
            .help("a value has one condition, any and all have one or more, an area has none")
            .send(it.sink);
        lost = true;
    }
    for condition in &conditions {
        if condition.path.is_some() == (kind.map(|it| it.value) == Some(Kind::Value)) {
            draft(Problem::FacetConflict, condition.place, "a `path` belongs inside a list only")
                .help("conditions of any and all have a `path`, that of a value has none")
                .send(it.sink);
            lost = true;
        }
    }
    it.finish();
    if lost || is_area && area.is_none() {
        return None;
    }
    Some(Form {
        since: since?,
        place,
        path: path?,
        data,
        kind: kind?.value,
        min,
        conditions,
        alternatives,
        area,
    })
}

fn area(it: &Reader<'_, '_>) -> Option<Area> {
    let (attribute, limit) = (it.text("attribute"), it.text("limit"));
    it.missing("postcode", "say what its postcode is, with `[criterion.form.postcode]`");
    it.missing("afstand", "say what its distance is, with `[criterion.form.afstand]`");
    let postcode = it.table("postcode").map(described);
    let afstand = it.table("afstand").map(described);
    Some(Area { attribute, limit, postcode: postcode?, afstand: afstand? })
}

fn described(it: Reader<'_, '_>) -> Described {
    let description = description(&it, "this value");
    let (pattern, min, max) = (it.text("pattern"), it.integer("min"), it.integer("max"));
    it.finish();
    Described { description, pattern, min, max }
}

fn condition(it: Reader<'_, '_>) -> Option<Condition> {
    let (path, data) = (it.text("path"), it.text("data"));
    let alias = list(it.texts("alias"));
    let attribute = it.need("attribute", "the full id of the attribute that it stands for");
    let required = it.flag("required").is_some_and(|it| it.value);
    let mut operators = Vec::new();
    let lost = gather(&mut operators, it.tables("operators"), operand);
    it.missing("operators", "name them, such as `[{ operator = \"$eq\" }]`");
    let place = it.place();
    it.finish();
    if lost || operators.is_empty() {
        return None;
    }
    Some(Condition { place, path, data, alias, attribute: attribute?, required, operators })
}

fn operand(it: Reader<'_, '_>) -> Option<Operand> {
    let name = it.need("operator", "one of $eq, $gte, $lte and $lt");
    let operator = name.as_ref().and_then(|name| {
        let found = Operator::parse(&name.value);
        if found.is_none() {
            let known = Operator::ALL.map(Operator::name);
            draft(Problem::UnknownValue, name.place, format!("no operator `{}`", name.value))
                .help(did_you_mean(&name.value, known))
                .send(it.sink);
        }
        found.map(|found| At::new(found, name.place))
    });
    let (constant, pattern) = (it.text("constant"), it.text("pattern"));
    let (min, max) = (it.integer("min"), it.integer("max"));
    it.finish();
    Some(Operand { operator: operator?, constant, pattern, min, max })
}

fn alternative(it: Reader<'_, '_>) -> Option<Alternative> {
    let name = it.need("name", "a name for programs, such as `vanaf`");
    let required = list(it.texts("required"));
    let optional = list(it.texts("optional"));
    let forbidden = list(it.texts("forbidden"));
    let closed = it.flag("closed").is_some_and(|it| it.value);
    it.missing("required", "the operators that must be there");
    it.finish();
    Some(Alternative { name: name?, required, optional, forbidden, closed })
}

fn range(it: Reader<'_, '_>) -> Option<Range> {
    let name = it.need("name", "a name for programs, such as `werkuren`");
    let part = it.need("part", "the part it asks for");
    let life = life(&it);
    let description = description(&it, "this range");
    let lower = it.need("lower", "the criterion that takes the lower bound");
    let upper = it.need("upper", "the criterion that takes the upper bound");
    it.finish();
    Some(Range { name: name?, part: part?, life: life?, description, lower: lower?, upper: upper? })
}

fn list(texts: Option<Texts>) -> Vec<At<String>> {
    texts.map(|it| it.value).unwrap_or_default()
}
