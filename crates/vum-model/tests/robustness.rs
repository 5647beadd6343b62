//! Whatever the files hold, reading them ends with diagnostics or a model, and the order of the
//! files does not matter.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail that way")]

use proptest::prelude::*;
use vum_model::{Pattern, SourceFile, Standard, render};

fn embedded() -> Vec<SourceFile> {
    // The big tables only make the test slow.
    let files = Standard::embedded().files().to_vec();
    files.into_iter().filter(|file| file.text.len() < 50_000).collect()
}

fn tiny() -> Vec<SourceFile> {
    macro_rules! files {
        ($($path:literal),*) => {
            vec![$(SourceFile::new($path, include_str!(concat!("tiny/", $path)))),*]
        };
    }
    files![
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
    ]
}

/// Resolves, renders and projects; the point is that it comes back.
fn survive(files: Vec<SourceFile>) {
    let standard = Standard::from_files(files);
    let resolved = standard.resolve();
    let _ = render(&resolved.diagnostics, standard.files());
    for it in &resolved.diagnostics {
        assert!(it.line() > 0 && it.column() > 0);
    }
    let Some(model) = resolved.model else { return };
    for info in model.releases() {
        assert!(model.release(info.version).is_some());
    }
    let ids: Vec<String> = model.attributes().map(|(_, it)| it.id.clone()).collect();
    for id in ids {
        let _ = model.history(&id);
    }
}

/// One way to spoil a text.
#[derive(Clone, Debug)]
enum Spoil {
    Cut(usize, usize),
    Put(usize, &'static str),
    /// Copies a piece to another place.
    Copy(usize, usize, usize),
    /// Puts one quoted word in the place of another one.
    Word(usize, usize),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let pieces = prop::sample::select(vec![
        "\"",
        "\n",
        "[",
        "]]",
        "[[attribute]]\n",
        "=",
        "{",
        "}",
        "#",
        ",",
        "\"\"\"",
        "\u{0}",
        "é",
        "@bron",
        "!",
        "/",
        "*",
        "9999999999999999999",
        "-1",
        "true",
        "[[entity.facet]]\n",
        "\r",
        "0x",
        "where = [\"*\"]\n",
        "type = \"entity\"\n",
        "many = true\n",
        "removed = \"2.0.0\"\n",
    ]);
    prop_oneof![
        (any::<usize>(), 0..40usize).prop_map(|(at, length)| Spoil::Cut(at, length)),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Spoil::Put(at, piece)),
        (any::<usize>(), any::<usize>(), 0..200usize)
            .prop_map(|(from, to, length)| Spoil::Copy(from, to, length)),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Spoil::Word(from, to)),
    ]
}

fn apply(text: &mut String, spoil: &Spoil) {
    let mut chars: Vec<char> = text.chars().collect();
    let length = chars.len().max(1);
    match spoil {
        Spoil::Cut(at, many) => {
            let at = (at % length).min(chars.len());
            let end = (at + many).min(chars.len());
            chars.drain(at..end);
        }
        Spoil::Put(at, piece) => {
            let at = (at % length).min(chars.len());
            chars.splice(at..at, piece.chars());
        }
        Spoil::Copy(from, to, many) => {
            let (from, to) = ((from % length).min(chars.len()), (to % length).min(chars.len()));
            let piece = chars[from..(from + many).min(chars.len())].to_vec();
            chars.splice(to..to, piece);
        }
        Spoil::Word(from, to) => {
            let words: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
            if !words.is_empty() {
                let (from, to) = (words[from % words.len()], words[to % words.len()]);
                let changed = text.replacen(&format!("\"{from}\""), &format!("\"{to}\""), 1);
                chars = changed.chars().collect();
            }
        }
    }
    *text = chars.into_iter().collect();
}

fn spoiled(mut files: Vec<SourceFile>, spoils: &[(prop::sample::Index, Spoil)]) -> Vec<SourceFile> {
    for (file, spoil) in spoils {
        let at = file.index(files.len());
        apply(&mut files[at].text, spoil);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_spoiled_small_standard_gives_diagnostics(
        spoils in prop::collection::vec((any::<prop::sample::Index>(), spoil()), 1..6)
    ) {
        survive(spoiled(tiny(), &spoils));
    }

    #[test]
    fn random_text_gives_diagnostics(
        texts in prop::collection::vec("[\\[\\]a-z=\"\\.,{}#0-9\n -]{0,200}", 3), any in ".{0,80}"
    ) {
        let paths = ["releases.toml", "entities/x.toml", "codelists/x.csv"];
        let mut files: Vec<_> =
            paths.into_iter().zip(texts).map(|(path, text)| SourceFile::new(path, text)).collect();
        files.push(SourceFile::new("messages.toml", any.clone()));
        files.push(SourceFile::new(any, ""));
        survive(files);
    }

    #[test]
    fn a_pattern_accepts_or_refuses(text in "\\^?[\\[\\]a-c(){}|*+?.,0-9\\\\^$-]{0,20}\\$?", subject in "[a-c0-9]{0,12}") {
        match Pattern::parse(&text) {
            Ok(pattern) => {
                prop_assert_eq!(pattern.accepts_empty(), pattern.accepts(""));
                let _ = pattern.accepts(&subject);
            }
            Err(error) => prop_assert!(text.get(error.span).is_some()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_spoiled_embedded_standard_gives_diagnostics(
        spoils in prop::collection::vec((any::<prop::sample::Index>(), spoil()), 1..6)
    ) {
        survive(spoiled(embedded(), &spoils));
    }
}

#[test]
fn a_deep_toml_value_does_not_overflow() {
    let text = format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    survive(vec![SourceFile::new("releases.toml", text)]);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let releases = |files: Vec<SourceFile>| {
        let model = Standard::from_files(files).resolve().model.expect("no errors");
        let all: Vec<_> = model.releases().iter().map(|info| model.release(info.version)).collect();
        all
    };
    let files = Standard::embedded().files().to_vec();
    let mut reversed = files.clone();
    reversed.reverse();
    let mut turned = files.clone();
    turned.rotate_left(files.len() / 3);
    let wanted = releases(files);
    assert!(wanted == releases(reversed));
    assert!(wanted == releases(turned));
}
