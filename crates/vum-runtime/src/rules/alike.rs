//! Elements of a list that are the same.
//!
//! Each element is first brought down to a number; only where two numbers are equal are the
//! elements written out and compared. What is empty is equal to nothing.

use crate::body::RawObject;
use crate::code::CodeRef;
use crate::date::Date;
use crate::visit::{Fields, FieldsList, Visitor};

/// As many elements are looked at without an allocation.
const FEW: usize = 16;

/// An element that was there before, by number, and the first one that is the same.
pub(super) type Twin = (usize, usize);

/// The elements of a list of records that were there before.
pub(super) fn records(list: &dyn FieldsList) -> Vec<Twin> {
    let mut prints = Prints::default();
    list.for_each(&mut |_, element| {
        let mut print = Writer(Print::default());
        print.record(element);
        prints.push(print.0.number());
    });
    if !prints.has_twins() {
        return Vec::new();
    }
    let mut written: Vec<(Vec<u8>, usize)> = Vec::new();
    list.for_each(&mut |index, element| {
        let mut bytes = Writer(Vec::new());
        bytes.record(element);
        written.push((bytes.0, index));
    });
    twins(written)
}

/// The elements of a list of texts that were there before.
pub(super) fn texts(list: &[String]) -> Vec<Twin> {
    let mut prints = Prints::default();
    for text in list {
        let mut print = Print::default();
        print.put(text.as_bytes());
        prints.push(print.number());
    }
    if !prints.has_twins() {
        return Vec::new();
    }
    let written = list.iter().enumerate().map(|(index, text)| (text.clone().into_bytes(), index));
    twins(written.collect())
}

fn twins(mut written: Vec<(Vec<u8>, usize)>) -> Vec<Twin> {
    written.retain(|(bytes, _)| !bytes.is_empty());
    written.sort();
    let alike = written.chunk_by(|a, b| a.0 == b.0);
    let behind_first = alike.filter_map(|group| group.split_first());
    let mut twins: Vec<Twin> = behind_first
        .flat_map(|((_, first), others)| others.iter().map(|(_, index)| (*index, *first)))
        .collect();
    twins.sort_unstable();
    twins
}

/// The numbers of the elements that are not empty.
#[derive(Default)]
struct Prints {
    few: [u64; FEW],
    count: usize,
    many: Vec<u64>,
}

impl Prints {
    fn push(&mut self, print: Option<u64>) {
        let Some(print) = print else { return };
        match self.few.get_mut(self.count) {
            Some(place) => *place = print,
            None => {
                if self.many.is_empty() {
                    self.many.extend_from_slice(&self.few);
                }
                self.many.push(print);
            }
        }
        self.count += 1;
    }

    fn has_twins(&mut self) -> bool {
        let prints = match self.few.get_mut(..self.count) {
            Some(few) => few,
            None => self.many.as_mut_slice(),
        };
        prints.sort_unstable();
        prints.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    }
}

/// Something that takes in bytes.
trait Take {
    fn put(&mut self, bytes: &[u8]);
    /// How much was taken in; that much can be left out again.
    fn mark(&self) -> (u64, usize);
    fn back(&mut self, mark: (u64, usize));
}

/// FNV-1a. Who makes two elements with one number on purpose gains nothing: they are compared.
struct Print {
    hash: u64,
    length: usize,
}

impl Default for Print {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, length: 0 }
    }
}

impl Print {
    /// `None` when there was nothing.
    fn number(&self) -> Option<u64> {
        (self.length > 0).then_some(self.hash)
    }
}

impl Take for Print {
    fn put(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        self.hash = bytes.iter().fold(self.hash, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    }

    fn mark(&self) -> (u64, usize) {
        (self.hash, self.length)
    }

    fn back(&mut self, (hash, length): (u64, usize)) {
        (self.hash, self.length) = (hash, length);
    }
}

impl Take for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn mark(&self) -> (u64, usize) {
        (0, self.len())
    }

    fn back(&mut self, (_, length): (u64, usize)) {
        self.truncate(length);
    }
}

/// Writes values so that different ones are written differently. What is empty is not written.
struct Writer<T>(T);

impl<T: Take> Writer<T> {
    /// Writes a record, unless nothing is in it.
    fn record(&mut self, value: &dyn Fields) {
        let before = self.0.mark();
        self.0.put(b"{");
        let inside = self.0.mark();
        value.visit(self);
        if self.0.mark().1 == inside.1 {
            self.0.back(before);
        } else {
            self.0.put(b"}");
        }
    }

    fn bytes(&mut self, kind: u8, bytes: &[u8]) {
        self.0.put(&[kind]);
        self.0.put(&bytes.len().to_le_bytes());
        self.0.put(bytes);
    }

    /// The number of an attribute; a record has 128 at most.
    fn name(&mut self, n: usize) {
        self.0.put(&[b'.', u8::try_from(n).unwrap_or(u8::MAX)]);
    }

    fn date(&mut self, date: &Date) {
        match date.digits() {
            Some(digits) => self.bytes(b'd', &digits),
            None => self.bytes(b'd', date.to_string().as_bytes()),
        }
    }
}

impl<T: Take> Visitor for Writer<T> {
    fn text(&mut self, n: usize, value: &str) {
        if !value.is_empty() {
            self.name(n);
            self.bytes(b't', value.as_bytes());
        }
    }

    fn texts(&mut self, n: usize, values: &[String]) {
        self.name(n);
        for value in values {
            self.bytes(b't', value.as_bytes());
        }
    }

    fn integer(&mut self, n: usize, value: i64) {
        self.name(n);
        self.bytes(b'i', &value.to_le_bytes());
    }

    fn integers(&mut self, n: usize, values: &[i64]) {
        self.name(n);
        for value in values {
            self.bytes(b'i', &value.to_le_bytes());
        }
    }

    fn boolean(&mut self, n: usize, value: bool) {
        self.name(n);
        self.bytes(b'b', &[u8::from(value)]);
    }

    fn booleans(&mut self, n: usize, values: &[bool]) {
        self.name(n);
        for value in values {
            self.bytes(b'b', &[u8::from(*value)]);
        }
    }

    fn date(&mut self, n: usize, value: &Date) {
        self.name(n);
        Self::date(self, value);
    }

    fn dates(&mut self, n: usize, values: &[Date]) {
        self.name(n);
        for value in values {
            Self::date(self, value);
        }
    }

    fn code(&mut self, n: usize, value: CodeRef<'_>) {
        if !value.text().is_empty() {
            self.name(n);
            self.bytes(b't', value.text().as_bytes());
        }
    }

    fn codes(&mut self, n: usize, values: &mut dyn Iterator<Item = CodeRef<'_>>) {
        self.name(n);
        for value in values {
            self.bytes(b't', value.text().as_bytes());
        }
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        let before = self.0.mark();
        self.name(n);
        let inside = self.0.mark();
        Self::record(self, value);
        if self.0.mark().1 == inside.1 {
            self.0.back(before);
        }
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        let before = self.0.mark();
        self.name(n);
        let inside = self.0.mark();
        values.for_each(&mut |_, value| Self::record(self, value));
        if self.0.mark().1 == inside.1 {
            self.0.back(before);
        }
    }

    fn raw(&mut self, n: usize, value: &RawObject) {
        self.name(n);
        self.bytes(b'r', value.as_str().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::texts;

    fn twins(list: &[&str]) -> Vec<(usize, usize)> {
        texts(&list.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn every_later_element_is_told_with_the_first_that_is_the_same() {
        assert_eq!(twins(&[]), []);
        assert_eq!(twins(&["a", "b", "c"]), []);
        assert_eq!(twins(&["a", "b", "a", "c", "b", "a"]), [(2, 0), (4, 1), (5, 0)]);
        assert_eq!(twins(&["", "", "a"]), [], "what is empty is equal to nothing");
    }

    #[test]
    fn long_lists_are_no_different() {
        let mut list: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        assert_eq!(texts(&list), []);
        list.push("7".to_owned());
        list.push("998".to_owned());
        assert_eq!(texts(&list), [(1000, 7), (1001, 998)]);
    }
}
