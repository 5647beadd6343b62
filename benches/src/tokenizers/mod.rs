//! Tokenizers at the same work: the records are walked along the tables of the release, names are
//! looked up, texts are kept as owned values, lengths and dates are looked at. What the runtime
//! does beyond that (findings, paths, codes) does not depend on the tokenizer.

pub mod own;
mod pull;
mod push;

use vum::Date;
use vum::meta::{AttributeMeta, CodeFormMeta, RecordMeta, TextMeta, ValueMeta};

pub use pull::{HifijsonPull, JiterPull, SimdJsonBuffers, SimdJsonPull, StrusonPull};
pub use push::{serde_json_seeds, sonic_seeds};

/// What was read.
#[derive(Debug, Default, PartialEq)]
pub struct Owned {
    texts: Vec<String>,
    dates: Vec<Date>,
    numbers: Vec<i64>,
    flags: Vec<bool>,
    faults: usize,
}

impl Owned {
    fn text(&mut self, form: &TextMeta, text: &str) {
        let max = form.max_length as usize;
        self.faults += usize::from(text.len() > max && text.chars().count() > max);
        self.texts.push(text.to_owned());
    }

    /// How many values there are; so that none is optimised away.
    #[must_use]
    pub fn count(&self) -> u64 {
        let dates = self.dates.iter().filter(|date| date.is_valid()).count();
        (self.texts.len() + dates + self.numbers.len() + self.flags.len() + self.faults) as u64
    }
}

/// The next thing in a record.
pub enum Key {
    /// An attribute of the table.
    Known(usize),
    /// Another.
    Unknown,
    /// The end.
    End,
}

/// A tokenizer that is asked. `None` when the syntax is broken or something else stands there.
pub trait Pull {
    /// Where the current value starts, for those that know.
    fn offset(&mut self) -> Option<usize>;
    /// Steps into a record.
    fn begin_record(&mut self) -> Option<()>;
    /// Goes to the next value of a record.
    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key>;
    /// Steps into a list.
    fn begin_list(&mut self) -> Option<()>;
    /// Goes to the next element.
    fn next_element(&mut self) -> Option<bool>;
    /// A text.
    fn text(&mut self) -> Option<&str>;
    /// A whole number.
    fn number(&mut self) -> Option<i64>;
    /// True or false.
    fn boolean(&mut self) -> Option<bool>;
    /// Passes over the value.
    fn skip(&mut self) -> Option<()>;
}

/// Reads a message.
pub fn walk<P: Pull>(source: &mut P, meta: &'static RecordMeta) -> Option<Owned> {
    let mut out = Owned::default();
    record(source, meta, &mut out)?;
    Some(out)
}

#[inline(never)]
fn record<P: Pull>(source: &mut P, meta: &'static RecordMeta, out: &mut Owned) -> Option<()> {
    source.begin_record()?;
    let mut expected = 0;
    loop {
        match source.next_key(meta, expected)? {
            Key::End => return Some(()),
            Key::Unknown => source.skip()?,
            Key::Known(n) => {
                expected = n + 1;
                let attribute = &meta.attributes[n];
                if attribute.many {
                    source.begin_list()?;
                    while source.next_element()? {
                        value(source, attribute, out)?;
                    }
                } else {
                    value(source, attribute, out)?;
                }
            }
        }
    }
}

fn value<P: Pull>(
    source: &mut P,
    attribute: &'static AttributeMeta,
    out: &mut Owned,
) -> Option<()> {
    let offset = source.offset();
    out.faults += usize::from(offset == Some(usize::MAX));
    match &attribute.value {
        ValueMeta::Text(form) | ValueMeta::Code(_, CodeFormMeta::Text(form)) => {
            out.text(form, source.text()?);
        }
        ValueMeta::Label(_) => out.texts.push(source.text()?.to_owned()),
        ValueMeta::Integer(_) | ValueMeta::Code(_, CodeFormMeta::Integer(_)) => {
            out.numbers.push(source.number()?);
        }
        ValueMeta::Boolean => out.flags.push(source.boolean()?),
        ValueMeta::Date => out.dates.push(Date::from_text(source.text()?)),
        ValueMeta::Record(meta) => record(source, meta, out)?,
        // Only whole bodies have one.
        ValueMeta::Raw => return None,
    }
    Some(())
}

fn find(meta: &'static RecordMeta, name: &str, expected: usize) -> Option<usize> {
    let is = |n: &usize| meta.attributes.get(*n).is_some_and(|it| it.name == name);
    (expected..meta.attributes.len()).find(is).or_else(|| (0..expected).find(is))
}
