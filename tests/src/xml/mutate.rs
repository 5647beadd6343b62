//! Exactly one change to a valid document that only XML has: JSON cannot say it.
//!
//! As with the changes in JSON, a change does not know whether it breaks the message.

use super::tree::{Element, Node, Way};
use crate::rng::Rng;

macro_rules! changes {
    ($($(#[doc = $text:literal])+ $name:ident,)+) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum XmlChange {
            $($(#[doc = $text])+ $name,)+
        }

        impl XmlChange {
            /// Every kind of change.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

changes! {
    /// Swaps two neighbours.
    Swap,
    /// Moves an element to another place in its record.
    Move,
    /// Repeats an element directly behind itself.
    RepeatAdjacent,
    /// Repeats an element at another place in its record.
    RepeatApart,
    /// Takes an element out.
    Remove,
    /// Puts an element of one record into another.
    Transplant,
    /// Puts text, a section or a reference among elements.
    StrayText,
    /// Puts white space of some kind among elements.
    StraySpace,
    /// Puts an element into a value.
    ElementInValue,
    /// Adds an attribute.
    Attribute,
    /// Adds `xsi:nil`.
    Nil,
    /// Gives an element the prefix of the root, or another.
    Prefix,
    /// Sets a default namespace.
    DefaultNamespace,
    /// Declares a namespace that nobody uses, or takes back the default one.
    IdleDeclaration,
    /// Declares the namespace of the root in another way.
    OtherDeclaration,
    /// Another name for the root.
    Root,
    /// Another namespace for the root, or none.
    Namespace,
    /// Gives an element another name.
    Rename,
    /// Gives an element a name with other capitals.
    RenameCase,
    /// Adds an element that no release knows.
    Unknown,
    /// Takes everything out of an element.
    Empty,
    /// Writes an element without content as an empty tag, or the other way around.
    EmptyTag,
    /// Writes (part of) a text as a section.
    Section,
    /// Writes a character as a reference.
    Reference,
    /// Adds a comment or a processing instruction, anywhere.
    Comment,
    /// Adds a declaration.
    Declaration,
    /// Puts white space around a value.
    SpaceAround,
    /// Puts white space into a value.
    SpaceWithin,
    /// Another end of line, in a value or between elements.
    Lines,
    /// A sign or zeros before a number or code, or takes them away.
    Digits,
    /// Another form of yes or no.
    Boolean,
    /// Another form of a date, or another date.
    Date,
    /// Another code of the same length.
    Code,
    /// A much longer text.
    Long,
}

/// The changed document, and what was done in a few words.
pub struct XmlMutation {
    /// What was done.
    pub label: String,
    /// The whole document after the change.
    pub document: String,
}

/// Makes one change of a kind, or `None` where the document has no place for it.
#[must_use]
pub fn apply(change: XmlChange, document: &str, rng: &mut Rng) -> Option<XmlMutation> {
    let mut edit =
        Edit { root: Element::parse(document), rng, before: String::new(), after: String::new() };
    let label = edit.make(change)?;
    let document = format!("{}{}{}\n", edit.before, edit.root, edit.after);
    Some(XmlMutation { label, document })
}

struct Edit<'a> {
    root: Element,
    rng: &'a mut Rng,
    before: String,
    after: String,
}

const XSI: &str = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

fn is_value(element: &Element) -> bool {
    element.text().is_some_and(|text| !text.is_empty())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Edit<'_> {
    fn one(&mut self, holds: impl Fn(&Element) -> bool) -> Option<Way> {
        let ways = self.root.ways(holds);
        (!ways.is_empty()).then(|| self.rng.pick(&ways).clone())
    }

    /// A record: an element with elements in it.
    fn record(&mut self) -> Option<Way> {
        self.one(|it| it.elements().next().is_some())
    }

    /// An element below the root.
    fn child(&mut self) -> Option<Way> {
        let record = self.record()?;
        let places: Vec<usize> = self.root.at(&record).elements().map(|(at, _)| at).collect();
        let place = *self.rng.pick(&places);
        Some([record.as_slice(), &[place]].concat())
    }

    fn content(&mut self, way: &[usize]) -> &mut Vec<Node> {
        &mut self.root.at_mut(way).content
    }

    fn set(&mut self, way: &[usize], text: String) {
        *self.content(way) = vec![Node::Raw(text)];
    }

    fn insert(&mut self, way: &[usize], node: Node) {
        let place = self.rng.place(self.root.at(way).content.len() + 1);
        self.content(way).insert(place, node);
    }

    /// A value whose text satisfies this.
    fn value(&mut self, holds: impl Fn(&str) -> bool) -> Option<(Way, String)> {
        let way = self.one(|it| is_value(it) && it.text().is_some_and(|text| holds(&text)))?;
        let text = self.root.at(&way).text()?;
        Some((way, text))
    }

    fn make(&mut self, change: XmlChange) -> Option<String> {
        match change {
            XmlChange::Swap | XmlChange::Move => self.swap(change == XmlChange::Swap),
            XmlChange::RepeatAdjacent | XmlChange::RepeatApart => {
                self.repeat(change == XmlChange::RepeatAdjacent)
            }
            XmlChange::Remove => {
                let way = self.child()?;
                let (place, record) = way.split_last()?;
                self.content(record).remove(*place);
                Some("removed".into())
            }
            XmlChange::Transplant => {
                let (from, to) = (self.child()?, self.record()?);
                let element = self.root.at(&from).clone();
                self.insert(&to, Node::Element(element));
                Some("transplanted".into())
            }
            XmlChange::StrayText => {
                let texts = ["x", "&#120;", "&amp;", "<![CDATA[x]]>", "\u{a0}", ".", "<!--x-->x"];
                let text = *self.rng.pick(&texts);
                let way = self.record()?;
                self.insert(&way, Node::Raw(text.into()));
                Some(format!("stray {text}"))
            }
            XmlChange::StraySpace => {
                let texts =
                    [" ", "\t", "\r\n", "\r", "\n\n", "<!--x-->", "<?x y?>", "\n<!-- -->\n"];
                let text = *self.rng.pick(&texts);
                let way = self.record()?;
                self.insert(&way, Node::Raw(text.into()));
                Some(format!("space {text:?}"))
            }
            XmlChange::ElementInValue => {
                let (way, text) = self.value(|_| true)?;
                let name = self.root.at(&way).name.clone();
                let element = if self.rng.percent(50) {
                    Element::new(&name, &text)
                } else {
                    Element::new("B", "")
                };
                if self.rng.percent(50) {
                    *self.content(&way) = Vec::new();
                }
                self.insert(&way, Node::Element(element));
                Some("element in a value".into())
            }
            XmlChange::Attribute => {
                let texts = [
                    " id=\"1\"",
                    " a=''",
                    " xml:lang=\"nl\"",
                    " xml:space='preserve'",
                    " xmlns:q=\"urn:q\" q:a=\"1\"",
                ];
                let text = *self.rng.pick(&texts);
                self.attribute(text)
            }
            XmlChange::Nil => {
                let nil = *self.rng.pick(&["true", "false", "1"]);
                if self.rng.percent(50) {
                    let way = self.child()?;
                    self.root.at_mut(&way).content.clear();
                }
                self.attribute(&format!("{XSI} xsi:nil=\"{nil}\""))
            }
            XmlChange::Prefix => {
                let way = self.child()?;
                let prefix = if self.rng.percent(50) { "m" } else { "q" };
                let element = self.root.at_mut(&way);
                element.name = format!("{prefix}:{}", element.name);
                if prefix == "q" {
                    element.attributes.push_str(" xmlns:q=\"urn:q\"");
                }
                Some(format!("prefix {prefix}"))
            }
            XmlChange::DefaultNamespace => self.attribute(" xmlns=\"urn:q\""),
            XmlChange::IdleDeclaration => {
                let texts =
                    [" xmlns:q=\"urn:q\"", " xmlns=\"\"", XSI, "\n  xmlns:q = 'urn:>'", " "];
                let text = *self.rng.pick(&texts);
                self.attribute(text)
            }
            XmlChange::OtherDeclaration => self.other_declaration(),
            XmlChange::Root => {
                let name = self.root.name.clone();
                let other = [
                    "m:X".to_owned(),
                    format!("{name}x"),
                    name.to_lowercase(),
                    format!("{name}Lijst"),
                    "m:Vacature".to_owned(),
                ];
                self.root.name = self.rng.pick(&other).clone();
                Some(format!("root {}", self.root.name))
            }
            XmlChange::Namespace => self.namespace(),
            XmlChange::Rename | XmlChange::RenameCase => {
                let (way, other) = (self.child()?, self.child()?);
                let other = self.root.at(&other).name.clone();
                let name = &mut self.root.at_mut(&way).name;
                let new = match change {
                    XmlChange::Rename if *name != other => other,
                    XmlChange::Rename => format!("{name}s"),
                    _ => {
                        let mut chars = name.chars();
                        let first = chars.next()?;
                        if chars.as_str().chars().any(char::is_uppercase) {
                            format!("{first}{}", chars.as_str().to_lowercase())
                        } else {
                            format!("{}{}", first.to_lowercase(), chars.as_str())
                        }
                    }
                };
                *name = new;
                Some(format!("renamed to {name}"))
            }
            XmlChange::Unknown => {
                let way = self.record()?;
                let mut element = Element::new("Onzin", "x");
                if self.rng.percent(50) {
                    element.content = vec![Node::Element(Element::new("B", "1"))];
                }
                self.insert(&way, Node::Element(element));
                Some("unknown element".into())
            }
            XmlChange::Empty => {
                let way = self.one(|it| !it.content.is_empty())?;
                let with = *self.rng.pick(&["", "", " ", "\n", "<!-- -->"]);
                self.set(&way, with.into());
                Some(format!("emptied {way:?} {with:?}"))
            }
            XmlChange::EmptyTag => {
                let way = self.child()?;
                let (place, record) = way.split_last()?;
                let name = self.root.at(&way).name.clone();
                let space = *self.rng.pick(&["", " ", "\r\n"]);
                self.content(record)[*place] = Node::Raw(format!("<{name}{space}/>"));
                Some("empty tag".into())
            }
            XmlChange::Section => self.section(),
            XmlChange::Reference => {
                let (way, text) =
                    self.value(|text| text.starts_with(|c: char| c.is_alphanumeric()))?;
                let first = text.chars().next()?;
                let number = u32::from(first);
                let zeros = "0".repeat(self.rng.place(4));
                let written = match self.rng.place(3) {
                    0 => format!("&#{zeros}{number};"),
                    1 => format!("&#x{zeros}{number:x};"),
                    _ => format!("&#x{zeros}{number:X};"),
                };
                self.set(&way, format!("{written}{}", &text[first.len_utf8()..]));
                Some("reference".into())
            }
            XmlChange::Comment => self.comment(),
            XmlChange::Declaration => {
                let texts = [
                    "<?xml version=\"1.0\"?>",
                    "<?xml version='1.0' encoding='utf-8'?>\n",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>",
                    "<?xml version = \"1.0\"\tstandalone = 'no'?>\r\n",
                    "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                    "\u{feff}",
                    "\n ",
                ];
                self.before = (*self.rng.pick(&texts)).to_owned();
                Some(format!("declaration {:?}", self.before))
            }
            XmlChange::SpaceAround => {
                let (way, text) = self.value(|_| true)?;
                let spaces = [
                    " ",
                    "\t",
                    "\n",
                    "\r\n",
                    "&#32;",
                    "&#13;",
                    "\u{a0}",
                    "<!-- -->",
                    "<![CDATA[ ]]>",
                ];
                let space = *self.rng.pick(&spaces);
                let text = if self.rng.percent(50) {
                    format!("{space}{text}")
                } else {
                    format!("{text}{space}")
                };
                self.set(&way, text);
                Some(format!("space {space:?} around"))
            }
            XmlChange::SpaceWithin => {
                let (way, text) =
                    self.value(|text| text.is_ascii() && text.len() > 1 && !text.contains('&'))?;
                let (start, end) = text.split_at(1 + self.rng.place(text.len() - 1));
                let space = *self.rng.pick(&[" ", "\n", "\t", "&#9;", "<?x?>"]);
                self.set(&way, format!("{start}{space}{end}"));
                Some(format!("space {space:?} within"))
            }
            XmlChange::Lines => self.lines(),
            XmlChange::Digits => {
                let (way, text) = self.value(is_digits)?;
                let other = match self.rng.place(9) {
                    0 => format!("+{text}"),
                    1 => format!("-{text}"),
                    2 => format!("0{text}"),
                    3 => format!("{}{text}", "0".repeat(30)),
                    4 => text.trim_start_matches('0').to_owned(),
                    5 => format!("{text}.0"),
                    6 => format!("{text}e0"),
                    7 => format!("-0{text}"),
                    _ => text
                        .chars()
                        .map(|c| char::from_u32(u32::from(c) + 0x630).unwrap_or(c))
                        .collect(),
                };
                self.set(&way, other.clone());
                Some(format!("digits {text} to {other}"))
            }
            XmlChange::Boolean => {
                let (way, text) = self.value(|text| text == "1" || text == "2")?;
                let other = *self
                    .rng
                    .pick(&["true", "false", "0", "1", "2", "3", "J", "01", " 1", "+1", "12"]);
                self.set(&way, other.to_owned());
                Some(format!("{text} to {other}"))
            }
            XmlChange::Date => {
                let (way, text) = self.value(|text| is_digits(text) && text.len() == 8)?;
                let (year, month, day) = (&text[..4], &text[4..6], &text[6..]);
                let others = [
                    format!("{year}{month}00"),
                    format!("{year}0000"),
                    "00000000".to_owned(),
                    format!("0000{month}{day}"),
                    format!("{year}-{month}-{day}"),
                    format!("{day}{month}{year}"),
                    format!("{year}0229"),
                    format!("{year}0230"),
                    format!("{year}0431"),
                    format!("{year}1301"),
                    format!("{year}1232"),
                    format!("{year}{month}{day} "),
                    format!("0{year}{month}{day}"),
                    format!("{year}{month}"),
                    format!("{year}{month}{day}Z"),
                    "19000229".to_owned(),
                    "20000229".to_owned(),
                    "00010101".to_owned(),
                    "99991231".to_owned(),
                ];
                let other = self.rng.pick(&others).clone();
                self.set(&way, other.clone());
                Some(format!("{text} to {other}"))
            }
            XmlChange::Code => {
                let (way, text) = self.value(|text| {
                    text.len() <= 8 && text.bytes().all(|b| b.is_ascii_alphanumeric())
                })?;
                let at = self.rng.place(text.len());
                let with = *self.rng.pick(&['0', '1', '7', '9', 'A', 'V', 'Z', 'b', 'z']);
                let other = format!("{}{with}{}", &text[..at], &text[at + 1..]);
                self.set(&way, other.clone());
                Some(format!("{text} to {other}"))
            }
            XmlChange::Long => {
                let (way, text) = self.value(|_| true)?;
                let times = *self.rng.pick(&[2, 20, 2000]);
                self.set(&way, text.repeat(times));
                Some(format!("{times} times as long"))
            }
        }
    }

    fn attribute(&mut self, text: &str) -> Option<String> {
        let way = self.one(|_| true)?;
        let element = self.root.at_mut(&way);
        if self.rng.percent(50) {
            element.attributes.push_str(text);
        } else {
            element.attributes.insert_str(0, text);
        }
        Some(format!("{}:{text}", element.name))
    }

    fn swap(&mut self, neighbours: bool) -> Option<String> {
        let record = self.one(|it| it.elements().count() > 1)?;
        let places: Vec<usize> = self.root.at(&record).elements().map(|(at, _)| at).collect();
        let first = self.rng.place(places.len() - 1);
        let second = if neighbours { first + 1 } else { self.rng.place(places.len()) };
        let content = self.content(&record);
        let element = content.remove(places[first]);
        content.insert(places[second], element);
        Some(format!("{first} to {second} of {record:?}"))
    }

    fn repeat(&mut self, adjacent: bool) -> Option<String> {
        let way = self.child()?;
        let (place, record) = way.split_last()?;
        let element = Node::Element(self.root.at(&way).clone());
        if adjacent {
            self.content(record).insert(place + 1, element);
        } else {
            self.insert(record, element);
        }
        Some(format!("{way:?} repeated"))
    }

    fn other_declaration(&mut self) -> Option<String> {
        let namespace = self.root.attributes.split('"').nth(1)?.to_owned();
        let local = self.root.name.split(':').nth(1)?.to_owned();
        let reference = namespace.replacen('u', "&#x75;", 1);
        let (name, attributes) = match self.rng.place(6) {
            0 => (format!("v-1.é:{local}"), format!(" xmlns:v-1.é='{namespace}'")),
            1 => (format!("m:{local}"), format!("\n\txmlns:m\r\n=\n\"{reference}\"\n")),
            2 => (local, format!(" xmlns=\"{namespace}\"")),
            3 => (format!("m:{local}"), format!(" xmlns:m=\" {namespace}\"")),
            4 => (format!("m:{local}"), format!(" xmlns:m=\"{}\"", namespace.to_uppercase())),
            _ => (format!("a:{local}"), format!(" xmlns:b=\"urn:q\" xmlns:a=\"{namespace}\"")),
        };
        self.root.name = name;
        self.root.attributes = attributes;
        Some(format!("declared as{}", self.root.attributes))
    }

    fn namespace(&mut self) -> Option<String> {
        let local = self.root.name.split(':').nth(1)?.to_owned();
        if self.rng.percent(30) {
            self.root.name = local;
        } else {
            let other = *self.rng.pick(&[
                "urn:x-vum:draft:v0101",
                "urn:x-vum:draft:v03010",
                "http://bkwi.nl/SuwiML",
            ]);
            self.root.attributes = format!(" xmlns:m=\"{other}\"");
        }
        Some(format!("{}{}", self.root.name, self.root.attributes))
    }

    fn section(&mut self) -> Option<String> {
        let (way, text) = self.value(|text| !text.contains(['&', '<', '>']))?;
        let at = self.rng.place(text.len() + 1);
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at))?;
        let (start, end) = text.split_at(at);
        let text = match self.rng.place(4) {
            0 => format!("<![CDATA[{text}]]>"),
            1 => format!("{start}<![CDATA[{end}]]>"),
            2 => format!("<![CDATA[{start}]]>{end}"),
            _ => format!("<![CDATA[]]>{start}<![CDATA[]]><![CDATA[{end}]]>"),
        };
        self.set(&way, text);
        Some("section".into())
    }

    fn comment(&mut self) -> Option<String> {
        let texts = [
            "<!---->",
            "<!-- a > b - <x> & -->",
            "<?pi?>",
            "<?pi <a> -- ?>",
            "<!--\u{e9}\r\n-->",
            "<?xml-stylesheet href='x'?>",
        ];
        let text = *self.rng.pick(&texts);
        match self.rng.place(4) {
            0 => self.before = text.into(),
            1 => self.after = text.into(),
            2 => {
                let (way, value) = self.value(|text| text.is_ascii() && !text.contains('&'))?;
                let at = self.rng.place(value.len() + 1);
                self.set(&way, format!("{}{text}{}", &value[..at], &value[at..]));
            }
            _ => {
                let way = self.one(|_| true)?;
                self.insert(&way, Node::Raw(text.into()));
            }
        }
        Some(format!("comment {text:?}"))
    }

    fn lines(&mut self) -> Option<String> {
        let end = *self.rng.pick(&["\r\n", "\r", "\n"]);
        if self.rng.percent(50) {
            let (way, text) = self.value(|text| text.contains('\n'))?;
            self.set(&way, text.replace('\n', end));
            return Some(format!("lines within end with {end:?}"));
        }
        for way in self.root.ways(|it| it.elements().next().is_some()) {
            let places: Vec<usize> = self.root.at(&way).elements().map(|(at, _)| at).collect();
            for place in places.into_iter().rev() {
                // What stands deeper keeps its way, since only white space comes between.
                let content = self.content(&way);
                if let Node::Element(element) = &mut content[place] {
                    element.attributes.push_str(end);
                }
            }
        }
        Some(format!("tags end with {end:?}"))
    }
}
