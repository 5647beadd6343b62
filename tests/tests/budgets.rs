//! What generated code may cost a supplier to compile, in counts that are the same on every machine.
//!
//! `budgets.toml` holds the most that each count may be. A count above its budget fails, and so does
//! a budget with much room, so that what was won is not lost again. Raising one on purpose is a
//! change of that file: `VUM_BUDGETS=write` writes it anew. Processor seconds are in
//! `docs/performance.md`; `benches/compile-cost.sh` measures them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use quote::ToTokens;
use vum_codegen::Builder;
use vum_model::{Standard, Status};

/// Room for a budget above its count, in percent.
const SLACK: u64 = 15;
/// The room that a budget gets when it is written.
const ROOM: u64 = 5;

const HEAD: &str = "\
# The most that the code of a supplier may grow to; tests/budgets.rs counts and compares.
#
# Lines are those of generated code without comments. A type is a record, a choice or a code list,
# with all that is generated for it, tables included. An instantiation is a generic function of the
# runtime that generated code calls with a type of its own: a compiler makes one copy of it for every
# syntax. Crates are those that a supplier compiles, the crate itself included.
#
# Written by: VUM_BUDGETS=write cargo test -p vum-tests --test budgets
";

/// What is counted, by table and name.
type Counts = BTreeMap<(&'static str, String), u64>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn nothing_costs_more_than_its_budget() {
    let mut counts = Counts::new();
    let model = Standard::embedded().resolve().model.unwrap();
    let published = model.releases().iter().filter(|release| release.status == Status::Published);
    let macros = Macros::read();
    for release in published {
        let version = release.version.to_string();
        code(Builder::new().release(&version), &version, &macros, &mut counts);
    }
    code(Builder::new(), "all releases", &macros, &mut counts);
    let all = all_features();
    for (name, package, edges, features) in [
        ("vum, default features", "vum", "normal", ""),
        ("vum, all features but schemars", "vum", "normal", &all),
        ("vum, all features", "vum", "normal", &format!("{all},schemars")),
        ("vum-codegen", "vum-codegen", "normal,build", ""),
    ] {
        let features = &["--features", features];
        counts.insert(("crates", name.to_owned()), crates(package, edges, features).len() as u64);
    }

    let path = root().join("tests/budgets.toml");
    if env::var("VUM_BUDGETS").is_ok_and(|wish| wish == "write") {
        fs::write(&path, written(&counts)).unwrap();
    }
    let budgets: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
    let wrong = compare(&counts, &budgets);
    assert!(
        wrong.is_empty(),
        "tests/budgets.toml:\n{}\nIf the change is meant, write the file anew with VUM_BUDGETS=write and say in \
         the change why it is worth it.",
        wrong.join("\n")
    );
}

/// The runtime is made for suppliers who have no procedural macro in their tree.
#[test]
fn the_tree_of_a_supplier_holds_no_procedural_macro() {
    for features in [&["--features", &all_features()][..], &[], &["--no-default-features"]] {
        let crates = crates("vum", "normal", features);
        assert!(crates.contains("vum-runtime"), "{crates:?}");
        for name in ["syn", "quote", "proc-macro2", "serde_derive", "thiserror", "unicode-ident"] {
            assert!(!crates.contains(name), "{features:?}: {name}");
        }
    }
}

#[test]
fn a_budget_that_does_not_fit_is_told() {
    let counts = |count| Counts::from([(("crates", "vum".to_owned()), count)]);
    let told = |count, budgets: &str| compare(&counts(count), &budgets.parse().unwrap()).join("\n");
    let budget = "[crates]\nvum = 100";
    for fits in [100, 90, 87] {
        assert_eq!(told(fits, budget), "", "{fits}");
    }
    assert_eq!(told(107, budget), "crates, vum: 107 is 7 above the budget of 100");
    let wide = "crates, vum: 86 leaves 14 of the budget of 100: make it at most 98";
    assert_eq!(told(86, budget), wide);
    assert_eq!(told(3, "[crates]\nvum = 4"), "", "one more is never too much room");
    assert_eq!(
        told(0, "[crates]\nvum = 2"),
        "crates, vum: 0 leaves 2 of the budget of 2: make it at most 1"
    );
    assert_eq!(told(1, ""), "crates, vum: 1 has no budget");
    let gone = "[crates]\nvum = 100\nserde = 1\n[lines]\nx = 1";
    assert_eq!(
        told(100, gone),
        "crates, serde: there is no such count\nlines, x: there is no such count"
    );
    let text = written(&counts(100));
    assert!(text.ends_with("\n[crates]\n\"vum\" = 100\n"), "{text}");
    assert_eq!(told(100, &text), "");
}

/// The budgets that do not fit.
fn compare(counts: &Counts, budgets: &toml::Table) -> Vec<String> {
    let mut wrong = Vec::new();
    let budget = |table: &str, name: &str| budgets.get(table)?.get(name)?.as_integer();
    for ((table, name), count) in counts {
        let Some(budget) = budget(table, name) else {
            wrong.push(format!("{table}, {name}: {count} has no budget"));
            continue;
        };
        let budget = u64::try_from(budget).unwrap();
        let most = widest(*count);
        if *count > budget {
            let above = count - budget;
            wrong.push(format!("{table}, {name}: {count} is {above} above the budget of {budget}"));
        } else if budget > most {
            let room = budget - count;
            wrong.push(format!(
                "{table}, {name}: {count} leaves {room} of the budget of {budget}: make it at most {most}"
            ));
        }
    }
    for (table, names) in budgets {
        for name in names.as_table().unwrap().keys() {
            if !counts.keys().any(|(known, count)| known == table && count == name) {
                wrong.push(format!("{table}, {name}: there is no such count"));
            }
        }
    }
    wrong
}

/// The widest budget that a count can have.
fn widest(count: u64) -> u64 {
    (count + count * SLACK / 100).max(count + 1)
}

fn written(counts: &Counts) -> String {
    let (mut text, mut last) = (HEAD.to_owned(), "");
    for ((table, name), count) in counts {
        if *table != last {
            let _ = writeln!(text, "\n[{table}]");
            last = table;
        }
        // A crate more is a decision, a line more is not.
        let room = if *table == "crates" { 0 } else { count * ROOM / 100 };
        let _ = writeln!(text, "{name:?} = {}", count + room);
    }
    text
}

/// The features of `vum`, but for `schemars`: that crate brings a procedural macro along, for the few
/// who ask for it.
fn all_features() -> String {
    let manifest = fs::read_to_string(root().join("crates/vum/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let names = manifest["features"].as_table().unwrap().keys().map(String::as_str);
    let others: Vec<&str> = names.filter(|name| *name != "schemars").collect();
    assert!(others.len() > 5, "{others:?}");
    others.join(",")
}

/// The names of the crates that a package is compiled with.
fn crates(package: &str, edges: &str, features: &[&str]) -> BTreeSet<String> {
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let output = Command::new(cargo)
        .args(["tree", "--offline", "--package", package, "--edges", edges, "--prefix", "none"])
        .args(["--format", "{p}"])
        .args(features)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // `name v1.2.3 (remarks)`; two versions of a crate are two crates.
    let names = text.lines().filter_map(|line| {
        let (name, version) = line.split_once(" v")?;
        Some((name.to_owned(), version.split(' ').next()?.to_owned()))
    });
    let all: BTreeSet<(String, String)> = names.collect();
    let single: BTreeSet<String> = all.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(all.len(), single.len(), "a crate in two versions: {all:?}");
    single
}

/// Counts the code that is generated.
fn code(builder: Builder, name: &str, macros: &Macros, counts: &mut Counts) {
    let mut code = Code::default();
    for file in builder.generate().unwrap() {
        for item in syn::parse_file(&file.text).unwrap().items {
            code.item(&file.name, &item, macros);
        }
    }
    let types = &code.types;
    let of_types: Vec<u64> = types.iter().filter_map(|it| code.lines.get(it)).copied().collect();
    let all: u64 = code.lines.values().sum();
    let number = of_types.len() as u64;
    assert!(number > 20, "{name}: {number} types");
    assert!(!code.instantiated.is_empty(), "{name}: generated code calls nothing of the runtime");
    for (table, count, value) in [
        ("lines", "the largest type", *of_types.iter().max().unwrap()),
        ("lines", "a type, on average", of_types.iter().sum::<u64>().div_ceil(number)),
        ("lines", "everything", all),
        ("functions", "everything", code.functions),
        ("functions", "a type, on average", code.functions.div_ceil(number)),
        ("instantiations", "everything", code.instantiated.len() as u64),
    ] {
        counts.insert((table, format!("{name}: {count}")), value);
    }
}

#[derive(Default)]
struct Code {
    /// Records, choices and code lists.
    types: BTreeSet<String>,
    /// Lines by what they are for.
    lines: BTreeMap<String, u64>,
    functions: u64,
    /// Functions of the runtime with the types that they are called for.
    instantiated: BTreeSet<(String, String)>,
    /// The types of the fields of each record.
    fields: BTreeMap<String, BTreeMap<String, String>>,
}

impl Code {
    fn item(&mut self, file: &str, item: &syn::Item, macros: &Macros) {
        // Releases have types of the same name.
        let key = format!("{file} {}", owner(item));
        match item {
            syn::Item::Mod(inner) => {
                for item in &inner.content.as_ref().unwrap().1 {
                    self.item(file, item, macros);
                }
                return;
            }
            syn::Item::Struct(it) => {
                self.types.insert(key.clone());
                let fields = it.fields.iter().filter_map(|field| {
                    Some((field.ident.as_ref()?.to_string(), compact(&field.ty)))
                });
                self.fields.insert(key.clone(), fields.collect());
            }
            syn::Item::Enum(_) => {
                self.types.insert(key.clone());
            }
            syn::Item::Macro(it) => self.functions += macros.functions(&it.mac),
            syn::Item::Impl(it) => {
                let fields = self.fields.get(&key).cloned().unwrap_or_default();
                let found = calls(it, &fields);
                self.instantiated
                    .extend(found.into_iter().map(|(it, ty)| (it, format!("{file} {ty}"))));
                let is_function = |item: &&syn::ImplItem| matches!(item, syn::ImplItem::Fn(_));
                self.functions += it.items.iter().filter(is_function).count() as u64;
            }
            _ => {}
        }
        *self.lines.entry(key).or_default() += lines(item);
    }
}

/// What an item is for: the name of its type.
fn owner(item: &syn::Item) -> String {
    match item {
        syn::Item::Struct(it) => it.ident.to_string(),
        syn::Item::Enum(it) => it.ident.to_string(),
        syn::Item::Static(it) => it.ident.to_string(),
        syn::Item::Impl(it) => {
            // `Option<X>` of a projection belongs to X.
            let ty = compact(&it.self_ty);
            let name = ty.rsplit(['<', ':']).next().unwrap();
            name.trim_end_matches('>').to_owned()
        }
        syn::Item::Macro(it) => {
            it.mac.tokens.clone().into_iter().next().map(|it| it.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The lines of an item that a compiler sees.
fn lines(item: &syn::Item) -> u64 {
    let file = syn::File { items: vec![item.clone()], ..syn::parse_file("").unwrap() };
    let text = prettyplease::unparse(&file);
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    text.lines().map(str::trim).filter(is_code).count() as u64
}

fn compact(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

/// The functions that code calls for a type of its own, with that type: of a field, such as
/// `reader.records(&mut self.adres)`, or told, such as `reader.variant::<Straatadres>()`.
fn calls(code: &impl ToTokens, fields: &BTreeMap<String, String>) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let code = compact(code);
    for (at, sign) in code.match_indices("(&mutself.").chain(code.match_indices("(&self.")) {
        let after = &code[at + sign.len()..];
        let field = after.split(|c| !is_name(c)).next().unwrap();
        let Some(ty) = fields.get(field) else { continue };
        // `Option<String>` is the same function for every type.
        let inner = ty.rsplit('<').next().unwrap().trim_end_matches('>');
        if !inner.contains("::") && inner.starts_with(char::is_uppercase) {
            let function = code[..at].rsplit(|c| !is_name(c)).next().unwrap();
            found.insert((function.to_owned(), inner.to_owned()));
        }
    }
    for (at, sign) in code.match_indices("::<") {
        let ty = code[at + sign.len()..].split('>').next().unwrap();
        if ty.starts_with(char::is_uppercase) {
            let function = code[..at].rsplit(|c| !is_name(c)).next().unwrap();
            found.insert((function.to_owned(), ty.to_owned()));
        }
    }
    found
}

/// How many functions each macro of the runtime makes.
struct Macros(BTreeMap<String, u64>);

impl Macros {
    fn read() -> Self {
        let mut texts = BTreeMap::<String, String>::new();
        let mut folders = vec![root().join("crates/vum-runtime/src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "rs") {
                    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
                    for item in file.items {
                        let syn::Item::Macro(item) = item else { continue };
                        let Some(name) = item.ident else { continue };
                        let text = item.mac.tokens.to_string();
                        // A macro that does nothing without a feature stands there twice.
                        let known = texts.entry(name.to_string()).or_default();
                        if text.len() > known.len() {
                            *known = text;
                        }
                    }
                }
            }
        }
        let mut macros = Self(BTreeMap::new());
        // A macro that calls others is as large as all of them.
        for _ in 0..4 {
            for (name, text) in &texts {
                let words: Vec<&str> = text.split_whitespace().collect();
                let is_function =
                    |it: &&[&str]| it[0] == "fn" && it[1].starts_with(char::is_alphabetic);
                let own = words.windows(2).filter(is_function).count() as u64;
                let calls = words.windows(2).filter(|it| it[1] == "!" && it[0] != *name);
                let others = calls.filter_map(|it| macros.0.get(it[0])).sum::<u64>();
                macros.0.insert(name.clone(), own + others);
            }
        }
        macros
    }

    fn functions(&self, call: &syn::Macro) -> u64 {
        let name = call.path.segments.last().unwrap().ident.to_string();
        let count = self.0.get(&name).copied();
        count.unwrap_or_else(|| panic!("the runtime has no macro {name}"))
    }
}
