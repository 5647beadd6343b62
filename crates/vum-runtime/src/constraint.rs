//! The constraints of the contracts on single values: one place for reading and for checking.

use crate::code::{CodeRef, code_integer};
use crate::context::Context;
use crate::date::{Date, DateFault};
use crate::finding::Param;
use crate::meta::{
    AbsentReasonMeta, AttributeMeta, BoundsMeta, CodeFormMeta, CodeListMeta, CodeStatus, CodeTable,
    TextMeta, ValueMeta,
};
use crate::rule;

/// How many codes a help text names at most.
const NAMED_CODES: usize = 30;

impl Context {
    /// A text for an attribute. Returns whether it is empty and allowed to be, so that it counts
    /// as absent.
    #[inline]
    pub(crate) fn text(&mut self, meta: &AttributeMeta, value: &str, at: Option<usize>) -> bool {
        match &meta.value {
            // Most texts: nothing but a greatest length, and shorter than that.
            ValueMeta::Text(TextMeta { min_length: 0, max_length, pattern: None })
                if !value.is_empty() && value.len() <= *max_length as usize =>
            {
                false
            }
            _ => self.text_in_full(meta, value, at),
        }
    }

    #[inline(never)]
    fn text_in_full(&mut self, meta: &AttributeMeta, value: &str, at: Option<usize>) -> bool {
        match &meta.value {
            ValueMeta::Text(form) => {
                let fine = self.text_form(form, value, at);
                self.empty(fine && value.is_empty(), at)
            }
            ValueMeta::Label(list) => {
                if !list.has_label(value) {
                    self.report(&rule::UNKNOWN_LABEL, at, vec![("list", list.id.into())]);
                }
                false
            }
            // Generated code asks for no text elsewhere.
            _ => false,
        }
    }

    fn text_form(&mut self, form: &TextMeta, value: &str, at: Option<usize>) -> bool {
        let fine = form.is_fine(value);
        if !fine {
            self.text_fault(form, value, at);
        }
        fine
    }

    /// Says what is wrong with the form of a text.
    #[cold]
    fn text_fault(&mut self, form: &TextMeta, value: &str, at: Option<usize>) {
        let actual = value.chars().count();
        let sizes = |limit: u32| vec![("actual", actual.into()), ("limit", limit.into())];
        if actual > form.max_length as usize {
            self.report(&rule::MAX_LENGTH, at, sizes(form.max_length));
        } else if actual < form.min_length as usize {
            self.report(&rule::MIN_LENGTH, at, sizes(form.min_length));
        }
        if let Some(pattern) = form.pattern
            && !pattern.matches(value)
        {
            self.report(&rule::PATTERN, at, vec![("pattern", pattern.as_str().into())]);
        }
    }

    #[inline]
    pub(crate) fn empty(&mut self, empty: bool, at: Option<usize>) -> bool {
        if empty {
            self.report(&rule::EMPTY_VALUE, at, Vec::new());
        }
        empty
    }

    #[inline]
    pub(crate) fn integer(&mut self, meta: &AttributeMeta, value: i64, at: Option<usize>) {
        if let ValueMeta::Integer(bounds) = &meta.value {
            self.bounds(bounds, value, at);
        }
    }

    #[inline]
    fn bounds(&mut self, bounds: &BoundsMeta, value: i64, at: Option<usize>) -> bool {
        if value < bounds.min {
            self.report(&rule::MINIMUM, at, vec![("limit", bounds.min.into())]);
        } else if value > bounds.max {
            self.report(&rule::MAXIMUM, at, vec![("limit", bounds.max.into())]);
        } else {
            return true;
        }
        false
    }

    #[inline]
    pub(crate) fn date(&mut self, date: &Date, at: Option<usize>) {
        match date.fault() {
            None => {}
            Some(DateFault::Form) => self.report(&rule::DATE_FORM, at, Vec::new()),
            Some(DateFault::Partial) => self.report(&rule::DATE_PARTIAL, at, Vec::new()),
            Some(DateFault::Calendar) => self.report(&rule::DATE_CALENDAR, at, Vec::new()),
        }
    }

    /// A code in memory: only what its type does not show is looked at.
    pub(crate) fn listed_or_checked(&mut self, meta: &AttributeMeta, code: CodeRef<'_>) {
        if !(code.is_listed() && meta.has_plain_codes()) {
            self.code(meta, code.text(), None);
        }
    }

    /// A code in the type of its list. Returns whether it is empty and allowed to be.
    pub(crate) fn code(&mut self, meta: &AttributeMeta, code: &str, at: Option<usize>) -> bool {
        let ValueMeta::Code(list, form) = &meta.value else { return false };
        let well_formed = match form {
            CodeFormMeta::Text(form) => self.text_form(form, code, at),
            CodeFormMeta::Integer(bounds) => match code_integer(code) {
                Some(value) => self.bounds(bounds, value, at),
                None => {
                    // One finding, as for a fraction in JSON: what is no number is in no list of them.
                    self.report(&rule::INTEGER_FORM, at, Vec::new());
                    return false;
                }
            },
        };
        if !list.closed && code.is_empty() {
            return self.empty(well_formed, at);
        }
        match list.look_up(code) {
            CodeStatus::Known(None) => self.period(list, code, at),
            CodeStatus::Known(Some(deprecated)) => self.report(
                &rule::DEPRECATED_CODE,
                at,
                vec![("list", list.id.into()), ("release", deprecated.release.into())],
            ),
            CodeStatus::Unknown if list.closed => self.unknown_code(list, code, at),
            CodeStatus::Unknown if well_formed && list.has_table() => {
                self.report(&rule::EXTERNAL_CODE, at, vec![("list", list.id.into())]);
            }
            CodeStatus::Unknown => {}
        }
        false
    }

    /// Whether a code of the list holds on the day of reference.
    fn period(&mut self, list: &'static CodeListMeta, code: &str, at: Option<usize>) {
        let Some((dated, on)) = list.period(code).zip(self.options.on) else { return };
        if !(dated.from..dated.until).contains(&on) {
            let (year, month, day) = on;
            let on = format!("{year:04}-{month:02}-{day:02}");
            self.report(
                &rule::CODE_PERIOD,
                at,
                vec![("list", list.id.into()), ("date", on.into())],
            );
        }
    }

    #[cold]
    fn unknown_code(&mut self, list: &'static CodeListMeta, code: &str, at: Option<usize>) {
        let mut params = vec![("list", Param::from(list.id)), ("codes", named(list).into())];
        let elsewhere = list.absent.iter().find(|absent| absent.code == code);
        match elsewhere.map(|absent| &absent.reason) {
            Some(AbsentReasonMeta::Removed(release, _) | AbsentReasonMeta::Introduced(release)) => {
                params.push(("release", (*release).into()));
                self.report(&rule::ABSENT_CODE, at, params);
            }
            _ => self.report(&rule::UNKNOWN_CODE, at, params),
        }
    }
}

fn named(list: &CodeListMeta) -> String {
    let CodeTable::Listed(codes) = &list.codes else { return "…".to_owned() };
    let mut names: Vec<&str> = codes.iter().take(NAMED_CODES).map(|code| code.code).collect();
    if codes.len() > NAMED_CODES {
        names.push("…");
    }
    names.join(", ")
}
