//! The product: what it can do with messages of the release that is asked for.

use std::ops::ControlFlow;

use serde_json::{Map, Value, json};
use vum::meta::{AttributeMeta, RecordMeta, ValueMeta};
use vum::select::{Area, MAXIMUM};
use vum::stream::{SelectOptions, select};
use vum::{MessageType, Role};

use crate::Wanted;
use crate::content::{Entry, content, message, typed};
use crate::fault::Fault;

/// A product that takes part in the exchange.
pub struct Product {
    release: String,
    part: String,
    role: Role,
    /// What a bron holds: all that it knows of each record, and the record as it is searched in.
    population: Vec<(Vec<Entry>, Value)>,
    fault: Fault,
}

/// What went wrong, for the log of the suite.
type Result<T> = std::result::Result<T, String>;

impl Product {
    /// For a part of a release; `None` when `vum` does not have it.
    pub fn new(release: String, part: String, role: &str, fault: Fault) -> Option<Self> {
        let role = role.parse().ok()?;
        vum::message(&release, &format!("{part}/match"))?;
        Some(Self { release, part, role, population: Vec::new(), fault })
    }

    /// The message or whole body with this id.
    fn kind(&self, id: &str) -> Result<&'static MessageType> {
        let body = || vum::body(&self.release, id, self.role);
        vum::message(&self.release, id).or_else(body).ok_or_else(|| format!("no message {id}"))
    }

    fn own(&self, name: &str) -> Result<&'static MessageType> {
        self.kind(&format!("{}/{name}", self.part))
    }

    /// Writes a message of what is known.
    pub fn produce(&self, id: &str, content: &[Entry]) -> Result<String> {
        let kind = self.kind(id)?;
        let mut made = message(content, kind.root, self.role);
        self.fault.spoil_message(&mut made, id, content);
        Ok(made.to_string())
    }

    /// What a message says; `None` when it is not in order.
    pub fn read(&self, id: &str, text: &str) -> Result<Option<Vec<Entry>>> {
        let kind = self.kind(id)?;
        if !kind.judge(text.as_bytes(), self.role).is_valid() {
            return Ok(None);
        }
        let read: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut understood = content(&read, kind.root);
        self.fault.spoil_content(&mut understood);
        Ok(Some(understood))
    }

    /// The headers that go with a body: here those that are always the same.
    pub fn headers(&self, body: &str) -> Vec<(&'static str, &'static str)> {
        let headers = vum::headers_of(&self.release, body, self.role).unwrap_or_default();
        headers.iter().filter_map(|it| Some((it.name, it.constant?))).collect()
    }

    /// Takes in the records to answer from.
    pub fn hold(&mut self, records: Vec<Vec<Entry>>) -> Result<()> {
        let searched = self.own("match")?.root;
        let held = records.into_iter().map(|known| {
            let mut record = message(&known, searched, self.role);
            self.fault.spoil_record(&mut record);
            (known, record)
        });
        self.population = held.collect();
        Ok(())
    }

    /// Answers a question; `None` when it is not in order.
    pub fn answer(&self, text: &str) -> Result<Option<String>> {
        if !self.own("matches-verzoek")?.judge(text.as_bytes(), self.role).is_valid() {
            return Ok(None);
        }
        let request: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut question = request.get("vraagObject").cloned().unwrap_or_default();
        let of = vum::selection(&self.release, &format!("{}/match", self.part))
            .ok_or("this release has no selectievraag")?;
        let known: Vec<&str> = of.question.root.attributes.iter().map(|it| it.name).collect();
        self.fault.spoil_question(&mut question, &known)?;
        let asked = of.read(question.to_string().as_bytes(), self.role);

        let lines: String =
            self.population.iter().map(|(_, record)| format!("{record}\n")).collect();
        // A product has a table of postcodes here (vum::select::PostcodeTable). The records of the suite
        // are all in the area.
        let mut options = SelectOptions::new(self.role, Area::ignored());
        options.maximum = MAXIMUM as u64;
        let mut numbers = Vec::new();
        let totals = select(lines.as_bytes(), &asked.value, &options, |record| {
            if record.json().is_some() {
                numbers.extend(usize::try_from(record.judged.index));
            }
            ControlFlow::Continue(())
        })
        .map_err(|error| error.to_string())?;
        self.fault.spoil_selection(&mut numbers, self.population.len());

        let matches = numbers.into_iter().filter_map(|number| {
            let (known, _) = self.population.get(number)?;
            let mut found = message(known, of.message.root, self.role);
            self.fault.spoil_message(&mut found, of.message.id, known);
            Some(found)
        });
        let answer = json!({
            "maximumAantalResultatenBereikt": totals.maximum_reached,
            "matches": matches.collect::<Vec<_>>(),
        });
        Ok(Some(answer.to_string()))
    }

    /// Asks a question: the body of the request.
    pub fn ask(&self, criteria: &[Wanted]) -> Result<String> {
        let root = self.own("selectievraag")?.root;
        let mut question = Map::new();
        for criterion in root.attributes {
            let wanted: Vec<&Wanted> =
                criteria.iter().filter(|it| it.criterion == criterion.id).collect();
            if let (false, Some(form)) = (wanted.is_empty(), record(criterion)) {
                question.insert(criterion.name.to_owned(), asked(form, &wanted)?);
            }
        }
        let mut question = Value::Object(question);
        self.fault.spoil_asked(&mut question);
        Ok(json!({ "vraagObject": question }).to_string())
    }
}

/// The table of a record within an attribute.
fn record(it: &AttributeMeta) -> Option<&'static RecordMeta> {
    match it.value {
        ValueMeta::Record(meta) => Some(meta),
        _ => None,
    }
}

fn named(meta: &RecordMeta, name: &str) -> Option<&'static AttributeMeta> {
    meta.attributes.iter().find(|it| it.name == name)
}

/// A criterion in the form that the contract has for it.
fn asked(form: &'static RecordMeta, wanted: &[&Wanted]) -> Result<Value> {
    if let Some(element) = named(form, "$elemMatch").and_then(record) {
        // One element that satisfies one of the branches.
        let branch = named(element, "$or").and_then(record).ok_or("no branches")?;
        return Ok(json!({ "$elemMatch": { "$or": entries(branch, wanted)? } }));
    }
    if let Some(entry) = named(form, "$all").and_then(record) {
        // For each entry an element that satisfies all of it.
        let element = named(entry, "$elemMatch").and_then(record).ok_or("no element")?;
        let entries = entries(element, wanted)?.into_iter();
        let entries: Vec<Value> = entries.map(|it| json!({ "$elemMatch": it })).collect();
        return Ok(json!({ "$all": entries }));
    }
    let mut object = Map::new();
    for it in wanted {
        // The area has names of its own; a single value has operators.
        let name = if named(form, &it.about).is_some() { it.about.as_str() } else { operator(it)? };
        let attribute = named(form, name).ok_or_else(|| format!("no {name} here"))?;
        let value = typed(&it.value, &attribute.value).ok_or("a value of the wrong type")?;
        object.insert(name.to_owned(), value);
    }
    Ok(Value::Object(object))
}

/// An element for each number: what has the same number holds for the same element.
fn entries(element: &'static RecordMeta, wanted: &[&Wanted]) -> Result<Vec<Value>> {
    let last = wanted.iter().map(|it| it.entry).max().unwrap_or(0);
    let made = (0..=last).map(|entry| {
        let mut object = Map::new();
        for condition in element.attributes {
            let of_it = wanted.iter().filter(|it| it.entry == entry && it.about == condition.id);
            let of_it: Vec<&Wanted> = of_it.copied().collect();
            if let (false, Some(form)) = (of_it.is_empty(), record(condition)) {
                object.insert(condition.name.to_owned(), asked(form, &of_it)?);
            }
        }
        Ok(Value::Object(object))
    });
    made.collect()
}

fn operator(it: &Wanted) -> Result<&'static str> {
    Ok(match it.is.as_str() {
        "equal" => "$eq",
        "at-least" => "$gte",
        "at-most" => "$lte",
        "less-than" => "$lt",
        other => return Err(format!("no operator for {other}")),
    })
}
