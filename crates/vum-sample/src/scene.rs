//! What belongs together: the main facts of a record, and of each object in it, are settled before
//! anything is written, so that dates, codes and texts agree.

use crate::calendar::Day;
use crate::rng::Rng;
use crate::words;

/// The main facts of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cast {
    /// Number of the record, from 0.
    pub(crate) number: u64,
    /// The day that plausible dates lie around.
    pub(crate) reference: Day,
    /// Index in [`words::OCCUPATIONS`].
    pub(crate) occupation: usize,
    /// Index in [`words::TOWNS`].
    pub(crate) town: usize,
    /// Index of the employer's name.
    pub(crate) company: u64,
    /// Level of work, as CodeOpleidingsniveauClient has it: 2 to 6.
    pub(crate) level: u8,
    /// Whether the job seeker shows how to be reached.
    pub(crate) reachable: bool,
    /// The day on which the highest study ended.
    pub(crate) left_school: Day,
    /// The last day to apply.
    pub(crate) closing: Day,
    /// The first day of work.
    pub(crate) start: Day,
}

impl Cast {
    pub(crate) fn new(number: u64, reference: Day, rng: &mut Rng) -> Self {
        let occupation = rng.place(words::OCCUPATIONS.len());
        let closing = reference.plus(rng.days(3, 75));
        Self {
            number,
            reference,
            occupation,
            town: rng.place(words::TOWNS.len()),
            company: rng.next() >> 8,
            level: words::OCCUPATIONS.get(occupation).map_or(4, |it| it.level),
            reachable: rng.percent(75),
            left_school: reference.plus(-rng.days(400, 42 * 365)),
            closing,
            start: closing.plus(rng.days(5, 90)),
        }
    }
}

/// Which facts an object needs, by its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Those of the object around it.
    Plain,
    /// A study that was followed.
    Study,
    /// A course that was followed.
    Course,
    /// A job that was held.
    Job,
    /// When somebody is available.
    Availability,
    /// Terms of employment.
    Terms,
    /// Hours of work.
    Hours,
    /// A command of a language.
    Language,
    /// A way to apply.
    Application,
    /// A place abroad.
    Abroad,
    /// A whole question.
    Question,
    /// A part of a question: it has the facts of the question.
    Asked,
}

impl Kind {
    pub(crate) fn of(entity: &str) -> Self {
        match entity {
            "opleiding" => Self::Study,
            "cursus" => Self::Course,
            "werkervaring" => Self::Job,
            "flexibiliteit" => Self::Availability,
            "arbeidsVoorwaarden" => Self::Terms,
            "werktijden" => Self::Hours,
            "taalbeheersing" => Self::Language,
            "sollicitatiewijze" => Self::Application,
            "adresBuitenland" => Self::Abroad,
            _ => Self::Plain,
        }
    }

    /// That of a shape of a question, of which an element that is asked for is plain: it has no keys
    /// that are operators.
    pub(crate) fn of_question(entity: &str, is_plain: bool) -> Self {
        match entity.strip_prefix("selectievraag/") {
            Some("taalbeheersing") if is_plain => Self::Language,
            _ if entity.ends_with("/selectievraag") => Self::Question,
            _ => Self::Asked,
        }
    }
}

/// The place in a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Index of the element.
    pub(crate) index: usize,
    /// A number of the list's own, so that its elements can be taken one after the other.
    pub(crate) base: u64,
    /// Choices that an earlier element made, as bits.
    pub(crate) used: u64,
    /// Elements go back in time from here.
    pub(crate) cursor: Day,
    /// Whether another element would not be plausible.
    pub(crate) full: bool,
}

impl Frame {
    pub(crate) fn new(cast: &Cast, rng: &mut Rng) -> Self {
        Self { index: 0, base: rng.next() >> 8, used: 0, cursor: cast.reference, full: false }
    }

    /// The element of a table that is this element's: another for each element of the list.
    pub(crate) fn pick<'t, T>(&self, table: &'t [T]) -> Option<&'t T> {
        let size = table.len() as u64;
        let place = self.base.checked_rem(size)?.wrapping_add(self.index as u64) % size;
        table.get(usize::try_from(place).ok()?)
    }
}

/// What kind of web address is meant, by the attribute that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Web {
    /// Of a job seeker.
    Profile,
    /// Of an employer.
    Employer,
    /// To apply at.
    Application,
}

/// The facts of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    /// When it began.
    pub(crate) begin: Day,
    /// When it ended.
    pub(crate) end: Day,
    /// Whether it has not ended, or nobody knows when it will.
    pub(crate) open: bool,
    /// When the diploma or certificate was given.
    pub(crate) award: Day,
    /// Whether it was given.
    pub(crate) awarded: bool,
    /// The code that says so.
    pub(crate) award_code: &'static str,
    /// The level of a study, as CodeOpleidingsniveauOpleiding has it.
    pub(crate) level: &'static str,
    /// How the study stands.
    pub(crate) status: &'static str,
    /// Least and greatest number of hours a week.
    pub(crate) hours: (i64, i64),
    /// Index in [`words::OCCUPATIONS`].
    pub(crate) topic: usize,
    /// The language, or the way to apply.
    pub(crate) code: &'static str,
    /// The place abroad.
    pub(crate) abroad: Option<&'static words::Abroad>,
    /// The kind of web address.
    pub(crate) web: Web,
}

impl Scene {
    /// The facts around the root.
    pub(crate) fn root(cast: &Cast) -> Self {
        Self {
            begin: cast.reference.plus(-400),
            end: cast.reference.plus(-30),
            open: true,
            award: cast.reference.plus(-30),
            awarded: false,
            award_code: "2",
            level: "",
            status: "",
            hours: (32, 40),
            topic: cast.occupation,
            code: "",
            abroad: None,
            web: Web::Employer,
        }
    }

    /// The facts of an object inside this one.
    pub(crate) fn inside(&self, kind: Kind, cast: &Cast, frame: &mut Frame, rng: &mut Rng) -> Self {
        let mut scene = *self;
        match kind {
            Kind::Plain => {
                scene.begin = cast.reference.plus(-rng.days(60, 2_000));
                scene.end = scene.begin.plus(rng.days(30, 900));
                scene.open = rng.percent(70);
            }
            Kind::Study => scene.study(cast, frame, rng),
            Kind::Course => scene.course(cast, rng),
            Kind::Job => scene.job(cast, frame, rng),
            Kind::Availability => {
                scene.begin = cast.reference.plus(rng.days(-60, 120));
                scene.end = scene.begin.plus(rng.days(180, 720));
                scene.open = rng.percent(80);
            }
            Kind::Terms => {
                scene.begin = cast.start;
                scene.end = scene.begin.plus(rng.days(90, 730));
                scene.open = rng.percent(65);
            }
            Kind::Asked => {}
            Kind::Hours | Kind::Question => {
                let high =
                    rng.pick(&[8, 12, 16, 20, 24, 24, 28, 32, 32, 36, 36, 38, 40, 40, 40, 40]);
                let low = high - rng.pick(&[0, 0, 4, 4, 8, 8, 12, 16]);
                scene.hours = (low.max(4).min(high), high);
            }
            Kind::Language => scene.language(frame, rng),
            Kind::Application => {
                let order =
                    if frame.base % 10 < 6 { ["4", "3", "2", "1"] } else { ["3", "2", "4", "1"] };
                scene.code = order.get(frame.index).copied().unwrap_or("1");
            }
            Kind::Abroad => scene.abroad = words::ABROAD.get(rng.place(words::ABROAD.len())),
        }
        scene
    }

    /// A study: the highest first, each before the one before it.
    fn study(&mut self, cast: &Cast, frame: &mut Frame, rng: &mut Rng) {
        // From the highest: the level of the work, then the school that leads to it.
        let levels: &[(&str, i32)] = match cast.level {
            6 => &[("6", 4), ("3", 6), ("1", 8)],
            5 => &[("5", 4), ("3", 5), ("1", 8)],
            4 => &[("4", 3), ("2", 4), ("1", 8)],
            3 => &[("4", 2), ("2", 4), ("1", 8)],
            _ => &[("2", 4), ("1", 8)],
        };
        let (level, years) = levels.get(frame.index).copied().unwrap_or(("9", 1));
        frame.full = frame.index + 1 >= levels.len();
        let first = frame.index == 0;
        let last_year = if first { cast.left_school.year() } else { frame.cursor.year() };
        // School years run from September to the next summer.
        self.end = Day::of(last_year, 6, 15).plus(rng.days(0, 30));
        if first && self.end > cast.left_school {
            self.end = Day::of(last_year - 1, 6, 15).plus(rng.days(0, 30));
        }
        self.begin = Day::of(self.end.year() - years, 9, 1);
        let chance = rng.below(100);
        self.open = first && chance < 8;
        (self.status, self.awarded, self.award_code) = if self.open {
            self.begin = cast.reference.plus(-rng.days(30, 700));
            self.end = self.begin.plus(years * 365);
            ("3", false, "2")
        } else if first && chance < 18 {
            self.end = self.begin.plus(rng.days(60, 700));
            ("2", false, "2")
        } else if chance > 97 {
            ("0", false, "0")
        } else if level == "1" {
            ("1", false, "8")
        } else {
            ("1", true, "1")
        };
        self.award = self.end.plus(rng.days(0, 14));
        self.level = level;
        frame.cursor = if self.open { cast.left_school } else { self.begin };
    }

    fn course(&mut self, cast: &Cast, rng: &mut Rng) {
        let room = cast.reference.0 - cast.left_school.0;
        self.end = cast.reference.plus(-rng.days(45, room.min(3_650)));
        self.begin = self.end.plus(-rng.days(1, 180));
        self.open = false;
        let chance = rng.below(100);
        (self.awarded, self.award_code) = match chance {
            0..80 => (true, "1"),
            80..94 => (false, "2"),
            94..98 => (false, "8"),
            _ => (false, "0"),
        };
        self.award = self.end.plus(rng.days(0, 30));
    }

    /// A job: the last first, each before the one before it.
    fn job(&mut self, cast: &Cast, frame: &mut Frame, rng: &mut Rng) {
        let earliest = cast.left_school.plus(-700);
        self.open = frame.index == 0 && rng.percent(35);
        let gap = if self.open { 0 } else { rng.days(1, 300) };
        self.end = frame.cursor.plus(-gap);
        let room = self.end.0 - earliest.0;
        self.begin = self.end.plus(-rng.days(90, room.clamp(120, 3_000)));
        frame.cursor = self.begin;
        frame.full = self.begin.0 - earliest.0 < 500;
    }

    /// A language: Dutch first, then others, none of them twice.
    fn language(&mut self, frame: &mut Frame, rng: &mut Rng) {
        let mut place = 0;
        if frame.index > 0 {
            let free = |n: usize| frame.used.wrapping_shr(n as u32) & 1 == 0;
            place = weighted(words::LANGUAGES.iter().map(|it| it.1), free, rng);
        }
        frame.used |= 1_u64.wrapping_shl(place as u32);
        self.code = words::LANGUAGES.get(place).map_or("nld", |it| it.0);
    }

    /// Whether the language is a sign language.
    pub(crate) fn is_signed(&self) -> bool {
        self.code == words::SIGN_LANGUAGE
    }

    /// The occupation it is about.
    pub(crate) fn occupation(&self) -> Option<&'static words::Occupation> {
        words::OCCUPATIONS.get(self.topic)
    }

    /// The next occupation of the same sector.
    pub(crate) fn shift(&mut self, by: usize) {
        self.topic = (self.topic + by) % words::OCCUPATIONS.len().max(1);
    }
}

/// A place, by weight, among those that are free; among all when none is.
pub(crate) fn weighted(
    weights: impl Iterator<Item = u32> + Clone,
    free: impl Fn(usize) -> bool,
    rng: &mut Rng,
) -> usize {
    let open = || weights.clone().enumerate().filter(|(n, weight)| *weight > 0 && free(*n));
    let mut total: u64 = open().map(|(_, weight)| u64::from(weight)).sum();
    if total == 0 {
        return rng.place(weights.count());
    }
    total = rng.below(total);
    for (n, weight) in open() {
        match total.checked_sub(u64::from(weight)) {
            Some(left) => total = left,
            None => return n,
        }
    }
    0
}
