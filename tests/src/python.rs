//! A Python with packages of others, for judges that we did not write.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::samples;

/// A Python in a directory of its own, with these packages and what they import as. `None` (said
/// on stderr) where Python or the packages are not to be had.
#[must_use]
pub fn with(test: &str, dir: &Path, packages: &[&str], import: &str) -> Option<PathBuf> {
    let python = dir.join("bin/python");
    let works = || {
        let mut command = Command::new(&python);
        let command = command.args(["-c", &format!("import {import}")]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if works() {
        return Some(python);
    }
    let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(dir).output();
    if !made.is_ok_and(|output| output.status.success()) {
        samples::skip(test, "no Python with venv");
        return None;
    }
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let installed = Command::new(&python).args(pip).args(packages).output();
    if !installed.is_ok_and(|output| output.status.success()) || !works() {
        samples::skip(test, &format!("cannot be installed: {}", packages.join(", ")));
        return None;
    }
    Some(python)
}

/// Runs a command with the programs of this Python on the path, and gives its standard output.
///
/// # Panics
/// If it fails.
#[must_use]
pub fn run(python: &Path, program: &str, args: &[&str], dir: &Path) -> String {
    let bin = python.parent().expect("a directory");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = [bin.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let path = std::env::join_paths(paths).expect("a path");
    let output = Command::new(bin.join(program))
        .args(args)
        .current_dir(dir)
        .env("PATH", path)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {err}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
