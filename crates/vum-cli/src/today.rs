//! The day that it is.

use std::time::{SystemTime, UNIX_EPOCH};

/// A day: year, month and day of the month.
pub(crate) type Day = (u16, u8, u8);

/// Today in UTC: the program knows no time zones, and around midnight the day may be another where
/// the user is. Before 1970 and after 9999 it is the nearest day that can be written.
pub(crate) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    day(since.as_secs() / 86_400)
}

/// A day as it is written.
pub(crate) fn written((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day so many days after 1 January 1970.
fn day(mut days: u64) -> Day {
    let (mut year, mut month) = (1970_u16, 1_u8);
    let is_leap = |year: u16| {
        (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
    };
    while year < 9999 {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    while month < 12 {
        let length = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            _ => 31,
        };
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, u8::try_from(days.min(30) + 1).unwrap_or(31))
}

#[cfg(test)]
mod tests {
    use super::{day, today};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_573, (2026, 4, 30)),
            (20_818, (2026, 12, 31)),
            (20_819, (2027, 1, 1)),
            (u64::MAX, (9999, 12, 31)),
        ] {
            assert_eq!(day(days), expected, "{days}");
        }
        let (year, month, day) = today();
        assert!(vum::Date::new(year, month, day).is_ok());
    }
}
