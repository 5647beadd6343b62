//! A run: from a claim and a command to a report.

use std::io;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use vum::MessageType;
use vum_model::Question;
use vum_vectors::{Requirement, SelectionFile, VectorFile};

use crate::cases;
use crate::content::Tree;
use crate::judge::Day;
use crate::material::{self, Content};
use crate::process::Bounds;
use crate::protocol::{PROTOCOL, Request};
use crate::report::{
    Case, CaseGroup, ConformReport, Counts, Outcome, Product, SCHEMA_VERSION, Standard, Suite,
    Text, Tool,
};
use crate::scope::Scope;
use crate::session::Session;
use crate::trial::{Head, Record, Trial};

/// What a run is about, beside the claim.
#[derive(Clone, Debug)]
pub struct Order {
    /// What is tested, as the supplier names it.
    pub product: Product,
    /// The command of the adapter, as words.
    pub command: Vec<String>,
    /// What the adapter can cost.
    pub bounds: Bounds,
    /// The day of the run: year, month and day. It stands in the report and is the day of reference
    /// for rules; the clock is never read for it.
    pub on: (u16, u8, u8),
    /// The program that makes the report.
    pub tool: Tool,
}

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    /// The report.
    pub report: ConformReport,
    /// What the adapter logged on standard error, up to a bound. It is text of the supplier and may
    /// hold anything.
    pub log: Vec<u8>,
}

/// Puts a product through the suite.
///
/// # Errors
/// When the command of the adapter cannot be started at all. Whatever the adapter does later is in
/// the report.
pub fn run(scope: &Scope, order: &Order) -> io::Result<Ran> {
    let material = Material::new(scope);
    let hello = Request::Hello {
        protocol: PROTOCOL,
        release: scope.number(),
        profile: scope.profile.id.clone(),
        part: scope.profile.part.clone(),
        role: scope.role().name().to_owned(),
    };
    let session = Session::start(order.command.clone(), order.bounds, hello)?;
    let mut bench = Bench { scope, material: &material, session, on: order.on, cases: Vec::new() };
    let mut suites = Vec::new();
    for level in &scope.levels {
        cases::of_level(&level.id, &mut bench, &order.product);
        let description = &level.description;
        suites.push(CaseGroup {
            id: level.id.clone(),
            title: Text::new(
                format!("{}: {}", description.label, description.definition.nl),
                format!("{}: {}", description.label, description.definition.en),
            ),
            cases: std::mem::take(&mut bench.cases),
        });
    }
    let log = bench.session.finish();
    let (year, month, day) = order.on;
    let report = ConformReport {
        schema_version: SCHEMA_VERSION,
        tool: order.tool.clone(),
        product: order.product.clone(),
        suite: Suite { version: suite_version(), sha256: material.digest(scope) },
        standard: Standard { release: scope.number(), sha256: frozen(&scope.number()) },
        profile: scope.profile.id.clone(),
        level: scope.level().to_owned(),
        outcome: Outcome::of(&suites),
        on: format!("{year:04}-{month:02}-{day:02}"),
        statement: statement(),
        counts: Counts::of(&suites),
        suites,
        not_tested: not_tested(scope),
    };
    Ok(Ran { report, log })
}

/// What every case needs.
pub(crate) struct Bench<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) material: &'a Material,
    pub(crate) session: Session,
    pub(crate) on: Day,
    cases: Vec<Case>,
}

impl Bench<'_> {
    /// Does a case.
    pub(crate) fn case(
        &mut self,
        id: impl Into<String>,
        title: Text,
        requirements: Vec<String>,
        run: impl FnOnce(&mut Trial<'_>),
    ) {
        let mut trial = Trial::new(&mut self.session);
        run(&mut trial);
        let record = trial.record();
        self.end(id, title, requirements, record);
    }

    /// The requirements that begin like these and bind the profile.
    pub(crate) fn requirements(&self, wanted: &[&str]) -> Vec<String> {
        let all = self.material.requirements.iter();
        all.filter(|id| wanted.iter().any(|it| id.starts_with(it))).cloned().collect()
    }

    /// Ends a case that was done before.
    pub(crate) fn end(
        &mut self,
        id: impl Into<String>,
        title: Text,
        requirements: Vec<String>,
        record: Record,
    ) {
        let head = Head { id: id.into(), title, requirements, mandatory: true };
        self.cases.push(record.end(head));
    }
}

/// All that a claim is tested with.
pub(crate) struct Material {
    /// What the product writes or reads, by message.
    pub(crate) messages: Vec<(&'static MessageType, Vec<Content>)>,
    /// Ids of the requirements that bind the profile.
    requirements: Vec<String>,
    /// Valid messages of the vectors, by file.
    pub(crate) vectors: Vec<Messages>,
    /// The population with its questions.
    pub(crate) selection: Option<SelectionFile>,
    /// What can be asked.
    pub(crate) question: Option<Question>,
}

impl Material {
    fn new(scope: &Scope) -> Self {
        let (release, role) = (&scope.release, scope.role());
        let into = scope.message("match");
        let mut messages = Vec::new();
        for view in ["detail", "match", "zoekvraag"] {
            let Some(message) = scope.message(view) else { continue };
            // A bron makes its matches of what it knows, which is the detail.
            let into = into.filter(|_| view == "detail" && role == vum::Role::Bron);
            messages.push((message, material::contents(release, message, role, into)));
        }
        let asked = release.message(&scope.id("selectievraag"));
        let question = asked.and_then(|message| message.selection.clone());
        let files = files(scope, "/selection/").map(|(_, file)| file);
        let selection = files.reduce(joined).filter(|_| question.is_some());
        let vectors = vectors(scope);
        let all = vum_vectors::requirements().unwrap_or_default().into_iter();
        let binds = |it: &Requirement| {
            it.profiles.is_empty()
                || it.profiles.split_whitespace().any(|id| id == scope.profile.id)
        };
        let requirements = all.filter(binds).map(|it| it.id).collect();
        Self { messages, requirements, vectors, selection, question }
    }

    /// The contents of a message with this view.
    pub(crate) fn of(&self, view: &str) -> Option<(&'static MessageType, &[Content])> {
        let is = |id: &str| id.rsplit('/').next() == Some(view);
        let found = self.messages.iter().find(|(message, _)| is(message.id))?;
        Some((found.0, &found.1))
    }

    /// A digest of everything that is put to a product.
    fn digest(&self, scope: &Scope) -> String {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        add(scope.number().as_bytes());
        add(scope.profile.id.as_bytes());
        add(scope.level().as_bytes());
        for (message, contents) in &self.messages {
            add(message.id.as_bytes());
            for content in contents {
                add(content.id.as_bytes());
                add(&entries(&content.tree, message));
            }
        }
        for file in &self.vectors {
            add(file.id.as_bytes());
            for content in &file.contents {
                add(content.id.as_bytes());
                add(&entries(&content.tree, file.message));
            }
        }
        add(&serde_json::to_vec(&self.selection).unwrap_or_default());
        hex(&hash.finalize())
    }
}

/// The files of vectors of the release and part with this in their path. The tests of the vectors
/// prove that each can be read.
fn files<T: DeserializeOwned>(
    scope: &Scope,
    folder: &'static str,
) -> impl Iterator<Item = (&'static str, T)> {
    let start = format!("{}/{}/", scope.number(), scope.profile.part);
    let ours = vum_vectors::FILES
        .iter()
        .filter(move |file| file.path.starts_with(&start) && file.path.contains(folder));
    ours.filter_map(|file| Some((file.path, serde_json::from_str(file.text).ok()?)))
}

/// A file of vectors as contents.
pub(crate) struct Messages {
    /// What it is called in the ids of cases.
    pub(crate) id: String,
    pub(crate) message: &'static MessageType,
    pub(crate) requirements: Vec<String>,
    pub(crate) contents: Vec<Content>,
}

/// The valid messages that the role writes or reads, without those that the vectors warn about: an
/// empty value or a deprecated attribute need not come back.
fn vectors(scope: &Scope) -> Vec<Messages> {
    let ours = files::<VectorFile>(scope, "/valid/").filter_map(|(path, file)| {
        let view = file.message.strip_prefix(&format!("{}/", scope.profile.part));
        let view = view.filter(|_| file.role == scope.role().name())?;
        let message = scope.message(view).filter(|_| !view.starts_with("selectie"))?;
        let stem = path.rsplit('/').next()?.strip_suffix(".json")?;
        let contents: Vec<Content> = file
            .tests
            .iter()
            .filter(|it| it.valid && it.findings.is_empty())
            .filter_map(|it| {
                let tree = Tree::from_json(it.data.as_ref()?, message.root);
                let title = Text::new(&it.id, &it.description);
                (!tree.is_empty()).then(|| Content { id: it.id.clone(), title, tree })
            })
            .collect();
        (!contents.is_empty()).then(|| Messages {
            id: format!("{view}-{stem}"),
            message,
            requirements: file.requirements,
            contents,
        })
    });
    ours.collect()
}

/// Two files about one part, as one; the second keeps what the first does not have.
fn joined(mut first: SelectionFile, second: SelectionFile) -> SelectionFile {
    if first.population == second.population {
        first.questions.extend(second.questions);
    }
    first
}

fn entries(tree: &Tree, message: &MessageType) -> Vec<u8> {
    serde_json::to_vec(&tree.entries(message.root)).unwrap_or_default()
}

fn suite_version() -> String {
    vum_vectors::suite().map(|it| it.version).unwrap_or_default()
}

/// The digest of the text of a release as it was frozen.
fn frozen(release: &str) -> String {
    let path = format!("published/{release}/release.toml");
    let file = vum_standard::PUBLISHED.iter().find(|file| file.path == path);
    hex(&Sha256::digest(file.map_or("", |file| file.text).as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn statement() -> Text {
    Text::new(
        "Dit is een zelftest die de leverancier zelf heeft uitgevoerd, geen accreditatie en geen keurmerk. \
         Het rapport geldt voor de genoemde versie van het product, met de genoemde versie van de suite en \
         de genoemde release van de standaard, en zegt alleen iets over wat hieronder als getest staat.",
        "This is a self-test that the supplier carried out, no accreditation and no mark of quality. The \
         report holds for the version of the product that it names, with the version of the suite and the \
         release of the standard that it names, and says something only about what is listed as tested.",
    )
}

fn not_tested(scope: &Scope) -> Vec<Text> {
    let mut texts = vec![
        Text::new(
            "het verkeer over HTTP: paden, statuscodes, foutberichten, limieten op detailvragen, tijden en de overige headers",
            "what goes over HTTP: paths, statuses, error bodies, limits on detail questions, times and the other headers",
        ),
        Text::new(
            "de beveiliging: wederzijdse TLS, PKIoverheid-certificaten, OIN en autorisatie",
            "security: mutual TLS, PKIoverheid certificates, OIN and authorisation",
        ),
        Text::new(
            "berichten in XML: de namen daarvan zijn voorstellen",
            "messages in XML: the names in it are proposals",
        ),
        Text::new(
            "de kwaliteit van de gegevens van klanten van het product",
            "the quality of the data of the product's customers",
        ),
        Text::new(
            "of de adapter het product aanroept zoals het in gebruik is; dat verklaart de leverancier",
            "whether the adapter calls the product as it is in use; that is for the supplier to declare",
        ),
        Text::new(
            "de koppeling met de uitwisselingsvoorziening zelf; daarvoor is de accreditatieomgeving van de beheerder",
            "the connection to the exchange itself; the accreditation environment of its keeper is for that",
        ),
    ];
    let asks_area = scope.release.message(&scope.id("selectievraag")).is_some_and(|it| {
        let criteria = it.selection.as_ref().map(|it| it.criteria.as_slice()).unwrap_or_default();
        criteria.iter().any(|it| matches!(it.form, vum_model::CriterionForm::Area { .. }))
    });
    if asks_area && scope.levels.iter().any(|it| it.selection) {
        texts.push(Text::new(
            "het selectiegebied: de standaard laat de eenheid van afstand open, daarom ligt de hele populatie binnen het gebied",
            "the area: the standard leaves the unit of the distance open, so that the whole population is inside it",
        ));
    }
    texts
}
