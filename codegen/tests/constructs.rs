//! Every construct of the standard, in a tiny one: what it becomes in each target. And a generator runs
//! inside other people's builds, so that it never panics, whatever the standard.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use proptest::prelude::*;
use vum_codegen::{Builder, Layout, Strictness, TableFormat, Target};
use vum_model::{SourceFile, Standard};

/// The tiny standard of the model's own tests.
fn tiny() -> Vec<SourceFile> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/vum-model/tests/tiny");
    Standard::read_dir(std::path::Path::new(dir)).unwrap().files().to_vec()
}

#[test]
fn constructs_become_rust() {
    for file in Builder::new().standard_files(tiny()).generate().unwrap() {
        let syntax = syn::parse_file(&file.text);
        assert!(syntax.is_ok(), "{}", file.name);
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(file.name, file.text);
        });
    }
}

/// Every target, with its options.
const TARGETS: [Target; 7] = [
    Target::Rust,
    Target::JsonSchema,
    Target::Xsd(Layout::PerMessage),
    Target::Xsd(Layout::PerRelease),
    Target::OpenApi,
    Target::CodeLists { format: TableFormat::Csv, external: true },
    Target::CodeLists { format: TableFormat::Json, external: false },
];

#[test]
fn constructs_become_schemas_and_tables() {
    let of = |target| Builder::new().standard_files(tiny()).release("2.0.0").target(target);
    let schema = |strictness| of(Target::JsonSchema).message("garage/match").strictness(strictness);
    for (name, builder) in [
        ("strict", schema(Strictness::Strict).role("bron")),
        ("lenient", schema(Strictness::Lenient).role("bemiddelaar")),
        ("xsd", of(Target::Xsd(Layout::PerRelease)).role("bron")),
        ("csv", of(Target::CodeLists { format: TableFormat::Csv, external: false })),
        ("json", of(Target::CodeLists { format: TableFormat::Json, external: false })),
    ] {
        let files = builder.generate().unwrap();
        let text = |file: &vum_codegen::GeneratedFile| format!("==> {}\n{}", file.name, file.text);
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name, files.iter().map(text).collect::<String>());
        });
    }
}

#[test]
fn a_role_that_does_not_exist_is_named_with_those_that_do() {
    let builder = Builder::new().standard_files(tiny()).target(Target::JsonSchema);
    let error = builder.role("iedereen").generate().unwrap_err();
    assert!(error.is_unknown_name());
    assert_eq!(error.to_string(), "there is no role iedereen; there are bron, bemiddelaar");
}

#[test]
fn the_order_of_the_files_of_a_standard_does_not_matter() {
    let mut turned = tiny();
    turned.reverse();
    for target in TARGETS {
        let of = |files| Builder::new().standard_files(files).target(target).generate().unwrap();
        assert_eq!(of(tiny()), of(turned.clone()), "{target:?}");
    }
}

#[test]
fn files_are_written_once_and_left_alone_when_right() {
    let dir = std::env::temp_dir().join(format!("vum-codegen-{}", std::process::id()));
    let builder = Builder::new().standard_files(tiny());
    let paths = builder.write_to(&dir).unwrap();
    let times =
        || paths.iter().map(|p| p.metadata().unwrap().modified().unwrap()).collect::<Vec<_>>();
    let before = times();
    assert_eq!(builder.write_to(&dir).unwrap(), paths);
    assert_eq!(times(), before);
    std::fs::write(&paths[0], "stale").unwrap();
    builder.write_to(&dir).unwrap();
    assert_ne!(std::fs::read_to_string(&paths[0]).unwrap(), "stale");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_directory_that_cannot_be_written_is_named() {
    let file = std::env::temp_dir().join(format!("vum-codegen-file-{}", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let error = Builder::new().standard_files(tiny()).write_to(file.join("below")).unwrap_err();
    assert!(error.to_string().starts_with("cannot write"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    std::fs::remove_file(&file).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Lines of the tiny standard are taken out, doubled or exchanged. Most results are refused
    /// with an error; Rust that is generated parses.
    #[test]
    fn no_standard_makes_the_generator_panic(
        changes in proptest::collection::vec((any::<usize>(), any::<usize>(), 0_u8..3), 1..4),
    ) {
        let mut files = tiny();
        for (at, line, kind) in changes {
            let count = files.len();
            let file = &mut files[at % count];
            let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
            if lines.len() < 2 {
                continue;
            }
            let line = line % lines.len();
            match kind {
                0 => { lines.remove(line); }
                1 => lines.insert(line, lines[line].clone()),
                _ => lines.swap(line, at % line.max(1)),
            }
            *file = SourceFile::new(file.path.clone(), lines.join("\n"));
        }
        for target in TARGETS {
            match Builder::new().standard_files(files.clone()).target(target).generate() {
                Err(error) => prop_assert!(!error.to_string().is_empty()),
                Ok(files) if target == Target::Rust => for file in files {
                    prop_assert!(syn::parse_file(&file.text).is_ok());
                },
                Ok(_) => {}
            }
        }
    }
}
