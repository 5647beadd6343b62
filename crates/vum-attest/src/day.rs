//! Days, and how long a statement lasts.

use std::fmt;

use vum_runtime::Date;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day; `None` when the calendar does not have it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        Date::new(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// A day in the form `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month, day) = Date::from_text(text).ymd()?;
        Some(Self { year, month, day })
    }

    /// The first day on which something of this day is older than twelve months: the same day a
    /// year later. What is of 29 February lasts through 28 February.
    #[must_use]
    pub fn a_year_later(self) -> Self {
        let year = self.year.saturating_add(1);
        let same = Self { year, ..self };
        match Self::new(same.year, same.month, same.day) {
            Some(day) => day,
            None => Self { year, month: 3, day: 1 },
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_same_day_again() {
        let later = |text| Day::parse(text).unwrap().a_year_later().to_string();
        assert_eq!(later("2026-11-01"), "2027-11-01");
        assert_eq!(later("2028-02-29"), "2029-03-01");
        assert_eq!(later("2027-02-28"), "2028-02-28");
        assert_eq!(later("2026-12-31"), "2027-12-31");
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-01-01T00:00:00Z"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2026-02-01") < Day::parse("2026-11-01"));
    }
}
