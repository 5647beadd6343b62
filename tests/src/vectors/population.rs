//! Populations: the profiles of an invented bron.
//!
//! The first members are made by hand, each for a way in which an evaluator goes wrong; the others
//! are drawn from small sets of values, so that a question meets values below, at and above its
//! bounds. All have one postcode and allow the greatest distance.

use serde_json::{Map, Value, json};
use vum_vectors::Member;

use super::short;
use crate::facts::{BRON, before};
use crate::oracle::Judge;
use crate::rng::Rng;

/// The one postcode of all profiles and questions.
pub const POSTCODE: &str = "1234AB";

/// The seed. Another one gives other vectors: never change it without need.
const SEED: u64 = 20_261_126;
/// The members of a population.
const SIZE: usize = 64;

/// Languages with their share in a hundred.
const LANGUAGES: [(&str, u64); 6] =
    [("nld", 80), ("eng", 45), ("deu", 25), ("fra", 20), ("tur", 15), ("ukr", 15)];
/// Levels of language: 8 is above every level that can be asked for.
const LEVELS: [i64; 8] = [0, 1, 2, 2, 3, 3, 4, 8];
const LICENCES: [&str; 8] = ["B", "B", "B", "BE", "C", "CE", "T", "AM"];
/// Hours; 9 and 10 tell whether numbers are compared as numbers.
const HOURS: [i64; 12] = [0, 8, 9, 10, 16, 20, 24, 28, 32, 36, 40, 99];
const DAYS: [&str; 7] = [
    "2026-02-28",
    "2026-09-30",
    "2026-10-01",
    "2026-12-31",
    "2027-01-01",
    "2027-01-31",
    "2028-02-29",
];
/// Occupations: what they are called, and their codes up to 2.0.0 and since 3.0.0. The codes are
/// invented. Two differ in nothing but leading zeros.
pub const OCCUPATIONS: [(&str, &str, &str); 7] = [
    ("lasser", "0000900001", "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A01"),
    ("lasser in opleiding", "900001", "0000900001"),
    ("kok", "0000900002", "900001"),
    ("verpleegkundige", "900003", "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A03"),
    (
        "vrachtwagenchauffeur",
        "900004",
        "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A04",
    ),
    ("tuinman", "900005", "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A05"),
    (
        "magazijnmedewerker",
        "900006",
        "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A06",
    ),
];
/// Employers with invented numbers: real ones do not start with 0000.
pub const EMPLOYERS: [(&str, &str); 6] = [
    ("00000012", "Bakkerij Het Voorbeeld"),
    ("00000120", "Voorbeeld Logistiek"),
    ("00001200", "Zorggroep Voorbeeld"),
    ("00012000", "Hoveniersbedrijf Voorbeeld"),
    ("00012001", "Metaalbewerking Voorbeeld"),
    ("00009999", "Installatiebedrijf Voorbeeld"),
];

/// The population of a part in a release.
///
/// # Panics
/// If a profile does not satisfy the contract.
#[must_use]
pub fn population(release: &str, part: &str) -> Vec<Member> {
    let view = if part == "werkgeverscontactmoment" { "match" } else { "detail" };
    let judge = Judge::new(release, &format!("{part}/{view}"), BRON);
    let maker = Maker { release, part };
    let mut rng = Rng::named(SEED, &format!("population {release} {part}"));
    let mut profiles = maker.by_hand();
    while profiles.len() < SIZE {
        profiles.push(maker.drawn(&mut rng));
    }
    let members = profiles.into_iter().enumerate().map(|(n, content)| {
        let id = format!("{}-{:03}", short(part), n + 1);
        let profile = maker.whole(&id, n, content);
        let errors = judge.errors(&profile);
        assert!(errors.is_empty(), "{release} {part} {id}: {errors:?}\n{profile}");
        Member { id, profile }
    });
    members.collect()
}

struct Maker<'a> {
    release: &'a str,
    part: &'a str,
}

/// Keys and values, as an object.
fn object(members: Vec<(&str, Option<Value>)>) -> Value {
    let some = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(some.collect())
}

fn list<T>(values: &[T], of: impl Fn(&T) -> Value) -> Value {
    values.iter().map(of).collect()
}

/// A language with its levels, spoken and written.
type Language = (&'static str, Option<i64>, Option<i64>);

fn languages(of: &[Language]) -> Value {
    list(of, |(code, spoken, written)| {
        object(vec![
            ("codeTaal", Some(json!(code))),
            ("codeNiveauTaalbeheersingMondeling", spoken.map(Value::from)),
            ("codeNiveauTaalbeheersingSchriftelijk", written.map(Value::from)),
        ])
    })
}

fn licences(of: &[&str]) -> Value {
    list(of, |code| json!({ "codeSoortRijbewijs": code }))
}

fn contracts(of: &[&str]) -> Value {
    list(of, |code| json!({ "codeTypeArbeidscontract": code }))
}

fn hours(minimum: Option<i64>, maximum: Option<i64>) -> Value {
    object(vec![
        ("aantalWerkurenPerWeekMinimaal", minimum.map(Value::from)),
        ("aantalWerkurenPerWeekMaximaal", maximum.map(Value::from)),
    ])
}

impl Maker<'_> {
    fn is_old(&self) -> bool {
        before(self.release, "3.0.0")
    }

    fn is_seeker(&self) -> bool {
        self.part == "werkzoekende"
    }

    /// An occupation as it stands in a list of a werkzoekende or at a vacature.
    fn occupation(&self, n: usize) -> Value {
        let (_, old, new) = OCCUPATIONS[n];
        if self.is_old() {
            json!({ "beroepsnaamGecodeerd": { "codeBeroepsnaam": old } })
        } else {
            json!({ "codeBeroepsnaam": new })
        }
    }

    /// What only a profile made by hand shows. Names as [`Self::place`] knows them.
    fn by_hand(&self) -> Vec<Vec<(&'static str, Value)>> {
        if self.part == "werkgeverscontactmoment" {
            return vec![
                // No werkgever at all, and one without anything but its number.
                vec![("datum", json!("2026-12-31"))],
                vec![("datum", json!("2026-12-31")), ("kvk", json!("00000012"))],
                vec![("datum", json!("2027-01-01")), ("kvk", json!("00000012"))],
                vec![("datum", json!("2026-12-30")), ("kvk", json!("00000012"))],
                vec![("datum", json!("1999-12-31")), ("kvk", json!("00000120"))],
                vec![("datum", json!("2028-02-29")), ("kvk", json!("00001200"))],
            ];
        }
        let mut hand = vec![
            // Nothing that is asked for, and the same in empty values.
            vec![],
            vec![("talen", json!([])), ("rijbewijzen", json!([])), ("uren", json!({}))],
            // Language and level on different elements, both ways around.
            vec![("talen", languages(&[("nld", Some(1), None), ("deu", Some(4), Some(4))]))],
            vec![("talen", languages(&[("deu", Some(4), Some(4)), ("nld", Some(1), None)]))],
            // The right levels, spoken and written on different elements of one language.
            vec![("talen", languages(&[("nld", Some(4), None), ("nld", None, Some(4))]))],
            vec![("talen", languages(&[("nld", Some(3), Some(2))]))],
            vec![("talen", languages(&[("nld", Some(2), Some(3))]))],
            vec![("talen", languages(&[("nld", None, None), ("fra", Some(8), Some(0))]))],
            // What is asked stands second, in both orders.
            vec![("rijbewijzen", licences(&["B", "CE"]))],
            vec![("rijbewijzen", licences(&["CE", "B"]))],
            vec![("rijbewijzen", licences(&["AM"]))],
            vec![("uren", hours(Some(24), Some(32)))],
            vec![("uren", hours(Some(32), Some(40)))],
            vec![("uren", hours(Some(9), Some(10)))],
            vec![("uren", hours(None, Some(24)))],
            vec![("uren", hours(Some(24), None))],
        ];
        if self.is_seeker() {
            hand.extend([
                vec![("beroepen", json!([self.occupation(3), self.occupation(0)]))],
                vec![("beroepen", json!([self.occupation(0), self.occupation(3)]))],
                vec![("beroepen", json!([self.occupation(1)]))],
                vec![("beroepen", json!([self.occupation(2)]))],
                vec![("contracten", contracts(&["O", "B"]))],
                vec![("contracten", contracts(&["B", "O"]))],
                vec![("contracten", json!([{ "codeTypeOvereenkomst": "01" }]))],
            ]);
        } else {
            hand.extend([
                vec![("beroep", self.occupation(0))],
                vec![("beroep", self.occupation(1))],
                vec![("beroep", self.occupation(2))],
                vec![("niveau", json!("0"))],
                vec![("niveau", json!("3"))],
                vec![("niveau", json!("6"))],
                vec![("niveau", json!("7"))],
            ]);
        }
        hand
    }

    /// What is drawn.
    fn drawn(&self, rng: &mut Rng) -> Vec<(&'static str, Value)> {
        let mut out: Vec<(&'static str, Value)> = Vec::new();
        if self.part == "werkgeverscontactmoment" {
            out.push(("datum", json!(rng.pick(&DAYS))));
            // Two employers have most of the moments.
            let employer = [0, 0, 0, 1, 1, 2, 3, 4, 5][rng.place(9)];
            out.push(("kvk", json!(EMPLOYERS[employer].0)));
            return out;
        }
        if rng.percent(85) {
            let mut of: Vec<Language> = Vec::new();
            for (code, share) in LANGUAGES {
                if rng.percent(share) {
                    let mut level = |share| rng.percent(share).then(|| *rng.pick(&LEVELS));
                    of.push((code, level(85), level(70)));
                }
            }
            rng.shuffle(&mut of);
            out.push(("talen", languages(&of)));
        }
        if rng.percent(75) {
            let mut of: Vec<&str> = Vec::new();
            for _ in 0..1 + rng.below(3) {
                let code = *rng.pick(&LICENCES);
                if !of.contains(&code) {
                    of.push(code);
                }
            }
            out.push(("rijbewijzen", licences(&of)));
        }
        if rng.percent(90) {
            let (one, other) = (*rng.pick(&HOURS), *rng.pick(&HOURS));
            let mut bound = |value: i64| rng.percent(85).then_some(value);
            let (minimum, maximum) = (bound(one.min(other)), bound(one.max(other)));
            out.push(("uren", hours(minimum, maximum)));
        }
        if rng.percent(60) {
            out.push(("kantoortijden", rng.below(3).into()));
        }
        if rng.percent(60) {
            out.push(("onregelmatig", rng.below(3).into()));
        }
        if rng.percent(75) {
            out.push(("aanvang", json!(rng.pick(&DAYS))));
        }
        if self.is_seeker() {
            if rng.percent(85) {
                let mut of: Vec<usize> = (0..OCCUPATIONS.len()).collect();
                rng.shuffle(&mut of);
                of.truncate(1 + rng.place(3));
                out.push(("beroepen", list(&of, |n| self.occupation(*n))));
            }
            if rng.percent(75) {
                let of = [&["O"][..], &["B"], &["O", "B"], &["B", "O"]][rng.place(4)];
                out.push(("contracten", contracts(of)));
            }
        } else {
            if rng.percent(85) {
                out.push(("beroep", self.occupation(rng.place(OCCUPATIONS.len()))));
            }
            if rng.percent(85) {
                out.push(("niveau", json!(rng.below(8).to_string())));
            }
        }
        out
    }

    /// The whole message: the content in its places, and what every profile has.
    fn whole(&self, id: &str, n: usize, content: Vec<(&'static str, Value)>) -> Value {
        let mut profile = self.frame(id, n);
        for (name, value) in content {
            let path = self.place(name);
            put(&mut profile, path, value);
        }
        profile
    }

    /// Where a value of [`Self::by_hand`] and [`Self::drawn`] stands, dotted.
    fn place(&self, name: &str) -> &'static str {
        let seeker = self.is_seeker();
        match name {
            "talen" if seeker => "arbeidsmarktkwalificatie.taalbeheersing",
            "talen" => "taalbeheersing",
            "rijbewijzen" if seeker => "arbeidsmarktkwalificatie.rijbewijs",
            "rijbewijzen" => "rijbewijs",
            "uren" => "werktijden",
            "kantoortijden" => "werktijden.indicatieKantoortijden",
            "onregelmatig" => "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
            "aanvang" if seeker => "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
            "aanvang" => "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
            "beroepen" => "bemiddelingsberoep",
            "beroep" => "beroep",
            "contracten" => "contractvorm",
            "niveau" => "codeWerkEnDenkniveauMinimaal",
            "datum" => "datum",
            "kvk" => "werkgever.nummerKvk",
            _ => panic!("no place for {name}"),
        }
    }

    /// What every profile has: the area, and attributes that a detail keeps for itself.
    fn frame(&self, id: &str, n: usize) -> Value {
        let mail = format!("{id}@example.nl");
        // No Dutch number has a subscriber number that starts with 0.
        let phone = format!("06-0000{n:04}");
        match self.part {
            "werkzoekende" => json!({
                "idWerkzoekende": id,
                "mobiliteit": { "bemiddelingspostcode": POSTCODE, "maximaleReisafstand": 999 },
                "indicatieBeschikbaarheidContactgegevens": 1,
                "emailadres": [mail],
                "telefoonnummer": [phone],
                "persoonlijkePresentatie": "Verzonnen profiel voor een test.",
            }),
            "vacature" => {
                let (_, employer) = EMPLOYERS[n % EMPLOYERS.len()];
                let mut frame = json!({
                    "idVacature": id,
                    "naamVacature": format!("Verzonnen vacature {}", n + 1),
                    "nummerVacature": format!("V{:05}", n + 1),
                    "werkgever": {
                        "handelsnaamOrganisatie": employer,
                        "contactpersoon": [{ "emailadres": [mail], "telefoonnummer": [phone] }],
                    },
                });
                if !self.is_old() {
                    frame["adres"] = json!({ "postcode": POSTCODE, "huisnummer": n + 1 });
                }
                frame
            }
            _ => json!({
                "accountmanager": { "naam": format!("Voorbeeld {}", n + 1), "emailadres": mail },
                "codeSoort": 1 + n % 6,
            }),
        }
    }
}

/// Puts a value at a dotted path; objects come together.
fn put(document: &mut Value, path: &str, value: Value) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let members = document.as_object_mut().expect("an object");
    let place = members.entry(name).or_insert_with(|| Value::Object(Map::new()));
    match (rest, value) {
        (Some(rest), value) => put(place, rest, value),
        (None, Value::Object(more)) if place.is_object() => {
            place.as_object_mut().expect("an object").extend(more);
        }
        (None, value) => *place = value,
    }
}
