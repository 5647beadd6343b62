//! `vum.toml`: which file holds which message.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use program::{directory, files, vum, with_input};

const DETAIL: &str = r#"{"idWerkzoekende": "w1"}"#;
const MATCH: &str = r#"{"vumID": "v1", "adres": {"postcode": "1234AB"}}"#;
const TOML: &str = r#"
[[files]]
glob = "w/*.json"
release = "3.0.0"
message = "werkzoekende/detail"

[[files]]
glob = "**/antwoord-*.json"
message = "vacature/match"
role = "bemiddelaar"

[[files]]
glob = "**/*.json"
message = "vacature/match"
"#;

#[test]
fn the_first_entry_that_matches_counts() {
    let dir = files(
        "config-first",
        &[
            ("in/vum.toml", TOML),
            ("in/w/a.json", DETAIL),
            ("in/w/deep/antwoord-1.json", MATCH),
            ("in/antwoord-2.json", MATCH),
        ],
    );
    let seen = vum(&dir, &["validate", "in"]);
    insta::assert_snapshot!(seen.screen());
    // Whatever the way in which the directory is named.
    let absolute = dir.join("in");
    for named in ["./in", "in/", "in/../in", absolute.to_str().unwrap()] {
        assert_eq!(vum(&dir, &["validate", named]).code, 0, "{named}");
    }
    assert_eq!(vum(&dir.join("in"), &["validate", "."]).code, 0);
}

#[test]
fn flags_win() {
    let dir = files("config-flags", &[("vum.toml", TOML), ("w/a.json", DETAIL)]);
    let seen = vum(&dir, &["validate", ".", "--release", "3.1.0"]);
    assert!(seen.out.contains("(VUM 3.1.0, werkzoekende/detail, role bron)"), "{}", seen.out);
    let seen =
        vum(&dir, &["validate", ".", "--message", "werkzoekende/match", "--role", "bemiddelaar"]);
    assert!(seen.out.contains("(VUM 3.0.0, werkzoekende/match, role bemiddelaar)"), "{}", seen.out);
}

#[test]
fn a_file_without_an_entry_is_named() {
    let toml = "[[files]]\nglob = \"*.json\"\nmessage = \"werkzoekende/detail\"\n";
    let dir = files("config-none", &[("in/vum.toml", toml), ("in/x/a.json", DETAIL)]);
    let seen = vum(&dir, &["validate", "in"]);
    assert_eq!((seen.code, seen.out.as_str()), (2, ""));
    assert!(
        seen.err.contains(&format!("in{0}x{0}a.json", std::path::MAIN_SEPARATOR)),
        "{}",
        seen.err
    );
    assert_eq!(vum(&dir, &["validate", "in", "-m", "werkzoekende/detail"]).code, 0);
}

#[test]
fn a_config_can_be_named_for_files_and_directories() {
    let dir = files(
        "config-named",
        &[("vum.toml", TOML), ("other.toml", "files = []"), ("w/a.json", DETAIL)],
    );
    // A vum.toml is looked for in directories that are named, not beside files.
    assert_eq!(vum(&dir, &["validate", "w/a.json"]).code, 2);
    assert_eq!(vum(&dir, &["validate", "w"]).code, 2);
    assert_eq!(vum(&dir, &["validate", "w/a.json", "--config", "vum.toml"]).code, 0);
    assert_eq!(vum(&dir, &["validate", "w", "--config", "vum.toml"]).code, 0);
    assert_eq!(vum(&dir, &["validate", ".", "--config", "other.toml"]).code, 2);
    assert_eq!(with_input(&dir, &["validate", "-", "--config", "vum.toml"], DETAIL).code, 2);
}

#[test]
fn what_the_config_says_of_a_file_is_told() {
    let only_release = "[[files]]\nglob = \"*.json\"\nrelease = \"2.0.0\"\n";
    let question = "[[files]]\nglob = \"*.json\"\nmessage = \"werkzoekende/zoekvraag\"\n";
    let dir = files(
        "config-told",
        &[
            ("none/a.json", DETAIL),
            ("other/vum.toml", "[[files]]\nglob = \"b/*.json\"\n"),
            ("other/a.json", DETAIL),
            ("open/vum.toml", only_release),
            ("open/a.json", DETAIL),
            ("wrong/vum.toml", question),
            ("wrong/a.json", DETAIL),
            ("dir/vum.toml/x", ""),
            ("dir/a.json", DETAIL),
        ],
    );
    let contact = "werkgeverscontactmoment/match";
    let sep = std::path::MAIN_SEPARATOR;
    for (args, expected) in [
        (&["none"][..], "no vum.toml says which message none/a.json is"),
        (&["other"], "other/vum.toml: no glob matches other/a.json"),
        (&["open"], "open/vum.toml:2:8: this glob matches open/a.json, but names no message"),
        (&["wrong"], "wrong/vum.toml:3:11: VUM 3.1.0 has no message werkzoekende/zoekvraag"),
        // The part that is not from the flags is to blame.
        (&["open", "-m", contact], "open/vum.toml:3:11: VUM 2.0.0 has no message werkgevers"),
        (&["wrong", "-r", "3.0.0"], "wrong/vum.toml:3:11: VUM 3.0.0 has no message werkzoekende/"),
        (&["none", "--config", "other/vum.toml"], "other/vum.toml: no glob matches none/a.json"),
        (&["none/a.json", "--config", "other/vum.toml"], "other/vum.toml: no glob matches none/"),
        (&["-", "--config", "other/vum.toml"], "other/vum.toml: no glob matches <stdin>"),
        (&["--config", "other/vum.toml"], "other/vum.toml: no glob matches <stdin>"),
        (&["dir"], "dir/vum.toml is a directory"),
        (&["dir", "-m", "werkzoekende/detail"], "dir/vum.toml is a directory"),
        (&["none", "--config", "dir"], "dir is a directory"),
    ] {
        let seen = vum(&dir, &[&["validate"], args].concat());
        assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{args:?}");
        assert!(seen.err.replace(sep, "/").contains(expected), "{args:?}: {}", seen.err);
    }
    assert_eq!(vum(&dir, &["validate", "wrong", "-r", "1.2.0"]).code, 1);
}

#[test]
fn mistakes_are_told_with_their_place() {
    let mut screens = Vec::new();
    for (name, toml) in [
        ("unknown-key", "[[files]]\nglob = \"*.json\"\nmesage = \"werkzoekende/detail\"\n"),
        ("unknown-table", "[[file]]\nglob = \"*.json\"\n"),
        ("no-glob", "[[files]]\nmessage = \"werkzoekende/detail\"\n"),
        ("syntax", "[[files]]\nglob = *.json\n"),
        ("release", "[[files]]\nglob = \"*.json\"\nrelease = \"3.2.0\"\n"),
        (
            "message",
            "[[files]]\nglob = \"*.json\"\nrelease = \"3.0.0\"\nmessage = \"vacature/zoekvraag\"\n",
        ),
        ("role", "[[files]]\nglob = \"*.json\"\nrole = \"zender\"\n"),
        ("glob", "[[files]]\nglob = \"a/***/b\"\n"),
    ] {
        let dir = files(&format!("config-{name}"), &[("vum.toml", toml), ("a.json", DETAIL)]);
        let seen = vum(&dir, &["validate", ".", "-m", "werkzoekende/detail"]);
        assert_eq!((seen.code, seen.out.as_str()), (2, ""), "{name}");
        screens.push(format!("{name}:\n{}", seen.err));
    }
    insta::assert_snapshot!(screens.join("\n"));
    let seen = vum(&directory("config-gone"), &["validate", "a.json", "--config", "none.toml"]);
    assert_eq!(seen.code, 3, "{seen:?}");
}
