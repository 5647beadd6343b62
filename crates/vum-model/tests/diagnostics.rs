//! Every diagnostic, one case each: a small sound standard with one mistake in it.

#![allow(clippy::expect_used, reason = "a test may fail that way")]

use std::collections::BTreeSet;

use vum_model::{CODES, SourceFile, Standard};

const TINY: [(&str, &str); 10] = [
    ("codelists.toml", include_str!("tiny/codelists.toml")),
    ("codelists/Kleur.csv", include_str!("tiny/codelists/Kleur.csv")),
    ("entities/auto.toml", include_str!("tiny/entities/auto.toml")),
    ("entities/betaling.toml", include_str!("tiny/entities/betaling.toml")),
    ("entities/contant.toml", include_str!("tiny/entities/contant.toml")),
    ("entities/garage.toml", include_str!("tiny/entities/garage.toml")),
    ("entities/klant.toml", include_str!("tiny/entities/klant.toml")),
    ("entities/pin.toml", include_str!("tiny/entities/pin.toml")),
    ("messages.toml", include_str!("tiny/messages.toml")),
    ("releases.toml", include_str!("tiny/releases.toml")),
];

/// One mistake: in `file`, the first `from` becomes `to` (an empty `from` appends). The code is
/// reported in `at_file`, on a span that starts with `at`.
struct Case {
    code: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at_file: &'static str,
    at: &'static str,
    /// Other codes that come along.
    also: &'static [&'static str],
}

const fn case(
    code: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at: &'static str,
) -> Case {
    Case { code, file, from, to, at_file: file, at, also: &[] }
}

impl Case {
    const fn elsewhere(self, at_file: &'static str) -> Self {
        Self { at_file, ..self }
    }

    const fn with(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }
}

const AUTO: &str = "entities/auto.toml";
const GARAGE: &str = "entities/garage.toml";
const KLANT: &str = "entities/klant.toml";
const PIN: &str = "entities/pin.toml";
const BETALING: &str = "entities/betaling.toml";
const KLEUR: &str = "codelists/Kleur.csv";
const LISTS: &str = "codelists.toml";
const MESSAGES: &str = "messages.toml";
const RELEASES: &str = "releases.toml";

const LABEL: &str = "label = \"X\"\ndefinition = \"Iets.\"\ndefinition-en = \"Something.\"\nintroduced = \"1.0.0\"\n";

fn cases() -> Vec<Case> {
    vec![
        case("toml-syntax", AUTO, "name = \"Auto\"", "name = ", "\n"),
        case("csv-syntax", KLEUR, "B,Blauw,Blauw,2.0.0,,,", "B,Blauw,Blauw", "B,Blauw,Blauw")
            .with(&["dangling-reference"]),
        case("csv-syntax", KLEUR, "gifgroen\"", "gifgroen", "\"Groen").with(&["empty-list"]),
        case("csv-syntax", KLEUR, "code,name", "kode,name", "kode,name,").with(&["empty-list"]),
        case(
            "unknown-key",
            AUTO,
            "label = \"Auto\"",
            "label = \"Auto\"\nlable = \"Auto\"",
            "lable",
        ),
        case("missing-key", AUTO, "introduced = \"1.0.0\"\n\n", "\n", "[entity]"),
        case("missing-key", GARAGE, "entity = \"auto\"\n", "", "\"entity\""),
        case("missing-key", KLEUR, "R,Rood", ",Rood", ",Rood"),
        case("wrong-type", AUTO, "min = 1900", "min = \"1900\"", "\"1900\""),
        case("wrong-type", GARAGE, "min-length = 2", "min-length = -2", "-2"),
        case("wrong-type", GARAGE, "[\"detail\"]", "\"detail\"", "\"detail\""),
        case("unknown-value", AUTO, "type = \"integer\"", "type = \"int\"", "\"int\"")
            .with(&["missing-facet"]),
        case("bad-date", RELEASES, "2024-05", "mei 2024", "\"mei 2024\""),
        case("bad-name", AUTO, "id = \"bouwjaar\"", "id = \"bouw-jaar\"", "\"bouw-jaar\""),
        case("bad-name", AUTO, "name = \"verf\"", "name = \"de verf\"", "\"de verf\""),
        case("bad-name", KLEUR, "R,Rood", "R,Vuur rood", "Vuur rood"),
        case("bad-version", AUTO, "since = \"2.0.0\"", "since = \"2.0\"", "\"2.0\""),
        case("unknown-release", AUTO, "since = \"2.0.0\"", "since = \"2.1.0\"", "\"2.1.0\""),
        case("unknown-release", KLEUR, "B,Blauw,Blauw,2.0.0", "B,Blauw,Blauw,1.5.0", "1.5.0"),
        case(
            "duplicate-release",
            RELEASES,
            "",
            "[[release]]\nversion = \"1.0.0\"\nstatus = \"draft\"\nsgr = { version = \"1\", relation = \"equal\" }\n",
            "\"1.0.0\"",
        ),
        case(
            "release-order",
            RELEASES,
            "",
            "[[release]]\nversion = \"2.1.0\"\nstatus = \"draft\"\nsgr = { version = \"1\", relation = \"equal\" }\n",
            "\"2.1.0\"",
        ),
        case("duplicate-id", AUTO, "id = \"land\"", "id = \"kleur\"", "\"kleur\""),
        case("duplicate-id", BETALING, "\"contant\"]", "\"pin\"]", "\"pin\"]"),
        case(
            "duplicate-id",
            MESSAGES,
            "id = \"klant/detail\"",
            "id = \"garage/detail\"",
            "\"garage/detail\"",
        )
        .with(&["empty-selection"]),
        case("duplicate-id", MESSAGES, "id = \"zoekvraag\"", "id = \"klant\"", "\"klant\"")
            .with(&["dangling-reference"]),
        case("duplicate-id", LISTS, "id = \"Land\"", "id = \"Kleur\"", "\"Kleur\"")
            .with(&["dangling-reference"]),
        case("dangling-reference", GARAGE, "entity = \"auto\"", "entity = \"autos\"", "\"autos\""),
        case("dangling-reference", AUTO, "list = \"Land\"", "list = \"Landen\"", "\"Landen\""),
        case("dangling-reference", GARAGE, "garage.pin", "garage.pinnen", "\"garage.pinnen\""),
        case(
            "dangling-reference",
            MESSAGES,
            "entity = \"klant\"",
            "entity = \"klanten\"",
            "\"klanten\"",
        ),
        case("dangling-reference", KLEUR, "3.0.0,B", "3.0.0,Z", "Z"),
        case(
            "dangling-reference",
            MESSAGES,
            "based-on = \"match\"",
            "based-on = \"zoekvraag\"",
            "\"zoekvraag\"",
        ),
        case("unknown-selector", GARAGE, "[\"detail\"]", "[\"detial\"]", "\"detial\""),
        case("unknown-selector", GARAGE, "match@bron", "match@bronn", "\"match@bronn\""),
        case("unknown-selector", GARAGE, "\"garage/match\"", "\"klant/match\"", "\"klant/match\""),
        case("unknown-selector", GARAGE, "\"garage/match\"", "\"match@bron\"", "\"match@bron\""),
        case("unknown-selector", AUTO, "{ garage =", "{ garages =", "garages"),
        case("empty-selection", GARAGE, "[\"detail\"]", "[\"!match\"]", "[\"!match\"]"),
        case("lifecycle-order", AUTO, "release = \"2.0.0\"", "release = \"1.0.0\"", "\"1.0.0\""),
        case(
            "lifecycle-order",
            AUTO,
            "introduced = \"1.0.0\"\n\n",
            "introduced = \"2.0.0\"\n\n",
            "\"1.0.0\"",
        )
        .with(&["entity-not-alive"]),
        case("lifecycle-order", GARAGE, "since = \"3.0.0\"", "since = \"2.0.0\"", "\"2.0.0\""),
        case(
            "lifecycle-order",
            AUTO,
            "introduced = \"1.0.0\"\n\n",
            "introduced = \"1.0.0\"\nsuccessor = \"klant\"\n\n",
            "\"klant\"",
        ),
        case("successor-missing", GARAGE, "garage.pin", "contant", "\"contant\""),
        case("successor-missing", KLEUR, "B,Blauw,Blauw,2.0.0", "B,Blauw,Blauw,3.0.0", "B"),
        case(
            "missing-facet",
            GARAGE,
            "since = \"1.0.0\"\ntype = \"text\"\nmax-length = 35",
            "since = \"2.0.0\"\ntype = \"text\"\nmax-length = 35",
            "\"naam\"",
        ),
        case("facet-conflict", AUTO, "min = 1900", "max-length = 4", "4"),
        case("facet-conflict", AUTO, "min = 1900", "min = 3000", "2999"),
        case("facet-conflict", GARAGE, "min-length = 2", "min-length = 16", "15"),
        case(
            "facet-conflict",
            AUTO,
            "type = \"code\"\nlist = \"Land\"",
            "type = \"text\"\nlabels = true\nlist = \"Land\"",
            "[[attribute.facet]]",
        ),
        case(
            "shadowed-facet",
            GARAGE,
            "max-length = 70",
            "type = \"uri\"\n[[attribute.facet]]\nsince = \"3.0.0\"\ntype = \"text\"",
            "[[attribute.facet]]",
        ),
        case(
            "required-outside-profile",
            GARAGE,
            "[\"detail\"]",
            "[\"detail\"]\nrequired = [\"match\"]",
            "[\"match\"]",
        ),
        case(
            "name-collision",
            AUTO,
            "id = \"bouwjaar\"",
            "id = \"bouwjaar\"\nname = \"land\"",
            "\"land\"",
        ),
        case("name-collision", PIN, "wrapper = \"pin\"", "wrapper = \"contant\"", "\"contant\"")
            .elsewhere("entities/contant.toml"),
        case(
            "rust-collision",
            AUTO,
            "id = \"bouwjaar\"",
            "id = \"bouwjaar\"\nname = \"Land\"",
            "\"Land\"",
        ),
        case("rust-collision", AUTO, "id = \"bouwjaar\"", "id = \"type\"", "\"type\""),
        case("rust-collision", KLANT, "name = \"Klant\"", "name = \"auto\"", "\"auto\""),
        case("tag-collision", GARAGE, "tag = \"Tel\"", "tag = \"Naam\"", "\"Naam\""),
        case("pattern-syntax", GARAGE, "{2,15}", "{15,2}", "{15,2}"),
        case("pattern-unsafe", GARAGE, "[0-9+]", "[^0-9]", "[^"),
        case("choice-without-wrapper", PIN, "wrapper = \"pin\"\n", "", "\"pin\""),
        case("choice-form", BETALING, "\"contant\"]", "\"betaling\"]", "\"betaling\"")
            .with(&["recursive-entity"]),
        case(
            "choice-form",
            PIN,
            "wrapper = \"pin\"",
            "wrapper = \"pin\"\nchoice = [\"klant\"]",
            "\"bedrag\"",
        )
        .with(&["choice-without-wrapper"]),
        case("recursive-entity", KLANT, "entity = \"auto\"", "entity = \"klant\"", "\"klant\""),
        case("too-many-attributes", PIN, "", "", "\"x127\""),
        case("too-deep", KLANT, "entity = \"auto\"", "entity = \"diep0\"", "\"diep31\"")
            .elsewhere("entities/diep30.toml"),
        case("empty-entity", KLANT, "", "", "\"klant\""),
        case("empty-entity", GARAGE, "", "", "[]").elsewhere("entities/leeg.toml"),
        case("entity-not-alive", GARAGE, "entity = \"pin\"", "entity = \"contant\"", "\"contant\""),
        case("unreachable-entity", KLANT, "entity = \"auto\"", "entity = \"auto\"", "\"los\"")
            .elsewhere("entities/los.toml"),
        case("unreachable-attribute", GARAGE, "[\"detail\"]", "[\"klant\"]", "\"telefoon\""),
        case(
            "list-not-alive",
            LISTS,
            "labels = \"unknown\"\nintroduced = \"1.0.0\"",
            "labels = \"unknown\"\nintroduced = \"1.0.0\"\nremoved = \"2.0.0\"",
            "\"Land\"",
        )
        .elsewhere(AUTO),
        case(
            "unused-list",
            LISTS,
            "",
            "[[list]]\nid = \"Los\"\nowner = \"VUM\"\nclosed = false\ncomplete = false\nintroduced = \"1.0.0\"\n",
            "\"Los\"",
        ),
        case("empty-list", LISTS, "closed = false", "closed = true", "\"Land\""),
        case("duplicate-code", KLEUR, "B,Blauw", "R,Blauw", "R").with(&["dangling-reference"]),
        case("duplicate-code", KLEUR, "B,Blauw", "B,Rood", "Rood"),
        case("code-form", KLEUR, "R,Rood", "r,Rood", "r"),
        case(
            "code-form",
            AUTO,
            "list = \"Kleur\"",
            "list = \"Kleur\"\njson = \"integer\"",
            "[[attribute.facet]]",
        ),
        case("missing-label", KLEUR, "Blauw,Blauw", "Blauw,", "B"),
        case(
            "missing-definition",
            AUTO,
            "definition = \"Een voertuig.\"",
            "definition = \"?\"",
            "[entity]",
        ),
        case("missing-english", AUTO, "definition-en = \"A vehicle.\"\n", "", "\"Een voertuig.\""),
        case("file-name", AUTO, "id = \"auto\"", "id = \"Auto\"", "\"Auto\"")
            .with(&["bad-name", "dangling-reference"]),
        case("unused-file", "entities/auto.yaml", "", "", ""),
        case(
            "unused-file",
            "codelists/Kleuren.csv",
            "",
            "code,name,label,introduced,deprecated,removed,successor\n",
            "",
        ),
        case("missing-file", RELEASES, "*", "", ""),
    ]
}

fn node(kind: &str, id: &str) -> String {
    format!("{kind}id = \"{id}\"\n{LABEL}")
}

fn files(case: &Case) -> Vec<SourceFile> {
    let mut files: Vec<_> = TINY.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let integer = "\n[[attribute.facet]]\nsince = \"1.0.0\"\ntype = \"integer\"\n";
    match (case.code, case.at_file) {
        ("unreachable-entity", _) => {
            let text =
                node("[entity]\nname = \"Los\"\n", "los") + &node("[[attribute]]\n", "x") + integer;
            files.push(SourceFile::new(case.at_file, text));
        }
        ("empty-entity", "entities/leeg.toml") => {
            let text = node("[entity]\nname = \"Leeg\"\n", "leeg") + "choice = []\n";
            files.push(SourceFile::new(case.at_file, text));
        }
        ("too-deep", _) => {
            for depth in 0..=40 {
                let mut text =
                    node(&format!("[entity]\nname = \"Diep{depth}\"\n"), &format!("diep{depth}"));
                text += &node("[[attribute]]\n", "x");
                text += &match depth {
                    40 => integer.to_owned(),
                    _ => {
                        integer.replace("integer", "entity")
                            + &format!("entity = \"diep{}\"\n", depth + 1)
                    }
                };
                files.push(SourceFile::new(format!("entities/diep{depth}.toml"), text));
            }
        }
        _ => {}
    }
    let Some(file) = files.iter_mut().find(|file| file.path == case.file) else {
        files.push(SourceFile::new(case.file, case.to));
        return files;
    };
    match (case.code, case.from) {
        ("too-many-attributes", _) => {
            for number in 0..128 {
                file.text += &(node("\n[[attribute]]\n", &format!("x{number}")) + integer);
            }
        }
        ("empty-entity", "") if case.file == KLANT => {
            let end = file.text.find("[[attribute]]").expect("an attribute");
            file.text.truncate(end);
        }
        ("missing-file", _) => files.retain(|file| file.path != case.file),
        (_, "") => file.text += case.to,
        (_, from) => {
            assert!(
                file.text.contains(from),
                "{}: {} does not hold {from:?}",
                case.code,
                case.file
            );
            file.text = file.text.replacen(from, case.to, 1);
        }
    }
    files
}

#[test]
fn the_small_standard_is_sound() {
    let files = TINY.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let standard = Standard::from_files(files);
    let resolved = standard.resolve();
    assert_eq!(vum_model::render(&resolved.diagnostics, standard.files()), "");
    assert!(resolved.model.is_some());
}

#[test]
fn every_mistake_is_found_at_its_place_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in cases() {
        let standard = Standard::from_files(files(&case));
        let resolved = standard.resolve();
        let text = |path: &str| {
            let file = standard.files().iter().find(|file| file.path == path);
            file.map_or("", |file| file.text.as_str())
        };
        let found = resolved.diagnostics.iter().any(|it| {
            let at = text(&it.file).get(it.span.start..).unwrap_or("");
            it.code == case.code && it.file == case.at_file && at.starts_with(case.at)
        });
        let expected: BTreeSet<_> = case.also.iter().copied().chain([case.code]).collect();
        // Descriptions are beside the point of most cases.
        let beside = ["missing-definition", "missing-english"];
        let others: BTreeSet<_> = resolved
            .diagnostics
            .iter()
            .map(|it| it.code)
            .filter(|code| expected.contains(code) || !beside.contains(code))
            .collect();
        let stray = others != expected;
        if !found || stray {
            wrong.push(format!(
                "== {} in {} at {:?}; found: {found}, codes {others:?}\n{}",
                case.code,
                case.at_file,
                case.at,
                vum_model::render(&resolved.diagnostics, standard.files())
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    for info in CODES {
        assert!(cases.iter().any(|case| case.code == info.code), "no case for {}", info.code);
    }
}

#[test]
fn errors_give_no_model_and_warnings_do() {
    for case in cases() {
        let resolved = Standard::from_files(files(&case)).resolve();
        let errors =
            resolved.diagnostics.iter().any(|it| it.severity == vum_model::Severity::Error);
        assert_eq!(resolved.model.is_none(), errors, "{}", case.code);
    }
}
