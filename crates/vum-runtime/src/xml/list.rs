//! The start of a document with a list.

use super::namespace::Namespaces;
use super::token::{Fault, MARK, Token, Tokens, checked};
use crate::message::XmlNames;
use crate::source::Halt;

/// The root element of a list.
pub(crate) struct ListRoot {
    /// Bytes up to and including its start tag.
    pub(crate) length: usize,
    /// Where its `<` stands.
    pub(crate) offset: usize,
    /// Whether it is in the namespace it should be in.
    pub(crate) in_namespace: bool,
    /// Whether names without a prefix are in a namespace below it.
    pub(crate) default_namespace: bool,
    /// Whether it is empty.
    pub(crate) is_empty: bool,
    /// Whether it has attributes that are no declarations of namespaces.
    pub(crate) has_attributes: bool,
}

/// Reads the start of a document up to its root's start tag; `None` when the root is no list of
/// that name.
pub(crate) fn list_root(text: &[u8], names: &XmlNames) -> Option<Result<ListRoot, Fault>> {
    let text = checked(text).ok()?;
    let mut tokens = Tokens::new(text);
    let tag = tokens.root().ok()?;
    if tag.parts().1 != names.list {
        return None;
    }
    let mut namespaces = Namespaces::of_document();
    let mut has_attributes = false;
    let mut read = || {
        namespaces.enter(tag, 1, &mut tokens, |_| has_attributes = true)?;
        Ok::<_, Halt>(namespaces.of(tag, &mut tokens)? == names.namespace)
    };
    let in_namespace = match read() {
        Ok(in_namespace) => in_namespace,
        Err(Halt) => return tokens.why().map(Err),
    };
    let length = tokens.offset();
    Some(Ok(ListRoot {
        length,
        offset: tag.offset,
        in_namespace,
        default_namespace: namespaces.has_default(),
        is_empty: text.get(..length)?.ends_with("/>"),
        has_attributes,
    }))
}

/// What is wrong with text, a section, a comment or an instruction between the elements of a list.
pub(crate) fn piece_fault(text: &[u8]) -> Option<Fault> {
    let text = match checked(text) {
        Err(fault) => return Some(fault),
        Ok(text) => text,
    };
    let shown = text.trim_start_matches(MARK);
    let mut tokens = Tokens::of_piece(shown);
    loop {
        match tokens.next() {
            Ok(Token::Eof) => return None,
            Ok(_) => {}
            Err(Halt) => {
                let fault = tokens.why()?;
                return Some(Fault { offset: fault.offset + text.len() - shown.len(), ..fault });
            }
        }
    }
}
