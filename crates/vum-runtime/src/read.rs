//! Reading: one engine for every record and every syntax, with all findings.

use crate::body::RawObject;
use crate::context::{Context, Leaf};
use crate::date::Date;
use crate::fill::{BranchSlot, ChoicesSlot, CodeSlot, Fill, RecordSlot, Slot};
use crate::finding::Word;
use crate::meta::{AttributeMeta, RecordMeta, ValueMeta};
use crate::outcome::Report;
use crate::question::alias;
use crate::rule::{self, Rule};
use crate::source::{CodeText, Form, Halt, Key, Number, Remark, Source};
use crate::structure::{Seen, names};

/// Reads records from a source and keeps what it finds.
pub struct Reader<S> {
    pub(crate) source: S,
    pub(crate) context: Context,
    /// What the source has said of an attribute that is not entered yet.
    later: Vec<Remark>,
}

/// How far the attributes of a record were read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Progress {
    /// Those that were there.
    seen: Seen,
    /// The one behind the last of them in the order of the standard.
    expected: usize,
    /// Whether the target holds anything.
    pub(crate) kept: bool,
    /// Whether the record has no more of them.
    pub(crate) ended: bool,
}

impl Progress {
    /// Goes to an attribute.
    #[inline]
    pub(crate) fn pass(&mut self, n: usize) {
        self.expected = self.expected.max(n + 1);
        self.seen.insert(n);
    }
}

/// What there is to know of a record or list after it was read.
#[derive(Clone, Copy)]
struct Held {
    /// Whether its value holds anything.
    kept: bool,
    /// Whether nothing stood in the text, and that is allowed.
    empty: bool,
}

/// Fills a record, or the place of a choice. The report has no lines and columns yet.
#[inline(always)]
pub(crate) fn read_root<S: Source>(
    source: S,
    target: &mut dyn Fill,
    context: Context,
) -> (S, Context, Result<(), Halt>) {
    let mut reader = Reader { source, context, later: Vec::new() };
    let flow = reader.root(target);
    if flow.is_err() {
        reader.context.incomplete = true;
    }
    (reader.source, reader.context, flow)
}

impl<S: Source> Reader<S> {
    fn root(&mut self, target: &mut dyn Fill) -> Result<(), Halt> {
        let at = self.source.offset();
        if !self.source.begin_record() {
            return self.mismatch(Word::Record, at).map(|_| ());
        }
        self.remarks(false);
        let meta = target.meta();
        self.inside(target, meta, at).map(|_| ())
    }

    /// Reads the attributes of a record that was stepped into.
    #[inline(always)]
    fn inside(
        &mut self,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        start: Option<usize>,
    ) -> Result<Held, Halt> {
        let mut progress = Progress::default();
        S::in_order(self, target, meta, &mut progress)?;
        if progress.ended {
            let anything = !progress.seen.is_empty();
            return Ok(self.close(meta, &progress, anything, &[], start));
        }
        self.one_by_one(target, meta, progress, start)
    }

    /// Looks at a record as a whole, once all of it was read.
    #[inline]
    fn close(
        &mut self,
        meta: &'static RecordMeta,
        progress: &Progress,
        anything: bool,
        others: &[(String, Option<usize>)],
        start: Option<usize>,
    ) -> Held {
        let seen = progress.seen;
        self.context.leave();
        // A choice that was not made cannot be told from an absent one.
        self.context.incomplete |= meta.choice && seen.is_empty();
        let mut fine = self.context.missing(meta, seen, start);
        if let Some(question) = meta.question {
            fine &= self.context.question(meta, question, seen, others, start);
        }
        Held { kept: progress.kept, empty: fine && !anything }
    }

    /// Reads the attributes that are left, each looked up by its name.
    #[inline(never)]
    fn one_by_one(
        &mut self,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        mut progress: Progress,
        start: Option<usize>,
    ) -> Result<Held, Halt> {
        let role = self.context.options.role;
        let mut anything = !progress.seen.is_empty();
        // Names that the record does not have, where it depends on the others what they are.
        let mut others: Vec<(String, Option<usize>)> = Vec::new();
        loop {
            let key = self.source.next_key(meta, progress.expected)?;
            self.remarks(true);
            match key {
                Key::Known(n) => {
                    anything = true;
                    let Some(attribute) = meta.attribute(n) else {
                        self.source.skip()?;
                        continue;
                    };
                    // What comes in the order of the standard cannot have been there before.
                    if (n < progress.expected || meta.choice) && !progress.seen.is_empty() {
                        let same = progress.seen.contains(n);
                        if same || meta.choice {
                            self.second(meta, attribute, same)?;
                            continue;
                        }
                    }
                    if S::ORDERED && n < progress.expected {
                        self.out_of_order(meta, attribute, progress.expected);
                    }
                    progress.pass(n);
                    self.context.enter(attribute);
                    self.remarks(false);
                    if !attribute.is_plain(role) {
                        let (_, at) = self.source.name();
                        if meta.is_extra(attribute, role) {
                            progress.kept |= self.extra(target, n, attribute, at)?;
                            continue;
                        }
                        self.context.attribute(attribute, at);
                    }
                    if let Some(question) = meta.question {
                        self.context.least = question.least;
                    }
                    progress.kept |= self.attribute(target, n, attribute)?;
                }
                Key::End => break,
                Key::Unknown => {
                    anything = true;
                    self.context.leave();
                    self.remarks(false);
                    let (name, at) = self.source.name();
                    if let Some(question) = meta.question {
                        if let Some(n) = alias(question, &name) {
                            progress.kept |=
                                self.alias(target, meta, n, &name, at, &mut progress.seen)?;
                            continue;
                        }
                        others.push((name, at));
                    } else if meta.open.contains(role) {
                        self.context.extra_name(&name, at);
                    } else {
                        self.context.incomplete = true;
                        self.context.unknown_name(meta, &name, at);
                    }
                    self.source.skip()?;
                }
            }
        }
        Ok(self.close(meta, &progress, anything, &others, start))
    }

    /// An attribute under another name than that of the contract.
    #[cold]
    #[inline(never)]
    fn alias(
        &mut self,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        n: usize,
        name: &str,
        at: Option<usize>,
        seen: &mut Seen,
    ) -> Result<bool, Halt> {
        let Some(attribute) = meta.attribute(n) else { return self.source.skip().map(|()| false) };
        if seen.contains(n) {
            return self.second(meta, attribute, true).map(|()| false);
        }
        seen.insert(n);
        let params = vec![("expected", attribute.name.into())];
        self.context.report_below(Leaf::Unknown(name), &rule::ALIAS_NAME, at, params);
        self.context.enter(attribute);
        self.attribute(target, n, attribute)
    }

    /// Reports what the source has found itself: about the record around the current attribute
    /// first, and then what is left.
    #[inline]
    fn remarks(&mut self, around: bool) {
        if S::ORDERED && (self.source.has_remarks() || !self.later.is_empty()) {
            self.take_remarks(around);
        }
    }

    #[cold]
    #[inline(never)]
    fn take_remarks(&mut self, around: bool) {
        while let Some(remark) = self.source.remark() {
            if around && !remark.is_around {
                self.later.push(remark);
                continue;
            }
            if remark.is_around {
                self.context.leave();
            }
            self.context.incomplete |= remark.rule.is_lossy();
            self.context.report(remark.rule, Some(remark.offset), remark.params);
        }
        if !around {
            for remark in std::mem::take(&mut self.later) {
                self.context.incomplete |= remark.rule.is_lossy();
                self.context.report(remark.rule, Some(remark.offset), remark.params);
            }
        }
    }

    /// An attribute stands behind one that the standard has after it.
    #[cold]
    fn out_of_order(
        &mut self,
        meta: &'static RecordMeta,
        attribute: &'static AttributeMeta,
        expected: usize,
    ) {
        let (_, at) = self.source.name();
        self.context.leave();
        let behind = expected.checked_sub(1).and_then(|n| meta.attribute(n));
        let params = vec![
            ("name", attribute.tag.into()),
            ("behind", behind.map_or("", |attribute| attribute.tag).into()),
        ];
        self.context.report_below(Leaf::Attribute(attribute), &rule::ELEMENT_ORDER, at, params);
    }

    /// An attribute that only the contract of the other role has, in a record that may have other
    /// names: its value is kept where it fits, and not judged.
    #[cold]
    #[inline(never)]
    fn extra(
        &mut self,
        target: &mut dyn Fill,
        n: usize,
        attribute: &'static AttributeMeta,
        at: Option<usize>,
    ) -> Result<bool, Halt> {
        self.context.extra_attribute(attribute, at);
        let (kept, dropped) = (self.context.findings.len(), self.context.dropped);
        let held = self.attribute(target, n, attribute);
        self.context.findings.truncate(kept);
        self.context.dropped = dropped;
        held
    }

    /// The same attribute, or another branch of a choice, once more: the first counts.
    #[cold]
    #[inline(never)]
    fn second(
        &mut self,
        meta: &'static RecordMeta,
        attribute: &'static AttributeMeta,
        same: bool,
    ) -> Result<(), Halt> {
        let (_, at) = self.source.name();
        self.context.leave();
        self.context.incomplete = true;
        let (rule, params) = if same && S::ORDERED {
            (&rule::REPEATED_ELEMENT, vec![("name", attribute.tag.into())])
        } else if same {
            (&rule::DUPLICATE_ATTRIBUTE, vec![("name", attribute.name.into())])
        } else {
            (&rule::CHOICE_MANY, vec![("names", names(meta).into())])
        };
        self.context.report_below(Leaf::Attribute(attribute), rule, at, params);
        self.source.skip()
    }

    /// Something else stands here than was asked for: the value is passed over, and a finding. In
    /// this order, because what looks like another value may be no JSON at all. Never holds a value.
    #[cold]
    #[inline(never)]
    fn mismatch(&mut self, expected: Word, at: Option<usize>) -> Result<bool, Halt> {
        let found = self.source.found()?;
        self.context.incomplete = true;
        self.source.skip()?;
        if found == Word::Null {
            self.context.report(&rule::NULL_VALUE, at, Vec::new());
        } else {
            let params = vec![("expected", expected.into()), ("found", found.into())];
            self.context.report(&rule::WRONG_TYPE, at, params);
        }
        Ok(false)
    }

    /// A value of the right type that no integer can hold.
    #[cold]
    #[inline(never)]
    fn unfit(&mut self, rule: &'static Rule, at: Option<usize>) {
        self.context.incomplete = true;
        self.context.report(rule, at, Vec::new());
    }

    /// Reads the value of attribute `n`. Tells whether the target holds it now.
    #[inline]
    fn attribute(
        &mut self,
        target: &mut dyn Fill,
        n: usize,
        meta: &'static AttributeMeta,
    ) -> Result<bool, Halt> {
        self.value(target.slot(n), n, meta)
    }

    /// Reads a value into its slot.
    #[inline]
    pub(crate) fn value(
        &mut self,
        slot: Slot<'_>,
        n: usize,
        meta: &'static AttributeMeta,
    ) -> Result<bool, Halt> {
        match slot {
            Slot::Text(slot) => self.text(meta, true, &mut |text| *slot = Some(text.to_owned())),
            Slot::Code(slot) => self.code(meta, true, slot),
            Slot::Record(slot) => self.record(meta, slot),
            Slot::Records(slot) => self.list(|reader| reader.element(meta, slot)),
            Slot::Date(slot) => self.date(&mut |date| *slot = Some(date)),
            Slot::Integer(slot) => self.integer(meta, &mut |value| *slot = Some(value)),
            Slot::Branch(place) => self.branch(place, n),
            Slot::Texts(slot) => {
                self.list(|reader| reader.text(meta, false, &mut |text| slot.push(text.to_owned())))
            }
            other => self.rare(other, meta),
        }
    }

    /// The kinds of attribute that few records have.
    #[inline(never)]
    fn rare(&mut self, slot: Slot<'_>, meta: &'static AttributeMeta) -> Result<bool, Halt> {
        match slot {
            Slot::Codes(slot) => self.list(|reader| reader.code(meta, false, slot)),
            Slot::Integers(slot) => {
                self.list(|reader| reader.integer(meta, &mut |value| slot.push(value)))
            }
            Slot::Boolean(slot) => self.boolean(&mut |value| *slot = Some(value)),
            Slot::Booleans(slot) => {
                self.list(|reader| reader.boolean(&mut |value| slot.push(value)))
            }
            Slot::Dates(slot) => self.list(|reader| reader.date(&mut |date| slot.push(date))),
            Slot::Raw(slot) => self.raw(slot),
            Slot::Choice(place) => self.choice(place),
            Slot::Choices(slot) => self.choices(slot),
            // The type has no such attribute; the others are not rare.
            _ => self.source.skip().map(|()| false),
        }
    }

    /// An object whose content is not judged.
    fn raw(&mut self, slot: &mut Option<RawObject>) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.raw()? {
            Some(Form::Value(object)) => {
                self.context.raw(&object, at);
                *slot = Some(object);
                return Ok(true);
            }
            Some(Form::Unfit(rule)) => self.unfit(rule, at),
            None => return self.mismatch(Word::Record, at),
        }
        Ok(false)
    }

    /// `single`: an empty text counts as absent, unless some role must send it: what is read must
    /// not depend on the role, and a check must find it again. In a list the elements keep their
    /// places.
    #[inline]
    pub(crate) fn text(
        &mut self,
        meta: &'static AttributeMeta,
        single: bool,
        keep: &mut impl FnMut(&str),
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        let Some(text) = self.source.text() else { return self.mismatch(Word::Text, at) };
        let empty = self.context.text(meta, text, at);
        if empty && single && meta.required.is_empty() {
            return Ok(false);
        }
        keep(text);
        Ok(true)
    }

    #[inline]
    pub(crate) fn integer(
        &mut self,
        meta: &'static AttributeMeta,
        keep: &mut impl FnMut(i64),
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.number() {
            Some(Number::Integer(value)) => {
                self.context.integer(meta, value, at);
                keep(value);
                return Ok(true);
            }
            Some(Number::TooLarge) => self.unfit(&rule::INTEGER_RANGE, at),
            Some(Number::NotWhole) => self.unfit(&rule::INTEGER_FORM, at),
            None => return self.mismatch(Word::Integer, at),
        }
        Ok(false)
    }

    fn boolean(&mut self, keep: &mut impl FnMut(bool)) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.boolean() {
            Some(Form::Value(value)) => {
                keep(value);
                return Ok(true);
            }
            Some(Form::Unfit(rule)) => self.unfit(rule, at),
            None => return self.mismatch(Word::Boolean, at),
        }
        Ok(false)
    }

    #[inline]
    pub(crate) fn date(&mut self, keep: &mut impl FnMut(Date)) -> Result<bool, Halt> {
        if let Some(date) = self.source.day() {
            keep(date);
            return Ok(true);
        }
        self.date_in_full(keep)
    }

    #[inline(never)]
    fn date_in_full(&mut self, keep: &mut impl FnMut(Date)) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.date() {
            Some(Form::Value(date)) => {
                self.context.date(&date, at);
                keep(date);
                return Ok(true);
            }
            Some(Form::Unfit(rule)) => self.unfit(rule, at),
            None => return self.mismatch(Word::Text, at),
        }
        Ok(false)
    }

    #[inline(always)]
    pub(crate) fn code(
        &mut self,
        meta: &'static AttributeMeta,
        single: bool,
        slot: &mut dyn CodeSlot,
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.code(meta) {
            Some(CodeText::Text("")) => {
                let empty = self.context.code(meta, "", at);
                let keep = !(empty && single && meta.required.is_empty());
                if keep {
                    slot.put("");
                }
                return Ok(keep);
            }
            Some(CodeText::Text(code)) => {
                if !(slot.put(code) && meta.has_plain_codes()) {
                    self.context.code(meta, code, at);
                }
                return Ok(true);
            }
            Some(CodeText::TooLarge) => self.unfit(&rule::INTEGER_RANGE, at),
            Some(CodeText::NotWhole) => self.unfit(&rule::INTEGER_FORM, at),
            None => {
                let expected = if meta.is_integer_code() { Word::Integer } else { Word::Text };
                return self.mismatch(expected, at);
            }
        }
        Ok(false)
    }

    /// A single record. One that holds nothing counts as absent, like any empty value, unless a
    /// check of it would find something.
    #[inline]
    pub(crate) fn record(
        &mut self,
        meta: &'static AttributeMeta,
        slot: &mut dyn RecordSlot,
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        if !self.source.begin_record() {
            return self.mismatch(Word::Record, at);
        }
        let (Some(target), ValueMeta::Record(below)) = (slot.begin(), &meta.value) else {
            return Ok(false);
        };
        let held = self.below(target, below, at)?;
        let keep = held.kept || below.has_required() || !meta.required.is_empty();
        if !keep {
            slot.undo();
        }
        Ok(keep)
    }

    /// A record in a list: it keeps its place.
    #[inline]
    pub(crate) fn element(
        &mut self,
        meta: &'static AttributeMeta,
        slot: &mut dyn RecordSlot,
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        if !self.source.begin_record() {
            return self.mismatch(Word::Record, at);
        }
        let (Some(target), ValueMeta::Record(below)) = (slot.begin(), &meta.value) else {
            return Ok(false);
        };
        self.below(target, below, at).map(|_| true)
    }

    /// A record that was stepped into, one level below the current one.
    fn below(
        &mut self,
        target: &mut dyn Fill,
        meta: &'static RecordMeta,
        at: Option<usize>,
    ) -> Result<Held, Halt> {
        self.context.descend();
        let held = self.inside(target, meta, at)?;
        self.context.ascend();
        self.context.empty(held.empty, at);
        Ok(held)
    }

    fn choice(&mut self, place: &mut dyn Fill) -> Result<bool, Halt> {
        let at = self.source.offset();
        if !self.source.begin_record() {
            return self.mismatch(Word::Record, at);
        }
        let meta = place.meta();
        self.below(place, meta, at).map(|held| held.kept)
    }

    fn branch(&mut self, place: &mut dyn BranchSlot, n: usize) -> Result<bool, Halt> {
        let at = self.source.offset();
        if !self.source.begin_record() {
            return self.mismatch(Word::Record, at);
        }
        let Some(target) = place.begin(n) else { return Ok(false) };
        let meta = target.meta();
        self.below(target, meta, at).map(|_| true)
    }

    fn choices(&mut self, slot: &mut dyn ChoicesSlot) -> Result<bool, Halt> {
        self.list(|reader| {
            slot.one(&mut |place| reader.choice(place).map(|_| ()))?;
            Ok(!slot.is_empty())
        })
    }

    #[inline]
    pub(crate) fn list(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Result<bool, Halt>,
    ) -> Result<bool, Halt> {
        let at = self.source.offset();
        let least = std::mem::take(&mut self.context.least);
        if !self.source.begin_list() {
            return self.mismatch(Word::List, at);
        }
        let mut kept = false;
        let mut index = 0;
        while self.source.next_element()? {
            self.context.element(index);
            self.remarks(false);
            kept |= each(self)?;
            index += 1;
        }
        self.context.after_elements();
        if index < least {
            self.context.too_few(index, least, at);
            return Ok(kept);
        }
        self.context.empty(index == 0 && !self.context.is_required_list(), at);
        Ok(kept)
    }
}

impl Report {
    /// Whether a value had to be left out is known to the context only.
    pub(crate) fn split(context: Context) -> (bool, Self) {
        (!context.incomplete && !context.passed_over, Self::of(context))
    }
}
