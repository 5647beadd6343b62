//! Lists the data files of this folder, so that `src/lib.rs` can embed them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Files that stand beside the manifest.
const FILES: [&str; 7] = [
    "codelists.toml",
    "contracts.toml",
    "messages.toml",
    "migrations.toml",
    "policy.toml",
    "releases.toml",
    "selection.toml",
];
/// Folders of which every file with the extension belongs to the standard.
const FOLDERS: [(&str, &str); 3] = [("codelists", "csv"), ("entities", "toml"), ("rules", "toml")];
/// The folder of the frozen releases.
const PUBLISHED: &str = "published";

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut found = Vec::new();
    for name in FILES {
        println!("cargo::rerun-if-changed={name}");
        if root.join(name).is_file() {
            found.push(name.to_owned());
        }
    }
    for (folder, extension) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        found.extend(files(&root, folder, extension)?);
    }
    write(&root, found, "files.rs")?;

    println!("cargo::rerun-if-changed={PUBLISHED}");
    let mut frozen = Vec::new();
    if root.join(PUBLISHED).is_dir() {
        for entry in fs::read_dir(root.join(PUBLISHED))? {
            let name = entry?.file_name();
            let name = name.to_str().ok_or("a folder name of the standard is not UTF-8")?;
            let path = format!("{PUBLISHED}/{name}/release.toml");
            if root.join(&path).is_file() {
                frozen.push(path);
            }
        }
    }
    write(&root, frozen, "published.rs")
}

/// Writes a table of files.
fn write(root: &Path, mut found: Vec<String>, name: &str) -> Result<(), Box<dyn Error>> {
    // The order of a directory listing differs by file system; this one does not.
    found.sort();
    let mut table = String::from("&[\n");
    for path in &found {
        let full = root.join(path);
        let full = full.to_str().ok_or("the path of the standard is not UTF-8")?;
        writeln!(table, "    File {{ path: {path:?}, text: include_str!({full:?}) }},")?;
    }
    table.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join(name), table)?;
    Ok(())
}

fn files(root: &Path, folder: &str, extension: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    let path = root.join(folder);
    if !path.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|it| it == extension) {
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.ok_or("a file name of the standard is not UTF-8")?;
            found.push(format!("{folder}/{name}"));
        }
    }
    Ok(found)
}
