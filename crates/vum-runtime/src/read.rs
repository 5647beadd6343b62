//! Reading: one engine for every record and every syntax, with all findings.

use crate::code::Code;
use crate::context::{Context, Options, Step};
use crate::date::Date;
use crate::finding::Word;
use crate::meta::{AttributeMeta, CodeFormMeta, RecordMeta, ValueMeta};
use crate::outcome::Report;
use crate::rule::{self, Rule};
use crate::source::{Found, Halt, Key, Number, Source};
use crate::structure::{names, shift};

/// Whether reading goes on.
pub type Flow = Result<(), Halt>;

/// A generated record that can be filled from a source.
pub trait Read<S: Source> {
    /// What the standard says of it.
    fn meta(&self) -> &'static RecordMeta;

    /// Reads the value of attribute `n` of [`RecordMeta::attributes`].
    ///
    /// # Errors
    /// When reading cannot go on.
    fn read(&mut self, n: usize, reader: &mut Reader<S>) -> Flow;
}

/// A generated choice that can be filled from a source.
pub trait ReadChoice<S: Source>: Sized {
    /// What the standard says of it.
    const META: &'static RecordMeta;

    /// Reads variant `n`; `None` when something else than a record stood there.
    ///
    /// # Errors
    /// When reading cannot go on.
    fn read_variant(n: usize, reader: &mut Reader<S>) -> Result<Option<Self>, Halt>;
}

/// The place of a choice: empty until a variant is read.
struct Place<'a, C>(&'a mut Option<C>);

impl<S: Source, C: ReadChoice<S>> Read<S> for Place<'_, C> {
    fn meta(&self) -> &'static RecordMeta {
        C::META
    }

    fn read(&mut self, n: usize, reader: &mut Reader<S>) -> Flow {
        *self.0 = C::read_variant(n, reader)?;
        Ok(())
    }
}

/// Reads records from a source and keeps what it finds.
pub struct Reader<S> {
    source: S,
    context: Context,
    /// The attribute that is being read.
    current: Option<&'static AttributeMeta>,
}

/// Fills a root record. The report has no lines and columns yet.
pub(crate) fn read_root<S: Source>(
    source: S,
    target: &mut dyn Read<S>,
    options: Options,
) -> (S, Context, Flow) {
    let mut reader = Reader { source, context: Context::new(options), current: None };
    let flow = reader.root(target);
    if flow.is_err() {
        reader.context.incomplete = true;
    }
    (reader.source, reader.context, flow)
}

/// Fills a choice that stands alone.
#[cfg(feature = "serde")]
pub(crate) fn read_place<S: Source, C: ReadChoice<S>>(
    source: S,
    place: &mut Option<C>,
    options: Options,
) -> Context {
    read_root(source, &mut Place(place), options).1
}

impl<S: Source> Reader<S> {
    fn root(&mut self, target: &mut dyn Read<S>) -> Flow {
        let at = self.source.offset();
        match self.source.begin_record()? {
            Found::Value(()) => self.inside(target, at).map(|_| ()),
            Found::Other(found) => self.mismatch(Word::Record, found, at),
        }
    }

    /// Reads the attributes of a record that was stepped into. Returns whether it is empty and
    /// allowed to be.
    fn inside(&mut self, target: &mut dyn Read<S>, start: Option<usize>) -> Result<bool, Halt> {
        let meta = target.meta();
        let mut seen: u128 = 0;
        let mut expected = 0;
        let mut anything = false;
        let outer = self.current;
        loop {
            match self.source.next_key(&mut |name| meta.find(name, expected))? {
                Key::End => break,
                Key::Unknown => {
                    anything = true;
                    if !meta.open {
                        self.context.incomplete = true;
                        let (name, at) = self.source.name();
                        self.context.unknown_name(meta, name, at);
                    }
                    self.source.skip()?;
                }
                Key::Known(n) => {
                    anything = true;
                    let Some(attribute) = meta.attribute(n) else {
                        self.source.skip()?;
                        continue;
                    };
                    expected = n + 1;
                    let bit = 1_u128.wrapping_shl(shift(n));
                    if seen & bit != 0 || (meta.choice && seen != 0) {
                        self.second(meta, attribute, seen & bit != 0)?;
                        continue;
                    }
                    seen |= bit;
                    self.context.path.push(Step::Attribute(attribute));
                    if !attribute.present.contains(self.context.options.role)
                        || attribute.deprecated.is_some()
                    {
                        let (_, at) = self.source.name();
                        self.context.attribute(attribute, at);
                    }
                    self.current = Some(attribute);
                    target.read(n, self)?;
                    self.context.path.pop();
                }
            }
        }
        self.current = outer;
        // A choice that was not made cannot be told from an absent one.
        self.context.incomplete |= meta.choice && seen == 0;
        let fine = self.context.missing(meta, seen, start);
        Ok(fine && !anything)
    }

    /// The same attribute, or another branch of a choice, once more: the first counts.
    #[cold]
    fn second(
        &mut self,
        meta: &'static RecordMeta,
        attribute: &'static AttributeMeta,
        same: bool,
    ) -> Flow {
        let (_, at) = self.source.name();
        self.context.incomplete = true;
        let step = Step::Attribute(attribute);
        if same {
            let params = vec![("name", attribute.name.into())];
            self.context.report_below(step, &rule::DUPLICATE_ATTRIBUTE, at, params);
        } else {
            let params = vec![("names", names(meta).into())];
            self.context.report_below(step, &rule::CHOICE_MANY, at, params);
        }
        self.source.skip()
    }

    /// Something else stands here than was asked for: the value is passed over, and a finding. In
    /// this order, because what looks like another value may be no JSON at all.
    #[cold]
    #[inline(never)]
    fn mismatch(&mut self, expected: Word, found: Word, at: Option<usize>) -> Flow {
        self.context.incomplete = true;
        self.source.skip()?;
        if found == Word::Null {
            self.context.report(&rule::NULL_VALUE, at, Vec::new());
        } else {
            let params = vec![("expected", expected.into()), ("found", found.into())];
            self.context.report(&rule::WRONG_TYPE, at, params);
        }
        Ok(())
    }

    /// A value of the right type that no integer can hold.
    #[cold]
    #[inline(never)]
    fn unfit(&mut self, rule: &'static Rule, at: Option<usize>) {
        self.context.incomplete = true;
        self.context.report(rule, at, Vec::new());
    }

    /// Whether some role must send the current attribute. An empty value is kept then: what is
    /// read must not depend on the role, and a check must find it again.
    fn required(&self) -> bool {
        self.current.is_some_and(|meta| !meta.required.is_empty())
    }

    /// Reads a single text.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn text(&mut self, slot: &mut Option<String>) -> Flow {
        *slot = self.one_text(true)?;
        Ok(())
    }

    /// Reads a list of texts.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn texts(&mut self, slot: &mut Vec<String>) -> Flow {
        self.list(&mut |reader| {
            slot.extend(reader.one_text(false)?);
            Ok(())
        })
    }

    /// `single`: an empty text counts as absent. In a list the elements keep their places.
    fn one_text(&mut self, single: bool) -> Result<Option<String>, Halt> {
        let at = self.source.offset();
        let drop_empty = single && !self.required();
        match self.source.text()? {
            Found::Value(text) => {
                let Some(meta) = self.current else { return Ok(None) };
                let empty = self.context.text(meta, text, at);
                Ok((!(empty && drop_empty)).then(|| text.to_owned()))
            }
            Found::Other(found) => self.mismatch(Word::Text, found, at).map(|()| None),
        }
    }

    /// Reads a single whole number.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn integer(&mut self, slot: &mut Option<i64>) -> Flow {
        *slot = self.one_integer()?;
        Ok(())
    }

    /// Reads a list of whole numbers.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn integers(&mut self, slot: &mut Vec<i64>) -> Flow {
        self.list(&mut |reader| {
            slot.extend(reader.one_integer()?);
            Ok(())
        })
    }

    fn one_integer(&mut self) -> Result<Option<i64>, Halt> {
        let at = self.source.offset();
        let value = self.whole_number(at)?;
        if let (Some(value), Some(meta)) = (value, self.current) {
            self.context.integer(meta, value, at);
        }
        Ok(value)
    }

    fn whole_number(&mut self, at: Option<usize>) -> Result<Option<i64>, Halt> {
        match self.source.number()? {
            Found::Value(Number::Integer(value)) => return Ok(Some(value)),
            Found::Value(Number::TooLarge) => self.unfit(&rule::INTEGER_RANGE, at),
            Found::Value(Number::NotWhole) => self.unfit(&rule::INTEGER_FORM, at),
            Found::Other(found) => self.mismatch(Word::Integer, found, at)?,
        }
        Ok(None)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn boolean(&mut self, slot: &mut Option<bool>) -> Flow {
        let at = self.source.offset();
        match self.source.boolean()? {
            Found::Value(value) => *slot = Some(value),
            Found::Other(found) => self.mismatch(Word::Boolean, found, at)?,
        }
        Ok(())
    }

    /// Reads a list of `true` and `false`.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn booleans(&mut self, slot: &mut Vec<bool>) -> Flow {
        self.list(&mut |reader| {
            let mut value = None;
            reader.boolean(&mut value)?;
            slot.extend(value);
            Ok(())
        })
    }

    /// Passes over the current value: for a number that a record does not have.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn pass(&mut self) -> Flow {
        self.source.skip()
    }

    /// Reads a single date.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn date(&mut self, slot: &mut Option<Date>) -> Flow {
        *slot = self.one_date()?;
        Ok(())
    }

    /// Reads a list of dates.
    ///
    /// # Errors
    /// When reading cannot go on.
    #[inline(never)]
    pub fn dates(&mut self, slot: &mut Vec<Date>) -> Flow {
        self.list(&mut |reader| {
            slot.extend(reader.one_date()?);
            Ok(())
        })
    }

    fn one_date(&mut self) -> Result<Option<Date>, Halt> {
        let at = self.source.offset();
        match self.source.text()? {
            Found::Value(text) => {
                let date = Date::from_text(text);
                self.context.date(&date, at);
                Ok(Some(date))
            }
            Found::Other(found) => self.mismatch(Word::Text, found, at).map(|()| None),
        }
    }

    /// Reads a single code.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn code<C: Code>(&mut self, slot: &mut Option<C>) -> Flow {
        self.one_code(true, &mut |code| slot.insert(C::from_code(code)).is_variant())
    }

    /// Reads a list of codes.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn codes<C: Code>(&mut self, slot: &mut Vec<C>) -> Flow {
        self.list(&mut |reader| {
            reader.one_code(false, &mut |code| {
                let code = C::from_code(code);
                let listed = code.is_variant();
                slot.push(code);
                listed
            })
        })
    }

    /// `keep` takes the code and tells whether the list has it for sure.
    #[inline(never)]
    fn one_code(&mut self, single: bool, keep: &mut dyn FnMut(&str) -> bool) -> Flow {
        let at = self.source.offset();
        let drop_empty = single && !self.required();
        let Some(meta) = self.current else { return self.source.skip() };
        if matches!(meta.value, ValueMeta::Code(_, CodeFormMeta::Integer(_))) {
            if let Some(value) = self.whole_number(at)? {
                let mut digits = itoa::Buffer::new();
                let code = digits.format(value);
                if !(keep(code) && meta.has_plain_codes()) {
                    self.context.code(meta, code, at);
                }
            }
            return Ok(());
        }
        match self.source.text()? {
            Found::Value("") => {
                let empty = self.context.code(meta, "", at);
                if !(empty && drop_empty) {
                    keep("");
                }
                Ok(())
            }
            Found::Value(code) => {
                if !(keep(code) && meta.has_plain_codes()) {
                    self.context.code(meta, code, at);
                }
                Ok(())
            }
            Found::Other(found) => self.mismatch(Word::Text, found, at),
        }
    }

    /// Reads a single record. One that holds nothing counts as absent, like any empty value,
    /// unless a check of it would find something.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn record<T: Read<S> + Default + PartialEq>(&mut self, slot: &mut Option<T>) -> Flow {
        let mut value = T::default();
        let keep_empty = self.required() || value.meta().has_required();
        if self.one_record(&mut value)? && (keep_empty || value != T::default()) {
            *slot = Some(value);
        }
        Ok(())
    }

    /// Reads a list of records.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn records<T: Read<S> + Default>(&mut self, slot: &mut Vec<T>) -> Flow {
        self.list(&mut |reader| {
            let mut value = T::default();
            if reader.one_record(&mut value)? {
                slot.push(value);
            }
            Ok(())
        })
    }

    /// Reads the record of a variant; `None` when something else stood there.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn variant<T: Read<S> + Default>(&mut self) -> Result<Option<T>, Halt> {
        let mut value = T::default();
        Ok(self.one_record(&mut value)?.then_some(value))
    }

    /// Reads a single choice.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn choice<C: ReadChoice<S>>(&mut self, slot: &mut Option<C>) -> Flow {
        self.one_record(&mut Place(slot)).map(|_| ())
    }

    /// Reads a list of choices.
    ///
    /// # Errors
    /// When reading cannot go on.
    pub fn choices<C: ReadChoice<S>>(&mut self, slot: &mut Vec<C>) -> Flow {
        self.list(&mut |reader| {
            let mut value = None;
            reader.one_record(&mut Place(&mut value))?;
            slot.extend(value);
            Ok(())
        })
    }

    /// Fills a record. False when something else stands here.
    #[inline(never)]
    fn one_record(&mut self, target: &mut dyn Read<S>) -> Result<bool, Halt> {
        let at = self.source.offset();
        match self.source.begin_record()? {
            Found::Value(()) => {
                let empty = self.inside(target, at)?;
                self.context.empty(empty, at);
                Ok(true)
            }
            Found::Other(found) => self.mismatch(Word::Record, found, at).map(|()| false),
        }
    }

    #[inline(never)]
    fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Flow) -> Flow {
        let at = self.source.offset();
        match self.source.begin_list()? {
            Found::Other(found) => self.mismatch(Word::List, found, at),
            Found::Value(()) => {
                let mut index = 0;
                while self.source.next_element()? {
                    self.context.path.push(Step::Index(index));
                    each(self)?;
                    self.context.path.pop();
                    index += 1;
                }
                self.context.empty(index == 0, at);
                Ok(())
            }
        }
    }
}

impl Report {
    /// Whether a value had to be left out is known to the context only.
    pub(crate) fn split(context: Context) -> (bool, Self) {
        (!context.incomplete, Self::of(context))
    }
}
