//! Keys, reports and envelopes in files.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use vum::Language;
use vum_attest::{Error, PrivateKey, PublicKey};

use crate::exit::Failure;
use crate::screen::harmless;

/// No report or envelope is larger; the library says which of them is too large.
const BYTES: u64 = 65 << 20;
/// No key is larger.
const KEY: u64 = 64 << 10;

pub(super) fn shown(path: &Path) -> String {
    harmless(&path.display().to_string())
}

/// Why something in a file cannot be used.
pub(super) fn broken(path: &Path, error: &Error) -> Failure {
    let path = shown(path);
    let text = |language| format!("{path}: {}", harmless(error.text(language)));
    Failure::broken(text(Language::Nl), text(Language::En))
}

pub(super) fn exists(path: &Path) -> Failure {
    let path = shown(path);
    Failure::usage(
        format!("{path} bestaat al; een sleutel wordt niet overschreven"),
        format!("{path} exists already; a key is not overwritten"),
    )
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_up_to(path, BYTES)
}

fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| Failure::unreadable(path, &error))?;
    Ok(bytes)
}

fn pem(path: &Path) -> Result<String, Failure> {
    let bytes = read_up_to(path, KEY)?;
    // What is no text is no PEM either; the key says so.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(super) fn private_key(path: &Path) -> Result<PrivateKey, Failure> {
    PrivateKey::from_pem(&pem(path)?).map_err(|error| broken(path, &error))
}

pub(super) fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    PublicKey::from_pem(&pem(path)?).map_err(|error| broken(path, &error))
}

/// Writes a file that is not there yet.
pub(super) fn create(path: &Path, text: &str, is_private: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if is_private {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = is_private;
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Failure::unwritable(path, &error),
    })
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::unwritable(path, &error))
}

/// The public key beside a private one.
pub(super) fn public_of(private: &Path) -> PathBuf {
    let mut name = private.as_os_str().to_owned();
    name.push(".pub");
    name.into()
}

/// The envelope beside a report.
pub(super) fn envelope_of(report: &Path) -> PathBuf {
    report.with_extension("intoto.json")
}

/// The report beside an envelope.
pub(super) fn report_of(envelope: &Path) -> PathBuf {
    let name = envelope.file_name().unwrap_or_default().to_string_lossy();
    match name.strip_suffix(".intoto.json") {
        Some(stem) => envelope.with_file_name(format!("{stem}.json")),
        None => envelope.with_file_name("report.json"),
    }
}
