//! What the suite itself can find, beside the rules of messages.
//!
//! A rule id is never reused and never changes its meaning. Texts may improve.

use vum::Rule;
use vum::rule::{Layer, Severity, Texts};

macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident,
        text: $nl:literal | $en:literal,
        help: $help_nl:literal | $help_en:literal,
        purpose: $purpose_nl:literal | $purpose_en:literal,
        good: $good:literal, bad: $bad:literal;)*) => {
        $(
            #[doc = $purpose_en]
            pub static $name: Rule = Rule {
                id: $id,
                layer: Layer::Rule,
                severity: Severity::$severity,
                text: Texts { nl: $nl, en: $en },
                help: Texts { nl: $help_nl, en: $help_en },
                purpose: Texts { nl: $purpose_nl, en: $purpose_en },
                good: $good,
                bad: $bad,
            };
        )*

        /// Every rule of the suite, by subject.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    LEADING_ZERO = "conform-leading-zero", Error,
        text: "nullen voorop zijn verdwenen" | "leading zeros have gone",
        help: "behandel codes, nummers en telefoonnummers die tekst zijn als tekst, nergens als getal" | "treat codes, numbers and telephone numbers that are texts as texts, nowhere as numbers",
        purpose: "Een waarde met een nul voorop is een andere waarde zonder die nul: code 01 is niet code 1." | "A value with a leading zero is another value without it: code 01 is not code 1.",
        good: r#""codeTypeOvereenkomst": "01""#, bad: r#""codeTypeOvereenkomst": "1""#;
    VALUE_CHANGED = "conform-value-changed", Error,
        text: "een andere waarde dan er was" | "another value than there was",
        help: "geef waarden door zoals ze zijn: niet afkappen, afronden of omzetten" | "pass values on as they are: do not cut, round or convert them",
        purpose: "Wat een product schrijft of leest is wat er was, teken voor teken." | "What a product writes or reads is what there was, character by character.",
        good: "naamOrganisatie: Zoë & Çağla → Zoë & Çağla", bad: "naamOrganisatie: Zoë & Çağla → Zo? & ?a?la";
    VALUE_LOST = "conform-value-lost", Error,
        text: "een waarde is verloren" | "a value is lost",
        help: "neem elk gegeven over dat het bericht kan bevatten" | "take over every attribute that the message can hold",
        purpose: "Wat een bericht kan bevatten en het product kent, staat erin; wat erin staat, wordt begrepen." | "What a message can hold and the product knows is in it; what is in it is understood.",
        good: "taalbeheersing: nld, eng → nld, eng", bad: "taalbeheersing: nld, eng → nld";
    VALUE_ADDED = "conform-value-added", Error,
        text: "een waarde die er niet was" | "a value that was not there",
        help: "laat weg wat onbekend is; vul niets in, ook geen lege of standaardwaarde" | "leave out what is unknown; fill in nothing, nor an empty or default value",
        purpose: "Wat niet bekend is, is afwezig. Een verzonnen waarde is niet van een echte te onderscheiden." | "What is not known is absent. An invented value cannot be told from a real one.",
        good: "indicatieDiploma: (afwezig) → (afwezig)", bad: "indicatieDiploma: (afwezig) → 0";
    CONTENT_FORM = "conform-content-form", Error,
        text: "wat het product begreep heeft niet de vorm van docs/adapter.md" | "what the product understood is not in the form of docs/adapter.md",
        help: "geef een lijst van {at, value}, met plaatsen zoals a.b[0].c" | "give a list of {at, value}, with places such as a.b[0].c",
        purpose: "De suite vergelijkt inhoud, en kan dat alleen in de afgesproken vorm." | "The suite compares content, and can do so in the agreed form only.",
        good: r#"{"at": "telefoonnummer[0]", "value": "…"}"#, bad: r#"{"at": "telefoonnummer[x]", "value": "…"}"#;
    NO_MESSAGE = "conform-no-message", Error,
        text: "het product gaf niet wat werd gevraagd" | "the product did not give what was asked for",
        help: "geef bij deze bewerking het veld dat docs/adapter.md noemt, of unsupported" | "give the field that docs/adapter.md names for this operation, or unsupported",
        purpose: "Zonder bericht, inhoud of headers is er niets om te beoordelen." | "Without a message, content or headers there is nothing to judge.",
        good: r#"{"id": 7, "text": "{…}"}"#, bad: r#"{"id": 7}"#;
    REFUSED = "conform-refused", Error,
        text: "het product weigert een geldig bericht" | "the product refuses a valid message",
        help: "lees elk bericht dat aan het contract voldoet" | "read every message that satisfies the contract",
        purpose: "Een ontvanger leest elk geldig bericht, hoe de afzender het ook schrijft." | "A receiver reads every valid message, however the sender writes it.",
        good: "geldig bericht → begrepen", bad: "geldig bericht → geweigerd";
    FAILED = "conform-failed", Error,
        text: "het product meldt een fout bij een geldige opdracht ({operation})" | "the product reports an error at a valid request ({operation})",
        help: "zie het logboek van de adapter (--adapter-log) voor de reden" | "see the log of the adapter (--adapter-log) for the reason",
        purpose: "Wat de suite vraagt kan elk product dat het profiel ondersteunt." | "What the suite asks for, every product can do that supports the profile.",
        good: r#"{"id": 7, "text": "{…}"}"#, bad: r#"{"id": 7, "error": "…"}"#;
    NOT_REFUSED = "conform-not-refused", Warning,
        text: "het product leest een bericht dat het contract verbiedt" | "the product reads a message that the contract forbids",
        help: "weiger het bericht, of meld aan de afzender dat het niet voldoet" | "refuse the message, or tell the sender that it is not in order",
        purpose: "Vanaf 1.1.0 laat het contract geen onbekende gegevens toe in resultaten, en een gesloten codelijst geen onbekende code." | "From 1.1.0 the contract allows no unknown attributes in results, and a closed code list no unknown code.",
        good: "onbekend gegeven → geweigerd", bad: "onbekend gegeven → begrepen alsof het er niet stond";
    HEADER_CONSTANT = "conform-version-header", Error,
        text: "header {name} moet {expected} zijn" | "header {name} must be {expected}",
        help: "stuur de versie van het contract, niet die van de release of van het product" | "send the version of the contract, not that of the release or of the product",
        purpose: "Het contract legt vast welke versie in de headers staat; daaraan herkent de andere partij het bericht." | "The contract fixes the version in the headers, by which the other party knows the message.",
        good: "API-Version: 3.0.0", bad: "API-Version: 3.1.0";
    LEAKED_DETAIL = "conform-leaked-detail", Error,
        text: "een gegeven dat voor het detailprofiel is, staat in een selectieresultaat" | "an attribute that is for the detail profile is in a selection result",
        help: "laat uit een selectieresultaat alles weg wat de release voor het detailprofiel houdt, ook als deel van een ander gegeven" | "leave out of a selection result all that the release keeps for the detail profile, also as part of another attribute",
        purpose: "Een selectieresultaat maakt niemand bekend: contactgegevens volgen pas na een detailvraag." | "A selection result identifies nobody: contact data follow only when the detail is asked for.",
        good: r#"{"idWerkzoekende": "…", "mobiliteit": {…}}"#, bad: r#"{"idWerkzoekende": "…", "emailadres": ["…"]}"#;
    RETURNS_EVERYTHING = "conform-returns-everything", Error,
        text: "de bron geeft alle records, wat er ook wordt gevraagd" | "the bron gives every record, whatever is asked for",
        help: "geef alleen de records die aan elk criterium voldoen" | "give only the records that satisfy every criterion",
        purpose: "Een bron selecteert. Wie alles geeft, maakt gegevens bekend waar niemand om vroeg." | "A bron selects. Who gives everything reveals data that nobody asked for.",
        good: "3 van 40 records voldoen → 3", bad: "3 van 40 records voldoen → 40";
    EXTRA_RESULT = "conform-extra-result", Error,
        text: "de bron geeft {count} records die niet aan de vraag voldoen" | "the bron gives {count} records that do not satisfy the question",
        help: "zie standard/selection.toml, en vum select --explain, voor wat elk criterium betekent" | "see standard/selection.toml, and vum select --explain, for what each criterion means",
        purpose: "Een record dat aan een criterium niet voldoet, is geen resultaat." | "A record that does not satisfy a criterion is no result.",
        good: "gevraagd: 24 uur of meer; gegeven: 32", bad: "gevraagd: 24 uur of meer; gegeven: 16";
    MISSING_RESULT = "conform-missing-result", Error,
        text: "de bron geeft {count} records niet die aan de vraag voldoen" | "the bron leaves out {count} records that satisfy the question",
        help: "zie standard/selection.toml, en vum select --explain, voor wat elk criterium betekent" | "see standard/selection.toml, and vum select --explain, for what each criterion means",
        purpose: "Wie aan alle criteria voldoet, wordt gevonden." | "Who satisfies all criteria is found.",
        good: "gevraagd: rijbewijs B; gegeven: A en B", bad: "gevraagd: rijbewijs B; A en B niet gegeven";
    OPERATOR_IGNORED = "conform-operator-ignored", Error,
        text: "de bron antwoordt alsof {operator} er niet staat" | "the bron answers as if {operator} were not there",
        help: "pas elke operator toe die de release bij het criterium kent" | "apply every operator that the release has for the criterion",
        purpose: "Elke operator die de release kent beperkt het resultaat." | "Every operator that the release knows narrows the result.",
        good: r#"{"$gte": 24} → 24 en meer"#, bad: r#"{"$gte": 24} → ook 16"#;
    CRITERION_IGNORED = "conform-criterion-ignored", Error,
        text: "de bron antwoordt alsof het criterium {criterion} er niet staat" | "the bron answers as if the criterion {criterion} were not there",
        help: "pas elk criterium toe dat de release kent" | "apply every criterion that the release has",
        purpose: "Criteria worden met EN gecombineerd; elk dat de release kent telt." | "Criteria are combined with AND; each that the release knows counts.",
        good: "rijbewijs B en 24 uur → beide", bad: "rijbewijs B en 24 uur → alleen het rijbewijs";
    ABSENT_SELECTED = "conform-absent-selected", Error,
        text: "de bron laat een ontbrekend gegeven als passend gelden" | "the bron takes a missing attribute for one that satisfies",
        help: "een record zonder het gevraagde gegeven is geen resultaat" | "a record without the attribute that is asked for is no result",
        purpose: "In de officiële testsets telt een ontbrekend gegeven als geen match. Vastgelegd is dat niet; de suite volgt de testsets." | "In the official test sets a missing attribute counts as no match. It is not laid down; the suite follows the test sets.",
        good: "gevraagd: rijbewijs B; rijbewijs onbekend → niet gegeven", bad: "gevraagd: rijbewijs B; rijbewijs onbekend → gegeven";
    ORDER_DEPENDENT = "conform-order-dependent", Error,
        text: "het antwoord hangt af van een volgorde die niets betekent" | "the answer depends on an order that means nothing",
        help: "kijk in elke lijst naar alle elementen, en in een object op naam" | "look at all elements of every list, and in an object by name",
        purpose: "De volgorde van lijsten, van records en van namen in een object heeft geen betekenis." | "The order of lists, of records and of names in an object means nothing.",
        good: "rijbewijs: A, B en rijbewijs: B, A → hetzelfde antwoord", bad: "alleen het eerste rijbewijs telt";
    UNKNOWN_CRITERION = "conform-unknown-criterion", Error,
        text: "een criterium dat de release niet kent verandert het antwoord, of breekt het af" | "a criterion that the release does not know changes the answer, or breaks it off",
        help: "negeer wat de release niet kent, en beantwoord de rest van de vraag" | "ignore what the release does not know, and answer the rest of the question",
        purpose: "Een bron negeert criteria van een nieuwere vraagsteller en geeft zo nodig te veel." | "A bron ignores criteria of a newer asker and gives too much if it has to.",
        good: r#"{"nieuwCriterium": {…}} → genegeerd"#, bad: r#"{"nieuwCriterium": {…}} → fout"#;
    UNKNOWN_OPERATOR = "conform-unknown-operator", Error,
        text: "een operator die de release niet kent verandert het antwoord, of breekt het af" | "an operator that the release does not know changes the answer, or breaks it off",
        help: "negeer de operator, en pas toe wat er verder staat" | "ignore the operator, and apply the rest",
        purpose: "Een bron negeert operatoren van een nieuwere vraagsteller." | "A bron ignores operators of a newer asker.",
        good: r#"{"$gte": 24, "$nieuw": 1} → $gte telt"#, bad: r#"{"$gte": 24, "$nieuw": 1} → fout"#;
    EMPTY_ASKED = "conform-empty-asked", Error,
        text: "een leeg criterium verandert het antwoord, of breekt het af" | "an empty criterion changes the answer, or breaks it off",
        help: "behandel wat leeg is als afwezig" | "treat what is empty as absent",
        purpose: "Een leeg object vraagt niets: leeg is afwezig." | "An empty object asks nothing: empty is absent.",
        good: r#"{"werktijden.indicatieKantoortijden": {}} → vraagt niets"#, bad: r#"{"werktijden.indicatieKantoortijden": {}} → geen resultaten"#;
    DUPLICATE_RESULT = "conform-duplicate-result", Error,
        text: "de bron geeft een record meer dan eens" | "the bron gives a record more than once",
        help: "geef elk record hoogstens één keer" | "give each record once at most",
        purpose: "Een resultaat is een verzameling." | "A result is a set.",
        good: "w-1, w-2", bad: "w-1, w-2, w-1";
    FOREIGN_RESULT = "conform-foreign-result", Error,
        text: "de bron geeft een record dat niet in de populatie zit" | "the bron gives a record that is not in the population",
        help: "beantwoord de vraag uit de records van de laatste population, en uit geen andere" | "answer from the records of the last population, and from no others",
        purpose: "Alleen over een bekende populatie is een antwoord te beoordelen." | "Only over a known population can an answer be judged.",
        good: "id uit de populatie", bad: "id van een eerdere populatie";
    MAXIMUM_EXCEEDED = "conform-maximum-exceeded", Error,
        text: "de bron geeft meer dan {limit} resultaten" | "the bron gives more than {limit} results",
        help: "houd op bij het maximum en zet maximumAantalResultatenBereikt op true" | "stop at the maximum and set maximumAantalResultatenBereikt to true",
        purpose: "Een bron geeft standaard hoogstens 100 resultaten op een vraag." | "A bron gives 100 results to a question at most by default.",
        good: "130 voldoen → 100, true", bad: "130 voldoen → 130";
    MAXIMUM_FLAG = "conform-maximum-flag", Error,
        text: "maximumAantalResultatenBereikt klopt niet met het antwoord" | "maximumAantalResultatenBereikt does not fit the answer",
        help: "true als er meer records voldoen dan gegeven zijn, anders false" | "true when more records satisfy than are given, else false",
        purpose: "Aan de vlag ziet de vraagsteller of zijn vraag te ruim was." | "The flag tells the asker whether the question was too wide.",
        good: "100 van 130 gegeven → true; 100 van 100 → false", bad: "100 van 130 gegeven → false";
    QUESTION_SELECTS = "conform-question-selects", Error,
        text: "de vraag betekent iets anders dan was gewenst: {more} records te veel, {fewer} te weinig" | "the question means something else than was wanted: {more} records too many, {fewer} too few",
        help: "zie standard/selection.toml voor de sleutel en de operator van elk criterium" | "see standard/selection.toml for the key and the operator of each criterion",
        purpose: "Een bron vindt met de vraag precies wie de bemiddelaar wilde vinden." | "With the question a bron finds exactly whom the bemiddelaar wanted to find.",
        good: "ten minste 24 uur → Maximaal, $gte 24", bad: "ten minste 24 uur → Minimaal, $gte 24";
    OTHER_PRODUCT = "conform-other-product", Warning,
        text: "de adapter noemt een andere versie van het product dan --product-version" | "the adapter names another version of the product than --product-version",
        help: "laat de adapter de versie noemen van het product dat hij aanroept" | "let the adapter name the version of the product that it calls",
        purpose: "Een rapport geldt voor één versie van één product." | "A report holds for one version of one product.",
        good: "--product-version 4.2, adapter: 4.2", bad: "--product-version 4.2, adapter: 4.1";
    PROTOCOL_VERSION = "conform-protocol", Error,
        text: "de adapter spreekt een andere versie van het protocol" | "the adapter speaks another version of the protocol",
        help: "antwoord op hello met protocol 1" | "answer hello with protocol 1",
        purpose: "Suite en adapter verstaan elkaar alleen in dezelfde versie." | "Suite and adapter understand each other in the same version only.",
        good: r#"{"id": 1, "protocol": 1}"#, bad: r#"{"id": 1}"#;
    TIMEOUT = "conform-timeout", Error,
        text: "geen antwoord binnen de tijd; de adapter is beëindigd" | "no answer in time; the adapter was ended",
        help: "antwoord op elke regel met één regel, en schrijf die meteen weg (flush); --timeout geeft meer tijd" | "answer every line with one line, and write it at once (flush); --timeout gives more time",
        purpose: "Een product dat blijft hangen houdt de keten op." | "A product that hangs holds up the chain.",
        good: "vraag → antwoord", bad: "vraag → …";
    EXIT = "conform-exit", Error,
        text: "de adapter is onverwacht gestopt" | "the adapter stopped unexpectedly",
        help: "zie het logboek van de adapter (--adapter-log); een fout in het product hoort als error in het antwoord" | "see the log of the adapter (--adapter-log); an error of the product belongs in the answer, as error",
        purpose: "Een product blijft staan, wat het ook ontvangt." | "A product keeps standing, whatever it receives.",
        good: r#"{"id": 7, "error": "…"}"#, bad: "(geen uitvoer meer)";
    GARBAGE = "conform-garbage", Error,
        text: "een regel die geen antwoord is" | "a line that is no answer",
        help: "schrijf op standaarduitvoer alleen antwoorden, een JSON-object per regel; de rest hoort op standaardfout" | "write answers only on standard output, a JSON object a line; the rest belongs on standard error",
        purpose: "De suite leest standaarduitvoer als het protocol." | "The suite reads standard output as the protocol.",
        good: r#"{"id": 7, "text": "{…}"}"#, bad: "Starting product…";
    WRONG_ID = "conform-wrong-id", Error,
        text: "een antwoord op een andere vraag" | "an answer to another request",
        help: "neem de id van het verzoek over, en antwoord één keer" | "take over the id of the request, and answer once",
        purpose: "Aan de id ziet de suite bij welk verzoek een antwoord hoort." | "By the id the suite sees which request an answer belongs to.",
        good: r#"{"id": 7} → {"id": 7}"#, bad: r#"{"id": 7} → {"id": 6}"#;
    TOO_LONG = "conform-too-long", Error,
        text: "meer uitvoer dan toegestaan; de adapter is beëindigd" | "more output than allowed; the adapter was ended",
        help: "antwoord met één regel van hoogstens 16 MiB" | "answer with one line of 16 MiB at most",
        purpose: "Begrenst wat een adapter kan kosten." | "Bounds what an adapter can cost.",
        good: "een regel", bad: "regels zonder einde";
    NOT_UTF8 = "conform-not-utf8", Error,
        text: "een antwoord dat geen UTF-8 is" | "an answer that is not UTF-8",
        help: "schrijf standaarduitvoer in UTF-8, ook op Windows" | "write standard output in UTF-8, on Windows too",
        purpose: "Het protocol is JSON in UTF-8." | "The protocol is JSON in UTF-8.",
        good: "Zoë (UTF-8)", bad: "Zo\\xEB (ISO 8859-1)";
}

/// The rule with this id: of the suite, of messages, or above the contract.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    let of_data = || vum::rule_with_id(id).map(|it| &it.rule);
    RULES.iter().chain(vum::RULES).copied().find(|it| it.id == id).or_else(of_data)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rule_says_everything_in_both_languages_and_ids_are_unique() {
        let mut ids: Vec<&str> = RULES.iter().chain(vum::RULES).map(|it| it.id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        for rule in RULES {
            assert!(rule.id.starts_with("conform-"), "{}", rule.id);
            for text in [&rule.text, &rule.help, &rule.purpose] {
                assert!(!text.nl.is_empty() && !text.en.is_empty(), "{}", rule.id);
            }
            assert!(!rule.good.is_empty() && !rule.bad.is_empty(), "{}", rule.id);
        }
    }
}
