//! Texts, by what they are about.

use crate::form::Form;
use crate::rng::Rng;
use crate::scene::{Cast, Frame, Scene, Web};
use crate::words;

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// An id of a source, with this in front.
    Id(&'static str),
    /// A pseudonym of the exchange.
    Token,
    VacancyNumber,
    Kvk,
    Oin,
    PrivateEmail,
    Email,
    Phone,
    Url,
    Postcode,
    Street,
    HouseSuffix,
    HouseLetter,
    BesideHouse,
    HouseNumber,
    Town,
    Municipality,
    MunicipalityCode,
    District,
    AddressId,
    Location,
    AbroadCode,
    AbroadCountry,
    AbroadTown,
    AbroadPostcode,
    AbroadRegion,
    AbroadStreet,
    Company,
    ServicePoint,
    Institute,
    School,
    Course,
    Interest,
    Skill,
    VacancyTitle,
    Occupation,
    OccupationCode,
    OccupationUri,
    SkillUri,
    Study,
    StudyCode,
    Sector,
    Department,
    Person,
    Function,
    Salary,
    Presentation,
    JobNote,
    StudyNote,
    CourseNote,
    VacancyText,
    Terms,
    Remark,
    Name,
    /// Any text of the form.
    Form,
}

/// What a text has to agree with.
pub(crate) struct Setting<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) scene: &'a Scene,
    pub(crate) frame: &'a Frame,
}

/// Writes a text that is no longer or shorter than its form allows.
pub(crate) fn write(topic: Topic, at: &Setting<'_>, form: &Form, rng: &mut Rng, out: &mut String) {
    if topic == Topic::Form {
        if form.pattern.is_some() {
            return form.write(rng, out);
        }
        out.push_str(rng.pick(words::NAMES));
    } else {
        at.write(topic, form.max, rng, out);
    }
    if form.pattern.is_none() {
        form.fit(out);
    }
}

impl Setting<'_> {
    fn write(&self, topic: Topic, room: usize, rng: &mut Rng, out: &mut String) {
        let number = self.cast.number.wrapping_add(1);
        match topic {
            Topic::Id(prefix) => {
                out.push_str(prefix);
                digits(number, 6, out);
            }
            Topic::Token => {
                for _ in 0..2 {
                    token(rng.next(), out);
                }
            }
            Topic::VacancyNumber => {
                digits(self.cast.reference.year() as u64, 4, out);
                out.push('-');
                digits(number % 1_000_000, 5, out);
            }
            // No company is registered under a number that starts with four zeros.
            Topic::Kvk => {
                out.push_str("0000");
                digits(self.cast.company % 10_000, 4, out);
            }
            // The prefix that is set apart for tests.
            Topic::Oin => {
                out.push_str("00000099");
                digits(self.cast.company % 1_000_000, 12, out);
            }
            Topic::PrivateEmail => {
                out.push_str("kandidaat-");
                digits(number, 6, out);
                out.push('@');
                self.domain(out);
            }
            Topic::Email => {
                out.push_str(rng.pick(&["werken", "vacatures", "personeelszaken", "info", "hr"]));
                out.push('.');
                slug(self.company_stem(0), out);
                out.push('@');
                self.domain(out);
            }
            Topic::Phone => phone(rng, out),
            Topic::Url => self.url(number, out),
            Topic::Postcode => self.postcode(rng, out),
            Topic::AbroadCode
            | Topic::AbroadCountry
            | Topic::AbroadTown
            | Topic::AbroadPostcode
            | Topic::AbroadRegion
            | Topic::AbroadStreet => self.abroad(topic, out),
            Topic::HouseNumber => digits(rng.below(250) + 1, 1, out),
            Topic::MunicipalityCode => out.push_str(self.town().4),
            Topic::AddressId => {
                // A municipality 9999 does not exist.
                out.push_str("999920");
                digits(rng.below(1_000_000), 10, out);
            }
            Topic::OccupationCode => digits(900_001 + self.scene.topic as u64, 6, out),
            Topic::StudyCode => {
                // What comes before a trade is the same for all of them.
                let code = match self.scene.level {
                    "1" => 900_101,
                    "2" => 900_102,
                    "3" => 900_103,
                    _ => 900_001 + self.scene.topic as u64,
                };
                digits(code, 6, out);
            }
            Topic::OccupationUri => {
                out.push_str("https://linkeddata.competentnl.nl/uwv/id/occupation/");
                hex(self.scene.topic as u64 + 1, 10, out);
            }
            Topic::SkillUri => {
                out.push_str("https://linkeddata.competentnl.nl/id/human-capability/L3");
                let skill = self.frame.base.wrapping_add(self.frame.index as u64) % 400;
                hex(skill + 1, 8, out);
            }
            Topic::Sector => digits(u64::from(self.sbi()), 1, out),
            _ => self.words(topic, room, rng, out),
        }
    }

    /// Texts of words.
    fn words(&self, topic: Topic, room: usize, rng: &mut Rng, out: &mut String) {
        let in_turn = |of: &[&'static str]| self.frame.pick(of).copied().unwrap_or_default();
        match topic {
            Topic::Company => self.company(out),
            Topic::ServicePoint => {
                out.push_str("Werkgeversservicepunt ");
                out.push_str(self.town().0);
            }
            Topic::Institute => out.push_str(in_turn(words::INSTITUTES)),
            Topic::School => {
                let row = match self.scene.level {
                    "6" => 3,
                    "5" => 2,
                    "4" => 1,
                    _ => 0,
                };
                out.push_str(words::SCHOOLS.get(row).copied().map_or("", in_turn));
            }
            Topic::Study => self.study(out),
            Topic::Course => out.push_str(in_turn(words::COURSES)),
            Topic::Interest => out.push_str(in_turn(words::INTERESTS)),
            Topic::Skill => out.push_str(in_turn(words::SKILLS)),
            Topic::Occupation => out.push_str(self.occupation().0),
            Topic::VacancyTitle => self.title(rng, out),
            Topic::Street => out.push_str(rng.pick(words::STREETS)),
            Topic::HouseSuffix => {
                out.push_str(rng.pick(&["A", "B", "C", "bis", "2", "II", "hs", "boven"]));
            }
            Topic::HouseLetter => out.push_str(rng.pick(&["A", "B", "C", "D"])),
            Topic::BesideHouse => out.push_str(rng.pick(&["to", "by"])),
            Topic::Town => out.push_str(self.town().0),
            Topic::Municipality => out.push_str(self.town().3),
            Topic::District => out.push_str(rng.pick(words::DISTRICTS)),
            Topic::Location => {
                out.push_str(rng.pick(&[
                    "achter het station",
                    "ingang aan de achterzijde",
                    "naast de sporthal",
                ]));
            }
            Topic::Department => out.push_str(in_turn(words::DEPARTMENTS)),
            Topic::Person => {
                out.push_str(
                    rng.pick(&["A. ", "B. ", "C.D. ", "E. ", "J. ", "M. ", "N.O. ", "R. ", "S. "]),
                );
                out.push_str(rng.pick(words::SURNAMES));
            }
            Topic::Function => out.push_str(rng.pick(words::FUNCTIONS)),
            Topic::Salary => out.push_str(rng.pick(words::SALARIES)),
            Topic::Presentation => self.sentences(words::PRESENTATIONS, (2, 8), room, rng, out),
            Topic::JobNote => self.sentences(words::JOB_NOTES, (1, 3), room, rng, out),
            Topic::StudyNote => self.sentences(words::STUDY_NOTES, (1, 2), room, rng, out),
            Topic::CourseNote => self.sentences(words::COURSE_NOTES, (1, 2), room, rng, out),
            Topic::VacancyText => self.sentences(words::VACANCY_TEXTS, (4, 10), room, rng, out),
            Topic::Terms => self.sentences(words::TERMS, (1, 5), room, rng, out),
            Topic::Remark => self.sentences(words::REMARKS, (1, 2), room, rng, out),
            _ => out.push_str(in_turn(words::NAMES)),
        }
    }

    /// Sentences that follow each other in a table, as far as there is room.
    fn sentences(
        &self,
        table: &[&'static str],
        (least, most): (i64, i64),
        room: usize,
        rng: &mut Rng,
        out: &mut String,
    ) {
        let start = rng.place(table.len());
        let count = usize::try_from(rng.between(least, most)).unwrap_or(1);
        let mut written = 0;
        for sentence in table.iter().cycle().skip(start).take(count.min(table.len())) {
            let before = out.len();
            if written > 0 {
                // Some write in paragraphs.
                out.push(if written % 4 == 3 { '\n' } else { ' ' });
            }
            self.fill(sentence, out);
            let size = out.get(before..).map_or(0, |added| added.chars().count());
            if written + size > room && written > 0 {
                return out.truncate(before);
            }
            written += size;
        }
    }

    /// Writes a sentence with its open places filled.
    fn fill(&self, sentence: &str, out: &mut String) {
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, next) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(match name {
                "b" => self.occupation().0,
                "t" => self.occupation().1,
                _ => self.town().0,
            });
            rest = next;
        }
        out.push_str(rest);
    }

    fn occupation(&self) -> (&'static str, &'static str) {
        self.scene.occupation().map_or(("medewerker", "allerlei taken"), |it| (it.name, it.task))
    }

    /// A class of SBI that suits the occupation.
    pub(crate) fn sbi(&self) -> u32 {
        self.scene.occupation().map_or(82_110, |it| it.sbi)
    }

    fn town(&self) -> words::Town {
        words::TOWNS
            .get(self.cast.town)
            .copied()
            .unwrap_or(("Utrecht", 3511, 3585, "Utrecht", "0344"))
    }

    fn company_stem(&self, shift: u64) -> &'static str {
        let size = words::COMPANY_STEMS.len() as u64;
        let place = self.cast.company.wrapping_add(shift).checked_rem(size).unwrap_or(0);
        words::COMPANY_STEMS.get(place as usize).copied().unwrap_or_default()
    }

    /// The employer; in a list of jobs each has another one.
    fn company(&self, out: &mut String) {
        let shift = self.frame.index as u64;
        out.push_str(self.company_stem(shift * 7));
        out.push(' ');
        let size = words::COMPANY_KINDS.len() as u64;
        let place = (self.cast.company / 32).wrapping_add(shift * 3).checked_rem(size).unwrap_or(0);
        out.push_str(words::COMPANY_KINDS.get(place as usize).copied().unwrap_or_default());
    }

    fn study(&self, out: &mut String) {
        let study = self.scene.occupation().map_or("Algemene opleiding", |it| it.study);
        match self.scene.level {
            "1" => out.push_str("Basisonderwijs"),
            "2" => out.push_str("Vmbo kaderberoepsgericht"),
            "3" => out.push_str("Havo/vwo, bovenbouw"),
            _ => out.push_str(study),
        }
    }

    fn title(&self, rng: &mut Rng, out: &mut String) {
        let (name, _) = self.occupation();
        let start = out.len();
        out.push_str(rng.pick(&["", "", "ervaren ", "leerling-", "allround "]));
        out.push_str(name);
        if let Some(first) = out.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
        match rng.below(6) {
            0 => out.push_str(" (parttime)"),
            1 => {
                out.push_str(" in ");
                out.push_str(self.town().0);
            }
            2 => out.push_str(" m/v/x"),
            _ => {}
        }
    }

    fn abroad(&self, topic: Topic, out: &mut String) {
        let first = words::ABROAD.first();
        let Some(place) = self.scene.abroad.or(first) else { return };
        out.push_str(match topic {
            Topic::AbroadCode => place.0,
            Topic::AbroadCountry => place.1,
            Topic::AbroadTown => place.2,
            Topic::AbroadPostcode => place.3,
            Topic::AbroadRegion => place.4,
            _ => place.5,
        });
    }

    /// Four digits of the town and two letters that are in use. PostNL gives out no F, I, O, Q, U
    /// or Y, and not SA, SD and SS.
    fn postcode(&self, rng: &mut Rng, out: &mut String) {
        let (_, low, high, ..) = self.town();
        digits(rng.between(low, high).unsigned_abs(), 4, out);
        const LETTERS: &[u8] = b"ABCDEGHJKLMNPRSTVWXZ";
        let (first, mut second) = (rng.pick(LETTERS), rng.pick(LETTERS));
        if first == b'S' && matches!(second, b'A' | b'D' | b'S') {
            second = b'B';
        }
        out.extend([char::from(first), char::from(second)]);
    }

    /// One of the domains that are set apart for examples.
    fn domain(&self, out: &mut String) {
        let domains = ["example.nl", "example.org", "example.com"];
        out.push_str(domains.get(self.frame.index % 3).copied().unwrap_or("example.org"));
    }

    fn url(&self, number: u64, out: &mut String) {
        out.push_str("https://www.");
        self.domain(out);
        match self.scene.web {
            Web::Profile => {
                out.push_str(if self.frame.index == 0 { "/profiel/" } else { "/cv/" });
                digits(number, 6, out);
            }
            Web::Employer => {
                out.push('/');
                slug(self.company_stem(0), out);
            }
            Web::Application => {
                out.push_str("/solliciteren/");
                digits(number, 6, out);
            }
        }
    }
}

/// A telephone number of the right length that nobody can have: no Dutch subscriber number starts
/// with 0.
fn phone(rng: &mut Rng, out: &mut String) {
    let last = rng.below(10_000);
    match rng.below(10) {
        0..4 => {
            out.push_str("06-0000");
            digits(last, 4, out);
        }
        4 => {
            out.push_str("+31600");
            digits(last, 6, out);
        }
        _ => {
            out.push_str(rng.pick(words::AREA_CODES));
            out.push_str("-000");
            digits(last, 4, out);
        }
    }
}

/// Writes at least so many digits.
pub(crate) fn digits(value: u64, least: usize, out: &mut String) {
    let mut unit = 1_u64;
    let mut width = 1;
    while width < least || value / unit >= 10 {
        unit = unit.saturating_mul(10);
        width += 1;
    }
    for _ in 0..width {
        out.push(char::from(b'0' + (value / unit.max(1) % 10) as u8));
        unit /= 10;
    }
}

/// Writes a number as so many capital hexadecimal digits.
fn hex(value: u64, width: u32, out: &mut String) {
    for place in (0..width).rev() {
        let digit = value.wrapping_shr(4 * place) & 0xf;
        let digit = if place >= 16 { 0 } else { digit };
        out.push(char::from_digit(digit as u32, 16).unwrap_or('0').to_ascii_uppercase());
    }
}

/// Writes twelve characters of letters and digits.
fn token(mut value: u64, out: &mut String) {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    for _ in 0..12 {
        let sign = SIGNS.get((value & 31) as usize).copied().unwrap_or(b'a');
        out.push(char::from(sign));
        value >>= 5;
    }
}

/// Writes the letters of a name as they can stand in an address.
fn slug(name: &str, out: &mut String) {
    for c in name.chars() {
        match c {
            'ë' => out.push('e'),
            'ö' => out.push('o'),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            ' ' if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
}
