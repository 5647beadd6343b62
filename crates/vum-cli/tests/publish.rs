//! `docs/publish-a-release.md`, followed to the letter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

mod program;

use std::fs;
use std::path::Path;

use program::{Run, copy, directory, root, vum};

/// A block of the page: its language, its text, and the file that the text before it names last.
struct Block {
    language: String,
    text: String,
    file: Option<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut parts = page.split("```");
    let mut before = parts.next().unwrap();
    let mut blocks = Vec::new();
    while let (Some(block), Some(after)) = (parts.next(), parts.next()) {
        let (language, text) = block.split_once('\n').unwrap();
        let paragraph = before.trim_end().rsplit("\n\n").next().unwrap();
        let names = paragraph.split('`').skip(1).step_by(2);
        let file = names.filter(|it| it.starts_with("standard/")).last();
        blocks.push(Block {
            language: language.to_owned(),
            text: text.to_owned(),
            file: file.map(str::to_owned),
        });
        before = after;
    }
    blocks
}

/// The words of a command, with what stands between quotes as one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn append(dir: &Path, file: &str, text: &str) {
    let path = dir.join(file);
    let mut whole = fs::read_to_string(&path).unwrap();
    if !file.ends_with(".csv") {
        whole.push('\n');
    }
    fs::write(path, whole + text).unwrap();
}

#[test]
fn the_page_works_as_it_stands() {
    let dir = directory("publish");
    copy(&root().join("standard"), &dir.join("standard"));
    let page = fs::read_to_string(root().join("docs/publish-a-release.md")).unwrap();
    let mut runs: Vec<(String, Run)> = Vec::new();
    for block in blocks(&page) {
        if block.language != "console" {
            append(&dir, &block.file.expect("the file is named before the block"), &block.text);
            continue;
        }
        for line in block.text.lines() {
            let command = line.strip_prefix("$ vum ").unwrap();
            if command.starts_with("release freeze") {
                let path = dir.join("standard/releases.toml");
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(text.matches("\"draft\"\ndate").count(), 1);
                let text = text.replace("\"draft\"\ndate", "\"published\"\ndate");
                fs::write(&path, text.replace("\"2027-04\"", "\"2027-04-01\"")).unwrap();
            }
            let args = words(command);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let run = vum(&dir, &args);
            assert_eq!(run.code, 0, "{command}: {}", run.screen());
            runs.push((command.to_owned(), run));
        }
    }
    let shown = |start: &str| {
        let found = runs.iter().filter(|(command, _)| command.starts_with(start));
        found.map(|(_, run)| run.out.as_str()).collect::<Vec<_>>()
    };
    // One warning before the waiver, none after it.
    let checks = shown("check");
    assert!(
        checks[1].contains("warning[draft-name]: `werkzoekende.aantalReferenties`"),
        "{}",
        checks[1]
    );
    assert!(!checks[2].contains("warning["), "{}", checks[2]);
    insta::assert_snapshot!("publish_diff", shown("diff 3.1.0")[0]);
    insta::assert_snapshot!("publish_changelog", shown("changelog")[0]);
    let roadmap = shown("roadmap")[0];
    assert!(roadmap.contains("| 4.0.0 | gepland | 2027-04 |"), "{roadmap}");
    assert!(roadmap.contains("Het aantal referenties wordt verplicht"), "{roadmap}");
    assert!(dir.join("standard/published/4.0.0/release.toml").is_file());
    assert!(dir.join("target/dist/manifest.json").is_file());
    let samples = fs::read_to_string(dir.join("target/draft/profielen.ndjson")).unwrap();
    assert!(samples.contains("\"aantalReferenties\":"), "{samples}");
    // What is published cannot be edited any more.
    append(&dir, "standard/codelists/CodeVervoermiddel.csv", "7,Skate,Skate,4.0.0,,,\n");
    let seen = vum(&dir, &["release", "verify", "--standard", "standard"]);
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("4.0.0, CodeVervoermiddel/7: new code"), "{}", seen.out);
}
