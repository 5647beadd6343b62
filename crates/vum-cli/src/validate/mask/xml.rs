//! Source lines in XML.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::{Kind, Names, Token, is_space};

/// The token at a byte; `None` at the end. It does not have to be XML.
pub(super) fn token(text: &[u8], start: usize) -> Option<Token> {
    let first = *text.get(start)?;
    let rest = text.get(start + 1..).unwrap_or_default();
    let run = |is: &dyn Fn(u8) -> bool| rest.iter().take_while(|byte| is(**byte)).count();
    let (kind, more) = match first {
        b'\n' => (Kind::LineEnd, 0),
        b'<' => match rest.iter().position(|byte| matches!(byte, b'<' | b'>')) {
            Some(at) if rest.get(at) == Some(&b'>') => (Kind::Tag, at + 1),
            Some(at) => (Kind::Other, at),
            None => (Kind::Other, rest.len()),
        },
        byte if is_space(byte) => (Kind::Space, run(&is_space)),
        _ => (Kind::Other, run(&|it| !is_space(it) && it != b'\n' && it != b'<')),
    };
    Some(Token { start, end: start + 1 + more, kind })
}

/// Shows a tag: its name when it is one of the standard, and that there is more in it.
pub(super) fn show(tag: &[u8], into: &mut String) {
    let inner = tag.strip_prefix(b"<").and_then(|it| it.strip_suffix(b">")).unwrap_or_default();
    let (inner, is_end) = match inner.strip_prefix(b"/") {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (inner, is_empty) = match inner.strip_suffix(b"/") {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner.iter().position(|byte| is_space(*byte) || *byte == b'\n');
    let (name, more) = inner.split_at(end.unwrap_or(inner.len()));
    let (prefix, local) = match name.iter().position(|byte| *byte == b':') {
        Some(at) => (name.get(..at), name.get(at + 1..).unwrap_or_default()),
        None => (None, name),
    };
    into.push_str(if is_end { "</" } else { "<" });
    match prefix {
        Some(b"vum") => into.push_str("vum:"),
        Some(_) => into.push_str("…:"),
        None => {}
    }
    into.push_str(names().get(local).map_or("…", |name| name));
    if !more.trim_ascii().is_empty() {
        into.push_str(" …");
    }
    into.push_str(if is_empty { "/>" } else { ">" });
}

/// Every name that a release has for an element.
fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names::default();
        let mut seen = HashSet::new();
        for message in vum::messages() {
            if let Some(xml) = &message.xml {
                names.0.extend([xml.root, xml.list]);
                names.collect_tags(message.root, &mut seen);
            }
        }
        names
    })
}

#[cfg(test)]
mod tests {
    use vum::{Position, Syntax};

    use super::super::Excerpts;

    fn mask(text: &str, offset: usize) -> (String, usize, usize) {
        let start = Position { line: 1, column: 1 };
        let mut excerpts = Excerpts::new(text.as_bytes(), Syntax::Xml, start, false);
        let excerpt = excerpts.at(offset, 90).unwrap();
        (excerpt.line, excerpt.mark, excerpt.width)
    }

    #[test]
    fn values_attributes_and_unknown_names_are_masked_and_known_names_are_not() {
        let text = "<vum:VacatureMatch xmlns:vum='x'>\n  <geheim>geheim een</geheim><NaamVacature a=\"geheim\">Lasser</NaamVacature>";
        let (line, mark, width) = mask(text, text.find("<NaamVacature").unwrap());
        assert_eq!(line, "  <…>… …</…><NaamVacature …>…</NaamVacature>");
        assert_eq!((mark, width), (12, 16));
        assert_eq!(mask(text, 0).0, "<vum:VacatureMatch …>");
    }

    #[test]
    fn nothing_of_broken_xml_is_shown() {
        for text in [
            "<a><geheim",
            "geheim<geheim geheim",
            "<a b='geheim>'>geheim</geheim:a>",
            "<!-- geheim --><![CDATA[geheim > geheim]]>&geheim;",
            "<geheim:NaamVacature>",
            "\u{feff}<?xml geheim?><a>\ngeheim\n</a",
            "<a\ngeheim\n>",
        ] {
            for offset in 0..text.len() + 2 {
                let (line, ..) = mask(text, offset);
                assert!(!line.contains("geheim"), "{text} {offset}: {line}");
            }
        }
    }
}
