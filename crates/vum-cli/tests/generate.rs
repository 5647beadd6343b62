//! `generate`: schemas, contracts, tables, and everything at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use program::{directory, root, vum};
use serde_json::Value;
use vum_codegen::{Builder, Layout, Strictness, TableFormat, Target};

/// Every file below a directory, by path with `/`.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, start: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in dir.read_dir().unwrap().map(Result::unwrap) {
            let name = format!("{start}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(dir, "", &mut files);
    files
}

/// The files that the library gives.
fn expected(builder: Builder) -> BTreeMap<String, Vec<u8>> {
    let files = builder.generate().unwrap();
    files.into_iter().map(|file| (file.name, file.text.into_bytes())).collect()
}

#[test]
fn each_target_writes_what_the_library_gives() {
    let dir = directory("generate-targets");
    let new = || Builder::new().release("3.1.0");
    let codes = |format, external| Target::CodeLists { format, external };
    for (n, (args, builder)) in [
        (
            "json-schema -r 3.1.0 -m vacature/match --role bron --variant lenient",
            new()
                .message("vacature/match")
                .role("bron")
                .strictness(Strictness::Lenient)
                .target(Target::JsonSchema),
        ),
        (
            "json-schema -r 3.1.0 -r 2.0.0 --variant strict",
            new().release("2.0.0").strictness(Strictness::Strict).target(Target::JsonSchema),
        ),
        (
            "xsd -r 3.1.0 -m vacature/match -m vacature/detail --role bemiddelaar",
            new()
                .message("vacature/match")
                .message("vacature/detail")
                .role("bemiddelaar")
                .target(Target::Xsd(Layout::PerMessage)),
        ),
        ("xsd --layout release", Builder::new().target(Target::Xsd(Layout::PerRelease))),
        ("openapi -r 3.1.0 --role bron", new().role("bron").target(Target::OpenApi)),
        ("codelists -r 3.1.0", new().target(codes(TableFormat::Csv, false))),
        (
            "codelists -r 3.1.0 --format json --external",
            new().target(codes(TableFormat::Json, true)),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let out = format!("out-{n}/below");
        let args: Vec<&str> = ["generate"].into_iter().chain(args.split(' ')).collect();
        let seen = vum(&dir, &[&args[..], &["--out", &out]].concat());
        assert_eq!((seen.code, seen.err.as_str()), (0, ""), "{args:?}");
        let (found, expected) = (tree(&dir.join(&out)), expected(builder));
        assert!(!expected.is_empty(), "{args:?}");
        assert_eq!(found, expected, "{args:?}");
        for name in expected.keys() {
            assert!(seen.out.contains(&format!("written: {out}/{name}\n")), "{args:?}: {name}");
        }
    }
}

#[test]
fn what_does_not_exist_is_wrong_usage() {
    let dir = directory("generate-usage");
    fs::write(dir.join("file"), "").unwrap();
    for (args, code) in [
        ("json-schema --out x -r 9.9.9", 2),
        ("json-schema --out x -r 1.0.0", 2),
        ("json-schema --out x -m vacature", 2),
        ("json-schema --out x --role iedereen", 2),
        ("json-schema --out x --variant half", 2),
        ("xsd --out x --layout file", 2),
        ("xsd --out x -r 2.0.0 -m werkgeverscontactmoment/match", 2),
        ("codelists --out x --format toml", 2),
        ("openapi", 2),
        ("all --out file/x", 3),
        ("xsd --out x --standard none", 3),
    ] {
        let args: Vec<&str> = ["generate"].into_iter().chain(args.split(' ')).collect();
        let seen = vum(&dir, &args);
        assert_eq!(seen.code, code, "{args:?}: {seen:?}");
        assert!(!dir.join("x").exists(), "{args:?}");
    }
}

#[test]
fn all_is_the_same_every_time_and_the_manifest_names_every_file() {
    let dir = directory("generate-all");
    let all = |out: &str| vum(&dir, &["generate", "all", "--out", out]);
    let seen = all("one");
    assert_eq!((seen.code, seen.err.as_str()), (0, ""));
    assert_eq!(all("two/deep").code, 0);
    let (one, two) = (tree(&dir.join("one")), tree(&dir.join("two/deep")));
    assert!(one == two, "not the same bytes");
    // Over what is there already: nothing changes.
    assert_eq!(all("one").code, 0);
    assert!(tree(&dir.join("one")) == two);

    let manifest: Value = serde_json::from_slice(&one["manifest.json"]).unwrap();
    let entries = manifest["files"].as_array().unwrap();
    let named: Vec<&str> = entries.iter().map(|it| it["path"].as_str().unwrap()).collect();
    let found: Vec<&str> =
        one.keys().map(String::as_str).filter(|it| *it != "manifest.json").collect();
    assert_eq!(named, found);
    assert!(seen.out.contains(&format!("written: {} files", found.len())), "{}", seen.out);
    for entry in entries {
        let bytes = &one[entry["path"].as_str().unwrap()];
        assert_eq!(entry["bytes"], bytes.len());
        assert_eq!(entry["sha256"].as_str().unwrap().len(), 64);
    }
    // As another program sees it, where there is one.
    if let Ok(output) =
        std::process::Command::new("sha256sum").args(&found).current_dir(dir.join("one")).output()
    {
        let told = String::from_utf8(output.stdout).unwrap();
        for (line, entry) in told.lines().zip(entries) {
            assert!(line.starts_with(entry["sha256"].as_str().unwrap()), "{line}");
        }
        assert_eq!(told.lines().count(), entries.len());
    }
    for kind in ["rust/", "json-schema/", "xsd/", "openapi/", "codelists/"] {
        assert!(named.iter().any(|name| name.starts_with(kind)), "{kind}");
    }
    // Nothing of this machine or this moment.
    let home = root().canonicalize().unwrap();
    for (name, bytes) in &one {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(home.to_str().unwrap()), "{name}");
        assert!(!text.contains("/home/") && !text.contains('\r'), "{name}");
    }
}

#[test]
fn tables_of_others_come_only_when_asked_for() {
    let dir = directory("generate-tables");
    let run = |args: &str| {
        let args: Vec<&str> = args.split(' ').collect();
        assert_eq!(vum(&dir, &[&["generate"], &args[..]].concat()).code, 0, "{args:?}");
    };
    run("codelists -r 3.1.0 --out own");
    run("codelists -r 3.1.0 --external --out with");
    run("codelists -r 3.1.0 --format json --out json");
    let (own, with) = (tree(&dir.join("own")), tree(&dir.join("with")));
    let only: Vec<&String> = with.keys().filter(|name| !own.contains_key(*name)).collect();
    assert_eq!(only, ["3.1.0/ISO639-3.csv"]);
    let index = String::from_utf8(own["3.1.0/codelists.csv"].clone()).unwrap();
    let line = index.lines().find(|line| line.starts_with("ISO639-3,")).unwrap();
    assert!(line.contains(",withheld,,") && line.contains("SIL International"), "{line}");
    let licences = String::from_utf8(own["3.1.0/CodeSoortRijbewijs.csv"].clone()).unwrap();
    assert!(
        licences.starts_with("code,name,label,deprecated,successor,from,until\nA,"),
        "{licences}"
    );

    // Whatever is written, the two forms say the same.
    let json = fs::read_to_string(dir.join("json/3.1.0/codelists.json")).unwrap();
    let json: Value = serde_json::from_str(&json).unwrap();
    for list in json["lists"].as_array().unwrap() {
        let id = list["id"].as_str().unwrap();
        let table = own.get(&format!("3.1.0/{id}.csv"));
        assert_eq!(list["table"] == "included", table.is_some(), "{id}");
        let Some(table) = table else {
            assert!(list.get("codes").is_none(), "{id}");
            continue;
        };
        let table = String::from_utf8(table.clone()).unwrap();
        let codes = list["codes"].as_array().unwrap();
        assert_eq!(table.lines().count(), codes.len() + 1, "{id}");
        for (line, code) in table.lines().skip(1).zip(codes) {
            assert!(line.starts_with(&format!("{},", code["code"].as_str().unwrap())), "{line}");
        }
    }
}

#[test]
fn help_of_every_target_shows_an_example() {
    for target in ["json-schema", "xsd", "openapi", "codelists", "all"] {
        let seen = vum(&root(), &["generate", target, "--help"]);
        assert_eq!(seen.code, 0, "{target}");
        assert!(seen.out.contains("Example"), "{target}");
    }
}
