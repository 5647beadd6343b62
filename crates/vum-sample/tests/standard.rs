//! A standard that this crate was not written for: new attributes get values by their type.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod common;

use serde_json::Value as Json;
use vum_model::{
    Attribute, Bounds, Code, CodeForm, CodeList, Description, Release, Role, RoleSet, ShapeKind,
    TextForm, Value, Version,
};
use vum_sample::{Error, Sampler};

fn release() -> Release {
    common::model().release(Version { major: 3, minor: 1, patch: 0 }).unwrap()
}

/// The release with one more attribute that every vacancy must have.
fn with(name: &str, value: Value, many: bool) -> Release {
    let mut release = release();
    let root = release.message("vacature/detail").unwrap().root;
    let ShapeKind::Record { attributes, .. } = &mut release.shapes[root.0].kind else {
        panic!("a message is a record")
    };
    attributes.push(Attribute {
        id: format!("vacature.{name}"),
        name: name.to_owned(),
        rust: None,
        description: Description::default(),
        value,
        many,
        min_items: None,
        aliases: Vec::new(),
        present: RoleSet::ALL,
        required: RoleSet::ALL,
        deprecated: None,
        introduced: Version { major: 3, minor: 1, patch: 0 },
        sensitive: None,
        searchable: false,
    });
    release
}

/// The values that a new attribute gets.
fn values(name: &str, value: Value, many: bool) -> Vec<Json> {
    let sampler = Sampler::new(&with(name, value, many), "vacature/detail", Role::Bron).unwrap();
    let record = |n| serde_json::from_str::<Json>(&sampler.record(n).json).unwrap();
    (0..200).map(|n| record(n)[name].clone()).collect()
}

fn form(min: Option<u32>, max: Option<u32>, pattern: Option<&str>) -> TextForm {
    TextForm { min_length: min, max_length: max, pattern: pattern.map(str::to_owned) }
}

#[test]
fn a_text_keeps_to_its_lengths_and_its_pattern() {
    for it in values("naamNieuw", Value::Text(form(Some(9), Some(12), None)), false) {
        let length = it.as_str().unwrap().chars().count();
        assert!((9..=12).contains(&length), "{it}");
    }
    let pattern = "^(NL|BE)[0-9]{3}-[A-Z]+$";
    for it in values("kenmerk", Value::Text(form(None, Some(9), Some(pattern))), true) {
        for it in it.as_array().unwrap() {
            let it = it.as_str().unwrap();
            assert!(vum_model::Pattern::parse(pattern).unwrap().accepts(it), "{it}");
            assert!(it.len() <= 9, "{it}");
        }
    }
    for it in values("toelichtingNieuw", Value::Text(form(None, None, None)), false) {
        assert!(it.as_str().unwrap().len() > 5);
    }
}

#[test]
fn a_known_name_with_another_form_follows_the_form() {
    let pattern = "^[a-z]{3}$";
    for it in values("emailadres", Value::Text(form(None, None, Some(pattern))), false) {
        assert!(it.as_str().unwrap().bytes().all(|b| b.is_ascii_lowercase()), "{it}");
    }
}

#[test]
fn numbers_dates_and_booleans() {
    let bounds = Bounds { min: Some(-12), max: Some(-3) };
    for it in values("kelder", Value::Integer(bounds), false) {
        assert!((-12..=-3).contains(&it.as_i64().unwrap()), "{it}");
    }
    let dates = values("datumAanvangProef", Value::Date, false);
    assert!(dates.iter().all(|it| it.as_str().unwrap().len() == 10));
    let both = values("isVast", Value::Boolean, false);
    assert!(both.contains(&Json::Bool(true)) && both.contains(&Json::Bool(false)));
}

#[test]
fn an_oin_is_one_for_tests() {
    for it in values("oinBron", Value::Text(form(None, Some(20), Some("^[0-9]{20}$"))), false) {
        assert!(it.as_str().unwrap().starts_with("00000099"), "{it}");
    }
}

#[test]
fn a_new_list_is_used_without_its_deprecated_codes() {
    let mut release = with("codeNieuw", code("CodeNieuw"), true);
    let code = |code: &str, deprecated| Code {
        code: code.to_owned(),
        name: format!("C{code}"),
        label: Some(format!("Label {code}")),
        deprecated,
        period: vum_model::Period::default(),
    };
    let gone = vum_model::Deprecation {
        release: Version { major: 3, minor: 0, patch: 0 },
        reason: vum_model::Text::default(),
        successor: None,
    };
    let codes = vec![code("a", None), code("b", Some(gone)), code("c", None)];
    release.code_lists.insert("CodeNieuw".to_owned(), list(codes, None));
    let sampler = Sampler::new(&release, "vacature/detail", Role::Bron).unwrap();
    let text: String = (0..100).map(|n| sampler.record(n).json).collect();
    assert!(text.contains(r#""codeNieuw":["a","c"]"#));
    assert!(!text.contains(r#""codeNieuw":["b""#) && !text.contains(r#","b"]"#));
}

#[test]
fn a_list_without_a_table_gives_codes_of_its_form() {
    let mut release = with("codeExtern", code("Extern"), false);
    release.code_lists.insert("Extern".to_owned(), list(Vec::new(), Some("^EX[0-9]{5}$")));
    let sampler = Sampler::new(&release, "vacature/detail", Role::Bron).unwrap();
    for n in 0..100 {
        let record: Json = serde_json::from_str(&sampler.record(n).json).unwrap();
        let code = record["codeExtern"].as_str().unwrap();
        assert!(code.starts_with("EX") && code.len() == 7, "{code}");
    }
}

#[test]
fn what_cannot_exist_is_an_error() {
    for value in [
        Value::Text(form(Some(5), Some(4), None)),
        Value::Text(form(None, Some(3), Some("^[0-9]{4}$"))),
        Value::Integer(Bounds { min: Some(2), max: Some(1) }),
        code("Nergens"),
    ] {
        let error = Sampler::new(&with("naamFout", value, false), "vacature/detail", Role::Bron);
        assert!(
            matches!(error, Err(Error::NoValue { attribute }) if attribute == "vacature.naamFout")
        );
    }
    let error = Sampler::new(&release(), "vacature/kaart", Role::Bron).unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("release 3.1.0 has no message vacature/kaart; it has werkz"),
        "{text}"
    );
}

#[test]
fn releases_of_the_past_work_too() {
    for info in common::model().releases() {
        let release = common::model().release(info.version).unwrap();
        for message in &release.messages {
            for role in Role::ALL {
                let sampler = Sampler::new(&release, &message.id, role).unwrap().faulty(50);
                for n in 0..50 {
                    let json = sampler.record(n).json;
                    serde_json::from_str::<Json>(&json).unwrap_or_else(|e| panic!("{e}: {json}"));
                }
            }
        }
    }
}

fn code(list: &str) -> Value {
    Value::Code { list: list.to_owned(), form: CodeForm::Text(TextForm::default()) }
}

fn list(codes: Vec<Code>, form: Option<&str>) -> CodeList {
    CodeList {
        id: String::new(),
        description: Description::default(),
        owner: String::new(),
        closed: !codes.is_empty(),
        complete: !codes.is_empty(),
        labels_in_english: false,
        form: form.map(str::to_owned),
        source: String::new(),
        terms: None,
        codes,
        absent: Vec::new(),
    }
}
