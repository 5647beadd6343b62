//! A population, its questions, and the answers of the oracle.

use serde_json::Value;
use vum_vectors::{Asked, Member, SelectionFile};

use super::faults::FAULTS;
use super::{layout, population, questions, short};
use crate::selection::{criteria, evaluate};

/// The path of the generated file of a release and part.
#[must_use]
pub fn path(release: &str, part: &str) -> String {
    format!("{release}/{part}/selection/population.json")
}

/// The generated file of a release and part.
#[must_use]
pub fn file(release: &str, part: &str) -> SelectionFile {
    let population = population::population(release, part);
    let mut questions: Vec<Asked> = Vec::new();
    for made in questions::questions(release, part, &population) {
        let selected = ids(&population, |it| evaluate(release, part, &made.question, it));
        // The faults read the text where there is one: they may look at order.
        let caught = FAULTS.iter().filter(|fault| (fault.possible)(criteria(release, part)));
        let caught = caught.filter(|fault| {
            ids(&population, |it| fault.selects(release, part, &made.question, it)) != selected
        });
        let catches = caught.map(|fault| fault.id.to_owned()).collect();
        questions.push(Asked {
            id: format!("{release}-{}-sel-{}", short(part), made.slug),
            description: made.description,
            requirements: made.requirements.iter().map(|it| (*it).to_owned()).collect(),
            text: made.text,
            selected,
            catches,
            question: made.question,
        });
    }
    SelectionFile {
        description: format!(
            "An invented bron with {} profiles of {part}, and questions over them",
            population.len()
        ),
        release: release.to_owned(),
        part: part.to_owned(),
        requirements: vec!["REQ-SEL-002".to_owned(), "REQ-SEL-015".to_owned()],
        population,
        questions,
    }
}

/// The text of the generated file of a release and part.
#[must_use]
pub fn text(release: &str, part: &str) -> String {
    layout::selection(&file(release, part))
}

fn ids(population: &[Member], selects: impl Fn(&Value) -> bool) -> Vec<String> {
    let chosen = population.iter().filter(|member| selects(&member.profile));
    chosen.map(|member| member.id.clone()).collect()
}
