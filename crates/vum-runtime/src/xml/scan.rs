//! Follows tags through an XML text without reading them, to find where elements end.

/// Where a byte stands with respect to the first element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Before its end.
    Inside,
    /// It ends an element's start tag that is not empty, and no other was open.
    Opens,
    /// It ends the element.
    Closes,
    /// It ends an end tag that belongs to an element around it.
    Leaves,
}

/// Follows start and end tags, comments, sections and instructions.
#[derive(Default)]
pub(crate) struct Scan {
    /// How many elements are open.
    pub(crate) depth: usize,
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// Behind `<`.
    Start,
    /// In a start tag; the last byte.
    Tag(u8),
    /// In an attribute's value; the quote.
    Quote(u8),
    EndTag,
    /// In what begins with `<!`: how many bytes of `--` or `[CDATA[` matched.
    Bang(u8),
    /// In a declaration that is neither; how deep its brackets are is not looked at.
    Other,
    /// In a comment: how many `-` came last.
    Comment(u8),
    /// In a section: how many `]` came last.
    Section(u8),
    /// In an instruction: whether `?` came last.
    Instruction(bool),
}

impl Scan {
    /// Whether the scan is in text, outside every tag.
    pub(crate) fn is_in_text(&self) -> bool {
        self.state == State::Text
    }

    pub(crate) fn byte(&mut self, byte: u8) -> Edge {
        self.state = match (self.state, byte) {
            (State::Text, b'<') => State::Start,
            (State::Text, _) => State::Text,
            (State::Start, b'/') => State::EndTag,
            (State::Start, b'!') => State::Bang(0),
            (State::Start, b'?') => State::Instruction(false),
            (State::Tag(last), b'>') => {
                self.state = State::Text;
                return if last != b'/' {
                    self.depth += 1;
                    if self.depth == 1 { Edge::Opens } else { Edge::Inside }
                } else if self.depth == 0 {
                    Edge::Closes
                } else {
                    Edge::Inside
                };
            }
            (State::Start | State::Tag(_), b'"' | b'\'') => State::Quote(byte),
            (State::Start | State::Tag(_), _) => State::Tag(byte),
            (State::Quote(quote), _) if byte == quote => State::Tag(byte),
            (State::EndTag, b'>') => {
                self.state = State::Text;
                if self.depth == 0 {
                    return Edge::Leaves;
                }
                self.depth -= 1;
                return if self.depth == 0 { Edge::Closes } else { Edge::Inside };
            }
            (State::Bang(0), b'-') => State::Bang(1),
            (State::Bang(1), b'-') => State::Comment(0),
            (State::Bang(0), b'[') => State::Bang(2),
            (State::Bang(at), _) if at >= 2 => match b"CDATA[".get(usize::from(at) - 2) {
                Some(expected) if *expected == byte && byte == b'[' => State::Section(0),
                Some(expected) if *expected == byte => State::Bang(at + 1),
                _ => State::Other,
            },
            (State::Bang(_), b'>') | (State::Other, b'>') => State::Text,
            (State::Bang(_), _) => State::Other,
            (State::Comment(count), b'-') => State::Comment((count + 1).min(2)),
            (State::Comment(2), b'>') => State::Text,
            (State::Comment(_), _) => State::Comment(0),
            (State::Section(count), b']') => State::Section((count + 1).min(2)),
            (State::Section(2), b'>') => State::Text,
            (State::Section(_), _) => State::Section(0),
            (State::Instruction(true), b'>') => State::Text,
            (State::Instruction(_), b'?') => State::Instruction(true),
            (State::Instruction(_), _) => State::Instruction(false),
            (state, _) => state,
        };
        Edge::Inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        let mut scan = Scan::default();
        text.bytes().position(|byte| scan.byte(byte) == Edge::Closes)
    }

    #[test]
    fn the_end_of_an_element_is_found_behind_everything_that_looks_like_one() {
        for element in [
            "<a/>",
            "<a></a>",
            "<a b='/>'/>",
            "<a b=\"</a>\"></a >",
            "<a><b/><b></b></a>",
            "<a><!-- </a> -- > ---></a>",
            "<a><![CDATA[</a>]]]]></a>",
            "<a><?x </a> ?></a>",
            "<a>]]&gt;</a>",
            "<a\n/>",
        ] {
            let text = format!(" <!-- <x> --> <?y <z> ?> {element}<b/>");
            let expected = text.find(element).map(|at| at + element.len() - 1);
            assert_eq!(end(&text), expected, "{text}");
        }
        assert_eq!(end("<a><b></a>"), None);
    }
}
