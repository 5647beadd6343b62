//! What `tests/vectors` holds, made from the facts and never from our readers, so that a vector says
//! what the contracts say. Only the names in XML come from the model: nothing else has them.
//!
//! | module | what |
//! |---|---|
//! | [`layout`] | how a file is written: one vector per line, keys in a fixed order |
//! | [`population`], [`questions`], [`faults`] | populations, questions over them, and the bronnen that answer wrongly |
//! | [`selection`] | the three together, with the answers of the [oracle](crate::selection) |
//! | [`frame`], [`realistic`], [`remarks`] | messages around one place, plausible values, what is discouraged |
//! | [`constraints`] | one change for every attribute and constraint, with what is found |
//! | [`messages`] | the files of messages |
//! | [`suite`] | the files on disk, and the digests of all of them |

pub mod constraints;
pub mod faults;
pub mod frame;
pub mod layout;
pub mod messages;
pub mod population;
pub mod questions;
pub mod realistic;
pub mod remarks;
pub mod selection;
pub mod suite;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of the vectors.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// The profile names of a part, as in `3.1.0/werkzoekende`: `wz`, `vac` or `wcm`.
///
/// # Panics
/// If there is no such part.
#[must_use]
pub fn short(part: &str) -> &'static str {
    match part {
        "werkzoekende" => "wz",
        "vacature" => "vac",
        "werkgeverscontactmoment" => "wcm",
        _ => panic!("no part {part}"),
    }
}

/// Every generated file by its path below [`root`], without what is made of the others.
///
/// # Panics
/// If what is made does not satisfy the contracts.
#[must_use]
pub fn generated() -> BTreeMap<String, String> {
    let mut files = messages::files();
    // The faults of every question over every profile are much work, and each part is on its own.
    std::thread::scope(|scope| {
        let made: Vec<_> = crate::selection::questions()
            .into_iter()
            .map(|(release, part)| {
                let text = scope.spawn(move || selection::text(release, part));
                (selection::path(release, part), text)
            })
            .collect();
        for (path, text) in made {
            files.insert(path, text.join().expect("a population is made"));
        }
    });
    files
}
