//! Writes a crate with plain structs of every release and serde derive: what `compile-cost.sh`
//! compares the compiling of `vum` with. Every message is read and written as JSON and, with the
//! feature `xml`, as XML. The argument is the folder to write to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measuring tool")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use vum_benches::generate::plain::{Writer, derived};
use vum_benches::generate::{Codes, is_enum, list_type, lists};
use vum_model::{Release, Shape, ShapeKind, Standard, Version};

const RELEASES: [&str; 4] = ["1.2.0", "2.0.0", "3.0.0", "3.1.0"];

const MANIFEST: &str = r#"[package]
name = "plain"
version = "0.0.0"
edition = "2024"

[features]
xml = ["dep:quick-xml"]

[dependencies]
quick-xml = { version = "0.42", features = ["serialize"], optional = true }
serde = { version = "1", features = ["derive"] }
serde_json = "1"

[workspace]
"#;

const HEAD: &str = r"
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
";

fn main() {
    let folder = PathBuf::from(env::args().nth(1).expect("a folder to write to"));
    let model = Standard::embedded().resolve().model.expect("the standard has no errors");
    // A type that two releases share is one type here too: what it says decides.
    let mut shared: BTreeMap<String, String> = BTreeMap::new();
    let (mut out, mut functions) = (HEAD.to_owned(), String::new());
    let (mut types, mut fields) = (0, 0);
    for version in RELEASES {
        let release = model.release(Version::parse(version).unwrap()).expect("the release exists");
        let module = format!("v{}_{}", release.info.version.major, release.info.version.minor);
        let _ = writeln!(out, "pub mod {module} {{");
        let mut paths = BTreeMap::new();
        let all: Vec<&Shape> = release.shapes.iter().collect();
        let mut list_paths = BTreeMap::new();
        for list in lists(&release, &all).into_iter().filter(|list| is_enum(list)) {
            let path = format!("crate::{module}::{}", list_type(&list.id));
            let text = derived(list);
            let new = !shared.contains_key(&text);
            list_paths.insert(list.id.clone(), shared.entry(text.clone()).or_insert(path).clone());
            if new {
                types += 1;
                out.push_str(&text);
            }
        }
        for shape in &release.shapes {
            let text = Writer {
                release: &release,
                codes: Codes::Derived,
                garde: None,
                path: &|id| paths.get(&id).cloned().unwrap_or_default(),
                list_path: &|id| list_paths.get(id).cloned().unwrap_or_default(),
            }
            .shape(shape);
            let path = format!("crate::{module}::{}", shape.name);
            let new = !shared.contains_key(&text);
            paths.insert(shape.id, shared.entry(text.clone()).or_insert(path).clone());
            if new {
                types += 1;
                fields += match &shape.kind {
                    ShapeKind::Record { attributes, .. } => attributes.len(),
                    ShapeKind::Choice { variants } => variants.len(),
                };
                out.push_str(&text);
            }
        }
        out.push_str("}\n");
        entry_points(&release, &module, &mut functions, |id| {
            paths.get(&id).cloned().unwrap_or_default()
        });
    }
    out.push_str(&functions);
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(folder.join("src/lib.rs"), out).unwrap();
    println!("{types} types with {fields} fields");
}

/// What makes the compiler write code: reading and writing of every message.
fn entry_points(
    release: &Release,
    module: &str,
    out: &mut String,
    path: impl Fn(vum_model::ShapeId) -> String,
) {
    for message in &release.messages {
        let name = message.id.replace('/', "_");
        let ty = path(message.root);
        let _ = writeln!(
            out,
            "pub fn read_{module}_{name}(text: &str) -> serde_json::Result<{ty}> {{ serde_json::from_str(text) }}\n\
             pub fn write_{module}_{name}(value: &{ty}) -> serde_json::Result<String> {{ serde_json::to_string(value) }}\n\
             #[cfg(feature = \"xml\")]\n\
             pub fn read_xml_{module}_{name}(text: &str) -> Result<{ty}, quick_xml::DeError> {{ quick_xml::de::from_str(text) }}\n\
             #[cfg(feature = \"xml\")]\n\
             pub fn write_xml_{module}_{name}(value: &{ty}) -> Result<String, quick_xml::SeError> {{ quick_xml::se::to_string(value) }}"
        );
    }
}
