//! Populations and questions about them. Stand-in until the crate of vectors is there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A population with questions, and who is to be selected.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SelectionFile {
    pub(crate) requirements: Vec<String>,
    pub(crate) population: Vec<Member>,
    pub(crate) questions: Vec<Asked>,
}

/// A record of a population.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) profile: Value,
}

/// A question.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) description: String,
    pub(crate) requirements: Vec<String>,
    pub(crate) question: Value,
    pub(crate) selected: Vec<String>,
}

/// The population of a release and part.
pub(crate) fn selection(release: &str, part: &str) -> Option<SelectionFile> {
    let text = match (release, part) {
        ("2.0.0", "werkzoekende") => include_str!("../../../tests/selection/2.0.0/werkzoekende.json"),
        ("3.0.0", "werkzoekende") => include_str!("../../../tests/selection/3.0.0/werkzoekende.json"),
        ("3.0.0", "vacature") => include_str!("../../../tests/selection/3.0.0/vacature.json"),
        ("3.1.0", "werkzoekende") => include_str!("../../../tests/selection/3.1.0/werkzoekende.json"),
        ("3.1.0", "vacature") => include_str!("../../../tests/selection/3.1.0/vacature.json"),
        ("3.1.0", "werkgeverscontactmoment") => {
            include_str!("../../../tests/selection/3.1.0/werkgeverscontactmoment.json")
        }
        _ => return None,
    };
    let cases: Vec<Value> = serde_json::from_str(text).ok()?;
    let key = match part {
        "werkzoekende" => Some("idWerkzoekende"),
        "vacature" => Some("idVacature"),
        _ => None,
    };
    let mut population: Vec<Member> = Vec::new();
    let mut questions: Vec<Asked> = Vec::new();
    for case in &cases {
        let mut profile = case.get("profile")?.clone();
        let id = format!("m-{}", population.len());
        if let (Some(key), Some(object)) = (key, profile.as_object_mut()) {
            object.insert(key.to_owned(), Value::String(id.clone()));
        }
        if !population.iter().any(|it| it.profile == profile) {
            population.push(Member { id, profile });
        }
        let question = case.get("question")?.clone();
        if !questions.iter().any(|it| it.question == question) && questions.len() < 40 {
            questions.push(Asked {
                id: format!("q-{}", questions.len()),
                description: String::new(),
                requirements: Vec::new(),
                question,
                selected: Vec::new(),
            });
        }
    }
    let profiles: Vec<&Value> = population.iter().map(|it| &it.profile).collect();
    for asked in &mut questions {
        let of = vum::selection(release, &format!("{part}/match"))?;
        let chosen = crate::reference::chosen(of, &asked.question, &profiles);
        asked.selected = chosen.into_iter().filter_map(|n| population.get(n)).map(|it| it.id.clone()).collect();
    }
    Some(SelectionFile { requirements: Vec::new(), population, questions })
}
