//! Lists the files of this folder, so that `src/lib.rs` can embed them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What stands here and is no vector.
const OTHERS: [&str; 3] = ["src", "target", "runners"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    // A new release is a new folder.
    println!("cargo::rerun-if-changed=.");
    let mut found = Vec::new();
    for entry in fs::read_dir(&root)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().ok_or("a name is not UTF-8")?;
        if entry.path().is_dir() && !OTHERS.contains(&name) && !name.starts_with('.') {
            walk(&entry.path(), name, &mut found)?;
        } else if is_data(name) {
            found.push(name.to_owned());
        }
    }
    // The order of a directory listing differs by file system; this one does not.
    found.sort();
    let mut table = String::from("&[\n");
    for path in &found {
        let full = root.join(path);
        let full = full.to_str().ok_or("a path is not UTF-8")?;
        writeln!(table, "    File {{ path: {path:?}, text: include_str!({full:?}) }},")?;
    }
    table.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("files.rs"), table)?;
    Ok(())
}

fn walk(dir: &Path, name: &str, found: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={name}");
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let below = entry.file_name();
        let below = below.to_str().ok_or("a name is not UTF-8")?;
        let path = format!("{name}/{below}");
        if entry.path().is_dir() {
            walk(&entry.path(), &path, found)?;
        } else if is_data(below) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_data(name: &str) -> bool {
    name.ends_with(".json") || name.ends_with(".csv") || name.ends_with(".md")
}
