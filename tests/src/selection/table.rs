//! The criteria of the selectievraag, per release and part, written down from the description of the
//! messages (its chapter on the selectievraag), not from the model of this workspace.

/// A key of a question.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// The key, as it goes over the line.
    pub path: &'static str,
    /// Whether every question has it.
    pub required: bool,
    /// What stands under the key, and where its data is.
    pub shape: Shape,
}

/// What stands under the key of a criterion. Data paths start at the root of the profile.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `{operator: operand}` about one value.
    Value(Condition),
    /// `{$elemMatch: {$or: [{path: {operator: operand}}]}}`: one element satisfies some branch.
    Any {
        /// The list in the profile.
        data: &'static str,
        /// Fewest branches.
        min: u64,
        /// What a branch can ask.
        conditions: &'static [Condition],
    },
    /// `{$all: [{$elemMatch: {path: {operator: operand}}}]}`: every entry has its element.
    All {
        /// The list in the profile.
        data: &'static str,
        /// Fewest entries.
        min: u64,
        /// What an entry can ask.
        conditions: &'static [Condition],
    },
    /// `{postcode, afstand}`: the one shape that MongoDB does not have.
    Area {
        /// The postcode in the profile; `None` where no attribute of the release serves.
        postcode: Option<&'static str>,
        /// The greatest distance that the profile itself allows.
        limit: Option<&'static str>,
    },
}

/// Operators about one value.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// The key inside a branch or entry; of a single value, the key of the criterion.
    pub path: &'static str,
    /// Another key that is read just the same.
    pub alias: Option<&'static str>,
    /// The data path inside the element, or from the root for a single value.
    pub data: &'static str,
    /// Whether every branch or entry has it.
    pub required: bool,
    /// The operators and what each may ask.
    pub operators: &'static [(&'static str, Operand)],
    /// Which of them go together; empty: any of them.
    pub alternatives: &'static [Alternative],
}

/// Operators that go together: exactly one of the alternatives holds.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// Operators that are there.
    pub required: &'static [&'static str],
    /// Operators that may be there.
    pub optional: &'static [&'static str],
    /// Operators that are not there.
    pub forbidden: &'static [&'static str],
    /// Whether no other key may be there.
    pub closed: bool,
}

/// What an operand may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// One of these texts.
    Codes(&'static [&'static str]),
    /// A whole number from the first up to and including the second.
    Integer(i64, i64),
    /// A text of this form.
    Pattern(&'static str),
    /// A text of at most this many characters.
    Text(u64),
    /// A date, `YYYY-MM-DD`.
    Date,
}

/// The releases that have a selectievraag, oldest first.
#[must_use]
pub fn releases() -> &'static [&'static str] {
    &["2.0.0", "3.0.0", "3.1.0"]
}

/// The parts that have a selectievraag in a release.
#[must_use]
pub fn parts(release: &str) -> &'static [&'static str] {
    match release {
        "2.0.0" | "3.0.0" => &["werkzoekende", "vacature"],
        "3.1.0" => &["werkzoekende", "vacature", "werkgeverscontactmoment"],
        _ => &[],
    }
}

/// Every release and part that has a selectievraag.
#[must_use]
pub fn questions() -> Vec<(&'static str, &'static str)> {
    releases().iter().flat_map(|r| parts(r).iter().map(|p| (*r, *p))).collect()
}

/// The criteria of a question.
///
/// # Panics
/// If the part has no selectievraag in the release.
#[must_use]
pub fn criteria(release: &str, part: &str) -> &'static [Criterion] {
    match (release, part) {
        ("2.0.0", "werkzoekende") => WERKZOEKENDE_2,
        ("3.0.0" | "3.1.0", "werkzoekende") => WERKZOEKENDE_3,
        ("2.0.0", "vacature") => VACATURE_2,
        ("3.0.0" | "3.1.0", "vacature") => VACATURE_3,
        ("3.1.0", "werkgeverscontactmoment") => CONTACTMOMENT,
        _ => panic!("no selectievraag {part} in {release}"),
    }
}

/// The form of a postcode.
pub const POSTCODE: &str = "^[0-9]{4}[a-zA-Z]{2}$";
/// The bounds of the distance that is asked for.
pub const AFSTAND: (i64, i64) = (0, 999);

const JA_NEE: &[(&str, Operand)] = &[("$eq", Operand::Integer(1, 2))];
const FROM_HOURS: &[(&str, Operand)] = &[("$gte", Operand::Integer(1, 99))];
const TO_HOURS: &[(&str, Operand)] = &[("$lte", Operand::Integer(1, 99))];
const FROM_LEVEL: &[(&str, Operand)] = &[("$gte", Operand::Integer(2, 4))];
const FROM_DATE: &[(&str, Operand)] = &[("$gte", Operand::Date)];
const TO_DATE: &[(&str, Operand)] = &[("$lte", Operand::Date)];
const NUMBERED_BEROEP: &[(&str, Operand)] = &[("$eq", Operand::Pattern("^[0-9]{1,10}$"))];
const NAMED_BEROEP: &[(&str, Operand)] = &[("$eq", Operand::Text(200))];

const RIJBEWIJS: &[Condition] = &[Condition::new(
    "codeSoortRijbewijs",
    &[(
        "$eq",
        Operand::Codes(&[
            "A", "A1", "A2", "AM", "B", "B+", "C1", "C", "D1", "D", "BE", "C1E", "CE", "D1E", "DE",
            "T",
        ]),
    )],
)];

const TAAL: &[Condition] = &[
    Condition::new("codeTaal", &[("$eq", Operand::Pattern("^[a-z]{3}$"))]).required(),
    Condition::new("codeNiveauTaalbeheersingMondeling", FROM_LEVEL),
    Condition::new("codeNiveauTaalbeheersingSchriftelijk", FROM_LEVEL),
];

const CONTRACTVORM: Criterion = any(
    "contractvorm",
    1,
    &[Condition::new("codeTypeArbeidscontract", &[("$eq", Operand::Codes(&["O", "B"]))])],
);

const NIVEAU: Criterion = Criterion {
    path: "codeWerkEnDenkniveauMinimaal",
    required: false,
    shape: Shape::Value(Condition {
        operators: &[
            ("$gte", Operand::Codes(&["1", "2", "3", "4", "5", "6"])),
            ("$lt", Operand::Codes(&["7"])),
            ("$eq", Operand::Codes(&["7"])),
        ],
        alternatives: &[
            Alternative { required: &["$lt"], optional: &["$gte"], forbidden: &[], closed: true },
            Alternative { required: &["$eq"], optional: &[], forbidden: &["$lt"], closed: false },
        ],
        ..Condition::new("codeWerkEnDenkniveauMinimaal", &[])
    }),
};

const ONREGELMATIG: Criterion =
    value("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst", JA_NEE);
const HOURS_MAXIMUM: Criterion = value("werktijden.aantalWerkurenPerWeekMaximaal", FROM_HOURS);
const HOURS_MINIMUM: Criterion = value("werktijden.aantalWerkurenPerWeekMinimaal", TO_HOURS);

const WERKZOEKENDE_AREA: Criterion =
    area(Some("mobiliteit.bemiddelingspostcode"), Some("mobiliteit.maximaleReisafstand"));

const WERKZOEKENDE_2: &[Criterion] = &[
    WERKZOEKENDE_AREA,
    any(
        "bemiddelingsberoep",
        0,
        &[Condition::new("beroepsnaamGecodeerd.codeBeroepsnaam", NUMBERED_BEROEP)],
    ),
    CONTRACTVORM,
    ONREGELMATIG,
    all("arbeidsmarktkwalificatie.rijbewijs", RIJBEWIJS),
    all("arbeidsmarktkwalificatie.taalbeheersing", TAAL),
    value("werktijden.indicatieKantoortijden", JA_NEE),
    HOURS_MAXIMUM,
    HOURS_MINIMUM,
];

const WERKZOEKENDE_3: &[Criterion] = &[
    WERKZOEKENDE_AREA,
    any(
        "bemiddelingsberoep",
        0,
        &[Condition {
            alias: Some("codeBeroepsnaam"),
            data: "codeBeroepsnaam",
            ..Condition::new("beroep.codeBeroepsnaam", NAMED_BEROEP)
        }],
    ),
    CONTRACTVORM,
    ONREGELMATIG,
    elsewhere(
        "datumAanvangBeschikbaarVoorWerk",
        "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
        TO_DATE,
    ),
    all("arbeidsmarktkwalificatie.rijbewijs", RIJBEWIJS),
    all("arbeidsmarktkwalificatie.taalbeheersing", TAAL),
    value("werktijden.indicatieKantoortijden", JA_NEE),
    HOURS_MAXIMUM,
    HOURS_MINIMUM,
];

const VACATURE_2: &[Criterion] = &[
    area(None, None),
    value("beroep.beroepsnaamGecodeerd.codeBeroepsnaam", NUMBERED_BEROEP),
    NIVEAU,
    all("rijbewijs", RIJBEWIJS),
    all("taalbeheersing", TAAL),
    HOURS_MAXIMUM,
    HOURS_MINIMUM,
];

const VACATURE_3: &[Criterion] = &[
    area(Some("adres.postcode"), None),
    value("beroep.codeBeroepsnaam", NAMED_BEROEP),
    NIVEAU,
    elsewhere(
        "datumAanvangWerkzaamheden",
        "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
        FROM_DATE,
    ),
    ONREGELMATIG,
    all("rijbewijs", RIJBEWIJS),
    all("taalbeheersing", TAAL),
    HOURS_MAXIMUM,
    HOURS_MINIMUM,
];

const CONTACTMOMENT: &[Criterion] = &[
    Criterion {
        required: true,
        ..value("werkgever.nummerKvk", &[("$eq", Operand::Pattern("^[0-9]{8}$"))])
    },
    value("datum", FROM_DATE),
];

impl Condition {
    /// The data is where the key says.
    const fn new(path: &'static str, operators: &'static [(&'static str, Operand)]) -> Self {
        Self { path, alias: None, data: path, required: false, operators, alternatives: &[] }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What an operator may ask; `None` if the condition does not have it.
    #[must_use]
    pub fn operand(&self, operator: &str) -> Option<Operand> {
        self.operators.iter().find(|(name, _)| *name == operator).map(|(_, operand)| *operand)
    }

    /// The keys under which it is read.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.path).chain(self.alias)
    }
}

impl Criterion {
    /// Whether it asks where the profile is.
    #[must_use]
    pub fn is_area(&self) -> bool {
        matches!(self.shape, Shape::Area { .. })
    }

    /// Where its data is, from the root of the profile: the value, or the list of elements.
    #[must_use]
    pub fn data(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Value(condition) => Some(condition.data),
            Shape::Any { data, .. } | Shape::All { data, .. } => Some(data),
            Shape::Area { postcode, .. } => postcode,
        }
    }

    /// What it can ask.
    #[must_use]
    pub fn conditions(&self) -> Vec<Condition> {
        match self.shape {
            Shape::Value(condition) => vec![condition],
            Shape::Any { conditions, .. } | Shape::All { conditions, .. } => conditions.to_vec(),
            Shape::Area { .. } => Vec::new(),
        }
    }
}

const fn value(path: &'static str, operators: &'static [(&'static str, Operand)]) -> Criterion {
    elsewhere(path, path, operators)
}

const fn elsewhere(
    path: &'static str,
    data: &'static str,
    operators: &'static [(&'static str, Operand)],
) -> Criterion {
    let condition = Condition { data, ..Condition::new(path, operators) };
    Criterion { path, required: false, shape: Shape::Value(condition) }
}

const fn any(path: &'static str, min: u64, conditions: &'static [Condition]) -> Criterion {
    Criterion { path, required: false, shape: Shape::Any { data: path, min, conditions } }
}

const fn all(path: &'static str, conditions: &'static [Condition]) -> Criterion {
    Criterion { path, required: false, shape: Shape::All { data: path, min: 1, conditions } }
}

const fn area(postcode: Option<&'static str>, limit: Option<&'static str>) -> Criterion {
    Criterion { path: "selectiegebied", required: true, shape: Shape::Area { postcode, limit } }
}
