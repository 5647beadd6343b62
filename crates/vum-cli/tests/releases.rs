//! `diff`, `release`, `changelog`, `roadmap` and `codelist` from the outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{copy, directory, root, vum};
use serde_json::Value;

/// A copy of the standard, to change.
fn standard(name: &str) -> PathBuf {
    let dir = directory(name);
    copy(&root().join("standard"), &dir.join("standard"));
    dir
}

fn edit(dir: &Path, file: &str, old: &str, new: &str) {
    let path = dir.join("standard").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn a_diff_reads_well() {
    let seen = vum(&root(), &["diff", "3.0.0", "3.1.0", "--lang", "nl"]);
    insta::assert_snapshot!("diff_text", seen.screen());
    let seen = vum(&root(), &["diff", "1.1.1", "1.2.0", "--format", "markdown", "--editorial"]);
    insta::assert_snapshot!("diff_markdown", seen.screen());
    let seen = vum(&root(), &["diff", "3.1.0", "3.1.0"]);
    assert_eq!(seen.out, "3.1.0: no difference\n\n");
}

#[test]
fn the_exit_code_of_a_diff_is_that_of_the_step() {
    for (pair, step, code) in [
        (["2.0.0", "3.0.0"], "major", 1),
        (["3.0.0", "3.1.0"], "major", 0),
        (["3.0.0", "3.1.0"], "minor", 1),
        (["3.1.0", "3.1.0"], "patch", 0),
        (["2.0.0", "3.0.0"], "never", 0),
    ] {
        let seen = vum(&root(), &["diff", pair[0], pair[1], "--fail-on", step]);
        assert_eq!(seen.code, code, "{pair:?} {step}");
    }
    for args in [
        &["diff"][..],
        &["diff", "3.0.0"],
        &["diff", "3.0.0", "9.9.9"],
        &["diff", "3.0", "3.1.0"],
        &["changelog", "3.0.0", "x"],
        &["release", "freeze", "9.9.9"],
        &["release", "freeze", "1.0.0"],
        &["release", "freeze", "3.1.0", "--erratum", "x"],
    ] {
        let seen = vum(&root(), args);
        assert_eq!(seen.code, 2, "{args:?}: {}", seen.screen());
        assert!(!seen.err.is_empty());
    }
}

#[test]
fn reports_follow_their_published_schemas() {
    for (report, file, args) in [
        ("diff", "docs/diff.schema.json", &["diff", "2.0.0", "3.0.0", "--format", "json"][..]),
        ("roadmap", "docs/roadmap.schema.json", &["roadmap", "--format", "json"]),
    ] {
        let schema = vum(&root(), &["report-schema", report]).out;
        let path = root().join(file);
        if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
            fs::write(&path, &schema).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), schema, "{file}");
        let report: Value = serde_json::from_str(&vum(&root(), args).out).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let errors: Vec<_> = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&report)
            .map(|it| it.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

/// Types that others made from the schema of SARIF read it, and nothing is left over.
#[test]
fn sarif_is_what_others_read() {
    let seen = vum(&root(), &["diff", "2.0.0", "3.0.0", "--format", "sarif"]);
    let written: Value = serde_json::from_str(&seen.out).unwrap();
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_str(&seen.out).unwrap();
    assert_eq!(serde_json::to_value(&sarif).unwrap(), written);
    let run = &sarif.runs[0];
    let results = run.results.as_ref().unwrap();
    let rules = run.tool.driver.rules.as_ref().unwrap();
    assert!(results.len() > 90, "{}", results.len());
    for result in results {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
    }
    // A change of a node that is still there stands at its line.
    let url = results.iter().find(|it| it.rule_id.as_deref() == Some("max-length-raised"));
    let place = serde_json::to_value(&url.unwrap().locations).unwrap();
    let place = &place[0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "standard/entities/webadres.toml");
    let line = usize::try_from(place["region"]["startLine"].as_u64().unwrap()).unwrap();
    let text = fs::read_to_string(root().join("standard/entities/webadres.toml")).unwrap();
    assert_eq!(text.lines().nth(line - 1), Some("id = \"url\""));
}

#[test]
fn a_proposal_is_laid_beside_the_main_line() {
    let dir = standard("proposal");
    edit(&dir, "entities/webadres.toml", "max-length = 1000", "max-length = 900");
    let main = root().join("standard");
    let main = main.to_str().unwrap();
    let seen =
        vum(&dir, &["diff", "--standard", "standard", "--against", main, "--fail-on", "major"]);
    assert_eq!(seen.code, 1);
    for line in [
        "2.0.0: no difference",
        "3.0.0: major",
        "3.1.0: major",
        "webadres.url: greatest length: 1000 → 900",
    ] {
        assert!(seen.out.contains(line), "{line}: {}", seen.out);
    }
}

#[test]
fn a_frozen_release_changes_by_an_erratum_only() {
    let dir = standard("erratum");
    let verify = || vum(&dir, &["release", "verify", "--standard", "standard"]);
    let freeze = |args: &[&str]| vum(&dir, &[&["release", "freeze", "3.1.0"], args].concat());
    assert_eq!(verify().code, 0);
    assert!(freeze(&[]).out.contains("frozen like this already"));
    edit(
        &dir,
        "entities/contactmoment.toml",
        "required = [\"*\"]",
        "required = [\"*@bemiddelaar\"]",
    );
    let seen = verify();
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("error[release-changed]: 3.1.0, contactmoment."), "{}", seen.out);
    let seen = freeze(&[]);
    assert_eq!(seen.code, 2);
    assert!(
        seen.err.contains("3.1.0 is frozen; correct it with --erratum and --date"),
        "{}",
        seen.err
    );
    assert_eq!(freeze(&["--erratum", "Verkeerd overgenomen", "--date", "2026-13-01"]).code, 2);
    assert_eq!(freeze(&["--erratum", "Verkeerd overgenomen", "--date", "2026-12-01"]).code, 0);
    assert_eq!(verify().code, 0);
    let path = dir.join("standard/published/3.1.0/release.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(
        "[[erratum]]\nnumber = 1\ndate = \"2026-12-01\"\nreason = \"Verkeerd overgenomen\""
    ));
    assert_eq!(freeze(&["--erratum", "Nogmaals", "--date", "2026-12-01"]).code, 2);
    // By hand it does not go.
    fs::write(&path, text.replacen("many = true", "many = false", 1)).unwrap();
    let seen = verify();
    assert!(seen.out.contains("error[frozen-edited]"), "{}", seen.out);
    fs::write(&path, "x = 1").unwrap();
    assert!(verify().out.contains("error[frozen-unreadable]: published/3.1.0/release.toml"));
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    fs::create_dir_all(dir.join("standard/published/9.0.0")).unwrap();
    fs::write(dir.join("standard/published/9.0.0/release.toml"), "").unwrap();
    let seen = verify();
    assert!(
        seen.out.contains("error[not-frozen]: 3.1.0 is published, but not frozen"),
        "{}",
        seen.out
    );
    assert!(seen.out.contains("error[frozen-unknown]: published/9.0.0"), "{}", seen.out);
}

#[test]
fn a_release_starts_with_a_number_that_follows() {
    let dir = standard("start");
    let new = |args: &[&str]| vum(&dir, &[&["release", "new"], args].concat());
    for (number, why) in [
        ("3.1.0", "the standard has release 3.1.0 already"),
        ("2.5.0", "2.5.0 comes before 3.1.0"),
        ("3.3.0", "behind 3.1.0 comes 4.0.0, 3.2.0 or 3.1.1, not 3.3.0"),
        ("four", "four is no number such as 4.0.0"),
    ] {
        let seen = new(&[number]);
        assert_eq!(seen.code, 2, "{number}");
        assert!(seen.err.contains(why), "{}", seen.err);
    }
    let seen = new(&["4.0.0-concept", "--date", "volgend jaar"]);
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("error[bad-date]"), "{}", seen.out);
    let before = fs::read_to_string(dir.join("standard/releases.toml")).unwrap();
    assert!(!before.contains("4.0.0"));
    let seen = new(&["4.0.0-concept", "--sgr", "20.0", "--lang", "nl"]);
    insta::assert_snapshot!("release_new", seen.screen());
    let after = fs::read_to_string(dir.join("standard/releases.toml")).unwrap();
    assert!(after.starts_with(before.trim_end()));
    assert!(after.contains("sgr = { version = \"20.0\", relation = \"unknown\" }"), "{after}");
    assert_eq!(vum(&dir, &["check", "--standard", "standard"]).code, 0);
}

#[test]
fn notes_and_roadmap_are_in_both_languages() {
    let seen = vum(&root(), &["changelog", "3.0.0", "3.1.0", "--lang", "en"]);
    insta::assert_snapshot!("changelog", seen.screen());
    let seen = vum(&root(), &["roadmap", "--lang", "nl"]);
    insta::assert_snapshot!("roadmap", seen.screen());
}

#[test]
fn an_edition_of_a_code_list_is_taken_over() {
    let dir = standard("codelist");
    fs::write(
        dir.join("nieuw.csv"),
        "codelijst;code;omschrijving\nAnders;1;x\nCodeVervoermiddel;1;Auto\nCodeVervoermiddel;8;Step\n",
    )
    .unwrap();
    let table = "standard/codelists/CodeVervoermiddel.csv";
    let list = ["--list", "CodeVervoermiddel"];
    let seen = vum(&dir, &[&["codelist", "diff", table, "nieuw.csv"], &list[..]].concat());
    insta::assert_snapshot!("codelist_diff", seen.screen());
    let take = |release: &str, more: &[&str]| {
        let args = ["codelist", "import", "nieuw.csv", "--release", release];
        vum(&dir, &[&args[..], &list, more].concat())
    };
    let seen = take("3.1.0", &[]);
    assert_eq!(seen.code, 2);
    assert!(seen.err.contains("3.1.0 is no draft"), "{}", seen.err);
    assert_eq!(vum(&dir, &["release", "new", "4.0.0"]).code, 0);
    let before = fs::read_to_string(dir.join(table)).unwrap();
    assert_eq!(take("4.0.0", &["--dry-run"]).code, 0);
    assert_eq!(fs::read_to_string(dir.join(table)).unwrap(), before);
    assert_eq!(take("4.0.0", &[]).code, 0);
    let after = fs::read_to_string(dir.join(table)).unwrap();
    assert!(after.contains("\n8,,Step,4.0.0,,,\n"), "{after}");
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    // What was published stays what it is, and the draft is in order.
    assert_eq!(vum(&dir, &["release", "verify", "--standard", "standard"]).code, 0);
    let check = vum(&dir, &["check", "--standard", "standard"]);
    assert_eq!(check.code, 0, "{}", check.out);
    // A list that others keep changes on a day; one that the contracts enumerate does not.
    let dated = |list: &str, date: &str| {
        fs::write(dir.join("een.csv"), "code,label\nnld,Dutch\n").unwrap();
        vum(&dir, &["codelist", "import", "een.csv", "--list", list, "--date", date]).code
    };
    assert_eq!(dated("CodeVervoermiddel", "2027-01-01"), 2);
    assert_eq!(dated("ISO639-3", "2027-02-30"), 2);
    assert_eq!(dated("ISO639-3", "2027-01-01"), 0);
    let explained = vum(&dir, &["explain", "ISO639-3", "--standard", "standard"]);
    assert!(explained.out.contains("(until 2027-01-01)"), "{}", explained.out);
    assert_eq!(vum(&dir, &["check", "--standard", "standard"]).code, 0);
    assert_eq!(vum(&dir, &["release", "verify", "--standard", "standard"]).code, 0);
    let bad = ["validate", "--on", "2027-02-30", "--message", "werkzoekende/detail", "een.csv"];
    assert_eq!(vum(&dir, &bad).code, 2);
    for (file, text) in
        [("leeg.csv", ""), ("twee.csv", "code,label\n1,a\n1,b\n"), ("kapot.xlsx", "PK\u{3}\u{4}x")]
    {
        fs::write(dir.join(file), text).unwrap();
        let seen = vum(&dir, &["codelist", "diff", file, table]);
        assert_eq!(seen.code, 3, "{file}: {}", seen.screen());
    }
    assert_eq!(vum(&dir, &["codelist", "diff", "geen.csv", table]).code, 3);
}
