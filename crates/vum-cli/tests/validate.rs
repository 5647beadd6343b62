//! `vum validate`: what it judges, and how it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::process::Stdio;

use program::{Run, command, directory, files, root, run, vum, with_input};

const GOOD: &str = r#"{"idWerkzoekende": "w1"}"#;
const BAD: &str = r#"{"idWerkzoekende": "w1", "mobiliteit": {"bemiddelingspostcode": "1234 AB"}}"#;
const WARNED: &str = r#"{"idWerkzoekende": "w1", "webadres": []}"#;
const BROKEN: &str = r#"{"idWerkzoekende": "#;
const DETAIL: &[&str] = &["validate", "--message", "werkzoekende/detail"];

/// Judges a text on standard input as a detail.
fn judge(text: &str, more: &[&str]) -> Run {
    with_input(&root(), &[DETAIL, more].concat(), text)
}

#[test]
fn examples_of_every_kind_and_release_are_judged_in_one_command() {
    let seen = vum(&root(), &["validate", "examples/data"]);
    insta::assert_snapshot!(seen.screen());
    for line in seen.out.lines().filter(|line| line.contains("-->")) {
        assert!(line.contains("/bad-"), "a good example has a finding: {line}");
    }
    for message in vum::messages() {
        let kind = format!("VUM {}, {}, role", message.release, message.id);
        assert!(seen.out.contains(&kind), "no example of {kind}");
    }
}

#[test]
fn every_bad_example_has_a_finding() {
    let seen = vum(&root(), &["validate", "examples/data"]);
    for release in vum::RELEASES {
        for entry in root().join("examples/data").join(release).read_dir().unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_found = seen.out.contains(&format!("{release}/{name}:"));
            assert_eq!(is_found, name.starts_with("bad-"), "{release}/{name}");
        }
    }
}

#[test]
fn exit_codes_follow_the_findings() {
    for (text, options, code) in [
        (GOOD, &[][..], 0),
        (BAD, &[], 1),
        (WARNED, &[], 0),
        (WARNED, &["--fail-on", "warning"], 1),
        (BAD, &["--fail-on", "never"], 0),
        (BROKEN, &[], 3),
        (BROKEN, &["--fail-on", "never"], 3),
        ("", &[], 0),
        ("[]", &[], 0),
        ("[", &[], 3),
    ] {
        let seen = judge(text, options);
        assert_eq!(seen.code, code, "{text} {options:?}: {seen:?}");
        assert_eq!(judge(text, &[options, &["--format", "json"]].concat()).code, code, "{text}");
    }
}

#[test]
fn what_is_empty_passes_and_says_so() {
    for text in ["", "[]", " \n"] {
        let seen = judge(text, &[]);
        assert_eq!(seen.code, 0, "{text:?}");
        assert!(seen.out.contains("<stdin> holds no record"), "{text:?}: {}", seen.out);
        let json = judge(text, &["--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert_eq!(report["summary"]["records"], 0, "{text:?}");
    }
}

#[test]
fn a_screen_reads_like_that_of_a_compiler_in_both_languages() {
    let dir = files("screen", &[("profiel.json", &format!("{{\n{}", &BAD[1..]))]);
    let args = [DETAIL, &["profiel.json"]].concat();
    insta::assert_snapshot!("screen-en", vum(&dir, &args).screen());
    insta::assert_snapshot!(
        "screen-nl",
        vum(&dir, &[&args[..], &["--lang", "nl"]].concat()).screen()
    );
    let shown = vum(&dir, &[&args[..], &["--show-values"]].concat());
    insta::assert_snapshot!("screen-values", shown.screen());
}

#[test]
fn the_language_comes_from_the_environment() {
    for (all, messages, lang, dutch) in [
        ("nl_NL.UTF-8", "", "", true),
        ("", "nl", "en_US", true),
        ("", "", "nl_BE", true),
        ("C", "nl_NL", "nl_NL", false),
        ("", "", "nld", false),
        ("", "", "", false),
    ] {
        let mut program = command(&root(), DETAIL);
        program.env("LC_ALL", all).env("LC_MESSAGES", messages).env("LANG", lang);
        let seen = run(program, BAD);
        assert_eq!(seen.out.contains("fout[pattern]"), dutch, "{all} {messages} {lang}");
    }
}

#[test]
fn wrong_usage_says_what_there_is() {
    let root = root();
    let all = [
        &["validate"][..],
        &["validate", "--message", "werkzoekende"],
        &["validate", "--message", "werkzoekende/zoekvraag"],
        &["validate", "--release", "1.1.0", "--message", "werkzoekende/detail"],
        &["validate", "--message", "werkzoekende/detail", "--standard", "standard"],
        &["validate", "--message", "werkzoekende/detail", "-", "-"],
        &["validate", "--message", "werkzoekende/detail", "standard/src"],
    ];
    let seen: Vec<String> = all
        .iter()
        .map(|args| {
            let (seen, dutch) =
                (vum(&root, args), vum(&root, &[*args, &["--lang", "nl"]].concat()));
            assert_eq!((seen.code, dutch.code, seen.out.as_str()), (2, 2, ""), "{args:?}");
            assert_ne!(seen.err, dutch.err);
            format!("vum {}\n{}{}", args.join(" "), seen.err, dutch.err)
        })
        .collect();
    insta::assert_snapshot!(seen.join("\n"));
    for args in [
        &["validate", "--role", "vum"][..],
        &["valideer"],
        &["validate", "--jobs", "0"],
        &["validate", "--jobs", "257"],
        &["validate", "--jobs", "99999999999999999999"],
        &[],
    ] {
        assert_eq!(vum(&root, args).code, 2, "{args:?}");
    }
}

#[test]
fn the_content_is_never_used_to_guess() {
    let seen = with_input(&root(), &["validate"], GOOD);
    assert_eq!(seen.code, 2);
    for kind in vum::messages().filter(|message| message.release == "3.1.0") {
        assert!(seen.err.contains(kind.id), "{}", seen.err);
    }
}

#[test]
fn roles_have_their_own_contract() {
    let match_of = |role| {
        with_input(
            &root(),
            &["validate", "-m", "vacature/match", "--role", role],
            r#"{"vumID": "v", "adres": {"postcode": "1234AB"}}"#,
        )
    };
    assert_eq!((match_of("bron").code, match_of("bemiddelaar").code), (1, 0));
    let question = ["validate", "-r", "1.2.0", "-m", "werkzoekende/zoekvraag"];
    assert!(with_input(&root(), &question, "{}").out.contains("role bemiddelaar"));
}

#[test]
fn a_broken_line_leaves_the_others_judged() {
    let text = [GOOD, BROKEN, BAD, "nonsense", GOOD].join("\n");
    let dir = files("lines", &[("five.ndjson", &text)]);
    let seen = vum(&dir, &[DETAIL, &["five.ndjson"]].concat());
    insta::assert_snapshot!(seen.screen());
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_judged() {
    let dir = files("missing", &[("good.json", GOOD), ("bad.json", BAD)]);
    let args = [DETAIL, &["good.json", "none.json", "bad.json"]].concat();
    let seen = vum(&dir, &args);
    assert_eq!(seen.code, 3);
    assert!(seen.err.contains("none.json cannot be read"), "{}", seen.err);
    assert!(seen.out.contains("bad.json:1:65"), "{}", seen.out);
    assert!(seen.out.contains("3 files, 2 records: 1 error"), "{}", seen.out);
    let json = vum(&dir, &[&args[..], &["--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["files"][1]["file"], "none.json");
    assert!(report["files"][1]["error"].is_string());
    assert_eq!(report["summary"]["broken"], true);
}

#[test]
fn files_are_objects_arrays_and_lines() {
    let dir = files(
        "layouts",
        &[
            ("object.json", "{\n  \"idWerkzoekende\": \"w1\"\n}"),
            ("array.json", &format!("[{GOOD}, {GOOD},\n{GOOD}]")),
            ("lines.ndjson", &format!("{GOOD}\n\n{GOOD}\n")),
            ("lines.jsonl", &format!("{GOOD}\r\n{GOOD}")),
            ("marked.json", &format!("\u{feff}{GOOD}")),
            ("empty.json", ""),
        ],
    );
    for (file, records) in [
        ("object.json", "1 record"),
        ("array.json", "3 records"),
        ("lines.ndjson", "2 records"),
        ("lines.jsonl", "2 records"),
        ("marked.json", "1 record"),
        ("empty.json", "0 records"),
    ] {
        let seen = vum(&dir, &[DETAIL, &[file]].concat());
        assert_eq!(seen.code, 0, "{file}: {seen:?}");
        assert!(seen.out.contains(&format!("1 file, {records}: 0 errors")), "{file}: {}", seen.out);
        assert_eq!(seen.out.contains("empty.json holds no record"), file == "empty.json");
    }
}

#[test]
fn directories_are_walked_in_order_and_hidden_files_passed_over() {
    let dir = files(
        "walk",
        &[
            ("in/b.json", BAD),
            ("in/a/z.ndjson", BAD),
            ("in/a/a.jsonl", BAD),
            ("in/.hidden.json", BAD),
            ("in/.git/x.json", BAD),
            ("in/readme.txt", BAD),
        ],
    );
    let seen = vum(&dir, &[DETAIL, &["in"]].concat());
    let places: Vec<&str> = seen.out.lines().filter(|line| line.contains("-->")).collect();
    let expected = ["in/a/a.jsonl", "in/a/z.ndjson", "in/b.json"];
    assert_eq!(places.len(), expected.len(), "{places:?}");
    for (place, file) in places.iter().zip(expected) {
        assert!(place.contains(&file.replace('/', std::path::MAIN_SEPARATOR_STR)), "{places:?}");
    }
}

#[test]
fn findings_beyond_the_limit_are_counted_and_told() {
    let names: Vec<String> = (0..1_100).map(|n| format!("\"x{n}\": 1")).collect();
    let seen = judge(&format!("{{{}}}", names.join(",")), &[]);
    assert_eq!(seen.code, 1);
    assert!(
        seen.out.contains("100 errors counted and not shown"),
        "{}",
        &seen.out[seen.out.len() - 300..]
    );
    assert!(seen.out.contains("1 record: 1100 errors"));
    // Broken syntax behind the limit is still seen.
    assert_eq!(judge(&format!("{{{}, oops", names.join(",")), &[]).code, 3);
}

#[test]
fn findings_of_a_file_beyond_the_maximum_are_counted_and_told() {
    let many = format!("{BAD}\n{WARNED}\n").repeat(2);
    let dir = files(
        "maximum",
        &[("many.ndjson", &many), ("one.json", BAD), ("broken.ndjson", BROKEN), ("ok.json", GOOD)],
    );
    let all = ["many.ndjson", "one.json", "broken.ndjson", "ok.json"];
    let with = |maximum: &str, more: &[&str]| {
        vum(&dir, &[DETAIL, &["--max-findings", maximum], more, &all].concat())
    };
    insta::assert_snapshot!("maximum-en", with("1", &[]).screen());
    insta::assert_snapshot!("maximum-nl", with("0", &["--lang", "nl"]).screen());
    let whole = with("all", &[]);
    assert_eq!(whole.out, vum(&dir, &[DETAIL, &all].concat()).out);
    assert_eq!(whole.out, with("4", &[]).out);
    assert!(!whole.out.contains("--max-findings"), "{}", whole.out);
    let summary = |seen: &Run| seen.out.lines().last().unwrap().to_owned();
    for maximum in ["0", "1", "2", "3", "4", "all", "18446744073709551615"] {
        let seen = with(maximum, &[]);
        assert_eq!((seen.code, summary(&seen)), (3, summary(&whole)), "{maximum}");
        // What is shown is the beginning of what there is.
        let places = |seen: &Run, file: &str| -> Vec<String> {
            let lines = seen.out.lines().filter(|line| line.contains(&format!("--> {file}")));
            lines.map(str::to_owned).collect()
        };
        for file in all {
            let (shown, there) = (places(&seen, file), places(&whole, file));
            let expected = maximum.parse().unwrap_or(usize::MAX).min(there.len());
            assert_eq!(shown, there[..expected], "{maximum} {file}");
        }
    }
    for (file, maximum, options, code) in [
        ("many.ndjson", "0", &[][..], 1),
        ("many.ndjson", "0", &["--fail-on", "never"], 0),
        ("broken.ndjson", "0", &["--fail-on", "never"], 3),
        ("ok.json", "0", &[], 0),
    ] {
        let args = [DETAIL, &["--max-findings", maximum, file], options].concat();
        assert_eq!(vum(&dir, &args).code, code, "{file} {options:?}");
    }
    for wrong in ["-1", "none", "", "1,000", "18446744073709551616"] {
        let seen = vum(&dir, &[DETAIL, &["ok.json", &format!("--max-findings={wrong}")]].concat());
        assert_eq!(seen.code, 2, "{wrong}");
        assert!(seen.err.contains("give a number, or all"), "{wrong}: {}", seen.err);
    }
}

#[test]
fn a_thousand_findings_of_a_file_are_shown() {
    let dir = files("thousand", &[("bad.ndjson", &format!("{BAD}\n").repeat(1_234))]);
    let seen = vum(&dir, &[DETAIL, &["bad.ndjson"]].concat());
    assert_eq!(seen.out.matches("error[pattern]").count(), 1_000);
    assert!(seen.out.contains("note: bad.ndjson: and 234 more: 234 errors (--max-findings all"));
    assert!(seen.out.contains("1234 records: 1234 errors"));
}

#[test]
fn both_limits_are_told_apart() {
    // The library keeps 1,000 findings of a record, whatever is asked for here.
    let names: Vec<String> = (0..1_100).map(|n| format!("\"x{n}\": 1")).collect();
    let text = format!("{{{}}}\n{BAD}", names.join(","));
    let told = |maximum| {
        let seen = judge(&text, &["--max-findings", maximum]);
        assert_eq!(seen.code, 1);
        assert!(seen.out.contains("2 records: 1101 errors"), "{maximum}");
        let notes = seen.out.lines().filter(|line| line.starts_with("note:"));
        notes.map(str::to_owned).collect::<Vec<_>>()
    };
    let of_record = "note: 100 errors counted and not shown (more than 1000 in a record)";
    assert_eq!(told("all"), [of_record]);
    let of_file = "note: <stdin>: and 991 more: 991 errors (--max-findings all shows them)";
    assert_eq!(told("10"), [of_file, of_record]);
}

#[test]
fn jobs_do_not_change_the_report() {
    let lines = [GOOD, BAD, WARNED, BROKEN].join("\n");
    let text = format!("{lines}\n").repeat(3_000);
    let many = judge("[]", &["--jobs", "257"]);
    assert!(many.err.contains("257 is not in 1..=256"), "{}", many.err);
    assert_eq!(judge("[]", &["--jobs", "256"]).code, 0);
    let report = ["--format", "json", "--max-findings", "all", "--jobs"];
    let one = judge(&text, &[&report[..], &["1"]].concat());
    let four = judge(&text, &[&report[..], &["4"]].concat());
    assert_eq!(one.code, 3);
    assert!(one.out == four.out, "the reports differ");
    assert!(one.out.contains("\"records\":12000"));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let dir = files("pipe", &[("bad.ndjson", &format!("{BAD}\n").repeat(5_000))]);
    for args in [
        &[DETAIL, &["bad.ndjson"]].concat()[..],
        &[DETAIL, &["bad.ndjson", "--format", "json"]].concat(),
        &["explain"],
        &["check"],
        &["completions", "zsh"],
        &["report-schema"],
    ] {
        let mut child =
            command(&dir, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn names_of_files_cannot_steer_the_terminal() {
    let dir = directory("names");
    let seen = vum(&dir, &[DETAIL, &["a\u{1b}[2Jb.json"]].concat());
    assert_eq!(seen.code, 3);
    assert!(!seen.err.contains('\u{1b}') && !seen.out.contains('\u{1b}'), "{seen:?}");
}
