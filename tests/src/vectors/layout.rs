//! How a file of vectors is written: the head over lines, then one vector per line. The same vectors
//! are the same bytes, whatever the features of `serde_json`.

use serde::Serialize;
use serde_json::Value;
use vum_vectors::{MigrationFile, SelectionFile, VectorFile};

/// The text of a file of messages.
#[must_use]
pub fn vectors(file: &VectorFile) -> String {
    let head = [
        ("description", text(&file.description)),
        ("release", text(&file.release)),
        ("message", text(&file.message)),
        ("role", text(&file.role)),
        ("requirements", value(&file.requirements)),
    ];
    let tests = file.tests.iter().map(|it| {
        let data = it.data.as_ref().map(sorted);
        fields(&[
            ("id", Some(text(&it.id))),
            ("description", Some(text(&it.description))),
            ("data", data.as_ref().map(value)),
            ("text", it.text.as_ref().map(|it| text(it))),
            ("hex", it.hex.as_ref().map(|it| text(it))),
            ("xml", it.xml.as_ref().map(|it| text(it))),
            ("rules", it.rules.as_ref().map(|it| text(it))),
            ("on", it.on.as_ref().map(|it| text(it))),
            ("valid", Some(value(&it.valid))),
            ("findings", Some(value(&it.findings))),
            ("xml_findings", it.xml_findings.as_ref().map(value)),
        ])
    });
    file_of(&head, &[("tests", tests.collect())])
}

/// The text of a population and its questions.
#[must_use]
pub fn selection(file: &SelectionFile) -> String {
    let head = [
        ("description", text(&file.description)),
        ("release", text(&file.release)),
        ("part", text(&file.part)),
        ("requirements", value(&file.requirements)),
    ];
    let population = file.population.iter().map(|it| {
        fields(&[("id", Some(text(&it.id))), ("profile", Some(value(&sorted(&it.profile))))])
    });
    let questions = file.questions.iter().map(|it| {
        fields(&[
            ("id", Some(text(&it.id))),
            ("description", Some(text(&it.description))),
            ("requirements", Some(value(&it.requirements))),
            ("question", Some(value(&sorted(&it.question)))),
            ("text", it.text.as_ref().map(|it| text(it))),
            ("selected", Some(value(&it.selected))),
            ("catches", Some(value(&it.catches))),
        ])
    });
    file_of(&head, &[("population", population.collect()), ("questions", questions.collect())])
}

/// The text of a file of migrations.
#[must_use]
pub fn migration(file: &MigrationFile) -> String {
    let head = [
        ("description", text(&file.description)),
        ("from", text(&file.from)),
        ("to", text(&file.to)),
        ("message", text(&file.message)),
        ("requirements", value(&file.requirements)),
    ];
    let tests = file.tests.iter().map(|it| {
        fields(&[
            ("id", Some(text(&it.id))),
            ("description", Some(text(&it.description))),
            ("in", Some(value(&sorted(&it.r#in)))),
            ("out", Some(value(&sorted(&it.out)))),
            ("losses", Some(value(&it.losses))),
        ])
    });
    file_of(&head, &[("tests", tests.collect())])
}

fn file_of(head: &[(&str, String)], lists: &[(&str, Vec<String>)]) -> String {
    let mut out = String::from("{\n");
    for (name, value) in head {
        out.push_str(&format!("  {name:?}: {value},\n"));
    }
    for (n, (name, elements)) in lists.iter().enumerate() {
        out.push_str(&format!("  {name:?}: [\n"));
        for (n, element) in elements.iter().enumerate() {
            let comma = if n + 1 < elements.len() { "," } else { "" };
            out.push_str(&format!("    {element}{comma}\n"));
        }
        let comma = if n + 1 < lists.len() { "," } else { "" };
        out.push_str(&format!("  ]{comma}\n"));
    }
    out.push_str("}\n");
    out
}

fn fields(fields: &[(&str, Option<String>)]) -> String {
    let some = fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let members: Vec<String> = some.map(|(name, value)| format!("{name:?}: {value}")).collect();
    format!("{{{}}}", members.join(", "))
}

fn text(text: &str) -> String {
    value(&text)
}

fn value(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a value can be written")
}

/// The value with the keys of every object in order, also where `serde_json` keeps another.
#[must_use]
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            members.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect()
        }
        Value::Array(elements) => elements.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
