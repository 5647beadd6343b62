//! Which namespaces are declared where, and what attributes there are besides declarations
//! (Namespaces in XML 1.0).

use std::borrow::Cow;

use super::token::{Tag, Tokens, is_space, reference};
use crate::rule::{self, Rule};
use crate::source::Halt;

/// The namespace of `xsi:nil`.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The namespace of the prefix `xml`, which needs no declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of declarations, which nobody can declare.
const DECLARATIONS: &str = "http://www.w3.org/2000/xmlns/";

/// A declaration of a namespace.
struct Binding<'a> {
    /// How many elements were open, its own included.
    depth: usize,
    /// `None` for the default namespace.
    prefix: Option<&'a str>,
    /// Empty where the default namespace is taken back.
    uri: Cow<'a, str>,
}

/// The declarations in force.
pub(super) struct Namespaces<'a> {
    bindings: Vec<Binding<'a>>,
    /// Whether there are elements around the text, which may declare prefixes.
    is_inside: bool,
}

impl<'a> Namespaces<'a> {
    /// Those of a whole document.
    pub(super) fn of_document() -> Self {
        Self { bindings: Vec::new(), is_inside: false }
    }

    /// Those of an element in a list. Which prefixes the list declares is not known: none is
    /// allowed below it, so that it makes no difference to the verdict.
    pub(super) fn of_element(has_default: bool) -> Self {
        let default = Binding { depth: 0, prefix: None, uri: "?".into() };
        Self { bindings: has_default.then_some(default).into_iter().collect(), is_inside: true }
    }

    /// Whether names without a prefix are in a namespace.
    #[inline]
    pub(super) fn has_default(&self) -> bool {
        let mut latest = self.bindings.iter().rev();
        latest.find(|it| it.prefix.is_none()).is_some_and(|it| !it.uri.is_empty())
    }

    /// The namespace that a tag's name is in. It halts at a prefix that nothing declares.
    pub(super) fn of(&self, tag: Tag<'a>, tokens: &mut Tokens<'a>) -> Result<&str, Halt> {
        let (prefix, _) = tag.parts();
        let mut latest = self.bindings.iter().rev();
        match (latest.find(|it| it.prefix == prefix), prefix) {
            (Some(binding), _) => Ok(&binding.uri),
            (None, None) => Ok(""),
            (None, Some("xml")) => Ok(XML),
            (None, Some("xmlns")) => tokens.unbound(tag.offset),
            (None, Some(_)) if self.is_inside => Ok("?"),
            (None, Some(_)) => tokens.unbound(tag.offset),
        }
    }

    /// Takes what a start tag declares, and hands on which rule each of its other attributes
    /// breaks.
    pub(super) fn enter(
        &mut self,
        tag: Tag<'a>,
        depth: usize,
        tokens: &mut Tokens<'a>,
        mut each: impl FnMut(&'static Rule),
    ) -> Result<(), Halt> {
        let mut others = Vec::new();
        let mut valid = true;
        let bindings = &mut self.bindings;
        tokens.attributes(tag, |name, value| {
            let prefix = match name.split_once(':') {
                None if name == "xmlns" => None,
                Some(("xmlns", prefix)) => Some(prefix),
                parts => {
                    others.push(parts);
                    return;
                }
            };
            let uri = normal(value);
            valid &= match prefix {
                Some("xml") => uri == XML,
                Some("xmlns") => false,
                Some(_) if uri.is_empty() => false,
                _ => uri != XML && uri != DECLARATIONS,
            };
            bindings.push(Binding { depth, prefix, uri });
        })?;
        if !valid {
            return tokens.declared_badly(tag.offset);
        }
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for (prefix, local) in others.into_iter().map(Option::unzip) {
            // Without a prefix it is in no namespace, and the tokens have seen that it is alone.
            let (Some(prefix), Some(local)) = (prefix, local) else {
                each(&rule::XML_ATTRIBUTE);
                continue;
            };
            let mut latest = self.bindings.iter().rev();
            let uri = match latest.find(|it| it.prefix == Some(prefix)) {
                Some(binding) => &*binding.uri,
                None if prefix == "xml" => XML,
                None if self.is_inside && prefix != "xmlns" => prefix,
                None => return tokens.unbound(tag.offset),
            };
            if seen.contains(&(uri, local)) {
                return tokens.twice(tag.offset);
            }
            seen.push((uri, local));
            // In a list the usual prefix may stand on its root.
            let is_nil = local == "nil" && (uri == INSTANCE || self.is_inside && uri == "xsi");
            each(if is_nil { &rule::XML_NIL } else { &rule::XML_ATTRIBUTE });
        }
        Ok(())
    }

    /// Forgets what an element declared that ends now.
    #[inline]
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|it| it.depth >= depth) {
            self.bindings.pop();
        }
    }
}

/// An attribute's value as it is meant (XML 1.0, §3.3.3). Its references hold.
fn normal(value: &str) -> Cow<'_, str> {
    if !value.contains(|c| c == '&' || is_space(c)) {
        return value.into();
    }
    let mut out = String::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let (written, meant) = match c {
            '&' => {
                let inner = rest.get(1..).and_then(|it| it.split_once(';')).map_or("", |it| it.0);
                (inner.len() + 2, reference(inner).unwrap_or(c))
            }
            '\r' if rest.starts_with("\r\n") => (2, ' '),
            c if is_space(c) => (1, ' '),
            c => (c.len_utf8(), c),
        };
        out.push(meant);
        rest = rest.get(written..).unwrap_or_default();
    }
    out.into()
}
