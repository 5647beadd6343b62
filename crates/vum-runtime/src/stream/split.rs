//! Finds the records of a stream without reading them.

use std::io::{self, Read};

use super::Format;
use super::batch::Batch;
use crate::finding::{Cursor, Position};
use crate::message::MessageType;
use crate::rule::Texts;

/// How much is read at a time.
const CHUNK: usize = 64 << 10;

static BEHIND: Texts = Texts { nl: "tekst achter de lijst", en: "text behind the array" };
static NO_ARRAY: Texts = Texts { nl: "hier hoort `[`", en: "expected `[`" };
static NO_END: Texts = Texts { nl: "de lijst eindigt niet", en: "the array does not end" };
static AFTER_COMMA: Texts =
    Texts { nl: "achter de komma hoort een record", en: "expected a record after the comma" };
static NO_RECORD: Texts = Texts { nl: "hier hoort een record", en: "expected a record" };
static NO_COMMA: Texts = Texts { nl: "hier hoort `,` of `]`", en: "expected `,` or `]`" };

/// Cuts a stream into records.
pub(super) struct Splitter<'r> {
    input: &'r mut dyn Read,
    /// Bytes that were read and not yet passed on.
    buffer: Vec<u8>,
    /// Where the unread part of the buffer starts.
    start: usize,
    /// The place of that byte in the stream.
    position: Position,
    at_end: bool,
    limit: usize,
    layout: Layout,
    /// Number of the next record.
    index: u64,
    #[cfg(feature = "xml")]
    xml: xml::Wanted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Unknown(Format),
    Lines,
    Sequence,
    /// In an array; what the grammar allows next.
    Array(Expect),
    /// Behind the array.
    Behind,
    #[cfg(feature = "xml")]
    Xml(xml::Layout),
    Done,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A record or the end: just behind `[`.
    FirstOrEnd,
    /// A record: behind a comma.
    Record,
    /// A comma or the end: behind a record.
    CommaOrEnd,
}

/// What a look for the end of a record gave.
enum End {
    /// So many bytes.
    At(usize),
    /// Not within the limit: so many bytes were passed over.
    Beyond,
}

impl<'r> Splitter<'r> {
    pub(super) fn new(input: &'r mut dyn Read, format: Format, limit: usize) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            start: 0,
            position: Position { line: 1, column: 1 },
            at_end: false,
            limit,
            layout: Layout::Unknown(format),
            index: 0,
            #[cfg(feature = "xml")]
            xml: xml::Wanted::default(),
        }
    }

    /// Also takes XML documents of a message.
    #[cfg_attr(not(feature = "xml"), allow(unused_mut, unused_variables))]
    pub(super) fn with_xml(mut self, message: &MessageType) -> Self {
        #[cfg(feature = "xml")]
        {
            self.xml.names = message.xml;
        }
        self
    }

    /// The next records; `None` at the end of the stream.
    pub(super) fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        let mut batch = Batch::default();
        while !batch.is_full() && self.layout != Layout::Done {
            self.step(&mut batch)?;
        }
        Ok((!batch.is_empty()).then_some(batch))
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Reads more. False at the end of the stream.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let held = self.buffer.len();
        let read = (&mut *self.input).take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        self.at_end = read == 0;
        debug_assert_eq!(self.buffer.len(), held + read);
        Ok(!self.at_end)
    }

    /// Passes over `count` bytes.
    fn pass(&mut self, count: usize) {
        let position = Cursor::new(self.rest(), self.position).at(count);
        self.position = position;
        self.start += count;
    }

    /// Passes over white space. The first other byte, or `None` at the end of the stream.
    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let count = self.rest().iter().take_while(space).count();
            let next = self.rest().get(count).copied();
            self.pass(count);
            if next.is_some() || !self.fill()? {
                return Ok(next);
            }
        }
    }

    fn step(&mut self, batch: &mut Batch) -> io::Result<()> {
        match self.layout {
            Layout::Unknown(format) => self.layout = self.recognise(format, batch)?,
            Layout::Lines => self.line(batch)?,
            Layout::Sequence => match self.skip_space()? {
                None => self.layout = Layout::Done,
                Some(_) => self.value(batch)?,
            },
            Layout::Array(expect) => self.element(expect, batch)?,
            Layout::Behind => {
                if self.skip_space()?.is_some() {
                    batch.fault(self.index, self.position, &BEHIND);
                }
                self.layout = Layout::Done;
            }
            #[cfg(feature = "xml")]
            Layout::Xml(layout) => self.xml_step(layout, batch)?,
            Layout::Done => {}
        }
        Ok(())
    }

    fn recognise(&mut self, format: Format, batch: &mut Batch) -> io::Result<Layout> {
        while self.rest().len() < 3 && self.fill()? {}
        #[cfg(feature = "xml")]
        if self.is_xml(format)? {
            return Ok(Layout::Xml(xml::Layout::Start));
        }
        if self.rest().starts_with(b"\xEF\xBB\xBF") {
            // A byte order mark has no column.
            self.start += 3;
        }
        let Some(first) = self.skip_space()? else { return Ok(Layout::Done) };
        Ok(match (format, first) {
            (Format::Lines, _) => Layout::Lines,
            (Format::Sequence, _) => Layout::Sequence,
            (Format::Auto | Format::Array, b'[') => {
                self.pass(1);
                Layout::Array(Expect::FirstOrEnd)
            }
            (Format::Array, _) => {
                batch.fault(self.index, self.position, &NO_ARRAY);
                Layout::Done
            }
            (Format::Auto | Format::Xml, _) => {
                if self.first_line_is_record()? {
                    Layout::Lines
                } else {
                    Layout::Sequence
                }
            }
        })
    }

    /// Whether the first line is a record of its own: it ends where its value ends, or the next
    /// line starts a new object where the first could not have gone on with one.
    fn first_line_is_record(&mut self) -> io::Result<bool> {
        let mut scan = Scan::default();
        let mut scanned = 0;
        loop {
            let rest = self.rest();
            let new = rest.get(scanned..).unwrap_or_default();
            let line_end = memchr::memchr(b'\n', new).map(|at| scanned + at);
            let until = line_end.unwrap_or(rest.len());
            for byte in rest.get(scanned..until).unwrap_or_default() {
                scan.byte(*byte);
            }
            scanned = until;
            if let Some(end) = line_end {
                if scan.depth == 0 && !scan.in_string {
                    return Ok(true);
                }
                let last = rest.get(..end).unwrap_or_default().trim_ascii_end().last().copied();
                while self.rest().get(end + 1).is_none() && self.fill()? {}
                let next = self.rest().get(end + 1).copied();
                let goes_on = matches!(last, Some(b':' | b'[' | b',' | b'{'));
                return Ok(next == Some(b'{') && !goes_on);
            }
            if scanned > self.limit || !self.fill()? {
                return Ok(false);
            }
        }
    }

    fn line(&mut self, batch: &mut Batch) -> io::Result<()> {
        let mut scanned = 0;
        let end = loop {
            let new = self.rest().get(scanned..).unwrap_or_default();
            if let Some(at) = memchr::memchr(b'\n', new) {
                break Some(scanned + at);
            }
            scanned = self.rest().len();
            if scanned > self.limit {
                break None;
            }
            if !self.fill()? {
                if self.rest().is_empty() {
                    self.layout = Layout::Done;
                    return Ok(());
                }
                break Some(self.rest().len());
            }
        };
        let start = self.position;
        match end {
            Some(end) if end <= self.limit => {
                let line = self.buffer.get(self.start..self.start + end).unwrap_or_default();
                if !line.trim_ascii().is_empty() {
                    batch.record(self.index, start, line);
                    self.index += 1;
                }
                self.start += end;
            }
            _ => {
                batch.oversized(self.index, start);
                self.index += 1;
                self.pass_line()?;
            }
        }
        if self.rest().first() == Some(&b'\n') {
            self.start += 1;
        }
        self.position = Position { line: start.line + 1, column: 1 };
        Ok(())
    }

    /// Passes over the rest of a line without keeping it.
    fn pass_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = memchr::memchr(b'\n', self.rest()) {
                self.start += at;
                return Ok(());
            }
            self.start = self.buffer.len();
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    fn element(&mut self, expect: Expect, batch: &mut Batch) -> io::Result<()> {
        let Some(next) = self.skip_space()? else {
            batch.fault(self.index, self.position, &NO_END);
            self.layout = Layout::Done;
            return Ok(());
        };
        match (expect, next) {
            (Expect::FirstOrEnd | Expect::CommaOrEnd, b']') => {
                self.pass(1);
                self.layout = Layout::Behind;
            }
            (Expect::CommaOrEnd, b',') => {
                self.pass(1);
                self.layout = Layout::Array(Expect::Record);
            }
            (_, b']') => {
                batch.fault(self.index, self.position, &AFTER_COMMA);
                self.pass(1);
                self.layout = Layout::Behind;
            }
            (_, b',' | b'}') => {
                batch.fault(self.index, self.position, &NO_RECORD);
                self.pass(1);
            }
            (expect, _) => {
                if expect == Expect::CommaOrEnd {
                    batch.fault(self.index, self.position, &NO_COMMA);
                }
                self.value(batch)?;
                self.layout = Layout::Array(Expect::CommaOrEnd);
            }
        }
        Ok(())
    }

    /// Takes one value: from here to where its brackets close, or where a bare word ends.
    fn value(&mut self, batch: &mut Batch) -> io::Result<()> {
        let start = self.position;
        match self.find_end()? {
            End::At(end) => {
                let text = self.buffer.get(self.start..self.start + end).unwrap_or_default();
                batch.record(self.index, start, text);
                self.pass(end);
            }
            End::Beyond => batch.oversized(self.index, start),
        }
        self.index += 1;
        Ok(())
    }

    fn find_end(&mut self) -> io::Result<End> {
        let mut scan = Scan::default();
        let mut scanned = 0;
        let mut beyond = false;
        loop {
            let new = self.rest().get(scanned..).unwrap_or_default();
            let mut ended = None;
            for (at, byte) in new.iter().enumerate() {
                match scan.byte(*byte) {
                    Edge::Inside => {}
                    // The closing bracket belongs to the value.
                    Edge::Closes => ended = Some(scanned + at + 1),
                    // What stands behind a bare word does not. A value has at least one byte, so
                    // that the splitter always gets on.
                    Edge::Behind => ended = Some((scanned + at).max(1)),
                }
                if ended.is_some() {
                    break;
                }
            }
            let here = ended.unwrap_or(self.rest().len());
            if beyond || here > self.limit {
                beyond = true;
                self.pass(here);
                scanned = 0;
            } else if let Some(end) = ended {
                return Ok(End::At(end));
            } else {
                scanned = here;
            }
            if ended.is_some() || !self.fill()? {
                return Ok(if beyond { End::Beyond } else { End::At(self.rest().len()) });
            }
        }
    }
}

/// Follows brackets and strings.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

/// Where a byte stands with respect to the value.
enum Edge {
    Inside,
    Closes,
    Behind,
}

impl Scan {
    fn byte(&mut self, byte: u8) -> Edge {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    if self.depth == 0 {
                        return Edge::Closes;
                    }
                }
                _ => {}
            }
            return Edge::Inside;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                if self.depth == 0 {
                    return Edge::Behind;
                }
                self.depth -= 1;
                if self.depth == 0 {
                    return Edge::Closes;
                }
            }
            b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Edge::Behind,
            _ => {}
        }
        Edge::Inside
    }
}

#[cfg(feature = "xml")]
mod xml;

#[cfg(test)]
mod tests;
