//! `manifest.json`: what was generated, with digests, so that a receiver can see that nothing
//! changed on the way.

use serde::Serialize;
use sha2::{Digest, Sha256};
use vum_codegen::GeneratedFile;

/// The name of the file.
pub(super) const NAME: &str = "manifest.json";

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'static str,
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    /// Below the directory of the manifest, with `/` between its parts.
    path: &'a str,
    bytes: usize,
    sha256: String,
}

/// The manifest of these files, in their order.
///
/// # Errors
/// None is known: it holds texts and numbers only.
pub(super) fn of(files: &[GeneratedFile]) -> Result<String, serde_json::Error> {
    let digest_of = |file: &'_ GeneratedFile| {
        let digest = Sha256::digest(file.text.as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let entries = files.iter().map(|file| Entry {
        path: &file.name,
        bytes: file.text.len(),
        sha256: digest_of(file),
    });
    let manifest = Manifest {
        generator: concat!("vum ", env!("CARGO_PKG_VERSION")),
        files: entries.collect(),
    };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_text() {
        let file = GeneratedFile { name: "a/b.txt".to_owned(), text: "abc".to_owned() };
        // The example of FIPS 180-4.
        let expected =
            r#"      "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#;
        assert!(of(&[file]).is_ok_and(|text| text.contains(expected)));
    }
}
