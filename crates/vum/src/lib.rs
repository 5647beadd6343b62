//! Typed messages of the VUM data standard, with reading, checking and writing.
//!
//! Every release of the standard is a module ([`v3_1`] and so on, one cargo feature each) with a
//! plain struct for each shape of an entity and for each whole body, an enum or text type for each
//! code list, and a [`MessageType`] for each message and body. All of it is generated from the standard; the engine under
//! it is the same for every type.
//!
//! ```
//! # #[cfg(all(feature = "v3_1", feature = "json"))] {
//! use vum::v3_1::{Taalbeheersing, Werkzoekende};
//! use vum::{Language, Role};
//!
//! let text = br#"{"idWerkzoekende": "w-1", "mobiliteit": {"bemiddelingspostcode": "1234 AB"}}"#;
//! let outcome = Werkzoekende::from_json(text, Role::Bron);
//! let finding = &outcome.report.findings()[0];
//! assert_eq!(finding.rule().id, "pattern");
//! assert_eq!(finding.pointer(), "/mobiliteit/bemiddelingspostcode");
//! assert_eq!(finding.text(Language::Nl), "voldoet niet aan het patroon ^[0-9]{4}[a-zA-Z]{2}$");
//!
//! // The value is there all the same. Mend it, add to it, and check it in memory.
//! let mut profile = outcome.value;
//! let mobiliteit = profile.mobiliteit.get_or_insert_default();
//! mobiliteit.bemiddelingspostcode = Some("1234AB".to_owned());
//! profile.arbeidsmarktkwalificatie.get_or_insert_default().taalbeheersing.push(Taalbeheersing {
//!     code_taal: Some("nld".into()),
//!     ..Taalbeheersing::default()
//! });
//! assert!(profile.check(Role::Bron).is_valid());
//!
//! // A match cannot hold what the standard keeps for the detail: it is another type.
//! let found = profile.to_match();
//! assert!(found.to_json().starts_with(r#"{"arbeidsmarktkwalificatie":{"taalbeheersing":[{"#));
//! # }
//! ```
//!
//! * **Required or not** depends on message and role, so that it is checked, not typed: every
//!   single value is an [`Option`], every list a [`Vec`].
//! * **Nothing is lost**: a wrong value that the type can hold (a text that is too long, an
//!   unknown code, an impossible date) is kept, and a check finds it again. [`Outcome::complete`]
//!   says whether something could not be held.
//! * **Empty means absent**, as the standard has it: an empty text or object is read as absent,
//!   with a warning.
//! * **Values are personal data**: no finding, no error and no `Debug` shows one.
//! * **Many records**: [`MessageType::validate_ndjson`] and [`stream::validate`] judge streams of any
//!   size in constant memory, on several cores; [`stream::read`] hands out typed values, and
//!   [`stream::select`] finds the records that are what a question asks for ([`selection`]).
//!
//! ```
//! # #[cfg(all(feature = "v3_1", feature = "json"))] {
//! use std::ops::ControlFlow;
//! use vum::{Role, v3_1};
//!
//! let lines: &[u8] = b"{}\n{\"naam\": \"x\"}\n";
//! let totals = v3_1::WERKZOEKENDE_DETAIL.validate_ndjson(lines, Role::Bron, |judged| {
//!     for finding in judged.report.findings() {
//!         assert_eq!(finding.to_string(), "2:2: error[unknown-attribute] /…: unknown attribute");
//!     }
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!((totals.records, totals.errors), (2, 1));
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! * **A type that two releases share is one type**: `v3_1::Vacature` is `v3_0::Vacature` when both
//!   features are on. Implement a trait of your own for one of the two names only.
//!
//! * **Another release**: a message becomes that of another release with [`migrate::Migrate`], and the
//!   report says what the other release cannot hold. Nothing is invented, cut off or guessed.
//!
//! ```
//! # #[cfg(all(feature = "v2_0", feature = "v3_1", feature = "json"))] {
//! use vum::migrate::{CodeMap, Migrate, MigrateOptions, Migrated, Reason};
//! use vum::{Role, v2_0, v3_1};
//!
//! let text = br#"{"idVacature": "v-1", "vakvaardigheid": [{"omschrijving": "lassen"}],
//!     "beroep": {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "12345"}}}"#;
//! let vacancy = v2_0::Vacature::from_json(text, Role::Bron).into_valid()?;
//! let migrated: Migrated<v3_1::Vacature> = vacancy.migrate(Role::Bron);
//! assert_eq!(migrated.value.to_json(), r#"{"idVacature":"v-1"}"#);
//! let lost: Vec<String> = migrated.report.losses().iter().map(ToString::to_string).collect();
//! assert_eq!(lost, [
//!     "needs-table /beroep/beroepsnaamGecodeerd/codeBeroepsnaam: \
//!         a table from CdBeroepsnaam to CompetentNL-beroepen is needed",
//!     "removed /vakvaardigheid/0/omschrijving: the target release no longer has this attribute",
//! ]);
//!
//! // The table is yours: no official one is known.
//! let table = "list;from;to\nCdBeroepsnaam;12345;https://example.org/occupation/1\n";
//! let codes = CodeMap::read(table.as_bytes())?;
//! let options = MigrateOptions::new(Role::Bron).with_codes(&codes);
//! let migrated: Migrated<v3_1::Vacature> = vacancy.migrate(options);
//! let code = migrated.value.beroep.and_then(|it| it.code_beroepsnaam).unwrap();
//! assert_eq!(code.as_str(), "https://example.org/occupation/1");
//! assert_eq!(migrated.report.losses()[0].reason, Reason::Removed);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What has no counterpart does not compile:
//!
//! ```compile_fail
//! use vum::migrate::{Migrate, Migrated};
//! use vum::{Role, v1_2, v2_0};
//!
//! let asked = v1_2::VacatureZoekvraag::default();
//! let lost: Migrated<v2_0::VacatureSelectievraag> = asked.migrate(Role::Bemiddelaar);
//! ```
//!
//! # Features
//!
//! `v1_2`, `v2_0`, `v3_0`, `v3_1`: a release each; `all-releases`: every one of them. `json`:
//! reading and writing JSON; `xml`: XML. `serde`: `Serialize` and `Deserialize` for every type (a convenience: it
//! stops at the first thing a type cannot hold, where `from_json` finds all there is). `schemars`: `JsonSchema` for every type, that of both
//! roles together: an attribute of either role is allowed, and required is what every role requires
//! that has any attribute of the type; it is the one feature that brings a procedural macro along.
//! Default: `v3_1`, `json`, `serde` and `xml`.

#[doc(inline)]
pub use vum_runtime::*;

/// Takes a generated release in.
macro_rules! release {
    ($feature:literal, $module:ident, $file:literal, $title:literal) => {
        #[cfg(feature = $feature)]
        #[doc = $title]
        pub mod $module {
            include!(concat!(env!("OUT_DIR"), "/", $file));
        }
    };
}

release!("v1_2", v1_2, "v1_2.rs", "VUM 1.2.0.");
release!("v2_0", v2_0, "v2_0.rs", "VUM 2.0.0.");
release!("v3_0", v3_0, "v3_0.rs", "VUM 3.0.0.");
release!("v3_1", v3_1, "v3_1.rs", "VUM 3.1.0.");

#[cfg(migrations)]
mod migration;
#[cfg(migrations)]
pub use migration::{NoMigration, migration};

/// The releases that are compiled in, from old to new.
///
/// ```
/// # #[cfg(feature = "v3_1")]
/// assert_eq!(vum::RELEASES.last(), Some(&"3.1.0"));
/// ```
pub const RELEASES: &[&str] = &[
    #[cfg(feature = "v1_2")]
    "1.2.0",
    #[cfg(feature = "v2_0")]
    "2.0.0",
    #[cfg(feature = "v3_0")]
    "3.0.0",
    #[cfg(feature = "v3_1")]
    "3.1.0",
];

static MESSAGES: &[&[&MessageType]] = &[
    #[cfg(feature = "v1_2")]
    v1_2::MESSAGES,
    #[cfg(feature = "v2_0")]
    v2_0::MESSAGES,
    #[cfg(feature = "v3_0")]
    v3_0::MESSAGES,
    #[cfg(feature = "v3_1")]
    v3_1::MESSAGES,
];

/// The messages of every release that is compiled in, from old to new.
pub fn messages() -> impl Iterator<Item = &'static MessageType> {
    MESSAGES.iter().copied().flatten().copied()
}

static SELECTIONS: &[&[select::SelectionType]] = &[
    #[cfg(feature = "v1_2")]
    v1_2::SELECTIONS,
    #[cfg(feature = "v2_0")]
    v2_0::SELECTIONS,
    #[cfg(feature = "v3_0")]
    v3_0::SELECTIONS,
    #[cfg(feature = "v3_1")]
    v3_1::SELECTIONS,
];

/// The questions (*selectievraag*) of every release that is compiled in, each with a message it can
/// be put to.
pub fn selections() -> impl Iterator<Item = &'static select::SelectionType> {
    SELECTIONS.iter().copied().flatten()
}

/// The question that can be put to the records of a message, such as `vacature/match`.
///
/// ```
/// # #[cfg(all(feature = "v3_1", feature = "json"))] {
/// use vum::select::Area;
/// use vum::stream::{SelectOptions, select};
/// use vum::Role;
/// use std::ops::ControlFlow;
///
/// let of = vum::selection("3.1.0", "werkgeverscontactmoment/match").unwrap();
/// let asked = of.read(br#"{"werkgever.nummerKvk": {"$eq": "12345678"}}"#, Role::Bemiddelaar);
/// assert!(asked.is_valid() && !asked.value.asks_area());
///
/// let lines = r#"{"werkgever": {"nummerKvk": "12345678"}}
///                {"werkgever": {"nummerKvk": "87654321"}}"#;
/// let options = SelectOptions::new(Role::Bron, Area::unknown());
/// let totals = select(lines.as_bytes(), &asked.value, &options, |record| {
///     if let Some(json) = record.json() {
///         assert_eq!(json, r#"{"werkgever": {"nummerKvk": "12345678"}}"#);
///     }
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!((totals.records.records, totals.selected), (2, 1));
/// # }
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn selection(release: &str, message: &str) -> Option<&'static select::SelectionType> {
    selections().find(|it| it.message.release == release && it.message.id == message)
}

static RULES_OF: &[&[&BusinessRule]] = &[
    #[cfg(feature = "v1_2")]
    v1_2::RULES,
    #[cfg(feature = "v2_0")]
    v2_0::RULES,
    #[cfg(feature = "v3_0")]
    v3_0::RULES,
    #[cfg(feature = "v3_1")]
    v3_1::RULES,
];

/// The rules above the contract of the releases that are compiled in, each once.
///
/// ```
/// # #[cfg(all(feature = "v3_1", feature = "json"))] {
/// use vum::{Options, Role, RuleSet, Rules, Severity, v3_1::Werkzoekende};
///
/// let text = br#"{"arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "eng"}]}}"#;
/// assert!(Werkzoekende::from_json(text, Role::Bron).report.findings().is_empty());
///
/// // What the dictionary states in prose.
/// let options = Options { rules: Rules::Normative, ..Options::new(Role::Bron) };
/// let outcome = Werkzoekende::from_json(text, options);
/// assert_eq!(outcome.report.findings()[0].to_string(),
///     "1:49: error[dutch-missing] /arbeidsmarktkwalificatie/taalbeheersing: \
///         taalbeheersing does not name Dutch (nld)");
///
/// // A selection of one's own; it lives as long as the program.
/// let mut set = RuleSet::of(vum::rules());
/// set.set_severity("dutch-missing", Severity::Warning)?;
/// let options = Options { rules: Rules::Of(Box::leak(Box::new(set))), ..options };
/// assert!(outcome.value.check(options).is_valid());
/// # }
/// # Ok::<(), vum::UnknownRule>(())
/// ```
pub fn rules() -> impl Iterator<Item = &'static BusinessRule> {
    let all = || RULES_OF.iter().copied().flatten().copied();
    // Releases share their tables.
    all().enumerate().filter_map(move |(n, rule)| {
        let is_first = !all().take(n).any(|other| std::ptr::eq(other, rule));
        is_first.then_some(rule)
    })
}

/// The rule above the contract with this id, such as `dutch-missing`.
///
/// ```
/// # #[cfg(feature = "v3_1")]
/// assert!(vum::rule_with_id("dutch-missing").is_some_and(|rule| rule.normative));
/// ```
#[must_use]
pub fn rule_with_id(id: &str) -> Option<&'static BusinessRule> {
    rules().find(|rule| rule.rule.id == id)
}

static BODIES: &[&[&MessageType]] = &[
    #[cfg(feature = "v1_2")]
    v1_2::BODIES,
    #[cfg(feature = "v2_0")]
    v2_0::BODIES,
    #[cfg(feature = "v3_0")]
    v3_0::BODIES,
    #[cfg(feature = "v3_1")]
    v3_1::BODIES,
];

static OPERATIONS: &[&[headers::Operation]] = &[
    #[cfg(feature = "v1_2")]
    v1_2::OPERATIONS,
    #[cfg(feature = "v2_0")]
    v2_0::OPERATIONS,
    #[cfg(feature = "v3_0")]
    v3_0::OPERATIONS,
    #[cfg(feature = "v3_1")]
    v3_1::OPERATIONS,
];

/// The whole bodies of every release that is compiled in, from old to new.
pub fn bodies() -> impl Iterator<Item = &'static MessageType> {
    BODIES.iter().copied().flatten().copied()
}

/// The whole body with this id, such as `werkzoekende/detail-antwoord`, in the contract of a role.
///
/// ```
/// # #[cfg(all(feature = "v3_1", feature = "json"))] {
/// use vum::Role;
///
/// let body = vum::body("3.1.0", "vacature/matches-antwoord", Role::Bron).unwrap();
/// let report = body.judge(br#"{"maximumAantalResultatenBereikt": 0, "matches": []}"#, Role::Bron);
/// assert_eq!(report.findings()[0].rule().id, "wrong-type");
/// assert_eq!(report.findings()[0].pointer(), "/maximumAantalResultatenBereikt");
/// # }
/// ```
#[must_use]
pub fn body(release: &str, id: &str, role: Role) -> Option<&'static MessageType> {
    let mut named = bodies().filter(|body| body.release == release && body.id == id);
    named.find(|body| body.roles.contains(role))
}

/// The operations of the contracts of every release that is compiled in, with their headers, from
/// old to new.
pub fn operations() -> impl Iterator<Item = &'static headers::Operation> {
    OPERATIONS.iter().copied().flatten()
}

/// The operation with this id, `matches`, `detail` or `callback`, in the contract of a role on a
/// part.
///
/// ```
/// # #[cfg(feature = "v3_1")] {
/// use vum::{Role, headers};
///
/// let detail = vum::operation("3.1.0", "vacature", Role::Bemiddelaar, "detail").unwrap();
/// let sent = [("api-version", b"3.1.0".as_slice())];
/// let report = headers::check(detail.headers, sent);
/// assert_eq!(report.findings()[0].to_string(),
///     "error[header-constant] API-Version: API-Version must be 3.0.0");
/// assert_eq!(report.findings()[1].rule().id, "header-required");
/// # }
/// ```
#[must_use]
pub fn operation(
    release: &str,
    part: &str,
    role: Role,
    id: &str,
) -> Option<&'static headers::Operation> {
    let mut named = operations().filter(|it| it.release == release && it.part == part);
    named.find(|it| it.role == role && it.id == id)
}

/// The headers that the contract of a role has around a whole body, such as
/// `vacature/matches-antwoord`.
#[must_use]
pub fn headers_of(release: &str, body: &str, role: Role) -> Option<&'static [headers::Header]> {
    let mut named = operations().filter(|it| it.release == release && it.role == role);
    named.find_map(|it| it.headers_of(body))
}

/// The message with this id, such as `vacature/match`, of a release that is compiled in.
///
/// ```
/// # #[cfg(feature = "v3_1")]
/// assert!(vum::message("3.1.0", "vacature/match").is_some());
/// assert!(vum::message("0.1.0", "vacature/match").is_none());
/// ```
#[must_use]
pub fn message(release: &str, id: &str) -> Option<&'static MessageType> {
    messages().find(|message| message.release == release && message.id == id)
}

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "v3_1"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
