//! `contracts.toml`, read into plain values with their places.

use crate::contracts::types::{Evidence, HeaderForm, Method};
use crate::describe::{description, pair};
use crate::diagnostic::{Problem, did_you_mean, draft};
use crate::read_toml::Reader;
use crate::release::{Description, Role, RoleSet, Text, Version};
use crate::source::At;
use crate::written::{Texts, gather, plain};

const EVIDENCE: [(&str, Evidence); 2] = [("seen", Evidence::Seen), ("assumed", Evidence::Assumed)];

/// Everything in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contracts {
    pub contracts: Vec<Contract>,
    pub editions: Vec<Edition>,
    pub servers: Vec<Server>,
    pub operations: Vec<Operation>,
    pub headers: Vec<Header>,
    pub bodies: Vec<Body>,
    pub errors: Vec<ErrorCode>,
    pub limits: Vec<Limit>,
}

/// When and for whom something holds.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// `introduced` or `since`.
    pub from: At<Version>,
    pub removed: Option<At<Version>>,
    /// Every part, where absent.
    pub parts: Option<Texts>,
    pub roles: RoleSet,
}

impl Scope {
    /// Whether it holds in a release.
    pub fn covers(&self, release: Version) -> bool {
        self.from.value <= release && self.removed.is_none_or(|end| release < end.value)
    }

    /// Whether it holds for a part and role of a release.
    pub fn reaches(&self, release: Version, part: &str, role: Role) -> bool {
        let part = |list: &Texts| list.value.iter().any(|it| it.value == part);
        self.covers(release) && self.roles.contains(role) && self.parts.as_ref().is_none_or(part)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Contract {
    pub id: At<String>,
    pub part: At<String>,
    pub role: At<Role>,
    /// Path of the part's records.
    pub collection: At<String>,
    /// Full id of the attribute that names one record.
    pub key: Option<At<String>>,
    pub scope: Scope,
    pub description: Description,
}

/// What the file of a contract says of itself, from a release on.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub scope: Scope,
    pub info_version: String,
    pub evidence: Evidence,
    pub note: Text,
}

#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub url: At<String>,
    pub evidence: Evidence,
    pub scope: Scope,
    pub description: Description,
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub id: At<String>,
    pub method: Method,
    pub path: At<String>,
    pub callback_of: Option<At<String>>,
    pub request: Option<At<String>>,
    pub scope: Scope,
    pub description: Description,
    pub responses: Vec<Response>,
}

#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub status: At<i64>,
    pub body: Option<At<String>>,
    pub definition: Text,
    /// Only these headers, where given.
    pub headers: Option<Texts>,
    pub scope: Scope,
}

#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub name: At<String>,
    pub form: HeaderForm,
    pub scope: Scope,
    pub description: Description,
    pub uses: Vec<Use>,
}

/// Where a header stands, from a release on.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub scope: Scope,
    /// Every operation, where absent.
    pub operations: Option<Texts>,
    /// Whether it is required in the request; `None` when it does not stand there.
    pub request: Option<bool>,
    pub response: Answers,
    pub constant: Option<String>,
}

/// The answers that carry a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    None,
    /// Those with a status in the two hundreds.
    Success,
    Every,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub id: At<String>,
    pub scope: Scope,
    pub description: Description,
    /// The view of the message that it is, without anything around it.
    pub root: Option<At<String>>,
    pub forms: Vec<Form>,
    pub properties: Vec<Property>,
}

/// Whether a body allows other properties, from a release on.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub scope: Scope,
    pub closed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub name: At<String>,
    pub kind: At<Kind>,
    pub view: Option<At<String>>,
    pub many: bool,
    pub min_length: Option<At<u32>>,
    pub max_length: Option<At<u32>>,
    pub required: bool,
    pub scope: Scope,
    pub description: Description,
}

/// The kind of a property, as `type` states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Uri,
    Boolean,
    Message,
    Selection,
}

#[derive(Clone, Debug)]
pub(crate) struct ErrorCode {
    pub code: At<String>,
    pub status: At<i64>,
    pub message: String,
    pub unconfirmed: Option<At<Version>>,
    pub scope: Scope,
    pub description: Description,
}

#[derive(Clone, Debug)]
pub(crate) struct Limit {
    pub id: At<String>,
    pub value: At<u32>,
    pub unit: String,
    pub source: String,
    pub unconfirmed: Option<At<Version>>,
    pub scope: Scope,
    pub description: Description,
}

/// Reads the file; the flag says whether everything could be read.
pub(crate) fn read(it: &Reader<'_, '_>) -> (Contracts, bool) {
    let mut all = Contracts::default();
    let mut lost = gather(&mut all.contracts, it.tables("contract"), contract);
    lost |= gather(&mut all.editions, it.tables("edition"), edition);
    lost |= gather(&mut all.servers, it.tables("server"), server);
    lost |= gather(&mut all.operations, it.tables("operation"), operation);
    lost |= gather(&mut all.headers, it.tables("header"), header);
    lost |= gather(&mut all.bodies, it.tables("body"), body);
    lost |= gather(&mut all.errors, it.tables("error"), error);
    lost |= gather(&mut all.limits, it.tables("limit"), limit);
    (all, !lost)
}

/// A scope that starts with `introduced`.
fn life(it: &Reader<'_, '_>) -> Option<Scope> {
    it.missing("introduced", "name the release that brought it");
    scope(it, "introduced", it.version("removed"))
}

/// A scope that starts with `since`, and holds until a later one takes its place.
fn since(it: &Reader<'_, '_>) -> Option<Scope> {
    it.missing("since", "name the release from which it holds");
    scope(it, "since", None)
}

/// What stands inside something else, and lives as long unless it says otherwise.
fn inside(it: &Reader<'_, '_>, outer: Option<&Scope>) -> Option<Scope> {
    let removed = it.version("removed");
    if it.has("introduced") {
        return scope(it, "introduced", removed);
    }
    let from = outer?.from;
    Some(Scope { from, removed, parts: it.texts("parts"), roles: roles(it) })
}

fn scope(it: &Reader<'_, '_>, from: &'static str, removed: Option<At<Version>>) -> Option<Scope> {
    let (from, parts, roles) = (it.version(from), it.texts("parts"), roles(it));
    Some(Scope { from: from?, removed, parts, roles })
}

fn roles(it: &Reader<'_, '_>) -> RoleSet {
    let Some(list) = it.texts("roles") else { return RoleSet::ALL };
    list.value.iter().filter_map(|name| role(name, it)).map(|it| it.value).collect()
}

fn role(name: &At<String>, it: &Reader<'_, '_>) -> Option<At<Role>> {
    let role = Role::parse(&name.value);
    if role.is_none() {
        draft(Problem::UnknownSelector, name.place, format!("no role `{}`", name.value))
            .help(did_you_mean(&name.value, Role::ALL.map(Role::name)))
            .send(it.sink);
    }
    role.map(|role| At::new(role, name.place))
}

/// Whether the texts of a release confirm it.
fn evidence(it: &Reader<'_, '_>) -> Evidence {
    let evidence = it.word("evidence", &EVIDENCE);
    it.missing("evidence", "seen in a published text of that release, or assumed");
    evidence.map_or(Evidence::Assumed, |it| it.value)
}

fn contract(it: Reader<'_, '_>) -> Option<Contract> {
    let id = it.need("id", "the name of the contract's file");
    let part = it.need("part", "the part it is about");
    let role = it.need("role", "the role it binds").and_then(|name| role(&name, &it));
    let collection = it.need("collection", "the path of the part's records");
    let key = it.text("key");
    let scope = life(&it);
    let description = description(&it, "this contract");
    it.finish();
    Some(Contract {
        id: id?,
        part: part?,
        role: role?,
        collection: collection?,
        key,
        scope: scope?,
        description,
    })
}

fn edition(it: Reader<'_, '_>) -> Option<Edition> {
    let scope = since(&it);
    let info_version = plain(it.need("info-version", "the version that the file carries"));
    let evidence = evidence(&it);
    let note = pair(&it, "note", "note-en");
    it.finish();
    Some(Edition { scope: scope?, info_version, evidence, note })
}

fn server(it: Reader<'_, '_>) -> Option<Server> {
    let url = it.need("url", "the base of the paths");
    let evidence = evidence(&it);
    let scope = life(&it);
    let description = description(&it, "this server");
    it.finish();
    Some(Server { url: url?, evidence, scope: scope?, description })
}

fn operation(it: Reader<'_, '_>) -> Option<Operation> {
    let id = it.need("id", "an operation has an id");
    let method = it.word("method", &[("GET", Method::Get), ("POST", Method::Post)]);
    it.missing("method", "GET or POST");
    let path = it.need("path", "such as `{collection}/matches`");
    let callback_of = it.text("callback-of");
    let request = it.text("request");
    let scope = life(&it);
    let description = description(&it, "this operation");
    let mut responses = Vec::new();
    let read = |it: Reader<'_, '_>| response(it, scope.as_ref());
    let lost = gather(&mut responses, it.tables("response"), read);
    it.missing("response", "say what can come back, with `[[operation.response]]`");
    it.finish();
    if lost {
        return None;
    }
    Some(Operation {
        id: id?,
        method: method?.value,
        path: path?,
        callback_of,
        request,
        scope: scope?,
        description,
        responses,
    })
}

fn response(it: Reader<'_, '_>, outer: Option<&Scope>) -> Option<Response> {
    let status = it.integer("status");
    it.missing("status", "a status of HTTP, such as 200");
    let body = it.text("body");
    let definition = pair(&it, "definition", "definition-en");
    if !definition.nl.contains(char::is_alphabetic) {
        draft(Problem::MissingDefinition, it.place(), "this response has no `definition`")
            .send(it.sink);
    }
    let headers = it.texts("headers");
    let scope = inside(&it, outer);
    it.finish();
    Some(Response { status: status?, body, definition, headers, scope: scope? })
}

fn header(it: Reader<'_, '_>) -> Option<Header> {
    let name = it.need("name", "a header has a name");
    let form = it.word(
        "type",
        &[("text", HeaderForm::Text), ("oin", HeaderForm::Oin), ("boolean", HeaderForm::Boolean)],
    );
    it.missing("type", "text, oin or boolean");
    let scope = life(&it);
    let description = description(&it, "this header");
    let mut uses = Vec::new();
    let lost = gather(&mut uses, it.tables("use"), header_use);
    it.missing("use", "say where it stands, with `[[header.use]]`");
    it.finish();
    if lost {
        return None;
    }
    Some(Header { name: name?, form: form?.value, scope: scope?, description, uses })
}

fn header_use(it: Reader<'_, '_>) -> Option<Use> {
    let scope = since(&it);
    let operations = it.texts("operations");
    let request =
        it.word("request", &[("none", None), ("optional", Some(false)), ("required", Some(true))]);
    it.missing("request", "none, optional or required");
    let response = it.word(
        "response",
        &[("none", Answers::None), ("success", Answers::Success), ("every", Answers::Every)],
    );
    it.missing("response", "none, success or every");
    let constant = it.text("constant").map(|it| it.value);
    it.finish();
    Some(Use {
        scope: scope?,
        operations,
        request: request?.value,
        response: response?.value,
        constant,
    })
}

fn body(it: Reader<'_, '_>) -> Option<Body> {
    let id = it.need("id", "a body has an id");
    let scope = life(&it);
    let description = description(&it, "this body");
    let root = it.text("root");
    let (mut forms, mut properties) = (Vec::new(), Vec::new());
    let mut lost = gather(&mut forms, it.tables("form"), form);
    let read = |it: Reader<'_, '_>| property(it, scope.as_ref());
    lost |= gather(&mut properties, it.tables("property"), read);
    if root.is_some() == it.has("property") {
        draft(Problem::FacetConflict, it.place(), "a body has either a `root` or properties")
            .help("`root` is the view of the message that is the whole body")
            .send(it.sink);
    }
    it.finish();
    if lost {
        return None;
    }
    Some(Body { id: id?, scope: scope?, description, root, forms, properties })
}

fn form(it: Reader<'_, '_>) -> Option<Form> {
    let scope = since(&it);
    let closed = it.flag("closed");
    it.missing("closed", "true when no other properties are allowed");
    it.finish();
    Some(Form { scope: scope?, closed: closed?.value })
}

fn property(it: Reader<'_, '_>, outer: Option<&Scope>) -> Option<Property> {
    let name = it.need("name", "a property has a name in JSON");
    let kind = it.word(
        "type",
        &[
            ("text", Kind::Text),
            ("uri", Kind::Uri),
            ("boolean", Kind::Boolean),
            ("message", Kind::Message),
            ("selection", Kind::Selection),
        ],
    );
    it.missing("type", "text, uri, boolean, message or selection");
    let view = it.text("view");
    let many = it.flag("many").is_some_and(|it| it.value);
    let min_length = it.length("min-length");
    let max_length = it.length("max-length");
    let required = it.flag("required").is_some_and(|it| it.value);
    let scope = inside(&it, outer);
    let description = description(&it, "this property");
    if let Some(kind) = &kind {
        let text = matches!(kind.value, Kind::Text | Kind::Uri);
        let mut lengths = [&min_length, &max_length].into_iter().flatten().map(|it| it.place);
        let unfit = lengths.find(|_| !text);
        let unfit =
            unfit.or(view.as_ref().filter(|_| kind.value != Kind::Message).map(|it| it.place));
        if let Some(place) = unfit {
            draft(Problem::FacetConflict, place, "this does not fit the `type` of the property")
                .related(kind.place, "the type")
                .send(it.sink);
        }
        if kind.value == Kind::Message {
            it.missing("view", "name the view of the message");
        }
    }
    it.finish();
    let kind = kind?;
    Some(Property {
        name: name?,
        kind,
        view,
        many,
        min_length,
        max_length,
        required,
        scope: scope?,
        description,
    })
}

fn error(it: Reader<'_, '_>) -> Option<ErrorCode> {
    let code = it.need("code", "an error has a code");
    let status = it.integer("status");
    it.missing("status", "the status of HTTP it comes with");
    let message = plain(it.need("message", "the text that goes with it"));
    let unconfirmed = it.version("unconfirmed");
    let scope = life(&it);
    let description = description(&it, "this error");
    it.finish();
    Some(ErrorCode {
        code: code?,
        status: status?,
        message,
        unconfirmed,
        scope: scope?,
        description,
    })
}

fn limit(it: Reader<'_, '_>) -> Option<Limit> {
    let id = it.need("id", "a limit has an id");
    let value = it.length("value");
    it.missing("value", "a whole number");
    let unit = plain(it.need("unit", "what the number counts"));
    let source = plain(it.need("source", "where it is stated"));
    let unconfirmed = it.version("unconfirmed");
    let scope = life(&it);
    let description = description(&it, "this limit");
    it.finish();
    Some(Limit { id: id?, value: value?, unit, source, unconfirmed, scope: scope?, description })
}
