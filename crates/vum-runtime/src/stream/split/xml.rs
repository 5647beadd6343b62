//! Finds the records of an XML document.

use std::io;

use super::{Layout as Whole, Splitter};
use crate::finding::Param;
use crate::message::XmlNames;
use crate::rule::{self, Texts};
use crate::stream::Format;
use crate::stream::batch::{Batch, Fault};
use crate::syntax::{Place, Syntax};
use crate::xml::{Broken, Edge, Scan, XmlPlace, list_root, piece_fault};

static NO_END: Texts = Texts { nl: "de lijst eindigt niet", en: "the list does not end" };
static BEHIND: Texts = Texts { nl: "inhoud achter de lijst", en: "content behind the list" };
static END_TAG: Texts = Texts {
    nl: "deze eindtag hoort bij geen open element",
    en: "this end tag belongs to no open element",
};

/// What the splitter looks for in XML.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) names: Option<XmlNames>,
    /// The end tag of the list, without its `>`.
    end_tag: Vec<u8>,
    /// Whether the list has set a default namespace.
    default_namespace: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Before the root.
    Start,
    /// In a list.
    List,
    /// Behind the list.
    Behind,
}

/// What a look for the end of some markup gave.
enum End {
    /// So many bytes.
    At(usize),
    /// The stream ends before it.
    Missing,
    /// Not within the limit: it was passed over.
    Beyond,
}

impl From<Broken> for Fault {
    fn from(Broken { rule, reason, .. }: Broken) -> Self {
        Self {
            rule,
            params: reason.map(|reason| ("reason", Param::from(reason))).into_iter().collect(),
        }
    }
}

fn broken(reason: &'static Texts) -> Fault {
    Fault { rule: &rule::XML_SYNTAX, params: vec![("reason", reason.into())] }
}

impl Splitter<'_> {
    /// Whether the stream is XML: told by its first bytes.
    pub(super) fn is_xml(&mut self, format: Format) -> io::Result<bool> {
        if self.xml.names.is_none() || !matches!(format, Format::Auto | Format::Xml) {
            return Ok(false);
        }
        if format == Format::Xml {
            return Ok(true);
        }
        loop {
            let rest = self.rest();
            let shown = rest.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rest).trim_ascii_start();
            if !shown.is_empty() || !self.fill()? {
                return Ok(Syntax::of(self.rest()) == Syntax::Xml);
            }
        }
    }

    pub(super) fn xml_step(&mut self, layout: Layout, batch: &mut Batch) -> io::Result<()> {
        match layout {
            Layout::Start => self.xml_start(batch),
            Layout::List => self.xml_element(batch),
            Layout::Behind => self.xml_behind(batch),
        }
    }

    fn xml_start(&mut self, batch: &mut Batch) -> io::Result<()> {
        let end = self.xml_end(&[Edge::Opens, Edge::Closes, Edge::Leaves], self.limit)?;
        let End::At(end) = end else { return self.xml_document(batch) };
        let start = self.rest().get(..end).unwrap_or_default();
        let without_mark = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let mark = start.len() - without_mark.len();
        let root = self.xml.names.and_then(|names| Some((list_root(without_mark, &names)?, names)));
        let Some((root, names)) = root else { return self.xml_document(batch) };
        // A byte order mark has no column.
        self.start += mark;
        let root = match root {
            Ok(root) => root,
            Err(fault) => {
                self.pass(fault.offset);
                batch.fault(self.index, self.position, Fault::from(fault));
                self.layout = Whole::Done;
                return Ok(());
            }
        };
        let tag = self.rest().get(root.offset + 1..root.length).unwrap_or_default();
        let name = tag.split(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'));
        self.xml.end_tag = b"</".iter().chain(name.take(1).flatten()).copied().collect();
        self.xml.default_namespace = root.default_namespace;
        self.pass(root.offset);
        if !root.in_namespace {
            let params = vec![("expected", Param::from(names.namespace))];
            batch.fault(self.index, self.position, Fault { rule: &rule::ROOT_NAMESPACE, params });
        }
        if root.has_attributes {
            batch.fault(self.index, self.position, &rule::XML_ATTRIBUTE);
        }
        self.pass(root.length - root.offset);
        self.layout = Whole::Xml(if root.is_empty { Layout::Behind } else { Layout::List });
        Ok(())
    }

    /// The whole document is one record.
    fn xml_document(&mut self, batch: &mut Batch) -> io::Result<()> {
        let start = self.position;
        self.layout = Whole::Done;
        while self.rest().len() <= self.limit && self.fill()? {}
        if self.rest().len() > self.limit {
            batch.oversized(self.index, start);
            while self.fill()? {
                self.start = self.buffer.len();
            }
            return Ok(());
        }
        batch.place = Place::Xml(XmlPlace::Document);
        batch.record(self.index, start, self.buffer.get(self.start..).unwrap_or_default());
        self.index += 1;
        Ok(())
    }

    fn xml_element(&mut self, batch: &mut Batch) -> io::Result<()> {
        let Some(first) = self.skip_space()? else {
            batch.fault(self.index, self.position, broken(&NO_END));
            self.layout = Whole::Done;
            return Ok(());
        };
        if first != b'<' {
            batch.fault(self.index, self.position, &rule::STRAY_TEXT);
            return self.pass_piece(batch);
        }
        while self.rest().len() < 9 && self.fill()? {}
        if self.rest().starts_with(b"</") {
            let right = self.rest().starts_with(&self.xml.end_tag);
            let start = self.position;
            let End::At(end) = self.xml_end(&[Edge::Leaves], self.limit)? else {
                batch.fault(self.index, start, broken(&NO_END));
                self.layout = Whole::Done;
                return Ok(());
            };
            let tag = self.rest().get(self.xml.end_tag.len()..end).unwrap_or_default();
            if !right || tag.trim_ascii() != b">" {
                batch.fault(self.index, start, broken(&END_TAG));
            }
            self.pass(end);
            self.layout = Whole::Xml(Layout::Behind);
            return Ok(());
        }
        if self.rest().starts_with(b"<![CDATA[") {
            batch.fault(self.index, self.position, &rule::STRAY_TEXT);
            return self.pass_piece(batch);
        }
        if self.rest().starts_with(b"<!--") || self.rest().starts_with(b"<?") {
            return self.pass_piece(batch);
        }
        let start = self.position;
        let default_namespace = self.xml.default_namespace;
        batch.place = Place::Xml(XmlPlace::Element { default_namespace });
        match self.xml_end(&[Edge::Closes, Edge::Leaves], self.limit)? {
            End::Beyond => batch.oversized(self.index, start),
            end => {
                let end = if let End::At(end) = end { end } else { self.rest().len() };
                let text = self.buffer.get(self.start..self.start + end).unwrap_or_default();
                batch.record(self.index, start, text);
                self.pass(end);
            }
        }
        self.index += 1;
        Ok(())
    }

    fn xml_behind(&mut self, batch: &mut Batch) -> io::Result<()> {
        match self.skip_space()? {
            None => self.layout = Whole::Done,
            Some(b'<') => {
                while self.rest().len() < 4 && self.fill()? {}
                if self.rest().starts_with(b"<!--") || self.rest().starts_with(b"<?") {
                    return self.pass_piece(batch);
                }
                batch.fault(self.index, self.position, broken(&BEHIND));
                self.layout = Whole::Done;
            }
            Some(_) => {
                batch.fault(self.index, self.position, broken(&BEHIND));
                self.layout = Whole::Done;
            }
        }
        Ok(())
    }

    /// Passes over text up to the next markup, or over one comment, section or instruction. It is
    /// well-formed all the same.
    fn pass_piece(&mut self, batch: &mut Batch) -> io::Result<()> {
        let is_markup = self.rest().first() == Some(&b'<');
        let start = self.position;
        let mut scan = Scan::default();
        let (mut scanned, mut beyond) = (0, false);
        loop {
            let new = self.rest().get(scanned..).unwrap_or_default();
            let at = if is_markup {
                let end = new.iter().position(|byte| {
                    scan.byte(*byte);
                    scan.is_in_text()
                });
                end.map(|end| end + 1)
            } else {
                memchr::memchr(b'<', new)
            };
            scanned = at.map_or(self.rest().len(), |at| scanned + at);
            if beyond || scanned > self.limit {
                if !beyond {
                    let params = vec![("limit", Param::from(self.limit))];
                    batch.fault(self.index, start, Fault { rule: &rule::RECORD_SIZE, params });
                }
                beyond = true;
                self.pass(scanned);
                scanned = 0;
            }
            if at.is_some() || !self.fill()? {
                break;
            }
        }
        if !beyond {
            let fault = piece_fault(self.rest().get(..scanned).unwrap_or_default());
            let offset = fault.map_or(0, |fault| fault.offset);
            self.pass(offset);
            if let Some(fault) = fault {
                batch.fault(self.index, self.position, Fault::from(fault));
            }
            self.pass(scanned - offset);
        }
        Ok(())
    }

    /// Where the first of some edges stands. What is beyond the limit is passed over to its end.
    fn xml_end(&mut self, edges: &[Edge], limit: usize) -> io::Result<End> {
        let mut scan = Scan::default();
        let mut scanned = 0;
        let mut beyond = false;
        loop {
            let new = self.rest().get(scanned..).unwrap_or_default();
            let at = new.iter().position(|byte| edges.contains(&scan.byte(*byte)));
            let here = at.map_or(self.rest().len(), |at| scanned + at + 1);
            if beyond || here > limit {
                // The root's start tag is looked for once more, as a whole document.
                if edges.contains(&Edge::Opens) {
                    return Ok(End::Beyond);
                }
                beyond = true;
                self.pass(here);
                scanned = 0;
            } else if at.is_some() {
                return Ok(End::At(here));
            } else {
                scanned = here;
            }
            if at.is_some() || !self.fill()? {
                return Ok(if beyond { End::Beyond } else { End::Missing });
            }
        }
    }
}
