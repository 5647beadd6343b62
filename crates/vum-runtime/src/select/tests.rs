//! A small question in the form that the generator writes, put to small profiles.

use std::ops::ControlFlow;

use super::condition as of;
use super::*;
use crate::code::Code;
use crate::date::Date;
use crate::meta::CodeListMeta;

/// Numbers that look random, the same every time (SplitMix64).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound)).unwrap()
    }

    /// From 0 up to 1.
    pub(super) fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

pub(super) const NO_CODES: CodeListMeta = CodeListMeta {
    dated: &[],
    id: "Test",
    closed: false,
    complete: false,
    plain: true,
    codes: crate::meta::CodeTable::Listed(&[]),
    absent: &[],
};

#[derive(Clone, PartialEq, PartialOrd)]
pub(super) struct AnyText(String);

impl Code for AnyText {
    const LIST: &'static CodeListMeta = &NO_CODES;
    fn as_str(&self) -> &str {
        &self.0
    }
    fn from_code(code: &str) -> Self {
        Self(code.to_owned())
    }
}

fn some(code: &str) -> Option<AnyText> {
    Some(AnyText::from_code(code))
}

// Profiles as the generator writes them.

#[derive(Default)]
struct Profile {
    postcode: Option<String>,
    afstand: Option<i64>,
    werktijden: Option<Werktijden>,
    contractvorm: Vec<Contractvorm>,
    kwalificatie: Option<Kwalificatie>,
}

#[derive(Default)]
struct Werktijden {
    uren: Option<i64>,
    datum: Option<Date>,
}

#[derive(Default)]
struct Contractvorm {
    code: Option<AnyText>,
}

#[derive(Default)]
struct Kwalificatie {
    taal: Vec<Taal>,
}

struct Taal {
    code: Option<AnyText>,
    niveau: Option<AnyText>,
}

// Questions as the generator writes them.

#[derive(Default)]
struct Wanted {
    selectiegebied: Option<Gebied>,
    uren: Option<Operands<i64>>,
    datum: Option<Operands<Date>>,
    contractvorm: Option<Match<Or>>,
    taal: Option<All>,
}

struct Gebied {
    postcode: Option<String>,
    afstand: Option<i64>,
}

struct Operands<T> {
    eq: Option<T>,
    gte: Option<T>,
    lte: Option<T>,
}

struct Match<T> {
    elem_match: Option<T>,
}

struct Or {
    or: Vec<Branch>,
}

struct Branch {
    code: Option<Operands<AnyText>>,
}

struct All {
    all: Vec<Match<Entry>>,
}

struct Entry {
    code: Option<Operands<AnyText>>,
    niveau: Option<Operands<AnyText>>,
}

fn eq<T>(operand: T) -> Option<Operands<T>> {
    Some(Operands { eq: Some(operand), gte: None, lte: None })
}

fn gte<T>(operand: T) -> Option<Operands<T>> {
    Some(Operands { eq: None, gte: Some(operand), lte: None })
}

const fn criterion(id: &'static str) -> CriterionMeta {
    CriterionMeta { id, path: id, attribute: id }
}

static CRITERIA: [CriterionMeta; 5] = [
    criterion("gebied"),
    criterion("uren"),
    criterion("datum"),
    criterion("contractvorm"),
    criterion("taal"),
];

impl Question<Profile> for Wanted {
    fn judge(&self, profile: &Profile, judge: &mut Judge<'_>) -> ControlFlow<()> {
        if let Some(asked) = &self.uren {
            let found = profile.werktijden.as_ref().and_then(|it| it.uren.as_ref());
            let tests = [
                of::gte(of::integer(asked.gte.as_ref())),
                of::lte(of::integer(asked.lte.as_ref())),
                of::eq(of::integer(asked.eq.as_ref())),
            ];
            judge.criterion(&CRITERIA[1], of::value(of::integer(found), tests))?;
        }
        if let Some(asked) = &self.datum {
            let found = profile.werktijden.as_ref().and_then(|it| it.datum.as_ref());
            let tests = [of::gte(of::date(asked.gte.as_ref()))];
            judge.criterion(&CRITERIA[2], of::value(of::date(found), tests))?;
        }
        if let Some(asked) = &self.contractvorm {
            let branches = of::list(asked.elem_match.as_ref(), |it| &it.or);
            let outcome = of::any(&profile.contractvorm, branches, |asked| {
                let tests = [of::eq(of::code(asked.code.as_ref().and_then(|it| it.eq.as_ref())))];
                move |it| of::value(of::code(it.and_then(|it| it.code.as_ref())), tests)
            });
            judge.criterion(&CRITERIA[3], outcome)?;
        }
        if let Some(asked) = &self.taal {
            let found = of::list(profile.kwalificatie.as_ref(), |it| &it.taal);
            let outcome = of::all(found, &asked.all, |asked| {
                let asked = asked.elem_match.as_ref();
                let code = asked.and_then(|it| it.code.as_ref());
                let niveau = asked.and_then(|it| it.niveau.as_ref());
                let of_code = [of::eq(of::code(code.and_then(|it| it.eq.as_ref())))];
                let of_niveau = [of::gte(of::integer_code(niveau.and_then(|it| it.gte.as_ref())))];
                move |it| {
                    of::and(
                        of::value(of::code(it.and_then(|it| it.code.as_ref())), of_code),
                        || {
                            let niveau = it.and_then(|it| it.niveau.as_ref());
                            of::value(of::integer_code(niveau), of_niveau)
                        },
                    )
                }
            });
            judge.criterion(&CRITERIA[4], outcome)?;
        }
        if let Some(asked) = &self.selectiegebied {
            judge.area(
                &CRITERIA[0],
                asked.postcode.as_deref(),
                asked.afstand,
                profile.postcode.as_deref(),
                profile.afstand,
            )?;
        }
        ControlFlow::Continue(())
    }
}

fn table() -> PostcodeTable {
    PostcodeTable::read("1234;52.0;5.0\n1235;52.1;5.0\n".as_bytes()).unwrap()
}

fn profile() -> Profile {
    Profile {
        postcode: Some("1235AB".into()),
        afstand: Some(40),
        werktijden: Some(Werktijden { uren: Some(32), datum: Date::new(2026, 3, 1).ok() }),
        contractvorm: vec![Contractvorm { code: some("O") }, Contractvorm { code: some("B") }],
        kwalificatie: Some(Kwalificatie {
            taal: vec![
                Taal { code: some("nld"), niveau: some("4") },
                Taal { code: some("eng"), niveau: some("2") },
                Taal { code: some("deu"), niveau: None },
            ],
        }),
    }
}

fn language(code: &str, niveau: Option<&str>) -> Match<Entry> {
    let niveau = niveau.and_then(|it| gte(AnyText::from_code(it)));
    Match { elem_match: Some(Entry { code: eq(AnyText::from_code(code)), niveau }) }
}

fn question() -> Wanted {
    Wanted {
        selectiegebied: Some(Gebied { postcode: Some("1234ZZ".into()), afstand: Some(12) }),
        uren: gte(24),
        datum: gte(Date::from_text("2026-03-01")),
        contractvorm: Some(Match {
            elem_match: Some(Or { or: vec![Branch { code: eq(AnyText::from_code("B")) }] }),
        }),
        taal: Some(All { all: vec![language("nld", Some("3")), language("deu", None)] }),
    }
}

#[test]
fn a_profile_has_to_satisfy_all() {
    let table = table();
    let area = Area::of(&table);
    assert_eq!(question().matches(&profile(), &area), Verdict::Selected);
    type Change = fn(&mut Wanted);
    let changes: [(&str, Change); 5] = [
        ("gebied", |it| it.selectiegebied.as_mut().unwrap().afstand = Some(11)),
        ("uren", |it| it.uren = gte(33)),
        ("datum", |it| it.datum = gte(Date::from_text("2026-03-02"))),
        ("contractvorm", |it| {
            it.contractvorm.as_mut().unwrap().elem_match.as_mut().unwrap().or =
                vec![Branch { code: eq(AnyText::from_code("X")) }];
        }),
        ("taal", |it| it.taal.as_mut().unwrap().all.push(language("eng", Some("3")))),
    ];
    for (id, change) in changes {
        let mut question = question();
        change(&mut question);
        assert_eq!(question.matches(&profile(), &area), Verdict::Rejected, "{id}");
        let told = question.explain(&profile(), &area);
        assert_eq!(told.verdict, Verdict::Rejected);
        assert_eq!(told.criteria.len(), 5);
        for judged in &told.criteria {
            let expected =
                if judged.criterion.id == id { Outcome::NotSatisfied } else { Outcome::Satisfied };
            assert_eq!(judged.outcome, expected, "{id} {}", judged.criterion.id);
        }
        for language in [crate::Language::Nl, crate::Language::En] {
            let text = told.text(language);
            for value in ["1234", "1235", "AB", "33", "32", "2026", "nld", "eng"] {
                assert!(!text.contains(value), "{text}");
            }
        }
    }
}

#[test]
fn an_empty_profile_satisfies_nothing_and_an_empty_question_asks_nothing() {
    let empty = Profile::default();
    let told = question().explain(&empty, &Area::unknown());
    assert!(told.criteria.iter().all(|it| it.outcome == Outcome::Absent));
    assert_eq!(told.verdict, Verdict::Rejected);

    assert_eq!(Wanted::default().matches(&empty, &Area::unknown()), Verdict::Selected);
    let nothing = Wanted {
        selectiegebied: Some(Gebied { postcode: None, afstand: None }),
        uren: Some(Operands { eq: None, gte: None, lte: None }),
        datum: gte(Date::from_text("")),
        contractvorm: Some(Match { elem_match: None }),
        taal: Some(All { all: vec![language("", None), Match { elem_match: None }] }),
    };
    for profile in [&empty, &profile()] {
        let told = nothing.explain(profile, &Area::unknown());
        assert!(told.criteria.iter().all(|it| it.outcome == Outcome::Ignored));
        assert_eq!((told.criteria.len(), told.verdict), (5, Verdict::Selected));
    }
}

#[test]
fn without_places_a_profile_is_not_selected() {
    let other = Profile { werktijden: None, ..profile() };
    let profiles = [profile(), other, profile()];
    let unknown = select(&question(), &profiles, &Area::unknown(), MAXIMUM);
    assert_eq!((unknown.matches.len(), unknown.unknown, unknown.maximum_reached), (0, 2, false));
    let ignored = select(&question(), &profiles, &Area::ignored(), MAXIMUM);
    assert_eq!((ignored.matches.len(), ignored.unknown), (2, 0));
}

#[test]
fn the_maximum_is_reached_by_one_more() {
    let profiles: Vec<Profile> = (0..5).map(|_| profile()).collect();
    let table = table();
    for (maximum, length, reached) in [(0, 0, true), (4, 4, true), (5, 5, false), (6, 5, false)] {
        let selection = select(&question(), &profiles, &Area::of(&table), maximum);
        assert_eq!((selection.matches.len(), selection.maximum_reached), (length, reached));
        assert!(selection.matches.iter().zip(&profiles).all(|(a, b)| std::ptr::eq(*a, b)));
    }
    let mut seen = 0;
    let profiles = profiles.iter().inspect(|_| seen += 1);
    let selection = select(&question(), profiles, &Area::of(&table), 2);
    assert_eq!(
        format!("{selection:?}"),
        "Selection { matches: 2, maximum_reached: true, unknown: 0 }"
    );
    assert_eq!(seen, 3, "no further than needed");
}

#[test]
fn questions_of_one_kind_can_be_put_together() {
    let questions: Vec<Box<dyn Question<Profile>>> =
        vec![Box::new(question()), Box::new(Wanted::default())];
    let profiles = [profile(), Profile::default()];
    let found = questions.iter().map(|question| {
        select(question.as_ref(), &profiles, &Area::ignored(), MAXIMUM).matches.len()
    });
    assert_eq!(found.collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn an_area_goes_to_other_threads() {
    let (table, question) = (table(), question());
    let area = Area::of(&table);
    let profile = profile();
    std::thread::scope(|scope| {
        let verdict = scope.spawn(|| question.matches(&profile, &area));
        assert_eq!(verdict.join().unwrap(), Verdict::Selected);
    });
}
