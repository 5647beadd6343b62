//! The area of a question: within so far from a postcode.

use super::{Outcome, Point};

/// Where postcodes are.
///
/// It is asked twice for every profile that gets as far as its area, so it should be a table in
/// memory, such as a [`PostcodeTable`](super::PostcodeTable).
pub trait Geo: Sync {
    /// The point of a postcode such as `1234AB`; `None` when it is not known.
    fn point(&self, postcode: &str) -> Option<Point>;
}

/// What a number of `afstand` in a question counts.
///
/// The standard does not name the unit; the greatest distance in a profile is in kilometres. The
/// official test sets behave like hundreds of metres, for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Kilometres.
    #[default]
    Kilometre,
    /// Hundreds of metres.
    HundredMetres,
}

impl Unit {
    fn kilometres(self, number: i64) -> f64 {
        match self {
            Self::Kilometre => number as f64,
            // Not times 0.1, which no binary number is.
            Self::HundredMetres => number as f64 / 10.0,
        }
    }
}

/// How the area of a question is judged: `selectiegebied`, with a postcode and a distance.
///
/// The standard leaves open what `afstand` counts, how distances are measured, and whether a
/// profile's own greatest distance (`maximaleReisafstand`) bounds it. Here a distance is as the
/// crow flies, the unit is the kilometre and the smaller of both distances counts; the official
/// test sets behave like the last, but with [`Unit::HundredMetres`].
///
/// ```
/// use vum_runtime::select::{Area, PostcodeTable, Unit};
/// let table = PostcodeTable::read("postcode4;lat;lon\n1234;52.1;5.2\n".as_bytes())?;
/// let area = Area::of(&table).unit(Unit::HundredMetres).own_limit(false);
/// # let _ = area;
/// # Ok::<(), vum_runtime::select::TableError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Area<'a> {
    source: Source<'a>,
    unit: Unit,
    own_limit: bool,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Of(&'a dyn Geo),
    Unknown,
    Ignored,
}

impl<'a> Area<'a> {
    /// Postcodes are where `geo` has them.
    #[must_use]
    pub fn of(geo: &'a dyn Geo) -> Self {
        Self::with(Source::Of(geo))
    }

    /// Nobody knows where postcodes are: a profile that matches in all else is
    /// [`Verdict::Unknown`](super::Verdict::Unknown) where an area is asked for.
    #[must_use]
    pub fn unknown() -> Self {
        Self::with(Source::Unknown)
    }

    /// The area does not count, whatever a question asks.
    #[must_use]
    pub fn ignored() -> Self {
        Self::with(Source::Ignored)
    }

    fn with(source: Source<'a>) -> Self {
        Self { source, unit: Unit::default(), own_limit: true }
    }

    /// What a distance counts, that of the question as well as that of the profile. Without it:
    /// kilometres.
    #[must_use]
    pub fn unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Whether a profile's own greatest distance bounds the one that is asked for. Without it:
    /// yes.
    #[must_use]
    pub fn own_limit(self, own_limit: bool) -> Self {
        Self { own_limit, ..self }
    }

    /// What holds where the profile has no postcode to compare with, because the release does not
    /// say which.
    pub(super) fn outcome_unknown(&self) -> Outcome {
        match self.source {
            Source::Ignored => Outcome::Ignored,
            Source::Of(_) | Source::Unknown => Outcome::Unknown,
        }
    }

    pub(super) fn outcome(
        &self,
        asked_postcode: Option<&str>,
        asked_afstand: Option<i64>,
        found_postcode: Option<&str>,
        own_limit: Option<i64>,
    ) -> Outcome {
        if matches!(self.source, Source::Ignored) {
            return Outcome::Ignored;
        }
        let present = |text: &&str| !text.is_empty();
        let (asked, afstand) = match (asked_postcode.filter(present), asked_afstand) {
            (Some(postcode), Some(afstand)) => (postcode, afstand),
            (None, None) => return Outcome::Ignored,
            _ => return Outcome::Unknown,
        };
        let Some(found) = found_postcode.filter(present) else { return Outcome::Absent };
        let Source::Of(geo) = self.source else { return Outcome::Unknown };
        let (Some(from), Some(to)) = (geo.point(asked), geo.point(found)) else {
            return Outcome::Unknown;
        };
        let limit = match own_limit {
            Some(own) if self.own_limit => afstand.min(own),
            _ => afstand,
        };
        if from.is_within(to, self.unit.kilometres(limit)) {
            Outcome::Satisfied
        } else {
            Outcome::NotSatisfied
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Outcome::{Absent, Ignored, NotSatisfied, Satisfied, Unknown};

    /// Postcodes at a tenth of a degree of latitude for each number: 11.12 km.
    struct Line;

    impl Geo for Line {
        fn point(&self, postcode: &str) -> Option<Point> {
            Point::new(52.0 + postcode.parse::<f64>().ok()? / 10.0, 5.0)
        }
    }

    #[test]
    fn the_smaller_distance_counts() {
        for (afstand, own, outcome) in [
            (12, None, Satisfied),
            (11, None, NotSatisfied),
            (12, Some(12), Satisfied),
            (12, Some(999), Satisfied),
            (12, Some(11), NotSatisfied),
            (999, Some(0), NotSatisfied),
            (-1, None, NotSatisfied),
            (i64::MAX, Some(i64::MAX), Satisfied),
            (i64::MIN, None, NotSatisfied),
        ] {
            let area = Area::of(&Line);
            assert_eq!(area.outcome(Some("0"), Some(afstand), Some("1"), own), outcome);
            if own != Some(0) && own != Some(11) {
                let area = area.own_limit(false);
                assert_eq!(area.outcome(Some("0"), Some(afstand), Some("1"), Some(0)), outcome);
            }
        }
        let same = Area::of(&Line).outcome(Some("3"), Some(0), Some("3"), Some(0));
        assert_eq!(same, Satisfied);
    }

    #[test]
    fn hundreds_of_metres_count_for_both_distances() {
        let area = Area::of(&Line).unit(Unit::HundredMetres);
        assert_eq!(area.outcome(Some("0"), Some(112), Some("1"), Some(112)), Satisfied);
        assert_eq!(area.outcome(Some("0"), Some(111), Some("1"), None), NotSatisfied);
        assert_eq!(area.outcome(Some("0"), Some(999), Some("1"), Some(111)), NotSatisfied);
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        let of = Area::of(&Line);
        for (asked, afstand, found, outcome) in [
            (None, None, Some("1"), Ignored),
            (Some(""), None, Some("1"), Ignored),
            (Some("0"), None, Some("1"), Unknown),
            (None, Some(5), Some("1"), Unknown),
            (Some(""), Some(5), Some("1"), Unknown),
            (Some("x"), Some(5), Some("1"), Unknown),
            (Some("0"), Some(5), Some("x"), Unknown),
            (Some("0"), Some(5), None, Absent),
            (Some("0"), Some(5), Some(""), Absent),
        ] {
            assert_eq!(of.outcome(asked, afstand, found, None), outcome);
            assert_eq!(Area::unknown().outcome(asked, afstand, found, None), outcome);
            assert_eq!(Area::ignored().outcome(asked, afstand, found, None), Ignored);
        }
        assert_eq!(Area::unknown().outcome(Some("0"), Some(5), Some("0"), None), Unknown);
        assert_eq!(of.outcome_unknown(), Unknown);
        assert_eq!(Area::unknown().outcome_unknown(), Unknown);
        assert_eq!(Area::ignored().outcome_unknown(), Ignored);
    }
}
