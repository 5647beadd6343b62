//! The screen in the README is a real one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "test code")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_screen_in_the_readme_is_what_the_program_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    assert!(readme.contains("$ cargo run --release -- validate examples/data"));
    let seen = Command::new(env!("CARGO_BIN_EXE_vum"))
        .args(["validate", "examples/data", "--lang", "en"])
        .current_dir(&root)
        .output()
        .unwrap();
    assert_eq!(seen.status.code(), Some(1));
    let real = String::from_utf8(seen.stdout).unwrap();
    let screen = readme.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    // `[…]` stands for what is left out: each part between is on the screen, in this order.
    let mut rest = real.as_str();
    for part in screen.split("[…]\n") {
        rest = after(rest, part.trim_matches('\n')).expect(part);
    }
}

/// What follows a part that starts at the start of a line and ends at the end of one.
fn after<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    let is_whole = |at: usize| {
        let (before, found) = text.split_at(at);
        let follows = &found[part.len()..];
        (before.is_empty() || before.ends_with('\n'))
            && (follows.is_empty() || follows.starts_with('\n'))
    };
    let (at, _) = text.match_indices(part).find(|(at, _)| is_whole(*at))?;
    Some(&text[at + part.len()..])
}

#[test]
fn a_part_counts_once_and_from_the_start_of_its_line() {
    let screen = "one two\ntwo\nthree\n";
    assert_eq!(after(screen, "two"), Some("\nthree\n"));
    assert_eq!(after(screen, "two").and_then(|rest| after(rest, "two")), None);
    assert_eq!(after(screen, "thr"), None);
    assert_eq!(after(screen, "two\nthree"), Some("\n"));
}
