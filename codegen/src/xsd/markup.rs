//! XML that is written, never read: elements in the order they are put in, always the same bytes.

use std::fmt;

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Element>,
    /// Text instead of elements.
    text: Option<String>,
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), content: Vec::new(), text: None }
    }

    /// With one more attribute.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// With one more attribute, if there is a value.
    #[must_use]
    pub(super) fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With one more element in it.
    #[must_use]
    pub(super) fn holding(self, element: Self) -> Self {
        self.holding_all([element])
    }

    /// With more elements in it.
    #[must_use]
    pub(super) fn holding_all(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(elements);
        self
    }

    /// With this text in it.
    #[must_use]
    pub(super) fn saying(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }

    /// As a document, under a comment that says where it comes from.
    pub(super) fn document(&self, comment: &str) -> String {
        // Two hyphens would end the comment.
        let comment = comment.replace("--", "- -");
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {} -->\n{self}", plain(&comment))
    }

    fn write(&self, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:1$}<{2}", "", 2 * depth, self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", escaped(value))?;
        }
        match &self.text {
            Some(text) => writeln!(f, ">{}</{}>", escaped(text), self.name),
            None if self.content.is_empty() => writeln!(f, "/>"),
            None => {
                writeln!(f, ">")?;
                self.content.iter().try_for_each(|element| element.write(depth + 1, f))?;
                writeln!(f, "{:1$}</{2}>", "", 2 * depth, self.name)
            }
        }
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(0, f)
    }
}

/// A text without what XML 1.0 cannot hold.
fn plain(text: &str) -> String {
    text.chars().filter(|c| *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A name that can stand in XML, and that no namespace changes: what cannot becomes `_`.
pub(super) fn name(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut name: String = text.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_indented_and_escaped() {
        let element = Element::new("a")
            .with("b", "<\"&\u{0}\n")
            .with_some("none", None::<&str>)
            .holding(Element::new("c").saying("x > y\u{ffff}"))
            .holding_all([Element::new("d")]);
        assert_eq!(
            element.document("one -- two"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- one - - two -->\n\
             <a b=\"&lt;&quot;&amp;\">\n  <c>x &gt; y</c>\n  <d/>\n</a>\n"
        );
    }

    #[test]
    fn names_are_always_valid() {
        for (text, expected) in
            [("Naam", "Naam"), ("1e", "_1e"), ("", "_"), ("a:b c", "a_b_c"), ("-x", "_-x")]
        {
            assert_eq!(name(text), expected);
        }
    }
}
