//! `migrations.toml`, read into plain values with their places.

use crate::describe::pair;
use crate::migration::LossReason;
use crate::read_toml::Reader;
use crate::release::Text;
use crate::source::At;
use crate::written::{Texts, gather};

/// Everything in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Migrations {
    pub picks: Vec<Pick>,
    pub losses: Vec<Loss>,
}

#[derive(Clone, Debug)]
pub(crate) struct Pick {
    pub list: At<String>,
    pub by: At<String>,
    pub order: Texts,
    pub why: Text,
}

#[derive(Clone, Debug)]
pub(crate) struct Loss {
    /// Ids of attributes, and of entities for all of theirs.
    pub attributes: Texts,
    pub reason: LossReason,
    pub why: Text,
}

/// Reads the file; the flag says whether everything could be read.
pub(crate) fn read(it: &Reader<'_, '_>) -> (Migrations, bool) {
    let mut all = Migrations::default();
    let mut lost = gather(&mut all.picks, it.tables("pick"), pick);
    lost |= gather(&mut all.losses, it.tables("loss"), loss);
    (all, !lost)
}

fn why(it: &Reader<'_, '_>) -> Text {
    it.missing("why", "say in a sentence why it is so");
    pair(it, "why", "why-en")
}

fn pick(it: Reader<'_, '_>) -> Option<Pick> {
    let list = it.need("list", "the full id of the attribute with the list");
    let by = it.need("by", "the full id of the attribute of a record that tells which");
    let order = it.texts("order");
    it.missing("order", "the values of that attribute, the most wanted first");
    let why = why(&it);
    it.finish();
    Some(Pick { list: list?, by: by?, order: order?, why })
}

fn loss(it: Reader<'_, '_>) -> Option<Loss> {
    let attributes = it.texts("attributes");
    it.missing("attributes", "full ids of attributes, or ids of entities for all of theirs");
    let words = [("removed", LossReason::Removed), ("no-mapping", LossReason::NoMapping)];
    let reason = it.word("reason", &words);
    it.missing("reason", "removed or no-mapping");
    let why = why(&it);
    it.finish();
    Some(Loss { attributes: attributes?, reason: reason?.value, why })
}
