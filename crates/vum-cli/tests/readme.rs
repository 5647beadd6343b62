//! The screen in the README is a real one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

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
        let at = rest.find(part.trim_matches('\n')).expect(part);
        rest = rest.split_at(at).1;
    }
}
