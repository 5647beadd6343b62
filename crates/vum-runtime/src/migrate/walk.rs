//! Bringing values over: a walk over the source that fills the target as it goes.

use crate::code::code_integer;
use crate::context::{self, Context, Options};
use crate::fill::{Fill, Slot};
use crate::limits::Limits;
use crate::meta::{AbsentReasonMeta, AttributeMeta, CodeListMeta, PickMeta, RecordMeta, ValueMeta};
use crate::migrate::MigrateOptions;
use crate::migrate::plan::{Leaf, Move, Moves, Plan};
use crate::migrate::report::{Loss, LossReport, Reason};
use crate::migrate::single::{Look, Show, Single};
use crate::visit::{Fields, FieldsList};

/// Fills the target with what the source holds.
pub(crate) fn walk(
    source: &dyn Fields,
    target: &mut dyn Fill,
    plan: &Plan,
    options: &MigrateOptions<'_>,
) -> LossReport {
    let mut run = Run {
        plan,
        options,
        here: Context::new(Options { limits: options.limits, ..Options::new(options.role) }),
        judge: Context::new(Options {
            limits: Limits { findings: 0, ..options.limits },
            ..Options::new(options.role)
        }),
        report: LossReport::default(),
    };
    run.record(source, plan.root(), target);
    run.report
}

/// What the whole walk shares.
struct Run<'a> {
    plan: &'a Plan,
    options: &'a MigrateOptions<'a>,
    /// Knows the place in the source.
    here: Context,
    /// Judges single values; it keeps nothing.
    judge: Context,
    report: LossReport,
}

/// What was done with a record.
#[derive(Clone, Copy, Default)]
struct Done {
    /// Whether the source holds anything.
    any: bool,
    /// Whether the target was given anything.
    held: bool,
}

impl<'a> Run<'a> {
    /// Brings the content of a record over. The place is that of the record.
    fn record(&mut self, source: &dyn Fields, moves: &'a Moves, target: &mut dyn Fill) -> Done {
        let meta = source.meta();
        let mut walker = Walker { run: self, moves, meta, target, done: Done::default() };
        source.visit(&mut Show(&mut walker));
        let done = walker.done;
        self.here.leave();
        done
    }

    /// As [`Self::record`], one level below the current place.
    fn below(&mut self, source: &dyn Fields, below: usize, target: &mut dyn Fill) -> Done {
        let moves = self.plan.moves(below);
        self.here.descend();
        let done = self.record(source, moves, target);
        self.here.ascend();
        done
    }

    /// A value that does not come over, at the current place.
    #[cold]
    #[inline(never)]
    fn lose(&mut self, attribute: &'static AttributeMeta, reason: Reason, value: Single<'_>) {
        let Self { here, options, report, .. } = self;
        report.add(options, || Loss {
            attribute: attribute.id,
            pointer: here.pointer(context::Leaf::None),
            reason,
            value: if options.show_values { value.shown() } else { None },
        });
    }

    /// All that a record holds does not come over.
    fn lose_record(
        &mut self,
        attribute: &'static AttributeMeta,
        reason: Reason,
        value: &dyn Fields,
    ) {
        self.here.descend();
        let mut loser = Loser { meta: value.meta(), run: self, reason, any: false };
        value.visit(&mut Show(&mut loser));
        let any = loser.any;
        self.here.ascend();
        if !any {
            self.lose(attribute, reason, Single::Nothing);
        }
    }

    fn lose_records(
        &mut self,
        attribute: &'static AttributeMeta,
        reason: Reason,
        values: &dyn FieldsList,
    ) {
        values.for_each(&mut |index, value| {
            self.here.element(index);
            self.lose_record(attribute, reason, value);
        });
    }

    /// Whether the target can hold an attribute for the role, if the source can.
    fn may_go(&self, from: &AttributeMeta, to: &AttributeMeta) -> bool {
        let role = self.options.role;
        to.present.contains(role) || !from.present.contains(role)
    }

    /// Brings a single value over. Tells whether the target holds it now.
    #[inline]
    fn single(&mut self, leaf: &'a Leaf, target: &mut dyn Fill, value: Single<'_>) -> bool {
        match self.bring(leaf, target, value) {
            Ok(()) => true,
            Err(reason) => {
                self.lose(leaf.from, reason, value);
                false
            }
        }
    }

    fn bring(
        &mut self,
        leaf: &'a Leaf,
        target: &mut dyn Fill,
        value: Single<'_>,
    ) -> Result<(), Reason> {
        if !self.may_go(leaf.from, leaf.to) {
            return Err(Reason::OtherMessage);
        }
        if leaf.same {
            return put(target, &leaf.path, value);
        }
        if let (ValueMeta::Code(from, _), ValueMeta::Code(to, _)) =
            (&leaf.from.value, &leaf.to.value)
            && let Single::Code(code) = value
        {
            if from.id != to.id {
                let known = self.options.codes.filter(|it| it.has(from.id));
                let known = known.ok_or(Reason::NeedsTable(from.id, to.id))?;
                let code = known.get(from.id, code).ok_or(Reason::NotInTable(from.id, to.id))?;
                if !self.allows(leaf.to, Single::Code(code)) {
                    return Err(Reason::TooNarrow);
                }
                return put(target, &leaf.path, Single::Code(code));
            }
            if let Some(code) = successor(to, code) {
                return put(target, &leaf.path, Single::Code(code));
            }
        }
        // What the source should not have had stays what it was.
        if !self.allows(leaf.to, value) && self.allows(leaf.from, value) {
            return Err(Reason::TooNarrow);
        }
        put(target, &leaf.path, value)
    }

    /// Whether an attribute may hold a value.
    fn allows(&mut self, meta: &'static AttributeMeta, value: Single<'_>) -> bool {
        let before = self.judge.dropped.errors;
        let mut number = itoa::Buffer::new();
        match (&meta.value, value) {
            (ValueMeta::Text(_) | ValueMeta::Label(_), Single::Text(text) | Single::Code(text)) => {
                self.judge.text(meta, text, None);
            }
            (ValueMeta::Code(..), Single::Text(text) | Single::Code(text)) => {
                self.judge.code(meta, text, None);
            }
            (ValueMeta::Code(..), Single::Integer(value)) => {
                self.judge.code(meta, number.format(value), None);
            }
            (ValueMeta::Integer(_), Single::Integer(value)) => {
                self.judge.integer(meta, value, None);
            }
            (ValueMeta::Integer(_), Single::Text(text) | Single::Code(text)) => {
                let Some(value) = code_integer(text) else { return false };
                self.judge.integer(meta, value, None);
            }
            _ => {}
        }
        self.judge.dropped.errors == before
    }
}

/// What the list says takes the place of a code that it no longer has.
fn successor(list: &'static CodeListMeta, code: &str) -> Option<&'static str> {
    let gone = list.absent.iter().find(|absent| absent.code == code)?;
    match gone.reason {
        AbsentReasonMeta::Removed(_, successor) => successor,
        _ => None,
    }
}

/// Puts a value at the end of a way from the target.
fn put(target: &mut dyn Fill, path: &[usize], value: Single<'_>) -> Result<(), Reason> {
    let [first, rest @ ..] = path else { return Err(Reason::NoMapping) };
    let slot = target.slot(*first);
    if rest.is_empty() {
        return keep(slot, value);
    }
    match slot {
        Slot::Record(slot) | Slot::Records(slot) => {
            let below = slot.reopen().ok_or(Reason::Folded)?;
            put(below, rest, value)
        }
        Slot::Choice(place) => put(place, rest, value),
        // Another branch may be there.
        Slot::Branch(place) => put(place.begin(*first).ok_or(Reason::Folded)?, rest, value),
        _ => Err(Reason::NoMapping),
    }
}

fn keep(slot: Slot<'_>, value: Single<'_>) -> Result<(), Reason> {
    fn one<T>(place: &mut Option<T>, value: T) -> Result<(), Reason> {
        if place.is_some() {
            return Err(Reason::Folded);
        }
        *place = Some(value);
        Ok(())
    }
    let number = |text: &str| code_integer(text).ok_or(Reason::TooNarrow);
    match (slot, value) {
        (Slot::Text(place), Single::Text(text) | Single::Code(text)) => one(place, text.to_owned()),
        (Slot::Texts(place), Single::Text(text) | Single::Code(text)) => {
            place.push(text.to_owned());
            Ok(())
        }
        (Slot::Code(place) | Slot::Codes(place), value) => {
            if !place.has_place() {
                return Err(Reason::Folded);
            }
            match value {
                Single::Code(code) | Single::Text(code) => place.put(code),
                Single::Integer(value) => place.put(itoa::Buffer::new().format(value)),
                _ => return Err(Reason::NoMapping),
            };
            Ok(())
        }
        (Slot::Integer(place), Single::Integer(value)) => one(place, value),
        (Slot::Integer(place), Single::Code(text) | Single::Text(text)) => {
            one(place, number(text)?)
        }
        (Slot::Integers(place), Single::Integer(value)) => {
            place.push(value);
            Ok(())
        }
        (Slot::Integers(place), Single::Code(text)) => {
            place.push(number(text)?);
            Ok(())
        }
        (Slot::Boolean(place), Single::Boolean(value)) => one(place, value),
        (Slot::Booleans(place), Single::Boolean(value)) => {
            place.push(value);
            Ok(())
        }
        (Slot::Date(place), Single::Date(date)) => one(place, date.clone()),
        (Slot::Dates(place), Single::Date(date)) => {
            place.push(date.clone());
            Ok(())
        }
        _ => Err(Reason::NoMapping),
    }
}

/// Walks over one record of the source.
struct Walker<'r, 'a, 't> {
    run: &'r mut Run<'a>,
    moves: &'a Moves,
    meta: &'static RecordMeta,
    target: &'t mut dyn Fill,
    done: Done,
}

impl<'a> Walker<'_, 'a, '_> {
    /// Goes to an attribute and gives what is done with it.
    #[inline]
    fn enter(&mut self, n: usize) -> Option<(&'static AttributeMeta, &'a [Move])> {
        let attribute = self.meta.attribute(n)?;
        self.done.any = true;
        self.run.here.enter(attribute);
        let moves: &'a Moves = self.moves;
        Some((attribute, moves.get(n).map_or(&[], Vec::as_slice)))
    }

    #[inline]
    fn value(&mut self, attribute: &'static AttributeMeta, it: &'a Move, value: Single<'_>) {
        match it {
            Move::Leaf(leaf) => self.done.held |= self.run.single(leaf, self.target, value),
            Move::Lost(reason) => self.run.lose(attribute, *reason, value),
            // Those of records.
            _ => self.run.lose(attribute, Reason::NoMapping, value),
        }
    }

    /// A record that goes to attribute `place`.
    fn to(
        &mut self,
        attribute: &'static AttributeMeta,
        (place, to, below): (usize, &'static AttributeMeta, usize),
        value: &dyn Fields,
    ) {
        if !self.run.may_go(attribute, to) {
            self.run.lose_record(attribute, Reason::OtherMessage, value);
            return;
        }
        let run = &mut *self.run;
        // What becomes empty because nothing came over is left out.
        let is_kept = |done: Done| done.held || !done.any;
        match self.target.slot(place) {
            Slot::Record(slot) => {
                let is_new = slot.is_empty();
                let Some(target) = slot.reopen() else { return };
                let done = run.below(value, below, target);
                self.done.held |= is_kept(done);
                if is_new && !is_kept(done) {
                    slot.undo();
                }
            }
            Slot::Records(slot) => {
                let Some(target) = slot.begin() else { return };
                let done = run.below(value, below, target);
                self.done.held |= is_kept(done);
                if !is_kept(done) {
                    slot.undo();
                }
            }
            Slot::Choice(target) => self.done.held |= run.below(value, below, target).held,
            Slot::Choices(slot) => {
                let mut held = false;
                // It ends early with a reader only.
                let _ = slot.one(&mut |target| {
                    held = run.below(value, below, target).held;
                    Ok(())
                });
                self.done.held |= held;
            }
            Slot::Branch(slot) => match slot.begin(place) {
                Some(target) => {
                    let done = run.below(value, below, target);
                    self.done.held |= is_kept(done);
                    if !is_kept(done) {
                        slot.undo();
                    }
                }
                None => run.lose_record(attribute, Reason::Folded, value),
            },
            _ => run.lose_record(attribute, Reason::NoMapping, value),
        }
    }

    fn fold(
        &mut self,
        attribute: &'static AttributeMeta,
        below: usize,
        rest: bool,
        value: &dyn Fields,
    ) {
        let done = self.run.below(value, below, self.target);
        self.done.held |= done.held;
        if !done.any && !rest {
            self.run.lose(attribute, Reason::Removed, Single::Nothing);
        }
    }

    fn pick(
        &mut self,
        attribute: &'static AttributeMeta,
        (pick, by, below): (&'static PickMeta, usize, usize),
        values: &dyn FieldsList,
    ) {
        let mut best: Option<(usize, usize)> = None;
        values.for_each(&mut |index, value| {
            let mut probe = Probe { by, rank: Some(pick.order.len()), order: pick.order };
            value.visit(&mut Show(&mut probe));
            if let Some(rank) = probe.rank
                && best.is_none_or(|(known, _)| rank < known)
            {
                best = Some((rank, index));
            }
        });
        values.for_each(&mut |index, value| {
            self.run.here.element(index);
            if best.is_some_and(|(_, best)| best == index) {
                self.fold(attribute, below, false, value);
            } else {
                self.run.lose_record(attribute, Reason::Folded, value);
            }
        });
    }
}

impl Look for Walker<'_, '_, '_> {
    #[inline]
    fn single(&mut self, n: usize, value: Single<'_>) {
        let Some((attribute, moves)) = self.enter(n) else { return };
        for it in moves {
            self.value(attribute, it, value);
        }
    }

    fn singles(&mut self, n: usize, values: &mut dyn Iterator<Item = Single<'_>>) {
        let Some((attribute, moves)) = self.enter(n) else { return };
        for (index, value) in values.enumerate() {
            self.run.here.element(index);
            for it in moves {
                self.value(attribute, it, value);
            }
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        let Some((attribute, moves)) = self.enter(n) else { return };
        for it in moves {
            match it {
                Move::Record { place, to, below } => {
                    self.to(attribute, (*place, to, *below), value);
                }
                Move::Fold { below, rest } => self.fold(attribute, *below, *rest, value),
                Move::Lost(reason) => self.run.lose_record(attribute, *reason, value),
                _ => self.run.lose_record(attribute, Reason::NoMapping, value),
            }
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        let Some((attribute, moves)) = self.enter(n) else { return };
        for it in moves {
            match it {
                Move::Record { place, to, below } => values.for_each(&mut |index, value| {
                    self.run.here.element(index);
                    self.to(attribute, (*place, to, *below), value);
                }),
                Move::Pick { pick, by, below } => self.pick(attribute, (pick, *by, *below), values),
                Move::Lost(reason) => self.run.lose_records(attribute, *reason, values),
                _ => self.run.lose_records(attribute, Reason::NoMapping, values),
            }
        }
    }
}

/// Loses all that a record holds.
struct Loser<'r, 'a> {
    run: &'r mut Run<'a>,
    meta: &'static RecordMeta,
    reason: Reason,
    any: bool,
}

impl Loser<'_, '_> {
    fn enter(&mut self, n: usize) -> Option<&'static AttributeMeta> {
        let attribute = self.meta.attribute(n)?;
        self.any = true;
        self.run.here.enter(attribute);
        Some(attribute)
    }
}

impl Look for Loser<'_, '_> {
    fn single(&mut self, n: usize, value: Single<'_>) {
        if let Some(attribute) = self.enter(n) {
            self.run.lose(attribute, self.reason, value);
        }
    }

    fn singles(&mut self, n: usize, values: &mut dyn Iterator<Item = Single<'_>>) {
        let Some(attribute) = self.enter(n) else { return };
        for (index, value) in values.enumerate() {
            self.run.here.element(index);
            self.run.lose(attribute, self.reason, value);
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        if let Some(attribute) = self.enter(n) {
            self.run.lose_record(attribute, self.reason, value);
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        if let Some(attribute) = self.enter(n) {
            self.run.lose_records(attribute, self.reason, values);
        }
    }
}

/// Finds how much a record of a list is wanted.
struct Probe {
    by: usize,
    order: &'static [&'static str],
    /// The less the better; `None` when it is never taken.
    rank: Option<usize>,
}

impl Look for Probe {
    fn single(&mut self, n: usize, value: Single<'_>) {
        if n == self.by {
            self.rank = match value {
                Single::Code(code) | Single::Text(code) => {
                    self.order.iter().position(|wanted| *wanted == code)
                }
                _ => None,
            };
        }
    }

    fn singles(&mut self, _: usize, _: &mut dyn Iterator<Item = Single<'_>>) {}
    fn record(&mut self, _: usize, _: &dyn Fields) {}
    fn records(&mut self, _: usize, _: &dyn FieldsList) {}
}
