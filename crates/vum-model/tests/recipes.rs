//! The recipes of the README of the standard work as they stand.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail that way")]

use vum_model::{SourceFile, Standard, render};

const README: &str = include_str!("../../../standard/README.md");

/// The blocks under a heading, in order.
fn blocks(heading: &str) -> Vec<&'static str> {
    let (_, section) = README.split_once(&format!("### {heading}\n")).expect("the heading");
    let section = section.split("\n##").next().unwrap_or_default();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').expect("a language").1).collect()
}

/// The embedded standard with the blocks of a recipe at the end of files, old or new.
fn follow(files: &mut Vec<SourceFile>, heading: &str, paths: &[&str]) {
    let blocks = blocks(heading);
    assert_eq!(blocks.len(), paths.len(), "{heading}");
    for (path, block) in paths.iter().zip(blocks) {
        match files.iter_mut().find(|file| file.path == *path) {
            Some(file) if path.ends_with(".csv") => file.text += block,
            Some(file) => file.text += &format!("\n{block}"),
            None => files.push(SourceFile::new(*path, block)),
        }
    }
}

#[test]
fn the_recipes_work_literally() {
    let person = "entities/werkzoekende.toml";
    let recipes: [(&str, &[&str]); 6] = [
        ("Add an attribute", &[person]),
        ("Add a code", &["codelists/CodeVervoermiddel.csv"]),
        ("Add a code list", &["codelists.toml", "codelists/CodeVoorbeeld.csv", person]),
        ("Add an entity", &["entities/voorbeeld.toml", person]),
        ("Change a contract", &["contracts.toml"]),
        ("Add a criterion", &[person, "selection.toml"]),
    ];
    let check = |files: Vec<SourceFile>, what: &str| {
        let standard = Standard::from_files(files);
        let resolved = standard.resolve();
        assert_eq!(render(&resolved.diagnostics, standard.files()), "", "{what}");
    };
    let mut start = Standard::embedded().files().to_vec();
    follow(&mut start, "Add a release", &["releases.toml"]);
    check(start.clone(), "Add a release");
    let mut all = start.clone();
    for (heading, paths) in recipes {
        let mut files = start.clone();
        follow(&mut files, heading, paths);
        check(files, heading);
        follow(&mut all, heading, paths);
    }
    check(all, "all of them");
}
