//! Messages that the product reads.

use serde_json::{Map, Value};
use vum::meta::{RecordMeta, ValueMeta};
use vum::{MessageType, Role};

use super::write::{FORM, compare};
use crate::content::{Tree, own_id};
use crate::judge::judge;
use crate::material::Content;
use crate::protocol::Request;
use crate::reference::dressed;
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;
use crate::trial::{Heard, Trial, Wrong};

/// Cases for all that a bemiddelaar reads.
pub(super) fn cases(bench: &mut Bench<'_>) {
    for view in ["match", "detail"] {
        messages(bench, view);
    }
    for name in ["matches-antwoord", "callback-verzoek", "detail-antwoord"] {
        body(bench, name);
    }
}

/// Cases for the questions that a bron reads, as far as they have the form of a record.
pub(super) fn questions(bench: &mut Bench<'_>) {
    messages(bench, "zoekvraag");
}

/// A case for each file of vectors that a bemiddelaar reads.
pub(super) fn vectors(bench: &mut Bench<'_>) {
    let material = bench.material;
    for file in &material.vectors {
        let title = title(
            file.message.id,
            &format!("testgevallen {}", file.id),
            &format!("vectors {}", file.id),
        );
        bench.case(
            format!("N1-read-vectors-{}", file.id),
            title,
            file.requirements.clone(),
            |trial| {
                for content in &file.contents {
                    if trial.is_over() {
                        return;
                    }
                    let text = content.tree.to_json(file.message.root).to_string();
                    understand(trial, file.message, text, &content.tree, &content.id);
                }
            },
        );
    }
}

fn title(id: &str, nl: &str, en: &str) -> Text {
    Text::new(format!("Leest {id}: {nl}"), format!("Reads {id}: {en}"))
}

fn messages(bench: &mut Bench<'_>, view: &str) {
    let (material, role) = (bench.material, bench.scope.role());
    let Some((message, contents)) = material.of(view) else { return };
    for content in contents {
        let id = format!("N1-read-{view}-{}", content.id);
        let title = title(message.id, &content.title.nl, &content.title.en);
        let requirements = bench.requirements(FORM);
        bench.case(id, title, requirements, |trial| {
            let text = content.tree.to_json(message.root).to_string();
            understand(trial, message, text, &content.tree, &content.id);
        });
    }
    let Some(content) = contents.iter().find(|it| it.id.starts_with("full")) else { return };
    let value = content.tree.to_json(message.root);
    let spelling = title(message.id, "andere schrijfwijze van JSON", "another spelling of JSON");
    let requirements = bench.requirements(&["REQ-FORM-015", "REQ-SYN-"]);
    bench.case(format!("N1-read-{view}-spelling"), spelling, requirements, |trial| {
        understand(trial, message, dressed(&value), &content.tree, "spelling");
    });
    let some = contents.iter().find(|it| it.id == "least").unwrap_or(content);
    if let Some(text) = with_empties(some, message, role) {
        let title = title(message.id, "leeg is afwezig", "empty is absent");
        let requirements = bench.requirements(&["REQ-FORM-014"]);
        bench.case(format!("N1-read-{view}-empty"), title, requirements, |trial| {
            understand(trial, message, text, &some.tree, "empty");
        });
    }
    let title = Text::new(
        format!("Weigert {} met een onbekend gegeven", message.id),
        format!("Refuses {} with an unknown attribute", message.id),
    );
    let mut unknown = value;
    if let Value::Object(object) = &mut unknown {
        object.insert("onbekendGegeven".to_owned(), Value::String("x".to_owned()));
    }
    let wanted = &["REQ-FORM-007"];
    refuses(bench, (&format!("N1-read-{view}-unknown"), wanted), title, message, unknown);
}

/// A message to which an empty text, list and record were added, as far as the contract lets them
/// pass.
fn with_empties(content: &Content, message: &'static MessageType, role: Role) -> Option<String> {
    let Value::Object(mut object) = content.tree.to_json(message.root) else { return None };
    let empties = |meta: &RecordMeta| -> Map<String, Value> {
        let all = meta.attributes.iter().filter(|it| it.present.contains(role));
        let empty = all.map(|it| {
            let value = match (&it.value, it.many) {
                (_, true) => Value::Array(Vec::new()),
                (ValueMeta::Record(_), false) => Value::Object(Map::new()),
                _ => Value::String(String::new()),
            };
            (it.name.to_owned(), value)
        });
        empty.collect()
    };
    let mut added = false;
    for (name, value) in empties(message.root) {
        if object.contains_key(&name) {
            continue;
        }
        object.insert(name.clone(), value);
        let text = Value::Object(object.clone()).to_string();
        if judge(message, &text, role, None).is_valid() {
            added = true;
        } else {
            object.remove(&name);
        }
    }
    added.then(|| Value::Object(object).to_string())
}

/// Gives the product a valid message, and compares what it understands.
pub(super) fn understand(
    trial: &mut Trial<'_>,
    message: &MessageType,
    text: String,
    expected: &Tree,
    subject: &str,
) {
    let request = Request::Read { message: message.id.to_owned(), text };
    let Some(answer) = trial.ask(&request, Some(subject)) else { return };
    if answer.refused {
        return trial.find(&rules::REFUSED, Some(subject), "", &[]);
    }
    let Some(content) = answer.content else {
        return trial.find(&rules::NO_MESSAGE, Some(subject), "", &[]);
    };
    match Tree::from_entries(&content) {
        Some(found) => compare(trial, expected, &found, message, subject),
        None => trial.find(&rules::CONTENT_FORM, Some(subject), "", &[]),
    }
}

/// A case for a whole body, with the messages of the suite in it.
fn body(bench: &mut Bench<'_>, name: &str) {
    let (scope, material) = (bench.scope, bench.material);
    let Some(body) = scope.body(name) else { return };
    let content = |view: &str| {
        let (_, contents) = material.of(view)?;
        Some(contents.iter().filter(|it| it.id.starts_with("full")).map(|it| it.tree.clone()))
    };
    let (matches, detail) = (content("match"), content("detail").and_then(|mut it| it.next()));
    let matches: Vec<Tree> = matches.into_iter().flatten().collect();
    let tree = filled(body.root, scope.role(), &matches, detail.as_ref());
    // A body without records has nothing of its own to be read.
    if tree.entries(body.root).len() < 3 {
        return;
    }
    let title = title(body.id, "het hele bericht", "the whole body");
    let requirements = bench.requirements(FORM);
    bench.case(format!("N1-read-{name}"), title, requirements, |trial| {
        let text = tree.to_json(body.root).to_string();
        understand(trial, body, text, &tree, name);
    });
}

/// A body as a tree: matches in its list, the detail in its single record, and names and indicators
/// that say something.
pub(super) fn filled(
    meta: &'static RecordMeta,
    role: Role,
    matches: &[Tree],
    detail: Option<&Tree>,
) -> Tree {
    let present = meta.attributes.iter().filter(|it| it.present.contains(role));
    let filled = present.filter_map(|it| {
        let tree = match (&it.value, it.many) {
            (ValueMeta::Record(_), true) => Tree::List(matches.to_vec()),
            (ValueMeta::Record(_), false) => detail?.clone(),
            (ValueMeta::Boolean, _) => Tree::Leaf("true".to_owned()),
            (ValueMeta::Text(_), _) => Tree::Leaf("00-0815".to_owned()),
            _ => return None,
        };
        Some((own_id(it.id).to_owned(), tree))
    });
    Tree::Record(filled.collect())
}

/// Cases for what the contract forbids in what a bemiddelaar reads.
pub(super) fn forbidden(bench: &mut Bench<'_>) {
    let material = bench.material;
    let Some((message, contents)) = material.of("match") else { return };
    let Some(content) = contents.iter().find(|it| it.id.starts_with("full")) else { return };
    if let Some((detail, known)) = material.of("detail")
        && let Some(known) = known.iter().find(|it| it.id.starts_with("full"))
        && let Value::Object(mut object) = content.tree.to_json(message.root)
        && let Value::Object(whole) = known.tree.to_json(detail.root)
    {
        let extra = whole
            .into_iter()
            .filter(|(name, _)| !message.root.attributes.iter().any(|it| it.name == name));
        object.extend(extra);
        let title = Text::new(
            format!("Weigert {} met gegevens van het detailprofiel", message.id),
            format!("Refuses {} with attributes of the detail", message.id),
        );
        refuses(
            bench,
            ("N2-read-match-detail", &["REQ-PRIV-001"]),
            title,
            message,
            Value::Object(object),
        );
    }
    let mut tree = content.tree.clone();
    if spoil_code(&mut tree, message.root) {
        let title = Text::new(
            format!("Weigert {} met een code die de lijst niet kent", message.id),
            format!("Refuses {} with a code that the list does not have", message.id),
        );
        let value = tree.to_json(message.root);
        refuses(bench, ("N2-read-match-code", &["REQ-FORM-008"]), title, message, value);
    }
}

/// Puts a code that is in no list into the first attribute with a closed list of texts.
fn spoil_code(tree: &mut Tree, meta: &'static RecordMeta) -> bool {
    let mut done = false;
    tree.each_leaf(meta, &mut |it, value| {
        let closed = matches!(&it.value, ValueMeta::Code(list, vum::meta::CodeFormMeta::Text(_)) if list.closed);
        if closed && !done {
            done = true;
            *value = "ZZ".to_owned();
        }
    });
    done
}

/// A case for a message that the contract forbids: it is to be refused.
fn refuses(
    bench: &mut Bench<'_>,
    (id, wanted): (&str, &[&str]),
    title: Text,
    message: &'static MessageType,
    value: Value,
) {
    let text = value.to_string();
    if judge(message, &text, bench.scope.role(), None).is_valid() {
        return;
    }
    let requirements = bench.requirements(wanted);
    bench.case(id, title, requirements, |trial| {
        let request = Request::Read { message: message.id.to_owned(), text };
        match trial.hear(&request) {
            Heard::Answer(answer) if !answer.refused => {
                trial.find(&rules::NOT_REFUSED, None, "", &[]);
            }
            // To tell that it cannot work with it is to refuse it.
            Heard::Answer(_) | Heard::Wrong(Wrong::Failed) | Heard::Nothing => {}
            Heard::Wrong(wrong) => trial.wrong(wrong, &request, None),
        }
    });
}
