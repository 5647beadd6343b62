//! Whole bodies and the headers around them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::PathBuf;

use program::{Run, directory, files, root, vum, with_input};

const ASK: &str = r#"{"vraagObject": {"selectiegebied": {"postcode": "9712AB", "afstand": 100}}}"#;
const HEADERS: &str = "POST /werkzoekendeProfielen/matches HTTP/1.1\r
Host: vum.example\r
API-Version: 3.0.0\r
X-VUM-berichtVersie: 3.0.0\r
X-VUM-fromParty: 00000099000000002000\r
X-VUM-toParty: 00000099000000001000\r
X-VUM-viaParty: 00000099000000004000\r
\r
";

fn examples() -> PathBuf {
    root().join("examples/bodies")
}

/// Judges a question on standard input with a file of headers.
fn judge(name: &str, headers: &[u8], more: &[&str]) -> Run {
    let dir = directory(name);
    fs::write(dir.join("headers.txt"), headers).unwrap();
    let args =
        ["validate", "--message", "werkzoekende/matches-verzoek", "--headers", "headers.txt"];
    with_input(&dir, &[&args, more].concat(), ASK)
}

#[test]
fn examples_are_judged_in_both_languages() {
    for lang in ["nl", "en"] {
        let seen = vum(&root(), &["validate", "examples/bodies", "--lang", lang]);
        insta::assert_snapshot!(format!("bodies-{lang}"), seen.screen());
        let blocks = seen.out.split("\n\n").filter(|it| it.contains("-->"));
        for block in blocks {
            assert!(block.contains("/bad-"), "a good example has a finding: {block}");
        }
    }
}

#[test]
fn every_example_is_what_its_name_says() {
    let mut seen = 0;
    for release in vum::RELEASES {
        for entry in examples().join(release).read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let path = path.to_str().unwrap();
            let run = if name.ends_with(".headers.txt") {
                let body = path.replace(".headers.txt", ".json").replace("bad-", "good-");
                let message = "werkzoekende/matches-verzoek";
                let args =
                    ["validate", "-r", release, "-m", message, "--headers", path, body.as_str()];
                vum(&root(), &args)
            } else {
                let config = examples().join("vum.toml");
                vum(&root(), &["validate", "--config", config.to_str().unwrap(), path])
            };
            assert_eq!(run.code, i32::from(name.starts_with("bad-")), "{name}: {}", run.out);
            seen += 1;
        }
    }
    assert!(seen > 25, "{seen}");
}

#[test]
fn headers_are_told_in_both_languages_without_their_values() {
    let file = "examples/bodies/3.1.0/bad-werkzoekende-matches-verzoek";
    let (headers, body) = (format!("{file}.headers.txt"), format!("{file}.json"));
    let args =
        ["validate", "--message", "werkzoekende/matches-verzoek", "--headers", &headers, &body];
    for lang in ["nl", "en"] {
        let seen = vum(&root(), &[&args, &["--lang", lang][..]].concat());
        insta::assert_snapshot!(format!("headers-{lang}"), seen.screen());
        for value in ["vum.example", "00000099", "99000000002000", "9712AB"] {
            assert!(!seen.out.contains(value), "{value}");
        }
    }
    let seen = vum(&root(), &[&args, &["--show-values"][..]].concat());
    assert!(seen.out.contains("X-VUM-fromParty: 99000000002000"), "{}", seen.out);
}

#[test]
fn a_report_names_headers_beside_records() {
    let headers = HEADERS.replace("API-Version: 3.0.0", "api-version: 2.0.0");
    let seen = judge("headers-json", headers.as_bytes(), &["--format", "json"]);
    assert_eq!(seen.code, 1);
    let report: serde_json::Value = serde_json::from_str(&seen.out).unwrap();
    assert_eq!(report["message"], "werkzoekende/matches-verzoek");
    assert_eq!(report["role"], "bemiddelaar");
    let file = &report["files"][0];
    assert_eq!((&file["file"], &file["records"]), (&"headers.txt".into(), &0.into()));
    let finding = &file["findings"][0];
    assert_eq!(finding["rule"], "header-constant");
    assert_eq!(finding["pointer"], "API-Version");
    assert_eq!((&finding["line"], &finding["column"]), (&3.into(), &14.into()));
    assert_eq!(report["summary"]["files"], 2);
    assert_eq!(
        (&report["summary"]["records"], &report["summary"]["errors"]),
        (&1.into(), &1.into())
    );
    let schema = fs::read_to_string(root().join("docs/report.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &report));
}

#[test]
fn headers_end_as_files_do() {
    let latin = [HEADERS.trim_end().as_bytes(), b"\r\nServer: caf\xE9\r\n"].concat();
    let wide: Vec<u8> = HEADERS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let huge = format!("{HEADERS}{}", "X-Long: ".repeat(1 << 18));
    let cut = HEADERS.replace("X-VUM-viaParty: 00000099000000004000", "X-VUM-viaParty: 1");
    for (name, headers, options, code, told) in [
        ("good", HEADERS.as_bytes(), &[][..], 0, "0 errors, 0 warnings, 0 infos"),
        ("lines", HEADERS.replace('\r', "").as_bytes(), &[], 0, "0 errors"),
        ("oin", cut.as_bytes(), &[], 0, "warning[oin-form]"),
        ("strict", cut.as_bytes(), &["--fail-on", "warning"], 1, "warning[oin-form]"),
        ("empty", b"", &[], 1, "header API-Version is missing"),
        ("latin", &latin, &[], 3, "error[encoding]: not valid UTF-8"),
        ("wide", &wide, &[], 3, "error[encoding]"),
        ("huge", huge.as_bytes(), &[], 3, "larger than 1048576 bytes"),
        ("json", ASK.as_bytes(), &[], 1, "error[header-syntax]"),
        ("role", HEADERS.as_bytes(), &["--role", "bron"], 1, "header X-VUM-SUWIparty is missing"),
        ("older", HEADERS.as_bytes(), &["--release", "2.0.0"], 1, "API-Version must be 2.0.0"),
        ("few", b"", &["--max-findings", "1"], 1, "and 4 more: 4 errors"),
    ] {
        let seen = judge(&format!("headers-{name}"), headers, options);
        assert_eq!(seen.code, code, "{name}: {seen:?}");
        assert!(seen.out.contains(told), "{name}: {}", seen.out);
        assert!(!seen.out.contains("caf"), "{name}");
    }
    // An answer does not have to have headers.
    let dir = files("headers-blank", &[("headers.txt", "\n \n")]);
    let args = ["validate", "-m", "vacature/fout", "--headers", "headers.txt"];
    let seen = with_input(&dir, &args, r#"{"code": "1", "message": "x"}"#);
    assert_eq!(seen.code, 0, "{seen:?}");
    assert!(seen.out.contains("headers.txt holds no record"), "{}", seen.out);
    let seen =
        with_input(&dir, &["validate", "-m", "vacature/fout", "--headers", "none.txt"], "{}");
    assert_eq!(seen.code, 3, "{seen:?}");
    assert!(seen.err.contains("none.txt cannot be read"), "{}", seen.err);
}

#[test]
fn a_body_goes_with_a_role_and_headers_with_a_body() {
    let dir = files(
        "bodies-usage",
        &[
            ("h.txt", HEADERS),
            ("a.json", "{}"),
            ("b.json", "{}"),
            (
                "vum.toml",
                "[[files]]\nglob = \"a.json\"\nmessage = \"vacature/fout\"\n\
         [[files]]\nglob = \"b.json\"\nmessage = \"vacature/match\"\n",
            ),
        ],
    );
    let usage = |args: &[&str]| {
        let seen = vum(&dir, &[&["validate"], args].concat());
        assert_eq!(seen.code, 2, "{args:?}: {seen:?}");
        format!("$ vum validate {}\n{}", args.join(" "), seen.err)
    };
    insta::assert_snapshot!(
        [
            usage(&["-m", "vacature/callback-verzoek", "-r", "1.2.0", "--role", "bron", "a.json"]),
            usage(&["-m", "vacature/callback-verzoek", "a.json", "--lang", "nl"]),
            usage(&["-m", "vacature/detail", "--headers", "h.txt", "a.json"]),
            usage(&["-m", "vacature/detail", "--headers", "h.txt", "a.json", "--lang", "nl"]),
            usage(&[".", "--headers", "h.txt"]),
        ]
        .join("\n")
    );
    // Without a role the contract of who sends counts.
    for (id, role) in [
        ("werkzoekende/detail-antwoord", "bron"),
        ("werkzoekende/matches-antwoord", "bron"),
        ("werkzoekende/matches-verzoek", "bemiddelaar"),
    ] {
        let seen = vum(&dir, &["validate", "-m", id, "a.json"]);
        assert!(seen.out.contains(&format!("{id}, role {role})")), "{}", seen.out);
    }
}

#[test]
fn a_body_that_is_no_json_is_told() {
    let message = ["validate", "-m", "vacature/matches-antwoord"];
    let deep = format!(r#"{{"matches": [{}"#, "[".repeat(10_000));
    let values =
        r#"{"maximumAantalResultatenBereikt": "geheim", "matches": [{"geheim": "geheim"}]}"#;
    for (text, code, told) in [
        ("", 0, "holds no record"),
        (r#"{"matches": ["#, 3, "json-syntax"),
        (deep.as_str(), 3, "depth-limit"),
        ("<VacatureMatch/>", 3, "error["),
        (values, 1, "wrong-type"),
    ] {
        let seen = with_input(&root(), &message, text);
        assert_eq!(seen.code, code, "{}", seen.out);
        assert!(seen.out.contains(told), "{told}: {}", seen.out);
        assert!(!seen.out.contains("geheim"), "{}", seen.out);
    }
    let seen = with_input(
        &root(),
        &["convert", "--to", "xml", "-m", "vacature/fout"],
        r#"{"code": "1", "message": "x"}"#,
    );
    assert_eq!(seen.code, 2, "{seen:?}");
}

#[test]
fn bodies_are_listed_and_explained() {
    let listed = vum(&root(), &["explain"]);
    for body in vum::bodies() {
        assert!(listed.out.contains(body.id), "{}", body.id);
        let seen = vum(&root(), &["explain", body.id, "--release", body.release]);
        assert_eq!(seen.code, 0, "{seen:?}");
        assert!(seen.out.starts_with(&format!("{} (", body.id)), "{}", seen.out);
    }
    let args = ["explain", "werkzoekende/matches-antwoord", "werkzoekende/matches-verzoek"];
    let seen = vum(&root(), &[&args[..], &["vacature/detail-antwoord", "--lang", "nl"]].concat());
    insta::assert_snapshot!(seen.screen());
}
