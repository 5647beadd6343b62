//! What can only be judged of the contracts when all names are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::contracts::FILE;
use crate::contracts::project::{COLLECTION, KEY, latest, parameter};
use crate::contracts::types::Method;
use crate::contracts::written::{Body, Contract, Contracts, Operation, Scope};
use crate::diagnostic::{Problem, Sink, did_you_mean, draft};
use crate::model::Model;
use crate::release::{Role, Version};
use crate::resolve::check_known;
use crate::source::{At, Place};
use crate::written::Texts;

/// Reports everything that is wrong with the contracts.
pub(crate) fn check(model: &Model, sink: &Sink) {
    let checker = Checker { model, all: &model.contracts, sink };
    checker.scopes();
    checker.forms();
    checker.ids();
    // What could not be read was reported; what misses it may be right.
    if sink.is_lost(FILE) || sink.has_errors() {
        return;
    }
    checker.references();
    let mut seen = BTreeSet::new();
    for release in model.releases.iter().map(|it| it.version) {
        checker.release(release, &mut seen);
    }
}

struct Checker<'m> {
    model: &'m Model,
    all: &'m Contracts,
    sink: &'m Sink,
}

impl<'m> Checker<'m> {
    /// Every scope that is written, with whether it is a life or only starts somewhere.
    fn every_scope(&self) -> Vec<&'m Scope> {
        let all = self.all;
        let mut scopes: Vec<&Scope> = Vec::new();
        scopes.extend(all.contracts.iter().map(|it| &it.scope));
        scopes.extend(all.editions.iter().map(|it| &it.scope));
        scopes.extend(all.servers.iter().map(|it| &it.scope));
        for operation in &all.operations {
            scopes.push(&operation.scope);
            scopes.extend(operation.responses.iter().map(|it| &it.scope));
        }
        for header in &all.headers {
            scopes.push(&header.scope);
            scopes.extend(header.uses.iter().map(|it| &it.scope));
        }
        for body in &all.bodies {
            scopes.push(&body.scope);
            scopes.extend(body.forms.iter().map(|it| &it.scope));
            scopes.extend(body.properties.iter().map(|it| &it.scope));
        }
        scopes.extend(all.errors.iter().map(|it| &it.scope));
        scopes.extend(all.limits.iter().map(|it| &it.scope));
        scopes
    }

    fn scopes(&self) {
        for scope in self.every_scope() {
            self.known(scope.from);
            if let Some(removed) = scope.removed {
                self.known(removed);
                if removed.value <= scope.from.value {
                    draft(
                        Problem::LifecycleOrder,
                        removed.place,
                        format!("it goes in {}, but comes in {}", removed.value, scope.from.value),
                    )
                    .related(scope.from.place, "comes here")
                    .help("a node is introduced, then removed in a later release")
                    .send(self.sink);
                }
            }
            for part in scope.parts.iter().flat_map(|list| &list.value) {
                self.part(part);
            }
            let nothing = scope.parts.as_ref().is_some_and(|list| list.value.is_empty());
            if nothing || scope.roles.is_empty() {
                draft(
                    Problem::EmptySelection,
                    scope.from.place,
                    "this holds for no contract at all",
                )
                .help("leave `parts` or `roles` out to name them all")
                .send(self.sink);
            }
        }
        let confirmed = self.all.errors.iter().map(|it| it.unconfirmed);
        for version in confirmed.chain(self.all.limits.iter().map(|it| it.unconfirmed)).flatten() {
            self.known(version);
        }
    }

    fn known(&self, version: At<Version>) {
        let known: Vec<Version> = self.model.releases.iter().map(|it| it.version).collect();
        check_known(&known, version.value, version.place, self.sink);
    }

    fn part(&self, part: &At<String>) {
        if !self.model.profiles.parts.contains(&part.value) {
            let known = self.model.profiles.parts.iter().map(String::as_str);
            draft(Problem::UnknownSelector, part.place, format!("no part `{}`", part.value))
                .help(did_you_mean(&part.value, known))
                .send(self.sink);
        }
    }

    /// The form of paths, addresses, names and statuses.
    fn forms(&self) {
        for server in &self.all.servers {
            let url = &server.url;
            let rest = url.value.strip_prefix("https://").or(url.value.strip_prefix("http://"));
            let fits = rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_url_byte));
            if !fits {
                self.wrong(Problem::BadUrl, url, "an address", "write `https://…`, without spaces");
            }
        }
        for contract in &self.all.contracts {
            self.part(&contract.part);
            let path = &contract.collection;
            if !path.value.starts_with('/') || !path.value.bytes().all(is_url_byte) {
                self.wrong(Problem::BadPath, path, "a path", "a path starts with `/`");
            }
            let file = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            if !contract.id.value.bytes().all(file) {
                let help = "use letters, digits and `-`; it is a file name too";
                self.wrong(Problem::BadName, &contract.id, "the id of a contract", help);
            }
        }
        let kebab = |id: &At<String>, what: &str| {
            let fits = id.value.starts_with(|c: char| c.is_ascii_lowercase())
                && id.value.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
            if !fits {
                self.wrong(Problem::BadName, id, what, "use lowercase letters, digits and `-`");
            }
        };
        self.all.bodies.iter().for_each(|it| kebab(&it.id, "the id of a body"));
        for operation in &self.all.operations {
            kebab(&operation.id, "the id of an operation");
            self.path(operation);
            for response in &operation.responses {
                self.status(response.status);
            }
        }
        for error in &self.all.errors {
            self.status(error.status);
        }
        for header in &self.all.headers {
            let token = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            if !header.name.value.bytes().all(token) {
                let help = "use letters, digits and `-`";
                self.wrong(Problem::BadName, &header.name, "the name of a header", help);
            }
        }
    }

    fn path(&self, operation: &Operation) {
        let path = &operation.path;
        let rest = path.value.replace(COLLECTION, "").replace(KEY, "");
        let fits = match &operation.callback_of {
            // An expression of OpenAPI that finds the address in the request.
            Some(_) => path.value.starts_with("{$request.") && path.value.ends_with('}'),
            None => {
                rest.starts_with('/') && rest.bytes().all(is_url_byte) && !rest.contains(['{', '}'])
            }
        };
        if !fits {
            let help = "a path is made of `{collection}`, `{key}` and fixed parts; that of a callback is an expression such as `{$request.body#/callbackURL}`";
            self.wrong(Problem::BadPath, path, "the path of an operation", help);
        }
    }

    fn status(&self, status: At<i64>) {
        if !(100..600).contains(&status.value) {
            draft(
                Problem::BadStatus,
                status.place,
                format!("{} is not a status of HTTP", status.value),
            )
            .help("write three digits, such as 200")
            .send(self.sink);
        }
    }

    fn wrong(&self, problem: Problem, at: &At<String>, what: &str, help: &str) {
        draft(problem, at.place, format!("`{}` cannot be {what}", at.value))
            .help(help)
            .send(self.sink);
    }

    /// Ids that stand side by side in a release are different.
    fn ids(&self) {
        let all = self.all;
        self.different(
            Problem::DuplicateId,
            "contract",
            all.contracts.iter().map(|it| (&it.id, &it.scope)),
        );
        self.different(
            Problem::DuplicateId,
            "operation",
            all.operations.iter().map(|it| (&it.id, &it.scope)),
        );
        self.different(
            Problem::DuplicateId,
            "body",
            all.bodies.iter().map(|it| (&it.id, &it.scope)),
        );
        self.different(
            Problem::DuplicateId,
            "header",
            all.headers.iter().map(|it| (&it.name, &it.scope)),
        );
        self.different(
            Problem::DuplicateId,
            "limit",
            all.limits.iter().map(|it| (&it.id, &it.scope)),
        );
        self.different(
            Problem::DuplicateCode,
            "error",
            all.errors.iter().map(|it| (&it.code, &it.scope)),
        );
        for body in &all.bodies {
            let properties = body.properties.iter().map(|it| (&it.name, &it.scope));
            self.different(Problem::NameCollision, "property", properties);
        }
        for (at, contract) in all.contracts.iter().enumerate() {
            let same = |it: &&Contract| {
                it.part.value == contract.part.value
                    && it.role.value == contract.role.value
                    && self.overlap(&it.scope, &contract.scope)
            };
            if let Some(other) = all.contracts.iter().take(at).find(same)
                && other.id.value != contract.id.value
            {
                draft(
                    Problem::DuplicateId,
                    contract.id.place,
                    format!(
                        "`{}` and `{}` are both the contract of that part and role",
                        other.id.value, contract.id.value
                    ),
                )
                .related(other.id.place, "the other one")
                .send(self.sink);
            }
        }
    }

    fn different<'a>(
        &self,
        problem: Problem,
        what: &str,
        items: impl Iterator<Item = (&'a At<String>, &'a Scope)>,
    ) {
        let mut seen: BTreeMap<String, Vec<(Place, &Scope)>> = BTreeMap::new();
        for (id, scope) in items {
            // Case has no meaning in the name of a header, and confuses elsewhere.
            let others = seen.entry(id.value.to_ascii_lowercase()).or_default();
            if let Some((other, _)) = others.iter().find(|(_, it)| self.overlap(it, scope)) {
                draft(problem, id.place, format!("{what} `{}` stands here twice", id.value))
                    .related(*other, "the other one")
                    .help("of one name only one can hold in a release, part and role")
                    .send(self.sink);
            }
            others.push((id.place, scope));
        }
    }

    /// Whether two scopes meet in some release, part and role.
    fn overlap(&self, a: &Scope, b: &Scope) -> bool {
        self.model.releases.iter().any(|release| {
            self.model.profiles.parts.iter().any(|part| {
                Role::ALL.iter().any(|role| {
                    let meets = |it: &Scope| it.reaches(release.version, part, *role);
                    meets(a) && meets(b)
                })
            })
        })
    }

    /// Names of parts, operations, headers and views, in whatever release.
    fn references(&self) {
        let all = self.all;
        let operations: Vec<&str> = all.operations.iter().map(|it| it.id.value.as_str()).collect();
        let headers: Vec<&str> = all.headers.iter().map(|it| it.name.value.as_str()).collect();
        for operation in &all.operations {
            self.find("operation", operation.callback_of.as_ref(), &operations);
            if let (Method::Get, Some(request)) = (operation.method, &operation.request) {
                draft(Problem::FacetConflict, request.place, "a GET has no body")
                    .help("use POST, or take `request` away")
                    .send(self.sink);
            }
            for response in &operation.responses {
                self.find_all("header", response.headers.as_ref(), &headers);
            }
        }
        for header in &all.headers {
            for it in &header.uses {
                self.find_all("operation", it.operations.as_ref(), &operations);
            }
        }
    }

    fn find_all(&self, what: &str, ids: Option<&Texts>, known: &[&str]) {
        for id in ids.iter().flat_map(|list| &list.value) {
            self.find(what, Some(id), known);
        }
    }

    fn find(&self, what: &str, id: Option<&At<String>>, known: &[&str]) {
        if let Some(id) = id
            && !known.contains(&id.value.as_str())
        {
            draft(
                Problem::DanglingReference,
                id.place,
                format!("there is no {what} `{}`", id.value),
            )
            .help(did_you_mean(&id.value, known.iter().copied()))
            .send(self.sink);
        }
    }

    /// What the contracts of a release name, exists in that release. Each place is told once.
    fn release(&self, release: Version, seen: &mut BTreeSet<Place>) {
        for contract in self.all.contracts.iter().filter(|it| it.scope.covers(release)) {
            let at = (release, contract.part.value.as_str(), contract.role.value);
            if latest(&self.all.editions, |it| &it.scope, at).is_none()
                && seen.insert(contract.id.place)
            {
                draft(
                    Problem::MissingEdition,
                    contract.id.place,
                    format!(
                        "nothing says which version `{}` carries in {release}",
                        contract.id.value
                    ),
                )
                .help("add an `[[edition]]` for it")
                .send(self.sink);
            }
            let reached = self.all.operations.iter();
            let reached: Vec<&Operation> =
                reached.filter(|it| it.scope.reaches(release, at.1, at.2)).collect();
            self.beside(&reached, contract, seen);
            for operation in &reached {
                self.operation(contract, operation, at, seen);
            }
        }
    }

    /// Operations of one contract have different calls, and a callback its operation.
    fn beside(&self, operations: &[&Operation], contract: &Contract, seen: &mut BTreeSet<Place>) {
        let mut calls: BTreeMap<(Method, &str), Place> = BTreeMap::new();
        for it in operations {
            if let Some(id) = &it.callback_of {
                if !operations.iter().any(|other| other.id.value == id.value)
                    && seen.insert(id.place)
                {
                    draft(
                        Problem::DanglingReference,
                        id.place,
                        format!("`{}` has no operation `{}`", contract.id.value, id.value),
                    )
                    .help("give both the same life, parts and roles")
                    .send(self.sink);
                }
                continue;
            }
            if let Some(other) = calls.insert((it.method, &it.path.value), it.path.place)
                && seen.insert(it.path.place)
            {
                draft(
                    Problem::NameCollision,
                    it.path.place,
                    format!(
                        "two operations are called with {} {}",
                        it.method.name(),
                        it.path.value
                    ),
                )
                .related(other, "the other one")
                .help("give one of them another `method` or `path`")
                .send(self.sink);
            }
        }
    }

    fn operation(
        &self,
        contract: &Contract,
        operation: &Operation,
        at: (Version, &str, Role),
        seen: &mut BTreeSet<Place>,
    ) {
        let (release, part, role) = at;
        if operation.path.value.contains(KEY) {
            let key = contract.key.as_ref();
            let found = key.and_then(|key| parameter(self.model, release, part, role, &key.value));
            let place = key.map_or(contract.id.place, |key| key.place);
            if found.is_none() && seen.insert(place) {
                draft(
                    Problem::DanglingReference,
                    place,
                    format!(
                        "`{}` needs a `key`: an attribute with a plain value that `{}` has in {release}",
                        operation.id.value, contract.id.value
                    ),
                )
                .help("write the full id of the attribute that names one record")
                .send(self.sink);
            }
        }
        let mut statuses: BTreeMap<i64, Place> = BTreeMap::new();
        let responses = operation.responses.iter();
        let responses = responses.filter(|it| it.scope.reaches(release, part, role));
        for response in responses {
            let status = response.status;
            if let Some(other) = statuses.insert(status.value, status.place)
                && seen.insert(status.place)
            {
                draft(
                    Problem::DuplicateId,
                    status.place,
                    format!("status {} stands here twice", status.value),
                )
                .related(other, "the other one")
                .send(self.sink);
            }
            self.body(response.body.as_ref(), at, seen);
        }
        self.body(operation.request.as_ref(), at, seen);
    }

    fn body(&self, id: Option<&At<String>>, at: (Version, &str, Role), seen: &mut BTreeSet<Place>) {
        let Some(id) = id else { return };
        let (release, part, role) = at;
        let same = |it: &&Body| it.id.value == id.value;
        let alive = |it: &&Body| it.scope.reaches(release, part, role);
        let Some(body) = self.all.bodies.iter().filter(same).find(alive) else {
            if seen.insert(id.place) {
                let known = self.all.bodies.iter().map(|it| it.id.value.as_str());
                let problem = match self.all.bodies.iter().any(|it| same(&it)) {
                    true => Problem::BodyNotAlive,
                    false => Problem::DanglingReference,
                };
                draft(
                    problem,
                    id.place,
                    format!(
                        "there is no body `{}` for {part}@{} in {release}",
                        id.value,
                        role.name()
                    ),
                )
                .help(did_you_mean(&id.value, known))
                .send(self.sink);
            }
            return;
        };
        let properties = body.properties.iter().filter(|it| it.scope.reaches(release, part, role));
        let views = properties.filter_map(|it| it.view.as_ref()).chain(&body.root);
        for view in views {
            let message = format!("{part}/{}", view.value);
            let alive =
                |it: &crate::model::MessageNode| it.id == message && it.lifecycle.covers(release);
            if !self.model.messages.iter().any(alive) && seen.insert(view.place) {
                draft(
                    Problem::MessageNotAlive,
                    view.place,
                    format!(
                        "body `{}` holds message `{message}`, which {release} does not have",
                        id.value
                    ),
                )
                .help("give it `removed`, or `parts` that have the message")
                .send(self.sink);
            }
        }
    }
}

/// A byte that needs no escape in a URL; braces and queries are judged elsewhere.
fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte)
}
