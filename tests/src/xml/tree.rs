//! An XML document as a tree that can be changed, read by a parser of others.

use std::fmt;

/// What stands in an element.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text or other markup, as written.
    Raw(String),
}

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name as written, with a prefix.
    pub name: String,
    /// What follows the name in the start tag, as written.
    pub attributes: String,
    /// What stands in it.
    pub content: Vec<Node>,
}

/// The way to an element: the places in the contents, from the root.
pub type Way = Vec<usize>;

impl Element {
    /// The root of a document without comments, whose namespaces are declared on the root.
    ///
    /// # Panics
    /// If it is no XML.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let document = roxmltree::Document::parse(text).expect("the document is XML");
        Self::of(document.root_element(), text)
    }

    fn of(node: roxmltree::Node<'_, '_>, text: &str) -> Self {
        let written = &text[node.range()];
        let tag = &written[1..written.find('>').expect("a start tag")];
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        let content = node.children().map(|child| match child.is_element() {
            true => Node::Element(Self::of(child, text)),
            false => Node::Raw(text[child.range()].to_owned()),
        });
        Self {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
            content: content.collect(),
        }
    }

    /// An element with a text, or with nothing.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let content = if text.is_empty() { Vec::new() } else { vec![Node::Raw(text.to_owned())] };
        Self { name: name.to_owned(), attributes: String::new(), content }
    }

    /// The elements in it, with their places.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &Self)> {
        self.content.iter().enumerate().filter_map(|(place, node)| match node {
            Node::Element(element) => Some((place, element)),
            Node::Raw(_) => None,
        })
    }

    /// The text in it, as written; `None` when it holds elements.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.content
            .iter()
            .map(|node| if let Node::Raw(raw) = node { Some(raw.as_str()) } else { None })
            .collect()
    }

    /// Every element below the root that this holds for. The root itself has the empty way.
    pub fn ways(&self, holds: impl Fn(&Self) -> bool) -> Vec<Way> {
        let mut found = Vec::new();
        let mut open = vec![Way::new()];
        while let Some(way) = open.pop() {
            let element = self.at(&way);
            if holds(element) {
                found.push(way.clone());
            }
            open.extend(element.elements().map(|(place, _)| [way.as_slice(), &[place]].concat()));
        }
        found.sort();
        found
    }

    /// The element at the end of a way.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn at(&self, way: &[usize]) -> &Self {
        way.iter().fold(self, |element, place| match &element.content[*place] {
            Node::Element(element) => element,
            Node::Raw(_) => panic!("no element"),
        })
    }

    /// The same, to change it.
    ///
    /// # Panics
    /// If there is none.
    pub fn at_mut(&mut self, way: &[usize]) -> &mut Self {
        way.iter().fold(self, |element, place| match &mut element.content[*place] {
            Node::Element(element) => element,
            Node::Raw(_) => panic!("no element"),
        })
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}{}>", self.name, self.attributes)?;
        for node in &self.content {
            match node {
                Node::Element(element) => write!(f, "{element}")?,
                Node::Raw(raw) => f.write_str(raw)?,
            }
        }
        write!(f, "</{}>", self.name)
    }
}
