//! The standard as data against the facts, attribute by attribute, and against its own schemas.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use vum_model::{CodeForm, Model, Release, Role, Shape, ShapeKind, Standard, Value, Version};
use vum_tests::facts;
use vum_tests::profile::{Kind, Profile};
use vum_tests::samples;

fn model() -> Model {
    let resolved = Standard::embedded().resolve();
    assert!(resolved.diagnostics.is_empty(), "{:#?}", resolved.diagnostics);
    resolved.model.unwrap()
}

/// An entity as one line an attribute: what both sides have to agree on.
type Lines = BTreeMap<String, String>;

/// What a release says of a message, as one role sees it, by path of entities.
fn ours(release: &Release, shape: &Shape, role: Role, path: &str, lines: &mut Lines) {
    match &shape.kind {
        ShapeKind::Record { attributes, .. } => {
            for a in attributes.iter().filter(|a| a.present.contains(role)) {
                let path = format!("{path}.{}", a.name);
                let (kind, below) = match &a.value {
                    Value::Text(form) | Value::Uri(form) => {
                        assert_eq!(form.min_length, None);
                        (text(form.max_length.map(u64::from), form.pattern.as_deref()), None)
                    }
                    Value::Label { list } => {
                        let list = &release.code_lists[list];
                        let labels = list.codes.iter().map(|c| c.label.as_deref().unwrap().into());
                        (codes(labels.collect()), None)
                    }
                    Value::Integer(bounds) => (integer(bounds.min, bounds.max), None),
                    Value::Boolean => ("boolean".to_owned(), None),
                    Value::Date => ("date".to_owned(), None),
                    Value::Code { list, form } => {
                        let list = &release.code_lists[list];
                        let kind = match (form, list.closed) {
                            (CodeForm::Text(_), true) => {
                                codes(list.codes.iter().map(|c| c.code.as_str().into()).collect())
                            }
                            (CodeForm::Integer(_), true) => codes(
                                list.codes
                                    .iter()
                                    .map(|c| c.code.parse::<i64>().unwrap().into())
                                    .collect(),
                            ),
                            (CodeForm::Text(form), false) => {
                                text(form.max_length.map(u64::from), form.pattern.as_deref())
                            }
                            (CodeForm::Integer(bounds), false) => integer(bounds.min, bounds.max),
                        };
                        (kind, None)
                    }
                    Value::Shape(id) => ("object".to_owned(), Some(*id)),
                };
                let required = a.required.contains(role);
                lines.insert(path.clone(), format!("{kind} many {} required {required}", a.many));
                if let Some(id) = below {
                    ours(release, release.shape(id).unwrap(), role, &path, lines);
                }
            }
        }
        ShapeKind::Choice { variants } => {
            for variant in variants {
                let path = format!("{path}|{}", variant.wrapper);
                lines.insert(path.clone(), "branch".to_owned());
                ours(release, release.shape(variant.shape).unwrap(), role, &path, lines);
            }
        }
    }
}

/// The same from the facts.
fn theirs(profile: &Profile, entity: &str, path: &str, lines: &mut Lines) {
    let object = profile.object(entity);
    assert!(!object.open);
    for a in &object.attributes {
        let path = format!("{path}.{}", a.name);
        let kind = match &a.kind {
            Kind::Text { max, pattern, .. } => text(*max, pattern.as_deref()),
            Kind::Integer { min, max } => integer(Some(*min), Some(*max)),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Date => "date".to_owned(),
            Kind::Codes(values) => codes(values.clone()),
            Kind::Object(_) | Kind::Choice(_) => "object".to_owned(),
        };
        lines.insert(path.clone(), format!("{kind} many {} required {}", a.many, a.required));
        match &a.kind {
            Kind::Object(entity) => theirs(profile, entity, &path, lines),
            Kind::Choice(branches) => {
                for (key, entity) in branches {
                    let path = format!("{path}|{key}");
                    lines.insert(path.clone(), "branch".to_owned());
                    theirs(profile, entity, &path, lines);
                }
            }
            _ => {}
        }
    }
}

fn text(max: Option<u64>, pattern: Option<&str>) -> String {
    format!("text max {max:?} pattern {pattern:?}")
}

fn integer(min: Option<i64>, max: Option<i64>) -> String {
    format!("integer {min:?} {max:?}")
}

fn codes(mut values: Vec<Json>) -> String {
    values.sort_by_key(ToString::to_string);
    format!("codes {}", Json::from(values))
}

#[test]
fn every_attribute_of_every_message_is_as_the_facts_say() {
    let model = model();
    let mut count = 0;
    for (version, message, role) in facts::contexts() {
        let release = model.release(Version::parse(version).unwrap()).unwrap();
        let profile = Profile::new(version, message, role);
        let (mut a, mut b) = (Lines::new(), Lines::new());
        let root = release.shape(release.message(message).unwrap().root).unwrap();
        ours(&release, root, Role::parse(role).unwrap(), "", &mut a);
        theirs(&profile, &profile.root, "", &mut b);
        for (path, line) in &a {
            assert_eq!(Some(line), b.get(path), "{version} {message} {role} {path}");
        }
        for path in b.keys() {
            assert!(a.contains_key(path), "{version} {message} {role} lacks {path}");
        }
        count += a.len();
    }
    println!("{count} attributes in {} contexts", facts::contexts().len());
    assert!(count > 2_800, "only {count} attributes");
}

#[test]
fn every_message_and_entity_of_the_facts_is_there() {
    let model = model();
    for release in facts::releases() {
        let ours = model.release(Version::parse(release).unwrap()).unwrap();
        let asked = ours.messages.iter().filter(|it| it.selection.is_some()).count();
        let questions = match *release {
            "1.2.0" => 0,
            "3.1.0" => 3,
            _ => 2,
        };
        assert_eq!(asked, questions, "{release}");
        let messages = ours.messages.iter().filter(|it| it.selection.is_none());
        let mut ids: Vec<&str> = messages.map(|m| m.id.as_str()).collect();
        let mut expected: Vec<&str> = facts::messages(release).to_vec();
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{release}");
    }
    assert_eq!(model.entities().len(), 46);
    // The facts have 198; `vacature.mobiliteit` stands in the question of 1.2.0 only, which they
    // describe in prose.
    assert_eq!(model.attributes().count(), 199);
    assert_eq!(model.lists().len(), 29);
}

/// Codes and labels of the facts are in the standard, all of them and no others.
#[test]
fn code_lists_have_the_codes_and_labels_of_the_facts() {
    let test = "code_lists_have_the_codes_and_labels_of_the_facts";
    let folder = facts::shared().join("facts");
    if !folder.is_dir() {
        samples::skip(test, "the facts are not available");
        return;
    }
    let read = |name: &str| -> Json {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let model = model();
    let lists = read("codelists.json");
    let lists = lists.as_object().unwrap();
    assert_eq!(lists.len(), model.lists().len());
    for (id, facts) in lists {
        let list = model.list(id).unwrap();
        let table = facts["codes_file"].as_str().map(read);
        let codes = table.as_ref().unwrap_or(&facts["codes"]).as_array().unwrap();
        let label = |code: &Json| {
            let label = code.get("label").or(code.get("label_en")).unwrap();
            label.as_str().map(str::to_owned)
        };
        let mut theirs: Vec<(String, Option<String>)> =
            codes.iter().map(|c| (c["code"].as_str().unwrap().to_owned(), label(c))).collect();
        let mut ours: Vec<(String, Option<String>)> =
            list.codes.iter().map(|c| (c.code.clone(), c.label.clone())).collect();
        theirs.sort();
        ours.sort();
        assert_eq!(ours, theirs, "{id}");
    }
}

/// The number of distinct shapes is what suppliers compile. A shape is distinct when it, or
/// anything below it, differs: up to 2.0.0 the education of a vacancy is one shape in the detail
/// and another in the match, because the free-text name below it differs. The question of 1.2.0
/// adds two roots. Each choice is a type of its own.
#[test]
fn the_distinct_shapes_are_counted() {
    let model = model();
    for (version, records, choices) in
        [("1.2.0", 56, 6), ("2.0.0", 54, 6), ("3.0.0", 32, 0), ("3.1.0", 37, 0)]
    {
        let release = model.release(Version::parse(version).unwrap()).unwrap();
        let is_choice = |shape: &&Shape| matches!(shape.kind, ShapeKind::Choice { .. });
        let found = release.shapes.iter().filter(is_choice).count();
        // Those of questions with operators are counted by themselves.
        let all = release.shapes.iter().filter(|it| it.question.is_none()).count();
        assert_eq!((all - found, found), (records, choices), "{version}");
    }
}

fn standard() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../standard")
}

/// Editors complete and check the files with these schemas; a file that `vum check` accepts must
/// be fine there too.
#[test]
fn the_files_satisfy_the_schemas_that_editors_use() {
    let schema = |name: &str| {
        let text = std::fs::read_to_string(standard().join("schema").join(name)).unwrap();
        jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
    };
    let check = |path: &Path, validator: &jsonschema::Validator| {
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.starts_with("#:schema "), "{}", path.display());
        let value: Json = toml::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    };
    for name in ["releases", "messages", "codelists", "contracts", "migrations", "selection"] {
        let path = standard().join(format!("{name}.toml"));
        check(&path, &schema(&format!("{name}.schema.json")));
    }
    let entity = schema("entity.schema.json");
    let mut count = 0;
    for file in std::fs::read_dir(standard().join("entities")).unwrap() {
        check(&file.unwrap().path(), &entity);
        count += 1;
    }
    assert_eq!(count, 46);
    let rules = schema("rules.schema.json");
    for file in std::fs::read_dir(standard().join("rules")).unwrap() {
        check(&file.unwrap().path(), &rules);
    }
    // And a file that is wrong is told so there.
    let wrong: Json = toml::from_str("[entity]\nid = \"x\"\nlabl = \"x\"\n").unwrap();
    assert!(!entity.is_valid(&wrong));
}
