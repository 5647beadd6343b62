//! Days of the calendar, to count with.

/// A day, counted from 1 January 1970 (proleptic Gregorian calendar).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// The day with this date; months and days beyond their end count on.
    pub(crate) fn of(year: i32, month: i32, day: i32) -> Self {
        // Years start in March here, so that the leap day is the last of a year.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Reads `YYYY-MM-DD`, years 1900 to 2999; `None` when it is no day of the calendar.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let mut parts = text.split('-');
        let mut next = |len: usize| parts.next().filter(|p| p.len() == len)?.parse::<i32>().ok();
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let fits = plain && (1900..3000).contains(&year) && (1..=12).contains(&month) && day >= 1;
        let found = fits.then(|| Self::of(year, month, day))?;
        (found.date() == (year, month, day)).then_some(found)
    }

    /// Year, month and day.
    pub(crate) fn date(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    pub(crate) fn year(self) -> i32 {
        self.date().0
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Writes `YYYY-MM-DD`.
    pub(crate) fn write(self, out: &mut String) {
        let (year, month, day) = self.date();
        for (value, unit) in [(year, 1_000), (month, 10), (day, 10)] {
            if unit == 10 {
                out.push('-');
            }
            let mut unit = unit;
            while unit > 0 {
                out.push(char::from(b'0' + (value / unit % 10) as u8));
                unit /= 10;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_and_dates_agree() {
        assert_eq!(Day::of(1970, 1, 1), Day(0));
        assert_eq!(Day::of(2000, 2, 29).plus(1).date(), (2000, 3, 1));
        assert_eq!(Day::of(2026, 1, 31).plus(365).date(), (2027, 1, 31));
        for n in (-40_000..60_000).step_by(7) {
            let (year, month, day) = Day(n).date();
            assert_eq!(Day::of(year, month, day), Day(n));
        }
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        assert_eq!(Day::parse("2024-02-29"), Some(Day::of(2024, 2, 29)));
        for wrong in
            ["2023-02-29", "2024-2-29", "2024-00-10", "2024-13-01", "24-01-01", "", "+024-01-01"]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        let mut text = String::new();
        Day::of(1999, 7, 4).write(&mut text);
        assert_eq!(text, "1999-07-04");
    }
}
