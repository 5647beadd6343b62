//! The standard itself: it has no errors, and its releases have the shapes that are expected.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail that way")]

use std::collections::BTreeSet;
use std::path::Path;

use vum_model::{
    FactValue, Model, POLICY, Release, ShapeKind, SourceFile, Standard, Value, Version, render,
};

fn model() -> Model {
    Standard::embedded().resolve().model.expect("the standard has no errors")
}

fn version(text: &str) -> Version {
    Version::parse(text).expect("a release")
}

fn release(model: &Model, text: &str) -> Release {
    model.release(version(text)).expect("the release exists")
}

#[test]
fn profiles_and_levels_come_with_their_releases() {
    let resolved = Standard::embedded().resolve();
    let model = resolved.model.expect("the standard is sound");
    let version = |text| Version::parse(text).expect("a release");
    let profiles = |release| -> Vec<String> {
        model.conformance_profiles(version(release)).map(|it| it.id).collect()
    };
    assert_eq!(profiles("1.2.0"), ["wz-bron", "wz-bemiddelaar"]);
    assert_eq!(profiles("2.0.0"), ["wz-bron", "wz-bemiddelaar"]);
    assert_eq!(profiles("3.0.0").len(), 4);
    assert_eq!(profiles("3.1.0").len(), 6);
    let levels = |release, part| -> Vec<String> {
        model.conformance_levels(version(release), part).map(|it| it.id).collect()
    };
    assert_eq!(levels("1.2.0", "werkzoekende"), ["N1", "N2"]);
    assert_eq!(levels("2.0.0", "werkzoekende"), ["N1", "N2", "N3"]);
    // A part without a question has no level about questions.
    assert_eq!(levels("3.0.0", "werkgeverscontactmoment"), ["N1", "N2"]);
    assert_eq!(levels("3.1.0", "werkgeverscontactmoment"), ["N1", "N2", "N3"]);
}

#[test]
fn the_embedded_standard_has_no_errors_and_no_warnings() {
    let standard = Standard::embedded();
    assert_eq!(render(&standard.resolve().diagnostics, standard.files()), "");
}

#[test]
fn the_folder_and_the_embedded_standard_are_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../standard");
    let read = Standard::read_dir(&folder).expect("the folder can be read");
    assert!(read.files() == Standard::embedded().files());
    assert!(Standard::read_dir(&folder.join("nowhere")).is_err());
}

fn records(release: &Release, views: &[&str]) -> usize {
    let in_view = |profile: &String| views.iter().any(|view| profile.ends_with(view));
    let shapes = release.shapes.iter();
    shapes
        .filter(|shape| matches!(shape.kind, ShapeKind::Record { .. }))
        .filter(|shape| shape.profiles.iter().any(in_view))
        .count()
}

#[test]
fn releases_have_the_expected_number_of_records() {
    let model = model();
    // Counted from the contracts by other means.
    for (text, expected) in [("1.2.0", 54), ("2.0.0", 54), ("3.0.0", 32), ("3.1.0", 37)] {
        assert_eq!(records(&release(&model, text), &["/detail", "/match"]), expected, "{text}");
    }
    // The question has shapes of its own only where it requires something else.
    assert_eq!(records(&release(&model, "1.2.0"), &["/detail", "/match", "/zoekvraag"]), 56);
}

#[test]
fn every_shape_has_a_name_of_its_own_and_stands_behind_what_it_uses() {
    let model = model();
    for info in model.releases() {
        let release = model.release(info.version).expect("the release exists");
        let names: BTreeSet<_> = release.shapes.iter().map(|shape| &shape.name).collect();
        assert_eq!(names.len(), release.shapes.len(), "{}", info.version);
        for (index, shape) in release.shapes.iter().enumerate() {
            assert_eq!(shape.id.0, index);
            assert!(!shape.profiles.is_empty());
            let uses: Vec<_> = match &shape.kind {
                ShapeKind::Choice { variants } => variants.iter().map(|it| it.shape).collect(),
                ShapeKind::Record { attributes, .. } => attributes
                    .iter()
                    .filter_map(|it| if let Value::Shape(id) = it.value { Some(id) } else { None })
                    .collect(),
            };
            assert!(uses.iter().all(|used| used.0 < index), "{}", shape.name);
        }
    }
}

#[test]
fn shapes_are_named_by_what_tells_them_apart() {
    let model = model();
    for (text, expected) in [
        (
            "2.0.0",
            &["Werkzoekende", "WerkzoekendeMatch", "OpleidingVacatureMatch", "AdresHoudingAdres"][..],
        ),
        (
            "3.1.0",
            &[
                "Werkzoekende",
                "WerkzoekendeMatch",
                "CursusVacature",
                "CursusWerkzoekende",
                "Contactmoment",
            ],
        ),
    ] {
        let release = release(&model, text);
        for name in expected {
            assert!(release.shapes.iter().any(|shape| shape.name == *name), "{name} in {text}");
        }
    }
}

#[test]
fn history_knows_what_a_release_knows() {
    let model = model();
    for info in model.releases() {
        let release = model.release(info.version).expect("the release exists");
        for shape in &release.shapes {
            // A question is no message of the model: it is made for each release.
            if shape.question.is_some() {
                continue;
            }
            let ShapeKind::Record { attributes, .. } = &shape.kind else { continue };
            for attribute in attributes {
                let history = model.history(&attribute.id);
                for profile in &shape.profiles {
                    let fact = history
                        .iter()
                        .find(|it| it.release == info.version && it.profile == *profile)
                        .expect("a fact for every message");
                    assert_eq!((&fact.name, fact.many), (&attribute.name, attribute.many));
                    assert_eq!(
                        (fact.present, fact.required),
                        (attribute.present, attribute.required)
                    );
                    match (&fact.value, &attribute.value) {
                        (FactValue::Plain(fact), value) => assert_eq!(fact, value),
                        (_, value) => assert!(matches!(value, Value::Shape(_))),
                    }
                    assert!(model.location(fact.place).path.starts_with("entities/"));
                }
            }
        }
    }
}

#[test]
fn a_missing_file_does_not_make_a_flood() {
    let embedded = Standard::embedded();
    for missing in ["releases.toml", "messages.toml", "codelists.toml"] {
        let files = embedded.files().iter().filter(|file| file.path != missing).cloned();
        let resolved = Standard::from_files(files.collect()).resolve();
        let found: Vec<_> =
            resolved.diagnostics.iter().map(|it| (it.code, it.file.as_str())).collect();
        assert_eq!(found, [("missing-file", missing)]);
    }
}

#[test]
fn a_file_that_is_no_toml_does_not_make_a_flood() {
    // The big tables only make the test slow.
    let small = |file: &SourceFile| !file.path.ends_with(".csv") || file.text.len() < 50_000;
    let mut sound = Standard::embedded().files().to_vec();
    sound.retain(small);
    let beside = Standard::from_files(sound.clone()).resolve().diagnostics;
    for at in 0..sound.len() {
        let mut files = sound.clone();
        let file = &mut files[at];
        // The policy of releases is read elsewhere.
        if !file.path.ends_with(".toml") || file.path == POLICY {
            continue;
        }
        // Somewhere in the middle, on a line of its own.
        let lines: Vec<_> = file.text.match_indices('\n').map(|(at, _)| at + 1).collect();
        file.text.insert_str(lines[lines.len() / 2], "oeps\n");
        let standard = Standard::from_files(files);
        let mut found = standard.resolve().diagnostics;
        found.retain(|it| !beside.iter().any(|other| other.message == it.message));
        let alone = found.iter().all(|it| it.code == "toml-syntax") && !found.is_empty();
        assert!(alone, "{}", render(&found, standard.files()));
    }
}
