//! Holding a value against rules.

use super::{BusinessRule, Check, Condition, Form, Rules, Setting, ShapeRule, Test, alike};
use crate::body::RawObject;
use crate::code::{CodeRef, code_integer};
use crate::context::{Context, Leaf, Options};
use crate::date::Date;
use crate::finding::Param;
use crate::meta::{AttributeMeta, RecordMeta, ValueMeta};
use crate::outcome::Report;
use crate::visit::{Fields, FieldsList, Visitor};

/// Holds a value of which the contract has nothing to say against rules.
pub(crate) fn alone(value: &dyn Fields, options: Options) -> Report {
    let mut context = Context::new(options);
    judge(value, &mut context);
    Report::of(context)
}

/// Holds a value against the rules of the options. The context must be at the root; what is found
/// is added to its findings.
pub(crate) fn judge(value: &dyn Fields, context: &mut Context) {
    let rules = context.options.rules;
    if !rules.is_none() {
        context.leave();
        Judge { context, rules, scalars: Vec::new(), free: Vec::new() }.record(value);
    }
}

/// A rule in force.
#[derive(Clone, Copy)]
struct Active {
    rule: &'static BusinessRule,
    setting: Setting,
}

struct Judge<'c> {
    context: &'c mut Context,
    rules: Rules,
    /// Numbers and days of the current record, with the numbers of their attributes.
    scalars: Vec<(usize, i64)>,
    /// The rules on the free texts of the message.
    free: Vec<Active>,
}

type Params = Vec<(&'static str, Param)>;

impl Judge<'_> {
    /// A record whose place is set, with all that is below it.
    fn record(&mut self, value: &dyn Fields) {
        let meta = value.meta();
        // A question is about what others have.
        let Some(rules) = meta.rules else { return };
        let free = self.free.len();
        for it in rules.iter().filter(|it| matches!(it.rule.check, Check::NoPersonalData { .. })) {
            self.free.extend(self.active(it.rule));
        }
        if !rules.is_empty() || !self.free.is_empty() {
            self.own(meta, rules, value);
        }
        value.visit(&mut Below { judge: self, meta });
        self.context.leave();
        self.free.truncate(free);
    }

    /// What a record itself breaks.
    fn own(&mut self, meta: &'static RecordMeta, rules: &'static [ShapeRule], value: &dyn Fields) {
        self.scalars.clear();
        let mut single = Single { judge: self, meta, rules, seen: 0 };
        value.visit(&mut single);
        let seen = single.seen;
        // The contract has told already that it is empty.
        if seen == 0 {
            return;
        }
        for it in rules {
            self.together(meta, it, seen, value);
        }
    }

    /// What several attributes break together.
    fn together(
        &mut self,
        meta: &'static RecordMeta,
        it: &'static ShapeRule,
        seen: u128,
        value: &dyn Fields,
    ) {
        match &it.rule.check {
            Check::NotBefore => self.compare(meta, it, |first, second| first < second),
            Check::AtMost => self.compare(meta, it, |first, second| first > second),
            Check::Implies { when, then } => {
                let Some(active) = self.active(it.rule) else { return };
                let mut codes = Codes { it, met: 0 };
                value.visit(&mut codes);
                let met = codes.met;
                let mut places = 0..;
                let mut holds = |condition: &Condition| {
                    let place = places.next().unwrap_or(u32::MAX);
                    condition.holds(it, seen, met & bit(place as usize) != 0)
                };
                let is_meant = when.iter().map(&mut holds).fold(true, |all, it| all & it);
                let is_met = then.iter().map(&mut holds).fold(true, |all, it| all & it);
                if is_meant && !is_met {
                    let named =
                        when.iter().flat_map(|it| it.attributes).filter_map(|at| it.at(*at));
                    let first = named.filter(|n| seen & bit(*n) != 0).min();
                    if let Some(attribute) = first.and_then(|n| meta.attribute(n)) {
                        self.context.enter(attribute);
                        self.found(active, Leaf::None, vec![("name", attribute.name.into())]);
                        self.context.leave();
                    }
                }
            }
            Check::Present => {
                let missing = it.attributes.iter().map(|n| usize::from(*n));
                for n in missing.filter(|n| seen & bit(*n) == 0) {
                    let Some(attribute) = meta.attribute(n) else { continue };
                    let Some(active) = self.active(it.rule) else { return };
                    let params = vec![("name", attribute.name.into())];
                    self.found(active, Leaf::Attribute(attribute), params);
                }
            }
            // The others are about one attribute, or about free texts.
            _ => {}
        }
    }

    /// Two numbers or days of a record: a finding at the first, if `is_wrong`.
    fn compare(
        &mut self,
        meta: &'static RecordMeta,
        it: &'static ShapeRule,
        is_wrong: impl Fn(i64, i64) -> bool,
    ) {
        let of = |place: u8| {
            let n = it.at(place)?;
            let (_, value) = self.scalars.iter().find(|(known, _)| *known == n)?;
            Some((meta.attribute(n)?, *value))
        };
        let (Some((first, a)), Some((second, b))) = (of(0), of(1)) else { return };
        if is_wrong(a, b)
            && let Some(active) = self.active(it.rule)
        {
            self.context.enter(first);
            let params = vec![("name", first.name.into()), ("than", second.name.into())];
            self.found(active, Leaf::None, params);
            self.context.leave();
        }
    }

    fn active(&self, rule: &'static BusinessRule) -> Option<Active> {
        self.rules.setting(rule).map(|setting| Active { rule, setting })
    }

    #[cold]
    #[inline(never)]
    fn found(&mut self, active: Active, leaf: Leaf<'_>, params: Params) {
        let (rule, severity) = (&active.rule.rule, active.setting.severity);
        self.context.report_as(severity, leaf, rule, None, params);
    }
}

impl ShapeRule {
    /// The number of the attribute at a place.
    fn at(&self, place: u8) -> Option<usize> {
        let n = *self.attributes.get(usize::from(place))?;
        (n != Self::LACKS).then_some(n.into())
    }
}

impl Condition {
    /// Whether it holds, where `is_met` says whether one of its attributes has one of its codes.
    fn holds(&self, it: &ShapeRule, seen: u128, is_met: bool) -> bool {
        let is_there = || {
            let mut numbers = self.attributes.iter().filter_map(|place| it.at(*place));
            numbers.any(|n| seen & bit(n) != 0)
        };
        match self.test {
            Test::Is(_) => is_met,
            Test::IsNot(_) => !is_met,
            Test::Present => is_there(),
            Test::Absent => !is_there(),
        }
    }
}

/// The bit of an attribute; a record has 128 at most.
fn bit(n: usize) -> u128 {
    u32::try_from(n).ok().and_then(|n| 1_u128.checked_shl(n)).unwrap_or(0)
}

/// A day as a number that keeps the order.
fn day((year, month, day): (u16, u8, u8)) -> i64 {
    (i64::from(year) << 9) | (i64::from(month) << 5) | i64::from(day)
}

/// Goes into the records below one.
struct Below<'j, 'c> {
    judge: &'j mut Judge<'c>,
    meta: &'static RecordMeta,
}

impl Below<'_, '_> {
    fn one(&mut self, value: &dyn Fields) {
        self.judge.context.descend();
        self.judge.record(value);
        self.judge.context.ascend();
    }
}

/// What no record stands in is passed over.
macro_rules! pass {
    ($($method:ident($type:ty)),* $(,)?) => {
        $( fn $method(&mut self, _: usize, _: $type) {} )*
    };
}

impl Visitor for Below<'_, '_> {
    pass!(
        text(&str),
        texts(&[String]),
        integer(i64),
        integers(&[i64]),
        boolean(bool),
        booleans(&[bool]),
        date(&Date),
        dates(&[Date]),
        code(CodeRef<'_>),
        codes(&mut dyn Iterator<Item = CodeRef<'_>>),
    );

    fn record(&mut self, n: usize, value: &dyn Fields) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        self.judge.context.enter(attribute);
        self.one(value);
        self.judge.context.leave();
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        self.judge.context.enter(attribute);
        values.for_each(&mut |index, value| {
            self.judge.context.element(index);
            self.one(value);
        });
        self.judge.context.leave();
    }
}

/// Looks at every attribute of a record by itself, and notes what is there.
struct Single<'j, 'c> {
    judge: &'j mut Judge<'c>,
    meta: &'static RecordMeta,
    rules: &'static [ShapeRule],
    /// The attributes that hold something, as bits.
    seen: u128,
}

impl Single<'_, '_> {
    fn see(&mut self, n: usize) {
        self.seen |= bit(n);
    }

    /// The rules in force on attribute `n`.
    fn rules(&self, n: usize) -> impl Iterator<Item = Active> + use<> {
        let (rules, all) = (self.rules, self.judge.rules);
        rules.iter().filter(move |it| it.is_about(n)).filter_map(move |it| {
            all.setting(it.rule).map(|setting| Active { rule: it.rule, setting })
        })
    }

    /// A finding at an attribute, or at an element of it.
    fn found(
        &mut self,
        active: Active,
        attribute: &'static AttributeMeta,
        index: Option<usize>,
        mut params: Params,
    ) {
        params.push(("name", attribute.name.into()));
        self.judge.context.enter(attribute);
        if let Some(index) = index {
            self.judge.context.element(index);
        }
        self.judge.found(active, Leaf::None, params);
        self.judge.context.leave();
    }

    /// A text or code that the contract accepts, or does not.
    fn string(&mut self, n: usize, index: Option<usize>, value: &str) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        if value.is_empty() {
            for active in self.rules(n) {
                if matches!(active.rule.check, Check::NonEmpty) {
                    self.found(active, attribute, index, Vec::new());
                }
            }
            return;
        }
        self.see(n);
        for active in self.rules(n) {
            if let Check::Form(form) = &active.rule.check {
                self.form(active, *form, attribute, index, value);
            }
        }
        for n in 0..self.judge.free.len() {
            let Some(active) = self.judge.free.get(n).copied() else { continue };
            if let Check::NoPersonalData { data, attributes } = &active.rule.check
                && attributes.contains(&attribute.id)
                && data.is_in(value)
            {
                self.found(active, attribute, index, Vec::new());
            }
        }
    }

    fn form(
        &mut self,
        active: Active,
        form: Form,
        attribute: &'static AttributeMeta,
        index: Option<usize>,
        value: &str,
    ) {
        let is_allowed = match &attribute.value {
            ValueMeta::Text(meta) => meta.is_fine(value),
            ValueMeta::Code(_, meta) => meta.is_fine(value),
            _ => false,
        };
        if is_allowed && let Some(reason) = form.fault(value) {
            self.found(active, attribute, index, vec![("reason", reason.into())]);
        }
    }

    fn number(&mut self, n: usize, index: Option<usize>, value: i64) {
        self.see(n);
        self.judge.scalars.push((n, value));
        let Some(attribute) = self.meta.attribute(n) else { return };
        let is_allowed = attribute.value.allows(value);
        for active in self.rules(n).filter(|_| is_allowed) {
            let own = active.setting.limit;
            let (limit, is_beyond) = match active.rule.check {
                Check::Least(limit) => {
                    let limit = own.unwrap_or(limit);
                    (limit, value < limit)
                }
                Check::Greatest(limit) => {
                    let limit = own.unwrap_or(limit);
                    (limit, value > limit)
                }
                _ => continue,
            };
            if is_beyond {
                self.found(active, attribute, index, vec![("limit", limit.into())]);
            }
        }
    }

    fn day(&mut self, n: usize, index: Option<usize>, date: &Date) {
        self.see(n);
        let (Some(ymd), Some(attribute)) = (date.ymd(), self.meta.attribute(n)) else { return };
        let at = day(ymd);
        self.judge.scalars.push((n, at));
        let Some(on) = self.judge.context.options.on else { return };
        for active in self.rules(n) {
            let is_wrong = match active.rule.check {
                Check::NotAfterDay => at > day(on),
                Check::NotBeforeDay => at < day(on),
                _ => false,
            };
            if is_wrong {
                let (year, month, day) = on;
                let on = format!("{year:04}-{month:02}-{day:02}");
                self.found(active, attribute, index, vec![("date", on.into())]);
            }
        }
    }

    /// Elements that were there before.
    fn twins(&mut self, n: usize, twins: impl FnOnce() -> Vec<alike::Twin>) {
        let Some(attribute) = self.meta.attribute(n) else { return };
        let mut distinct = self.rules(n).filter(|it| matches!(it.rule.check, Check::Distinct));
        let Some(active) = distinct.next() else { return };
        for (index, first) in twins() {
            self.found(active, attribute, Some(index), vec![("first", first.into())]);
        }
    }
}

impl Visitor for Single<'_, '_> {
    fn text(&mut self, n: usize, value: &str) {
        self.string(n, None, value);
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        for (index, value) in values.iter().enumerate() {
            self.string(n, Some(index), value);
        }
        self.twins(n, || alike::texts(values));
    }

    fn integer(&mut self, n: usize, value: i64) {
        self.number(n, None, value);
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        for (index, value) in values.iter().enumerate() {
            self.number(n, Some(index), *value);
        }
    }

    fn boolean(&mut self, n: usize, _: bool) {
        self.see(n);
    }

    fn booleans(&mut self, n: usize, _: &[bool]) {
        self.see(n);
    }

    fn date(&mut self, n: usize, value: &Date) {
        self.day(n, None, value);
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        for (index, value) in values.iter().enumerate() {
            self.day(n, Some(index), value);
        }
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        let is_number = self.meta.attribute(n).is_some_and(AttributeMeta::is_integer_code);
        match code_integer(value.text()).filter(|_| is_number) {
            Some(number) => self.number(n, None, number),
            None => self.string(n, None, value.text()),
        }
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        for (index, value) in values.enumerate() {
            self.string(n, Some(index), value.text());
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        if !is_empty(value) {
            self.see(n);
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        let mut is_blank = true;
        values.for_each(&mut |_, value| is_blank = is_blank && is_empty(value));
        if is_blank {
            return;
        }
        self.see(n);
        let Some(attribute) = self.meta.attribute(n) else { return };
        for active in self.rules(n) {
            if let Check::Contains { attribute: of, code } = active.rule.check {
                let mut is_there = false;
                values.for_each(&mut |_, value| is_there = is_there || has_code(value, of, code));
                if !is_there {
                    self.found(active, attribute, None, vec![("code", code.into())]);
                }
            }
        }
        self.twins(n, || alike::records(values));
    }

    fn raw(&mut self, n: usize, value: &RawObject) {
        if !value.is_empty() {
            self.see(n);
        }
    }
}

/// Which conditions on codes are met.
struct Codes {
    it: &'static ShapeRule,
    /// By place among the conditions of the rule.
    met: u128,
}

impl Visitor for Codes {
    pass!(
        text(&str),
        texts(&[String]),
        integer(i64),
        integers(&[i64]),
        boolean(bool),
        booleans(&[bool]),
        date(&Date),
        dates(&[Date]),
        codes(&mut dyn Iterator<Item = CodeRef<'_>>),
        record(&dyn Fields),
        records(&dyn FieldsList),
    );

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        let Check::Implies { when, then } = &self.it.rule.check else { return };
        for (place, condition) in when.iter().chain(*then).enumerate() {
            if let Test::Is(codes) | Test::IsNot(codes) = condition.test
                && condition.attributes.iter().any(|at| self.it.at(*at) == Some(n))
                && codes.contains(&value.text())
            {
                self.met |= bit(place);
            }
        }
    }
}

/// Whether an attribute of a record has a code.
fn has_code(value: &dyn Fields, attribute: &str, code: &'static str) -> bool {
    struct Find {
        n: usize,
        code: &'static str,
        found: bool,
    }

    impl Visitor for Find {
        pass!(
            text(&str),
            texts(&[String]),
            integer(i64),
            integers(&[i64]),
            boolean(bool),
            booleans(&[bool]),
            date(&Date),
            dates(&[Date]),
            codes(&mut dyn Iterator<Item = CodeRef<'_>>),
            record(&dyn Fields),
            records(&dyn FieldsList),
        );

        fn code(&mut self, n: usize, value: CodeRef<'_>) {
            self.found |= n == self.n && value.text() == self.code;
        }
    }

    let position = value.meta().attributes.iter().position(|it| it.id == attribute);
    let Some(n) = position else { return false };
    let mut find = Find { n, code, found: false };
    value.visit(&mut find);
    find.found
}

/// Whether nothing stands in a record: reading would have left it out, or the contract has told so.
fn is_empty(value: &dyn Fields) -> bool {
    struct Anything(bool);

    impl Visitor for Anything {
        fn text(&mut self, _: usize, value: &str) {
            self.0 |= !value.is_empty();
        }
        fn texts(&mut self, _: usize, values: &[String]) {
            self.0 |= values.iter().any(|value| !value.is_empty());
        }
        fn code(&mut self, _: usize, value: CodeRef<'_>) {
            self.0 |= !value.text().is_empty();
        }
        fn codes(&mut self, _: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
            for value in values {
                self.0 |= !value.text().is_empty();
            }
        }
        fn integer(&mut self, _: usize, _: i64) {
            self.0 = true;
        }
        fn integers(&mut self, _: usize, _: &[i64]) {
            self.0 = true;
        }
        fn boolean(&mut self, _: usize, _: bool) {
            self.0 = true;
        }
        fn booleans(&mut self, _: usize, _: &[bool]) {
            self.0 = true;
        }
        fn date(&mut self, _: usize, _: &Date) {
            self.0 = true;
        }
        fn dates(&mut self, _: usize, _: &[Date]) {
            self.0 = true;
        }
        fn record(&mut self, _: usize, value: &dyn Fields) {
            self.0 = self.0 || !is_empty(value);
        }
        fn records(&mut self, _: usize, values: &dyn FieldsList) {
            values.for_each(&mut |_, value| self.0 = self.0 || !is_empty(value));
        }
        fn raw(&mut self, _: usize, value: &RawObject) {
            self.0 |= !value.is_empty();
        }
    }

    let mut anything = Anything(false);
    value.visit(&mut anything);
    !anything.0
}
