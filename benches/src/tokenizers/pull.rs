//! The libraries that can be asked.

use std::borrow::Cow;

use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::Lex as _;
use hifijson::{Read as _, SliceLexer};
use jiter::{Jiter, Peek};
use simd_json::{Buffers, Node, StaticNode, Tape};
use struson::reader::{JsonReader, JsonStreamReader, ValueType};

use vum::meta::RecordMeta;

use super::{Key, Pull, find};

/// jiter.
pub struct JiterPull<'a> {
    tokens: Jiter<'a>,
    peek: Option<Peek>,
    fresh: bool,
}

impl<'a> JiterPull<'a> {
    /// `None` when the text is not UTF-8.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Option<Self> {
        simdutf8::basic::from_utf8(text).ok()?;
        Some(Self { tokens: Jiter::new(text), peek: None, fresh: false })
    }

    fn look(&mut self) -> Option<Peek> {
        if self.peek.is_none() {
            self.peek = self.tokens.peek().ok();
        }
        self.peek
    }

    fn take(&mut self, wanted: Peek) -> Option<()> {
        let found = self.look()? == wanted;
        self.peek = None;
        found.then_some(())
    }
}

impl Pull for JiterPull<'_> {
    fn offset(&mut self) -> Option<usize> {
        self.look()?;
        Some(self.tokens.current_index())
    }

    fn begin_record(&mut self) -> Option<()> {
        self.fresh = true;
        self.take(Peek::Object)
    }

    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key> {
        let name = if std::mem::take(&mut self.fresh) {
            self.tokens.known_object().ok()?
        } else {
            self.tokens.next_key().ok()?
        };
        Some(match name {
            Some(name) => find(meta, name, expected).map_or(Key::Unknown, Key::Known),
            None => Key::End,
        })
    }

    fn begin_list(&mut self) -> Option<()> {
        self.fresh = true;
        self.take(Peek::Array)
    }

    fn next_element(&mut self) -> Option<bool> {
        self.peek = if std::mem::take(&mut self.fresh) {
            self.tokens.known_array().ok()?
        } else {
            self.tokens.array_step().ok()?
        };
        Some(self.peek.is_some())
    }

    fn text(&mut self) -> Option<&str> {
        self.take(Peek::String)?;
        self.tokens.known_str().ok()
    }

    fn number(&mut self) -> Option<i64> {
        let peek = self.look()?;
        self.peek = None;
        let digits = self.tokens.known_number_bytes(peek).ok()?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    fn boolean(&mut self) -> Option<bool> {
        let peek = self.look()?;
        self.peek = None;
        self.tokens.known_bool(peek).ok()
    }

    fn skip(&mut self) -> Option<()> {
        let peek = self.look()?;
        self.peek = None;
        self.tokens.known_skip(peek).ok()
    }
}

/// hifijson.
pub struct HifijsonPull<'a> {
    lexer: SliceLexer<'a>,
    length: usize,
    text: Cow<'a, str>,
    fresh: bool,
}

impl<'a> HifijsonPull<'a> {
    /// `None` when the text is not UTF-8.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Option<Self> {
        simdutf8::basic::from_utf8(text).ok()?;
        let lexer = SliceLexer::new(text);
        Some(Self { lexer, length: text.len(), text: Cow::Borrowed(""), fresh: false })
    }

    fn begin(&mut self, open: u8) -> Option<()> {
        self.fresh = true;
        self.lexer.expect(SliceLexer::ws_peek, open)
    }

    fn step(&mut self, close: u8) -> Option<bool> {
        let next = self.lexer.ws_peek()?;
        let fresh = std::mem::take(&mut self.fresh);
        if next == close {
            self.lexer.take_next();
            return Some(false);
        }
        if !fresh {
            self.lexer.expect(|_| Some(next), b',')?;
        }
        Some(true)
    }
}

impl Pull for HifijsonPull<'_> {
    fn offset(&mut self) -> Option<usize> {
        self.lexer.ws_peek()?;
        Some(self.length - self.lexer.as_slice().len())
    }

    fn begin_record(&mut self) -> Option<()> {
        self.begin(b'{')
    }

    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key> {
        if !self.step(b'}')? {
            return Some(Key::End);
        }
        self.lexer.expect(SliceLexer::ws_peek, b'"')?;
        let name = self.lexer.str_string().ok()?;
        let key = find(meta, &name, expected).map_or(Key::Unknown, Key::Known);
        self.lexer.expect(SliceLexer::ws_peek, b':')?;
        Some(key)
    }

    fn begin_list(&mut self) -> Option<()> {
        self.begin(b'[')
    }

    fn next_element(&mut self) -> Option<bool> {
        self.step(b']')
    }

    fn text(&mut self) -> Option<&str> {
        self.lexer.expect(SliceLexer::ws_peek, b'"')?;
        self.text = self.lexer.str_string().ok()?;
        Some(&self.text)
    }

    fn number(&mut self) -> Option<i64> {
        self.lexer.ws_peek()?;
        let (digits, _) = self.lexer.num_string().validated().ok()?;
        digits.parse().ok()
    }

    fn boolean(&mut self) -> Option<bool> {
        self.lexer.ws_peek()?;
        self.lexer.null_or_bool()?
    }

    fn skip(&mut self) -> Option<()> {
        let next = self.lexer.ws_peek()?;
        hifijson::ignore::parse(next, &mut self.lexer).ok()
    }
}

/// simd-json: the whole record becomes a tape first, in a copy that it may write to. The tape has
/// no offsets, and a number beyond 64 bits breaks the whole record.
pub struct SimdJsonPull<'t, 'a> {
    nodes: std::slice::Iter<'t, Node<'a>>,
    /// What is left of the open records and lists.
    open: Vec<usize>,
}

/// What simd-json keeps between records.
#[derive(Default)]
pub struct SimdJsonBuffers {
    copy: Vec<u8>,
    buffers: Buffers,
}

impl SimdJsonBuffers {
    /// Makes the tape of a record and reads it.
    pub fn read<T>(
        &mut self,
        text: &[u8],
        work: impl FnOnce(&mut SimdJsonPull<'_, '_>) -> T,
    ) -> Option<T> {
        self.copy.clear();
        self.copy.extend_from_slice(text);
        let tape: Tape<'_> =
            simd_json::to_tape_with_buffers(&mut self.copy, &mut self.buffers).ok()?;
        Some(work(&mut SimdJsonPull { nodes: tape.0.iter(), open: Vec::new() }))
    }
}

impl SimdJsonPull<'_, '_> {
    fn step(&mut self) -> Option<bool> {
        let left = self.open.last_mut()?;
        if *left == 0 {
            self.open.pop();
            return Some(false);
        }
        *left -= 1;
        Some(true)
    }
}

impl Pull for SimdJsonPull<'_, '_> {
    fn offset(&mut self) -> Option<usize> {
        None
    }

    fn begin_record(&mut self) -> Option<()> {
        let Node::Object { len, .. } = self.nodes.next()? else { return None };
        self.open.push(*len);
        Some(())
    }

    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key> {
        if !self.step()? {
            return Some(Key::End);
        }
        let Node::String(name) = self.nodes.next()? else { return None };
        Some(find(meta, name, expected).map_or(Key::Unknown, Key::Known))
    }

    fn begin_list(&mut self) -> Option<()> {
        let Node::Array { len, .. } = self.nodes.next()? else { return None };
        self.open.push(*len);
        Some(())
    }

    fn next_element(&mut self) -> Option<bool> {
        self.step()
    }

    fn text(&mut self) -> Option<&str> {
        let Node::String(text) = self.nodes.next()? else { return None };
        Some(text)
    }

    fn number(&mut self) -> Option<i64> {
        match self.nodes.next()? {
            Node::Static(StaticNode::I64(value)) => Some(*value),
            Node::Static(StaticNode::U64(value)) => i64::try_from(*value).ok(),
            _ => None,
        }
    }

    fn boolean(&mut self) -> Option<bool> {
        let Node::Static(StaticNode::Bool(value)) = self.nodes.next()? else { return None };
        Some(*value)
    }

    fn skip(&mut self) -> Option<()> {
        if let Node::Object { count, .. } | Node::Array { count, .. } = self.nodes.next()? {
            self.nodes.by_ref().take(*count).for_each(drop);
        }
        Some(())
    }
}

/// struson.
pub struct StrusonPull<'a> {
    reader: JsonStreamReader<&'a [u8]>,
}

impl<'a> StrusonPull<'a> {
    /// It checks UTF-8 itself.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        Self { reader: JsonStreamReader::new(text) }
    }
}

impl Pull for StrusonPull<'_> {
    fn offset(&mut self) -> Option<usize> {
        let offset = self.reader.current_position(false).data_pos?;
        usize::try_from(offset).ok()
    }

    fn begin_record(&mut self) -> Option<()> {
        self.reader.begin_object().ok()
    }

    fn next_key(&mut self, meta: &'static RecordMeta, expected: usize) -> Option<Key> {
        if !self.reader.has_next().ok()? {
            self.reader.end_object().ok()?;
            return Some(Key::End);
        }
        let name = self.reader.next_name().ok()?;
        Some(find(meta, name, expected).map_or(Key::Unknown, Key::Known))
    }

    fn begin_list(&mut self) -> Option<()> {
        self.reader.begin_array().ok()
    }

    fn next_element(&mut self) -> Option<bool> {
        let more = self.reader.has_next().ok()?;
        if !more {
            self.reader.end_array().ok()?;
        }
        Some(more)
    }

    fn text(&mut self) -> Option<&str> {
        // Asked first, as the runtime must: another kind is a finding.
        (self.reader.peek().ok()? == ValueType::String).then_some(())?;
        self.reader.next_str().ok()
    }

    fn number(&mut self) -> Option<i64> {
        self.reader.next_number_as_str().ok()?.parse().ok()
    }

    fn boolean(&mut self) -> Option<bool> {
        self.reader.next_bool().ok()
    }

    fn skip(&mut self) -> Option<()> {
        self.reader.skip_value().ok()
    }
}
