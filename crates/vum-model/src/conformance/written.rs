//! `conformance.toml`, read into plain values with their places.

use crate::describe::description;
use crate::question::written::Life;
use crate::read_toml::Reader;
use crate::release::{Description, Role};
use crate::source::At;
use crate::written::gather;

/// Everything in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conformance {
    pub profiles: Vec<Profile>,
    pub levels: Vec<Level>,
}

#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub id: At<String>,
    pub part: At<String>,
    pub role: Role,
    pub life: Life,
    pub description: Description,
}

#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub id: At<String>,
    pub selection: bool,
    pub life: Life,
    pub description: Description,
}

/// Reads the file; the flag says whether everything could be read.
pub(crate) fn read(it: &Reader<'_, '_>) -> (Conformance, bool) {
    let mut all = Conformance::default();
    let mut lost = gather(&mut all.profiles, it.tables("profile"), profile);
    lost |= gather(&mut all.levels, it.tables("level"), level);
    (all, !lost)
}

fn life(it: &Reader<'_, '_>) -> Option<Life> {
    it.missing("introduced", "the first release that has it");
    let removed = it.version("removed");
    Some(Life { introduced: it.version("introduced")?, removed })
}

fn profile(it: Reader<'_, '_>) -> Option<Profile> {
    let id = it.need("id", "what it is called on the command line, such as `wz-bron`");
    let part = it.need("part", "the id of a part of messages.toml");
    let role = it.word("role", &Role::ALL.map(|role| (role.name(), role)));
    it.missing("role", "bron or bemiddelaar");
    let life = life(&it);
    let description = description(&it, "a profile");
    it.finish();
    Some(Profile { id: id?, part: part?, role: role?.value, life: life?, description })
}

fn level(it: Reader<'_, '_>) -> Option<Level> {
    let id = it.need("id", "what it is called on the command line, such as `N1`");
    let selection = it.flag("selection").is_some_and(|it| it.value);
    let life = life(&it);
    let description = description(&it, "a level");
    it.finish();
    Some(Level { id: id?, selection, life: life?, description })
}
