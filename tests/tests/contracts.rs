//! The contracts as data against tables copied by hand from the description of the contracts:
//! endpoints and bodies, identifiers, headers, errors and limits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeSet;

use vum_model::{
    Body, BodyContent, BodyValue, Contract, Evidence, HeaderForm, Operation, Release, Role,
    Standard, TextForm, Value, Version,
};

use Role::{Bemiddelaar, Bron};

/// The releases, and the group of the tables they fall in.
const RELEASES: [(&str, &str); 7] = [
    ("1.0.0", "1"),
    ("1.1.0", "1"),
    ("1.1.1", "1"),
    ("1.2.0", "1"),
    ("2.0.0", "2"),
    ("3.0.0", "3"),
    ("3.1.0", "3"),
];

/// Group of releases, role, operation, method and path for each part, request, answer with status
/// 200. `*` is required, `[]` a list. `W` stands for the part: the job seeker or the vacancy.
const ENDPOINTS: [(&str, Role, &str, &str, &str, &str); 13] = [
    ("1", Bemiddelaar, "matches", "POST /W/matches", "callbackURL* vraagObject*", "vraagID*"),
    (
        "1",
        Bemiddelaar,
        "callback",
        "POST {$request.body#/callbackURL}",
        "maximumAantalResultatenBereikt* matches*[] vraagID*",
        "",
    ),
    ("1", Bemiddelaar, "detail", "GET /W/{vumID}", "", "W bronID"),
    (
        "1",
        Bron,
        "matches",
        "POST /W/matches",
        "vraagObject*",
        "maximumAantalResultatenBereikt* matches*[]",
    ),
    ("1", Bron, "detail", "GET /W/{idW}", "", "= W/detail"),
    (
        "2",
        Bemiddelaar,
        "matches",
        "POST /W/matches",
        "vraagObject*",
        "maximumAantalResultatenBereikt* matches*[] vraagID*",
    ),
    ("2", Bemiddelaar, "detail", "GET /W/{vumID}", "", "W bronID"),
    (
        "2",
        Bron,
        "matches",
        "POST /W/matches",
        "vraagObject*",
        "maximumAantalResultatenBereikt* matches*[]",
    ),
    ("2", Bron, "detail", "GET /W/{idW}", "", "= W/detail"),
    (
        "3",
        Bemiddelaar,
        "matches",
        "POST /W/matches",
        "vraagObject*",
        "maximumAantalResultatenBereikt* matches*[] vraagID*",
    ),
    ("3", Bemiddelaar, "detail", "GET /W/{vumID}", "", "W bronID"),
    (
        "3",
        Bron,
        "matches",
        "POST /W/matches",
        "vraagObject*",
        "maximumAantalResultatenBereikt* matches*[]",
    ),
    ("3", Bron, "detail", "GET /W/{idW}", "", "= W/detail"),
];

/// Which requests allow no other properties: release, part, role. Those for vacancies never do.
const CLOSED: [(&str, &str, &str); 11] = [
    ("1.1.0", "werkzoekende", "bemiddelaar"),
    ("1.1.1", "werkzoekende", "bemiddelaar"),
    ("1.2.0", "werkzoekende", "bemiddelaar"),
    ("2.0.0", "werkzoekende", "bron"),
    ("2.0.0", "werkzoekende", "bemiddelaar"),
    ("3.0.0", "werkzoekende", "bron"),
    ("3.0.0", "werkzoekende", "bemiddelaar"),
    ("3.1.0", "werkzoekende", "bron"),
    ("3.1.0", "werkzoekende", "bemiddelaar"),
    ("3.1.0", "werkgeverscontactmoment", "bron"),
    ("3.1.0", "werkgeverscontactmoment", "bemiddelaar"),
];

/// Group, role, headers of a request (`*` required), headers of an answer with status 200, and of
/// one with status 400.
const HEADERS: [(&str, Role, &str, &str, &str); 6] = [
    (
        "1",
        Bemiddelaar,
        "X-VUM-berichtVersie* X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty",
        "X-VUM-berichtVersie X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "",
    ),
    (
        "1",
        Bron,
        "X-VUM-SUWIparty* X-VUM-berichtVersie* X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty",
        "X-VUM-berichtVersie X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "",
    ),
    (
        "2",
        Bemiddelaar,
        "API-Version*=2.0.0 X-VUM-berichtVersie*=2.0.0 X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty*",
        "API-Version=2.0.0 X-VUM-berichtVersie=2.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "API-Version=2.0.0 X-VUM-berichtVersie=2.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
    ),
    (
        "2",
        Bron,
        "API-Version*=2.0.0 X-VUM-SUWIparty* X-VUM-berichtVersie*=2.0.0 X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty*",
        "API-Version=2.0.0 X-VUM-berichtVersie=2.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "API-Version=2.0.0 X-VUM-berichtVersie=2.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
    ),
    (
        "3",
        Bemiddelaar,
        "API-Version*=3.0.0 X-VUM-berichtVersie*=3.0.0 X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty*",
        "API-Version=3.0.0 X-VUM-berichtVersie=3.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "API-Version=3.0.0 X-VUM-berichtVersie=3.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
    ),
    (
        "3",
        Bron,
        "API-Version*=3.0.0 X-VUM-SUWIparty* X-VUM-berichtVersie*=3.0.0 X-VUM-fromParty* X-VUM-toParty* X-VUM-viaParty*",
        "API-Version=3.0.0 X-VUM-berichtVersie=3.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
        "API-Version=3.0.0 X-VUM-berichtVersie=3.0.0 X-VUM-fromParty X-VUM-toParty X-VUM-viaParty",
    ),
];

fn release(number: &str) -> Release {
    let resolved = Standard::embedded().resolve();
    assert!(resolved.diagnostics.is_empty(), "{:#?}", resolved.diagnostics);
    resolved.model.unwrap().release(Version::parse(number).unwrap()).unwrap()
}

/// Every release with its group.
fn releases() -> Vec<(&'static str, &'static str, Release)> {
    RELEASES.iter().map(|(number, group)| (*number, *group, release(number))).collect()
}

/// A body in the notation of the table.
fn notation(release: &Release, id: Option<&String>, role: Role, part: &str) -> String {
    let Some(body) = id.map(|id| body(release, id, role)) else { return String::new() };
    match &body.content {
        BodyContent::Message(message) => format!("= {}", message.replace(part, "W")),
        BodyContent::Object { properties, .. } => {
            let mut words: Vec<String> = properties
                .iter()
                .filter(|it| it.present.contains(role))
                .map(|it| {
                    let name = if it.name == part { "W" } else { &it.name };
                    let star = if it.required.contains(role) { "*" } else { "" };
                    format!("{name}{star}{}", if it.many { "[]" } else { "" })
                })
                .collect();
            words.sort();
            words.join(" ")
        }
    }
}

fn body<'r>(release: &'r Release, id: &str, role: Role) -> &'r Body {
    release.body(id, role).unwrap_or_else(|| panic!("no body {id}"))
}

fn operation<'c>(contract: &'c Contract, id: &str) -> &'c Operation {
    contract.operations.iter().find(|it| it.id == id).unwrap()
}

fn sorted(words: &str) -> String {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

#[test]
fn the_contracts_of_every_release_are_those_of_the_table() {
    for (number, _, release) in releases() {
        let ids: BTreeSet<&str> = release.contracts.iter().map(|it| it.id.as_str()).collect();
        let mut expected = BTreeSet::from([
            "VUM-Bemiddelaar-WerkzoekendeProfielen",
            "VUM-Bron-WerkzoekendeProfielen",
            "VUM-Bemiddelaar-Vacatures",
            "VUM-Bron-Vacatures",
        ]);
        if number == "3.1.0" {
            expected.insert("VUM-Bemiddelaar-Werkgeverscontactmomenten");
            expected.insert("VUM-Bron-Werkgeverscontactmomenten");
        }
        assert_eq!(ids, expected, "{number}");
        for contract in &release.contracts {
            let version = match number {
                _ if number.starts_with('1') => "1.0.0",
                "3.1.0" => "3.0.0",
                _ => number,
            };
            assert_eq!(contract.info_version, version, "{number} {}", contract.id);
            let seen = number != "3.1.0" || contract.part == "werkgeverscontactmoment";
            assert_eq!(contract.evidence == Evidence::Seen, seen, "{number} {}", contract.id);
        }
    }
}

#[test]
fn endpoints_and_bodies_are_those_of_the_table() {
    for (number, group, release) in releases() {
        for contract in &release.contracts {
            let (part, role) = (contract.part.as_str(), contract.role);
            let (collection, id) = match part {
                "werkzoekende" => ("/werkzoekendeProfielen", "idWerkzoekende"),
                "vacature" => ("/vacatures", "idVacature"),
                _ => ("/werkgeverscontactmomenten", "none"),
            };
            let moments = part == "werkgeverscontactmoment";
            // Contact moments have no detail.
            let rows = ENDPOINTS.iter().filter(|it| it.0 == group && it.1 == role);
            let rows: Vec<_> = rows.filter(|it| !moments || it.2 == "matches").collect();
            let ids: BTreeSet<&str> = contract.operations.iter().map(|it| it.id.as_str()).collect();
            assert_eq!(ids, rows.iter().map(|it| it.2).collect(), "{number} {}", contract.id);
            for (_, _, name, call, request, answer) in rows {
                let context = format!("{number} {} {name}", contract.id);
                let it = operation(contract, name);
                let expected = call.replace("/W", collection).replace("idW", id);
                assert_eq!(format!("{} {}", it.method.name(), it.path), expected, "{context}");
                let ours = notation(&release, it.request.as_ref(), role, part);
                assert_eq!(ours, sorted(request), "{context}");
                let ok = it.responses.iter().find(|it| it.status == 200).unwrap();
                let ours = notation(&release, ok.body.as_ref(), role, part);
                assert_eq!(ours, sorted(answer), "{context}");
            }
        }
    }
}

#[test]
fn statuses_and_their_bodies_are_those_of_the_table() {
    for (number, _, release) in releases() {
        for contract in &release.contracts {
            for it in &contract.operations {
                let context = format!("{number} {} {}", contract.id, it.id);
                let statuses: Vec<u16> = it.responses.iter().map(|it| it.status).collect();
                let expected: &[u16] = match it.id.as_str() {
                    "callback" => &[200, 400, 401, 500, 503],
                    _ => &[200, 400, 401, 429, 500, 503],
                };
                assert_eq!(statuses, expected, "{context}");
                for response in it.responses.iter().filter(|it| it.status != 200) {
                    let fout = format!("{}/fout", contract.part);
                    let expected = (response.status != 401).then_some(&fout);
                    assert_eq!(response.body.as_ref(), expected, "{context}");
                }
            }
        }
    }
}

#[test]
fn values_of_the_bodies_have_the_lengths_of_the_table() {
    let text = |max: u32| {
        BodyValue::Plain(Value::Text(TextForm { max_length: Some(max), ..TextForm::default() }))
    };
    for (number, group, release) in releases() {
        let mut seen = 0;
        for body in &release.bodies {
            let BodyContent::Object { properties, .. } = &body.content else { continue };
            for it in properties {
                let expected = match it.name.as_str() {
                    "vraagID" => text(100),
                    "bronID" => text(200),
                    "code" => text(10),
                    "message" => text(500),
                    "details" => text(2000),
                    "callbackURL" => BodyValue::Plain(Value::Uri(TextForm::default())),
                    "maximumAantalResultatenBereikt" => BodyValue::Plain(Value::Boolean),
                    "matches" => BodyValue::Message(format!("{}/match", body.part)),
                    "vraagObject" if group == "1" => {
                        BodyValue::Message(format!("{}/zoekvraag", body.part))
                    }
                    "vraagObject" => BodyValue::Message(format!("{}/selectievraag", body.part)),
                    "werkzoekende" | "vacature" => {
                        BodyValue::Message(format!("{}/detail", body.part))
                    }
                    name => panic!("{number}: {name}"),
                };
                assert_eq!(it.value, expected, "{number} {} {}", body.id, it.name);
                seen += 1;
            }
            let required = |name: &str| {
                let it = properties.iter().find(|it| it.name == name).unwrap();
                it.required == body.roles
            };
            if body.kind == "fout" {
                assert!(required("code") && required("message") && !required("details"));
            }
        }
        assert!(seen > 15, "{number}: {seen}");
    }
}

#[test]
fn closed_requests_are_those_of_the_table() {
    let mut ours = BTreeSet::new();
    for (number, _, release) in releases() {
        for body in &release.bodies {
            let BodyContent::Object { closed, .. } = &body.content else { continue };
            for role in closed.iter() {
                assert_eq!(body.kind, "matches-verzoek", "{number}: only requests are closed");
                ours.insert((number, body.part.as_str().to_owned(), role.name()));
            }
        }
    }
    let table: BTreeSet<_> = CLOSED.iter().map(|(a, b, c)| (*a, (*b).to_owned(), *c)).collect();
    assert_eq!(ours, table);
}

#[test]
fn identifiers_in_paths_have_the_form_of_the_table() {
    for (number, group, release) in releases() {
        for contract in &release.contracts {
            let Some(it) = contract.operations.iter().find(|it| it.id == "detail") else {
                continue;
            };
            let parameter = it.parameter.as_ref().unwrap();
            let length = if parameter.name == "vumID" { 500 } else { 200 };
            let expected = if group == "1" {
                TextForm { max_length: Some(length), ..TextForm::default() }
            } else {
                let pattern = format!("^[a-zA-Z0-9_.-]{{0,{length}}}$");
                TextForm { pattern: Some(pattern), ..TextForm::default() }
            };
            let context = format!("{number} {}", contract.id);
            assert_eq!(parameter.value, Value::Text(expected), "{context}");
            assert_eq!(parameter.attribute, format!("{}.{}", contract.part, parameter.name));
        }
    }
}

#[test]
fn headers_are_those_of_the_table() {
    let words = |uses: &[vum_model::HeaderUse]| {
        let mut words: Vec<String> = uses
            .iter()
            .map(|it| {
                let star = if it.required { "*" } else { "" };
                let constant = it.constant.iter().map(|it| format!("={it}")).collect::<String>();
                format!("{}{star}{constant}", it.name)
            })
            .collect();
        words.sort();
        words.join(" ")
    };
    for (number, group, release) in releases() {
        for contract in &release.contracts {
            let role = contract.role;
            let row = HEADERS.iter().find(|it| it.0 == group && it.1 == role).unwrap();
            let (_, _, request, ok, wrong) = *row;
            for it in &contract.operations {
                let context = format!("{number} {} {}", contract.id, it.id);
                let own = if it.id == "callback" { " X-VUM-vraagID*" } else { "" };
                assert_eq!(words(&it.headers), sorted(&format!("{request}{own}")), "{context}");
                for response in &it.responses {
                    let expected = match response.status {
                        200 => ok,
                        // The one exception of the table.
                        401 if it.id == "detail" && role == Bemiddelaar => {
                            wrong.split(' ').next().unwrap()
                        }
                        _ => wrong,
                    };
                    let status = response.status;
                    assert_eq!(words(&response.headers), expected, "{context} {status}");
                }
            }
        }
        for header in &release.headers {
            let form = match header.name.as_str() {
                "X-VUM-fromParty" | "X-VUM-toParty" | "X-VUM-viaParty" => HeaderForm::Oin,
                "X-VUM-SUWIparty" => HeaderForm::Boolean,
                _ => HeaderForm::Text,
            };
            assert_eq!(header.form, form, "{number} {}", header.name);
        }
        assert_eq!(release.headers.len(), 6, "{number}");
        assert!(release.header("x-vum-suwiPARTY").is_some());
    }
}

#[test]
fn errors_and_limits_are_those_of_the_table() {
    for (number, group, release) in releases() {
        let ours: Vec<(u16, &str, &str)> = release
            .error_codes
            .iter()
            .map(|it| (it.status, it.code.as_str(), it.message.as_str()))
            .collect();
        let table = [
            (400, "400.01", "Ongeldige aanroep"),
            (400, "400.02", "Onvolledige aanroep"),
            (429, "429.01", "Aantal werkzoekendeProfielen limiet overschreden"),
            (500, "500.1", "Interne serverfout"),
            (503, "500.3", "Service niet beschikbaar"),
        ];
        assert_eq!(ours, table, "{number}");
        let seen = |evidence: Evidence| evidence == Evidence::Seen;
        assert!(release.error_codes.iter().all(|it| seen(it.evidence) == (group == "1")));
        let limits: Vec<(&str, u32, bool)> =
            release.limits.iter().map(|it| (it.id.as_str(), it.value, seen(it.evidence))).collect();
        let parts = |parts: &[String]| parts.join(" ");
        let detail = "werkzoekende vacature";
        for limit in &release.limits {
            let all = limit.id == "resultaten-per-zoekvraag" && number == "3.1.0";
            let moments = if all { " werkgeverscontactmoment" } else { "" };
            assert_eq!(parts(&limit.parts), format!("{detail}{moments}"), "{number} {}", limit.id);
        }
        // The one code that names a part.
        let of = |code: &str| release.error_codes.iter().find(|it| it.code == code).unwrap();
        assert_eq!(of("429.01").parts, ["werkzoekende"]);
        assert!(parts(&of("400.01").parts).starts_with(detail));
        let table = [
            ("resultaten-per-zoekvraag", 100, true),
            ("detailvragen-per-selectie", 10, group == "1"),
            ("seconden-per-detailantwoord", 10, group == "1"),
        ];
        assert_eq!(limits, table, "{number}");
    }
}

#[test]
fn servers_are_those_of_the_table() {
    for (number, group, release) in releases() {
        for contract in &release.contracts {
            let urls: Vec<&str> = contract.servers.iter().map(|it| it.url.as_str()).collect();
            let development = ["test", "accept", "prod"]
                .map(|host| format!("https://{host}.vumdevelopment.nl/api/v{group}"));
            let expected: Vec<&str> = match (contract.role, number) {
                (Bemiddelaar, "3.1.0") => vec![
                    "https://ib-api.acc.diginetwerk.inlichtingenbureau.nl/vum-acd/v3",
                    "https://ib-api.diginetwerk.inlichtingenbureau.nl/vum/v3",
                ],
                (Bemiddelaar, _) => development.iter().map(String::as_str).collect(),
                (Bron, "2.0.0") => vec![],
                (Bron, "3.0.0" | "3.1.0") => vec!["https://bron.vumdevelopment.nl/api/v3"],
                (Bron, _) => vec!["https://api.example.com/v1"],
            };
            assert_eq!(urls, expected, "{number} {}", contract.id);
        }
    }
}

/// What issue and standard say of XML: the same for every release and message, and ours.
#[test]
fn the_names_in_xml_are_drafts_and_all_different() {
    let mut namespaces = BTreeSet::new();
    for number in ["1.2.0", "2.0.0", "3.0.0", "3.1.0"] {
        let release = release(number);
        let (major, minor) = (release.info.version.major, release.info.version.minor);
        assert_eq!(release.xml.namespace, format!("urn:x-vum:draft:v{major:02}{minor:02}"));
        assert!(release.xml.draft);
        namespaces.insert(release.xml.namespace.clone());
        for message in &release.messages {
            let Some(xml) = &message.xml else {
                // Its keys are no names of XML.
                assert_eq!(message.view, "selectievraag");
                continue;
            };
            assert!(xml.draft, "{}", message.id);
            assert_eq!(xml.list, format!("{}Lijst", xml.root));
            assert_eq!(xml.root.to_lowercase(), message.id.replace('/', ""));
        }
    }
    assert_eq!(namespaces.len(), 4);
}
