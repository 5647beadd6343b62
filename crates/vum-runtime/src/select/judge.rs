//! What comes out of a criterion, and out of all of them.

use std::fmt;
use std::ops::ControlFlow;

use super::{Area, CriterionMeta, Judged};
use crate::rule::{Language, Texts};

/// What a profile says to one criterion that a question names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The profile satisfies it.
    Satisfied,
    /// The profile has a value, but not one that is asked for.
    NotSatisfied,
    /// The profile has no value: that is no match.
    Absent,
    /// It does not count: it asks nothing, or nothing that this release knows.
    Ignored,
    /// It cannot be told. Only of an area: where a postcode is, is not known.
    Unknown,
}

impl Outcome {
    /// The name in reports, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::NotSatisfied => "not-satisfied",
            Self::Absent => "absent",
            Self::Ignored => "ignored",
            Self::Unknown => "unknown",
        }
    }

    /// What it means, in a language.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let texts = match self {
            Self::Satisfied => Texts { nl: "voldoet", en: "holds" },
            Self::NotSatisfied => Texts { nl: "voldoet niet", en: "does not hold" },
            Self::Absent => {
                Texts { nl: "het profiel heeft geen waarde", en: "the profile has no value" }
            }
            Self::Ignored => Texts { nl: "telt niet mee", en: "does not count" },
            Self::Unknown => Texts { nl: "niet te bepalen", en: "cannot be told" },
        };
        texts.get(language)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a profile is what a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It satisfies every criterion.
    Selected,
    /// It does not satisfy one of the criteria.
    Rejected,
    /// It satisfies every criterion but the area, of which nothing can be told.
    Unknown,
}

impl Verdict {
    /// Whether it satisfies every criterion.
    #[must_use]
    pub const fn is_selected(self) -> bool {
        matches!(self, Self::Selected)
    }

    /// The name in reports, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }

    /// What it means, in a language.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let texts = match self {
            Self::Selected => {
                Texts { nl: "het profiel voldoet aan de vraag", en: "the profile matches" }
            }
            Self::Rejected => Texts {
                nl: "het profiel voldoet niet aan de vraag",
                en: "the profile does not match",
            },
            Self::Unknown => Texts {
                nl: "het profiel voldoet, maar of het in het selectiegebied valt is niet te bepalen",
                en: "the profile matches, but whether it is in the area cannot be told",
            },
        };
        texts.get(language)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a [`Question`](super::Question) puts what holds of each criterion that it names.
///
/// Their order means nothing. Unless all is to be explained, the first that does not hold is the
/// end of it.
pub struct Judge<'a> {
    area: &'a Area<'a>,
    told: Option<&'a mut Vec<Judged>>,
    rejected: bool,
    unknown: bool,
}

impl<'a> Judge<'a> {
    #[inline]
    pub(super) fn new(area: &'a Area<'a>) -> Self {
        Self { area, told: None, rejected: false, unknown: false }
    }

    /// Keeps the outcome of every criterion.
    pub(super) fn telling(area: &'a Area<'a>, told: &'a mut Vec<Judged>) -> Self {
        Self { told: Some(told), ..Self::new(area) }
    }

    #[inline]
    pub(super) fn verdict(&self) -> Verdict {
        match (self.rejected, self.unknown) {
            (true, _) => Verdict::Rejected,
            (false, true) => Verdict::Unknown,
            (false, false) => Verdict::Selected,
        }
    }

    /// Notes what holds of a criterion. Breaks when nothing more needs to be judged.
    #[inline]
    pub fn criterion(
        &mut self,
        criterion: &'static CriterionMeta,
        outcome: Outcome,
    ) -> ControlFlow<()> {
        match outcome {
            Outcome::Satisfied | Outcome::Ignored => {}
            Outcome::NotSatisfied | Outcome::Absent => self.rejected = true,
            Outcome::Unknown => self.unknown = true,
        }
        match &mut self.told {
            Some(told) => tell(told, Judged { criterion, outcome }),
            None if self.rejected => return ControlFlow::Break(()),
            None => {}
        }
        ControlFlow::Continue(())
    }

    /// Puts what was told so far in the order of `criteria`, where the references that
    /// [`criterion`](Self::criterion) got lead to. So what is cheap can be judged first, while an
    /// explanation keeps to the order of the standard.
    #[inline]
    pub fn in_order(&mut self, criteria: &'static [CriterionMeta]) {
        if let Some(told) = &mut self.told {
            sort(told, criteria);
        }
    }

    /// Judges the area: the profile's postcode lies within a distance from the one that is asked
    /// for, and within the profile's own greatest distance, if it has one. Distances are in the
    /// [`Unit`](super::Unit) of the [`Area`]. Breaks when nothing more needs to be judged.
    #[inline]
    pub fn area(
        &mut self,
        criterion: &'static CriterionMeta,
        asked_postcode: Option<&str>,
        asked_afstand: Option<i64>,
        found_postcode: Option<&str>,
        own_limit: Option<i64>,
    ) -> ControlFlow<()> {
        let outcome = self.area.outcome(asked_postcode, asked_afstand, found_postcode, own_limit);
        self.criterion(criterion, outcome)
    }

    /// Notes that an area is asked for in a release that does not say which postcode of the
    /// profile counts. Breaks when nothing more needs to be judged.
    #[inline]
    pub fn area_unknown(&mut self, criterion: &'static CriterionMeta) -> ControlFlow<()> {
        let outcome = self.area.outcome_unknown();
        self.criterion(criterion, outcome)
    }
}

#[cold]
fn sort(told: &mut [Judged], criteria: &[CriterionMeta]) {
    let place = |it: &Judged| criteria.iter().position(|one| std::ptr::eq(one, it.criterion));
    told.sort_by_key(place);
}

#[cold]
fn tell(told: &mut Vec<Judged>, judged: Judged) {
    told.push(judged);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::tests::Random;

    static META: CriterionMeta = CriterionMeta { id: "a.b", path: "b", attribute: "" };

    const OUTCOMES: [Outcome; 5] = [
        Outcome::Satisfied,
        Outcome::Ignored,
        Outcome::Unknown,
        Outcome::NotSatisfied,
        Outcome::Absent,
    ];

    #[test]
    fn a_rejection_beats_what_is_unknown_in_any_order() {
        let mut random = Random(1);
        let area = Area::unknown();
        for _ in 0..5_000 {
            let length = random.below(6);
            let outcomes: Vec<Outcome> =
                (0..length).map(|_| OUTCOMES[random.below(5) as usize]).collect();
            let no = |it: &Outcome| matches!(it, Outcome::NotSatisfied | Outcome::Absent);
            let verdict = if outcomes.iter().any(no) {
                Verdict::Rejected
            } else if outcomes.contains(&Outcome::Unknown) {
                Verdict::Unknown
            } else {
                Verdict::Selected
            };

            let mut judge = Judge::new(&area);
            let seen = outcomes.iter().take_while(|it| judge.criterion(&META, **it).is_continue());
            let seen = seen.count();
            assert_eq!(judge.verdict(), verdict);
            assert_eq!(seen, outcomes.iter().position(no).unwrap_or(outcomes.len()));

            let mut told = Vec::new();
            let mut judge = Judge::telling(&area, &mut told);
            assert!(outcomes.iter().all(|it| judge.criterion(&META, *it).is_continue()));
            assert_eq!(judge.verdict(), verdict);
            assert!(told.iter().map(|it| it.outcome).eq(outcomes));
        }
    }

    #[test]
    fn what_was_told_comes_in_the_order_of_the_criteria() {
        static CRITERIA: [CriterionMeta; 4] = [
            CriterionMeta { id: "a.d", path: "d", attribute: "" },
            CriterionMeta { id: "a.c", path: "c", attribute: "" },
            CriterionMeta { id: "a.b", path: "b", attribute: "" },
            CriterionMeta { id: "a.a", path: "a", attribute: "" },
        ];
        let (area, mut told) = (Area::unknown(), Vec::new());
        let mut judge = Judge::telling(&area, &mut told);
        let put = |judge: &mut Judge<'_>, n: usize| {
            assert!(judge.criterion(&CRITERIA[n], OUTCOMES[n]).is_continue());
        };
        put(&mut judge, 3);
        put(&mut judge, 1);
        put(&mut judge, 2);
        judge.in_order(&CRITERIA);
        put(&mut judge, 0);
        assert_eq!(judge.verdict(), Verdict::Rejected);
        let told: Vec<_> = told.iter().map(|it| (it.criterion.path, it.outcome)).collect();
        let order = [("c", 1), ("b", 2), ("a", 3), ("d", 0)];
        assert_eq!(told, order.map(|(path, n)| (path, OUTCOMES[n])));
    }

    #[test]
    fn everything_has_texts_and_a_name() {
        let of = |it: Outcome| [it.name(), it.text(Language::Nl), it.text(Language::En)];
        let verdict = |it: Verdict| [it.name(), it.text(Language::Nl), it.text(Language::En)];
        let texts: Vec<_> = OUTCOMES
            .map(of)
            .into_iter()
            .chain([Verdict::Selected, Verdict::Rejected, Verdict::Unknown].map(verdict))
            .collect();
        for (n, [name, nl, en]) in texts.iter().enumerate() {
            assert!(!name.is_empty() && !nl.is_empty() && !en.is_empty() && nl != en);
            assert!(texts[..n].iter().all(|other| other[1] != *nl && other[2] != *en));
        }
        assert_eq!(Outcome::NotSatisfied.to_string(), "not-satisfied");
        assert_eq!(Verdict::Selected.to_string(), "selected");
    }
}
