//! The words that texts are made of. All of it is invented or general: towns, streets, occupations
//! and courses are common words, companies and schools do not exist, and nobody is named.

/// An occupation, with what goes with it. Neighbours in [`OCCUPATIONS`] are akin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occupation {
    /// Its name.
    pub(crate) name: &'static str,
    /// A class of SBI it is often found in.
    pub(crate) sbi: u32,
    /// The level of work, as CodeOpleidingsniveauClient has it.
    pub(crate) level: u8,
    /// A study that leads to it.
    pub(crate) study: &'static str,
    /// What is done in it, as the object of "ervaring met".
    pub(crate) task: &'static str,
}

macro_rules! occupations {
    ($($name:literal $sbi:literal $level:literal $study:literal $task:literal;)*) => {
        /// Occupations, by sector.
        pub(crate) const OCCUPATIONS: &[Occupation] = &[$(Occupation {
            name: $name, sbi: $sbi, level: $level, study: $study, task: $task,
        }),*];
    };
}

occupations! {
    "medewerker groenvoorziening" 81300 2 "Groenvoorziening" "snoeien, maaien en onkruid verwijderen";
    "hovenier" 81300 4 "Vakbekwaam hovenier" "de aanleg en het onderhoud van tuinen";
    "kasmedewerker" 1130 2 "Glastuinbouw" "oogsten, sorteren en inpakken";
    "teeltmedewerker" 1191 3 "Open teelt" "planten, verzorgen en oogsten";
    "lasser" 25620 4 "Lassen" "MIG/MAG- en TIG-lassen van constructies";
    "constructiebankwerker" 2511 4 "Basis metaalbewerking" "het samenstellen van staalconstructies";
    "CNC-verspaner" 25620 4 "Verspaningstechnologie" "het instellen en bedienen van draai- en freesmachines";
    "onderhoudsmonteur" 33121 4 "Mechatronische systemen" "storingen opsporen en verhelpen";
    "elektromonteur" 4321 4 "Elektrotechnische installaties" "het aanleggen van kabels en groepenkasten";
    "installatiemonteur" 43221 4 "Werktuigkundige installaties" "het plaatsen van cv-ketels en warmtepompen";
    "timmerman" 4332 4 "Allround timmerman" "kozijnen, daken en trappen";
    "metselaar" 43992 4 "Allround metselaar" "schoonmetselwerk en voegen";
    "schilder" 4334 3 "Schilderen" "binnen- en buitenschilderwerk";
    "stukadoor" 4331 3 "Stukadoren" "gladpleisteren van wanden en plafonds";
    "stratenmaker" 42111 3 "Straatmaken" "het leggen van bestrating en riolering";
    "uitvoerder bouw" 41200 5 "Bouwkunde" "het plannen en coördineren van de bouwplaats";
    "productiemedewerker" 1089 2 "Assistent procestechniek" "het bedienen van de verpakkingslijn";
    "operator voedingsmiddelen" 1051 4 "Procesoperator" "het bewaken van het productieproces";
    "kwaliteitsmedewerker" 71202 4 "Analist levensmiddelen" "het nemen en beoordelen van monsters";
    "magazijnmedewerker" 52102 2 "Logistiek medewerker" "orderpicken, inpakken en voorraad tellen";
    "heftruckchauffeur" 52109 3 "Logistiek medewerker" "het laden en lossen van vrachtwagens";
    "logistiek planner" 5229 4 "Manager transport en logistiek" "het plannen van ritten en vrachten";
    "vrachtwagenchauffeur" 4941 3 "Chauffeur wegvervoer" "nationale en internationale ritten";
    "pakketbezorger" 53202 2 "Assistent mobiliteit" "het bezorgen van zo’n 120 pakketten per dag";
    "buschauffeur" 4931 3 "Chauffeur openbaar vervoer" "het rijden van stads- en streeklijnen";
    "fietskoerier" 53202 2 "Dienstverlening" "snelle leveringen in de binnenstad";
    "kok" 56101 4 "Zelfstandig werkend kok" "het bereiden van warme en koude gerechten";
    "keukenhulp" 56101 2 "Assistent horeca" "afwassen, snijden en schoonmaken";
    "gastheer/gastvrouw bediening" 56102 3 "Gastheer/-vrouw" "het ontvangen en bedienen van gasten";
    "barista" 56300 3 "Gastheer/-vrouw" "espresso, latte art en het beheer van het café";
    "receptionist hotel" 55101 4 "Leidinggevende bediening" "in- en uitchecken en reserveringen";
    "verkoopmedewerker" 47711 3 "Verkoper retail" "advies aan klanten en werken aan de kassa";
    "vakkenvuller" 47110 2 "Assistent verkoop" "het bijvullen en spiegelen van de schappen";
    "winkelmanager" 47592 4 "Manager retail" "roosters, omzet en het coachen van het team";
    "bakker" 10711 4 "Allround bakker" "brood, banket en patisserie";
    "helpende zorg en welzijn" 8710 3 "Helpende zorg en welzijn" "de dagelijkse verzorging van bewoners";
    "verzorgende IG" 8710 4 "Verzorgende IG" "zorgplannen, medicatie en contact met familie";
    "verpleegkundige" 86101 5 "Verpleegkunde" "de zorg voor patiënten op een drukke afdeling";
    "thuisbegeleider" 88101 4 "Maatschappelijke zorg" "begeleiding van cliënten aan huis";
    "pedagogisch medewerker" 88911 4 "Pedagogisch werk" "activiteiten voor groepen van nul tot vier jaar";
    "onderwijsassistent" 85201 4 "Onderwijsassistent" "het begeleiden van kleine groepen leerlingen";
    "leraar basisonderwijs" 85201 5 "Leraar basisonderwijs" "lesgeven aan groep vijf en zes";
    "docent Nederlands" 85311 6 "Nederlandse taal en cultuur" "lesgeven in onder- en bovenbouw";
    "schoonmaker" 81210 2 "Schoonmaak en glazenwassen" "het schoonmaken van kantoren en sanitair";
    "beveiliger" 80100 3 "Beveiliger" "toegangscontrole, rondes en cameratoezicht";
    "conciërge" 85311 3 "Facilitair medewerker" "kleine reparaties en het ontvangen van bezoekers";
    "administratief medewerker" 82110 4 "Office-assistent" "het verwerken van post, facturen en gegevens";
    "secretaresse" 82110 4 "Management support" "agendabeheer, notuleren en correspondentie";
    "klantenservicemedewerker" 82200 3 "Contactcentermedewerker" "het beantwoorden van vragen per telefoon en chat";
    "salarisadministrateur" 69209 5 "Finance en control" "de volledige salarisverwerking";
    "boekhouder" 69203 4 "Financiële beroepen" "crediteuren, debiteuren en de btw-aangifte";
    "controller" 69201 6 "Accountancy en control" "het analyseren van cijfers en het opstellen van prognoses";
    "HR-adviseur" 70221 5 "Human resource management" "verzuim, werving en ontwikkeling";
    "jurist" 69103 6 "Rechtsgeleerdheid" "bezwaarschriften, contracten en advies";
    "beleidsmedewerker sociaal domein" 84110 6 "Bestuurskunde" "het schrijven en evalueren van beleid";
    "consulent werk en inkomen" 84300 5 "Sociaal-juridische dienstverlening" "gesprekken met inwoners over werk en uitkering";
    "systeembeheerder" 62020 4 "IT-systemen en devices" "servers, werkplekken en netwerken";
    "softwareontwikkelaar" 62010 5 "Informatica" "het ontwerpen, bouwen en testen van webapplicaties";
    "data-analist" 63110 6 "Econometrie" "het opschonen, koppelen en visualiseren van gegevens";
    "servicedeskmedewerker" 62020 4 "Medewerker ICT-support" "het oplossen van meldingen van gebruikers";
    "grafisch vormgever" 74102 5 "Communicatie en multimediadesign" "huisstijlen, brochures en websites";
    "communicatiemedewerker" 70210 5 "Communicatie" "nieuwsbrieven, interviews en sociale media";
}

/// A town: name, first and last four digits of its postcodes, municipality and its CBS code.
pub(crate) type Town = (&'static str, i64, i64, &'static str, &'static str);

/// Towns all over the country.
pub(crate) const TOWNS: &[Town] = &[
    ("Amsterdam", 1011, 1109, "Amsterdam", "0363"),
    ("Haarlem", 2011, 2037, "Haarlem", "0392"),
    ("Leiden", 2311, 2334, "Leiden", "0546"),
    ("Den Haag", 2511, 2597, "'s-Gravenhage", "0518"),
    ("Delft", 2611, 2629, "Delft", "0503"),
    ("Zoetermeer", 2711, 2729, "Zoetermeer", "0637"),
    ("Gouda", 2801, 2809, "Gouda", "0513"),
    ("Rotterdam", 3011, 3089, "Rotterdam", "0599"),
    ("Dordrecht", 3311, 3329, "Dordrecht", "0505"),
    ("Utrecht", 3511, 3585, "Utrecht", "0344"),
    ("Amersfoort", 3811, 3829, "Amersfoort", "0307"),
    ("Middelburg", 4331, 4341, "Middelburg", "0687"),
    ("Roosendaal", 4701, 4709, "Roosendaal", "1674"),
    ("Breda", 4811, 4839, "Breda", "0758"),
    ("Tilburg", 5011, 5049, "Tilburg", "0855"),
    ("'s-Hertogenbosch", 5211, 5237, "'s-Hertogenbosch", "0796"),
    ("Eindhoven", 5611, 5658, "Eindhoven", "0772"),
    ("Helmond", 5701, 5709, "Helmond", "0794"),
    ("Venlo", 5911, 5928, "Venlo", "0983"),
    ("Roermond", 6041, 6049, "Roermond", "0957"),
    ("Maastricht", 6211, 6229, "Maastricht", "0935"),
    ("Heerlen", 6411, 6422, "Heerlen", "0917"),
    ("Nijmegen", 6511, 6546, "Nijmegen", "0268"),
    ("Ede", 6711, 6718, "Ede", "0228"),
    ("Arnhem", 6811, 6846, "Arnhem", "0202"),
    ("Apeldoorn", 7311, 7339, "Apeldoorn", "0200"),
    ("Deventer", 7411, 7433, "Deventer", "0150"),
    ("Enschede", 7511, 7548, "Enschede", "0153"),
    ("Hengelo", 7551, 7559, "Hengelo", "0164"),
    ("Emmen", 7811, 7828, "Emmen", "0114"),
    ("Zwolle", 8011, 8045, "Zwolle", "0193"),
    ("Lelystad", 8211, 8245, "Lelystad", "0995"),
    ("Leeuwarden", 8911, 8941, "Leeuwarden", "0080"),
    ("Assen", 9401, 9408, "Assen", "0106"),
    ("Groningen", 9711, 9747, "Groningen", "0014"),
    ("Almere", 1311, 1363, "Almere", "0034"),
    ("Alkmaar", 1811, 1827, "Alkmaar", "0361"),
    ("Hoorn", 1621, 1628, "Hoorn", "0405"),
];

/// Area codes for telephone numbers that nobody can have.
pub(crate) const AREA_CODES: &[&str] = &["020", "010", "030", "040", "050", "070", "038", "026"];

/// Streets, of at most 24 characters.
pub(crate) const STREETS: &[&str] = &[
    "Dorpsstraat",
    "Molenweg",
    "Kerklaan",
    "Stationsweg",
    "Havenkade",
    "Industrieweg",
    "Ambachtstraat",
    "Nijverheidsplein",
    "Coöperatiestraat",
    "IJsvogellaan",
    "Reünieplein",
    "Oude Veerdijk",
    "Lindelaan",
    "Beukenhof",
    "Zuiderparklaan",
    "Korenbloemstraat",
    "Weverskade",
    "Smidsgilde",
    "Plataanweg",
    "Lange Brinkweg",
    "Kanaalzone",
    "Vlasakker",
    "Noordersingel",
    "Pottenbakkerssteeg",
    "Laan van de Oriënt",
    "Veenwal",
    "Zeeëgelstraat",
    "Tuinbouwdreef",
    "Rietvinkstraat",
    "Wilgenroosplantsoen",
];

/// The first half of an invented company name.
pub(crate) const COMPANY_STEMS: &[&str] = &[
    "Veldrum",
    "Brintel",
    "Zwaluma",
    "Oostrika",
    "Oriënta",
    "Terpvest",
    "Klaverdam",
    "Notariska",
    "Wadlink",
    "Maasvorm",
    "Duinrex",
    "Essenhout",
    "Polderix",
    "Twentari",
    "Gruttoland",
    "Fennavis",
    "Reigersma & Zn",
    "Kade Zeven",
    "Blauwe Börde",
    "Stuifduin",
    "Havermaat",
    "Iepenrode",
    "Zilvermeeuw",
    "Tjalkvaart",
];

/// The second half of an invented company name.
pub(crate) const COMPANY_KINDS: &[&str] = &[
    "Techniek",
    "Zorggroep",
    "Logistiek",
    "Bouw",
    "Horeca",
    "Diensten",
    "Installaties",
    "Groen",
    "Retail",
    "Onderwijsgroep",
    "Facilitair",
    "Transport B.V.",
    "Advies",
    "Food",
    "Personeel",
    "Cliëntenzorg",
    "Metaal B.V.",
    "ICT",
    "Schoonmaak",
    "Groep",
];

/// Invented schools: for vmbo, havo and vwo; for mbo; for hbo; for wo.
pub(crate) const SCHOOLS: [&[&str]; 4] = [
    &[
        "College De Wilgenbrug",
        "Scholengemeenschap Oeverland",
        "Lyceum Zevensprong",
        "Het Baken-Oost College",
    ],
    &["ROC Veenrode", "ROC De Drie Rivieren", "Vakcollege Noorderhaven", "ROC Zuidwal"],
    &["Hogeschool Zandermeer", "Hogeschool De Linie", "Christelijke Hogeschool Oosterlo"],
    &["Universiteit Oosterlo", "Universiteit van Zandermeer", "Open Academie Wadland"],
];

/// Invented institutes that give courses.
pub(crate) const INSTITUTES: &[&str] = &[
    "Opleidingscentrum De Brug",
    "Cursushuis Veenrode",
    "Vakpunt Noord",
    "Leerwerkplaats Havenkade",
    "Instituut voor Praktijkleren Oosterlo",
    "Bedrijfsschool Klaverdam",
    "E-learningpunt Wadlink",
];

/// Courses.
pub(crate) const COURSES: &[&str] = &[
    "VCA Basis",
    "Heftruckcertificaat",
    "Bedrijfshulpverlening (BHV)",
    "Excel voor gevorderden",
    "Sociale hygiëne",
    "HACCP voedselveiligheid",
    "Code 95 nascholing",
    "Hoogwerker en schaarlift",
    "Nederlands op de werkvloer",
    "Zakelijk Engels",
    "Timemanagement",
    "Solliciteren met succes",
    "EHBO voor kinderen",
    "Klantgericht werken",
    "Typen met tien vingers",
    "Basis ICT-vaardigheden",
    "Conflicthantering",
    "Reanimatie en AED",
    "Projectmatig werken",
    "Python voor beginners",
    "VCA VOL",
    "Tiltechnieken in de zorg",
    "Medicatieveiligheid",
    "Coördineren en leidinggeven",
];

/// What people like to do.
pub(crate) const INTERESTS: &[&str] = &[
    "wandelen",
    "fotografie",
    "tuinieren",
    "koken",
    "hardlopen",
    "muziek maken",
    "lezen",
    "zwemmen",
    "fietsen",
    "vrijwilligerswerk",
    "schilderen",
    "schaken",
    "techniek",
    "reizen",
    "theater",
    "dieren",
    "voetbal",
    "meubels restaureren",
    "geschiedenis",
    "gezond leven",
    "programmeren",
    "zingen in een koor",
    "naaien",
    "natuur en milieu",
    "privéles geven",
];

/// Skills.
pub(crate) const SKILLS: &[&str] = &[
    "tekening lezen",
    "kassa bedienen",
    "machines instellen",
    "rapporteren",
    "klanten adviseren",
    "plannen en organiseren",
    "werken met MS Office",
    "lassen TIG",
    "voorraadbeheer",
    "offertes opstellen",
    "wondverzorging",
    "roosters maken",
    "heftruck rijden",
    "lesgeven",
    "storingen zoeken",
    "vergaderingen notuleren",
    "hygiënisch werken",
    "talen spreken",
];

/// Departments, for who can be reached.
pub(crate) const DEPARTMENTS: &[&str] = &[
    "Afdeling Personeelszaken",
    "Afdeling Werving",
    "Team Recruitment",
    "Werkgeversservicepunt",
    "HR-servicedesk",
    "Bureau Vacatures",
    "Afdeling P&O",
    "Team Arbeidsbemiddeling",
    "Loket Werk en Scholing",
    "Receptie",
    "Coördinatie Instroom",
];

/// Invented surnames that nobody should have.
pub(crate) const SURNAMES: &[&str] = &[
    "Voorbeeldsma",
    "van Testeren",
    "de Proef",
    "Fictema",
    "Schijnveld",
    "van der Demo",
    "Steekproef",
    "ter Proeve",
    "van Nergenshuizen",
    "Modelië",
    "Verzonnen-Beek",
    "Dummerman",
];

/// Functions of people at an employer.
pub(crate) const FUNCTIONS: &[&str] = &[
    "HR-adviseur",
    "vestigingsmanager",
    "teamleider",
    "directeur",
    "recruiter",
    "bedrijfsleider",
    "praktijkopleider",
    "hoofd personeelszaken",
    "coördinator inkoop",
    "officemanager",
];

/// Indications of pay.
pub(crate) const SALARIES: &[&str] = &[
    "conform cao",
    "volgens schaal 6",
    "€ 2.400 - € 3.100 bruto per maand",
    "€ 14,50 bruto per uur",
    "in overleg",
    "€ 2.850 bruto per maand bij 38 uur",
    "wettelijk minimumloon",
    "schaal 9 cao",
    "marktconform",
    "€ 3.400 - € 4.600 bruto per maand",
    "stagevergoeding",
];

/// What parts of towns are called.
pub(crate) const DISTRICTS: &[&str] =
    &["Centrum", "Noord", "Oost", "Zuid", "West", "Binnenstad", "Stationsgebied", "De Oever"];

/// A place abroad: country code, country, town, postcode, region, street.
pub(crate) type Abroad =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Places across the border.
pub(crate) const ABROAD: &[Abroad] = &[
    ("BE", "België", "Turnhout", "2300", "Antwerpen", "Industriepark"),
    ("BE", "België", "Genk", "3600", "Limburg", "Nijverheidslaan"),
    ("DE", "Duitsland", "Kleve", "47533", "Nordrhein-Westfalen", "Gewerbestraße"),
    ("DE", "Duitsland", "Nordhorn", "48529", "Niedersachsen", "Am Güterbahnhof"),
    ("LU", "Luxemburg", "Clervaux", "9701", "Clervaux", "Zone d’Activité"),
];

/// Languages that are spoken, with how often: Dutch stands first and is never drawn again.
pub(crate) const LANGUAGES: &[(&str, u32)] = &[
    ("nld", 0),
    ("eng", 60),
    ("deu", 18),
    ("fra", 10),
    ("ara", 10),
    ("tur", 10),
    ("pol", 9),
    ("ukr", 8),
    ("spa", 7),
    ("tir", 5),
    ("prs", 4),
    ("pes", 4),
    ("ron", 4),
    ("bul", 3),
    ("por", 4),
    ("ita", 3),
    ("som", 3),
    ("pap", 3),
    ("srn", 3),
    ("rif", 3),
    ("kmr", 2),
    ("fry", 3),
    ("dse", 2),
];

/// The Dutch sign language: it is not read, heard or written.
pub(crate) const SIGN_LANGUAGE: &str = "dse";

/// What people say of themselves. `{b}` is an occupation, `{t}` its tasks, `{p}` a town.
pub(crate) const PRESENTATIONS: &[&str] = &[
    "Als {b} heb ik ruime ervaring met {t}.",
    "Ik zoek een baan als {b} in de omgeving van {p}.",
    "Ik ben een praktische aanpakker en werk het liefst in een klein team.",
    "Nauwkeurig werken en afspraken nakomen vind ik vanzelfsprekend.",
    "Na een periode van ziekte ben ik weer volledig inzetbaar en erg gemotiveerd.",
    "Ik leer snel, ben flexibel en sta open voor bij- of omscholing.",
    "In mijn vorige functie was ik het vaste aanspreekpunt voor nieuwe collega’s.",
    "Eén dag per week doe ik vrijwilligerswerk in het buurthuis.",
    "Mijn voorkeur gaat uit naar vaste werktijden, maar ik ben bereid in ploegen te werken.",
    "Ook onder tijdsdruk houd ik het overzicht en blijf ik vriendelijk.",
    "Ik ben geïnteresseerd in werk waarin ik mensen kan helpen.",
    "Digitale systemen heb ik me altijd snel eigen gemaakt.",
    "Collega’s noemen mij \"de rust zelve\".",
    "Zelfstandig werken gaat mij goed af, maar overleg vind ik minstens zo belangrijk.",
    "Graag kom ik vrijblijvend kennismaken of een dag meelopen.",
];

/// What was done in a job.
pub(crate) const JOB_NOTES: &[&str] = &[
    "Verantwoordelijk voor {t}.",
    "Begonnen als stagiair en doorgegroeid tot {b}.",
    "Het contract is niet verlengd vanwege een reorganisatie.",
    "Aanspreekpunt voor klanten en leveranciers.",
    "Tijdelijk project ter vervanging van een zieke collega.",
    "Werkzaamheden: {t}.",
    "Samen met drie collega’s het inwerkprogramma geëvalueerd en vernieuwd.",
    "Gewerkt in wisselende diensten, ook in het weekend.",
];

/// Remarks on a study.
pub(crate) const STUDY_NOTES: &[&str] = &[
    "Afstudeerproject over {t}.",
    "Stage gelopen bij een bedrijf in {p}.",
    "In deeltijd gevolgd naast het werk.",
    "Gevolgd in het buitenland; de waardering is aangevraagd.",
    "Keuzedeel ondernemerschap afgerond.",
    "Een vergelijkbare opleiding is ook goed.",
    "Wie nog bezig is met deze opleiding kan ook reageren.",
];

/// Remarks on a course.
pub(crate) const COURSE_NOTES: &[&str] = &[
    "Twee dagen theorie en één dag praktijk.",
    "Gevolgd via de vorige werkgever.",
    "Het certificaat is vijf jaar geldig.",
    "Online gevolgd, met een toets aan het eind.",
    "Kan ook na indiensttreding worden gevolgd.",
    "Herhaling nodig in verband met nieuwe regels.",
];

/// What a vacancy says.
pub(crate) const VACANCY_TEXTS: &[&str] = &[
    "Voor een organisatie in {p} zoeken wij een {b}.",
    "Je houdt je bezig met {t}.",
    "Je komt terecht in een hecht team van twaalf collega’s.",
    "Ervaring is mooi meegenomen, maar motivatie vinden wij belangrijker.",
    "Wij bieden een inwerkprogramma, begeleiding en ruimte om te leren.",
    "Je werkt nauwkeurig, bent klantgericht en spreekt goed Nederlands.",
    "Een proefplaatsing met behoud van uitkering is mogelijk.",
    "De werkplek is goed bereikbaar met het openbaar vervoer.",
    "Er is een rolstoeltoegankelijke ingang en een aangepaste werkplek is bespreekbaar.",
    "Na een half jaar bekijken we samen of een vast contract mogelijk is.",
    "Je coördineert de planning met de afdeling ernaast.",
    "Zie je het zitten? Dan ontvangen wij graag je reactie.",
    "Kennis van de reguliere processen is een pré.",
];

/// Terms of employment.
pub(crate) const TERMS: &[&str] = &[
    "25 vakantiedagen bij een fulltime dienstverband.",
    "Reiskostenvergoeding vanaf de eerste kilometer.",
    "Pensioenopbouw via het bedrijfstakfonds.",
    "Een budget voor scholing en persoonlijke ontwikkeling.",
    "Toeslag voor avond- en weekenddiensten.",
    "Elke ochtend vers fruit, elke vrijdag een gezamenlijke lunch.",
    "De cao is van toepassing; een dertiende maand hoort daarbij.",
    "Thuiswerken kan in overleg, maximaal één dag per week.",
];

/// Sentences for what has no list of its own.
pub(crate) const REMARKS: &[&str] = &[
    "Nadere toelichting volgt op verzoek.",
    "Dit is een verzonnen tekst voor een testomgeving.",
    "Besproken en akkoord bevonden.",
    "Zie ook de eerdere gegevens; er is niets gewijzigd.",
    "Gecontroleerd en zo nodig geactualiseerd.",
    "Geen bijzonderheden.",
];

/// Short names for what has no list of its own.
pub(crate) const NAMES: &[&str] = &[
    "voorbeeld",
    "proefwaarde",
    "testgegeven",
    "ideële waarde",
    "model A",
    "variant twee",
    "conceptnaam",
    "überzicht",
    "reserve",
];

/// Names that no release knows, with a value: for records with faults.
pub(crate) const STRANGE: &[(&str, &str)] = &[
    ("opmerkingen", "\"zie bijlage\""),
    ("laatstGewijzigd", "\"2025-11-03\""),
    ("statusProfiel", "\"actief\""),
    ("cursusnaam", "\"Heftruck\""),
    ("plaats", "\"Utrecht\""),
    ("versienummer", "3"),
    ("bijlagen", "[]"),
    ("extra", "{\"bron\":\"import\"}"),
    ("isActief", "true"),
    ("volgnummer", "1.5"),
    ("omschrijving_kort", "\"n.v.t.\""),
    ("beroepCode", "null"),
];
