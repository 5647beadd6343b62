//! What a release holds, by the example of a small standard.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail that way")]

use vum_model::{
    AbsentReason, Model, Release, Role, ShapeKind, SourceFile, Standard, Value, Version,
};

fn model() -> Model {
    macro_rules! files {
        ($($path:literal),*) => {
            vec![$(SourceFile::new($path, include_str!(concat!("tiny/", $path)))),*]
        };
    }
    let files = files![
        "codelists.toml",
        "codelists/Kleur.csv",
        "conformance.toml",
        "entities/auto.toml",
        "entities/betaling.toml",
        "entities/contant.toml",
        "entities/garage.toml",
        "entities/klant.toml",
        "entities/pin.toml",
        "messages.toml",
        "migrations.toml",
        "releases.toml"
    ];
    Standard::from_files(files).resolve().model.expect("the small standard is sound")
}

fn release(text: &str) -> Release {
    model().release(Version::parse(text).expect("a release")).expect("the release exists")
}

/// A release as lines: one for each shape and attribute.
fn lines(release: &Release) -> String {
    let mut lines = Vec::new();
    for message in &release.messages {
        let root = &release.shapes[message.root.0].name;
        lines.push(format!("message {} = {root}, {}", message.id, message.default_role.name()));
    }
    for shape in &release.shapes {
        lines.push(format!("{} ({}) in {}", shape.name, shape.entity, shape.profiles.join(" ")));
        match &shape.kind {
            ShapeKind::Choice { variants } => {
                for it in variants {
                    lines.push(format!(
                        "    | {} = {}",
                        it.wrapper, release.shapes[it.shape.0].name
                    ));
                }
            }
            ShapeKind::Record { attributes, absent } => {
                for it in attributes {
                    let value = match &it.value {
                        Value::Shape(id) => release.shapes[id.0].name.clone(),
                        other => format!("{other:?}"),
                    };
                    let many = if it.many { " many" } else { "" };
                    let deprecated = if it.deprecated.is_some() { " deprecated" } else { "" };
                    let searchable = if it.searchable { " searchable" } else { "" };
                    let required: Vec<_> = it.required.iter().map(Role::name).collect();
                    lines.push(format!(
                        "    {}: {value}{many}{deprecated}{searchable} required [{}]",
                        it.name,
                        required.join(" ")
                    ));
                }
                for it in absent {
                    lines.push(format!("    - {}: {:?}", it.name, it.reason));
                }
            }
        }
    }
    for list in release.code_lists.values() {
        let codes: Vec<_> =
            list.codes.iter().map(|it| format!("{}={}", it.code, it.name)).collect();
        let absent: Vec<_> =
            list.absent.iter().map(|it| format!("{} {:?}", it.code, it.reason)).collect();
        lines.push(format!("list {}: {} - {}", list.id, codes.join(" "), absent.join(", ")));
    }
    lines.join("\n")
}

#[test]
fn the_first_release() {
    insta::assert_snapshot!(lines(&release("1.0.0")));
}

#[test]
fn the_second_release() {
    insta::assert_snapshot!(lines(&release("2.0.0")));
}

#[test]
fn the_third_release() {
    insta::assert_snapshot!(lines(&release("3.0.0")));
}

#[test]
fn absent_attributes_say_why() {
    let release = release("3.0.0");
    let shape = release.shapes.iter().find(|it| it.name == "GarageMatch").expect("the shape");
    let ShapeKind::Record { absent, .. } = &shape.kind else { panic!("a record") };
    let reason = |name: &str| absent.iter().find(|it| it.name == name).map(|it| it.reason.clone());
    let removed = Version { major: 3, minor: 0, patch: 0 };
    assert_eq!(
        reason("betaling"),
        Some(AbsentReason::Removed { release: removed, successor: Some("garage.pin".to_owned()) })
    );
    let profiles = vec!["garage/detail".to_owned()];
    assert_eq!(reason("telefoon"), Some(AbsentReason::OtherProfile { profiles }));
}
