//! What looks like data of a person in a free text. A hit is a suspicion: whoever reads the finding
//! has to look. What was found is never told, only that it was.
//!
//! Every search goes over the text once; what it looks at around a place is bounded.

use super::form::is_elevenfold;

/// Data of a person that can be recognised by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalData {
    /// An address of e-mail.
    Email,
    /// A telephone number, Dutch or with the code of another country.
    Telephone,
    /// Nine digits that pass the eleven test of a citizen service number (BSN). Of numbers of nine
    /// digits that are none, one in eleven passes too.
    Bsn,
}

impl PersonalData {
    /// Whether a text seems to hold it.
    pub(crate) fn is_in(self, text: &str) -> bool {
        match self {
            Self::Email => has_email(text.as_bytes()),
            Self::Telephone => has_telephone(text.as_bytes()),
            Self::Bsn => has_bsn(text.as_bytes()),
        }
    }
}

/// Further than this nothing of an address is looked for.
const NEAR: usize = 64;

fn has_email(text: &[u8]) -> bool {
    memchr::memchr_iter(b'@', text).any(|at| {
        let before = at.checked_sub(1).and_then(|it| text.get(it));
        let behind = text.get(at + 1..).unwrap_or_default();
        let domain = behind.get(..NEAR.min(behind.len())).unwrap_or_default();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte >= 0x80;
        let end = domain.iter().position(|byte| !is_part(byte) && *byte != b'.');
        let domain = domain.get(..end.unwrap_or(domain.len())).unwrap_or_default();
        // A point behind it ends the sentence.
        let domain = domain.strip_suffix(b".").unwrap_or(domain);
        let mut labels = domain.split(|byte| *byte == b'.');
        let is_local = |byte: &u8| is_part(byte) || b"._%+'".contains(byte);
        let top = domain.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        before.is_some_and(is_local)
            && domain.contains(&b'.')
            && labels.all(|label| !label.is_empty())
            && top.len() >= 2
            && !top.iter().any(u8::is_ascii_digit)
    })
}

fn has_bsn(text: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let mut words = text.split(|byte| !is_word(byte));
    words.any(|word| {
        <&[u8; 9]>::try_from(word)
            .is_ok_and(|word| word.iter().all(u8::is_ascii_digit) && is_elevenfold(word))
    })
}

fn has_telephone(text: &[u8]) -> bool {
    let is_start = |at: usize| {
        let before = at.checked_sub(1).and_then(|it| text.get(it));
        !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.,/".contains(byte))
    };
    text.iter().enumerate().any(|(at, byte)| {
        let from = |skip: usize| text.get(at + skip..).unwrap_or_default();
        match byte {
            b'+' => is_start(at) && is_international(from(1)),
            b'0' if is_start(at) => {
                is_national(from(0))
                    || from(0)
                        .strip_prefix(b"00")
                        .is_some_and(|rest| !rest.starts_with(b"0") && is_international(rest))
            }
            _ => false,
        }
    })
}

/// Takes digits off, so many at most. How many there were.
fn digits(text: &mut &[u8], most: usize) -> usize {
    let count = text.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    *text = text.get(count..).unwrap_or_default();
    count
}

/// Whether a number ends here: no further digit follows.
fn is_end(text: &[u8]) -> bool {
    !text.first().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Takes off the rest of a number: groups of digits with a space between them.
fn groups(text: &mut &[u8], wanted: usize) -> bool {
    let mut count = 0;
    loop {
        count += digits(text, wanted - count);
        if count == wanted {
            return is_end(text);
        }
        match text.strip_prefix(b" ") {
            Some(rest) if rest.first().is_some_and(u8::is_ascii_digit) => *text = rest,
            _ => return false,
        }
    }
}

/// A Dutch number of ten digits, in one piece or with something between the area code and the rest.
/// A date with points or hyphens is none.
fn is_national(text: &[u8]) -> bool {
    let mut rest = text;
    let area = digits(&mut rest, 11);
    let [b'0', b'1'..=b'9', ..] = text else { return false };
    if area == 10 {
        return is_end(rest);
    }
    let is_mobile = area == 2 && text.starts_with(b"06");
    if !is_mobile && !matches!(area, 3 | 4) {
        return false;
    }
    let rest = rest.strip_prefix(b")").unwrap_or(rest);
    let between = rest.iter().take(3).take_while(|byte| matches!(byte, b' ' | b'-')).count();
    let mut rest = rest.get(between..).unwrap_or_default();
    between > 0 && groups(&mut rest, 10 - area)
}

/// A number behind the code of a country: nine digits for the Netherlands, at least as many for
/// others, as far as they stand in groups.
fn is_international(text: &[u8]) -> bool {
    let mut rest = text;
    let mut count = 0;
    let is_dutch = rest.starts_with(b"31");
    if is_dutch {
        rest = rest.get(2..).unwrap_or_default();
        let inner = rest.strip_prefix(b" ").unwrap_or(rest);
        rest = inner.strip_prefix(b"(0)").unwrap_or(rest);
    }
    let wanted = if is_dutch { 9..=9 } else { 9..=15 };
    loop {
        count += digits(&mut rest, 16 - count.min(15));
        match rest {
            [b' ' | b'-' | b'.', next, ..] if next.is_ascii_digit() && count < 15 => {
                rest = rest.get(1..).unwrap_or_default();
            }
            _ => return wanted.contains(&count) && is_end(rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PersonalData;

    fn check(data: PersonalData, held: &[&str], free: &[&str]) {
        for text in held {
            assert!(data.is_in(text), "{data:?}: {text}");
            assert!(data.is_in(&format!("Bel of mail: {text}. Dank!")), "{data:?}: {text}");
        }
        for text in free {
            assert!(!data.is_in(text), "{data:?}: {text}");
        }
    }

    #[test]
    fn addresses_of_e_mail() {
        let free =
            ["", "@", "a@b", "a @ b.nl", "@voorbeeld.example", "a@1.2.3", "a@b..nl", "@@.nl"];
        check(PersonalData::Email, &["jan@voorbeeld.example", "j.d+x@mail.co.example"], &free);
    }

    #[test]
    fn telephone_numbers() {
        let held = [
            "0612345678",
            "06-12345678",
            "06 12 34 56 78",
            "020-1234567",
            "(020) 1234567",
            "0344 - 123456",
            "+31612345678",
            "+31 (0)6 12345678",
            "0031 20 1234567",
            "+32 2 123 45 67 89",
        ];
        let free = [
            "",
            "01-02-2026 10:00",
            "01-02-2026 10000000",
            "06-02-2026 10",
            "01.02.2026",
            "2026",
            "012345678901234",
            "1234567890",
            "NL00BANK0123456789",
            "€ 0,12",
            "0000000000",
            "ISBN 978-0123456789",
            "+31",
            "06",
        ];
        check(PersonalData::Telephone, &held, &free);
    }

    #[test]
    fn citizen_service_numbers() {
        let free = ["", "123456789", "1234567820", "a123456782", "12345678", "000000000"];
        check(PersonalData::Bsn, &["123456782", "111222333"], &free);
    }
}
