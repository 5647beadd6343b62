//! Calendar dates as messages carry them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A date in a message: `JJJJ-MM-DD` (ISO 8601 full date, no time, no zone).
///
/// A received text is kept even when it is no date, so that nothing is lost and a check finds it
/// again; [`Date::ymd`] is `None` then. Equality, order and hash are those of the text, which for
/// real dates is the order of the calendar.
///
/// ```
/// use vum_runtime::Date;
/// let date = Date::new(2026, 2, 28)?;
/// assert_eq!(date.to_string(), "2026-02-28");
/// assert!(Date::new(2026, 2, 29).is_err());
/// assert!(!Date::from_text("2026-02-31").is_valid());
/// # Ok::<(), vum_runtime::InvalidDate>(())
/// ```
#[derive(Clone)]
pub struct Date(Repr);

#[derive(Clone)]
enum Repr {
    /// Four, two and two digits; not necessarily a day of the calendar.
    Digits { year: u16, month: u8, day: u8 },
    /// Anything else.
    Text(Box<str>),
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// Not four, two and two digits with a hyphen between.
    Form,
    /// The month or the day, or all of it, is zero: not known.
    Partial,
    /// The calendar does not have this day.
    Calendar,
}

/// A year, month and day that the calendar does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the calendar does not have this date")
    }
}

impl std::error::Error for InvalidDate {}

impl Date {
    /// A day of the calendar (proleptic Gregorian, years 1 to 9999).
    ///
    /// # Errors
    /// When the calendar does not have this day.
    #[inline]
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        if is_day(year, month, day) {
            Ok(Self(Repr::Digits { year, month, day }))
        } else {
            Err(InvalidDate)
        }
    }

    /// The date in a text as it was received; never fails, see [`Date::is_valid`].
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match digits(text.as_bytes()) {
            Some((year, month, day)) => Self(Repr::Digits { year, month, day }),
            None => Self(Repr::Text(text.into())),
        }
    }

    /// The date in a text of XML, eight digits without hyphens. `None` for a text that JSON would
    /// take for a date: it cannot be kept as what it was.
    #[cfg(feature = "xml")]
    pub(crate) fn from_digits(text: &str) -> Option<Self> {
        if let [a, b, c, d, m, n, e, f] = text.as_bytes()
            && let Some((year, month, day)) = digits(&[*a, *b, *c, *d, b'-', *m, *n, b'-', *e, *f])
        {
            return Some(Self(Repr::Digits { year, month, day }));
        }
        let date = Self::from_text(text);
        matches!(date.0, Repr::Text(_)).then_some(date)
    }

    /// The day of the calendar in ten characters, if they are one.
    #[inline]
    pub(crate) fn day(text: &[u8; 10]) -> Option<Self> {
        let (year, month, day) = digits(text)?;
        Self::new(year, month, day).ok()
    }

    /// Year, month and day, when it is a day of the calendar.
    #[must_use]
    pub fn ymd(&self) -> Option<(u16, u8, u8)> {
        match self.0 {
            Repr::Digits { year, month, day } if is_day(year, month, day) => {
                Some((year, month, day))
            }
            _ => None,
        }
    }

    /// Whether it is a day of the calendar.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.fault().is_none()
    }

    /// The ten characters of its text, when it has the form of a date.
    pub(crate) fn digits(&self) -> Option<[u8; 10]> {
        let Repr::Digits { year, month, day } = self.0 else { return None };
        let low = |number: u16| b'0' + u8::try_from(number % 10).unwrap_or(0);
        let two = |number: u8| [low(u16::from(number / 10)), low(u16::from(number))];
        let ([m, n], [e, f]) = (two(month), two(day));
        let (a, b, c, d) = (low(year / 1000), low(year / 100), low(year / 10), low(year));
        Some([a, b, c, d, b'-', m, n, b'-', e, f])
    }

    pub(crate) fn fault(&self) -> Option<DateFault> {
        match self.0 {
            Repr::Digits { year, month, day } if is_day(year, month, day) => None,
            Repr::Digits { year, month, day } => {
                // The habit of SuwiML: zeros for what is not known.
                let of = |part: u8, instead: u8| if part == 0 { instead } else { part };
                let year = if year == 0 { 4 } else { year };
                let partial = is_day(year, of(month, 1), of(day, 1));
                Some(if partial { DateFault::Partial } else { DateFault::Calendar })
            }
            Repr::Text(_) => Some(DateFault::Form),
        }
    }
}

/// Year, month and day in a text of four, two and two digits with a hyphen between.
#[inline]
fn digits(text: &[u8]) -> Option<(u16, u8, u8)> {
    let [a, b, c, d, b'-', m, n, b'-', e, f] = text else { return None };
    // All digits at once, without a branch for each: here as values, one in a byte.
    let digits = u64::from_le_bytes([*a, *b, *c, *d, *m, *n, *e, *f]) ^ (EACH * b'0' as u64);
    if (digits | digits.wrapping_add(EACH * 6)) & (EACH * 0xF0) != 0 {
        return None;
    }
    // Two digits together make one number, in every second byte.
    let [century, _, year, _, month, _, day, _] = (digits * 10 + (digits >> 8)).to_le_bytes();
    Some((u16::from(century) * 100 + u16::from(year), month, day))
}

/// One in every byte.
const EACH: u64 = u64::from_ne_bytes([1; 8]);

#[inline]
fn is_day(year: u16, month: u8, day: u8) -> bool {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
        return false;
    }
    // Most days are in every month.
    day <= 28 || day <= last_day(year, month)
}

fn last_day(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// The text as it stands in a message.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Digits { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
            Repr::Text(text) => f.write_str(text),
        }
    }
}

/// Masked: a date can be personal data. Use [`Display`](fmt::Display) to see it.
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Date(…)")
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Date {}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (
                Repr::Digits { year: a, month: b, day: c },
                Repr::Digits { year: x, month: y, day: z },
            ) => (a, b, c).cmp(&(x, y, z)),
            _ => self.to_string().cmp(&other.to_string()),
        }
    }
}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // A text is never of the digit form, so that equal texts have equal representations.
        match &self.0 {
            Repr::Digits { year, month, day } => (year, month, day).hash(state),
            Repr::Text(text) => text.hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_knows_leap_years() {
        for (text, valid) in [
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2000-02-29", true),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-04-31", false),
            ("2026-12-31", true),
            ("0001-01-01", true),
            ("0000-01-01", false),
            ("2026-1-01", false),
            ("20260101", false),
            ("2026-01-01T00:00:00Z", false),
            ("", false),
        ] {
            let date = Date::from_text(text);
            assert_eq!(date.is_valid(), valid, "{text}");
            assert_eq!(date.to_string(), text, "nothing is lost");
            if let Some(digits) = date.digits() {
                assert_eq!(digits, text.as_bytes());
            }
        }
    }

    #[test]
    fn only_digits_are_digits() {
        for place in [0, 1, 2, 3, 5, 6, 8, 9] {
            for byte in 0..=u8::MAX {
                let mut text = *b"2026-11-25";
                text[place] = byte;
                assert_eq!(digits(&text).is_some(), byte.is_ascii_digit(), "{byte} at {place}");
            }
        }
        assert_eq!(digits(b"9876-54-32"), Some((9876, 54, 32)));
    }

    #[test]
    fn order_is_that_of_the_text() {
        let mut dates: Vec<Date> =
            ["2026-02-03", "onbekend", "2025-12-31", "2026-01-31", "0"].map(Date::from_text).into();
        let mut texts: Vec<String> = dates.iter().map(ToString::to_string).collect();
        dates.sort();
        texts.sort();
        assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn debug_shows_no_value() {
        assert_eq!(format!("{:?}", Date::from_text("1990-05-05")), "Date(…)");
    }
}
