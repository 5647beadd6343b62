//! Every diagnostic, one case each: a small sound standard with one mistake in it.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail that way")]

use std::collections::BTreeSet;

use vum_model::{CODES, SourceFile, Standard};

const TINY: [(&str, &str); 13] = [
    ("codelists.toml", include_str!("tiny/codelists.toml")),
    ("codelists/Kleur.csv", include_str!("tiny/codelists/Kleur.csv")),
    ("contracts.toml", include_str!("tiny/contracts.toml")),
    ("entities/auto.toml", include_str!("tiny/entities/auto.toml")),
    ("entities/betaling.toml", include_str!("tiny/entities/betaling.toml")),
    ("entities/contant.toml", include_str!("tiny/entities/contant.toml")),
    ("entities/garage.toml", include_str!("tiny/entities/garage.toml")),
    ("entities/klant.toml", include_str!("tiny/entities/klant.toml")),
    ("entities/pin.toml", include_str!("tiny/entities/pin.toml")),
    ("messages.toml", include_str!("tiny/messages.toml")),
    ("migrations.toml", include_str!("tiny/migrations.toml")),
    ("releases.toml", include_str!("tiny/releases.toml")),
    ("rules/tiny.toml", include_str!("tiny/rules/tiny.toml")),
];

/// One mistake: in `file`, the first `from` becomes `to` (an empty `from` appends). The code is
/// reported in `at_file`, on a span that starts with `at`.
struct Case {
    code: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at_file: &'static str,
    at: &'static str,
    /// Other codes that come along.
    also: &'static [&'static str],
}

const fn case(
    code: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at: &'static str,
) -> Case {
    Case { code, file, from, to, at_file: file, at, also: &[] }
}

impl Case {
    const fn elsewhere(self, at_file: &'static str) -> Self {
        Self { at_file, ..self }
    }

    const fn with(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }
}

const AUTO: &str = "entities/auto.toml";
const GARAGE: &str = "entities/garage.toml";
const KLANT: &str = "entities/klant.toml";
const PIN: &str = "entities/pin.toml";
const BETALING: &str = "entities/betaling.toml";
const KLEUR: &str = "codelists/Kleur.csv";
const LISTS: &str = "codelists.toml";
const CONTRACTS: &str = "contracts.toml";
const MESSAGES: &str = "messages.toml";
const MIGRATIONS: &str = "migrations.toml";
const RELEASES: &str = "releases.toml";
const RULES: &str = "rules/tiny.toml";

const LABEL: &str = "label = \"X\"\ndefinition = \"Iets.\"\ndefinition-en = \"Something.\"\nintroduced = \"1.0.0\"\n";

fn cases() -> Vec<Case> {
    vec![
        case("toml-syntax", AUTO, "name = \"Auto\"", "name = ", "\n"),
        case("csv-syntax", KLEUR, "B,Blauw,Blauw,2.0.0,,,", "B,Blauw,Blauw", "B,Blauw,Blauw"),
        case("csv-syntax", KLEUR, "gifgroen\"", "gifgroen", "\"Groen"),
        case("csv-syntax", KLEUR, "code,name", "kode,name", "kode,name,"),
        case(
            "unknown-key",
            AUTO,
            "label = \"Auto\"",
            "label = \"Auto\"\nlable = \"Auto\"",
            "lable",
        ),
        case("missing-key", AUTO, "introduced = \"1.0.0\"\n\n", "\n", "[entity]"),
        case("missing-key", GARAGE, "entity = \"auto\"\n", "", "\"entity\""),
        case("missing-key", KLEUR, "R,Rood", ",Rood", ",Rood"),
        case("wrong-type", AUTO, "min = 1900", "min = \"1900\"", "\"1900\""),
        case("wrong-type", GARAGE, "min-length = 2", "min-length = -2", "-2"),
        case("wrong-type", GARAGE, "[\"detail\"]", "\"detail\"", "\"detail\""),
        case("unknown-value", AUTO, "type = \"integer\"", "type = \"int\"", "\"int\""),
        case("bad-date", RELEASES, "2024-05", "mei 2024", "\"mei 2024\""),
        case("bad-name", AUTO, "id = \"bouwjaar\"", "id = \"bouw-jaar\"", "\"bouw-jaar\""),
        case("bad-name", AUTO, "name = \"verf\"", "name = \"de verf\"", "\"de verf\""),
        case("bad-name", KLEUR, "R,Rood", "R,Vuur rood", "Vuur rood"),
        case("bad-version", AUTO, "since = \"2.0.0\"", "since = \"2.0\"", "\"2.0\""),
        case("unknown-release", AUTO, "since = \"2.0.0\"", "since = \"2.1.0\"", "\"2.1.0\""),
        case("unknown-release", KLEUR, "B,Blauw,Blauw,2.0.0", "B,Blauw,Blauw,1.5.0", "1.5.0"),
        case(
            "duplicate-release",
            RELEASES,
            "",
            "[[release]]\nversion = \"1.0.0\"\nstatus = \"draft\"\nsgr = { version = \"1\", relation = \"equal\" }\n",
            "\"1.0.0\"",
        ),
        case(
            "release-order",
            RELEASES,
            "",
            "[[release]]\nversion = \"2.1.0\"\nstatus = \"draft\"\nsgr = { version = \"1\", relation = \"equal\" }\n",
            "\"2.1.0\"",
        ),
        case("duplicate-id", AUTO, "id = \"land\"", "id = \"kleur\"", "\"kleur\""),
        case("duplicate-id", BETALING, "\"contant\"]", "\"pin\"]", "\"pin\"]"),
        case(
            "duplicate-id",
            MESSAGES,
            "id = \"klant/detail\"",
            "id = \"garage/detail\"",
            "\"garage/detail\"",
        )
        .with(&["empty-selection"]),
        case("duplicate-id", MESSAGES, "id = \"zoekvraag\"", "id = \"klant\"", "\"klant\"")
            .with(&["dangling-reference"]),
        case("duplicate-id", LISTS, "id = \"Land\"", "id = \"Kleur\"", "\"Kleur\"")
            .with(&["dangling-reference"]),
        case("dangling-reference", GARAGE, "entity = \"auto\"", "entity = \"autos\"", "\"autos\""),
        case("dangling-reference", AUTO, "list = \"Land\"", "list = \"Landen\"", "\"Landen\""),
        case("dangling-reference", GARAGE, "garage.pin", "garage.pinnen", "\"garage.pinnen\""),
        case(
            "dangling-reference",
            MESSAGES,
            "entity = \"klant\"",
            "entity = \"klanten\"",
            "\"klanten\"",
        ),
        case("dangling-reference", KLEUR, "3.0.0,B", "3.0.0,Z", "Z"),
        case(
            "dangling-reference",
            MESSAGES,
            "based-on = \"match\"",
            "based-on = \"zoekvraag\"",
            "\"zoekvraag\"",
        ),
        case("unknown-selector", GARAGE, "[\"detail\"]", "[\"detial\"]", "\"detial\""),
        case("unknown-selector", GARAGE, "match@bron", "match@bronn", "\"match@bronn\""),
        case("unknown-selector", GARAGE, "\"garage/match\"", "\"klant/match\"", "\"klant/match\""),
        case("unknown-selector", GARAGE, "\"garage/match\"", "\"match@bron\"", "\"match@bron\""),
        case("unknown-selector", AUTO, "{ garage =", "{ garages =", "garages"),
        case("empty-selection", GARAGE, "[\"detail\"]", "[\"!match\"]", "[\"!match\"]"),
        case("lifecycle-order", AUTO, "release = \"2.0.0\"", "release = \"1.0.0\"", "\"1.0.0\""),
        case(
            "lifecycle-order",
            AUTO,
            "introduced = \"1.0.0\"\n\n",
            "introduced = \"2.0.0\"\n\n",
            "\"1.0.0\"",
        )
        .with(&["entity-not-alive"]),
        case("lifecycle-order", GARAGE, "since = \"3.0.0\"", "since = \"2.0.0\"", "\"2.0.0\""),
        case(
            "lifecycle-order",
            AUTO,
            "introduced = \"1.0.0\"\n\n",
            "introduced = \"1.0.0\"\nsuccessor = \"klant\"\n\n",
            "\"klant\"",
        ),
        case("successor-missing", GARAGE, "garage.pin", "contant", "\"contant\""),
        case("successor-missing", KLEUR, "B,Blauw,Blauw,2.0.0", "B,Blauw,Blauw,3.0.0", "B"),
        case(
            "missing-facet",
            GARAGE,
            "since = \"1.0.0\"\ntype = \"text\"\nmax-length = 35",
            "since = \"2.0.0\"\ntype = \"text\"\nmax-length = 35",
            "\"naam\"",
        ),
        case("facet-conflict", AUTO, "min = 1900", "max-length = 4", "4"),
        case("facet-conflict", AUTO, "min = 1900", "min = 3000", "2999"),
        case("facet-conflict", GARAGE, "min-length = 2", "min-length = 16", "15"),
        case(
            "facet-conflict",
            AUTO,
            "type = \"code\"\nlist = \"Land\"",
            "type = \"text\"\nlabels = true\nlist = \"Land\"",
            "[[attribute.facet]]",
        ),
        case(
            "shadowed-facet",
            GARAGE,
            "max-length = 70",
            "type = \"uri\"\n[[attribute.facet]]\nsince = \"3.0.0\"\ntype = \"text\"",
            "[[attribute.facet]]",
        ),
        case(
            "required-outside-profile",
            GARAGE,
            "[\"detail\"]",
            "[\"detail\"]\nrequired = [\"match\"]",
            "[\"match\"]",
        ),
        case(
            "name-collision",
            AUTO,
            "id = \"bouwjaar\"",
            "id = \"bouwjaar\"\nname = \"land\"",
            "\"land\"",
        ),
        case("name-collision", PIN, "wrapper = \"pin\"", "wrapper = \"contant\"", "\"contant\"")
            .elsewhere("entities/contant.toml"),
        case(
            "rust-collision",
            AUTO,
            "id = \"bouwjaar\"",
            "id = \"bouwjaar\"\nname = \"Land\"",
            "\"Land\"",
        ),
        case("rust-collision", AUTO, "id = \"bouwjaar\"", "id = \"type\"", "\"type\""),
        case("rust-collision", KLANT, "name = \"Klant\"", "name = \"auto\"", "\"auto\""),
        case("tag-collision", GARAGE, "tag = \"Tel\"", "tag = \"Naam\"", "\"Naam\""),
        case(
            "tag-collision",
            PIN,
            "wrapper = \"pin\"",
            "wrapper = \"pin\"\ntag = \"Contant\"",
            "\"contant\"",
        )
        .elsewhere("entities/contant.toml"),
        case(
            "tag-collision",
            MESSAGES,
            "root = \"GarageMatch\"",
            "root = \"Garages\"",
            "\"Garages\"",
        ),
        case(
            "tag-collision",
            MESSAGES,
            "\"GarageMatchLijst\"",
            "\"GarageMatch\"",
            "\"GarageMatch\"",
        ),
        case("bad-tag", MESSAGES, "root = \"GarageMatch\"", "root = \"garage\"", "\"garage\""),
        case("bad-namespace", RELEASES, "urn:x-garage:v0200", "garage 2", "\"garage 2\""),
        case("namespace-collision", RELEASES, "v0200", "v0100", "\"urn:x-garage:v0100\""),
        case("missing-key", RELEASES, "{ namespace = \"urn:x-garage:v0200\",", "{", "{ status"),
        case("missing-key", MESSAGES, "root = \"Garage\", ", "", "{ list"),
        case("missing-key", MESSAGES, "list = \"Garages\", ", "", "{ root"),
        case(
            "missing-key",
            MESSAGES,
            "\"Garages\", status = \"official\"",
            "\"Garages\"",
            "{ root",
        ),
        case("unknown-value", RELEASES, "status = \"official\"", "status = \"final\"", "\"final\""),
        case("pattern-syntax", GARAGE, "{2,15}", "{15,2}", "{15,2}"),
        case("pattern-unsafe", GARAGE, "[0-9+]", "[^0-9]", "[^"),
        case("choice-without-wrapper", PIN, "wrapper = \"pin\"\n", "", "\"pin\""),
        case("choice-form", BETALING, "\"contant\"]", "\"betaling\"]", "\"betaling\"")
            .with(&["recursive-entity"]),
        case(
            "choice-form",
            PIN,
            "wrapper = \"pin\"",
            "wrapper = \"pin\"\nchoice = [\"klant\"]",
            "\"bedrag\"",
        )
        .with(&["choice-without-wrapper"]),
        case("recursive-entity", KLANT, "entity = \"auto\"", "entity = \"klant\"", "\"klant\""),
        case("too-many-attributes", PIN, "", "", "\"x127\""),
        case("too-deep", KLANT, "entity = \"auto\"", "entity = \"diep0\"", "\"diep31\"")
            .elsewhere("entities/diep30.toml"),
        case("empty-entity", KLANT, "", "", "\"klant\""),
        case("empty-entity", GARAGE, "", "", "[]").elsewhere("entities/leeg.toml"),
        case("entity-not-alive", GARAGE, "entity = \"pin\"", "entity = \"contant\"", "\"contant\""),
        case("unreachable-entity", KLANT, "entity = \"auto\"", "entity = \"auto\"", "\"los\"")
            .elsewhere("entities/los.toml"),
        case("unreachable-attribute", GARAGE, "[\"detail\"]", "[\"klant\"]", "\"telefoon\""),
        case(
            "list-not-alive",
            LISTS,
            "labels = \"unknown\"\nintroduced = \"1.0.0\"",
            "labels = \"unknown\"\nintroduced = \"1.0.0\"\nremoved = \"2.0.0\"",
            "\"Land\"",
        )
        .elsewhere(AUTO),
        case(
            "unused-list",
            LISTS,
            "",
            "[[list]]\nid = \"Los\"\nowner = \"VUM\"\nclosed = false\ncomplete = false\nintroduced = \"1.0.0\"\n",
            "\"Los\"",
        ),
        case("empty-list", LISTS, "closed = false", "closed = true", "\"Land\""),
        case("duplicate-code", KLEUR, "B,Blauw", "R,Blauw", "R").with(&["dangling-reference"]),
        case("duplicate-code", KLEUR, "B,Blauw", "B,Rood", "Rood"),
        case("code-form", KLEUR, "R,Rood", "r,Rood", "r"),
        case(
            "code-form",
            AUTO,
            "list = \"Kleur\"",
            "list = \"Kleur\"\njson = \"integer\"",
            "[[attribute.facet]]",
        ),
        // A code that comes in a later release is held against the facet too.
        case("code-form", LISTS, "", "", "[[attribute.facet]]").elsewhere(AUTO),
        case("code-form", KLEUR, "R,Rood", " R ,Rood", " R "),
        case("dated-code", KLEUR, "B,Blauw,Blauw,2.0.0", "B,Blauw,Blauw,2027-01-01", "2027-01-01"),
        case("missing-label", KLEUR, "Blauw,Blauw", "Blauw,", "B"),
        case(
            "missing-definition",
            AUTO,
            "definition = \"Een voertuig.\"",
            "definition = \"?\"",
            "[entity]",
        ),
        case("missing-english", AUTO, "definition-en = \"A vehicle.\"\n", "", "\"Een voertuig.\""),
        case("file-name", AUTO, "id = \"auto\"", "id = \"Auto\"", "\"Auto\"")
            .with(&["bad-name", "dangling-reference"]),
        case("unused-file", "entities/auto.yaml", "", "", ""),
        case(
            "unused-file",
            "codelists/Kleuren.csv",
            "",
            "code,name,label,introduced,deprecated,removed,successor\n",
            "",
        ),
        case(
            "release-status",
            RELEASES,
            "status = \"published\"\ndate",
            "status = \"draft\"\ndate",
            "\"1.0.0\"",
        ),
        case("own-successor", GARAGE, "garage.pin", "garage.betaling", "\"garage.betaling\""),
        case("own-successor", KLEUR, "3.0.0,B", "3.0.0,G", "G"),
        case(
            "own-successor",
            KLANT,
            "introduced = \"1.0.0\"\n",
            "introduced = \"1.0.0\"\nremoved = \"9.0.0\"\nsuccessor = \"klant\"\n",
            "\"klant\"",
        )
        .with(&["unknown-release"]),
        case(
            "name-case",
            AUTO,
            "id = \"bouwjaar\"",
            "id = \"bouwjaar\"\nname = \"laNd\"",
            "\"laNd\"",
        ),
        case("bad-tag", GARAGE, "tag = \"Tel\"", "tag = \"tel\"", "\"tel\""),
        case(
            "bad-tag",
            GARAGE,
            "tag = \"Tel\"",
            "tag = \"te_l\"\ntag-status = \"suwiml\"",
            "\"te_l\"",
        ),
        case("missing-sgr-item", GARAGE, "tag = \"Tel\"", "sgr = \"equal\"", "\"equal\""),
        case("missing-file", RELEASES, "*", "", ""),
    ]
}

/// Mistakes in the contracts.
fn migration_cases() -> Vec<Case> {
    let picked = "[[pick]]\nlist = \"garage.auto\"\nby = \"auto.kleur\"\norder = [\"R\"]\nwhy = \"Eén.\"\nwhy-en = \"One.\"\n\n[[loss]]";
    vec![
        case("missing-migration", MIGRATIONS, "\"auto.land\", ", "", "\"3.0.0\"").elsewhere(AUTO),
        case("missing-migration", MIGRATIONS, ", \"contant\"", "", "\"3.0.0\"")
            .elsewhere("entities/contant.toml"),
        case(
            "missing-migration",
            AUTO,
            "min = 1900\nmax = 2999",
            "min = 1900\nmax = 2999\n\n[[attribute.facet]]\nsince = \"2.0.0\"\ntype = \"date\"",
            "[[attribute.facet]]\nsince = \"2.0.0\"",
        ),
        case(
            "needless-loss",
            MIGRATIONS,
            "\"auto.land\"",
            "\"auto.land\", \"auto.bouwjaar\"",
            "\"auto.bouwjaar\"",
        ),
        case("dangling-reference", MIGRATIONS, "\"contant\"", "\"contat\"", "\"contat\""),
        case("unknown-value", MIGRATIONS, "\"removed\"", "\"gone\"", "\"gone\""),
        case("missing-key", MIGRATIONS, "why = \"Niet meer nodig.\"\n", "", "[[loss]]"),
        case("unknown-key", MIGRATIONS, "reason", "raeson", "raeson").with(&["missing-key"]),
        case("needless-loss", MIGRATIONS, "[[loss]]", picked, "\"garage.auto\""),
    ]
}

fn rule_cases() -> Vec<Case> {
    const CHECK: &str =
        "check = { kind = \"limit\", attributes = [\"auto.bouwjaar\"], max = 2100 }";
    const CHOSEN: &str = "rationale = \"Een keuze.\"\nrationale-en = \"A choice.\"\ncheck = { kind = \"limit\", attributes = [\"auto.bouwjaar\"], max = 2100 }";
    const WHEN: &str = "if = [{ attributes = [\"auto.kleur\"], test = \"is\", codes = [\"R\"] }]";
    let c = |code, from, to, at| case(code, RULES, from, to, at);
    vec![
        c("toml-syntax", "severity = \"warning\"", "severity = ", "\n"),
        c("unknown-key", "dimension =", "dimention = \"x\"\ndimension =", "dimention"),
        c("unknown-key", "max = 2100 }", "max = 2100, mox = 1 }", "mox"),
        c("unknown-key", "what =", "why = \"x\"\nwhat =", "why"),
        c("missing-key", "severity = \"warning\"\n", "", "[[rule]]"),
        c("missing-key", "dimension = \"plausibiliteit\"\n", "", "[[rule]]"),
        c("missing-key", "source = \"voorstel\"\n", "", "[[rule]]"),
        c("missing-key", "origin = \"Bedacht.\"\n", "", "[[rule]]"),
        c("missing-key", "introduced = \"1.0.0\"\n", "", "[[rule]]"),
        c("missing-key", "text = \"{name} is groter dan {limit}\"\n", "", "[[rule]]"),
        c("missing-key", "help = \"controleer {name}\"\n", "", "[[rule]]"),
        c("missing-key", "purpose = \"Een auto is niet van later.\"\n", "", "[[rule]]"),
        c("missing-key", CHECK, "", "[[rule]]"),
        c("missing-key", "kind = \"limit\", ", "", "{ attributes"),
        c("missing-key", "attributes = [\"auto.bouwjaar\"], max", "max", "{ kind"),
        c("missing-key", "bad = '{\"auto\": {\"bouwjaar\": 2500}}'\n", "", "[rule.example]"),
        c("missing-key", "good = '{\"auto\": {\"bouwjaar\": 2000}}'\n", "", "[rule.example]"),
        c("missing-key", "pointer = \"/auto/bouwjaar\"\n", "", "[rule.example]"),
        c("missing-key", WHEN, "", "[rule.check]"),
        c("missing-key", ", codes = [\"R\"]", "", "{ attributes"),
        c("missing-key", "messages = [\"garage/match\"]\n", "", "[rule.check]"),
        c("missing-key", "rules = [\"unknown-code\"]\n", "", "[[covered]]"),
        c("missing-english", "text-en = \"{name} is greater than {limit}\"\n", "", "\"{name} is g"),
        c("missing-english", "origin-en = \"Made up.\"\n", "", "\"Bedacht.\""),
        c("wrong-type", "max = 2100", "max = \"2100\"", "\"2100\"").with(&["rule-limit"]),
        c("unknown-value", "severity = \"warning\"", "severity = \"warn\"", "\"warn\""),
        c("unknown-value", "\"plausibiliteit\"", "\"juistheid\"", "\"juistheid\""),
        c("unknown-value", "kind = \"limit\"", "kind = \"limits\"", "\"limits\""),
        c("unknown-value", "test = \"present\"", "test = \"there\"", "\"there\""),
        c("unknown-value", "data = \"email\"", "data = \"mail\"", "\"mail\""),
        c(
            "unknown-value",
            CHECK,
            "check = { kind = \"form\", attributes = [\"garage.telefoon\"], form = \"phone\" }",
            "\"phone\"",
        ),
        c("unknown-release", "introduced = \"1.0.0\"", "introduced = \"1.5.0\"", "\"1.5.0\""),
        c("unknown-release", "since = \"1.0.0\"", "since = \"1.5.0\"", "\"1.5.0\""),
        c("lifecycle-order", "removed = \"3.0.0\"", "removed = \"1.0.0\"", "\"1.0.0\""),
        c("bad-name", "id = \"too-new\"", "id = \"tooNew\"", "\"tooNew\""),
        c("bad-name", "id = \"too-new\"", "id = \"too--new\"", "\"too--new\""),
        c("duplicate-id", "id = \"mail-in-name\"", "id = \"too-new\"", "\"too-new\""),
        c("rule-id-taken", "id = \"too-new\"", "id = \"maximum\"", "\"maximum\""),
        c("rule-id-taken", "id = \"too-new\"", "id = \"painted-twice\"", "\"painted-twice\""),
        c("dangling-reference", "\"auto.bouwjaar\"]", "\"auto.jaar\"]", "\"auto.jaar\""),
        c("dangling-reference", "codes = [\"R\"]", "codes = [\"X\"]", "\"X\""),
        c("dangling-reference", "group = \"texts\"", "group = \"text\"", "\"text\""),
        c("dangling-reference", "[\"garage/match\"]", "[\"garage/mtch\"]", "\"garage/mtch\""),
        c("dangling-reference", "[\"garage/match\"]", "[\"garage/zoekvraag\"]", "\"garage/zoekvraag\""),
        c("dangling-reference", "[\"unknown-code\"]", "[\"unknown-cod\"]", "\"unknown-cod\""),
        c("rule-type", "[\"auto.bouwjaar\"], max", "[\"auto.kleur\"], max", "\"auto.kleur\""),
        c(
            "rule-type",
            CHECK,
            "check = { kind = \"not-after-day\", attributes = [\"auto.bouwjaar\"] }",
            "\"auto.bouwjaar\"",
        )
        .with(&["rule-text", "rule-limit"]),
        c(
            "rule-type",
            CHECK,
            "check = { kind = \"distinct\", attributes = [\"klant.auto\"] }",
            "\"klant.auto\"",
        )
        .with(&["rule-text", "rule-limit"]),
        c("rule-type", "\"auto.kleur\"], test", "\"auto.bouwjaar\"], test", "\"auto.bouwjaar\""),
        c("rule-entity", "then = [{ attributes = [\"auto.bouwjaar\"]", "then = [{ attributes = [\"garage.naam\"]", "\"garage.naam\""),
        c(
            "rule-unreachable",
            CHOSEN,
            "removed = \"3.0.0\"\ncheck = { kind = \"present\", attributes = [\"garage.pin\"] }",
            "\"garage.pin\"",
        )
        .with(&["rule-text"]),
        c(
            "rule-unreachable",
            CHOSEN,
            "check = { kind = \"implies\", if = [{ attributes = [\"garage.betaling\"], test = \"present\" }], then = [{ attributes = [\"garage.pin\"], test = \"absent\" }] }",
            "{ kind",
        )
        .with(&["rule-text"]),
        c("rule-limit", "max = 2100", "max = 2100, min = 1", "{ kind"),
        c("rule-limit", ", max = 2100", "", "{ kind"),
        c("rule-limit", "rationale = \"Een keuze.\"\nrationale-en = \"A choice.\"\n", "", "{ kind"),
        c("rule-limit", "[rule.check]\nkind = \"implies\"", "rationale = \"X.\"\nrationale-en = \"Y.\"\n\n[rule.check]\nkind = \"implies\"", "[rule.check]"),
        c("rule-text", "help = \"controleer {name}\"", "help = \"controleer {naam}\"", "\"controleer"),
        c("rule-text", "help-en = \"check {name}\"", "help-en = \"check {limit}\"", "\"controleer"),
        c("rule-example", "release = \"2.0.0\"\nmessage = \"garage/match\"\ngood = '{\"naam\": \"x\", ", "release = \"3.0.0\"\nmessage = \"garage/match\"\ngood = '{\"naam\": \"x\", ", "\"3.0.0\""),
        c("rule-example", "message = \"klant/detail\"", "message = \"klant/match\"", "\"klant/match\""),
        c("rule-example", "bad = '{\"auto\": {\"bouwjaar\": 2500}}'", "bad = '{\"auto\": {\"bouwjaar\": 2000}}'", "'{\"auto\""),
        c("rule-example", "bad = '{\"auto\": {\"bouwjaar\": 2500}}'", "bad = '[1]'", "'[1]'"),
        c("rule-example", "pointer = \"/naam\"", "pointer = \"naam\"", "\"naam\""),
        c("rule-example", "message = \"klant/detail\"", "message = \"klant/detail\"\non = \"2026-01-01\"", "[rule.example]"),
        c("bad-date", "message = \"klant/detail\"", "message = \"klant/detail\"\non = \"2026-02-30\"", "\"2026-02-30\""),
    ]
}

fn contract_cases() -> Vec<Case> {
    const PROPERTY: &str = "name = \"adres\"";
    let c = |code, from, to, at| case(code, CONTRACTS, from, to, at);
    vec![
        c("toml-syntax", "[[server]]", "[[server]", "\n"),
        c("unknown-key", "collection =", "colection = \"x\"\ncollection =", "colection"),
        c("missing-key", "id = \"Garage-Bron\"\n", "", "[[contract]]"),
        c("missing-key", "collection = \"/garages\"\n", "", "[[contract]]"),
        c("missing-key", "info-version = \"1.0.0\"\n", "", "[[edition]]"),
        c("missing-key", "evidence = \"seen\"\nlabel", "label", "[[server]]"),
        c("missing-key", "status = 401\n", "", "[[operation.response]]"),
        c("missing-key", "closed = true\n", "", "[[body.form]]"),
        c("missing-key", "request = \"optional\"\n", "", "[[header.use]]"),
        c("missing-key", "view = \"match\"\n", "", "[[body.property]]"),
        c("missing-key", "value = 10\n", "", "[[limit]]"),
        c("wrong-type", "status = 401", "status = \"401\"", "\"401\""),
        c("unknown-value", "method = \"GET\"", "method = \"FETCH\"", "\"FETCH\""),
        c("unknown-value", "type = \"uri\"", "type = \"url\"", "\"url\""),
        c("unknown-value", "response = \"every\"", "response = \"all\"", "\"all\""),
        c("missing-definition", "definition = \"Niet bevoegd.\"\n", "", "[[operation.response]]"),
        c("missing-english", "definition-en = \"Not entitled.\"\n", "", "\"Niet bevoegd.\""),
        c("unknown-selector", "role = \"bron\"", "role = \"brom\"", "\"brom\""),
        c("unknown-selector", "part = \"garage\"", "part = \"garages\"", "\"garages\""),
        c("unknown-selector", PROPERTY, "name = \"adres\"\nparts = [\"x\"]", "\"x\""),
        c("unknown-selector", PROPERTY, "name = \"adres\"\nroles = [\"x\", \"bron\"]", "\"x\""),
        c("empty-selection", PROPERTY, "name = \"adres\"\nparts = []", "\"1.0.0\""),
        c("unknown-release", "unconfirmed = \"2.0.0\"", "unconfirmed = \"2.0.1\"", "\"2.0.1\""),
        c("unknown-release", "removed = \"3.0.0\"", "removed = \"3.0.1\"", "\"3.0.1\""),
        c("lifecycle-order", "removed = \"3.0.0\"", "removed = \"1.0.0\"", "\"1.0.0\""),
        c("bad-url", "https://", "ftp://", "\"ftp://"),
        c("bad-url", "garage.example", "garage example", "\"https://garage"),
        c("bad-path", "\"/garages\"", "\"garages\"", "\"garages\""),
        c("bad-path", "{collection}/matches", "{colection}/matches", "\"{colection}/matches\""),
        c("bad-path", "{$request.body#/adres}", "/adres", "\"/adres\""),
        c("bad-status", "status = 401", "status = 4010", "4010"),
        c("bad-status", "status = 400", "status = 40", "40"),
        c("bad-name", "id = \"antwoord\"", "id = \"Antwoord\"", "\"Antwoord\""),
        c("bad-name", "id = \"detail\"", "id = \"de_tail\"", "\"de_tail\""),
        c(
            "name-collision",
            "method = \"GET\"\npath = \"{collection}/{key}\"",
            "method = \"POST\"\npath = \"{collection}/matches\"",
            "\"{collection}/matches\"",
        ),
        c(
            "dangling-reference",
            "id = \"matches\"",
            "id = \"matches\"\nroles = [\"bemiddelaar\"]",
            "\"matches\"",
        ),
        c("bad-name", "Garage-Bron", "Garage/Bron", "\"Garage/Bron\""),
        c("bad-name", "name = \"X-Versie\"", "name = \"X Versie\"", "\"X Versie\""),
        c("duplicate-id", "id = \"detail\"", "id = \"matches\"", "\"matches\""),
        c("duplicate-id", "id = \"antwoord\"", "id = \"vraag\"", "\"vraag\""),
        c("duplicate-id", "status = 401", "status = 200", "200"),
        c(
            "duplicate-id",
            "[[edition]]",
            "[[contract]]\nid = \"Ander\"\npart = \"garage\"\nrole = \"bron\"\ncollection = \"/x\"\nlabel = \"X\"\ndefinition = \"Iets.\"\ndefinition-en = \"Something.\"\nintroduced = \"1.0.0\"\n[[edition]]",
            "\"Ander\"",
        ),
        c(
            "duplicate-code",
            "[[limit]]",
            "[[error]]\ncode = \"400.01\"\nstatus = 400\nmessage = \"Fout\"\nlabel = \"Fout\"\ndefinition = \"Iets.\"\ndefinition-en = \"Something.\"\nintroduced = \"1.0.0\"\n[[limit]]",
            "\"400.01\"",
        ),
        c("name-collision", PROPERTY, "name = \"vraag\"", "\"vraag\""),
        c("facet-conflict", "type = \"uri\"", "type = \"boolean\"", "100"),
        c("facet-conflict", "type = \"uri\"", "type = \"text\"\nview = \"match\"", "\"match\""),
        c("facet-conflict", "root = \"detail\"\n", "", "[[body]]"),
        c(
            "facet-conflict",
            "method = \"GET\"",
            "method = \"GET\"\nrequest = \"vraag\"",
            "\"vraag\"",
        ),
        c(
            "dangling-reference",
            "callback-of = \"matches\"",
            "callback-of = \"match\"",
            "\"match\"",
        ),
        c(
            "dangling-reference",
            "operations = [\"matches\"]",
            "operations = [\"match\"]",
            "\"match\"",
        ),
        c("dangling-reference", "headers = [\"X-Versie\"]", "headers = [\"X-Vers\"]", "\"X-Vers\""),
        c(
            "dangling-reference",
            "key = \"garage.naam\"",
            "key = \"garage.naan\"",
            "\"garage.naan\"",
        ),
        c(
            "dangling-reference",
            "key = \"garage.naam\"",
            "key = \"garage.auto\"",
            "\"garage.auto\"",
        ),
        c("dangling-reference", "key = \"garage.naam\"\n", "", "\"Garage-Bron\""),
        c("dangling-reference", "body = \"geheel\"", "body = \"gehele\"", "\"gehele\""),
        c(
            "missing-edition",
            "since = \"1.0.0\"\ninfo",
            "since = \"2.0.0\"\ninfo",
            "\"Garage-Bron\"",
        ),
        c(
            "body-not-alive",
            "id = \"geheel\"",
            "id = \"geheel\"\nroles = [\"bemiddelaar\"]",
            "\"geheel\"",
        ),
        c("message-not-alive", "removed = \"3.0.0\"\n", "", "\"zoekvraag\""),
    ]
}

fn node(kind: &str, id: &str) -> String {
    format!("{kind}id = \"{id}\"\n{LABEL}")
}

fn files(case: &Case) -> Vec<SourceFile> {
    let mut files: Vec<_> = TINY.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let integer = "\n[[attribute.facet]]\nsince = \"1.0.0\"\ntype = \"integer\"\n";
    match (case.code, case.at_file) {
        ("unreachable-entity", _) => {
            let text =
                node("[entity]\nname = \"Los\"\n", "los") + &node("[[attribute]]\n", "x") + integer;
            files.push(SourceFile::new(case.at_file, text));
        }
        ("empty-entity", "entities/leeg.toml") => {
            let text = node("[entity]\nname = \"Leeg\"\n", "leeg") + "choice = []\n";
            files.push(SourceFile::new(case.at_file, text));
        }
        ("too-deep", _) => {
            for depth in 0..=40 {
                let mut text =
                    node(&format!("[entity]\nname = \"Diep{depth}\"\n"), &format!("diep{depth}"));
                text += &node("[[attribute]]\n", "x");
                text += &match depth {
                    40 => integer.to_owned(),
                    _ => {
                        integer.replace("integer", "entity")
                            + &format!("entity = \"diep{}\"\n", depth + 1)
                    }
                };
                files.push(SourceFile::new(format!("entities/diep{depth}.toml"), text));
            }
        }
        _ => {}
    }
    let Some(file) = files.iter_mut().find(|file| file.path == case.file) else {
        files.push(SourceFile::new(case.file, case.to));
        return files;
    };
    match (case.code, case.from) {
        ("too-many-attributes", _) => {
            for number in 0..128 {
                file.text += &(node("\n[[attribute]]\n", &format!("x{number}")) + integer);
            }
        }
        ("empty-entity", "") if case.file == KLANT => {
            let end = file.text.find("[[attribute]]").expect("an attribute");
            file.text.truncate(end);
        }
        ("code-form", "") => {
            let text =
                "code,name,label,introduced,deprecated,removed,successor\n1,,,,,,\n01,,,2.0.0,,,\n";
            files.push(SourceFile::new("codelists/Land.csv", text));
            let auto = files.iter_mut().find(|file| file.path == AUTO).expect("a file");
            let list = "list = \"Land\"";
            auto.text = auto.text.replacen(list, &format!("{list}\njson = \"integer\""), 1);
        }
        ("missing-file", _) => files.retain(|file| file.path != case.file),
        (_, "") => file.text += case.to,
        (_, from) => {
            assert!(
                file.text.contains(from),
                "{}: {} does not hold {from:?}",
                case.code,
                case.file
            );
            file.text = file.text.replacen(from, case.to, 1);
        }
    }
    files
}

#[test]
fn the_small_standard_is_sound() {
    let files = TINY.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let standard = Standard::from_files(files);
    let resolved = standard.resolve();
    assert_eq!(vum_model::render(&resolved.diagnostics, standard.files()), "");
    assert!(resolved.model.is_some());
}

#[test]
fn every_mistake_is_found_at_its_place_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in
        cases().into_iter().chain(contract_cases()).chain(migration_cases()).chain(rule_cases())
    {
        let standard = Standard::from_files(files(&case));
        let resolved = standard.resolve();
        let text = |path: &str| {
            let file = standard.files().iter().find(|file| file.path == path);
            file.map_or("", |file| file.text.as_str())
        };
        let found = resolved.diagnostics.iter().any(|it| {
            let at = text(&it.file).get(it.span.start..).unwrap_or("");
            it.code == case.code && it.file == case.at_file && at.starts_with(case.at)
        });
        let expected: BTreeSet<_> = case.also.iter().copied().chain([case.code]).collect();
        // Descriptions are beside the point of most cases.
        let beside = ["missing-definition", "missing-english"];
        let others: BTreeSet<_> = resolved
            .diagnostics
            .iter()
            .map(|it| it.code)
            .filter(|code| expected.contains(code) || !beside.contains(code))
            .collect();
        let stray = others != expected;
        if !found || stray {
            wrong.push(format!(
                "== {} in {} at {:?}; found: {found}, codes {others:?}\n{}",
                case.code,
                case.at_file,
                case.at,
                vum_model::render(&resolved.diagnostics, standard.files())
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: Vec<Case> = cases()
        .into_iter()
        .chain(contract_cases())
        .chain(migration_cases())
        .chain(rule_cases())
        .collect();
    // A `SourceFile` is text, so that one has a test of its own.
    // Those of questions are in `questions.rs`.
    let elsewhere = ["not-utf8", "unexplained-path", "unresolved-path", "searchable-mismatch"];
    for info in CODES.iter().filter(|info| !elsewhere.contains(&info.code)) {
        assert!(cases.iter().any(|case| case.code == info.code), "no case for {}", info.code);
    }
}

#[test]
fn errors_give_no_model_and_warnings_do() {
    for case in
        cases().into_iter().chain(contract_cases()).chain(migration_cases()).chain(rule_cases())
    {
        let resolved = Standard::from_files(files(&case)).resolve();
        let errors =
            resolved.diagnostics.iter().any(|it| it.severity == vum_model::Severity::Error);
        assert_eq!(resolved.model.is_none(), errors, "{}", case.code);
    }
}

/// The codes that are reported for the small standard with some files changed or left out, each
/// with its file.
fn reported(change: impl Fn(&str, &str) -> Option<String>) -> Vec<(&'static str, String)> {
    let files = TINY
        .iter()
        .filter_map(|(path, text)| change(path, text).map(|text| SourceFile::new(*path, text)));
    let resolved = Standard::from_files(files.collect()).resolve();
    resolved.diagnostics.into_iter().map(|it| (it.code, it.file)).collect()
}

#[test]
fn a_missing_file_is_told_alone() {
    for missing in [RELEASES, MESSAGES, LISTS] {
        let found = reported(|path, text| (path != missing).then(|| text.to_owned()));
        assert_eq!(found, [("missing-file", missing.to_owned())]);
    }
}

#[test]
fn a_file_with_a_syntax_error_is_told_alone() {
    for (broken, _) in TINY.iter().filter(|(path, _)| path.ends_with(".toml")) {
        let found = reported(|path, text| {
            Some(if path == *broken { format!("= oeps\n{text}") } else { text.to_owned() })
        });
        let codes: BTreeSet<_> = found.iter().map(|(code, file)| (*code, file.as_str())).collect();
        assert_eq!(codes, BTreeSet::from([("toml-syntax", *broken)]));
    }
}

#[test]
fn files_that_cannot_be_read_come_first() {
    let found = reported(|path, text| match path {
        MESSAGES => None,
        AUTO => Some(text.replace("max = 2999", "mx = 2999")),
        PIN => Some(format!("= oeps\n{text}")),
        _ => Some(text.to_owned()),
    });
    let mut codes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    assert_eq!(codes, ["toml-syntax", "missing-file", "unknown-key"]);
}

#[test]
fn a_value_of_the_wrong_kind_is_told_alone() {
    for (old, new, code) in [
        ("type = \"integer\"", "type = \"integr\"", "unknown-value"),
        ("type = \"integer\"", "tpye = \"integer\"", "unknown-key"),
        ("list = \"Land\"", "list = 3", "wrong-type"),
        (
            "introduced = \"1.0.0\"\n\n[[attribute.facet]]",
            "introduced = 3.2\n\n[[attribute.facet]]",
            "wrong-type",
        ),
        ("since = \"1.0.0\"", "since = \"1.0\"", "bad-version"),
    ] {
        let found = reported(|path, text| {
            assert!(path != AUTO || text.contains(old), "{old}");
            Some(if path == AUTO { text.replacen(old, new, 1) } else { text.to_owned() })
        });
        assert_eq!(found, [(code, AUTO.to_owned())], "{new}");
    }
}

#[test]
fn a_release_that_has_to_be_added_is_told_so() {
    let help = |version: &str| {
        let files = TINY.iter().map(|(path, text)| {
            SourceFile::new(
                *path,
                text.replace("since = \"2.0.0\"\nname", &format!("since = \"{version}\"\nname")),
            )
        });
        let resolved = Standard::from_files(files.collect()).resolve();
        resolved
            .diagnostics
            .into_iter()
            .find(|it| it.code == "unknown-release")
            .and_then(|it| it.help)
    };
    assert!(help("3.1.0").is_some_and(|it| it.contains("add 3.1.0 to releases.toml")));
    assert!(help("2.0.1").is_some_and(|it| it.contains("did you mean `2.0.0`?")));
}

#[test]
fn a_file_that_is_not_utf8_is_told_and_the_rest_is_checked() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("not-utf8");
    for folder in ["codelists", "entities", "rules"] {
        std::fs::create_dir_all(dir.join(folder)).expect("a folder");
    }
    for (path, text) in TINY {
        let mut bytes = text.as_bytes().to_vec();
        if path == KLEUR {
            bytes = text.replace("Rood,Rood", "Rood,R\u{1}od").into_bytes();
            bytes.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xF6);
        }
        if path == AUTO {
            bytes = text.replace("max = 2999", "mx = 2999").into_bytes();
        }
        std::fs::write(dir.join(path), bytes).expect("a file");
    }
    let standard = Standard::read_dir(&dir).expect("the folder can be read");
    let resolved = standard.resolve();
    let found: Vec<_> = resolved
        .diagnostics
        .iter()
        .map(|it| (it.code, it.file.as_str(), it.line(), it.column()))
        .collect();
    assert_eq!(found[..1], [("not-utf8", KLEUR, 3, 9)]);
    assert_eq!((found.len(), found[1].0), (2, "unknown-key"));
    let report = vum_model::render(&resolved.diagnostics, standard.files());
    assert!(report.contains("codelists/Kleur.csv:3:9"), "{report}");
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    assert_eq!(reported(|_, text| Some(format!("\u{feff}{text}"))), []);
}
