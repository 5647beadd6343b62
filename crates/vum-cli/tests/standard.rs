//! `check`, `explain`, `generate`: the standard itself; completions and help.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;

use program::{copy, directory, root, vum};
use vum_model::{CODES, Model, Standard};

fn model() -> Model {
    Standard::embedded().resolve().model.unwrap()
}

/// Copies the standard, with one change in one file.
fn changed(name: &str, file: &str, old: &str, new: &str) -> std::path::PathBuf {
    let dir = directory(name);
    copy(&root().join("standard"), &dir.join("standard"));
    let path = dir.join("standard").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
    dir
}

#[test]
fn the_standard_is_in_order() {
    let root = root();
    let (built_in, read) =
        (vum(&root, &["check"]), vum(&root, &["check", "--standard", "standard"]));
    assert_eq!((built_in.code, read.code), (0, 0), "{}", built_in.out);
    let counts = |text: &str| text.rsplit_once("standard: in order: ").unwrap().1.to_owned();
    assert_eq!(counts(&built_in.out), counts(&read.out));
    let model = model();
    assert!(built_in.out.contains(&format!("{} entities", model.entities().len())));
    assert!(vum(&root, &["check", "--lang", "nl"]).out.contains("ingebouwde standaard: in orde"));
}

#[test]
fn keys_of_questions_that_stand_elsewhere_in_the_data_are_told() {
    for (lang, notes) in [("en", false), ("nl", true)] {
        let args: &[&str] = if notes { &["check", "--notes"] } else { &["check"] };
        let seen = vum(&root(), &[args, &["--lang", lang]].concat());
        assert_eq!(seen.code, 0);
        let told: Vec<&str> = seen.out.lines().filter(|it| !it.contains(": in orde")).collect();
        insta::assert_snapshot!(format!("foreign-paths-{lang}"), told.join("\n"));
    }
}

#[test]
fn mistakes_in_a_standard_are_shown_in_their_source() {
    let (old, new) = ("max-length = 200", "max-lenght = 200");
    let dir = changed("check-broken", "entities/werkzoekende.toml", old, new);
    let seen = vum(&dir, &["check", "--standard", "standard"]);
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("error[unknown-key]"), "{}", seen.out);
    assert!(seen.out.contains("max-lenght = 200"), "{}", seen.out);
    assert!(seen.out.contains("entities/werkzoekende.toml:"), "{}", seen.out);
    // What works on the standard refuses a broken one in the same way.
    for args in [&["explain", "webadres"][..], &["generate", "rust", "-r", "3.1.0", "--out", "o"]] {
        let seen = vum(&dir, &[args, &["--standard", "standard"]].concat());
        assert_eq!(seen.code, 1, "{args:?}");
        assert!(seen.out.contains("error[unknown-key]"), "{args:?}: {}", seen.out);
    }
    assert_eq!(vum(&dir, &["check", "--standard", "none"]).code, 3);
}

#[test]
fn another_standard_is_explained() {
    let (old, new) = ("label = \"ID Werkzoekende\"", "label = \"Eigen kenmerk\"");
    let dir = changed("explain-own", "entities/werkzoekende.toml", old, new);
    let seen = vum(&dir, &["explain", "idWerkzoekende", "--standard", "standard"]);
    assert_eq!(seen.code, 0, "{seen:?}");
    assert!(seen.out.contains("Eigen kenmerk"), "{}", seen.out);
}

/// A rule id on a screen means one thing, whatever found it.
#[test]
fn ids_of_rules_checks_and_changes_differ() {
    let rules = vum::RULES.iter().map(|it| it.id);
    let checks = CODES.iter().map(|it| it.code);
    let policies = vum_release::POLICIES.iter().map(|it| it.code);
    let changes = vum_release::RULES.iter().map(|it| it.id);
    let mut seen = std::collections::BTreeSet::new();
    for id in rules.chain(checks).chain(policies).chain(changes) {
        // In a message and in a file of the standard it says the same.
        assert!(seen.insert(id) || id == "wrong-type", "{id} is there twice");
    }
}

#[test]
fn everything_can_be_explained() {
    let model = model();
    let mut ids: Vec<String> = vum::RULES.iter().map(|it| it.id.to_owned()).collect();
    ids.extend(CODES.iter().map(|it| it.code.to_owned()));
    ids.extend(vum_release::POLICIES.iter().map(|it| it.code.to_owned()));
    ids.extend(vum_release::RULES.iter().map(|it| it.id.to_owned()));
    ids.extend(model.releases().iter().map(|it| it.version.to_string()));
    ids.extend(model.messages().iter().map(|it| it.id.clone()));
    ids.extend(model.entities().iter().map(|it| it.id.clone()));
    ids.extend(model.attributes().map(|(_, it)| it.id.clone()));
    ids.extend(model.lists().iter().map(|it| it.id.clone()));
    for lang in ["nl", "en"] {
        let mut args = vec!["explain", "--lang", lang];
        args.extend(ids.iter().map(String::as_str));
        let seen = vum(&root(), &args);
        assert_eq!((seen.code, seen.err.as_str()), (0, ""));
        for id in &ids {
            assert!(seen.out.contains(&format!("{id} (")), "{id} is not explained");
        }
    }
}

#[test]
fn explanations_read_well() {
    let root = root();
    for (name, args) in [
        ("rule", &["max-length"][..]),
        ("attribute", &["opleiding.codeStatusOpleiding", "--lang", "nl"]),
        ("attribute-release", &["werkzoekende.idWerkzoekende", "--release", "3.1.0"]),
        ("entity", &["opleiding", "--release", "2.0.0"]),
        ("choice", &["beroepsnaam"]),
        ("list", &["CodeFunctieAdres"]),
        ("long-list", &["ISO639-3"]),
        ("message", &["werkgeverscontactmoment/match", "--lang", "nl"]),
        ("release", &["3.0.0"]),
    ] {
        let seen = vum(&root, &[&["explain"], args].concat());
        // Lines of source files move with every edit of the standard.
        let screen = seen.screen();
        let lines = screen
            .lines()
            .filter(|line| !line.starts_with("Written in") && !line.starts_with("Staat in"));
        let lines: Vec<&str> = lines.collect();
        insta::assert_snapshot!(format!("explain-{name}"), lines.join("\n"));
    }
}

#[test]
fn an_example_stands_with_attributes_and_lists() {
    let root = root();
    let explain = |args: &[&str]| {
        let seen = vum(&root, &[&["explain"], args].concat());
        assert_eq!(seen.code, 0, "{seen:?}");
        seen.out
    };
    for (args, expected) in [
        (&["mobiliteit.bemiddelingspostcode"][..], "\n  {\"bemiddelingspostcode\": \"1234AB\"}\n"),
        (&["opleiding.datumDiploma"], "\n  {\"datumDiploma\": \"2026-05-01\"}\n"),
        (&["opleiding.opleidingsnaam", "-r", "2.0.0"], "\n  {\"opleidingsnaam\": {…}}\n"),
        (&["werkzoekende.telefoonnummer"], "\n  {\"telefoonnummer\": [\"0612345678\"]}\n"),
        (&["opleiding.codeStatusOpleiding", "-r", "1.0.0"], "\nExample (1.0.0)\n"),
        (&["opleiding.codeStatusOpleiding"], "\n  {\"codeStatusOpleiding\": 0}\n"),
        (&["CodeFunctieAdres"], "\n  {\"codeFunctieAdres\": \"C\"}\n"),
        (&["ISO639-3"], "\n  {\"codeTaal\": \"aaa\"}\n"),
    ] {
        let seen = explain(args);
        assert!(seen.contains(expected), "{args:?}: {seen}");
    }
    // The codes of a list that has no table here are not made up.
    let model = model();
    let empty = model.lists().iter().find(|list| list.codes.is_empty()).unwrap();
    let seen = explain(&[&empty.id]);
    let example = seen.split("\nExample (").nth(1).unwrap();
    let words: Vec<&str> = example.split_whitespace().collect();
    assert!(words.join(" ").contains("codes are not listed here"), "{seen}");
    assert!(!example.contains('"'), "{seen}");
}

#[test]
fn help_that_cannot_be_written_is_an_error() {
    // Only Linux has a device that is always full.
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    for args in [&["--help"][..], &["--version"], &["validate", "-h"]] {
        let mut command = program::command(&root(), args);
        let seen = command.stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(seen.status.code(), Some(3), "{args:?}");
        let err = String::from_utf8_lossy(&seen.stderr);
        assert!(err.contains("cannot write the output"), "{err}");
    }
}

#[test]
fn names_that_are_not_exact_get_help() {
    let root = root();
    let explain = |name: &str| vum(&root, &["explain", name]);
    assert!(explain("idWerkzoekende").out.starts_with("werkzoekende.idWerkzoekende ("));
    assert!(explain("WERKZOEKENDE").out.starts_with("werkzoekende ("));
    let several = explain("emailadres");
    assert_eq!(several.code, 2);
    assert!(several.err.contains(", werkzoekende.emailadres"), "{}", several.err);
    for (name, meant) in [
        ("maxlength", "max-length"),
        ("opleidng", "opleiding"),
        ("CodeVervoermidel", "CodeVervoermiddel"),
    ] {
        let seen = explain(name);
        assert_eq!(seen.code, 2);
        assert!(seen.err.contains(&format!("did you mean {meant}")), "{}", seen.err);
    }
    assert_eq!(explain("qqqqqqqq").code, 2);
    assert_eq!(vum(&root, &["explain", "contactmoment", "--release", "2.0.0"]).code, 2);
    assert_eq!(vum(&root, &["explain", "opleiding", "--release", "4.0.0"]).code, 2);
    let all = vum(&root, &["explain"]);
    assert_eq!(all.code, 0);
    for part in ["max-length", "CodeVervoermiddel", "vacature/match", "opleiding", "3.1.0"] {
        assert!(all.out.contains(part), "{part}");
    }
}

#[test]
fn rust_is_generated() {
    let dir = directory("generate");
    let args = ["generate", "rust", "--release", "3.1.0", "--out", "a/b"];
    let seen =
        vum(&dir, &[&args[..], &["--message", "vacature/match", "--entity", "cursus"]].concat());
    assert_eq!(seen.code, 0, "{seen:?}");
    let text = fs::read_to_string(dir.join("a/b/v3_1.rs")).unwrap();
    let builder = vum_codegen::Builder::new().release("3.1.0");
    let expected = builder.message("vacature/match").entity("cursus").generate().unwrap();
    assert!(expected.iter().any(|file| file.text == text));

    fs::write(dir.join("file"), "").unwrap();
    for (more, code) in [
        (&["--release", "9.9.9", "--out", "x"][..], 2),
        (&["--release", "3.1.0", "--out", "x", "--message", "vacature"], 2),
        (&["--release", "3.1.0", "--out", "x", "--entity", "auto"], 2),
        (&["--release", "3.1.0"], 2),
        (&["--release", "3.1.0", "--out", "file/x"], 3),
        (&["--release", "3.1.0", "--out", "x", "--standard", "none"], 3),
    ] {
        let seen = vum(&dir, &[&["generate", "rust"], more].concat());
        assert_eq!(seen.code, code, "{more:?}: {seen:?}");
    }
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let seen = vum(&root(), &["completions", shell]);
        assert_eq!(seen.code, 0);
        assert!(seen.out.contains("validate") && seen.out.contains("explain"), "{shell}");
    }
    assert_eq!(vum(&root(), &["completions", "dos"]).code, 2);
}

#[test]
fn help_shows_examples_and_the_version_its_releases() {
    for command in [
        &["validate"][..],
        &["check"],
        &["explain"],
        &["generate"],
        &["generate", "rust"],
        &["sample"],
        &["select"],
        &["completions"],
        &["report-schema"],
    ] {
        for flag in ["--help", "-h"] {
            let seen = vum(&root(), &[command, &[flag]].concat());
            assert_eq!(seen.code, 0);
            assert!(seen.out.contains("Example"), "{command:?}");
        }
    }
    let seen = vum(&root(), &["--version"]);
    for release in vum::RELEASES {
        assert!(seen.out.contains(release), "{}", seen.out);
    }
}
