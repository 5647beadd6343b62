//! Code lists on their own rhythm: what a new edition of a list changes, and taking it over.
//!
//! A list comes as a table of ours (`standard/codelists/*.csv`), or in the layout in which the SGR
//! publishes its lists: columns for the list, the code and its description, in a spreadsheet or as
//! CSV.

mod import;
mod read;

use std::collections::BTreeMap;

pub use import::{ImportError, Imported, Since, import};
pub use read::{ReadError, read};

/// A code with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As written in a message.
    pub code: String,
    /// Its meaning, where it is known.
    pub label: Option<String>,
    /// Whether the code stood in a cell for numbers, which keeps no zeros in front.
    pub is_number: bool,
}

/// What another edition of a list changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Codes that are new, in the order of the newer edition.
    pub added: Vec<Entry>,
    /// Codes that the newer edition does not have, in the order of the older one.
    pub ended: Vec<Entry>,
    /// Codes with another meaning: the older and the newer entry.
    pub relabelled: Vec<(Entry, Entry)>,
}

impl Changes {
    /// Compares two editions.
    #[must_use]
    pub fn between(old: &[Entry], new: &[Entry]) -> Self {
        let by_code = |entries: &[Entry]| -> BTreeMap<String, Entry> {
            entries.iter().map(|it| (it.code.clone(), it.clone())).collect()
        };
        let (before, after) = (by_code(old), by_code(new));
        let added = new.iter().filter(|it| !before.contains_key(&it.code)).cloned().collect();
        let ended = old.iter().filter(|it| !after.contains_key(&it.code)).cloned().collect();
        let relabelled = old.iter().filter_map(|it| {
            let now = after.get(&it.code)?;
            // An edition without a meaning says nothing about it.
            (now.label.is_some() && it.label != now.label).then(|| (it.clone(), now.clone()))
        });
        Self { added, ended, relabelled: relabelled.collect() }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.ended.is_empty() && self.relabelled.is_empty()
    }
}
