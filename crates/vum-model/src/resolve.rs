//! From the standard as written to the model: names are looked up, places kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::code_names;
use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::facet::{self, Block, Content};
use crate::lifecycle::Lifecycle;
use crate::model::{
    AttributeNode, CodeNode, EntityNode, ListNode, MessageNode, Model, WrapperBlock,
};
use crate::read_csv::Row;
use crate::read_toml;
use crate::release::{Day, Deprecation, Period, Status, Text, Version};
use crate::selector::{Profiles, Selection, Use, View};
use crate::source::{At, Place, SourceFile};
use crate::written::{self, Texts, Written};

/// Files that others refer to.
pub(crate) const MESSAGES: &str = "messages.toml";
const LISTS: &str = "codelists.toml";
const RELEASES: &str = "releases.toml";

/// What everything starts from when the standard names no release at all.
const FIRST: Version = Version { major: 1, minor: 0, patch: 0 };

/// What a code list is called in messages.
const LIST: &str = "code list";

/// Looks up names. What cannot be found is reported and left out.
pub(crate) fn resolve(files: Arc<[SourceFile]>, written: Written, sink: &Sink) -> Model {
    let releases = releases(&written, sink);
    let first = releases.first().map_or(FIRST, |it| it.version);
    let known: Vec<Version> = releases.iter().map(|it| it.version).collect();
    // Of releases with one number the first counts; the others are reported.
    let namespaces = written.releases.iter().rev();
    let namespaces = namespaces.filter_map(|it| Some((it.version.value, it.xml.clone()?)));
    let namespaces = namespaces.collect();
    let profiles = profiles(&written, sink);
    let entities = index(written.entities.iter().map(|it| &it.id), "entity", sink);
    let lists = index(written.lists.iter().map(|it| &it.id), LIST, sink);
    let mut resolver = Resolver { sink, first, known, profiles, entities, lists };
    let messages = resolver.messages(&written);
    resolver.profiles.messages = messages.iter().map(|it| (it.part, it.view)).collect();
    let list_nodes = resolver.lists(&written);
    let entity_nodes = resolver.entities(written.entities);
    Model {
        files,
        releases,
        namespaces,
        profiles: resolver.profiles,
        messages,
        lists: list_nodes,
        entities: entity_nodes,
        contracts: written.contracts,
        questions: written.questions,
        migrations: written.migrations,
        rules: written.rules,
        reach: Vec::new(),
    }
}

fn releases(written: &Written, sink: &Sink) -> Vec<crate::release::ReleaseInfo> {
    let mut seen: BTreeMap<Version, Place> = BTreeMap::new();
    let mut last: Option<At<Version>> = None;
    let mut releases = Vec::new();
    for release in &written.releases {
        let version = release.version;
        if let Some(other) = seen.insert(version.value, version.place) {
            draft(
                Problem::DuplicateRelease,
                version.place,
                format!("release {} stands here twice", version.value),
            )
            .related(other, "and here")
            .help("a number means one release, forever")
            .send(sink);
            continue;
        }
        if let Some(last) = last
            && version.value < last.value
        {
            draft(
                Problem::ReleaseOrder,
                version.place,
                format!("{} stands behind {}", version.value, last.value),
            )
            .related(last.place, "the release in front of it")
            .help("write releases from old to new")
            .send(sink);
        }
        last = Some(version);
        releases.push(release.info.clone());
    }
    releases.sort_by_key(|it| it.version);
    let published = releases.iter().rfind(|it| it.status == Status::Published);
    for release in &releases {
        if let Some(published) = published
            && release.status == Status::Draft
            && release.version < published.version
        {
            let place = |version| seen.get(version).copied().unwrap_or_default();
            draft(
                Problem::ReleaseStatus,
                place(&release.version),
                format!("{} is a draft, but {} is published", release.version, published.version),
            )
            .related(place(&published.version), "the published release")
            .help("a release is made on top of those before it: publish it, or number it higher")
            .send(sink);
        }
    }
    releases
}

/// Position of every id; the first of equal ones.
fn index<'a>(
    ids: impl Iterator<Item = &'a At<String>>,
    what: &str,
    sink: &Sink,
) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut index = BTreeMap::new();
    let mut position = 0;
    for id in ids {
        if let Some(other) = seen.get(id.value.as_str()) {
            duplicate(what, id, *other, sink);
            continue;
        }
        seen.insert(&id.value, id.place);
        index.insert(id.value.clone(), position);
        position += 1;
    }
    index
}

fn duplicate(what: &str, id: &At<String>, other: Place, sink: &Sink) {
    draft(Problem::DuplicateId, id.place, format!("{what} `{}` stands here twice", id.value))
        .related(other, "the other one")
        .help("an id means one node and never changes; choose another one")
        .send(sink);
}

/// Reports a release that is not in `releases.toml`.
pub(crate) fn check_known(known: &[Version], version: Version, place: Place, sink: &Sink) {
    // Without any release there is one thing to say, and it was said.
    let told = known.is_empty() || sink.is_lost(RELEASES);
    if !told && !known.contains(&version) {
        let names: Vec<String> = known.iter().map(Version::to_string).collect();
        let help = match known.iter().all(|it| *it < version) {
            true => format!(
                "a new release comes first: add {version} to releases.toml, with `status = \"draft\"`"
            ),
            false => did_you_mean(&version.to_string(), names.iter().map(String::as_str)),
        };
        draft(Problem::UnknownRelease, place, format!("there is no release {version}"))
            .help(help)
            .send(sink);
    }
}

fn profiles(written: &Written, sink: &Sink) -> Profiles {
    let all = written.parts.iter().chain(&written.views).map(|it| &it.id);
    // Parts and views share their ids' space: a selector is one word.
    index(all, "part or view", sink);
    let mut parts: Vec<String> = Vec::new();
    for part in &written.parts {
        if !parts.contains(&part.id.value) {
            parts.push(part.id.value.clone());
        }
    }
    let position = |id: &str| written.views.iter().position(|view| view.id.value == id);
    let views = written.views.iter().enumerate().map(|(own, view)| {
        let based_on = view.based_on.as_ref().and_then(|base| {
            let found = position(&base.value).filter(|found| *found != own);
            if found.is_none() && !sink.is_lost(MESSAGES) {
                let known = written
                    .views
                    .iter()
                    .map(|view| view.id.value.as_str())
                    .filter(|id| *id != view.id.value);
                draft(
                    Problem::DanglingReference,
                    base.place,
                    format!("no other view `{}`", base.value),
                )
                .help(did_you_mean(&base.value, known))
                .send(sink);
            }
            found
        });
        View { id: view.id.value.clone(), based_on, question: view.question }
    });
    Profiles { parts, views: views.collect(), messages: Vec::new() }
}

struct Resolver<'a> {
    sink: &'a Sink,
    first: Version,
    known: Vec<Version>,
    profiles: Profiles,
    entities: BTreeMap<String, usize>,
    lists: BTreeMap<String, usize>,
}

impl Resolver<'_> {
    /// Reports a release that is not in `releases.toml`.
    fn known(&self, version: Version, place: Place) {
        check_known(&self.known, version, place, self.sink);
    }

    /// A lifecycle as written; what it leaves out comes from `base`.
    fn lifecycle_on(&self, it: &written::Lifecycle, base: &Lifecycle) -> Lifecycle {
        let deprecated = it.deprecated.as_ref().map(|it| it.release);
        for version in [it.introduced, deprecated, it.removed].into_iter().flatten() {
            self.known(version.value, version.place);
        }
        Lifecycle::resolve(it, base)
    }

    fn lifecycle(&self, it: &written::Lifecycle, place: Place) -> Lifecycle {
        self.lifecycle_on(it, &Lifecycle::since(self.first, place))
    }

    fn select(&self, list: &Option<Texts>, purpose: Use) -> Option<Selection> {
        list.as_ref().map(|list| self.profiles.select(list, purpose, self.sink))
    }

    fn find(&self, index: &BTreeMap<String, usize>, what: &str, id: &At<String>) -> Option<usize> {
        let found = index.get(&id.value).copied();
        let lost = self.sink.is_lost_entity(&id.value) || what == LIST && self.sink.is_lost(LISTS);
        if found.is_none() && !lost {
            draft(
                Problem::DanglingReference,
                id.place,
                format!("there is no {what} `{}`", id.value),
            )
            .help(did_you_mean(&id.value, index.keys().map(String::as_str)))
            .send(self.sink);
        }
        found
    }

    fn messages(&self, written: &Written) -> Vec<MessageNode> {
        let index = index(written.messages.iter().map(|it| &it.id), "message", self.sink);
        let mut messages: Vec<MessageNode> = Vec::new();
        for it in &written.messages {
            if index.get(&it.id.value) != Some(&messages.len()) {
                continue;
            }
            let (part, view) = it.id.value.split_once('/').unwrap_or((&it.id.value, ""));
            let part_at = self.profiles.parts.iter().position(|known| known == part);
            let view_at = self.profiles.views.iter().position(|known| known.id == view);
            if (part_at.is_none() || view_at.is_none()) && !self.sink.is_lost(MESSAGES) {
                draft(
                    Problem::DanglingReference,
                    it.id.place,
                    format!("`{}` is not a part and a view of this file", it.id.value),
                )
                .help("the id of a message is `part/view`")
                .send(self.sink);
            }
            let root = it.entity.as_ref().and_then(|id| self.find(&self.entities, "entity", id));
            messages.push(MessageNode {
                id: it.id.value.clone(),
                entity: it.entity.as_ref().map(|it| it.value.clone()).unwrap_or_default(),
                description: it.description.clone(),
                lifecycle: self.lifecycle(&it.lifecycle, it.place),
                place: it.place,
                part: part_at.unwrap_or(usize::MAX),
                view: view_at.unwrap_or(usize::MAX),
                root,
                entity_place: it.entity.as_ref().map_or(it.place, |it| it.place),
                xml: it.xml.clone(),
            });
        }
        messages
    }

    fn lists(&self, written: &Written) -> Vec<ListNode> {
        let mut lists: Vec<ListNode> = Vec::new();
        for it in &written.lists {
            if self.lists.get(&it.id.value) != Some(&lists.len()) {
                continue;
            }
            let lifecycle = self.lifecycle(&it.lifecycle, it.place);
            let table = written.tables.get(&it.id.value).map(|(_, table)| table);
            lists.push(ListNode {
                id: it.id.value.clone(),
                description: it.description.clone(),
                owner: it.owner.clone(),
                closed: it.closed,
                complete: it.complete,
                form: it.form.as_ref().map(|it| it.value.clone()),
                source: it.source.clone(),
                terms: it.terms.clone(),
                codes: self.codes(table.map_or(&[][..], |it| &it.rows), &lifecycle, it.closed),
                broken: table.is_some_and(|it| it.broken),
                lifecycle,
                place: it.place,
                labels: it.labels,
                form_place: it.form.as_ref().map_or(it.place, |it| it.place),
            });
        }
        for (id, (place, _)) in &written.tables {
            if !self.lists.contains_key(id) && !self.sink.is_lost(LISTS) {
                draft(Problem::UnusedFile, *place, format!("there is no code list `{id}`"))
                    .help(did_you_mean(id, self.lists.keys().map(String::as_str)))
                    .send(self.sink);
            }
        }
        lists
    }

    fn codes(&self, rows: &[Row], list: &Lifecycle, closed: bool) -> Vec<CodeNode> {
        let names = code_names::names(rows, self.sink);
        // A day stands where a release stands otherwise.
        let day = |row: &Row, column: &str| {
            let written = row.get(column)?;
            let day = Day::parse(&written.value)?;
            if closed {
                draft(
                    Problem::DatedCode,
                    written.place,
                    format!("`{}` is a day, and the contracts enumerate the codes of this list", day),
                )
                .help("name the release instead; codes on a rhythm of their own are for lists that others keep")
                .send(self.sink);
            }
            Some(day)
        };
        let version = |row: &Row, column: &str| {
            let written = row.get(column)?;
            if Day::parse(&written.value).is_some() {
                return None;
            }
            let version = read_toml::version(written, self.sink)?;
            self.known(version.value, version.place);
            Some(version)
        };
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        let mut codes = Vec::new();
        for (row, name) in rows.iter().zip(names) {
            let Some(code) = row.get("code") else {
                draft(Problem::MissingKey, row.place, "this row has no code").send(self.sink);
                continue;
            };
            let value = code.value.trim();
            if value.len() < code.value.len() {
                draft(
                    Problem::CodeForm,
                    code.place,
                    format!("there are spaces around code `{value}`"),
                )
                .help("take them away: they would be part of the code")
                .send(self.sink);
            }
            if let Some(other) = seen.insert(value, code.place) {
                draft(
                    Problem::DuplicateCode,
                    code.place,
                    format!("code `{value}` stands here twice"),
                )
                .related(other, "the other one")
                .help("a code that comes back gets one row; its life is in the columns")
                .send(self.sink);
                continue;
            }
            let mut lifecycle = Lifecycle::since(list.introduced, code.place);
            if let Some(it) = version(row, "introduced") {
                lifecycle.introduced = it.value;
                lifecycle.places.introduced = it.place;
            }
            let successor = row.get("successor");
            if let Some(it) = version(row, "deprecated") {
                lifecycle.places.deprecated = it.place;
                lifecycle.deprecated = Some(Deprecation {
                    release: it.value,
                    reason: Text::default(),
                    successor: successor.map(|it| it.value.clone()),
                });
            }
            if let Some(it) = version(row, "removed") {
                lifecycle.removed = Some(it.value);
                lifecycle.places.removed = it.place;
            }
            if let Some(it) = successor {
                lifecycle.successor = Some(it.value.clone());
                lifecycle.places.successor = it.place;
            }
            let period = Period { from: day(row, "introduced"), until: day(row, "removed") };
            if let (Some(from), Some(until)) = (period.from, period.until)
                && until <= from
            {
                draft(
                    Problem::LifecycleOrder,
                    row.get("removed").map_or(row.place, |it| it.place),
                    format!("code `{value}` ends on {until}, before it begins on {from}"),
                )
                .send(self.sink);
            }
            codes.push(CodeNode {
                period,
                code: value.to_owned(),
                name,
                label: row.get("label").map(|it| it.value.clone()),
                lifecycle,
                place: code.place,
            });
        }
        codes
    }

    fn entities(&self, written: Vec<written::Entity>) -> Vec<EntityNode> {
        let mut entities: Vec<EntityNode> = Vec::new();
        for it in written {
            if self.entities.get(&it.id.value) == Some(&entities.len()) {
                entities.push(self.entity(it));
            }
        }
        entities
    }

    fn entity(&self, it: written::Entity) -> EntityNode {
        let lifecycle = self.lifecycle(&it.lifecycle, it.place);
        let mut wrappers = Vec::new();
        wrappers.extend(it.wrapper.map(|wrapper| WrapperBlock {
            since: lifecycle.introduced,
            scope: None,
            wrapper,
        }));
        for facet in it.wrappers {
            let scope = self.select(&facet.scope, Use::Where);
            if let (Some(since), Some(wrapper)) = (facet.since, facet.wrapper) {
                self.known(since.value, since.place);
                self.check_since(since, &lifecycle, &lifecycle, facet.place);
                wrappers.push(WrapperBlock { since: since.value, scope, wrapper });
            }
        }
        wrappers.sort_by_key(|it| (it.scope.is_some(), it.since));
        let mut attributes: Vec<AttributeNode> = Vec::new();
        for attribute in it.attributes {
            let node = self.attribute(&it.id.value, attribute, &lifecycle);
            match attributes.iter().find(|other| other.id == node.id) {
                Some(other) => {
                    duplicate("attribute", &At::new(node.id, node.place), other.place, self.sink)
                }
                None => attributes.push(node),
            }
        }
        EntityNode {
            id: it.id.value,
            name: it.name.value,
            description: it.description,
            lifecycle,
            attributes,
            place: it.place,
            name_place: it.name.place,
            choice: it.choice.map(|choice| self.branches(&choice)),
            wrappers,
        }
    }

    fn branches(&self, choice: &Texts) -> At<Vec<At<usize>>> {
        let mut found: Vec<At<usize>> = Vec::new();
        for id in &choice.value {
            let Some(entity) = self.find(&self.entities, "entity", id) else { continue };
            match found.iter().find(|other| other.value == entity) {
                Some(other) => duplicate("branch", id, other.place, self.sink),
                None => found.push(At::new(entity, id.place)),
            }
        }
        At::new(found, choice.place)
    }

    /// Reports a facet outside the life of what it is a facet of.
    fn check_since(
        &self,
        since: At<Version>,
        earliest: &Lifecycle,
        latest: &Lifecycle,
        block: Place,
    ) {
        if since.value < earliest.introduced {
            draft(
                Problem::LifecycleOrder,
                since.place,
                format!("this facet comes before {}, when the node comes", earliest.introduced),
            )
            .related(earliest.places.introduced, "introduced here")
            .send(self.sink);
        } else if let Some(end) = latest.removed
            && since.value >= end
        {
            draft(
                Problem::LifecycleOrder,
                since.place,
                format!("this facet comes when the node is gone, in {end}"),
            )
            .related(latest.places.removed, "removed here")
            .related(block, "the facet")
            .send(self.sink);
        }
    }

    fn attribute(&self, entity: &str, it: written::Attribute, parent: &Lifecycle) -> AttributeNode {
        // An attribute that does not say when it comes, comes with its entity.
        let start = Lifecycle::since(parent.introduced, it.place);
        let lifecycle = self.lifecycle_on(&it.lifecycle, &start);
        let lifecycles: Vec<_> = it
            .lifecycles
            .iter()
            .filter_map(|(scope, life)| {
                Some((self.select(scope, Use::Where)?, self.lifecycle_on(life, &lifecycle)))
            })
            .collect();
        let all = || lifecycles.iter().map(|(_, life)| life).chain([&lifecycle]);
        let earliest = all().min_by_key(|it| it.introduced).unwrap_or(&lifecycle);
        // What is never removed ends with its parent.
        let end = |it: &Lifecycle| it.removed.map_or((1, None), |removed| (0, Some(removed)));
        let latest = all().max_by_key(|it| end(it)).unwrap_or(&lifecycle);
        let latest = if latest.removed.is_some() { latest } else { parent };
        let mut blocks = Vec::new();
        for facet in it.facets {
            if let Some(since) = facet.since {
                self.known(since.value, since.place);
                self.check_since(since, earliest, latest, facet.place);
                blocks.push(self.block(facet, since));
            }
        }
        facet::sort(&mut blocks);
        for (part, since) in &it.searchable {
            self.known(since.value, since.place);
            if !self.profiles.parts.contains(&part.value) && !self.sink.is_lost(MESSAGES) {
                let known = self.profiles.parts.iter().map(String::as_str);
                draft(Problem::UnknownSelector, part.place, format!("no part `{}`", part.value))
                    .help(did_you_mean(&part.value, known))
                    .send(self.sink);
            }
        }
        let id = &it.id;
        AttributeNode {
            id: format!("{entity}.{}", id.value),
            name_place: it.name.as_ref().map_or(id.place, |name| name.place),
            name: it.name.map_or_else(|| id.value.clone(), |name| name.value),
            rust: it.rust.map(|rust| rust.value),
            description: it.description,
            tag_place: it.tag,
            sensitive: it.sensitive,
            searchable: it
                .searchable
                .into_iter()
                .map(|(part, since)| (part.value, since.value))
                .collect(),
            place: it.place,
            lifecycle,
            lifecycles,
            blocks,
            unsure: it.unsure,
        }
    }

    fn block(&self, it: written::Facet, since: At<Version>) -> Block {
        let content = Content {
            kind: it.kind,
            many: it.many,
            entity: it
                .entity
                .as_ref()
                .map(|id| At::new(self.find(&self.entities, "entity", id), id.place)),
            choice: it.choice.as_ref().map(|choice| self.branches(choice)),
            list: it.list.as_ref().map(|id| At::new(self.find(&self.lists, LIST, id), id.place)),
            number: it.number,
            labels: it.labels,
            min_length: it.min_length,
            max_length: it.max_length,
            pattern: it.pattern,
            min: it.min,
            max: it.max,
        };
        Block {
            since: since.value,
            since_place: since.place,
            scope: self.select(&it.scope, Use::Where),
            content,
            profiles: self.select(&it.profiles, Use::Profiles),
            required: self.select(&it.required, Use::Required),
            name: it.name,
            place: it.place,
        }
    }
}
