//! What holds for the files of every target, made from the real standard.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::BTreeMap;

use vum_codegen::{Builder, Layout, TableFormat, Target};
use vum_model::Standard;
use vum_tests::rng::Rng;

const TARGETS: [Target; 8] = [
    Target::Rust,
    Target::JsonSchema,
    Target::Xsd(Layout::PerMessage),
    Target::Xsd(Layout::PerRelease),
    Target::OpenApi,
    Target::CodeLists { format: TableFormat::Csv, external: false },
    Target::CodeLists { format: TableFormat::Csv, external: true },
    Target::CodeLists { format: TableFormat::Json, external: false },
];

fn generated(builder: Builder) -> BTreeMap<String, String> {
    let files = builder.generate().unwrap();
    let count = files.len();
    let by_name: BTreeMap<_, _> = files.into_iter().map(|file| (file.name, file.text)).collect();
    assert_eq!(by_name.len(), count, "two files of one name");
    by_name
}

#[test]
fn the_same_standard_gives_the_same_bytes_whatever_its_order() {
    let mut files = Standard::embedded().files().to_vec();
    let mut rng = Rng::new(20_261_126);
    rng.shuffle(&mut files);
    for target in TARGETS {
        let first = generated(Builder::new().target(target));
        assert!(!first.is_empty(), "{target:?}");
        assert!(generated(Builder::new().target(target)) == first, "{target:?}");
        let shuffled = Builder::new().standard_files(files.clone()).target(target);
        assert!(generated(shuffled) == first, "{target:?}");
    }
}

#[test]
fn nothing_tells_of_the_machine_or_the_moment() {
    let dir = env!("CARGO_MANIFEST_DIR");
    for target in TARGETS {
        for (name, text) in generated(Builder::new().target(target)) {
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "./_-".contains(c));
            assert!(plain && !name.starts_with('/') && !name.contains(".."), "{name}");
            assert!(!text.contains(dir) && !text.contains("/home/"), "{name}");
            assert!(!text.contains('\r') && text.ends_with('\n'), "{name}");
        }
    }
}

/// Whoever asks for one message gets the same file as who asks for all.
#[test]
fn the_file_of_a_message_does_not_depend_on_the_others() {
    for target in [Target::JsonSchema, Target::Xsd(Layout::PerMessage)] {
        let all = generated(Builder::new().release("2.0.0").target(target));
        let mut found = 0;
        for message in ["werkzoekende/detail", "werkzoekende/match", "vacature/match"] {
            let builder = Builder::new().release("2.0.0").message(message).target(target);
            for (name, text) in generated(builder) {
                assert!(name.contains(&message.replace('/', "-")), "{name}");
                assert!(all[&name] == text, "{name}");
                found += 1;
            }
        }
        assert!(found >= 6, "{target:?}");
    }
}

/// A table may only be passed on when its terms were looked at.
#[test]
fn tables_under_terms_of_others_are_named_but_not_written() {
    let model = Standard::embedded().resolve().model.unwrap();
    let of =
        |format, external| generated(Builder::new().target(Target::CodeLists { format, external }));
    let (own, with) = (of(TableFormat::Csv, false), of(TableFormat::Csv, true));
    let json = of(TableFormat::Json, false);
    let mut withheld = 0;
    for info in model.releases() {
        let Some(release) = model.release(info.version) else { continue };
        let version = info.version;
        let Some(document) = json.get(&format!("{version}/codelists.json")) else { continue };
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        for (list, told) in release.code_lists.values().zip(document["lists"].as_array().unwrap()) {
            let name = format!("{version}/{}.csv", list.id);
            let known = !list.codes.is_empty();
            let free = known && list.terms.is_none();
            assert_eq!(own.contains_key(&name), free, "{name}");
            assert_eq!(with.contains_key(&name), known, "{name}");
            assert_eq!((told["id"].as_str(), told.get("codes").is_some()), (Some(&*list.id), free));
            assert_eq!(told["terms"].as_str(), list.terms.as_deref());
            withheld += usize::from(known && !free);
            if let Some(table) = with.get(&name) {
                let codes = table.lines().skip(1).map(|line| line.split(',').next().unwrap());
                assert!(codes.eq(list.codes.iter().map(|code| code.code.as_str())), "{name}");
            }
        }
    }
    assert!(withheld > 3, "only {withheld} tables withheld");
}
