//! Every rule, in both directions: a pair of releases that differ in one thing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use std::collections::BTreeSet;

use vum_release::{Facts, Frozen, Impact, Party, RULES, Step, compare};

/// What both releases of every pair have.
const COMMON: &str = r#"
[[message]]
id = "p/detail"
[[message]]
id = "p/vraag"
question = true
[[entity]]
id = "e"
in = ["p/detail"]
name = "E"
order = ["e.x", "e.y"]
[[list]]
id = "Closed"
closed = true
[[list]]
id = "Open"
[[contract]]
id = "p"
in = ["p"]
name = "C"
info-version = "1"
[[operation]]
id = "matches"
in = ["p"]
method = "POST"
url = "/p"
[[response]]
id = "matches/200"
in = ["p"]
[[criterion]]
id = "p/vraag.c"
in = ["p/vraag"]
path = "c"
type = "value"
[[condition]]
id = "p/vraag.c x"
in = ["p/vraag"]
attribute = "e.x"
"#;

/// The same node before and after, with other properties, and the rule each way.
const PROPERTIES: &[(&str, &str, &str, &str, &str)] = &[
    // Node, before, after, rule, rule back.
    (RELEASE, "gegevensstandaard = '1'", "gegevensstandaard = '2'", GS, GS),
    (
        RELEASE,
        "sgr-version = '1'",
        "sgr-version = '2'",
        "sgr-version-changed",
        "sgr-version-changed",
    ),
    (RELEASE, "unknown-attributes-allowed = true", "", "objects-closed", "objects-opened"),
    (RELEASE, "namespace = 'a:b'", "namespace = 'a:c'", "namespace-changed", "namespace-changed"),
    (MESSAGE, "root = 'A'", "root = 'B'", "root-changed", "root-changed"),
    (MESSAGE, "question = true", "", "message-changed", "message-changed"),
    (ENTITY, "name = 'A'", "name = 'B'", "entity-name-changed", "entity-name-changed"),
    (ENTITY, "choice = true", "order = ['f.a']", "choice-changed", "choice-changed"),
    (
        ENTITY,
        "order = ['f.a', 'f.b', 'f.c']",
        "order = ['f.b', 'f.a']",
        "order-changed",
        "order-changed",
    ),
    (BRANCH, "wrapper = 'a'", "wrapper = 'b'", "branch-renamed", "branch-renamed"),
    (TEXT, "name = 'a'", "name = 'b'", "attribute-renamed", "attribute-renamed"),
    (TEXT, "identifier = 'a'", "identifier = 'b'", "identifier-changed", "identifier-changed"),
    (TEXT, "tag = 'A'", "tag = 'B'", "tag-changed", "tag-changed"),
    (TEXT, "draft-tag = 'A'", "tag = 'B'", "tag-settled", "tag-changed"),
    (TEXT, "draft-tag = 'A'", "draft-tag = 'B'", "draft-name-changed", "draft-name-changed"),
    (ANY, "type = 'text'", "type = 'integer'", "type-changed", "type-changed"),
    (ANY, "type = 'text'", "type = 'uri'", "type-refined", "type-refined"),
    (ANY, "type = 'text'", CLOSED, "values-enumerated", "enumeration-dropped"),
    (
        ANY,
        "type = 'entity'\nentity = 'e'",
        "type = 'entity'\nentity = 'f'",
        ENTITY_RULE,
        ENTITY_RULE,
    ),
    (CODE, "list = 'Open'", "list = 'Closed'", "code-list-changed", "code-list-changed"),
    (CODE, "json = 'string'", "json = 'number'", "json-form-changed", "json-form-changed"),
    (TEXT, "", "many = true", "cardinality-changed", "cardinality-changed"),
    (TEXT, "min-length = 1", "min-length = 2", "min-length-raised", "min-length-lowered"),
    (TEXT, "max-length = 512", "max-length = 1000", "max-length-raised", "max-length-lowered"),
    (TEXT, "", "max-length = 1000", "max-length-lowered", "max-length-raised"),
    (TEXT, "", "pattern = '^[a-z]*$'", "pattern-added", "pattern-removed"),
    (TEXT, "pattern = '^[a-z]*$'", "pattern = '^[0-9]*$'", "pattern-changed", "pattern-changed"),
    (NUMBER, "min = 0", "min = 1", "minimum-raised", "minimum-lowered"),
    (NUMBER, "max = 9", "max = 5", "maximum-lowered", "maximum-raised"),
    (TEXT, "min-items = 1", "min-items = 2", "min-items-raised", "min-items-lowered"),
    (TEXT, "", "required = true", "now-required", "no-longer-required"),
    (TEXT, "", "aliases = ['a = b']", "alias-added", "alias-removed"),
    (TEXT, "", "deprecated = '1.0.0'", "deprecated", "deprecation-withdrawn"),
    (
        TEXT,
        "",
        "deprecated = '1.0.0'\nsuccessor = 'e.y'",
        "deprecated-for-successor",
        "deprecation-withdrawn",
    ),
    (
        DEPRECATED,
        "successor = 'e.y'",
        "successor = 'e.z'",
        "successor-changed",
        "successor-changed",
    ),
    (LIST, "", "closed = true", "list-closed", "list-opened"),
    (LIST, "", "complete = true", "table-changed", "table-changed"),
    (
        CLOSED_CODE,
        "label-value = 'a'",
        "label-value = 'b'",
        "label-value-changed",
        "label-value-changed",
    ),
    (
        TABLE_CODE,
        "from = '2026-01-01'",
        "from = '2026-02-01'",
        "code-period-changed",
        "code-period-changed",
    ),
    (CLOSED_CODE, "label = 'a'", "label = 'b'", "code-relabelled", "code-relabelled"),
    (CRITERION, "path = 'a'", "path = 'b'", "criterion-renamed", "criterion-renamed"),
    (CRITERION, "type = 'any'", "type = 'all'", "criterion-form-changed", "criterion-form-changed"),
    (CRITERION, "data = 'a'", "data = 'b'", MEANING, MEANING),
    (
        CRITERION,
        "alternatives = ['a']",
        "alternatives = ['b']",
        "alternatives-changed",
        "alternatives-changed",
    ),
    (USE, "constant = '1'", "constant = '2'", "constant-changed", "constant-changed"),
    (USE, "", "constant = '2'", "constant-added", "constant-removed"),
    (
        CONTRACT,
        "info-version = '1'",
        "info-version = '2'",
        "contract-version-changed",
        "contract-version-changed",
    ),
    (CONTRACT, "name = 'a'", "name = 'b'", "contract-name-changed", "contract-name-changed"),
    (OPERATION, "url = '/a'", "url = '/b'", "operation-changed", "operation-changed"),
    (RESPONSE, "body = 'p/a'", "body = 'p/b'", "response-changed", "response-changed"),
    (HEADER, "type = 'text'", "type = 'oin'", "header-form-changed", "header-form-changed"),
    (
        BODY,
        "type = 'object'",
        "type = 'message'\nentity = 'p/detail'",
        "body-changed",
        "body-changed",
    ),
    (BODY, "", "closed = true", "objects-closed", "objects-opened"),
    (ERROR, "status = 400", "status = 401", "error-changed", "error-changed"),
    (LIMIT, "value = 100\nunit = 'a'", "value = 50\nunit = 'a'", "limit-lowered", "limit-raised"),
    (LIMIT, "unit = 'a'", "unit = 'b'", "limit-changed", "limit-changed"),
    (TEXT, "label = 'a'", "label = 'b'", "label-changed", "label-changed"),
    (TEXT, "definition = ['a']", "definition = ['b']", "wording-changed", "wording-changed"),
    (
        TEXT,
        "sensitive = ['a']",
        "sensitive = ['b']",
        "privacy-remark-changed",
        "privacy-remark-changed",
    ),
    (TEXT, "norm = ['a']", "norm = ['b']", "norm-changed", "norm-changed"),
    (CONTRACT, "evidence = ['a']", "evidence = ['b']", "evidence-changed", "evidence-changed"),
];

const GS: &str = "gegevensstandaard-changed";
const MEANING: &str = "criterion-meaning-changed";
const ENTITY_RULE: &str = "value-entity-changed";
const CLOSED: &str = "type = 'code'\nlist = 'Closed'\njson = 'string'";
const RELEASE: &str = "[[release]]\nid = 'release'";
const MESSAGE: &str = "[[message]]\nid = 'p/other'";
const ENTITY: &str = "[[entity]]\nid = 'f'\nin = ['p/detail']";
const BRANCH: &str = "[[branch]]\nid = 'f|g'\nin = ['p/detail']";
const ANY: &str = "[[attribute]]\nid = 'e.x'\nin = ['p/detail']";
const TEXT: &str = "[[attribute]]\nid = 'e.x'\nin = ['p/detail']\ntype = 'text'";
const DEPRECATED: &str =
    "[[attribute]]\nid = 'e.x'\nin = ['p/detail']\ntype = 'text'\ndeprecated = '1.0.0'";
const NUMBER: &str = "[[attribute]]\nid = 'e.x'\nin = ['p/detail']\ntype = 'integer'";
const CODE: &str = "[[attribute]]\nid = 'e.x'\nin = ['p/detail']\ntype = 'code'";
const LIST: &str = "[[list]]\nid = 'Other'";
const TABLE_CODE: &str = "[[table-code]]\nid = 'Open/2'";
const CLOSED_CODE: &str = "[[code]]\nid = 'Closed/1'";
const CRITERION: &str = "[[criterion]]\nid = 'p/vraag.d'\nin = ['p/vraag']";
const USE: &str = "[[header-use]]\nid = 'request/A'\nin = ['p/matches']";
const CONTRACT: &str = "[[contract]]\nid = 'q'\nin = ['q']";
const OPERATION: &str = "[[operation]]\nid = 'detail'\nin = ['p']";
const RESPONSE: &str = "[[response]]\nid = 'matches/400'\nin = ['p']";
const HEADER: &str = "[[header]]\nid = 'A'";
const BODY: &str = "[[body]]\nid = 'p/a'\nin = ['p/a']";
const ERROR: &str = "[[error]]\nid = '400.01'\nin = ['p']";
const LIMIT: &str = "[[limit]]\nid = 'l'\nin = ['p']";

/// A node that comes, and goes the other way.
const NODES: &[(&str, &str, &str)] = &[
    ("[[message]]\nid = 'p/new'", "message-added", "message-removed"),
    (ENTITY, "entity-added", "entity-removed"),
    (BRANCH, "branch-added", "branch-removed"),
    (TEXT, "attribute-added", "attribute-removed"),
    (REQUIRED, "required-attribute-added", "required-attribute-removed"),
    (LIST, "list-added", "list-removed"),
    (CLOSED_CODE, "code-added", "code-removed"),
    ("[[table-code]]\nid = 'Open/1'", "table-code-added", "table-code-removed"),
    (CRITERION, "criterion-added", "criterion-removed"),
    (REQUIRED_CRITERION, "required-criterion-added", "criterion-removed"),
    ("[[condition]]\nid = 'p/vraag.c y'\nin = ['p/vraag']", "condition-added", "condition-removed"),
    (
        "[[operator]]\nid = 'p/vraag.c x $eq'\nin = ['p/vraag']",
        "operator-added",
        "operator-removed",
    ),
    (CONTRACT, "contract-added", "contract-removed"),
    ("[[server]]\nid = 'https://a'\nin = ['p']", "server-added", "server-removed"),
    (OPERATION, "operation-added", "operation-removed"),
    (RESPONSE, "response-added", "response-removed"),
    (USE, "header-added", "header-removed"),
    (REQUIRED_USE, "required-header-added", "header-removed"),
    (BODY, "body-added", "body-removed"),
    (ERROR, "error-added", "error-removed"),
    (LIMIT, "limit-added", "limit-removed"),
];

const REQUIRED: &str =
    "[[attribute]]\nid = 'e.x'\nin = ['p/detail']\ntype = 'text'\nrequired = true";
const REQUIRED_CRITERION: &str =
    "[[criterion]]\nid = 'p/vraag.d'\nin = ['p/vraag']\nrequired = true";
const REQUIRED_USE: &str = "[[header-use]]\nid = 'request/A'\nin = ['p/matches']\nrequired = true";

fn facts(version: &str, extra: &str) -> Facts {
    let head = format!("[frozen]\nformat = 1\nversion = '{version}'\ndigest = ''\n");
    Frozen::parse(&format!("{head}{COMMON}{extra}"))
        .unwrap_or_else(|it| panic!("{it}: {extra}"))
        .facts
}

/// The rules of the differences from one text to another.
fn rules(old: &str, new: &str) -> Vec<&'static str> {
    let comparison = compare(&facts("1.0.0", old), &facts("2.0.0", new)).unwrap();
    comparison.changes.iter().map(|it| it.rule.id).collect()
}

#[test]
fn every_rule_fires_in_both_directions_and_alone() {
    let mut seen = BTreeSet::new();
    for (node, before, after, forth, back) in PROPERTIES {
        let (old, new) = (format!("{node}\n{before}\n"), format!("{node}\n{after}\n"));
        // What is settled in XML has no way back but a change of the name.
        let back = if *forth == "tag-settled" { &"draft-name-changed" } else { back };
        assert_eq!(rules(&old, &new), [*forth], "{old} to {new}");
        let found = rules(&new, &old);
        assert!(found.contains(back) && found.len() <= 2, "{new} to {old}: {found:?}");
        assert!(rules(&old, &old).is_empty() && rules(&new, &new).is_empty());
        seen.extend([*forth, *back]);
    }
    for (node, forth, back) in NODES {
        assert_eq!(rules("", node), [*forth], "{node}");
        assert_eq!(rules(node, ""), [*back], "{node}");
        seen.extend([*forth, *back]);
    }
    seen.extend(["entity-replaced", "attribute-replaced", "attribute-moved"]);
    let missing: Vec<_> = RULES.iter().map(|it| it.id).filter(|it| !seen.contains(it)).collect();
    assert!(missing.is_empty(), "no pair for {missing:?}");
}

#[test]
fn what_a_successor_takes_over_is_told_as_such() {
    let attribute = |id: &str, name: &str, more: &str| {
        format!("[[attribute]]\nid = '{id}'\nin = ['p/detail']\nname = '{name}'\n{more}\n")
    };
    let compared = |old: &str, new: &str, from: &str, to: &str| {
        let (old, mut new) = (facts("1.0.0", old), facts("2.0.0", new));
        new.successors.insert(from.to_owned(), to.to_owned());
        let changes = compare(&old, &new).unwrap().changes;
        changes.iter().map(|it| (it.rule.id, it.successor.clone())).collect::<Vec<_>>()
    };
    let (old, text) = (attribute("e.x", "x", "type = 'text'"), "type = 'text'");
    let by = |id: &str| Some(id.to_owned());
    let renamed = compared(&old, &attribute("e.z", "z", text), "e.x", "e.z");
    assert_eq!(renamed, [("attribute-renamed", by("e.z"))]);
    let moved = compared(&old, &attribute("f.z", "z", text), "e.x", "f.z");
    assert_eq!(moved, [("attribute-moved", by("f.z"))]);
    let replaced = compared(&old, &attribute("e.z", "z", "type = 'date'"), "e.x", "e.z");
    assert_eq!(replaced, [("attribute-replaced", by("e.z")), ("attribute-added", None)]);
    let entity = compared(ENTITY, "", "f", "e");
    assert_eq!(entity, [("entity-replaced", by("e"))]);
}

#[test]
fn each_party_meets_what_is_its_business() {
    let impacts = |old: &str, new: &str| {
        let comparison = compare(&facts("1.0.0", old), &facts("2.0.0", new)).unwrap();
        (Party::ALL.map(|it| comparison.impact(it)), comparison.step().unwrap())
    };
    let (none, look, breaks) = (Impact::None, Impact::Look, Impact::Breaks);
    // A bron need not send a new attribute; who judges strictly refuses it.
    assert_eq!(impacts("", TEXT), ([none, none, breaks, none], Step::Minor));
    // It must send a required one.
    assert_eq!(impacts("", REQUIRED), ([breaks, none, breaks, none], Step::Major));
    // It may no longer send what is gone; a receiver misses it.
    assert_eq!(impacts(TEXT, ""), ([breaks, look, none, none], Step::Major));
    // A question with a criterion that is gone gives other results.
    assert_eq!(impacts(CRITERION, ""), ([look, none, none, breaks], Step::Major));
    // A longer text reaches receivers that have no room for it.
    let (short, long) = (format!("{TEXT}\nmax-length = 1"), format!("{TEXT}\nmax-length = 2"));
    assert_eq!(impacts(&short, &long), ([none, look, breaks, none], Step::Minor));
    assert_eq!(impacts(&long, &short), ([breaks, none, none, none], Step::Major));
    // What is for people only touches nobody.
    let (a, b) = (format!("{TEXT}\nlabel = 'a'"), format!("{TEXT}\nlabel = 'b'"));
    assert_eq!(impacts(&a, &b), ([none; 4], Step::Patch));
}

#[test]
fn a_length_that_a_pattern_states_has_not_changed() {
    let (long, pattern) =
        (format!("{TEXT}\nmax-length = 3"), format!("{TEXT}\npattern = '^[a-z]{{3}}$'"));
    // The least length is raised as well, which the pattern says.
    assert_eq!(rules(&long, &pattern), ["pattern-added"]);
}

#[test]
fn what_comes_with_a_node_is_told_with_it() {
    let new = "[[message]]\nid = 'q/detail'\n[[entity]]\nid = 'g'\nin = ['q/detail']\n\
               [[attribute]]\nid = 'g.a'\nin = ['q/detail']\n";
    let comparison = compare(&facts("1.0.0", ""), &facts("2.0.0", new)).unwrap();
    let [change] = comparison.changes.as_slice() else { panic!("{:?}", comparison.changes) };
    assert_eq!(change.rule.id, "message-added");
    assert_eq!(change.contents.iter().collect::<Vec<_>>(), ["g", "g.a"]);
}
