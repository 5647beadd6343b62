//! A standard as it is written: every file read into plain values with their places. Names are
//! not looked up yet; that is the work of `resolve`.

use std::collections::BTreeMap;

use crate::diagnostic::{Problem, Sink, draft};
use crate::read_csv::{self, Row};
use crate::read_toml::{self, Reader};
use crate::release::{Description, SgrRelation, Status, Text, Version};
use crate::source::{At, Place, SourceFile};

/// A list of texts, such as selectors.
pub(crate) type Texts = At<Vec<At<String>>>;

#[derive(Default)]
pub(crate) struct Written {
    pub releases: Vec<Release>,
    pub parts: Vec<Profile>,
    pub views: Vec<Profile>,
    pub messages: Vec<Message>,
    pub lists: Vec<List>,
    /// Rows by the id of the list, with the file they stand in.
    pub tables: BTreeMap<String, (Place, Vec<Row>)>,
    pub entities: Vec<Entity>,
}

pub(crate) struct Release {
    pub version: At<Version>,
    pub info: crate::release::ReleaseInfo,
}

/// A part or a view.
pub(crate) struct Profile {
    pub id: At<String>,
    pub based_on: Option<At<String>>,
    pub question: bool,
}

#[derive(Default)]
pub(crate) struct Lifecycle {
    pub introduced: Option<At<Version>>,
    pub deprecated: Option<Deprecated>,
    pub removed: Option<At<Version>>,
    pub successor: Option<At<String>>,
}

pub(crate) struct Deprecated {
    pub release: At<Version>,
    pub reason: Text,
    pub successor: Option<At<String>>,
}

pub(crate) struct Message {
    pub id: At<String>,
    pub entity: Option<At<String>>,
    pub lifecycle: Lifecycle,
    pub description: Description,
    pub place: Place,
}

pub(crate) struct List {
    pub id: At<String>,
    pub description: Description,
    pub owner: String,
    pub closed: bool,
    pub complete: bool,
    pub labels: Labels,
    pub form: Option<At<String>>,
    pub lifecycle: Lifecycle,
    pub source: String,
    pub terms: Option<String>,
    pub place: Place,
}

/// What is known of the labels of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Labels {
    Known,
    Unknown,
    English,
}

pub(crate) struct Entity {
    pub id: At<String>,
    pub name: At<String>,
    pub description: Description,
    pub lifecycle: Lifecycle,
    pub choice: Option<Texts>,
    pub wrapper: Option<At<String>>,
    pub wrappers: Vec<Wrapper>,
    pub attributes: Vec<Attribute>,
    pub place: Place,
}

pub(crate) struct Wrapper {
    pub since: Option<At<Version>>,
    pub scope: Option<Texts>,
    pub wrapper: Option<At<String>>,
    pub place: Place,
}

pub(crate) struct Attribute {
    pub id: At<String>,
    pub name: Option<At<String>>,
    pub rust: Option<At<String>>,
    pub description: Description,
    pub tag: Option<Place>,
    pub sensitive: Option<Text>,
    pub searchable: Vec<(At<String>, At<Version>)>,
    pub lifecycle: Lifecycle,
    pub lifecycles: Vec<(Option<Texts>, Lifecycle)>,
    pub facets: Vec<Facet>,
    pub place: Place,
}

/// The kind of a value, as `type` states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Uri,
    Integer,
    Boolean,
    Date,
    Code,
    Entity,
    Choice,
}

pub(crate) const KINDS: [(&str, Kind); 8] = [
    ("text", Kind::Text),
    ("uri", Kind::Uri),
    ("integer", Kind::Integer),
    ("boolean", Kind::Boolean),
    ("date", Kind::Date),
    ("code", Kind::Code),
    ("entity", Kind::Entity),
    ("choice", Kind::Choice),
];

#[derive(Default)]
pub(crate) struct Facet {
    pub since: Option<At<Version>>,
    pub scope: Option<Texts>,
    pub kind: Option<At<Kind>>,
    pub many: Option<At<bool>>,
    pub entity: Option<At<String>>,
    pub choice: Option<Texts>,
    pub list: Option<At<String>>,
    /// Whether the code is a JSON number.
    pub number: Option<At<bool>>,
    pub labels: Option<At<bool>>,
    pub min_length: Option<At<u32>>,
    pub max_length: Option<At<u32>>,
    pub pattern: Option<At<String>>,
    pub min: Option<At<i64>>,
    pub max: Option<At<i64>>,
    pub profiles: Option<Texts>,
    pub required: Option<Texts>,
    pub name: Option<At<String>>,
    pub place: Place,
}

/// Reads every file.
pub(crate) fn read(files: &[SourceFile], sink: &Sink) -> Written {
    let mut written = Written::default();
    for name in ["releases.toml", "messages.toml", "codelists.toml"] {
        if !files.iter().any(|file| file.path == name) {
            draft(
                Problem::MissingFile,
                Place::new(usize::MAX, 0..0),
                format!("there is no {name}"),
            )
            .at_missing(name)
            .send(sink);
        }
    }
    for (index, file) in files.iter().enumerate() {
        let place = Place::new(index, 0..0);
        let toml = |read: &mut dyn FnMut(&Reader<'_, '_>)| {
            let parsed = read_toml::parse(index, file, sink);
            let reader = parsed.reader(sink);
            read(&reader);
            reader.finish();
        };
        match file.path.as_str() {
            "releases.toml" => toml(&mut |it| {
                it.missing("release", "the standard needs at least one `[[release]]`");
                written.releases.extend(it.tables("release").into_iter().filter_map(release))
            }),
            "messages.toml" => toml(&mut |it| {
                written.parts.extend(it.tables("part").into_iter().filter_map(part));
                written.views.extend(it.tables("view").into_iter().filter_map(view));
                written.messages.extend(it.tables("message").into_iter().filter_map(message));
            }),
            "codelists.toml" => {
                toml(&mut |it| written.lists.extend(it.tables("list").into_iter().filter_map(list)))
            }
            path => match (path.strip_prefix("codelists/"), path.strip_prefix("entities/")) {
                (Some(name), _) if name.ends_with(".csv") => {
                    let id = name.trim_end_matches(".csv").to_owned();
                    written.tables.insert(id, (place, read_csv::parse(index, file, sink)));
                }
                (_, Some(name)) if name.ends_with(".toml") => {
                    toml(&mut |it| {
                        written.entities.extend(entity(it, name.trim_end_matches(".toml")))
                    });
                }
                _ => draft(Problem::UnusedFile, place, format!("nothing reads `{path}`"))
                    .help("code tables are codelists/<list>.csv, entities are entities/<id>.toml")
                    .send(sink),
            },
        }
    }
    written
}

fn plain(text: Option<At<String>>) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

/// A text in two languages; reports Dutch without English.
fn pair(it: &Reader<'_, '_>, key: &'static str, key_en: &'static str) -> Text {
    let (nl, en) = (it.text(key), it.text(key_en));
    // The Dutch text repeated is no translation either, unless it is a name or two.
    let translated = |nl: &str, en: &str| {
        en.contains(char::is_alphabetic) && (en != nl || nl.split_whitespace().count() < 4)
    };
    if let Some(nl) = &nl
        && nl.value.contains(char::is_alphabetic)
        && !en.as_ref().is_some_and(|en| translated(&nl.value, &en.value))
    {
        draft(Problem::MissingEnglish, nl.place, format!("`{key}` has no English counterpart"))
            .help(format!("add `{key_en}`"))
            .send(it.sink);
    }
    Text { nl: plain(nl), en: plain(en) }
}

const SGR: [(&str, SgrRelation); 4] = [
    ("equal", SgrRelation::Equal),
    ("ahead", SgrRelation::Ahead),
    ("absent", SgrRelation::Absent),
    ("unknown", SgrRelation::Unknown),
];

fn description(it: &Reader<'_, '_>, what: &str) -> Description {
    let label = it.text("label");
    let definition = pair(it, "definition", "definition-en");
    for (key, text) in
        [("label", label.as_ref().map_or("", |it| &it.value)), ("definition", &definition.nl)]
    {
        // A text without letters, such as `?`, only keeps the place of one.
        if !text.contains(char::is_alphabetic) {
            draft(Problem::MissingDefinition, it.place(), format!("{what} has no `{key}`"))
                .send(it.sink);
        }
    }
    let some =
        |text: Option<At<String>>| text.map(|text| text.value).filter(|text| !text.is_empty());
    Description {
        label: plain(label),
        definition,
        norm: some(it.text("norm")),
        sgr_item: some(it.text("sgr-item")),
        sgr: it.word("sgr", &SGR).map(|it| it.value),
        tag: some(it.text("tag")),
        tag_is_draft: it
            .word("tag-status", &[("suwiml", false), ("draft", true)])
            .is_some_and(|it| it.value),
        note: pair(it, "note", "note-en"),
    }
}

fn lifecycle(it: &Reader<'_, '_>) -> Lifecycle {
    let deprecated = it.table("deprecated").and_then(|inner| {
        let release = inner.version("release");
        inner.missing("release", "name the release that deprecates it");
        let reason = pair(&inner, "reason", "reason-en");
        let successor = inner.text("successor");
        inner.finish();
        Some(Deprecated { release: release?, reason, successor })
    });
    Lifecycle {
        introduced: it.version("introduced"),
        deprecated,
        removed: it.version("removed"),
        successor: it.text("successor"),
    }
}

fn introduced(it: &Reader<'_, '_>) {
    it.missing("introduced", "name the release that brought it");
}

fn release(it: Reader<'_, '_>) -> Option<Release> {
    let version = it.version("version");
    it.missing("version", "a release has a number");
    let status = it.word(
        "status",
        &[("published", Status::Published), ("history", Status::History), ("draft", Status::Draft)],
    );
    it.missing("status", "published, history or draft");
    let date = it.text("date");
    if let Some(date) = &date
        && !is_date(&date.value)
    {
        draft(Problem::BadDate, date.place, format!("`{}` is not a date", date.value))
            .help("write `2026`, `2026-05` or `2026-05-04`, as precise as known")
            .send(it.sink);
    }
    let sgr = it.table("sgr");
    let (mut sgr_version, mut sgr_relation, mut sgr_note) = Default::default();
    if let Some(sgr) = sgr {
        sgr_version = plain(sgr.need("version", "the version of the SGR"));
        sgr_relation = sgr
            .word(
                "relation",
                &[
                    ("equal", SgrRelation::Equal),
                    ("ahead", SgrRelation::Ahead),
                    ("unknown", SgrRelation::Unknown),
                ],
            )
            .map(|it| it.value)
            .unwrap_or_default();
        sgr.missing("relation", "equal, ahead or unknown");
        sgr_note = pair(&sgr, "note", "note-en");
        sgr.finish();
    } else {
        it.missing(
            "sgr",
            "name the SGR it refers to: `sgr = { version = \"19.0\", relation = \"unknown\" }`",
        );
    }
    let unknown = it.word("unknown-attributes", &[("error", false), ("allowed", true)]);
    let gegevensstandaard = it.text("gegevensstandaard").map(|it| it.value);
    let source = plain(it.text("source"));
    let note = pair(&it, "note", "note-en");
    it.finish();
    let version = version?;
    let info = crate::release::ReleaseInfo {
        version: version.value,
        status: status.map_or(Status::Draft, |it| it.value),
        date: date.map(|it| it.value),
        gegevensstandaard,
        sgr_version,
        sgr_relation,
        sgr_note,
        unknown_attributes_allowed: unknown.is_some_and(|it| it.value),
        source,
        note,
    };
    Some(Release { version, info })
}

/// Whether the text is a year, a year and month, or a full date.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |length: usize, range: std::ops::RangeInclusive<u32>| match parts.next() {
        None => Some(false),
        Some(part) => {
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            (digits && part.parse().is_ok_and(|number| range.contains(&number))).then_some(true)
        }
    };
    let year = number(4, 1900..=2999);
    let month = number(2, 1..=12);
    let day = number(2, 1..=31);
    year == Some(true) && month.is_some() && day.is_some() && parts.next().is_none()
}

fn part(it: Reader<'_, '_>) -> Option<Profile> {
    let id = it.need("id", "a part has an id");
    description(&it, "this part");
    it.finish();
    Some(Profile { id: id?, based_on: None, question: false })
}

fn view(it: Reader<'_, '_>) -> Option<Profile> {
    let id = it.need("id", "a view has an id");
    description(&it, "this view");
    let based_on = it.text("based-on");
    let question = it.flag("question").is_some_and(|it| it.value);
    it.finish();
    Some(Profile { id: id?, based_on, question })
}

fn message(it: Reader<'_, '_>) -> Option<Message> {
    let id = it.need("id", "a message has an id: `part/view`");
    let entity = it.need("entity", "a message has an entity as root");
    let lifecycle = lifecycle(&it);
    introduced(&it);
    let description = description(&it, "this message");
    let place = id.as_ref().map_or(it.place(), |id| id.place);
    it.finish();
    Some(Message { id: id?, entity, lifecycle, description, place })
}

fn list(it: Reader<'_, '_>) -> Option<List> {
    let id = it.need("id", "a code list has an id");
    let what = id.as_ref().map_or("this list".to_owned(), |id| format!("`{}`", id.value));
    let lifecycle = lifecycle(&it);
    introduced(&it);
    let description = description(&it, &what);
    let flag = |key: &'static str, help: &str| {
        let value = it.flag(key);
        it.missing(key, help);
        value.is_some_and(|value| value.value)
    };
    let closed = flag("closed", "true when the contracts enumerate the codes");
    let complete = flag("complete", "true when all codes are known here");
    let labels = it
        .word(
            "labels",
            &[("known", Labels::Known), ("unknown", Labels::Unknown), ("en", Labels::English)],
        )
        .map_or(Labels::Known, |it| it.value);
    let owner = plain(it.need("owner", "say who maintains the list"));
    let form = it.text("form");
    let source = plain(it.text("source"));
    let terms = it.text("terms").map(|it| it.value);
    let place = id.as_ref().map_or(it.place(), |id| id.place);
    it.finish();
    Some(List {
        id: id?,
        description,
        owner,
        closed,
        complete,
        labels,
        form,
        lifecycle,
        source,
        terms,
        place,
    })
}

fn entity(it: &Reader<'_, '_>, file: &str) -> Option<Entity> {
    let Some(head) = it.table("entity") else {
        it.missing("entity", "an entity file starts with `[entity]`");
        it.tables("attribute");
        return None;
    };
    let id = head.need("id", "an entity has an id that never changes");
    if let Some(id) = &id
        && id.value != file
    {
        draft(
            Problem::FileName,
            id.place,
            format!("entity `{}` stands in `{file}.toml`", id.value),
        )
        .help(format!("name the file `{}.toml`; an id never changes", id.value))
        .send(it.sink);
    }
    let what = format!("`{}`", id.as_ref().map_or(file, |id| &id.value));
    let name = head.need("name", "the name as the standard spells it");
    let lifecycle = lifecycle(&head);
    introduced(&head);
    let description = description(&head, &what);
    let choice = head.texts("choice");
    let wrapper = head.text("wrapper");
    let wrappers = head.tables("facet").into_iter().map(|facet| {
        let since = facet.version("since");
        facet.missing("since", "name the release from which it holds");
        let wrapper = facet.need("wrapper", "the only facet of an entity is its wrapper");
        let scope = facet.texts("where");
        let place = facet.place();
        facet.finish();
        Wrapper { since, scope, wrapper, place }
    });
    let wrappers = wrappers.collect();
    head.finish();
    let attributes =
        it.tables("attribute").into_iter().filter_map(|it| attribute(it, &what)).collect();
    let id = id?;
    let name = name.unwrap_or_else(|| id.clone());
    let place = id.place;
    Some(Entity { id, name, description, lifecycle, choice, wrapper, wrappers, attributes, place })
}

fn attribute(it: Reader<'_, '_>, entity: &str) -> Option<Attribute> {
    let id = it.need("id", "an attribute has an id that never changes");
    let what = match &id {
        Some(id) => format!("`{}.{}`", entity.trim_matches('`'), id.value),
        None => format!("an attribute of {entity}"),
    };
    let name = it.text("name");
    let rust = it.text("rust");
    let lifecycle_ = lifecycle(&it);
    introduced(&it);
    let description = description(&it, &what);
    let tag = it.text("tag").map(|tag| tag.place);
    let sensitive = it.has("sensitive").then(|| pair(&it, "sensitive", "sensitive-en"));
    if sensitive.is_none() {
        it.text("sensitive-en");
    }
    let searchable = it.versions("searchable");
    let lifecycles = it.tables("lifecycle").into_iter().map(|inner| {
        let scope = inner.texts("where");
        inner.missing("where", "name the profiles for which this lifecycle holds");
        let life = lifecycle(&inner);
        inner.finish();
        (scope, life)
    });
    let lifecycles = lifecycles.collect();
    let facets = it.tables("facet").into_iter().map(facet).collect();
    let place = id.as_ref().map_or(it.place(), |id| id.place);
    it.finish();
    Some(Attribute {
        id: id?,
        name,
        rust,
        description,
        tag,
        sensitive,
        searchable,
        lifecycle: lifecycle_,
        lifecycles,
        facets,
        place,
    })
}

fn facet(it: Reader<'_, '_>) -> Facet {
    let facet = Facet {
        since: it.version("since"),
        scope: it.texts("where"),
        kind: it.word("type", &KINDS),
        many: it.flag("many"),
        entity: it.text("entity"),
        choice: it.texts("choice"),
        list: it.text("list"),
        number: it.word("json", &[("text", false), ("integer", true)]),
        labels: it.flag("labels"),
        min_length: it.length("min-length"),
        max_length: it.length("max-length"),
        pattern: it.text("pattern"),
        min: it.integer("min"),
        max: it.integer("max"),
        profiles: it.texts("profiles"),
        required: it.texts("required"),
        name: it.text("name"),
        place: it.place(),
    };
    it.missing("since", "name the release from which it holds");
    it.finish();
    facet
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_are_as_precise_as_known() {
        for good in ["2026", "2026-05", "2026-05-04"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "26", "2026-13", "2026-5", "2026-05-04-", "2026-05-32", "mei 2026"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
