//! The version that the contract fixes in the headers.

use vum::Role;

use crate::protocol::Request;
use crate::report::Text;
use crate::rules;
use crate::suite::Bench;

/// A case for each body that the product sends with headers of which the contract fixes the value.
pub(super) fn headers(bench: &mut Bench<'_>) {
    let scope = bench.scope;
    let bodies: &[&str] = match scope.role() {
        Role::Bron => &["matches-antwoord", "detail-antwoord"],
        Role::Bemiddelaar => &["matches-verzoek"],
    };
    for body in bodies {
        let id = scope.id(body);
        let Some(headers) = vum::headers_of(&scope.number(), &id, scope.role()) else { continue };
        let fixed: Vec<(&str, &str)> =
            headers.iter().filter_map(|it| Some((it.name, it.constant?))).collect();
        if fixed.is_empty() {
            continue;
        }
        let title = Text::new(
            format!("Versie in de headers bij {id}"),
            format!("Version in the headers with {id}"),
        );
        let requirements = bench.requirements(&["REQ-HTTP-003"]);
        bench.case(format!("N1-headers-{body}"), title, requirements, |trial| {
            let request = Request::Headers { body: id.clone() };
            let Some(answer) = trial.ask(&request, None) else { return };
            let Some(sent) = answer.headers else {
                return trial.find(&rules::NO_MESSAGE, None, "", &[]);
            };
            for (name, expected) in &fixed {
                let mut found = sent.iter().filter(|(it, _)| it.eq_ignore_ascii_case(name));
                let right = found.next().is_some_and(|(_, value)| value.trim() == *expected);
                if !right || found.next().is_some() {
                    let params = [("name", *name), ("expected", *expected)];
                    trial.find(&rules::HEADER_CONSTANT, None, "", &params);
                }
            }
        });
    }
}
