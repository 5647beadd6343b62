//! A plausible, invented value for every attribute with a plain value.
//!
//! E-mail and web addresses are at domains that are reserved for examples, telephone numbers have a
//! subscriber number that starts with 0, which no Dutch number does, and no number is anybody's.

use serde_json::{Value, json};

use crate::facts::Facts;
use crate::profile::{Attribute, Kind, Profile};

/// A value for an attribute with a plain value: one, also where the attribute is a list.
///
/// # Panics
/// If the attribute holds objects, or a text has no value here.
#[must_use]
pub fn value(profile: &Profile, entity: &str, attribute: &Attribute) -> Value {
    match &attribute.kind {
        Kind::Text { pattern, .. } => text(entity, &attribute.name, pattern.as_deref()).into(),
        Kind::Integer { min, max } => integer(&attribute.name, *min, *max).into(),
        Kind::Boolean => true.into(),
        Kind::Date => date(&attribute.name).into(),
        Kind::Codes(values) => {
            let current = values.iter().find(|code| !deprecated(profile, entity, attribute, code));
            current.unwrap_or(&values[0]).clone()
        }
        Kind::Object(_) | Kind::Choice(_) => {
            panic!("{entity}.{} is no plain value", attribute.name)
        }
    }
}

/// Whether the code is discouraged in the release.
///
/// # Panics
/// If the facts do not have the attribute.
#[must_use]
pub fn deprecated(profile: &Profile, entity: &str, attribute: &Attribute, code: &Value) -> bool {
    let entity = Facts::embedded().entity(entity);
    let of = entity.attributes.iter().find(|it| it.name == attribute.name);
    let of = of.expect("an attribute of the facts");
    let Some(list) = of.list.as_ref().and_then(|id| Facts::embedded().lists.get(id)) else {
        return false;
    };
    let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
    let found = list.codes.iter().find(|it| it.code == code);
    let since = found.and_then(|it| it.life.deprecated.as_deref());
    since.is_some_and(|since| !crate::facts::before(&profile.release, since))
}

fn integer(name: &str, min: i64, max: i64) -> i64 {
    let value = match name {
        "aantalWerkurenPerWeekMinimaal" => 24,
        "aantalWerkurenPerWeekMaximaal" => 32,
        "maximaleReisafstand" => 40,
        "maximaleReistijd" => 45,
        "huisnummer" => 12,
        "codeSbi" => 62010,
        _ => 5,
    };
    value.clamp(min, max)
}

fn date(name: &str) -> &'static str {
    match name {
        "datumAanvangVolgenOpleiding" => "2015-09-01",
        "datumEindeVolgenOpleiding" => "2019-06-28",
        "datumDiploma" => "2019-07-05",
        "datumAanvangVolgenCursus" => "2021-02-01",
        "datumEindeVolgenCursus" => "2021-03-12",
        "datumCertificaat" => "2021-03-19",
        "datumEindeBeschikbaarVoorWerk" => "2027-12-31",
        "datumEindeWerkzaamheden" => "2027-08-31",
        "datumAanvangBeschikbaarVoorWerk" | "datumAanvangWerkzaamheden" => "2026-09-01",
        "datumAanvangAdres" => "2012-01-01",
        "datumEindeAdres" => "2030-12-31",
        "datum" => "2026-05-18",
        _ => "2026-12-31",
    }
}

fn text(entity: &str, name: &str, pattern: Option<&str>) -> &'static str {
    match (entity, name) {
        (_, "idWerkzoekende") => "wz-000123",
        (_, "idVacature") => "vac-000456",
        (_, "vumID") => "vum-7f3a91",
        (_, "bemiddelingspostcode" | "postcode") => "3511AB",
        (_, "codeTaal") => "nld",
        (_, "landencodeIso") => "BE",
        (_, "nummerKvk") => "00001234",
        ("Beroep", "codeBeroepsnaam") => {
            "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000A01"
        }
        (_, "codeBeroepsnaam") => "0000900001",
        (_, "codeCompetentie") => "https://linkeddata.competentnl.nl/uwv/id/competence/0000000B07",
        (_, "codeOpleidingsnaam") => "900010",
        (_, "url") => "https://www.example.nl/vacatures?taal=nl&pagina=1",
        (_, "emailadres") => "contact@example.nl",
        (_, "telefoonnummer") => "030-0001234",
        (_, "persoonlijkePresentatie") => "Ik werk graag met mijn handen en leer snel.",
        (_, "naamVacature") => "Lasser constructie",
        (_, "nummerVacature") => "V2026-00456",
        (_, "omschrijvingVacature") => "Lassen van staalconstructies, in een klein team.",
        (_, "omschrijvingArbeidsvoorwaarden") => "Reiskosten en pensioen volgens de cao.",
        (_, "salarisIndicatie") => "€ 2.800 – € 3.400 per maand",
        (_, "handelsnaamOrganisatie") => "Metaalbewerking Voorbeeld B.V.",
        ("Accountmanager", "naamOrganisatie") => "Werkgeversservicepunt Voorbeeld",
        (_, "naamOrganisatie") => "Bakkerij Het Voorbeeld",
        ("Accountmanager", "naam") => "J. Voorbeeld",
        (_, "naam") => "A. Fictief",
        (_, "functie") => "Hoofd personeelszaken",
        (_, "naamContactpersoonAfdeling") => "Afdeling Werving",
        (_, "toelichtingWerkervaring") => "Dagelijkse leiding over vijf collega’s.",
        (_, "naamCursus") => "Heftruckcertificaat",
        (_, "toelichtingCursus") => "Theorie en praktijk, vijf dagen.",
        (_, "naamOpleidingsinstituut") => "Vakschool Voorbeeld",
        (_, "toelichtingOpleiding" | "omschrijvingOpleiding") => "Richting metaal, niveau 3.",
        (_, "naamOpleidingOngecodeerd" | "omschrijvingOpleidingsnaam") => "Lastechniek",
        (_, "naamBeroepOngecodeerd" | "omschrijvingBeroepsnaam") => "Lasser",
        (_, "naamInteresse") => "Tuinieren",
        ("Vakvaardigheid", "omschrijving") => "MIG/MAG-lassen",
        (_, "straatnaam") => "Curaçaostraat",
        (_, "naamOpenbareRuimte") => "Industrieterrein De Overkant",
        (_, "huisnummertoevoeging") => "bis",
        (_, "huisletter") => "a",
        (_, "aanduidingBijHuisnummer") => "to",
        (_, "woonplaatsnaam") => "Utrecht",
        (_, "gemeentenaam" | "gemeentedeel") => "Utrecht",
        (_, "codeGemeente") => "9999",
        (_, "district") => "Noord",
        (_, "identificatiecodeNummeraanduiding") => "9999200000000001",
        (_, "identificatiecodeVerblijfplaats") => "9999010000000001",
        (_, "locatieomschrijving") => "Ingang aan de achterzijde",
        (_, "landsnaam") => "België",
        (_, "locatieomschrijvingBuitenland") => "Naast het station",
        (_, "postcodeBuitenland") => "B-9999",
        (_, "regionaamBuitenland") => "Limburg",
        (_, "woonplaatsnaamBuitenland") => "Voorbeeldegem",
        (_, "huisnummerBuitenland") => "12 b1",
        (_, "straatnaamBuitenland") => "Rue de l’Exemple",
        (_, "postbusnummerBuitenland") => "PB 12",
        _ => panic!("add a value for {entity}.{name} (pattern {pattern:?})"),
    }
}

/// A short text that JSON and XML both have to escape, with characters of one to four bytes.
#[must_use]
pub fn escapes() -> Value {
    json!("<&>\"'\\/ é Ĳ € 漢 😀")
}
