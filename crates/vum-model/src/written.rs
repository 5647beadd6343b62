//! A standard as it is written: every file read into plain values with their places. Names are
//! not looked up yet; that is the work of `resolve`.

use std::collections::BTreeMap;

use crate::contracts;
use crate::describe::{description, pair};
use crate::diagnostic::{Problem, Sink, draft};
use crate::migration;
use crate::question;
use crate::read_csv::{self, Table};
use crate::read_toml::{self, Reader};
use crate::release::{Description, SgrRelation, Status, Text, Version};
use crate::rules;
use crate::source::{At, Place, SourceFile, line_column};
use crate::xml;

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
    pub tables: BTreeMap<String, (Place, Table)>,
    pub entities: Vec<Entity>,
    pub contracts: contracts::written::Contracts,
    pub questions: question::written::Questions,
    pub migrations: migration::written::Migrations,
    pub rules: rules::written::Rules,
}

pub(crate) struct Release {
    pub version: At<Version>,
    pub info: crate::release::ReleaseInfo,
    pub xml: Option<xml::Namespace>,
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
    pub xml: Option<xml::Roots>,
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
    /// Whether its values are not all known, because of something that was reported.
    pub unsure: bool,
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
    /// Whether something in it was reported.
    pub unsure: bool,
    pub place: Place,
}

/// Reads every file, except those that are not UTF-8: of these it reports the first wrong byte.
pub(crate) fn read(files: &[SourceFile], not_utf8: &[(String, usize)], sink: &Sink) -> Written {
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
            sink.lose(name);
        }
    }
    for (index, file) in files.iter().enumerate() {
        let place = Place::new(index, 0..0);
        if let Some((_, byte)) = not_utf8.iter().find(|(path, _)| *path == file.path) {
            let (line, column) = line_column(&file.text, *byte);
            draft(
                Problem::NotUtf8,
                Place::new(index, *byte..*byte + char::REPLACEMENT_CHARACTER.len_utf8()),
                format!("{} is not UTF-8: see line {line}, column {column}", file.path),
            )
            .help("save the file as UTF-8; spreadsheets call that `CSV UTF-8`")
            .send(sink);
            sink.lose(&file.path);
            if let Some(id) = list_of(&file.path) {
                written
                    .tables
                    .insert(id.to_owned(), (place, Table { broken: true, ..Table::default() }));
            }
            continue;
        }
        // A node that cannot be read was reported; what refers to it may be right.
        let lost = |any: bool| {
            if any {
                sink.lose(&file.path)
            }
        };
        let toml = |read: &mut dyn FnMut(&Reader<'_, '_>)| {
            let parsed = read_toml::parse(index, file, sink);
            let reader = parsed.reader(sink);
            read(&reader);
            reader.finish();
        };
        match file.path.as_str() {
            "releases.toml" => toml(&mut |it| {
                it.missing("release", "the standard needs at least one `[[release]]`");
                lost(gather(&mut written.releases, it.tables("release"), release));
            }),
            "messages.toml" => toml(&mut |it| {
                lost(gather(&mut written.parts, it.tables("part"), part));
                lost(gather(&mut written.views, it.tables("view"), view));
                lost(gather(&mut written.messages, it.tables("message"), message));
            }),
            contracts::FILE => toml(&mut |it| {
                let (read, complete) = contracts::written::read(it);
                written.contracts = read;
                lost(!complete);
            }),
            question::FILE => toml(&mut |it| {
                let (read, complete) = question::written::read(it);
                written.questions = read;
                lost(!complete);
            }),
            // About releases, not in them: another crate reads it.
            crate::standard::POLICY => {}
            migration::FILE => toml(&mut |it| {
                let (read, complete) = migration::written::read(it);
                written.migrations = read;
                lost(!complete);
            }),
            "codelists.toml" => {
                toml(&mut |it| lost(gather(&mut written.lists, it.tables("list"), list)))
            }
            path if theme_of(path).is_some() => toml(&mut |it| {
                let theme = theme_of(path).unwrap_or_default();
                lost(!rules::written::read(it, path, theme, &mut written.rules));
            }),
            path => match (list_of(path), path.strip_prefix("entities/")) {
                (Some(id), _) => {
                    let table = read_csv::parse(index, file, sink);
                    written.tables.insert(id.to_owned(), (place, table));
                }
                (_, Some(name)) if name.ends_with(".toml") => {
                    toml(&mut |it| {
                        let entity = entity(it, name.trim_end_matches(".toml"));
                        lost(entity.is_none());
                        written.entities.extend(entity);
                    });
                }
                _ => draft(Problem::UnusedFile, place, format!("nothing reads `{path}`"))
                    .help("code tables are codelists/<list>.csv, entities are entities/<id>.toml, rules are rules/<theme>.toml")
                    .send(sink),
            },
        }
    }
    written
}

/// The theme of a file with rules.
fn theme_of(path: &str) -> Option<&str> {
    path.strip_prefix(rules::FOLDER)?.strip_prefix('/')?.strip_suffix(".toml")
}

/// The id of the list of which the path is the table.
fn list_of(path: &str) -> Option<&str> {
    path.strip_prefix("codelists/")?.strip_suffix(".csv")
}

/// Reads nodes; gives whether one of them cannot be read.
pub(crate) fn gather<'s, 'a, T>(
    nodes: &mut Vec<T>,
    tables: Vec<Reader<'s, 'a>>,
    read: impl Fn(Reader<'s, 'a>) -> Option<T>,
) -> bool {
    let all = nodes.len() + tables.len();
    nodes.extend(tables.into_iter().filter_map(read));
    nodes.len() < all
}

pub(crate) fn plain(text: Option<At<String>>) -> String {
    text.map(|text| text.value).unwrap_or_default()
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
    let xml = xml::namespace(&it);
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
    Some(Release { version, info, xml })
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
    let xml = xml::roots(&it);
    let place = id.as_ref().map_or(it.place(), |id| id.place);
    it.finish();
    Some(Message { id: id?, entity, lifecycle, description, xml, place })
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
    let facets: Vec<Facet> = it.tables("facet").into_iter().map(facet).collect();
    let unsure = lifecycle_.introduced.is_none() || facets.iter().any(|facet| facet.unsure);
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
        unsure,
        place,
    })
}

fn facet(it: Reader<'_, '_>) -> Facet {
    let reported = it.sink.count();
    let mut facet = Facet {
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
        unsure: false,
        place: it.place(),
    };
    it.missing("since", "name the release from which it holds");
    let sink = it.sink;
    it.finish();
    facet.unsure = sink.count() > reported;
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
