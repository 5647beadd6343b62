//! Selection: which profiles are what a question (*selectievraag*) asks for.
//!
//! A question names criteria and a profile has to satisfy all of them. What a question asks
//! beyond its release does not count, so that a result more is possible, which who asks can leave
//! out, but never one less. A profile without a value for a criterion does not satisfy it.
//! The generated types of questions implement [`Question`]; by hand, one looks like this:
//!
//! ```
//! use std::ops::ControlFlow;
//! use vum_runtime::select::*;
//!
//! struct Profile {
//!     postcode: &'static str,
//!     uren: Option<i64>,
//! }
//!
//! struct Wanted {
//!     postcode: &'static str,
//!     afstand: i64,
//!     uren: Option<i64>,
//! }
//!
//! static AREA: CriterionMeta =
//!     CriterionMeta { id: "deel.selectiegebied", path: "selectiegebied", attribute: "deel.postcode" };
//! static UREN: CriterionMeta =
//!     CriterionMeta { id: "deel.uren", path: "uren", attribute: "deel.uren" };
//!
//! impl Question<Profile> for Wanted {
//!     fn judge(&self, profile: &Profile, judge: &mut Judge<'_>) -> ControlFlow<()> {
//!         if let Some(asked) = self.uren {
//!             let outcome = match profile.uren {
//!                 None => Outcome::Absent,
//!                 Some(uren) if uren >= asked => Outcome::Satisfied,
//!                 Some(_) => Outcome::NotSatisfied,
//!             };
//!             judge.criterion(&UREN, outcome)?;
//!         }
//!         let (asked, found) = (Some(self.postcode), Some(profile.postcode));
//!         judge.area(&AREA, asked, Some(self.afstand), found, None)
//!     }
//! }
//!
//! let table = PostcodeTable::read("1234;52.1;5.2\n5678;52.2;5.2\n".as_bytes())?;
//! let area = Area::of(&table);
//! let question = Wanted { postcode: "1234AB", afstand: 20, uren: Some(24) };
//! let near = Profile { postcode: "5678CD", uren: Some(32) };
//! let short = Profile { postcode: "5678CD", uren: Some(8) };
//! let silent = Profile { postcode: "5678CD", uren: None };
//!
//! assert_eq!(question.matches(&near, &area), Verdict::Selected);
//! assert_eq!(question.matches(&short, &area), Verdict::Rejected);
//! assert_eq!(question.matches(&near, &Area::unknown()), Verdict::Unknown);
//! assert_eq!(question.matches(&near, &Area::ignored()), Verdict::Selected);
//!
//! let told = question.explain(&silent, &area);
//! assert_eq!(told.outcome("deel.uren"), Some(Outcome::Absent));
//! assert_eq!(told.outcome("deel.selectiegebied"), Some(Outcome::Satisfied));
//!
//! let selection = select(&question, [&near, &short, &silent], &area, MAXIMUM);
//! assert_eq!(selection.matches.len(), 1);
//! assert!(!selection.maximum_reached);
//! # Ok::<(), TableError>(())
//! ```
//!
//! A [`Selector`] puts a question to the records of a stream: see `stream::select`.
//!
//! # Questions of another release
//!
//! A bron reads the question of a newer asker with the types of its own release. What that release
//! does not know is found on reading (`ignored-criterion`, an info) and asks nothing, so that the
//! answer may hold more than was asked for.
//!
//! The asker leaves the rest out with the same [`matches`](Question::matches): it reads each record
//! of the answer with the types of its own release and puts its own question to it. That goes for
//! criteria whose attribute both releases have in the same place with the same values. Where it is
//! another attribute (occupations in 2.0.0 and 3.0.0), reading says what the newer type cannot hold
//! ([`Outcome::complete`](crate::Outcome::complete)), and the criterion finds no value: leave it out
//! of the question that filters. Leave the area out too ([`Area::ignored`]): the bron has judged it,
//! and a postcode may stand elsewhere.

mod area;
pub(crate) mod condition;
mod explanation;
mod judge;
mod point;
mod selector;
mod table;

use std::fmt;
use std::ops::ControlFlow;

pub use area::{Area, Geo, Unit};
pub use explanation::{Explanation, Judged};
pub use judge::{Judge, Outcome, Verdict};
pub use point::Point;
#[doc(hidden)]
pub use selector::ask;
pub use selector::{SelectionType, Selector};
pub use table::{PostcodeTable, TableError};

/// How many results a bron gives to one question, unless it is agreed otherwise (contracts of the
/// bron, at `maximumAantalResultatenBereikt`).
pub const MAXIMUM: usize = 100;

/// A criterion that a question can name.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct CriterionMeta {
    /// Its id, such as `werkzoekende.contractvorm`; it never changes.
    pub id: &'static str,
    /// Its name in a question, such as `contractvorm`.
    pub path: &'static str,
    /// Full id of the attribute it is about, or ids with a comma between; of an area that of the
    /// postcode.
    pub attribute: &'static str,
}

/// A question that can be put to a profile.
pub trait Question<P: ?Sized> {
    /// Judges the criteria that the question names; generated. See
    /// [`matches`](Self::matches) and [`explain`](Self::explain).
    fn judge(&self, profile: &P, judge: &mut Judge<'_>) -> ControlFlow<()>;

    /// Whether the profile is what the question asks for. It stops at the first criterion that
    /// does not hold and allocates nothing.
    fn matches(&self, profile: &P, area: &Area<'_>) -> Verdict {
        let mut judge = Judge::new(area);
        // Why it stopped stands in the verdict.
        let _ = self.judge(profile, &mut judge);
        judge.verdict()
    }

    /// Why the profile is or is not what the question asks for: every criterion with what holds
    /// of it.
    fn explain(&self, profile: &P, area: &Area<'_>) -> Explanation {
        let mut told = Vec::new();
        let mut judge = Judge::telling(area, &mut told);
        let _ = self.judge(profile, &mut judge);
        let verdict = judge.verdict();
        Explanation::new(verdict, told)
    }
}

/// The profiles that are what a question asks for.
pub struct Selection<'p, P: ?Sized> {
    /// The profiles, in the order in which they came.
    pub matches: Vec<&'p P>,
    /// Whether there was at least one more than the maximum.
    pub maximum_reached: bool,
    /// How many were not selected because nothing could be told of the area alone
    /// ([`Verdict::Unknown`]), among those that were looked at.
    pub unknown: usize,
}

/// Numbers only.
impl<P: ?Sized> fmt::Debug for Selection<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Selection")
            .field("matches", &self.matches.len())
            .field("maximum_reached", &self.maximum_reached)
            .field("unknown", &self.unknown)
            .finish()
    }
}

/// The first profiles that are what a question asks for, at most `maximum` (see [`MAXIMUM`]). It
/// looks no further than the first that is one too many.
pub fn select<'p, Q, P>(
    question: &Q,
    profiles: impl IntoIterator<Item = &'p P>,
    area: &Area<'_>,
    maximum: usize,
) -> Selection<'p, P>
where
    Q: Question<P> + ?Sized,
    P: ?Sized + 'p,
{
    let mut selection = Selection { matches: Vec::new(), maximum_reached: false, unknown: 0 };
    for profile in profiles {
        match question.matches(profile, area) {
            Verdict::Selected if selection.matches.len() >= maximum => {
                selection.maximum_reached = true;
                break;
            }
            Verdict::Selected => selection.matches.push(profile),
            Verdict::Rejected => {}
            Verdict::Unknown => selection.unknown += 1,
        }
    }
    selection
}

#[cfg(test)]
mod tests;
