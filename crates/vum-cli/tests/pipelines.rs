//! `docs/ci.md` and `docs/attest.md`, followed as far as a shell goes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Run, directory, root, vum};
use serde_json::Value;

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The blocks of a page in a language, below a heading of the second level.
fn blocks(page: &str, heading: &str, language: &str) -> Vec<String> {
    let section = page.split("\n## ").find(|it| it.starts_with(heading)).unwrap();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.filter_map(|it| it.strip_prefix(&format!("{language}\n"))).map(str::to_owned).collect()
}

/// The commands of a console.
fn console(block: &str) -> Vec<String> {
    let joined = block.replace("\\\n", " ");
    joined.lines().filter_map(|it| it.strip_prefix("$ ")).map(str::to_owned).collect()
}

/// The commands of a pipeline: what follows `run:`, and the items of `script:`.
fn steps(yaml: &str) -> Vec<String> {
    let mut is_script = false;
    let mut steps = Vec::new();
    for line in yaml.lines() {
        let line = line.trim();
        match line.strip_prefix("- ") {
            Some(item) if is_script => steps.push(item.to_owned()),
            Some(item) => steps.extend(item.strip_prefix("run: ").map(str::to_owned)),
            None => is_script = line == "script:",
        }
    }
    steps
}

/// The files that a pipeline keeps or sends on.
fn kept(yaml: &str) -> Vec<String> {
    let keys = ["sarif_file: ", "path: vum", "junit: ", "codequality: ", "paths: ["];
    let lines = yaml.lines().map(str::trim);
    let found = lines.filter_map(|line| {
        let key = keys.iter().find(|key| line.starts_with(*key))?;
        let value = line.split_once(": ")?.1.trim_matches(['[', ']']);
        (*key != "path: vum" || line.ends_with(".html")).then(|| value.to_owned())
    });
    found.collect()
}

/// Runs a step as a runner does: in a shell that stops at the first mistake.
fn shell(dir: &Path, step: &str, variables: &[(&str, &str)]) -> Run {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_vum"));
    let path = std::env::var_os("PATH").unwrap();
    let paths =
        [program.parent().unwrap().to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new("sh");
    command.args(["-ec", step]).current_dir(dir).env("LC_ALL", "C");
    command.env("PATH", std::env::join_paths(paths).unwrap()).env_remove("GITHUB_STEP_SUMMARY");
    command.envs(variables.iter().copied());
    program::run(command, "")
}

/// A directory with a program that writes messages, and what the page says of them.
fn project(name: &str, faulty: u8) -> PathBuf {
    let dir = directory(name);
    let config = blocks(&page("ci.md"), "Say what the files are", "toml");
    fs::create_dir_all(dir.join("messages")).unwrap();
    fs::write(dir.join("messages/vum.toml"), &config[0]).unwrap();
    let sample = "vum sample -r 3.1.0 --seed 3";
    let script = format!(
        "#!/bin/sh -e\nmkdir -p $1/detail/a $1/match\n\
         {sample} -n 40 -m werkzoekende/match --faulty {faulty} -o $1/match/m.ndjson\n\
         {sample} -n 1 -m werkzoekende/detail -o $1/detail/a/d.json\n"
    );
    fs::write(dir.join("write-messages.sh"), script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(dir.join("write-messages.sh"), mode).unwrap();
    }
    dir
}

/// Runs the steps of a pipeline, and gives the last.
fn follow(dir: &Path, yaml: &str, variables: &[(&str, &str)]) -> Run {
    // Building is what the test does already.
    let steps = steps(yaml);
    assert!(steps.len() >= 2, "{steps:?}");
    let mut steps = steps.iter().filter(|it| !it.starts_with("cargo install")).peekable();
    loop {
        let step = steps.next().unwrap();
        let seen = shell(dir, step, variables);
        if steps.peek().is_none() {
            return seen;
        }
        assert_eq!(seen.code, 0, "{step}: {}", seen.screen());
    }
}

#[test]
fn the_recipe_for_github_works_as_it_stands() {
    let yaml = &blocks(&page("ci.md"), "GitHub Actions", "yaml")[0];
    for (name, faulty, code) in [("ci-github-good", 0, 0), ("ci-github-bad", 50, 1)] {
        let dir = project(name, faulty);
        let summary = dir.join("summary");
        let seen = follow(&dir, yaml, &[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
        assert_eq!(seen.code, code, "{}", seen.screen());
        assert!(seen.out.lines().all(|it| it.starts_with("::")), "{}", seen.out);
        assert_eq!(seen.out.lines().count(), if faulty == 0 { 1 } else { 11 });
        assert!(fs::read_to_string(summary).unwrap().starts_with("## "));
        assert_eq!(kept(yaml), ["vum.sarif", "vum.html"]);
        let sarif: Value =
            serde_json::from_str(&fs::read_to_string(dir.join("vum.sarif")).unwrap()).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.is_empty(), faulty == 0);
        for result in results {
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            assert_eq!(file, "messages/match/m.ndjson");
        }
        assert!(fs::read_to_string(dir.join("vum.html")).unwrap().ends_with("</html>\n"));
    }
}

#[test]
fn the_recipe_for_gitlab_works_as_it_stands() {
    let yaml = &blocks(&page("ci.md"), "GitLab CI", "yaml")[0];
    for (name, faulty, code) in [("ci-gitlab-good", 0, 0), ("ci-gitlab-bad", 50, 1)] {
        let dir = project(name, faulty);
        let seen = follow(&dir, yaml, &[]);
        assert_eq!(seen.code, code, "{}", seen.screen());
        assert_eq!(kept(yaml), ["vum.html", "vum.xml", "vum-quality.json"]);
        for file in kept(yaml) {
            assert!(dir.join(&file).is_file(), "{file}");
        }
        let quality = fs::read_to_string(dir.join("vum-quality.json")).unwrap();
        let quality: Value = serde_json::from_str(&quality).unwrap();
        assert_eq!(quality.as_array().unwrap().is_empty(), faulty == 0);
        let junit = fs::read_to_string(dir.join("vum.xml")).unwrap();
        assert_eq!(junit.contains("<failure"), faulty > 0);
    }
}

#[test]
fn an_empty_export_is_seen_when_one_looks() {
    let step = &console(&blocks(&page("ci.md"), "Judge them", "console")[0])[0];
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped: an_empty_export_is_seen_when_one_looks: no jq");
        return;
    }
    let dir = project("ci-empty", 0);
    assert_eq!(shell(&dir, "./write-messages.sh messages", &[]).code, 0);
    assert_eq!(shell(&dir, step, &[]).code, 0);
    for file in ["detail/a/d.json", "match/m.ndjson"] {
        fs::write(dir.join("messages").join(file), "").unwrap();
    }
    assert_eq!(shell(&dir, step, &[]).code, 1);
}

/// What `vum conform` leaves behind.
fn evidence(dir: &Path) {
    let frozen = fs::read(root().join("standard/published/3.1.0/release.toml")).unwrap();
    let frozen = program::sha256(&frozen);
    let suite = "cd".repeat(32);
    let report = format!(
        r#"{{"product": {{"name": "Voorbeeld", "version": "2.1"}}, "suite": {{"version": "0.1.0", "sha256": "{suite}"}},
        "standard": {{"release": "3.1.0", "sha256": "{frozen}"}}, "profile": "wz-bron", "level": "N3",
        "outcome": "voldoet", "on": "2026-11-01", "suites": [{{"id": "N1", "cases": [{{"id": "a", "outcome": "passed"}}]}}]}}"#
    );
    fs::create_dir_all(dir.join("evidence")).unwrap();
    fs::write(dir.join("evidence/report.json"), report).unwrap();
}

#[test]
fn the_page_about_signing_works_as_it_stands() {
    let dir = directory("attest-page");
    evidence(&dir);
    let page = page("attest.md");
    let has_openssl = Command::new("openssl").arg("version").output().is_ok();
    let mut commands = Vec::new();
    for heading in ["The way of it", "Keys"] {
        for block in blocks(&page, heading, "console") {
            commands.extend(console(&block));
        }
    }
    assert_eq!(commands.len(), 8);
    for command in commands {
        if command.starts_with("openssl") && !has_openssl {
            eprintln!("skipped: {command}");
            continue;
        }
        let seen = shell(&dir, &command, &[]);
        assert_eq!(seen.code, 0, "{command}: {}", seen.screen());
    }
    // Conformance in a pipeline.
    let dir = directory("attest-pipeline");
    evidence(&dir);
    assert_eq!(vum(&dir, &["attest", "key", "supplier"]).code, 0);
    for block in blocks(&self::page("ci.md"), "Conformance in a pipeline", "console") {
        for command in console(&block).iter().filter(|it| it.starts_with("vum attest")) {
            let seen = shell(&dir, command, &[("SUPPLIER_KEY", "supplier")]);
            assert_eq!(seen.code, 0, "{command}: {}", seen.screen());
        }
    }
}

/// Every reason that the program can give is on the page, and no other.
#[test]
fn the_page_tells_every_reason() {
    let page = page("attest.md");
    let section = page.split("\n## ").find(|it| it.starts_with("When it holds")).unwrap();
    let rows = section.lines().filter(|it| it.starts_with("| `"));
    let told: Vec<&str> =
        rows.flat_map(|it| it.split('|').nth(1).unwrap().split('`').skip(1).step_by(2)).collect();
    let source = fs::read_to_string(root().join("crates/vum-attest/src/problem.rs")).unwrap();
    let body = source.split("pub const fn id").nth(1).unwrap().split("pub fn text").next().unwrap();
    let known: Vec<&str> = body.split('"').skip(1).step_by(2).collect();
    let sorted = |mut it: Vec<&str>| {
        it.sort_unstable();
        it.join(" ")
    };
    assert_eq!(sorted(told), sorted(known));
}
