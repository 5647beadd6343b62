//! Forms that contracts do not ask for: of postcodes, addresses and the like. Each says why.

use crate::rule::Texts;

/// A form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A Dutch postcode in capitals, without a space.
    PostcodeCapitals,
    /// A Dutch postcode that can exist: it does not start with 0 and does not end on SA, SD or SS.
    PostcodeRange,
    /// An address of e-mail, as far as can be told without sending one.
    Email,
    /// A Dutch telephone number.
    Telephone,
    /// An absolute URL of http or https.
    Url,
    /// An absolute URI of https.
    HttpsUri,
    /// The URI of an occupation of CompetentNL, as it is seen in official messages.
    CompetentnlOccupation,
}

impl Form {
    /// What is wrong with a text; `None` when nothing is.
    pub(crate) fn fault(self, text: &str) -> Option<&'static Texts> {
        match self {
            Self::PostcodeCapitals => postcode_capitals(text),
            Self::PostcodeRange => postcode_range(text),
            Self::Email => email(text),
            Self::Telephone => telephone(text),
            Self::Url => absolute(text, &["http", "https"]),
            Self::HttpsUri => absolute(text, &["https"]),
            Self::CompetentnlOccupation => occupation(text),
        }
    }
}

macro_rules! faults {
    ($( $name:ident: $nl:literal | $en:literal; )*) => {
        $( static $name: Texts = Texts { nl: $nl, en: $en }; )*
    };
}

faults! {
    SPACE: "met een spatie" | "with a space";
    LOWER: "met kleine letters" | "with lower case letters";
    LEADING_ZERO: "begint met 0" | "it starts with 0";
    LETTERS: "SA, SD en SS worden niet uitgegeven" | "SA, SD and SS are not given out";
    NO_AT: "zonder @" | "without an @";
    MORE_AT: "met meer dan één @" | "with more than one @";
    BLANKS: "met wit of een stuurteken" | "with white space or a control character";
    LOCAL: "wat voor de @ staat ontbreekt of is langer dan 64 tekens" | "what is before the @ is missing or longer than 64 characters";
    DOMAIN: "wat na de @ staat is geen domein" | "what is behind the @ is not a domain";
    OTHER_SIGNS: "met andere tekens dan cijfers, spaties en - ( ) . +" | "with other signs than digits, spaces and - ( ) . +";
    FOREIGN: "geen Nederlands nummer" | "not a Dutch number";
    NUMBER: "niet de vorm van een Nederlands nummer" | "not the form of a Dutch number";
    NO_SCHEME: "zonder http:// of https:// ervoor" | "without http:// or https:// in front";
    NO_HTTPS: "zonder https:// ervoor" | "without https:// in front";
    NO_HOST: "zonder naam van een server" | "without the name of a server";
    NO_UWV: "/uwv ontbreekt in het pad (/uwv/id/occupation/)" | "/uwv is missing in the path (/uwv/id/occupation/)";
    OCCUPATION: "geen https://linkeddata.competentnl.nl/uwv/id/occupation/ met tien tekens 0-9 of A-F" | "not https://linkeddata.competentnl.nl/uwv/id/occupation/ with ten characters 0-9 or A-F";
}

fn postcode_capitals(text: &str) -> Option<&'static Texts> {
    if text.contains(' ') {
        Some(&SPACE)
    } else {
        text.bytes().any(|byte| byte.is_ascii_lowercase()).then_some(&LOWER)
    }
}

fn postcode_range(text: &str) -> Option<&'static Texts> {
    if text.starts_with('0') {
        return Some(&LEADING_ZERO);
    }
    let [.., a, b] = text.as_bytes() else { return None };
    let letters = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
    matches!(&letters, b"SA" | b"SD" | b"SS").then_some(&LETTERS)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn email(text: &str) -> Option<&'static Texts> {
    let Some((local, domain)) = text.split_once('@') else { return Some(&NO_AT) };
    if domain.contains('@') {
        return Some(&MORE_AT);
    }
    if text.contains(is_blank) {
        return Some(&BLANKS);
    }
    if local.is_empty() || local.chars().count() > 64 {
        return Some(&LOCAL);
    }
    let is_long = domain.chars().count() > 255;
    let is_domain = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    (is_long || !is_domain).then_some(&DOMAIN)
}

/// The digits of the longest number that means something here, with some to spare.
const MOST_DIGITS: usize = 20;

fn telephone(text: &str) -> Option<&'static Texts> {
    let text = text.trim();
    let (rest, is_foreign_form) = match text.strip_prefix('+') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let mut digits = [0_u8; MOST_DIGITS];
    let mut count = 0;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            // A zero in brackets behind the code of the country is not dialled.
            b'0' if rest.get(at.wrapping_sub(1)..at + 2) == Some("(0)") && count > 1 => {}
            b'0'..=b'9' => {
                let Some(place) = digits.get_mut(count) else { return Some(&NUMBER) };
                *place = byte;
                count += 1;
            }
            b' ' | b'-' | b'(' | b')' | b'.' => {}
            _ => return Some(&OTHER_SIGNS),
        }
    }
    let digits = digits.get(..count).unwrap_or_default();
    let international = if is_foreign_form { Some(digits) } else { digits.strip_prefix(b"00") };
    let (first, behind) = match international {
        Some(number) => match number.strip_prefix(b"31") {
            Some(national) => (Some(&b'0'), national),
            None => return Some(&FOREIGN),
        },
        None => match digits.split_first() {
            Some((first, behind)) => (Some(first), behind),
            None => return Some(&NUMBER),
        },
    };
    let is_national = first == Some(&b'0') && is_dutch(behind);
    let is_short = international.is_none() && is_service(digits);
    (!is_national && !is_short).then_some(&NUMBER)
}

/// A Dutch number without its first zero.
fn is_dutch(behind: &[u8]) -> bool {
    match behind {
        [b'8', b'0', b'0', ..] | [b'9', b'0', b'0' | b'6' | b'9', ..] => {
            matches!(behind.len(), 7 | 10)
        }
        // Numbers of machines have two digits more; the range is mixed.
        [b'9', b'7', ..] => matches!(behind.len(), 9 | 11),
        [b'1'..=b'9', ..] => behind.len() == 9,
        _ => false,
    }
}

/// 14 with the area code of a municipality, and the emergency numbers.
fn is_service(digits: &[u8]) -> bool {
    match digits {
        b"112" | b"116" => true,
        [b'1', b'1', b'6', rest @ ..] => rest.len() == 3,
        [b'1', b'4', b'0', rest @ ..] => matches!(rest.len(), 2 | 3),
        _ => false,
    }
}

fn absolute(text: &str, schemes: &[&str]) -> Option<&'static Texts> {
    if text.contains(is_blank) {
        return Some(&BLANKS);
    }
    let missing = if schemes.len() == 1 { &NO_HTTPS } else { &NO_SCHEME };
    let Some((scheme, rest)) = text.split_once("://") else { return Some(missing) };
    if !schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Some(missing);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split(':').next().is_none_or(str::is_empty).then_some(&NO_HOST)
}

const OCCUPATIONS: &str = "https://linkeddata.competentnl.nl/uwv/id/occupation/";
const WITHOUT_UWV: &str = "https://linkeddata.competentnl.nl/id/occupation/";

fn occupation(text: &str) -> Option<&'static Texts> {
    if text.starts_with(WITHOUT_UWV) {
        return Some(&NO_UWV);
    }
    let is_key = |key: &str| {
        key.len() == 10 && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
    };
    (!text.strip_prefix(OCCUPATIONS).is_some_and(is_key)).then_some(&OCCUPATION)
}

/// Whether nine digits pass the eleven test of a BSN or RSIN.
pub(crate) fn is_elevenfold(digits: &[u8; 9]) -> bool {
    let [a, b, c, d, e, f, g, h, i] = digits.map(|digit| i32::from(digit.wrapping_sub(b'0')));
    let sum = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i;
    digits != b"000000000" && sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::{Form, is_elevenfold};

    fn check(form: Form, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(form.fault(text).is_none(), "{form:?}: {text}");
        }
        for text in bad {
            assert!(form.fault(text).is_some(), "{form:?}: {text}");
        }
    }

    #[test]
    fn postcodes() {
        check(Form::PostcodeCapitals, &["1234AB", ""], &["1234ab", "1234Ab", "1234 AB"]);
        let bad = ["0123AB", "1234SA", "1234SD", "1234SS", "1234ss"];
        check(Form::PostcodeRange, &["1234AB", "9999ZZ", "1234SB", ""], &bad);
    }

    #[test]
    fn addresses_of_e_mail() {
        let good = ["a@b.nl", "jan.de-vries+werk@voorbeeld.example", "é@müller.example"];
        let long = format!("{}@b.nl", "a".repeat(65));
        let far = format!("a@{}.nl", "b".repeat(255));
        let bad = ["", "a", "a@b", "@b.nl", "a@", "a@b..nl", "a@.nl", "a b@c.nl", "a@b@c.nl"];
        check(Form::Email, &good, &bad);
        check(Form::Email, &[], &[&long, &far, "a@b.nl\n"]);
    }

    #[test]
    fn telephone_numbers() {
        let good = [
            "0201234567",
            "020-1234567",
            "(020) 123 45 67",
            "06 12345678",
            "06-12 34 56 78",
            "+31612345678",
            "+31 (0)6 12345678",
            "0031 20 1234567",
            "0800-1234",
            "0900-1234567",
            "0906 1234",
            "0909 1234567",
            "14020",
            "140344",
            "112",
            "097012345678",
            "0851234567",
            "0881234567",
        ];
        let bad = [
            "",
            "12345678",
            "0012345678",
            "012345678",
            "01234567890",
            "+32 2 123 45 67",
            "+3161234567",
            "0031612345",
            "06 tel",
            "020/1234567",
            "0800-12345",
            "14",
            "1402",
            "0000000000",
            "000000000000000000000000000000",
            "()",
        ];
        check(Form::Telephone, &good, &bad);
    }

    #[test]
    fn addresses_on_the_web() {
        let good = ["http://a.example", "HTTPS://a.example/x?y#z", "https://u@a.example:8080/"];
        let bad = ["", "www.a.example", "ftp://a.example", "https://", "http:///x", "https://a b"];
        check(Form::Url, &good, &bad);
        check(Form::HttpsUri, &["https://a.example/1"], &["http://a.example/1", "0000000004"]);
        check(Form::HttpsUri, &[], &["https://@:1/"]);
    }

    #[test]
    fn occupations() {
        let at = |path: &str| format!("https://linkeddata.competentnl.nl{path}");
        let good = at("/uwv/id/occupation/57D17BDAA8");
        let bad = [
            at("/uwv/id/occupation/57d17bdaa8"),
            at("/uwv/id/occupation/57D17BDAA"),
            at("/uwv/id/occupation/57D17BDAA8/"),
            at("/id/occupation/lasser"),
            "12345".to_owned(),
        ];
        check(Form::CompetentnlOccupation, &[&good], &bad.each_ref().map(String::as_str));
        let hint = Form::CompetentnlOccupation.fault(&bad[3]).unwrap();
        assert!(hint.en.contains("/uwv"), "the common mistake has a hint of its own");
        assert_ne!(Form::CompetentnlOccupation.fault(&bad[4]), Some(hint));
    }

    #[test]
    fn the_eleven_test() {
        for good in [b"123456782", b"249566758", b"111222333"] {
            assert!(is_elevenfold(good));
        }
        for bad in [b"123456789", b"000000000", b"111222334"] {
            assert!(!is_elevenfold(bad));
        }
    }
}
