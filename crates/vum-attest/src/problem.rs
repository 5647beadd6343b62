//! Why a statement does not hold.

use vum_runtime::Language;

use crate::day::Day;
use crate::report::Outcome;

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The supplier of the product.
    Supplier,
    /// The desk that countersigns.
    Desk,
}

/// Why a statement does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// No signature verifies with the key of this party.
    NotSigned(Party),
    /// What is signed is no in-toto statement about the result of tests.
    NoStatement,
    /// The report is another one than the statement is about.
    OtherReport,
    /// The statement says something else than the report.
    OtherWords,
    /// The outcome of the report does not fit its cases.
    Inconsistent,
    /// The report says that the product does not conform, or that not everything was done.
    NoPass(Outcome),
    /// The day of the report is no day.
    NoDay,
    /// The report is of a later day than the day of reference.
    Ahead(Day),
    /// Twelve months have passed; from this day on it no longer holds.
    Expired(Day),
    /// The standard has had a new major release since the day of the report.
    NewMajor {
        /// The release that was tested against.
        tested: String,
        /// The one that was published since.
        newest: String,
    },
    /// The text of the release that was tested against is not the published one.
    OtherStandard {
        /// The release that the report names.
        release: String,
    },
    /// The product has another name than the one that was tested.
    OtherProduct,
    /// The product has another version than the one that was tested.
    OtherVersion {
        /// The version that was tested.
        tested: String,
    },
    /// The product has another digest than the one that was tested.
    OtherDigest,
    /// The digest of the product was not tested for: the report has none.
    NoDigest,
}

impl Problem {
    /// Stable id, in kebab-case.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::NotSigned(Party::Supplier) => "not-signed",
            Self::NotSigned(Party::Desk) => "not-countersigned",
            Self::NoStatement => "no-statement",
            Self::OtherReport => "other-report",
            Self::OtherWords => "other-words",
            Self::Inconsistent => "inconsistent-report",
            Self::NoPass(_) => "no-pass",
            Self::NoDay => "no-day",
            Self::Ahead(_) => "ahead",
            Self::Expired(_) => "expired",
            Self::NewMajor { .. } => "new-major",
            Self::OtherStandard { .. } => "other-standard",
            Self::OtherProduct => "other-product",
            Self::OtherVersion { .. } => "other-version",
            Self::OtherDigest => "other-digest",
            Self::NoDigest => "no-digest",
        }
    }

    /// In a language. It can hold versions as the report has them.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (nl, en) = self.both();
        match language {
            Language::Nl => nl,
            Language::En => en,
        }
    }

    fn both(&self) -> (String, String) {
        let (nl, en) = match self {
            Self::NotSigned(Party::Supplier) => (
                "geen handtekening klopt met de sleutel van de leverancier",
                "no signature fits the key of the supplier",
            ),
            Self::NotSigned(Party::Desk) => (
                "geen handtekening klopt met de sleutel van de balie",
                "no signature fits the key of the desk",
            ),
            Self::NoStatement => (
                "wat is ondertekend is geen verklaring over het resultaat van een toets",
                "what is signed is no statement about the result of a test",
            ),
            Self::OtherReport => (
                "dit is niet het rapport dat is ondertekend",
                "this is not the report that was signed",
            ),
            Self::OtherWords => (
                "de verklaring zegt iets anders dan het rapport",
                "the statement says something else than the report",
            ),
            Self::Inconsistent => (
                "het rapport spreekt zichzelf tegen: de uitkomst past niet bij de controles",
                "the report contradicts itself: the outcome does not fit the cases",
            ),
            Self::NoPass(Outcome::NietVolledigUitgevoerd) => (
                "het rapport zegt: niet volledig uitgevoerd",
                "the report says: not carried out in full (niet volledig uitgevoerd)",
            ),
            Self::NoPass(_) => (
                "het rapport zegt: voldoet niet",
                "the report says: does not conform (voldoet niet)",
            ),
            Self::NoDay => ("het rapport noemt geen dag", "the report names no day"),
            Self::OtherProduct => (
                "het product heeft een andere naam dan wat is getoetst",
                "the product has another name than what was tested",
            ),
            Self::OtherDigest => (
                "het product heeft een andere digest dan wat is getoetst",
                "the product has another digest than what was tested",
            ),
            Self::NoDigest => (
                "het rapport noemt geen digest van het product",
                "the report has no digest of the product",
            ),
            Self::Ahead(day) => {
                return (
                    format!("het rapport is van later: {day}"),
                    format!("the report is of a later day: {day}"),
                );
            }
            Self::Expired(day) => {
                return (
                    format!("verlopen: twaalf maanden waren om op {day}"),
                    format!("expired: twelve months were over on {day}"),
                );
            }
            Self::NewMajor { tested, newest } => {
                return (
                    format!(
                        "vervallen: getoetst is {tested}, en {newest} is sindsdien als nieuwe hoofdversie verschenen"
                    ),
                    format!(
                        "lapsed: {tested} was tested, and {newest} has come since as a new major release"
                    ),
                );
            }
            Self::OtherStandard { release } => {
                return (
                    format!(
                        "getoetst is met een andere tekst dan die van {release} zoals gepubliceerd"
                    ),
                    format!("tested with another text than that of {release} as it was published"),
                );
            }
            Self::OtherVersion { tested } => {
                return (
                    format!(
                        "vervallen: het product heeft een andere versie dan wat is getoetst ({tested})"
                    ),
                    format!(
                        "lapsed: the product has another version than what was tested ({tested})"
                    ),
                );
            }
        };
        (nl.to_owned(), en.to_owned())
    }
}
