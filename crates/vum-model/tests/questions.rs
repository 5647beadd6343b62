//! What is wrong in `selection.toml` is told with its place.

#![allow(clippy::expect_used, reason = "a test may fail that way")]

use vum_model::{SourceFile, Standard, Version};

/// The codes and texts that the embedded standard gives after one change in a file.
fn told(path: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
    let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
    let file = files.iter_mut().find(|file| file.path == path).expect("the file");
    assert!(file.text.contains(from), "{path}: {from}");
    file.text = file.text.replacen(from, to, 1);
    let resolved = Standard::from_files(files).resolve();
    resolved.diagnostics.into_iter().map(|it| (it.code, it.message)).collect()
}

#[test]
fn mistakes_in_questions_are_told() {
    for (from, to, code, text) in [
        (
            "data = \"flexibiliteit.datumAanvangBeschikbaarVoorWerk\"",
            "",
            "unresolved-path",
            "finds nothing in",
        ),
        ("note = \"De sleutel staat in het contract", "x-note = \"", "unknown-key", "x-note"),
        (
            "path = \"contractvorm\"",
            "path = \"contractvormen\"",
            "unresolved-path",
            "`contractvormen`",
        ),
        (
            "attribute = \"contractvorm.codeTypeArbeidscontract\"",
            "attribute = \"contractvorm.codeTypeOvereenkomst\"",
            "dangling-reference",
            "finds `contractvorm.codeTypeArbeidscontract`",
        ),
        (
            "operators = [{ operator = \"$eq\" }]",
            "operators = [{ operator = \"$ne\" }]",
            "unknown-value",
            "no operator `$ne`",
        ),
        ("kind = \"any\"", "kind = \"value\"", "facet-conflict", "`path` belongs"),
        (
            "id = \"werkzoekende/selectievraag.contractvorm\"",
            "id = \"contractvorm\"",
            "bad-name",
            "`contractvorm`",
        ),
        (
            "required = [\"$lt\"]",
            "required = [\"$lte\"]",
            "dangling-reference",
            "has no operator `$lte`",
        ),
    ] {
        let told = told("selection.toml", from, to);
        let found = told.iter().any(|(it, message)| *it == code && message.contains(text));
        assert!(found, "{from} -> {to}: {told:?}");
    }
}

#[test]
fn another_path_needs_a_note() {
    let told = told(
        "selection.toml",
        "path = \"flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst\"",
        "path = \"indicatieOnregelmatigWerkOfPloegendienst\"\ndata = \"flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst\"",
    );
    assert_eq!(told.first().map(|it| it.0), Some("unexplained-path"), "{told:?}");
}

#[test]
fn searchable_and_the_questions_agree() {
    let told = told(
        "entities/rijbewijs.toml",
        "searchable = { werkzoekende = \"2.0.0\", vacature = \"2.0.0\" }",
        "searchable = { werkzoekende = \"2.0.0\" }",
    );
    assert_eq!(told.first().map(|it| it.0), Some("searchable-mismatch"), "{told:?}");
}

#[test]
fn paths_of_the_contract_are_kept_as_they_are() {
    let model = Standard::embedded().resolve().model.expect("no errors");
    let release = model.release(Version { major: 3, minor: 0, patch: 0 }).expect("3.0.0");
    let message = release.message("werkzoekende/selectievraag").expect("the question");
    let question = message.selection.as_ref().expect("its criteria");
    let dates: Vec<_> =
        question.criteria.iter().filter(|it| it.path.starts_with("datum")).collect();
    let found: Vec<_> = dates.iter().map(|it| (it.path.as_str(), it.data.as_deref())).collect();
    assert_eq!(
        found,
        [(
            "datumAanvangBeschikbaarVoorWerk",
            Some("flexibiliteit.datumAanvangBeschikbaarVoorWerk")
        )]
    );
    assert_eq!(question.ranges.first().map(|it| it.name.as_str()), Some("werkuren"));
}
