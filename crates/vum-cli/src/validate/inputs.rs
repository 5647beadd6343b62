//! Which files are judged, and as what.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use vum::stream::Format;

use super::config::{self, Config, House};
use super::is_piped;
use super::kind::{Kind, Told, Wish};
use crate::args::MessageArgs;
use crate::exit::Failure;
use crate::screen::harmless;

/// A file to judge.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) source: Source,
    /// The name in reports; `-` for standard input.
    pub(crate) name: String,
    /// What it is held against; `None` when it could not be looked into.
    pub(crate) kind: Option<Kind>,
    pub(crate) format: Format,
    /// Its size; 0 when unknown.
    pub(crate) bytes: u64,
    /// What the `vum.toml` says that counts for it.
    pub(crate) house: Rc<House>,
}

/// Where the bytes come from.
#[derive(Debug)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
    /// Headers of HTTP around a body.
    Headers(PathBuf),
    /// A directory that could not be walked, with the reason.
    Unreadable(io::ErrorKind, String),
}

impl Input {
    /// The name on a screen.
    pub(crate) fn shown(&self) -> String {
        match self.source {
            Source::Stdin => "<stdin>".to_owned(),
            _ => harmless(&self.name),
        }
    }

    /// Whether it is the file at a path, by whatever name.
    pub(crate) fn is_file_at(&self, path: &Path) -> bool {
        match &self.source {
            Source::File(own) => match (own.canonicalize(), path.canonicalize()) {
                (Ok(own), Ok(path)) => own == path,
                _ => false,
            },
            _ => false,
        }
    }

    fn stdin(kind: Kind) -> Self {
        Self {
            source: Source::Stdin,
            name: "-".to_owned(),
            kind: Some(kind),
            format: Format::Auto,
            bytes: 0,
            house: Rc::default(),
        }
    }

    fn file(path: &Path, kind: Kind) -> Self {
        let is_lines = extension(path).is_some_and(|it| matches!(it, "ndjson" | "jsonl"));
        Self {
            source: Source::File(path.to_owned()),
            name: path.display().to_string(),
            kind: Some(kind),
            format: if is_lines { Format::Lines } else { Format::Auto },
            bytes: fs::metadata(path).map_or(0, |it| if it.is_file() { it.len() } else { 0 }),
            house: Rc::default(),
        }
    }

    /// The same, with what a configuration says of all its files.
    fn of(self, config: Option<&Config>) -> Self {
        Self { house: config.map(Config::house).unwrap_or_default(), ..self }
    }

    fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self {
            source: Source::Unreadable(error.kind(), error.to_string()),
            name: path.display().to_string(),
            kind: None,
            format: Format::Auto,
            bytes: 0,
            house: Rc::default(),
        }
    }
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|it| it.to_str())
}

/// The kind of all inputs, for a command that can take but one.
pub(crate) fn one_kind(inputs: &[Input]) -> Result<Kind, Failure> {
    let mut kinds = inputs.iter().filter_map(|input| input.kind);
    let mixed = || {
        Failure::usage(
            "deze bestanden houden verschillende berichten; geef één soort tegelijk",
            "these files hold different messages; give one kind at a time",
        )
    };
    let first = kinds.next().ok_or_else(mixed)?;
    if kinds.all(|kind| kind == first) { Ok(first) } else { Err(mixed()) }
}

/// A file that a flag names; `-` is standard input.
pub(crate) fn named(path: &Path, kind: Kind) -> Input {
    if path.as_os_str() == "-" { Input::stdin(kind) } else { Input::file(path, kind) }
}

/// The files that the command line names, in its order; those of a directory sorted.
pub(crate) fn find(args: &MessageArgs) -> Result<Vec<Input>, Failure> {
    let flags = Wish {
        release: args.release.as_deref(),
        message: args.message.as_deref(),
        role: args.role.map(Into::into),
    };
    flags.check()?;
    let shared = args.config.as_deref().map(Config::read).transpose()?;
    // Standard input has no name that a glob could match.
    let unnamed = shared.as_ref().map_or(Told::Nothing, |it| Told::NoEntry(it, "<stdin>"));
    if args.files.is_empty() {
        if !is_piped() {
            return Err(Failure::usage(
                "noem bestanden of mappen, of geef een bericht op standaardinvoer; zie --help",
                "name files or directories, or give a message on standard input; see --help",
            ));
        }
        return Ok(vec![Input::stdin(flags.kind(unnamed)?).of(shared.as_ref())]);
    }
    let mut inputs = Vec::new();
    let mut has_stdin = false;
    for path in &args.files {
        if path.as_os_str() == "-" {
            if std::mem::replace(&mut has_stdin, true) {
                return Err(Failure::usage(
                    "`-` staat er meer dan eens: standaardinvoer is maar één keer te lezen",
                    "`-` stands there more than once: standard input can be read but once",
                ));
            }
            inputs.push(Input::stdin(flags.kind(unnamed)?).of(shared.as_ref()));
        } else if path.is_dir() {
            let own = path.join(config::NAME);
            let own = match &shared {
                None if own.symlink_metadata().is_ok() => Some(Config::read(&own)?),
                _ => None,
            };
            directory(path, shared.as_ref().or(own.as_ref()), flags, &mut inputs)?;
        } else {
            let shown = harmless(&path.display().to_string());
            let told = shared.as_ref().map_or(Told::Nothing, |it| Told::by(it, path, &shown));
            inputs.push(Input::file(path, flags.kind(told)?).of(shared.as_ref()));
        }
    }
    Ok(inputs)
}

fn directory(
    dir: &Path,
    config: Option<&Config>,
    flags: Wish<'_>,
    inputs: &mut Vec<Input>,
) -> Result<(), Failure> {
    let mut walk = Walk::default();
    walk.enter(dir, 0);
    let shown = |path: &Path| harmless(&path.display().to_string());
    if walk.files.is_empty() && walk.problems.is_empty() {
        let dir = shown(dir);
        return Err(Failure::usage(
            format!("in {dir} staan geen bestanden *.json, *.ndjson, *.jsonl of *.xml"),
            format!("{dir} holds no files *.json, *.ndjson, *.jsonl or *.xml"),
        ));
    }
    for path in &walk.files {
        let shown = shown(path);
        let told = config.map_or(Told::NoConfig(&shown), |it| Told::by(it, path, &shown));
        inputs.push(Input::file(path, flags.kind(told)?).of(config));
    }
    inputs.extend(walk.problems.iter().map(|(path, error)| Input::unreadable(path, error)));
    Ok(())
}

/// How deep directories are walked: no tree of messages is deeper.
const DEPTH: usize = 64;

#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    problems: Vec<(PathBuf, io::Error)>,
}

impl Walk {
    /// Takes in the files below a directory, sorted by name. Hidden ones are passed over, and
    /// links to directories are not followed.
    fn enter(&mut self, dir: &Path, depth: usize) {
        let listed = fs::read_dir(dir).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match listed {
            Ok(_) if depth > DEPTH => {
                self.problems.push((dir.to_owned(), io::Error::other("nested too deep")));
                return;
            }
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push((dir.to_owned(), error));
                return;
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().is_ok_and(|it| it.is_dir()) {
                self.enter(&path, depth + 1);
            } else if extension(&path)
                .is_some_and(|it| matches!(it, "json" | "ndjson" | "jsonl" | "xml"))
                && !path.is_dir()
            {
                self.files.push(path);
            }
        }
    }
}
