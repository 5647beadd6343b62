//! The policies: what a release may change, given what was said before.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use vum_model::{Model, SourceFile, Standard, render};
use vum_release::Policy;

fn model() -> Model {
    Standard::embedded().resolve().model.unwrap()
}

/// A release that nobody has yet.
const DRAFT: &str = "\n[[release]]\nversion = \"3.2.0\"\nstatus = \"draft\"\nsgr = { version = \"19.0\", relation = \"unknown\" }\nxml = { namespace = \"urn:vum:v0302\", status = \"official\" }\nunknown-attributes = \"error\"\nsource = \"x\"\n";

/// The embedded standard with a draft, and with a text behind or instead of another in files.
fn with(edits: &[(&str, &str, &str)]) -> (Standard, Model) {
    let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
    for (path, old, new) in [&[("releases.toml", "", DRAFT)], edits].concat() {
        let file = files.iter_mut().find(|it| it.path == path).unwrap();
        if old.is_empty() {
            file.text.push_str(new);
        } else {
            assert!(file.text.contains(old), "{path} has no {old}");
            file.text = file.text.replacen(old, new, 1);
        }
    }
    let standard = Standard::from_files(files);
    let resolved = standard.resolve();
    let model = resolved.model;
    (
        standard.clone(),
        model.unwrap_or_else(|| panic!("{}", render(&resolved.diagnostics, standard.files()))),
    )
}

/// What the policies say, one a line: severity, code and message.
fn told(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let (_, model) = with(edits);
    let (policy, mut found) = Policy::of(&model);
    found.extend(policy.judge(&model).unwrap().diagnostics);
    found.iter().map(|it| format!("{} {}: {}", it.severity.name(), it.code, it.message)).collect()
}

/// The same, for the release as a published one.
fn published(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let publish = (
        "releases.toml",
        "status = \"draft\"\nsgr = { version = \"19.0\", relation = \"unknown\" }",
        "status = \"published\"\nsgr = { version = \"19.0\", relation = \"unknown\" }",
    );
    told(&[edits, &[publish]].concat())
}

#[test]
fn the_history_violates_policies_only_where_it_is_waived() {
    let model = model();
    let standard = Standard::embedded();
    let (policy, wrong) = Policy::of(&model);
    assert!(wrong.is_empty(), "{}", render(&wrong, standard.files()));
    let judgement = policy.judge(&model).unwrap();
    let shown = render(&judgement.diagnostics, standard.files());
    assert!(judgement.diagnostics.is_empty(), "{shown}");
    let shown: Vec<String> = policy
        .waivers
        .iter()
        .zip(&judgement.waived)
        .map(|(it, count)| format!("{} {}: {count}", it.release, it.policy))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_release_that_changes_nothing_violates_nothing() {
    assert_eq!(told(&[]), Vec::<String>::new());
    assert_eq!(published(&[]), Vec::<String>::new());
}

const SECTOR: &str = "id = \"sector\"\nlabel = \"Sector\"";

#[test]
fn what_goes_is_deprecated_or_announced_first() {
    let old = "sgr = \"unknown\"\nintroduced = \"1.0.0\"\n\n[[attribute.facet]]\nsince = \"1.0.0\"\ntype = \"entity\"\nmany = true\nentity = \"sectorBeroepsEnBedrijfsleven\"";
    let gone = old
        .replace("introduced = \"1.0.0\"\n\n", "introduced = \"1.0.0\"\nremoved = \"3.2.0\"\n\n");
    let removal = ("entities/werkgever.toml", old, gone.as_str());
    assert!(Standard::embedded().files().iter().any(|it| it.text.contains(SECTOR)));
    let code = "removed-without-deprecation: `werkgever.sector` goes in 3.2.0, and 3.1.0 does not deprecate it";
    assert_eq!(
        published(&[removal]),
        [
            format!("error {code}"),
            "error version-step: 3.1.0 to 3.2.0 is a minor step, but its changes ask for a major one".to_owned(),
        ]
    );
    // In a draft there is still time.
    assert!(told(&[removal]).contains(&format!("warning {code}")));
    let announced = "[[announcement]]\nnodes = [\"werkgever.sector\"]\nrule = \"attribute-removed\"\nannounced = \"3.1.0\"\nplanned = \"3.2.0\"\ntext = \"x\"\ntext-en = \"x\"\n";
    let found = published(&[removal, ("policy.toml", "", announced)]);
    assert!(!found.iter().any(|it| it.contains(code)), "{found:?}");
    let waived = "[[waiver]]\npolicy = \"removed-without-deprecation\"\nrelease = \"3.2.0\"\nnodes = [\"werkgever.*\"]\nreason = \"x\"\nreason-en = \"x\"\n";
    let found = published(&[removal, ("policy.toml", "", waived)]);
    assert!(!found.iter().any(|it| it.contains(code)), "{found:?}");
    // Said in the release before, it is no surprise.
    let life = "introduced = \"1.0.0\"\ndeprecated = { release = \"3.1.0\", reason = \"x\", reason-en = \"x\" }\nremoved = \"3.2.0\"\n\n";
    let deprecated = old.replace("introduced = \"1.0.0\"\n\n", life);
    let found = published(&[("entities/werkgever.toml", old, &deprecated)]);
    assert!(!found.iter().any(|it| it.contains(code)), "{found:?}");
}

#[test]
fn what_becomes_required_is_announced_first() {
    let old = "[[attribute.facet]]\nsince = \"3.0.0\"\ntype = \"uri\"\nmax-length = 1000\n";
    let new = format!(
        "{old}\n[[attribute.facet]]\nsince = \"3.2.0\"\ntype = \"uri\"\nmax-length = 1000\nrequired = [\"*\"]\n"
    );
    let required = ("entities/webadres.toml", old, new.as_str());
    let code = "unannounced-requirement: `webadres.url` is required from 3.2.0 on";
    let has = |found: Vec<String>| found.iter().any(|it| it.contains(code));
    assert!(has(published(&[required])));
    let announced = |announced: &str, rule: &str| {
        format!(
            "[[announcement]]\nnodes = [\"webadres.url\"]\nrule = \"{rule}\"\nannounced = \"{announced}\"\nplanned = \"3.2.0\"\ntext = \"x\"\ntext-en = \"x\"\n"
        )
    };
    assert!(!has(published(&[required, ("policy.toml", "", &announced("3.1.0", "now-required"))])));
    // Another change was announced.
    assert!(has(published(&[required, ("policy.toml", "", &announced("3.1.0", "deprecated"))])));
}

#[test]
fn names_and_meanings_are_settled_first() {
    let row = ("codelists/CodeVervoermiddel.csv", "", "8,Step,,3.2.0,,,\n");
    let found = published(&[row]);
    assert_eq!(
        found,
        ["error unlabelled-code: code `CodeVervoermiddel/8` goes into 3.2.0 without a meaning"]
    );
    let draft = "status = \"official\" }";
    let namespace = ("releases.toml", draft, "status = \"draft\" }");
    let found = published(&[namespace]);
    assert_eq!(
        found,
        [
            "error draft-name: `release` goes into 3.2.0 with a proposed name in XML, `urn:vum:v0302`"
        ]
    );
}

#[test]
fn a_policy_that_says_nothing_is_told() {
    let waiver = "[[waiver]]\npolicy = \"draft-name\"\nrelease = \"3.2.0\"\nnodes = [\"*\"]\nreason = \"x\"\nreason-en = \"x\"\n";
    assert_eq!(
        told(&[("policy.toml", "", waiver)]),
        ["warning unused-waiver: nothing in 3.2.0 violates `draft-name` at these nodes"]
    );
    let announced = "[[announcement]]\nnodes = [\"webadres.url\"]\nrule = \"now-required\"\nannounced = \"3.1.0\"\nplanned = \"3.2.0\"\ntext = \"x\"\ntext-en = \"x\"\n";
    assert_eq!(
        told(&[("policy.toml", "", announced)]),
        [
            "warning unused-announcement: `webadres.url` was announced to change in 3.2.0 (`now-required`), and does not"
        ]
    );
}

#[test]
fn a_policy_that_cannot_be_read_is_told_where() {
    for (text, why) in [
        (
            "[[waiver]]\npolicy = \"x\"\nrelease = \"3.2.0\"\nnodes = [\"*\"]\nreason = \"x\"\nreason-en = \"x\"\n",
            "there is no policy `x`",
        ),
        (
            "[[waiver]]\npolicy = \"draft-name\"\nrelease = \"9.0.0\"\nnodes = [\"*\"]\nreason = \"x\"\nreason-en = \"x\"\n",
            "the standard has no release 9.0.0",
        ),
        (
            "[[waiver]]\npolicy = \"draft-name\"\nrelease = \"9\"\nnodes = [\"*\"]\nreason = \"x\"\nreason-en = \"x\"\n",
            "three numbers",
        ),
        (
            "[[waiver]]\npolicy = \"draft-name\"\nrelease = \"3.2.0\"\nnodes = []\nreason = \"x\"\nreason-en = \"x\"\n",
            "it names no node",
        ),
        ("[[waiver]]\npolicy = \"draft-name\"\n", "missing field"),
        ("[[waver]]\n", "unknown field `waver`"),
        (
            "[[announcement]]\nnodes = [\"a\"]\nrule = \"x\"\nannounced = \"3.1.0\"\nplanned = \"4.0.0\"\ntext = \"x\"\ntext-en = \"x\"\n",
            "there is no rule `x`",
        ),
        (
            "[[announcement]]\nnodes = [\"a\"]\nrule = \"deprecated\"\nannounced = \"3.1.0\"\nplanned = \"3.0.0\"\ntext = \"x\"\ntext-en = \"x\"\n",
            "comes in a later release",
        ),
        ("= broken", ""),
    ] {
        let (_, model) = with(&[("policy.toml", "", &format!("\n{text}"))]);
        let (_, found) = Policy::of(&model);
        let [first] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!((first.code, first.file.as_str()), ("policy-form", "policy.toml"));
        assert!(first.message.contains(why), "{text}: {first:?}");
    }
}
