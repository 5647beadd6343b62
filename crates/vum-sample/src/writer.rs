//! Writing a record as JSON.

use crate::habit::{Choose, Moment, Number, When};
use crate::plan::{CodeValue, Field, Group, Maker, Plan, Record, Shape, Variant, bit, push_json};
use crate::rng::Rng;
use crate::scene::{Cast, Frame, Scene, Web, weighted};
use crate::texts::{self, Setting};
use crate::trace::{Step, Trace};

/// The longest list.
const LONGEST: usize = 8;

/// Writes one record.
pub(crate) struct Writer<'a> {
    plan: &'a Plan,
    pub(crate) cast: &'a Cast,
    rng: Rng,
    pub(crate) out: String,
    scratch: String,
    frame: Frame,
    /// Where every value stands, when that is asked for.
    pub(crate) trace: Option<Trace>,
}

impl<'a> Writer<'a> {
    /// `out` gives its memory; what stands in it is lost.
    pub(crate) fn new(plan: &'a Plan, cast: &'a Cast, mut rng: Rng, mut out: String) -> Self {
        out.clear();
        let frame = Frame::new(cast, &mut rng);
        Self { plan, cast, rng, out, scratch: String::new(), frame, trace: None }
    }

    /// Writes the whole record.
    pub(crate) fn root(&mut self) {
        let scene = Scene::root(self.cast);
        let node = self.enter(Step::Root);
        self.object(self.plan.root, &scene);
        self.leave(node);
    }

    /// Writes an object of a shape.
    pub(crate) fn object(&mut self, shape: usize, around: &Scene) {
        match self.plan.shape(shape) {
            Some(Shape::Record(record)) => self.record(shape, record, around),
            Some(Shape::Choice(variants)) => self.choice(shape, variants, around),
            None => self.out.push_str("{}"),
        }
    }

    fn choice(&mut self, shape: usize, variants: &'a [Variant], around: &Scene) {
        let place = weighted(variants.iter().map(|it| it.weight), |_| true, &mut self.rng);
        self.out.push('{');
        if let Some(variant) = variants.get(place) {
            let start = self.out.len();
            self.out.push_str(&variant.key);
            let node = self.enter(Step::Variant { shape, variant: place, start });
            self.object(variant.shape, around);
            self.leave(node);
        }
        self.out.push('}');
    }

    fn record(&mut self, shape: usize, record: &'a Record, around: &Scene) {
        let scene = around.inside(record.kind, self.cast, &mut self.frame, &mut self.rng);
        let chosen = self.select(record, &scene);
        self.out.push('{');
        let mut first = true;
        for (n, field) in record.fields.iter().enumerate() {
            if chosen & bit(n) == 0 {
                continue;
            }
            if !first {
                self.out.push(',');
            }
            first = false;
            let start = self.out.len();
            self.out.push_str(&field.key);
            let node = self.enter(Step::Field { shape, field: n, start });
            self.value(field, &scene, (shape, n));
            self.leave(node);
        }
        self.out.push('}');
    }

    /// Which fields are there: never none, because an empty record counts as absent.
    fn select(&mut self, record: &Record, scene: &Scene) -> u128 {
        if !record.groups.is_empty() {
            let place = self.rng.place(record.groups.len());
            let group = record.groups.get(place);
            let Group { required, optional } = *group.unwrap_or(&Group::NONE);
            return if self.rng.percent(60) { required | optional } else { required };
        }
        let mut chosen = 0;
        let mut first = 0;
        for (n, field) in record.fields.iter().enumerate() {
            let possible = self.is_possible(field.habit.when, scene);
            // The chance is drawn whether it matters or not.
            let drawn = self.rng.percent(field.habit.share);
            if field.required || (possible && drawn) {
                chosen |= bit(n);
            }
            if first == 0 && possible && field.habit.share > 0 {
                first = bit(n);
            }
        }
        match (chosen, first) {
            (0, 0) => 1,
            (0, first) => first,
            (chosen, _) => chosen,
        }
    }

    fn is_possible(&self, when: When, scene: &Scene) -> bool {
        match when {
            When::Always => true,
            When::Reachable => self.cast.reachable,
            When::Ended => !scene.open,
            When::Awarded => scene.awarded,
            When::Written => !scene.is_signed(),
            When::Online => scene.code == "4",
        }
    }

    /// Writes the value of a field.
    pub(crate) fn value(&mut self, field: &'a Field, scene: &Scene, id: (usize, usize)) {
        let mut scene = *scene;
        if let Some(web) = field.web {
            scene.web = web;
        }
        if field.many {
            self.list(field, &scene, id);
        } else {
            self.single(field, &scene);
        }
    }

    /// Writes a list of elements that all differ.
    fn list(&mut self, field: &'a Field, scene: &Scene, id: (usize, usize)) {
        let around = self.frame;
        self.frame = Frame::new(self.cast, &mut self.rng);
        let (least, most) = field.habit.spread;
        let count = self.rng.between(i64::from(least.max(1)), i64::from(most));
        let count = usize::try_from(count).unwrap_or(1).min(LONGEST);
        let mut written = [(0, 0); LONGEST];
        let mut seen = 0;
        self.out.push('[');
        for index in 0..count {
            let before = (self.out.len(), self.trace.as_ref().map_or(0, Trace::len));
            if seen > 0 {
                self.out.push(',');
            }
            self.frame.index = index;
            let mut scene = *scene;
            scene.shift(index);
            let start = self.out.len();
            let node = self.enter(Step::Element { list: id, index: seen });
            self.single(field, &scene);
            self.leave(node);
            let made = self.out.get(start..);
            let same = |(from, to): &(usize, usize)| self.out.get(*from..*to) == made;
            if written.iter().take(seen).any(same) {
                self.out.truncate(before.0);
                if let Some(trace) = &mut self.trace {
                    trace.truncate(before.1);
                }
            } else {
                if let Some(place) = written.get_mut(seen) {
                    *place = (start, self.out.len());
                }
                seen += 1;
            }
            if self.frame.full {
                break;
            }
        }
        self.out.push(']');
        self.frame = around;
    }

    fn single(&mut self, field: &'a Field, scene: &Scene) {
        match &field.maker {
            Maker::Text(topic, form) => {
                let mut text = std::mem::take(&mut self.scratch);
                text.clear();
                let at = Setting { cast: self.cast, scene, frame: &self.frame };
                texts::write(*topic, &at, form, &mut self.rng, &mut text);
                push_json(&text, &mut self.out);
                self.scratch = text;
            }
            Maker::Integer(number, min, max) => {
                let value = self.number(*number, *min, *max, scene).clamp(*min, *max);
                if value < 0 {
                    self.out.push('-');
                }
                texts::digits(value.unsigned_abs(), 1, &mut self.out);
            }
            Maker::Boolean => {
                let value = self.rng.percent(50);
                self.out.push_str(if value { "true" } else { "false" });
            }
            Maker::Date(moment) => {
                self.out.push('"');
                let cast = self.cast;
                let day = match moment {
                    Moment::Begin => scene.begin,
                    Moment::End => scene.end,
                    Moment::Award => scene.award,
                    Moment::Closing => cast.closing,
                    Moment::Recent => cast.reference.plus(-self.rng.days(0, 540)),
                    Moment::Soon => cast.reference.plus(self.rng.days(7, 120)),
                    Moment::Past => cast.reference.plus(-self.rng.days(0, 2_500)),
                };
                day.write(&mut self.out);
                self.out.push('"');
            }
            Maker::Code(choose, values) => {
                let place = self.code(*choose, values, scene);
                if let Some(value) = values.get(place) {
                    self.out.push_str(&value.json);
                }
            }
            Maker::Label(values) => {
                if let Some(value) = self.frame.pick(values) {
                    self.out.push_str(&value.json);
                }
            }
            Maker::Shape(shape) => self.object(*shape, scene),
        }
    }

    fn number(&mut self, number: Number, min: i64, max: i64, scene: &Scene) -> i64 {
        let rng = &mut self.rng;
        match number {
            Number::House => {
                if rng.percent(80) {
                    rng.between(1, 150)
                } else {
                    rng.between(151, 980)
                }
            }
            Number::Distance => {
                rng.pick(&[5, 10, 10, 15, 20, 20, 25, 30, 30, 40, 50, 60, 75, 100, 150])
            }
            Number::TravelTime => rng.pick(&[15, 20, 30, 30, 45, 45, 60, 60, 75, 90]),
            Number::LeastHours => scene.hours.0,
            Number::MostHours => scene.hours.1,
            Number::Years => rng.pick(&[1, 1, 2, 2, 3, 3, 5, 5, 8, 10]),
            Number::Box => rng.between(10, 9_999),
            Number::Web => match scene.web {
                Web::Profile => 1 + i64::from(self.frame.index > 0),
                Web::Employer => 3,
                Web::Application => 4,
            },
            Number::Sector => {
                let at = Setting { cast: self.cast, scene, frame: &self.frame };
                i64::from(at.sbi())
            }
            Number::Any => rng.between(min, max.min(min.saturating_add(100))),
        }
    }

    fn code(&mut self, choose: Choose, values: &[CodeValue], scene: &Scene) -> usize {
        let wanted = match choose {
            Choose::Weighted => None,
            Choose::Once | Choose::InTurn => return self.in_list(choose, values),
            Choose::Reachable => Some(if self.cast.reachable { "1" } else { "2" }),
            Choose::WorkLevel => ["0", "1", "2", "3", "4", "5", "6"]
                .get(usize::from(self.cast.level))
                .copied()
                .filter(|_| self.rng.percent(95)),
            Choose::StudyLevel => Some(scene.level),
            Choose::Status => Some(scene.status),
            Choose::Award => Some(scene.award_code),
            Choose::Scene => Some(scene.code),
            Choose::Web => Some(match scene.web {
                Web::Profile if self.frame.index > 0 => "2",
                Web::Profile => "1",
                Web::Employer => "3",
                Web::Application => "4",
            }),
            Choose::Abroad => scene.abroad.map(|it| it.0),
        };
        let known = |wanted: &str| values.iter().position(|it| it.code == wanted);
        wanted
            .and_then(known)
            .unwrap_or_else(|| weighted(values.iter().map(|it| it.weight), |_| true, &mut self.rng))
    }

    /// A code that no other element of the list has.
    fn in_list(&mut self, choose: Choose, values: &[CodeValue]) -> usize {
        if choose == Choose::InTurn {
            let size = values.len() as u64;
            let place = self.frame.base.wrapping_add(self.frame.index as u64).checked_rem(size);
            return place.unwrap_or(0) as usize;
        }
        let used = self.frame.used;
        let free = |n: usize| n >= 64 || used.wrapping_shr(n as u32) & 1 == 0;
        let place = weighted(values.iter().map(|it| it.weight), free, &mut self.rng);
        if place < 64 {
            self.frame.used |= 1_u64.wrapping_shl(place as u32);
        }
        self.frame.full |= values.len() <= self.frame.index + 1;
        place
    }

    fn enter(&mut self, step: Step) -> usize {
        let at = self.out.len();
        self.trace.as_mut().map_or(0, |trace| trace.enter(step, at))
    }

    fn leave(&mut self, node: usize) {
        let at = self.out.len();
        if let Some(trace) = &mut self.trace {
            trace.leave(node, at);
        }
    }
}
