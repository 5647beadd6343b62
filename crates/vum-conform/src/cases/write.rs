//! Messages that the product writes.

use serde_json::Value;
use vum::{MessageType, Role};

use crate::content::{Difference, Tree, differences};
use crate::judge::{Day, Part, beyond};
use crate::material::Content;
use crate::protocol::Request;
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;
use crate::trial::Trial;

/// A case for each message that the role writes and each content.
pub(super) fn cases(bench: &mut Bench<'_>, part: Part) {
    let (scope, material, on) = (bench.scope, bench.material, bench.on);
    for written in written(scope.role()) {
        let Some(message) = scope.message(written) else { continue };
        // What the product knows is the detail, where there is one.
        let known = match scope.role() {
            Role::Bron => material.of("detail").or_else(|| material.of(written)),
            Role::Bemiddelaar => material.of(written),
        };
        let Some((known, contents)) = known else { continue };
        for content in contents {
            let (level, nl, en) = match part {
                Part::Form => ("N1-write", "Schrijft", "Writes"),
                Part::Rules => ("N2-write", "Regels en codelijsten in", "Rules and code lists in"),
            };
            let title = Text::new(
                format!("{nl} {}: {}", message.id, content.title.nl),
                format!("{en} {}: {}", message.id, content.title.en),
            );
            let id = format!("{level}-{written}-{}", content.id);
            let requirements = match part {
                Part::Form => bench.requirements(FORM),
                Part::Rules => bench.requirements(&["REQ-RULE-", "REQ-FORM-023"]),
            };
            bench.case(id, title, requirements, |trial| {
                write(trial, (message, known), scope.role(), on, content, part);
            });
        }
    }
}

/// A case for each file of vectors that the role writes.
pub(super) fn vectors(bench: &mut Bench<'_>) {
    let (material, on, role) = (bench.material, bench.on, bench.scope.role());
    for file in &material.vectors {
        if !written(role).iter().any(|view| file.message.id.ends_with(&format!("/{view}"))) {
            continue;
        }
        let title = Text::new(
            format!("Schrijft {}: testgevallen {}", file.message.id, file.id),
            format!("Writes {}: vectors {}", file.message.id, file.id),
        );
        bench.case(
            format!("N1-write-vectors-{}", file.id),
            title,
            file.requirements.clone(),
            |trial| {
                for content in &file.contents {
                    if trial.is_over() {
                        return;
                    }
                    write(trial, (file.message, file.message), role, on, content, Part::Form);
                }
            },
        );
    }
}

/// What the contract asks of everything that is written and read.
pub(super) const FORM: &[&str] =
    &["REQ-FORM-001", "REQ-FORM-002", "REQ-FORM-003", "REQ-FORM-004", "REQ-FORM-008"];

/// The views that a role writes.
fn written(role: Role) -> &'static [&'static str] {
    match role {
        Role::Bron => &["detail", "match"],
        Role::Bemiddelaar => &["zoekvraag"],
    }
}

/// Asks for a message.
pub(super) fn produce(
    trial: &mut Trial<'_>,
    message: &MessageType,
    known: &MessageType,
    content: &Content,
) -> Option<String> {
    let request = Request::Produce {
        message: message.id.to_owned(),
        content: content.tree.entries(known.root),
    };
    let answer = trial.ask(&request, Some(&content.id))?;
    if answer.text.is_none() {
        trial.find(&rules::NO_MESSAGE, Some(&content.id), "", &[]);
    }
    answer.text
}

fn write(
    trial: &mut Trial<'_>,
    (message, known): (&'static MessageType, &'static MessageType),
    role: Role,
    on: Day,
    content: &Content,
    part: Part,
) {
    let Some(text) = produce(trial, message, known, content) else { return };
    let expected = content.tree.only(message.root, role);
    let reference = expected.to_json(message.root).to_string();
    for finding in beyond(message, (&text, &reference), role, Some(on), part) {
        trial.found(&finding, Some(&content.id));
    }
    if part == Part::Form
        && let Ok(value) = serde_json::from_str::<Value>(&text)
    {
        compare(trial, &expected, &Tree::from_json(&value, message.root), message, &content.id);
    }
}

/// Tells where what the product wrote or understood is not what it should be.
pub(super) fn compare(
    trial: &mut Trial<'_>,
    expected: &Tree,
    found: &Tree,
    message: &MessageType,
    subject: &str,
) {
    for (at, attribute, kind) in differences(expected, found, message.root) {
        let rule = match kind {
            Difference::LeadingZero => &rules::LEADING_ZERO,
            Difference::Changed => &rules::VALUE_CHANGED,
            Difference::Lost => &rules::VALUE_LOST,
            Difference::Added => &rules::VALUE_ADDED,
        };
        trial.find_at(rule, Some(subject), &at, attribute, &[]);
    }
}
