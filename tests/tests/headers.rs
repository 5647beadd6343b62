//! Headers around bodies: the generated tables against the standard, and what is found in headers
//! against a table copied by hand from the description of the contracts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use vum::headers::{self, Header, HeaderForm, Operation};
use vum::{Limits, Report, Role};
use vum_model::{HeaderUse, Release, Standard, Status};

/// Group of releases, whose contract, headers of a request (`*` required) and of an answer with
/// status 200 and 500.
const TABLE: [(&str, Role, &str, &str, &str); 6] = [
    ("1", Role::Bemiddelaar, "berichtVersie* from* to* via", "berichtVersie from to via", ""),
    ("1", Role::Bron, "berichtVersie* from* to* via suwi*", "berichtVersie from to via", ""),
    (
        "2",
        Role::Bemiddelaar,
        "API=2.0.0* berichtVersie=2.0.0* from* to* via*",
        "API=2.0.0 berichtVersie=2.0.0 from to via",
        "API=2.0.0 berichtVersie=2.0.0 from to via",
    ),
    (
        "2",
        Role::Bron,
        "API=2.0.0* berichtVersie=2.0.0* from* to* via* suwi*",
        "API=2.0.0 berichtVersie=2.0.0 from to via",
        "API=2.0.0 berichtVersie=2.0.0 from to via",
    ),
    (
        "3",
        Role::Bemiddelaar,
        "API=3.0.0* berichtVersie=3.0.0* from* to* via*",
        "API=3.0.0 berichtVersie=3.0.0 from to via",
        "API=3.0.0 berichtVersie=3.0.0 from to via",
    ),
    (
        "3",
        Role::Bron,
        "API=3.0.0* berichtVersie=3.0.0* from* to* via* suwi*",
        "API=3.0.0 berichtVersie=3.0.0 from to via",
        "API=3.0.0 berichtVersie=3.0.0 from to via",
    ),
];

/// A header of the table: its name, whether it is required, its constant, a value that fits, one
/// that does not, and the rule that finds that.
struct Row {
    name: &'static str,
    required: bool,
    constant: Option<String>,
    good: String,
    bad: &'static str,
    rule: Option<&'static str>,
}

fn rows(words: &str) -> Vec<Row> {
    let row = |word: &str| {
        let required = word.ends_with('*');
        let word = word.trim_end_matches('*');
        let (word, constant) = match word.split_once('=') {
            Some((word, constant)) => (word, Some(constant.to_owned())),
            None => (word, None),
        };
        let oin = "00000099000000001000";
        let (name, value, bad, rule) = match word {
            "API" => ("API-Version", "?", "3.1.0", None),
            "berichtVersie" => ("X-VUM-berichtVersie", "1.2", "9.9", None),
            "from" => ("X-VUM-fromParty", oin, "990000000010", Some("oin-form")),
            "to" => ("X-VUM-toParty", oin, "0000009900000000100-", Some("oin-form")),
            "via" => ("X-VUM-viaParty", oin, "000000990000000010000", Some("oin-form")),
            "suwi" => ("X-VUM-SUWIparty", "false", "0", Some("header-boolean")),
            // Any text.
            "vraag" => ("X-VUM-vraagID", "v", "\u{e9} w", None),
            word => panic!("no header {word}"),
        };
        let rule = if constant.is_some() { Some("header-constant") } else { rule };
        let good = constant.clone().unwrap_or_else(|| value.to_owned());
        Row { name, required, constant, good, bad, rule }
    };
    words.split_whitespace().map(row).collect()
}

fn releases() -> Vec<Release> {
    let model = Standard::embedded().resolve().model.unwrap();
    let published = model.releases().iter().filter(|it| it.status == Status::Published);
    published.map(|it| model.release(it.version).unwrap()).collect()
}

fn ids(report: &Report) -> Vec<(&'static str, String)> {
    report.findings().iter().map(|it| (it.rule().id, it.pointer().to_owned())).collect()
}

fn judge(expected: &'static [Header], headers: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    ids(&headers::check(expected, headers.iter().map(|(name, value)| (*name, value.as_bytes()))))
}

/// Holds every change of good headers against what is expected.
fn exercise(context: &str, expected: &'static [Header], words: &str) {
    let rows = rows(words);
    let names: Vec<&str> = rows.iter().map(|it| it.name).collect();
    let good: Vec<(&str, &str)> = rows.iter().map(|it| (it.name, it.good.as_str())).collect();
    let found: Vec<&str> = expected.iter().map(|it| it.name).collect();
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|it| it.to_lowercase()).collect();
        names.sort();
        names
    };
    assert_eq!(sorted(&found), sorted(&names), "{context}");
    assert_eq!(judge(expected, &good), [], "{context}");
    let shouted: Vec<(String, &str)> =
        good.iter().rev().map(|(name, value)| (name.to_uppercase(), *value)).collect();
    let mut shouted: Vec<(&str, &str)> =
        shouted.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    shouted.push(("X-OIN", "rubbish"));
    assert_eq!(
        judge(expected, &shouted),
        [],
        "{context}: neither case nor order nor others matter"
    );
    for (n, row) in rows.iter().enumerate() {
        let name = expected.iter().find(|it| it.name.eq_ignore_ascii_case(row.name)).unwrap().name;
        let told = |rule: &'static str| vec![(rule, name.to_owned())];
        let mut without = good.clone();
        without.remove(n);
        let missing = if row.required { told("header-required") } else { Vec::new() };
        assert_eq!(judge(expected, &without), missing, "{context}: without {name}");
        let mut empty = good.clone();
        empty[n].1 = " \t";
        let found = [told("empty-value"), missing].concat();
        assert_eq!(judge(expected, &empty), found, "{context}: empty {name}");
        let mut twice = good.clone();
        twice.push((row.name, row.bad));
        assert_eq!(judge(expected, &twice), told("header-duplicate"), "{context}: twice {name}");
        let mut bad = good.clone();
        bad[n].1 = row.bad;
        let found = row.rule.map_or(Vec::new(), told);
        assert_eq!(judge(expected, &bad), found, "{context}: bad {name}");
        assert_eq!(row.constant.is_some(), row.rule == Some("header-constant"));
    }
    // The same as a text, as a program of HTTP shows it.
    let mut text = "HTTP/1.1 200 OK\r\n".to_owned();
    for (name, value) in &good {
        text.push_str(&format!("{}: {value}\r\n", name.to_lowercase()));
    }
    let report = headers::check_text(expected, text.as_bytes(), Limits::default());
    assert_eq!(ids(&report), [], "{context}");
}

#[test]
fn every_change_of_the_headers_gives_what_is_expected() {
    let mut seen = 0;
    for release in releases() {
        let version = release.info.version.to_string();
        for contract in &release.contracts {
            let role: Role = contract.role.name().parse().unwrap();
            let row = TABLE.iter().find(|it| version.starts_with(it.0) && it.1 == role).unwrap();
            let (_, _, request, answer, error) = row;
            for id in ["matches", "detail"] {
                let Some(it) = vum::operation(&version, &contract.part, role, id) else {
                    assert_eq!((id, contract.part.as_str()), ("detail", "werkgeverscontactmoment"));
                    continue;
                };
                let context = format!("{version} {} {id}", contract.id);
                exercise(&context, it.headers, request);
                exercise(&context, it.response(200).unwrap().headers, answer);
                exercise(&context, it.response(500).unwrap().headers, error);
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 34);
    // The callback of 1.2.0 names the question it answers.
    let callback = vum::operation("1.2.0", "vacature", Role::Bemiddelaar, "callback").unwrap();
    exercise("callback", callback.headers, "berichtVersie* from* to* via vraag*");
    // An answer that the caller may not have holds less.
    let detail = vum::operation("3.0.0", "vacature", Role::Bemiddelaar, "detail").unwrap();
    exercise("401", detail.response(401).unwrap().headers, "API=3.0.0");
}

fn same(ours: &[Header], theirs: &[HeaderUse], release: &Release) -> bool {
    ours.len() == theirs.len()
        && ours.iter().zip(theirs).all(|(ours, theirs)| {
            let form = match release.header(&theirs.name).unwrap().form {
                vum_model::HeaderForm::Text => HeaderForm::Text,
                vum_model::HeaderForm::Oin => HeaderForm::Oin,
                vum_model::HeaderForm::Boolean => HeaderForm::Boolean,
            };
            ours.name == theirs.name
                && ours.form == form
                && ours.required == theirs.required
                && ours.constant == theirs.constant.as_deref()
        })
}

#[test]
fn the_operations_are_those_of_the_standard() {
    let mut ours = vum::operations();
    for release in releases() {
        let version = release.info.version.to_string();
        for contract in &release.contracts {
            for theirs in &contract.operations {
                let it: &Operation = ours.next().unwrap();
                let context = format!("{version} {} {}", contract.id, theirs.id);
                assert_eq!(
                    (it.release, it.contract, it.part, it.role.name(), it.id, it.body),
                    (
                        version.as_str(),
                        contract.id.as_str(),
                        contract.part.as_str(),
                        contract.role.name(),
                        theirs.id.as_str(),
                        theirs.request.as_deref(),
                    ),
                );
                assert!(same(it.headers, &theirs.headers, &release), "{context}");
                assert_eq!(it.responses.len(), theirs.responses.len(), "{context}");
                for (ours, theirs) in it.responses.iter().zip(&theirs.responses) {
                    assert_eq!((ours.status, ours.body), (theirs.status, theirs.body.as_deref()));
                    assert!(same(ours.headers, &theirs.headers, &release), "{context}");
                }
            }
        }
    }
    assert!(ours.next().is_none());
}

/// That the first operation with a body speaks for all of them.
#[test]
fn the_headers_of_a_body_do_not_depend_on_the_operation() {
    for body in vum::bodies() {
        for role in Role::ALL.into_iter().filter(|role| body.roles.contains(*role)) {
            let context = format!("{} {} {role}", body.release, body.id);
            let all = vum::headers_of(body.release, body.id, role).expect(&context);
            let names = |headers: &[Header]| headers.iter().map(|it| it.name).collect::<Vec<_>>();
            for it in vum::operations().filter(|it| it.release == body.release && it.role == role) {
                for response in it.responses.iter().filter(|it| it.body == Some(body.id)) {
                    assert_eq!(names(response.headers), names(all), "{context} {}", it.id);
                }
            }
        }
    }
    assert!(vum::headers_of("3.1.0", "vacature/detail", Role::Bron).is_none());
}
