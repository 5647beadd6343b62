//! The standard itself: it has no errors, and its releases have the shapes that are expected.

use std::collections::BTreeSet;

use vum_model::{Release, ShapeKind, SourceFile, Standard, Value, Version};

fn release(version: &str) -> Release {
    let resolved = Standard::embedded().resolve();
    let model = resolved.model.expect("the standard has no errors");
    model.release(Version::parse(version).expect("a release")).expect("the release exists")
}

#[test]
fn the_embedded_standard_is_sound() {
    let resolved = Standard::embedded().resolve();
    for it in &resolved.diagnostics {
        println!("{}:{}:{}: {} {}", it.file, it.line(), it.column(), it.code, it.message);
    }
    assert!(resolved.diagnostics.is_empty());
}

fn records(release: &Release, views: &[&str]) -> usize {
    let in_view =
        |profile: &String| views.iter().any(|view| profile.ends_with(&format!("/{view}")));
    let shapes =
        release.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Record { .. }));
    shapes.filter(|shape| shape.profiles.iter().any(in_view)).count()
}

#[test]
fn releases_have_the_expected_number_of_shapes() {
    for version in ["1.2.0", "2.0.0", "3.0.0", "3.1.0"] {
        let release = release(version);
        let names: Vec<_> = release.shapes.iter().map(|it| it.name.as_str()).collect();
        println!("{version}: {} {}", names.len(), names.join(" "));
        println!(
            "   records: {} d/m {}",
            records(&release, &["detail", "match", "zoekvraag"]),
            records(&release, &["detail", "match"])
        );
    }
}
