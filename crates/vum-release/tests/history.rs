//! The history of the standard, as the comparison tells it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use std::fmt::Write as _;

use vum_model::{Model, Standard, Version};
use vum_release::{Comparison, Facts, compare};

fn model() -> Model {
    Standard::embedded().resolve().model.unwrap()
}

fn facts(model: &Model, release: &str) -> Facts {
    Facts::of(model, Version::parse(release).unwrap()).unwrap()
}

fn shown(comparison: &Comparison) -> String {
    let mut text = String::new();
    let editorial = comparison.changes.iter().filter(|it| it.is_editorial()).count();
    let _ = writeln!(text, "{editorial} editorial");
    for it in comparison.changes.iter().filter(|it| !it.is_editorial()) {
        let places = it.selectors().join(" ");
        let impacts: Vec<_> = it.impacts.iter().map(|it| it.word()).collect();
        let _ = write!(text, "{} {} {}", it.kind.word(), it.id, it.rule.id);
        for (word, value) in [("before", &it.before), ("after", &it.after), ("by", &it.successor)] {
            if let Some(value) = value {
                let _ = write!(text, " | {word} {value}");
            }
        }
        if !it.contents.is_empty() {
            let _ = write!(
                text,
                " | with {}",
                it.contents.iter().cloned().collect::<Vec<_>>().join(", ")
            );
        }
        let _ = writeln!(text, "\n    [{places}] {} {}", it.step().word(), impacts.join("/"));
    }
    text
}

#[test]
fn every_step_of_the_history() {
    let model = model();
    let releases = ["1.0.0", "1.1.0", "1.1.1", "1.2.0", "2.0.0", "3.0.0", "3.1.0"];
    for pair in releases.windows(2) {
        let comparison = compare(&facts(&model, pair[0]), &facts(&model, pair[1])).unwrap();
        insta::assert_snapshot!(format!("{} to {}", pair[0], pair[1]), shown(&comparison));
    }
}
