//! The rules that every message is held against, with their texts.
//!
//! A rule id is never reused and never changes its meaning. Texts may improve.

use std::fmt;

/// Where in the judgement a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The bytes are no JSON, or go beyond a limit: reading ends there.
    Syntax,
    /// The wrong attributes, or the wrong kind of value.
    Structure,
    /// A value outside what the contract allows.
    Constraint,
    /// A code that its list does not have, or no longer wants.
    CodeList,
    /// A rule above the contract.
    Rule,
}

impl Layer {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Constraint => "constraint",
            Self::CodeList => "codelist",
            Self::Rule => "rule",
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know: something will change.
    Info,
    /// The contract allows it, but it is probably not meant.
    Warning,
    /// The contract forbids it, or a rule above the contract that was asked for.
    Error,
}

impl Severity {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    #[default]
    En,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Dutch.
    pub nl: &'static str,
    /// English.
    pub en: &'static str,
}

impl Texts {
    /// The text in a language.
    #[must_use]
    pub const fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Nl => self.nl,
            Language::En => self.en,
        }
    }
}

/// A rule.
pub struct Rule {
    /// Stable id, such as `max-length`.
    pub id: &'static str,
    /// Where it stands.
    pub layer: Layer,
    /// How bad a finding of it is.
    pub severity: Severity,
    /// What a finding says; `{name}` stands for a parameter.
    pub text: Texts,
    /// What to do about it.
    pub help: Texts,
    /// What the rule is for and where it comes from.
    pub purpose: Texts,
    /// A fragment that it accepts.
    pub good: &'static str,
    /// A fragment that it finds.
    pub bad: &'static str,
}

const LOSSY: [&str; 18] = [
    "wrong-type",
    "null-value",
    "unknown-attribute",
    "attribute-case",
    "removed-attribute",
    "later-attribute",
    "other-message",
    "duplicate-attribute",
    "choice-none",
    "choice-many",
    "integer-form",
    "integer-range",
    "boolean-form",
    "root-element",
    "repeated-element",
    "stray-text",
    "xml-attribute",
    "xml-nil",
];

/// Only the id: the texts stand in the table.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Rule {
    /// Whether a finding of it means that a value does not hold everything the text said: something
    /// stood there that the type cannot hold.
    #[must_use]
    pub fn is_lossy(&self) -> bool {
        self.layer == Layer::Syntax || LOSSY.contains(&self.id)
    }

    /// The rule with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }
}

macro_rules! rules {
    ($( $name:ident = $id:literal, $layer:ident, $severity:ident,
        text: $nl:literal | $en:literal,
        help: $help_nl:literal | $help_en:literal,
        purpose: $purpose_nl:literal | $purpose_en:literal,
        good: $good:literal, bad: $bad:literal; )*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $purpose_en)]
            pub static $name: Rule = Rule {
                id: $id,
                layer: Layer::$layer,
                severity: Severity::$severity,
                text: Texts { nl: $nl, en: $en },
                help: Texts { nl: $help_nl, en: $help_en },
                purpose: Texts { nl: $purpose_nl, en: $purpose_en },
                good: $good,
                bad: $bad,
            };
        )*

        /// Every rule, in the order of the layers.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    JSON_SYNTAX = "json-syntax", Syntax, Error,
        text: "geen geldige JSON: {reason}" | "not valid JSON: {reason}",
        help: "herstel de JSON; wat na deze plaats staat is niet beoordeeld" | "repair the JSON; what follows this place was not judged",
        purpose: "Een bericht is JSON volgens RFC 8259." | "A message is JSON as RFC 8259 has it.",
        good: r#"{"naamVacature": "Lasser"}"#, bad: r#"{"naamVacature": "Lasser""#;
    ENCODING = "encoding", Syntax, Error,
        text: "geen geldige UTF-8" | "not valid UTF-8",
        help: "schrijf het bericht in UTF-8" | "write the message in UTF-8",
        purpose: "Berichten zijn UTF-8 (RFC 8259, §8.1)." | "Messages are UTF-8 (RFC 8259, §8.1).",
        good: r#"{"straatnaam": "Curaçaostraat"}"#, bad: "(ISO 8859-1) {\"straatnaam\": \"Cura\\xE7aostraat\"}";
    XML_SYNTAX = "xml-syntax", Syntax, Error,
        text: "geen welgevormde XML: {reason}" | "not well-formed XML: {reason}",
        help: "herstel de XML; wat na deze plaats staat is niet beoordeeld" | "repair the XML; what follows this place was not judged",
        purpose: "Een bericht is welgevormde XML 1.0 met naamruimten." | "A message is well-formed XML 1.0 with namespaces.",
        good: "<NaamVacature>Lasser</NaamVacature>", bad: "<NaamVacature>Lasser</Naam>";
    XML_ENCODING = "xml-encoding", Syntax, Error,
        text: "een andere tekencodering dan UTF-8" | "another encoding than UTF-8",
        help: "schrijf het bericht in UTF-8, met of zonder byte order mark" | "write the message in UTF-8, with or without a byte order mark",
        purpose: "Berichten zijn UTF-8." | "Messages are UTF-8.",
        good: r#"<?xml version="1.0" encoding="UTF-8"?>"#, bad: r#"<?xml version="1.0" encoding="ISO-8859-1"?>"#;
    XML_DOCTYPE = "xml-doctype", Syntax, Error,
        text: "een DOCTYPE wordt niet gelezen" | "a DOCTYPE is not read",
        help: "laat de DOCTYPE weg" | "leave the DOCTYPE out",
        purpose: "Een DOCTYPE kan entiteiten en externe bestanden binnenhalen; berichten hebben er geen." | "A DOCTYPE can bring in entities and external files; messages have none.",
        good: "<vum:VacatureMatch …>", bad: "<!DOCTYPE VacatureMatch>";
    XML_ENTITY = "xml-entity", Syntax, Error,
        text: "een entiteit die XML zelf niet kent" | "an entity that XML itself does not have",
        help: "schrijf het teken zelf, of zijn nummer (`&#233;`)" | "write the character itself, or its number (`&#233;`)",
        purpose: "Alleen de vijf entiteiten van XML 1.0 worden gelezen." | "Only the five entities of XML 1.0 are read.",
        good: "<NaamVacature>Bouw &amp; Co</NaamVacature>", bad: "<NaamVacature>Caf&eacute;</NaamVacature>";
    XML_ATTRIBUTE_LIMIT = "xml-attribute-limit", Syntax, Error,
        text: "te veel attributen op een element" | "too many attributes on an element",
        help: "berichten hebben geen attributen; wat volgt is niet beoordeeld" | "messages have no attributes; what follows was not judged",
        purpose: "Begrenst wat vijandige invoer kan kosten." | "Bounds what hostile input can cost.",
        good: "<Sector>…</Sector>", bad: r#"<Sector a1="" a2="" …>"#;
    DEPTH_LIMIT = "depth-limit", Syntax, Error,
        text: "meer dan {limit} niveaus diep genest" | "nested more than {limit} levels deep",
        help: "geen bericht van VUM is zo diep; wat volgt is niet beoordeeld" | "no message of VUM is that deep; what follows was not judged",
        purpose: "Begrenst wat vijandige invoer kan kosten." | "Bounds what hostile input can cost.",
        good: r#"{"werktijden": {}}"#, bad: r#"{"x": [[[[…]]]]}"#;
    RECORD_SIZE = "record-size", Syntax, Error,
        text: "record groter dan {limit} bytes" | "record larger than {limit} bytes",
        help: "het record is overgeslagen; verhoog de grens als het echt zo groot is" | "the record was skipped; raise the limit if it really is that large",
        purpose: "Begrenst wat vijandige invoer kan kosten." | "Bounds what hostile input can cost.",
        good: r#"{"idVacature": "v1"}"#, bad: r#"{"idVacature": "vvvvv…"}"#;
    WRONG_TYPE = "wrong-type", Structure, Error,
        text: "{expected} verwacht, {found} gevonden" | "expected {expected}, found {found}",
        help: "schrijf de waarde als {expected}" | "write the value as {expected}",
        purpose: "Het contract legt voor elk attribuut het JSON-type vast." | "The contract fixes the JSON type of every attribute.",
        good: r#"{"aantalWerkurenPerWeekMaximaal": 32}"#, bad: r#"{"aantalWerkurenPerWeekMaximaal": "32"}"#;
    NULL_VALUE = "null-value", Structure, Error,
        text: "null is geen waarde" | "null is not a value",
        help: "laat het attribuut weg als er geen waarde is" | "leave the attribute out when there is no value",
        purpose: "In VUM is \u{201c}geen waarde\u{201d} een afwezig attribuut; het contract kent geen null." | "In VUM \u{201c}no value\u{201d} is an absent attribute; the contract has no null.",
        good: "{}", bad: r#"{"datumDiploma": null}"#;
    UNKNOWN_ATTRIBUTE = "unknown-attribute", Structure, Error,
        text: "onbekend attribuut" | "unknown attribute",
        help: "verwijder het of herstel de naam" | "remove it or correct its name",
        purpose: "Vanaf 1.1.0 mag een bericht alleen attributen bevatten die het contract noemt." | "From 1.1.0 on a message can only hold attributes that the contract names.",
        good: r#"{"naamCursus": "Heftruck"}"#, bad: r#"{"cursusnaam": "Heftruck"}"#;
    ATTRIBUTE_CASE = "attribute-case", Structure, Error,
        text: "onbekend attribuut; alleen de hoofdletters verschillen van {expected}" | "unknown attribute; it differs from {expected} in case only",
        help: "schrijf {expected}" | "write {expected}",
        purpose: "Namen in JSON zijn hoofdlettergevoelig (zie arbeidsVoorwaarden)." | "Names in JSON are case-sensitive (see arbeidsVoorwaarden).",
        good: r#"{"arbeidsVoorwaarden": {}}"#, bad: r#"{"arbeidsvoorwaarden": {}}"#;
    REMOVED_ATTRIBUTE = "removed-attribute", Structure, Error,
        text: "{name} bestaat niet meer sinds {release}" | "{name} no longer exists since {release}",
        help: "in de plaats daarvan: {successor}" | "instead of it: {successor}",
        purpose: "Een attribuut dat uit de standaard is verwijderd, is onbekend in latere versies." | "An attribute that was removed from the standard is unknown in later releases.",
        good: r#"{"opleiding": [{"codeOpleidingsnaam": "1"}]}"#, bad: r#"{"opleiding": [{"opleidingsnaam": {}}]}"#;
    LATER_ATTRIBUTE = "later-attribute", Structure, Error,
        text: "{name} bestaat pas vanaf {release}" | "{name} exists only from {release} on",
        help: "laat het weg of gebruik die versie" | "leave it out or use that release",
        purpose: "Een attribuut dat later in de standaard kwam, is onbekend in eerdere versies." | "An attribute that came to the standard later is unknown in earlier releases.",
        good: "{}", bad: r#"(2.0.0) {"competentiebeheersing": []}"#;
    OTHER_MESSAGE = "other-message", Structure, Error,
        text: "{name} hoort niet in dit bericht, wel in: {messages}" | "{name} does not belong in this message, but in: {messages}",
        help: "laat het weg; het hoort alleen in de genoemde berichten" | "leave it out; it belongs to the messages named only",
        purpose: "Een match bevat minder dan een detail: contactgegevens bijvoorbeeld horen er niet in." | "A match holds less than a detail: contact data, for one, does not belong in it.",
        good: "(werkzoekende/match) {}", bad: r#"(werkzoekende/match) {"emailadres": ["…"]}"#;
    OTHER_ROLE = "other-role", Structure, Error,
        text: "{name} hoort niet in een bericht van de {role}" | "{name} does not belong in a message of the {role}",
        help: "laat het weg; de andere rol geeft het uit" | "leave it out; the other role issues it",
        purpose: "Een bron noemt het eigen kenmerk, een bemiddelaar ziet het pseudoniem van de voorziening." | "A bron names its own id, a bemiddelaar sees the pseudonym of the exchange.",
        good: r#"(bron) {"idWerkzoekende": "w1"}"#, bad: r#"(bron) {"vumID": "x"}"#;
    ROOT_ELEMENT = "root-element", Structure, Error,
        text: "het hoofdelement heet {expected}" | "the root element is called {expected}",
        help: "gebruik de naam van dit bericht, of kies het bericht dat hier staat" | "use the name of this message, or choose the message that stands here",
        purpose: "Elk bericht heeft één hoofdelement; de namen zijn een voorstel tot er officiële zijn." | "Every message has one root element; the names are a proposal until there are official ones.",
        good: "<vum:VacatureMatch …>", bad: "<vum:Vacature …>";
    ROOT_NAMESPACE = "root-namespace", Structure, Error,
        text: "het hoofdelement staat niet in de naamruimte {expected}" | "the root element is not in the namespace {expected}",
        help: "geef het hoofdelement een voorvoegsel en verklaar daarvoor de naamruimte van de release" | "give the root element a prefix and declare the namespace of the release for it",
        purpose: "De naamruimte noemt de release; alleen het hoofdelement staat erin (SuwiML)." | "The namespace names the release; only the root element is in it (SuwiML).",
        good: r#"<vum:VacatureMatch xmlns:vum="urn:x-vum:draft:v0301">"#, bad: "<VacatureMatch>";
    ELEMENT_NAMESPACE = "element-namespace", Structure, Error,
        text: "dit element hoort in geen naamruimte" | "this element belongs in no namespace",
        help: "laat het voorvoegsel weg; verklaar geen standaardnaamruimte (`xmlns=`)" | "leave the prefix out; declare no default namespace (`xmlns=`)",
        purpose: "Onder het hoofdelement staan namen zonder naamruimte (SuwiML: unqualified)." | "Below the root element names are in no namespace (SuwiML: unqualified).",
        good: "<vum:VacatureMatch …><NaamVacature>…", bad: "<vum:VacatureMatch …><vum:NaamVacature>…";
    ELEMENT_ORDER = "element-order", Structure, Error,
        text: "{name} hoort voor {behind}" | "{name} belongs before {behind}",
        help: "zet de elementen in de volgorde van de standaard" | "put the elements in the order of the standard",
        purpose: "In XML is de volgorde die van de standaard (SuwiML: sequence)." | "In XML the order is that of the standard (SuwiML: sequence).",
        good: "<DatAanvang/><DatEinde/>", bad: "<DatEinde/><DatAanvang/>";
    REPEATED_ELEMENT = "repeated-element", Structure, Error,
        text: "{name} staat er opnieuw; het eerste telt" | "{name} stands here again; the first counts",
        help: "laat er één over, of zet de elementen van een lijst achter elkaar" | "keep one, or put the elements of a list behind each other",
        purpose: "Wat eenmaal voorkomt heeft één element; een lijst staat aaneen." | "What occurs once has one element; a list stands together.",
        good: "<Emailadres>…</Emailadres><Emailadres>…</Emailadres><Sector>…", bad: "<Emailadres>…</Emailadres><Sector>…</Sector><Emailadres>…";
    STRAY_TEXT = "stray-text", Structure, Error,
        text: "tekst waar alleen elementen horen" | "text where only elements belong",
        help: "haal de tekst weg" | "take the text out",
        purpose: "Een element houdt elementen of een waarde, nooit beide." | "An element holds elements or a value, never both.",
        good: "<Mobiliteit><MaximaleReistijd>…", bad: "<Mobiliteit>tekst<MaximaleReistijd>…";
    XML_ATTRIBUTE = "xml-attribute", Structure, Error,
        text: "hier hoort geen attribuut" | "no attribute belongs here",
        help: "haal het attribuut weg; waarden staan in elementen" | "take the attribute out; values stand in elements",
        purpose: "Berichten hebben geen attributen (SuwiML)." | "Messages have no attributes (SuwiML).",
        good: "<CdSbi>62010</CdSbi>", bad: r#"<CdSbi lijst="SBI">62010</CdSbi>"#;
    XML_NIL = "xml-nil", Structure, Error,
        text: "xsi:nil is geen waarde" | "xsi:nil is not a value",
        help: "laat een gegeven zonder waarde weg" | "leave out what has no value",
        purpose: "Zonder waarde is er geen element (SuwiML)." | "Without a value there is no element (SuwiML).",
        good: "", bad: r#"<NaamVacature xsi:nil="true"/>"#;
    BOOLEAN_FORM = "boolean-form", Structure, Error,
        text: "hier hoort 1 (ja) of 2 (nee)" | "1 (yes) or 2 (no) belongs here",
        help: "schrijf 1 voor ja en 2 voor nee" | "write 1 for yes and 2 for no",
        purpose: "In XML is ja of nee een cijfer (SuwiML: StdIndJN)." | "In XML yes or no is a digit (SuwiML: StdIndJN).",
        good: "<ErkendSbbLeerbedrijf>1</ErkendSbbLeerbedrijf>", bad: "<ErkendSbbLeerbedrijf>true</ErkendSbbLeerbedrijf>";
    DUPLICATE_ATTRIBUTE = "duplicate-attribute", Structure, Error,
        text: "{name} staat er meer dan eens; de eerste telt" | "{name} stands here more than once; the first counts",
        help: "laat één over" | "keep one of them",
        purpose: "Met dubbele namen leest elke ontvanger iets anders (RFC 8259, §4)." | "With duplicate names every receiver reads something else (RFC 8259, §4).",
        good: r#"{"codeSbi": 1}"#, bad: r#"{"codeSbi": 1, "codeSbi": 2}"#;
    REQUIRED = "required", Structure, Error,
        text: "{name} ontbreekt" | "{name} is missing",
        help: "voeg {name} toe; het is verplicht voor de {role}" | "add {name}; it is required of the {role}",
        purpose: "Wat verplicht is hangt af van bericht en rol." | "What is required depends on message and role.",
        good: r#"{"mobiliteit": {"bemiddelingspostcode": "1234AB"}}"#, bad: r#"{"mobiliteit": {}}"#;
    CHOICE_NONE = "choice-none", Structure, Error,
        text: "geen keuze gemaakt uit {names}" | "none of {names} is present",
        help: "geef precies één van deze" | "give exactly one of these",
        purpose: "Tot en met 2.0.0 zijn er keuzes: precies één sleutel." | "Up to 2.0.0 there are choices: exactly one key.",
        good: r#"{"beroep": {"beroepsnaamOngecodeerd": {}}}"#, bad: r#"{"beroep": {}}"#;
    CHOICE_MANY = "choice-many", Structure, Error,
        text: "meer dan één van {names}; de eerste telt" | "more than one of {names}; the first counts",
        help: "geef precies één van deze" | "give exactly one of these",
        purpose: "Tot en met 2.0.0 zijn er keuzes: precies één sleutel." | "Up to 2.0.0 there are choices: exactly one key.",
        good: r#"{"beroep": {"beroepsnaamOngecodeerd": {}}}"#,
        bad: r#"{"beroep": {"beroepsnaamGecodeerd": {}, "beroepsnaamOngecodeerd": {}}}"#;
    EMPTY_VALUE = "empty-value", Structure, Warning,
        text: "lege waarde; geldt als afwezig" | "empty value; counts as absent",
        help: "laat het attribuut weg" | "leave the attribute out",
        purpose: "De Gegevensstandaard staat lege waarden niet toe, het contract sluit ze niet uit; een ontvanger leest ze als afwezig." | "The Gegevensstandaard forbids empty values, the contract does not exclude them; a receiver reads them as absent.",
        good: "{}", bad: r#"{"taalbeheersing": []}"#;
    DEPRECATED_ATTRIBUTE = "deprecated-attribute", Structure, Info,
        text: "{name} is afgeraden sinds {release}" | "{name} is deprecated since {release}",
        help: "lever het niet meer; ontvangers aanvaarden het nog" | "no longer send it; receivers still accept it",
        purpose: "Wat is afgeraden verdwijnt in een latere versie." | "What is deprecated goes away in a later release.",
        good: r#"(2.0.0) {"codeBeroepsnaam": "1"}"#, bad: r#"(2.0.0) {"omschrijvingBeroepsnaam": "lasser"}"#;

    EXTRA_ATTRIBUTE = "extra-attribute", Structure, Info,
        text: "naam die het contract niet noemt; hier staat het andere namen toe" | "name that the contract does not have; it allows other names here",
        help: "controleer de spelling; de waarde is niet beoordeeld" | "check the spelling; the value was not judged",
        purpose: "Om berichten heen staan contracten soms namen toe die zij niet noemen; een ontvanger slaat ze over." | "Around messages contracts sometimes allow names that they do not have; a receiver passes over them.",
        good: r#"(matches-antwoord) {"vraagID": "v1"}"#, bad: r#"(matches-antwoord) {"vraagId": "v1"}"#;
    IGNORED_CRITERION = "ignored-criterion", Structure, Info,
        text: "sleutel of operator die deze release niet kent; een bron negeert haar" | "key or operator that this release does not know; a bron ignores it",
        help: "controleer de spelling en de release; filter de resultaten zo nodig zelf na" | "check the spelling and the release; filter the results yourself where needed",
        purpose: "In een selectievraag staat het contract onbekende sleutels toe; wie antwoordt past ze niet toe en zegt dat niet." | "In a selectievraag the contract allows unknown keys; who answers does not apply them and does not say so.",
        good: r#"{"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24}}"#, bad: r#"{"werktijden.aantalWerkurenPerWeekMaximaal": {"$gt": 24}}"#;
    ALIAS_NAME = "alias-name", Structure, Info,
        text: "gelezen als {expected}; zo staat het in het contract" | "read as {expected}, which is what the contract has",
        help: "schrijf {expected}: een andere partij leest deze naam misschien niet" | "write {expected}: another party may not read this name",
        purpose: "Waar een sleutel van het contract niet het pad van het gegeven is, wordt ook dat pad gelezen." | "Where a key of the contract is not the path of the data, that path is read too.",
        good: r#"{"beroep.codeBeroepsnaam": {"$eq": "…"}}"#, bad: r#"{"codeBeroepsnaam": {"$eq": "…"}}"#;
    OPERATOR_COMBINATION = "operator-combination", Structure, Error,
        text: "deze operatoren horen niet samen; het contract kent {names}" | "these operators do not go together; the contract has {names}",
        help: "gebruik één van de combinaties; wat tussen haakjes staat mag weg" | "use one of the combinations; what is in brackets may be left out",
        purpose: "Het contract noemt bij sommige criteria welke operatoren samen mogen." | "With some criteria the contract says which operators go together.",
        good: r#"{"codeWerkEnDenkniveauMinimaal": {"$gte": "2", "$lt": "7"}}"#, bad: r#"{"codeWerkEnDenkniveauMinimaal": {"$gte": "2"}}"#;
    MIN_ITEMS = "min-items", Structure, Error,
        text: "{actual} elementen, ten minste {limit} nodig" | "{actual} elements, at least {limit} needed",
        help: "laat het criterium weg, of geef ten minste {limit} elementen" | "leave the criterion out, or give at least {limit} elements",
        purpose: "Het contract noemt een kleinste aantal elementen." | "The contract names a least number of elements.",
        good: r#"{"$all": [{"$elemMatch": {"codeTaal": {"$eq": "nld"}}}]}"#, bad: r#"{"$all": []}"#;
    NOT_JUDGED = "not-judged", Structure, Info,
        text: "de inhoud van dit object is niet beoordeeld" | "the content of this object was not judged",
        help: "houd de selectievraag zelf naast het contract; zij wordt ongewijzigd bewaard" | "hold the question against the contract yourself; it is kept as it is",
        purpose: "Een standaard zonder selection.toml kent de inhoud van een selectievraag niet." | "A standard without selection.toml does not know the content of a selectievraag.",
        good: "(matches-verzoek, 1.2.0) {\"vraagObject\": {…}}", bad: "(matches-verzoek, 3.0.0) {\"vraagObject\": {…}}";
    HEADER_REQUIRED = "header-required", Structure, Error,
        text: "header {name} ontbreekt" | "header {name} is missing",
        help: "voeg {name} toe; hoofdletters doen er niet toe" | "add {name}; case does not matter",
        purpose: "Het contract noemt de headers die een verzoek moet hebben." | "The contract names the headers that a request must have.",
        good: "(3.0.0) API-Version: 3.0.0", bad: "(3.0.0) Content-Type: application/json";
    HEADER_DUPLICATE = "header-duplicate", Structure, Error,
        text: "header {name} staat er meer dan eens; de eerste telt" | "header {name} stands here more than once; the first counts",
        help: "laat één over" | "keep one of them",
        purpose: "Het contract geeft elke header één waarde; met twee leest elke ontvanger iets anders (RFC 9110, §5.3)." | "The contract gives every header one value; with two every receiver reads something else (RFC 9110, §5.3).",
        good: "API-Version: 3.0.0", bad: "API-Version: 3.0.0\nAPI-Version: 2.0.0";
    HEADER_SYNTAX = "header-syntax", Structure, Error,
        text: "geen regel van de vorm Naam: waarde" | "not a line of the form Name: value",
        help: "schrijf elke header op een eigen regel, zonder wit voor de dubbele punt" | "write every header on a line of its own, without white space before the colon",
        purpose: "Headers zijn regels met een naam, een dubbele punt en een waarde (RFC 9112, §5)." | "Headers are lines with a name, a colon and a value (RFC 9112, §5).",
        good: "API-Version: 3.0.0", bad: "API-Version = 3.0.0";

    HEADER_CONSTANT = "header-constant", Constraint, Error,
        text: "{name} moet {expected} zijn" | "{name} must be {expected}",
        help: "geef {expected}" | "give {expected}",
        purpose: "Het contract legt de waarde van deze header vast, ook waar de release een ander nummer heeft." | "The contract fixes the value of this header, also where the release has another number.",
        good: "(3.1.0) API-Version: 3.0.0", bad: "(3.1.0) API-Version: 3.1.0";
    HEADER_BOOLEAN = "header-boolean", Constraint, Error,
        text: "niet true of false" | "neither true nor false",
        help: "schrijf true of false, in kleine letters" | "write true or false, in lower case",
        purpose: "Het contract noemt deze header een boolean." | "The contract calls this header a boolean.",
        good: "X-VUM-SUWIparty: true", bad: "X-VUM-SUWIparty: ja";
    OIN_FORM = "oin-form", Constraint, Warning,
        text: "geen OIN: dat heeft 20 tekens, waarvan de eerste acht cijfers zijn" | "not an OIN, which has 20 characters, the first eight of which are digits",
        help: "neem het OIN over uit het OIN-register" | "copy the OIN from the register",
        purpose: "Een organisatie-identificatienummer heeft 20 tekens (Logius); het contract noemt de header alleen een tekst." | "An organisation's number has 20 characters (Logius); the contract calls the header a text and no more.",
        good: "X-VUM-fromParty: 00000099000000001000", bad: "X-VUM-fromParty: 99000000001000";
    OIN_NUMBER = "oin-number", Constraint, Warning,
        text: "de vorm van een OIN, maar geen OIN: {reason}" | "the form of an OIN, but not an OIN: {reason}",
        help: "neem het OIN over uit het OIN-register" | "copy the OIN from the register",
        purpose: "De eerste acht cijfers van een OIN zeggen uit welk register het nummer komt, en dat heeft zijn eigen vorm (Logius, OIN-stelsel)." | "The first eight digits of an OIN tell from which register the number is, and that has a form of its own (Logius, OIN-Stelsel).",
        good: "X-VUM-fromParty: 00000001002220647000", bad: "X-VUM-fromParty: 00000001002220648000";
    MIN_LENGTH = "min-length", Constraint, Error,
        text: "{actual} tekens, ten minste {limit} nodig" | "{actual} characters, at least {limit} needed",
        help: "geef een langere tekst" | "give a longer text",
        purpose: "Het contract noemt een kleinste aantal tekens." | "The contract names a least number of characters.",
        good: "(3) \"abc\"", bad: "(3) \"ab\"";
    MAX_LENGTH = "max-length", Constraint, Error,
        text: "{actual} tekens, ten hoogste {limit} toegestaan" | "{actual} characters, at most {limit} allowed",
        help: "kort de tekst in" | "shorten the text",
        purpose: "Het contract noemt een grootste aantal tekens (tekens, geen bytes)." | "The contract names a greatest number of characters (characters, not bytes).",
        good: r#"{"huisnummertoevoeging": "bis"}"#, bad: r#"{"huisnummertoevoeging": "achterom"}"#;
    PATTERN = "pattern", Constraint, Error,
        text: "voldoet niet aan het patroon {pattern}" | "does not match the pattern {pattern}",
        help: "herstel de vorm" | "correct the form",
        purpose: "Het contract legt voor sommige teksten de vorm vast." | "The contract fixes the form of some texts.",
        good: r#"{"postcode": "1234AB"}"#, bad: r#"{"postcode": "1234 AB"}"#;
    MINIMUM = "minimum", Constraint, Error,
        text: "kleiner dan {limit}" | "less than {limit}",
        help: "geef een getal van ten minste {limit}" | "give a number of at least {limit}",
        purpose: "Het contract noemt een kleinste waarde." | "The contract names a least value.",
        good: r#"{"huisnummer": 1}"#, bad: r#"{"huisnummer": -1}"#;
    MAXIMUM = "maximum", Constraint, Error,
        text: "groter dan {limit}" | "greater than {limit}",
        help: "geef een getal van ten hoogste {limit}" | "give a number of at most {limit}",
        purpose: "Het contract noemt een grootste waarde." | "The contract names a greatest value.",
        good: r#"{"maximaleReisafstand": 50}"#, bad: r#"{"maximaleReisafstand": 1000}"#;
    INTEGER_FORM = "integer-form", Constraint, Error,
        text: "geen geheel getal" | "not a whole number",
        help: "schrijf een geheel getal zonder punt of exponent" | "write a whole number without a point or exponent",
        purpose: "Waar het contract een geheel getal vraagt, is ook 1.0 of 1e0 geen geheel getal: niet elke ontvanger leest dat zo." | "Where the contract asks an integer, 1.0 or 1e0 is none either: not every receiver reads it as one.",
        good: r#"{"codeSbi": 1}"#, bad: r#"{"codeSbi": 1.0}"#;
    INTEGER_RANGE = "integer-range", Constraint, Error,
        text: "getal buiten elk bereik" | "number beyond every range",
        help: "geef een getal binnen de grenzen van het attribuut" | "give a number within the bounds of the attribute",
        purpose: "Een geheel getal past in 64 bits; geen attribuut van VUM is groter." | "An integer fits in 64 bits; no attribute of VUM is larger.",
        good: r#"{"codeSbi": 1}"#, bad: r#"{"codeSbi": 99999999999999999999}"#;
    DATE_FORM = "date-form", Constraint, Error,
        text: "geen datum van de vorm JJJJ-MM-DD (in XML EEJJMMDD)" | "not a date of the form YYYY-MM-DD (in XML CCYYMMDD)",
        help: "schrijf een volledige datum zonder tijd" | "write a full date without a time",
        purpose: "Datums zijn volledige datums volgens RFC 3339 (full-date)." | "Dates are full dates as RFC 3339 has them (full-date).",
        good: r#"{"datumDiploma": "2020-07-01"}"#, bad: r#"{"datumDiploma": "01-07-2020"}"#;
    DATE_PARTIAL = "date-partial", Constraint, Error,
        text: "jaar, maand of dag is nul: geen volledige datum" | "year, month or day is zero: not a full date",
        help: "geef de volledige datum of laat het gegeven weg" | "give the full date or leave it out",
        purpose: "SuwiML schrijft nullen voor wat niet bekend is; de contracten van VUM vragen een volledige datum." | "SuwiML writes zeros for what is not known; the VUM contracts ask for a full date.",
        good: "<DatDiploma>20240229</DatDiploma>", bad: "<DatDiploma>20240000</DatDiploma>";
    DATE_CALENDAR = "date-calendar", Constraint, Error,
        text: "de kalender heeft deze dag niet" | "the calendar does not have this day",
        help: "herstel maand of dag" | "correct the month or the day",
        purpose: "Een datum is een dag van de kalender." | "A date is a day of the calendar.",
        good: r#"{"datumDiploma": "2024-02-29"}"#, bad: r#"{"datumDiploma": "2023-02-29"}"#;

    UNKNOWN_CODE = "unknown-code", CodeList, Error,
        text: "code staat niet in de lijst {list}" | "code is not in the list {list}",
        help: "kies uit: {codes}" | "choose from: {codes}",
        purpose: "Lijsten in eigen beheer staan in het contract; een andere code is ongeldig." | "Lists of the standard itself are part of the contract; any other code is invalid.",
        good: r#"{"codeTypeArbeidscontract": "B"}"#, bad: r#"{"codeTypeArbeidscontract": "X"}"#;
    ABSENT_CODE = "absent-code", CodeList, Error,
        text: "code van de lijst {list} die deze versie niet heeft ({release})" | "code of the list {list} that this release does not have ({release})",
        help: "kies uit: {codes}" | "choose from: {codes}",
        purpose: "Codes komen en gaan met versies." | "Codes come and go with releases.",
        good: "(no published release has such a code yet)", bad: "(no published release has such a code yet)";
    UNKNOWN_LABEL = "unknown-label", CodeList, Error,
        text: "tekst is geen omschrijving uit de lijst {list}" | "text is not a label of the list {list}",
        help: "neem de omschrijving over zoals de lijst haar heeft" | "copy the label as the list has it",
        purpose: "Het contract somt de toegestane omschrijvingen op." | "The contract enumerates the labels that are allowed.",
        good: r#"{"omschrijvingGedragscompetentie": "Aansturen"}"#, bad: r#"{"omschrijvingGedragscompetentie": "Leiding geven"}"#;
    EXTERNAL_CODE = "external-code", CodeList, Warning,
        text: "code staat niet in de tabel van {list}" | "code is not in the table of {list}",
        help: "controleer de code bij de beheerder van de lijst" | "check the code with the keeper of the list",
        purpose: "Externe lijsten veranderen buiten de standaard om: een onbekende code is verdacht, niet ongeldig." | "External lists change apart from the standard: an unknown code is suspect, not invalid.",
        good: r#"{"codeTaal": "nld"}"#, bad: r#"{"codeTaal": "qzz"}"#;
    CODE_PERIOD = "code-period", CodeList, Warning,
        text: "code van de lijst {list} geldt niet op {date}" | "code of the list {list} does not hold on {date}",
        help: "controleer bij de beheerder van de lijst welke code op die dag geldt" | "check with the keeper of the list which code holds on that day",
        purpose: "Lijsten van anderen veranderen op een dag, niet met een versie van de standaard." | "Lists that others keep change on a day, not with a release of the standard.",
        good: "(no published release has a list with days yet)", bad: "(no published release has a list with days yet)";
    DEPRECATED_CODE = "deprecated-code", CodeList, Info,
        text: "code is afgeraden sinds {release}" | "code is deprecated since {release}",
        help: "lever deze code niet meer; ontvangers aanvaarden haar nog" | "no longer send this code; receivers still accept it",
        purpose: "Wat is afgeraden verdwijnt in een latere versie." | "What is deprecated goes away in a later release.",
        good: r#"(2.0.0) {"codeFunctieAdres": "V"}"#, bad: r#"(2.0.0) {"codeFunctieAdres": "B"}"#;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{RULES, Rule};

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let mut seen = HashSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.id), "{}", rule.id);
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.id);
            assert!(std::ptr::eq(Rule::find(rule.id).unwrap(), *rule));
        }
    }

    #[test]
    fn both_languages_use_the_same_parameters() {
        let names = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names
        };
        for rule in RULES {
            assert_eq!(names(rule.text.nl), names(rule.text.en), "{}", rule.id);
            assert_eq!(names(rule.help.nl), names(rule.help.en), "{}", rule.id);
            for text in [rule.text, rule.help, rule.purpose] {
                assert!(!text.nl.is_empty() && !text.en.is_empty(), "{}", rule.id);
            }
        }
    }
}
