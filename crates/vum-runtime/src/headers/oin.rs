//! Numbers of organisations (Logius, OIN-Stelsel): eight digits that tell the register, then the number
//! in that register, then zeros. The OIN itself has no check digit.

use crate::rule::Texts;
use crate::rules::is_elevenfold;

/// The register, and what is behind it.
pub(super) type Parts<'a> = (&'a [u8; 8], &'a [u8; 12]);

static REGISTER: Texts = Texts { nl: "het voorvoegsel is onbekend", en: "the prefix is not known" };
static ENDING: Texts = Texts {
    nl: "het eindigt niet op de nullen die bij het voorvoegsel horen",
    en: "it does not end in the zeros that go with the prefix",
};
static DIGITS: Texts = Texts {
    nl: "bij dit voorvoegsel hoort een nummer van cijfers",
    en: "with this prefix goes a number of digits",
};
static ELEVEN: Texts = Texts {
    nl: "het nummer komt niet door de elfproef",
    en: "the number does not pass the eleven test",
};

/// A number in its two parts, when it has twenty characters of which eight digits come first.
pub(super) fn parts(value: &[u8]) -> Option<Parts<'_>> {
    let (register, behind) = value.split_first_chunk::<8>()?;
    let behind: &[u8; 12] = behind.try_into().ok()?;
    let is_one =
        register.iter().all(u8::is_ascii_digit) && behind.iter().all(u8::is_ascii_alphanumeric);
    is_one.then_some((register, behind))
}

/// What is wrong with the number in its register; `None` when nothing is, or it cannot be told.
pub(super) fn fault((register, behind): Parts<'_>) -> Option<&'static Texts> {
    let nine = behind.first_chunk::<9>()?;
    let ends_on = |zeros: &[u8]| behind.ends_with(zeros);
    match register {
        // RSIN and fiscal numbers.
        b"00000001" | b"00000002" => {
            if !ends_on(b"000") {
                Some(&ENDING)
            } else if !nine.iter().all(u8::is_ascii_digit) {
                Some(&DIGITS)
            } else {
                (!is_elevenfold(nine)).then_some(&ELEVEN)
            }
        }
        // KvK: eight digits.
        b"00000003" => {
            if !ends_on(b"0000") {
                Some(&ENDING)
            } else {
                let is_number = nine.iter().take(8).all(u8::is_ascii_digit);
                (!is_number).then_some(&DIGITS)
            }
        }
        // Numbers below another OIN, of Logius itself, of organisations abroad, of the register of
        // services.
        b"00000004" | b"00000006" | b"00000008" | b"00000010" => {
            (!ends_on(b"000")).then_some(&ENDING)
        }
        // Free use, BRIN, UZI, and numbers to test with.
        b"00000005" | b"00000007" | b"00000009" | b"00000099" => None,
        _ => Some(&REGISTER),
    }
}

#[cfg(test)]
mod tests {
    use super::{fault, parts};

    #[test]
    fn every_register_has_its_own_form() {
        for good in [
            "00000001002220647000",
            "00000001810207357000",
            "00000003123456780000",
            "00000004000000001000",
            "00000007012345670000",
            "00000008ABC123456000",
            "00000099000000001000",
        ] {
            assert!(fault(parts(good.as_bytes()).unwrap()).is_none(), "{good}");
        }
        for bad in [
            "00000001002220648000",
            "00000001002220647001",
            "00000002ABCDEFGHI000",
            "00000003123456781000",
            "00000003ABCDEFGH0000",
            "00000004000000001001",
            "00000011000000001000",
            "12345678901234567890",
        ] {
            assert!(fault(parts(bad.as_bytes()).unwrap()).is_some(), "{bad}");
        }
        for none in ["", "0000000100222064700", "000000010022206470000", "0000000A002220647000"] {
            assert!(parts(none.as_bytes()).is_none(), "{none}");
        }
    }
}
