//! Habits of real data: what is mostly there, how many there are, what the values look like. Keyed
//! on the ids of attributes; what is not named here is made by its type.

use vum_model::{Attribute, Value};

use crate::scene::Web;
use crate::texts::Topic;

/// When an attribute can be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    /// When the job seeker can be reached.
    Reachable,
    /// When it has ended, or the end is known.
    Ended,
    /// When a diploma or certificate was given.
    Awarded,
    /// When the language has a written form.
    Written,
    /// When one applies on the web.
    Online,
}

/// How often an attribute is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habit {
    /// In so many out of a hundred records where it can be.
    pub(crate) share: u8,
    /// How many elements its list has, at least and at most.
    pub(crate) spread: (u8, u8),
    pub(crate) when: When,
}

/// Whether it is a key of a question with a meaning of its own, such as `$or`.
pub(crate) fn is_keyword(attribute: &Attribute) -> bool {
    attribute.name.starts_with('$')
}

/// How often an attribute is there.
pub(crate) fn habit(attribute: &Attribute) -> Habit {
    if is_keyword(attribute) {
        let most = if attribute.name == "$or" { 3 } else { 2 };
        return Habit { share: 100, spread: (1, most), when: When::Always };
    }
    if attribute.id.contains("/selectievraag.") {
        // Few criteria find somebody; all of them nobody.
        return Habit { share: 35, spread: (1, 1), when: When::Always };
    }
    let (share, spread) = frequency(&attribute.id).unwrap_or(match &attribute.value {
        Value::Shape(_) => (70, (1, 3)),
        _ if attribute.sensitive.is_some() => (30, (1, 2)),
        _ => (60, (1, 3)),
    });
    let when = match attribute.id.as_str() {
        "werkzoekende.emailadres"
        | "werkzoekende.telefoonnummer"
        | "werkzoekende.contactpersoon"
        | "werkzoekende.webadres" => When::Reachable,
        "opleiding.datumDiploma" | "cursus.datumCertificaat" => When::Awarded,
        "taalbeheersing.codeNiveauTaalbeheersingLezen"
        | "taalbeheersing.codeNiveauTaalbeheersingLuisteren"
        | "taalbeheersing.codeNiveauTaalbeheersingSchriftelijk" => When::Written,
        "sollicitatiewijze.webadres" => When::Online,
        _ if is_end(&attribute.name) => When::Ended,
        _ => When::Always,
    };
    Habit { share, spread, when }
}

fn frequency(id: &str) -> Option<(u8, (u8, u8))> {
    const ONE: (u8, u8) = (1, 1);
    Some(match id {
        "werkzoekende.idWerkzoekende" | "vacature.idVacature" => (100, ONE),
        "werkzoekende.arbeidsmarktkwalificatie" => (97, ONE),
        "werkzoekende.bemiddelingsberoep" => (98, (1, 3)),
        "werkzoekende.contactpersoon" => (35, (1, 2)),
        "werkzoekende.contractvorm" => (60, (1, 2)),
        "werkzoekende.eisAanWerk" => (12, ONE),
        "werkzoekende.emailadres" => (100, (1, 2)),
        "werkzoekende.telefoonnummer" => (85, (1, 2)),
        "werkzoekende.flexibiliteit" => (75, ONE),
        "werkzoekende.indicatieBeschikbaarheidContactgegevens" => (95, ONE),
        "werkzoekende.indicatieLdrRegistratie" => (25, ONE),
        "werkzoekende.mobiliteit" => (97, ONE),
        "werkzoekende.persoonlijkePresentatie" => (70, ONE),
        "werkzoekende.sector" => (65, (1, 3)),
        "werkzoekende.vervoermiddel" => (60, (1, 3)),
        "werkzoekende.voorkeursland" => (12, (1, 3)),
        "werkzoekende.webadres" => (25, (1, 2)),
        "werkzoekende.werktijden" | "vacature.werktijden" => (85, ONE),
        "arbeidsmarktkwalificatie.codeWerkEnDenkniveauWerkzoekende" => (80, ONE),
        "arbeidsmarktkwalificatie.cursus" => (50, (1, 4)),
        "arbeidsmarktkwalificatie.interesse" => (40, (1, 5)),
        "arbeidsmarktkwalificatie.opleiding" => (88, (1, 3)),
        "arbeidsmarktkwalificatie.rijbewijs" => (60, (1, 2)),
        "arbeidsmarktkwalificatie.taalbeheersing" => (85, (1, 4)),
        "arbeidsmarktkwalificatie.werkervaring" => (88, (1, 5)),
        "arbeidsmarktkwalificatie.competentiebeheersing" => (70, (2, 5)),
        "arbeidsmarktkwalificatie.gedragscompetentie" => (55, (1, 4)),
        "arbeidsmarktkwalificatie.vakvaardigheid" => (50, (1, 4)),
        "cursus.naamCursus" | "interesse.naamInteresse" | "vakvaardigheid.omschrijving" => {
            (100, ONE)
        }
        "beroepsnaamGecodeerd.codeBeroepsnaam"
        | "opleidingsnaamGecodeerd.codeOpleidingsnaam"
        | "opleidingsnaamOngecodeerd.naamOpleidingOngecodeerd"
        | "gedragscompetentie.codeGedragscompetentie" => (97, ONE),
        "cursus.toelichtingCursus" | "opleiding.toelichtingOpleiding" => (25, ONE),
        "opleiding.codeNiveauOpleiding" | "opleiding.indicatieDiploma" => (92, ONE),
        "opleiding.opleidingsnaam" => (85, ONE),
        "opleiding.datumDiploma" => (75, ONE),
        "taalbeheersing.codeTaal"
        | "rijbewijs.codeSoortRijbewijs"
        | "vervoermiddel.codeVervoermiddel"
        | "sollicitatiewijze.codeSollicitatiewijze" => (100, ONE),
        "taalbeheersing.codeNiveauTaalbeheersingMondeling" => (92, ONE),
        "taalbeheersing.codeNiveauTaalbeheersingSchriftelijk" => (85, ONE),
        "taalbeheersing.codeNiveauTaalbeheersingLezen"
        | "taalbeheersing.codeNiveauTaalbeheersingLuisteren" => (55, ONE),
        "werkervaring.beroep" => (95, ONE),
        "werkervaring.datumAanvangWerkzaamheden" => (97, ONE),
        "werkervaring.datumEindeWerkzaamheden" => (98, ONE),
        "werkervaring.naamOrganisatie" => (85, ONE),
        "werkervaring.toelichtingWerkervaring" => (50, ONE),
        "contractvorm.codeTypeArbeidscontract" => (80, ONE),
        "contractvorm.codeTypeOvereenkomst" => (85, ONE),
        "flexibiliteit.datumAanvangBeschikbaarVoorWerk" => (80, ONE),
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst" => (75, ONE),
        "mobiliteit.bemiddelingspostcode" | "mobiliteit.maximaleReisafstand" => (95, ONE),
        "mobiliteit.maximaleReistijd" => (40, ONE),
        "werktijden.aantalWerkurenPerWeekMaximaal" => (95, ONE),
        "werktijden.aantalWerkurenPerWeekMinimaal" => (80, ONE),
        "webadres.codeWebadres" | "webadres.url" => (98, ONE),
        "contactpersoonAfdeling.emailadres" | "contactpersoonAfdeling.telefoonnummer" => {
            (80, (1, 2))
        }
        "contactpersoonAfdeling.naamContactpersoonAfdeling" => (95, ONE),
        "vacature.naamVacature" | "vacature.omschrijvingVacature" => (97, ONE),
        "vacature.beroep" => (96, ONE),
        "vacature.arbeidsVoorwaarden" => (80, ONE),
        "vacature.cursus" => (25, (1, 2)),
        "vacature.opleiding" => (65, ONE),
        "vacature.rijbewijs" => (35, (1, 2)),
        "vacature.sollicitatiewijze" => (75, (1, 3)),
        "vacature.taalbeheersing" => (65, (1, 3)),
        "vacature.vervoermiddel" => (20, ONE),
        "vacature.werkervaring" => (40, ONE),
        "vacature.werkgever" | "vacature.adres" => (95, ONE),
        "vacature.indicatieLdrRegistratie" => (20, ONE),
        "vacature.competentiebeheersing" => (65, (2, 5)),
        "vacature.sluitingsdatumVacature" | "vacature.sluitingsDatumVacature" => (80, ONE),
        "werkgever.handelsnaamOrganisatie" | "werkgeverContactmoment.handelsnaamOrganisatie" => {
            (97, ONE)
        }
        "werkgever.sector" => (60, ONE),
        "werkgever.contactpersoon" => (70, (1, 2)),
        "werkgever.webadres" => (65, ONE),
        "werkgever.adresHouding" => (80, (1, 2)),
        "adresHouding.adres" => (100, ONE),
        "adresNederland.adresDetails" | "adresNederland.postcode" => (95, ONE),
        "adresNederland.woonplaatsnaam" => (95, ONE),
        "adresNederland.codeGemeente" | "adresNederland.gemeentenaam" => (50, ONE),
        "adresNederland.district"
        | "adresNederland.gemeentedeel"
        | "adresNederland.locatieomschrijving" => (10, ONE),
        "adresNederland.identificatiecodeNummeraanduiding"
        | "adresNederland.identificatiecodeVerblijfplaats" => (25, ONE),
        "straatadres.straatnaam" | "straatadres.huisnummer" => (97, ONE),
        "straatadres.naamOpenbareRuimte" => (40, ONE),
        "straatadres.huisletter" | "straatadres.aanduidingBijHuisnummer" => (4, ONE),
        "straatadres.woonbootverwijzing" | "straatadres.woonwagenverwijzing" => (1, ONE),
        "adres.straatnaam" | "adres.huisnummer" => (90, ONE),
        "straatadres.huisnummertoevoeging"
        | "adres.huisnummertoevoeging"
        | "vestigingsadres.huisnummertoevoeging" => (15, ONE),
        "contactmoment.accountmanager" | "contactmoment.werkgever" => (95, ONE),
        "contactmoment.codeOnderwerp" | "contactmoment.codeSoort" => (92, ONE),
        "accountmanager.naam" | "accountmanager.naamOrganisatie" => (92, ONE),
        "vestigingsadres.contactpersoonAfdeling" => (75, ONE),
        _ => return None,
    })
}

/// What a text is about.
pub(crate) fn topic(attribute: &Attribute, max: usize) -> Topic {
    let id = attribute.id.as_str();
    let name = id.rsplit('.').next().unwrap_or(id);
    match (id, name) {
        ("werkzoekende.emailadres", _) => Topic::PrivateEmail,
        ("accountmanager.naamOrganisatie", _) => Topic::ServicePoint,
        ("cursus.naamOpleidingsinstituut", _) => Topic::Institute,
        ("vakvaardigheid.omschrijving", _) => Topic::Skill,
        ("adresBuitenland.landencodeIso", _) => Topic::AbroadCode,
        (_, "idWerkzoekende") => Topic::Id("wz-"),
        (_, "idVacature") => Topic::Id("vac-"),
        (_, "vumID") => Topic::Token,
        (_, "nummerVacature") => Topic::VacancyNumber,
        (_, "nummerKvk") => Topic::Kvk,
        (_, "emailadres") => Topic::Email,
        (_, "telefoonnummer") => Topic::Phone,
        (_, "url") => Topic::Url,
        (_, "postcode" | "bemiddelingspostcode") => Topic::Postcode,
        (_, "postcodeBuitenland") => Topic::AbroadPostcode,
        (_, "straatnaam" | "naamOpenbareRuimte") => Topic::Street,
        (_, "straatnaamBuitenland") => Topic::AbroadStreet,
        (_, "huisnummertoevoeging") => Topic::HouseSuffix,
        (_, "huisletter") => Topic::HouseLetter,
        (_, "aanduidingBijHuisnummer") => Topic::BesideHouse,
        (_, "huisnummerBuitenland" | "postbusnummerBuitenland") => Topic::HouseNumber,
        (_, "woonplaatsnaam") => Topic::Town,
        (_, "woonplaatsnaamBuitenland") => Topic::AbroadTown,
        (_, "regionaamBuitenland") => Topic::AbroadRegion,
        (_, "landsnaam") => Topic::AbroadCountry,
        (_, "gemeentenaam") => Topic::Municipality,
        (_, "codeGemeente") => Topic::MunicipalityCode,
        (_, "gemeentedeel" | "district") => Topic::District,
        (_, "identificatiecodeNummeraanduiding" | "identificatiecodeVerblijfplaats") => {
            Topic::AddressId
        }
        (_, "locatieomschrijving" | "locatieomschrijvingBuitenland") => Topic::Location,
        (_, "naamOrganisatie" | "handelsnaamOrganisatie") => Topic::Company,
        (_, "naamOpleidingsinstituut") => Topic::School,
        (_, "naamCursus") => Topic::Course,
        (_, "naamInteresse") => Topic::Interest,
        (_, "naamVacature") => Topic::VacancyTitle,
        (_, "naamBeroepOngecodeerd" | "omschrijvingBeroepsnaam") => Topic::Occupation,
        (_, "naamOpleidingOngecodeerd" | "omschrijvingOpleidingsnaam") => Topic::Study,
        (_, "naamContactpersoonAfdeling") => Topic::Department,
        (_, "naam") => Topic::Person,
        (_, "functie") => Topic::Function,
        (_, "salarisIndicatie") => Topic::Salary,
        (_, "persoonlijkePresentatie") => Topic::Presentation,
        (_, "toelichtingWerkervaring") => Topic::JobNote,
        (_, "toelichtingOpleiding" | "omschrijvingOpleiding") => Topic::StudyNote,
        (_, "toelichtingCursus") => Topic::CourseNote,
        (_, "omschrijvingVacature") => Topic::VacancyText,
        (_, "omschrijvingArbeidsvoorwaarden") => Topic::Terms,
        _ => by_type(attribute, name, max),
    }
}

/// For attributes that this crate does not know.
fn by_type(attribute: &Attribute, name: &str, max: usize) -> Topic {
    let plain = name.to_ascii_lowercase();
    if matches!(attribute.value, Value::Uri(_)) {
        Topic::Url
    } else if plain.starts_with("oin") || plain.ends_with("oin") {
        Topic::Oin
    } else if plain.contains("email") {
        Topic::Email
    } else if plain.contains("telefoon") {
        Topic::Phone
    } else if plain.contains("postcode") {
        Topic::Postcode
    } else if plain.starts_with("naam") || plain.ends_with("naam") || max < 60 {
        Topic::Name
    } else {
        Topic::Remark
    }
}

/// What a code of a list without a table looks like.
pub(crate) fn open_code(list: &str) -> Option<Topic> {
    Some(match list {
        "CompetentNL-beroepen" => Topic::OccupationUri,
        "CompetentNL-competenties" => Topic::SkillUri,
        "CdBeroepsnaam" => Topic::OccupationCode,
        "CdOpleidingsnaam" => Topic::StudyCode,
        "SBI" => Topic::Sector,
        _ => return None,
    })
}

/// What a whole number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    House,
    Distance,
    TravelTime,
    LeastHours,
    MostHours,
    Years,
    Box,
    Web,
    Sector,
    Any,
}

/// What a whole number counts.
pub(crate) fn number(attribute: &Attribute) -> Number {
    match (attribute.id.rsplit('.').next().unwrap_or_default(), attribute.name.as_str()) {
        // Who can work no more than is offered at least, or no less than at most, is not asked for.
        ("aantalWerkurenPerWeekMaximaal", "$gte") => return Number::LeastHours,
        ("aantalWerkurenPerWeekMinimaal", "$lte") => return Number::MostHours,
        _ => {}
    }
    match attribute.id.rsplit('.').next().unwrap_or_default() {
        "huisnummer" => Number::House,
        "maximaleReisafstand" | "afstand" => Number::Distance,
        "maximaleReistijd" => Number::TravelTime,
        "aantalWerkurenPerWeekMinimaal" => Number::LeastHours,
        "aantalWerkurenPerWeekMaximaal" => Number::MostHours,
        "aantalJarenWerkzaamInBeroep" => Number::Years,
        "postbusnummer" | "antwoordnummer" => Number::Box,
        "codeWebadres" => Number::Web,
        "codeSbi" => Number::Sector,
        _ => Number::Any,
    }
}

/// Which moment a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    Begin,
    End,
    Award,
    Closing,
    /// In the last year and a half.
    Recent,
    /// In the coming months.
    Soon,
    /// In the last years.
    Past,
}

/// Which moment a date is.
pub(crate) fn moment(attribute: &Attribute) -> Moment {
    let name = attribute.id.rsplit('.').next().unwrap_or_default();
    match name {
        _ if is_keyword(attribute) && name.starts_with("datumAanvang") => Moment::Soon,
        "datumDiploma" | "datumCertificaat" => Moment::Award,
        "datum" => Moment::Recent,
        _ if name.starts_with("sluitings") => Moment::Closing,
        _ if name.starts_with("datumAanvang") => Moment::Begin,
        _ if is_end(name) => Moment::End,
        _ => Moment::Past,
    }
}

fn is_end(name: &str) -> bool {
    name.starts_with("datumEinde")
}

/// How a code is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choose {
    /// By how often it is used.
    Weighted,
    /// As that, but no code twice in a list.
    Once,
    /// One after the other in a list.
    InTurn,
    Reachable,
    WorkLevel,
    StudyLevel,
    Status,
    Award,
    /// The language, or the way to apply.
    Scene,
    Web,
    Abroad,
}

/// How a code is chosen.
pub(crate) fn choose(attribute: &Attribute) -> Choose {
    match attribute.id.as_str() {
        "werkzoekende.indicatieBeschikbaarheidContactgegevens" => Choose::Reachable,
        "arbeidsmarktkwalificatie.codeWerkEnDenkniveauWerkzoekende"
        | "vacature.codeWerkEnDenkniveauMinimaal" => Choose::WorkLevel,
        "opleiding.codeNiveauOpleiding" => Choose::StudyLevel,
        "opleiding.codeStatusOpleiding" => Choose::Status,
        "opleiding.indicatieDiploma" | "cursus.indicatieCertificaat" => Choose::Award,
        "taalbeheersing.codeTaal" | "sollicitatiewijze.codeSollicitatiewijze" => Choose::Scene,
        "webadres.codeWebadres" => Choose::Web,
        "gedragscompetentie.codeGedragscompetentie" => Choose::InTurn,
        "adresBuitenland.landencodeIso" => Choose::Abroad,
        "rijbewijs.codeSoortRijbewijs"
        | "vervoermiddel.codeVervoermiddel"
        | "voorkeursland.landencodeIso" => Choose::Once,
        _ if attribute.many => Choose::Once,
        _ => Choose::Weighted,
    }
}

/// The web address that an attribute holds.
pub(crate) fn web(id: &str) -> Option<Web> {
    Some(match id {
        "werkzoekende.webadres" => Web::Profile,
        "werkgever.webadres" => Web::Employer,
        "sollicitatiewijze.webadres" => Web::Application,
        _ => return None,
    })
}

/// How often a code of a list is used; `None` where nothing is known of the list.
pub(crate) fn weights(list: &str) -> Option<&'static [(&'static str, u32)]> {
    Some(match list {
        "ISO639-3" => crate::words::LANGUAGES,
        "ISO3166-1-alpha2" => {
            &[("NL", 60), ("BE", 22), ("DE", 20), ("LU", 3), ("FR", 3), ("SE", 1), ("PT", 1)]
        }
        "CodeTypeOvereenkomst" => &[("01", 85), ("02", 6), ("03", 4), ("04", 5)],
        "CodeTypeArbeidscontract" => &[("B", 60), ("O", 40)],
        "CodeVervoermiddel" => &[("1", 40), ("2", 4), ("3", 32), ("4", 3), ("5", 28), ("9", 1)],
        "CodeSoortRijbewijs" => &[
            ("B", 150),
            ("BE", 8),
            ("AM", 6),
            ("A", 5),
            ("C", 8),
            ("CE", 6),
            ("T", 4),
            ("D", 3),
            ("C1", 2),
            ("A2", 2),
        ],
        "CodeJaNee" => &[("1", 12), ("2", 88)],
        "CodeJaNeeOnbekend" => &[("0", 5), ("1", 50), ("2", 45)],
        "CodeTaalbeheersing" => &[("0", 1), ("1", 2), ("2", 25), ("3", 45), ("4", 26), ("8", 1)],
        "CodeFunctieAdres" => &[("V", 10), ("E", 6), ("C", 3)],
        _ => return None,
    })
}

/// How often a code of a list of which nothing is known is used.
pub(crate) fn plain_weight(code: &str, label: Option<&str>) -> u32 {
    let label = label.unwrap_or_default().to_lowercase();
    let empty = ["onbekend", "niet van toepassing", "niet bekend", "anders", "noodzakelijk"];
    let says_nothing = matches!(code, "0" | "8" | "9") || empty.iter().any(|it| label.contains(it));
    if says_nothing { 1 } else { 12 }
}

/// How often a branch of a choice is made.
pub(crate) fn variant_weight(wrapper: &str) -> u32 {
    match wrapper {
        "adresBuitenland" | "antwoordnummeradres" => 1,
        "postbusadres" => 2,
        "beroepsnaamOngecodeerd"
        | "opleidingsnaamOngecodeerd"
        | "mpOpleidingsnaamOngecodeerd"
        | "postbusadresbuitenland" => 5,
        _ => 20,
    }
}
