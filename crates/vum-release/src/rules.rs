//! What can change between releases, and what that means: one table.

use vum_model::Version;

/// A kind of change, with what people are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable id, in kebab-case.
    pub id: &'static str,
    /// What it does to who sends and who receives.
    pub effect: Effect,
    /// What changed, in Dutch; `{before}`, `{after}` and `{successor}` stand for those.
    pub nl: &'static str,
    /// What changed, in English.
    pub en: &'static str,
}

/// What a change does to messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// For people only: no message and no program changes.
    Editorial,
    /// Where things are called or which version a file carries: configuration.
    Environment,
    /// Still allowed, on its way out; or no longer on its way out.
    Announced,
    /// Something new stands beside what there was, for who wants it.
    Offered,
    /// Something may be sent that could not be sent before.
    Appears,
    /// Something must be sent that could not be sent before.
    AppearsRequired,
    /// What was valid stays valid, and more is.
    Wider,
    /// Something that was valid is no longer.
    Narrower,
    /// Something can no longer be sent.
    Vanishes,
    /// Something that had to be sent can no longer be sent.
    VanishesRequired,
    /// Old and new do not fit each other, either way.
    Differs,
    /// Names in generated programs change, and no message.
    Identifier,
}

/// Who a change can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The bron: it sends profiles, and answers questions.
    Sender,
    /// The bemiddelaar that receives profiles and passes over names that it does not know.
    Receiver,
    /// Who receives, and judges strictly by the older release.
    StrictReceiver,
    /// The bemiddelaar that asks.
    Asker,
}

impl Party {
    /// Every one of them.
    pub const ALL: [Self; 4] = [Self::Sender, Self::Receiver, Self::StrictReceiver, Self::Asker];

    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Receiver => "receiver",
            Self::StrictReceiver => "strict-receiver",
            Self::Asker => "asker",
        }
    }
}

/// What a change does to a party whose program was made for the older release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Nothing.
    #[default]
    None,
    /// Nothing fails, but something may be missed or handled differently.
    Look,
    /// Messages are refused or misread.
    Breaks,
}

impl Impact {
    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Look => "look",
            Self::Breaks => "breaks",
        }
    }
}

/// The step that a version number has to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// No message changes.
    Patch,
    /// Only additions and loosenings.
    Minor,
    /// Something breaks.
    Major,
}

impl Step {
    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The step between two numbers; `None` when the second is not the higher one.
    #[must_use]
    pub fn between(old: Version, new: Version) -> Option<Self> {
        if new <= old {
            None
        } else if new.major > old.major {
            Some(Self::Major)
        } else if new.minor > old.minor {
            Some(Self::Minor)
        } else {
            Some(Self::Patch)
        }
    }
}

/// What is exchanged where something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// What a bron sends and a bemiddelaar receives.
    Result,
    /// What a bemiddelaar asks and a bron answers.
    Question,
    /// Both ways, or neither.
    Both,
}

impl Effect {
    /// What it does to [`Party::ALL`], in that order, where `traffic` is exchanged.
    pub(crate) fn impacts_in(self, traffic: Traffic) -> [Impact; 4] {
        match traffic {
            Traffic::Result => self.impacts(false),
            Traffic::Question => self.impacts(true),
            Traffic::Both => {
                let mut both = self.impacts(false);
                for (a, b) in both.iter_mut().zip(self.impacts(true)) {
                    *a = (*a).max(b);
                }
                both
            }
        }
    }

    /// What it does to [`Party::ALL`], in that order: in a result, or in a question (`asked`).
    #[must_use]
    pub fn impacts(self, asked: bool) -> [Impact; 4] {
        use Impact::{Breaks, Look, None};
        match self {
            Self::Editorial | Self::Environment | Self::Identifier | Self::Offered => [None; 4],
            Self::Announced if asked => [Look, None, None, Look],
            Self::Announced => [Look, Look, None, None],
            // What a bron does not know in a question it passes over in silence.
            Self::Appears if asked => [Look, None, None, None],
            Self::Appears => [None, None, Breaks, None],
            Self::AppearsRequired if asked => [Look, None, None, Breaks],
            Self::AppearsRequired => [Breaks, None, Breaks, None],
            Self::Wider if asked => [Look, None, Breaks, None],
            Self::Wider => [None, Look, Breaks, None],
            Self::Narrower if asked => [None, None, None, Breaks],
            Self::Narrower => [Breaks, None, None, None],
            Self::Vanishes if asked => [Look, None, None, Breaks],
            Self::Vanishes => [Breaks, Look, None, None],
            Self::VanishesRequired if asked => [Breaks, None, Breaks, Breaks],
            Self::VanishesRequired => [Breaks, Breaks, Breaks, None],
            Self::Differs if asked => [Breaks, None, Breaks, Breaks],
            Self::Differs => [Breaks, Breaks, Breaks, None],
        }
    }

    /// The step that follows from it.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Editorial | Self::Environment => Step::Patch,
            Self::Announced | Self::Offered | Self::Appears | Self::Wider => Step::Minor,
            Self::AppearsRequired
            | Self::Narrower
            | Self::Vanishes
            | Self::VanishesRequired
            | Self::Differs
            | Self::Identifier => Step::Major,
        }
    }
}

macro_rules! rules {
    ($($name:ident $id:literal $effect:ident $nl:literal $en:literal)*) => {
        $(pub(crate) static $name: Rule =
            Rule { id: $id, effect: Effect::$effect, nl: $nl, en: $en };)*

        /// Every rule, by subject.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // The release and its messages.
    GEGEVENSSTANDAARD "gegevensstandaard-changed" Environment "Gegevensstandaard: {before} → {after}" "Gegevensstandaard: {before} → {after}"
    SGR_VERSION "sgr-version-changed" Environment "SGR: {before} → {after}" "SGR: {before} → {after}"
    OBJECTS_CLOSED "objects-closed" Narrower "onbekende attributen zijn niet meer toegestaan" "unknown attributes are no longer allowed"
    OBJECTS_OPENED "objects-opened" Wider "onbekende attributen zijn toegestaan" "unknown attributes are allowed"
    NAMESPACE "namespace-changed" Differs "namespace in XML: {before} → {after}" "namespace in XML: {before} → {after}"
    ROOT "root-changed" Differs "root-element in XML: {before} → {after}" "root element in XML: {before} → {after}"
    MESSAGE_ADDED "message-added" Offered "nieuw bericht" "new message"
    MESSAGE_REMOVED "message-removed" VanishesRequired "bericht vervalt" "message is removed"
    MESSAGE_CHANGED "message-changed" Differs "ander soort bericht: {before} → {after}" "another kind of message: {before} → {after}"

    // Entities and attributes.
    ENTITY_ADDED "entity-added" Appears "nieuwe entiteit" "new entity"
    ENTITY_REMOVED "entity-removed" Vanishes "entiteit vervalt" "entity is removed"
    ENTITY_REPLACED "entity-replaced" Vanishes "entiteit vervalt; opvolger: {successor}" "entity is removed; successor: {successor}"
    ENTITY_NAME "entity-name-changed" Identifier "naam van de entiteit: {before} → {after}" "name of the entity: {before} → {after}"
    CHOICE "choice-changed" Differs "keuze tussen entiteiten: {before} → {after}" "choice between entities: {before} → {after}"
    BRANCH_ADDED "branch-added" Wider "nieuwe tak van de keuze" "new branch of the choice"
    BRANCH_REMOVED "branch-removed" Narrower "tak van de keuze vervalt" "branch of the choice is removed"
    BRANCH_RENAMED "branch-renamed" Differs "sleutel van de tak: {before} → {after}" "key of the branch: {before} → {after}"
    ORDER "order-changed" Differs "volgorde in XML: {before} → {after}" "order in XML: {before} → {after}"
    ATTRIBUTE_ADDED "attribute-added" Appears "nieuw attribuut" "new attribute"
    REQUIRED_ATTRIBUTE_ADDED "required-attribute-added" AppearsRequired "nieuw verplicht attribuut" "new required attribute"
    ATTRIBUTE_REMOVED "attribute-removed" Vanishes "attribuut vervalt" "attribute is removed"
    REQUIRED_ATTRIBUTE_REMOVED "required-attribute-removed" VanishesRequired "verplicht attribuut vervalt" "required attribute is removed"
    ATTRIBUTE_REPLACED "attribute-replaced" Vanishes "attribuut vervalt; opvolger: {successor}" "attribute is removed; successor: {successor}"
    ATTRIBUTE_MOVED "attribute-moved" Differs "attribuut staat nu elders: {successor}" "attribute has moved: {successor}"
    ATTRIBUTE_RENAMED "attribute-renamed" Differs "naam in JSON: {before} → {after}" "name in JSON: {before} → {after}"
    IDENTIFIER "identifier-changed" Identifier "naam in gegenereerde programma's: {before} → {after}" "name in generated programs: {before} → {after}"
    TAG_CHANGED "tag-changed" Differs "element in XML: {before} → {after}" "element in XML: {before} → {after}"
    TAG_SETTLED "tag-settled" Editorial "naam in XML vastgesteld: {after}" "name in XML settled: {after}"
    DRAFT_NAME "draft-name-changed" Editorial "voorgestelde naam in XML: {before} → {after}" "proposed name in XML: {before} → {after}"
    TYPE_CHANGED "type-changed" Differs "soort waarde: {before} → {after}" "kind of value: {before} → {after}"
    TYPE_REFINED "type-refined" Environment "soort waarde, zonder gevolg voor JSON: {before} → {after}" "kind of value, without effect in JSON: {before} → {after}"
    ENUMERATED "values-enumerated" Narrower "alleen nog de opgesomde waarden: {before} → {after}" "only the enumerated values from now on: {before} → {after}"
    ENUMERATION_DROPPED "enumeration-dropped" Wider "waarden niet meer opgesomd: {before} → {after}" "values no longer enumerated: {before} → {after}"
    ENTITY_CHANGED "value-entity-changed" Differs "entiteit van de waarde: {before} → {after}" "entity of the value: {before} → {after}"
    LIST_CHANGED "code-list-changed" Differs "codelijst: {before} → {after}" "code list: {before} → {after}"
    JSON_FORM "json-form-changed" Differs "vorm van de code in JSON: {before} → {after}" "form of the code in JSON: {before} → {after}"
    CARDINALITY "cardinality-changed" Differs "lijst van waarden: {before} → {after}" "list of values: {before} → {after}"
    MIN_LENGTH_RAISED "min-length-raised" Narrower "minimumlengte: {before} → {after}" "least length: {before} → {after}"
    MIN_LENGTH_LOWERED "min-length-lowered" Wider "minimumlengte: {before} → {after}" "least length: {before} → {after}"
    MAX_LENGTH_LOWERED "max-length-lowered" Narrower "maximumlengte: {before} → {after}" "greatest length: {before} → {after}"
    MAX_LENGTH_RAISED "max-length-raised" Wider "maximumlengte: {before} → {after}" "greatest length: {before} → {after}"
    PATTERN_ADDED "pattern-added" Narrower "nieuw patroon: {after}" "new pattern: {after}"
    PATTERN_REMOVED "pattern-removed" Wider "patroon vervalt: {before}" "pattern is dropped: {before}"
    PATTERN_CHANGED "pattern-changed" Differs "patroon: {before} → {after}" "pattern: {before} → {after}"
    MINIMUM_RAISED "minimum-raised" Narrower "kleinste waarde: {before} → {after}" "least value: {before} → {after}"
    MINIMUM_LOWERED "minimum-lowered" Wider "kleinste waarde: {before} → {after}" "least value: {before} → {after}"
    MAXIMUM_LOWERED "maximum-lowered" Narrower "grootste waarde: {before} → {after}" "greatest value: {before} → {after}"
    MAXIMUM_RAISED "maximum-raised" Wider "grootste waarde: {before} → {after}" "greatest value: {before} → {after}"
    MIN_ITEMS_RAISED "min-items-raised" Narrower "kleinste aantal: {before} → {after}" "least number: {before} → {after}"
    MIN_ITEMS_LOWERED "min-items-lowered" Wider "kleinste aantal: {before} → {after}" "least number: {before} → {after}"
    NOW_REQUIRED "now-required" Narrower "verplicht gemaakt" "made required"
    NO_LONGER_REQUIRED "no-longer-required" Wider "niet meer verplicht" "no longer required"
    ALIAS_ADDED "alias-added" Wider "wordt ook gelezen als: {after}" "is read as well as: {after}"
    ALIAS_REMOVED "alias-removed" Narrower "wordt niet meer gelezen als: {before}" "is no longer read as: {before}"
    DEPRECATED "deprecated" Announced "vervalt op termijn" "deprecated"
    DEPRECATED_FOR "deprecated-for-successor" Announced "vervalt op termijn; opvolger: {successor}" "deprecated; successor: {successor}"
    DEPRECATION_WITHDRAWN "deprecation-withdrawn" Announced "vervalt toch niet" "no longer deprecated"
    SUCCESSOR "successor-changed" Announced "opvolger: {before} → {after}" "successor: {before} → {after}"

    // Code lists.
    LIST_ADDED "list-added" Environment "nieuwe codelijst" "new code list"
    LIST_REMOVED "list-removed" Environment "codelijst vervalt" "code list is removed"
    LIST_CLOSED "list-closed" Narrower "de contracten sommen de codes nu op" "the contracts enumerate the codes now"
    LIST_OPENED "list-opened" Wider "de contracten sommen de codes niet meer op" "the contracts no longer enumerate the codes"
    CODE_ADDED "code-added" Wider "nieuwe code" "new code"
    CODE_REMOVED "code-removed" Narrower "code vervalt" "code is removed"
    LABEL_VALUE "label-value-changed" Differs "omschrijving als waarde: {before} → {after}" "label as a value: {before} → {after}"
    RELABELLED "code-relabelled" Editorial "omschrijving: {before} → {after}" "label: {before} → {after}"
    TABLE_CODE_ADDED "table-code-added" Environment "nieuwe code in een tabel van anderen" "new code in a table that others keep"
    TABLE_CODE_REMOVED "table-code-removed" Environment "code vervalt uit een tabel van anderen" "code is removed from a table that others keep"
    CODE_PERIOD "code-period-changed" Environment "dag waarop de code begint of eindigt: {before} → {after}" "day on which the code begins or ends: {before} → {after}"
    TABLE_CHANGED "table-changed" Environment "volledigheid of vorm van de tabel: {before} → {after}" "completeness or form of the table: {before} → {after}"

    // The selectievraag.
    CRITERION_ADDED "criterion-added" Appears "nieuw criterium" "new criterion"
    REQUIRED_CRITERION_ADDED "required-criterion-added" AppearsRequired "nieuw verplicht criterium" "new required criterion"
    CRITERION_REMOVED "criterion-removed" Vanishes "criterium vervalt" "criterion is removed"
    CRITERION_RENAMED "criterion-renamed" Differs "sleutel in de vraag: {before} → {after}" "key in the question: {before} → {after}"
    CRITERION_FORM "criterion-form-changed" Differs "manier van vragen: {before} → {after}" "way of asking: {before} → {after}"
    CRITERION_MEANING "criterion-meaning-changed" Differs "waar naar wordt gevraagd: {before} → {after}" "what is asked for: {before} → {after}"
    CONDITION_ADDED "condition-added" Appears "nieuwe voorwaarde binnen het criterium" "new condition within the criterion"
    CONDITION_REMOVED "condition-removed" Vanishes "voorwaarde binnen het criterium vervalt" "condition within the criterion is removed"
    OPERATOR_ADDED "operator-added" Appears "nieuwe operator" "new operator"
    OPERATOR_REMOVED "operator-removed" Vanishes "operator vervalt" "operator is removed"
    ALTERNATIVES "alternatives-changed" Differs "welke operatoren samengaan: {before} → {after}" "which operators go together: {before} → {after}"
    CONSTANT_CHANGED "constant-changed" Differs "vaste waarde: {before} → {after}" "constant value: {before} → {after}"
    CONSTANT_ADDED "constant-added" Narrower "heeft nu een vaste waarde: {after}" "has a constant value now: {after}"
    CONSTANT_REMOVED "constant-removed" Wider "heeft geen vaste waarde meer: {before}" "no longer has a constant value: {before}"

    // The contracts.
    CONTRACT_ADDED "contract-added" Offered "nieuw contract" "new contract"
    CONTRACT_REMOVED "contract-removed" VanishesRequired "contract vervalt" "contract is removed"
    CONTRACT_NAME "contract-name-changed" Environment "naam van het contract: {before} → {after}" "name of the contract: {before} → {after}"
    CONTRACT_VERSION "contract-version-changed" Environment "versie in het contractbestand: {before} → {after}" "version in the file of the contract: {before} → {after}"
    SERVER_ADDED "server-added" Environment "nieuw adres" "new address"
    SERVER_REMOVED "server-removed" Environment "adres vervalt" "address is removed"
    OPERATION_ADDED "operation-added" Offered "nieuwe operatie" "new operation"
    OPERATION_REMOVED "operation-removed" VanishesRequired "operatie vervalt" "operation is removed"
    OPERATION_CHANGED "operation-changed" Differs "operatie: {before} → {after}" "operation: {before} → {after}"
    RESPONSE_ADDED "response-added" Wider "nieuwe respons" "new response"
    RESPONSE_REMOVED "response-removed" Narrower "respons vervalt" "response is removed"
    RESPONSE_CHANGED "response-changed" Differs "body van de respons: {before} → {after}" "body of the response: {before} → {after}"
    HEADER_ADDED "header-added" Offered "nieuwe header" "new header"
    REQUIRED_HEADER_ADDED "required-header-added" AppearsRequired "nieuwe verplichte header" "new required header"
    HEADER_REMOVED "header-removed" Vanishes "header vervalt" "header is removed"
    HEADER_FORM "header-form-changed" Differs "vorm van de header: {before} → {after}" "form of the header: {before} → {after}"
    BODY_ADDED "body-added" Offered "nieuwe body" "new body"
    BODY_REMOVED "body-removed" Vanishes "body vervalt" "body is removed"
    BODY_CHANGED "body-changed" Differs "inhoud van de body: {before} → {after}" "content of the body: {before} → {after}"
    ERROR_ADDED "error-added" Wider "nieuwe foutcode" "new error code"
    ERROR_REMOVED "error-removed" Narrower "foutcode vervalt" "error code is removed"
    ERROR_CHANGED "error-changed" Differs "status van de foutcode: {before} → {after}" "status of the error code: {before} → {after}"
    LIMIT_ADDED "limit-added" Narrower "nieuwe grens" "new limit"
    LIMIT_REMOVED "limit-removed" Wider "grens vervalt" "limit is removed"
    LIMIT_LOWERED "limit-lowered" Narrower "grens: {before} → {after}" "limit: {before} → {after}"
    LIMIT_RAISED "limit-raised" Wider "grens: {before} → {after}" "limit: {before} → {after}"
    LIMIT_CHANGED "limit-changed" Differs "eenheid van de grens: {before} → {after}" "unit of the limit: {before} → {after}"

    // For people only.
    LABEL_CHANGED "label-changed" Editorial "label: {before} → {after}" "label: {before} → {after}"
    WORDING_CHANGED "wording-changed" Editorial "omschrijving of toelichting aangepast" "definition or remark edited"
    PRIVACY_REMARK "privacy-remark-changed" Editorial "oordeel over privacygevoeligheid aangepast" "assessment of privacy edited"
    NORM_CHANGED "norm-changed" Editorial "relatie tot SGR of norm aangepast" "relation to SGR or norm edited"
    EVIDENCE_CHANGED "evidence-changed" Editorial "bron of zekerheid aangepast" "source or certainty edited"
}
