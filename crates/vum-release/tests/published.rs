//! Frozen releases: written, read, and held against the source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is told"
)]

use vum_model::{Model, SourceFile, Standard, Status, Version};
use vum_release::{Deviation, Facts, Frozen, Published, compare};

fn model() -> Model {
    Standard::embedded().resolve().model.unwrap()
}

/// The embedded standard with one change in one file.
fn changed(file: &str, old: &str, new: &str) -> Model {
    let mut files: Vec<SourceFile> = Standard::embedded().files().to_vec();
    let found = files.iter_mut().find(|it| it.path == file).unwrap();
    assert!(found.text.contains(old), "{file} has no {old}");
    found.text = found.text.replacen(old, new, 1);
    let resolved = Standard::from_files(files).resolve();
    resolved.model.unwrap_or_else(|| panic!("{:?}", resolved.diagnostics))
}

fn changes(model: &Model) -> Vec<String> {
    let deviations = Published::embedded().verify(model).unwrap();
    let shown = deviations.into_iter().map(|it| match it {
        Deviation::Changed { release, change } => {
            format!("{release} {} {}", change.rule.id, change.id)
        }
        other => format!("{other:?}"),
    });
    shown.collect()
}

#[test]
fn the_source_still_gives_every_published_release() {
    assert_eq!(changes(&model()), Vec::<String>::new());
    let frozen = model().releases().iter().filter(|it| it.status == Status::Published).count();
    assert_eq!(vum_standard::PUBLISHED.len(), frozen);
}

#[test]
fn a_frozen_release_reads_back_as_it_was_written() {
    let model = model();
    for info in model.releases() {
        let facts = Facts::of(&model, info.version).unwrap();
        let frozen = Frozen::of(&facts, info);
        let read = Frozen::parse(&frozen.to_text()).unwrap();
        assert_eq!(read, frozen, "{}", info.version);
        assert!(read.is_intact());
        assert_eq!(read.to_text(), frozen.to_text());
        let same = compare(&read.facts, &facts.normative()).unwrap();
        assert!(same.changes.is_empty(), "{:?}", same.changes);
    }
}

#[test]
fn what_is_normative_cannot_change_after_publication() {
    let url = changed("entities/webadres.toml", "max-length = 1000", "max-length = 900");
    assert_eq!(
        changes(&url),
        ["3.0.0 max-length-lowered webadres.url", "3.1.0 max-length-lowered webadres.url"]
    );
    let code = changed("codelists/CodeVervoermiddel.csv", "\n1,", "\n7,");
    let found = changes(&code);
    for release in ["1.2.0", "2.0.0", "3.0.0", "3.1.0"] {
        assert!(found.contains(&format!("{release} code-added CodeVervoermiddel/7")), "{found:?}");
        assert!(
            found.contains(&format!("{release} code-removed CodeVervoermiddel/1")),
            "{found:?}"
        );
    }
    let header = changed("contracts.toml", "name = \"X-VUM-toParty\"", "name = \"X-VUM-naar\"");
    assert!(changes(&header).iter().any(|it| it.contains("header-added X-VUM-naar")));
}

#[test]
fn what_is_for_people_may_improve() {
    let label = changed("entities/webadres.toml", "label = \"URL\"", "label = \"Adres\"");
    assert_eq!(changes(&label), Vec::<String>::new());
    let tag =
        changed("entities/webadres.toml", "tag-status = \"draft\"", "tag-status = \"suwiml\"");
    assert_eq!(changes(&tag), Vec::<String>::new());
    // A name that was agreed stays as it is.
    let tag = changed("entities/opleiding.toml", "tag = \"DatDiploma\"", "tag = \"DatumDiploma\"");
    assert!(changes(&tag).contains(&"3.1.0 tag-changed opleiding.datumDiploma".to_owned()));
}

#[test]
fn a_file_that_was_edited_is_told() {
    let model = model();
    let release = Version::parse("3.1.0").unwrap();
    let info = model.releases().iter().find(|it| it.version == release).unwrap();
    let frozen = Frozen::of(&Facts::of(&model, release).unwrap(), info);
    let edited = frozen.to_text().replacen("max-length = 1000", "max-length = 900", 1);
    assert_ne!(edited, frozen.to_text());
    assert!(!Frozen::parse(&edited).unwrap().is_intact());
    // White space, comments and line ends are not what it holds.
    let same = frozen.to_text().replace('\n', "\r\n") + "# read\r\n";
    assert!(Frozen::parse(&same).unwrap().is_intact());
}

#[test]
fn a_correction_stays_in_the_file() {
    let model = model();
    let release = Version::parse("3.1.0").unwrap();
    let info = model.releases().iter().find(|it| it.version == release).unwrap();
    let old = Frozen::of(&Facts::of(&model, release).unwrap(), info);
    let url = changed("entities/webadres.toml", "max-length = 1000", "max-length = 900");
    let facts = Facts::of(&url, release).unwrap();
    let corrected = old.corrected(&facts, "2026-12-01", "Verkeerd overgenomen");
    let read = Frozen::parse(&corrected.to_text()).unwrap();
    assert!(read.is_intact());
    let [erratum] = read.errata.as_slice() else { panic!("{:?}", read.errata) };
    assert_eq!((erratum.number, erratum.replaces.as_str()), (1, old.digest()));
    assert_eq!(read.corrected(&facts, "2026-12-02", "Nogmaals").errata[1].number, 2);
}

#[test]
fn what_is_no_frozen_release_is_refused() {
    for (text, why) in [
        ("", "no table `frozen`"),
        ("[frozen]", "`format`"),
        ("[frozen]\nformat = 2", "`format`"),
        ("[frozen]\nformat = 1", "`version`"),
        ("[frozen]\nformat = 1\nversion = 'x'\ndigest = ''", "no number"),
        ("[frozen]\nformat = 1\nversion = '1.0.0'", "`digest`"),
        ("[frozen]\nformat = 1\nversion = '1.0.0'\ndigest = ''\n[[thing]]\nid = 'a'", "no kind"),
        (
            "[frozen]\nformat = 1\nversion = '1.0.0'\ndigest = ''\n[[list]]\nid = 'a'\nb = 1",
            "no property",
        ),
        (
            "[frozen]\nformat = 1\nversion = '1.0.0'\ndigest = ''\n[[list]]\nid = 'a'\nname = 1.5",
            "no such value",
        ),
        (
            "[frozen]\nformat = 1\nversion = '1.0.0'\ndigest = ''\n[[list]]\nid = 'a'\nin = ['b@c']",
            "no list of messages",
        ),
        ("[frozen\n", "unclosed table"),
    ] {
        let error = Frozen::parse(text).unwrap_err().to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
}
