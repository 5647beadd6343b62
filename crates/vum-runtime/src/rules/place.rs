//! Where findings of rules stand in the text that was read.
//!
//! A value does not know where it came from, and remembering it would make every reading slower.
//! Only where a rule found something is the text gone over a second time, once for all findings.

use std::collections::BTreeMap;

use super::judge;
use crate::context::Context;
use crate::finding::Finding;
use crate::meta::{AttributeMeta, RecordMeta, ValueMeta};
use crate::source::{Halt, Key, Source};
use crate::visit::Fields;

/// Holds a value that was read to its end against the rules of the options. `again` opens its text
/// once more.
#[inline(never)]
pub(crate) fn above_contract<S: Source>(
    again: impl FnOnce() -> S,
    value: &dyn Fields,
    context: &mut Context,
) {
    let kept = context.findings.len();
    judge(value, context);
    if let Some(new) = context.findings.get_mut(kept..).filter(|new| !new.is_empty()) {
        locate(again(), value.meta(), new);
    }
}

/// Gives findings their offsets: of the value that the pointer names, or of what is there of the way
/// to it. The text was read before without coming to an early end.
#[cold]
fn locate<S: Source>(source: S, meta: &'static RecordMeta, findings: &mut [Finding]) {
    let mut tree = Node::default();
    for (n, finding) in findings.iter().enumerate() {
        let mut node = &mut tree;
        for step in finding.pointer.split('/').skip(1) {
            node = node.below.entry(step.to_owned()).or_default();
        }
        node.findings.push(n);
    }
    let mut walk = Walk { source, findings };
    let at = walk.source.offset();
    walk.reach(&tree, at);
    // What ends the walk ended the reading too, and then no rule was asked.
    let _: Result<(), Halt> =
        if walk.source.begin_record() { walk.record(&tree, meta) } else { Ok(()) };
}

/// The steps of pointers.
#[derive(Default)]
struct Node {
    findings: Vec<usize>,
    below: BTreeMap<String, Node>,
}

struct Walk<'f, S> {
    source: S,
    findings: &'f mut [Finding],
}

impl<S: Source> Walk<'_, S> {
    /// Everything at or below a node is here, as far as is known yet.
    fn reach(&mut self, node: &Node, at: Option<usize>) {
        for n in &node.findings {
            if let Some(finding) = self.findings.get_mut(*n) {
                finding.offset = at;
            }
        }
        for below in node.below.values() {
            self.reach(below, at);
        }
    }

    /// The attributes of a record that was stepped into.
    fn record(&mut self, node: &Node, meta: &'static RecordMeta) -> Result<(), Halt> {
        let (mut expected, mut passed) = (0, 0_u128);
        loop {
            let key = self.source.next_key(meta, expected)?;
            while self.source.remark().is_some() {}
            let n = match key {
                Key::Known(n) => n,
                Key::Unknown => {
                    self.source.skip()?;
                    continue;
                }
                Key::End => return Ok(()),
            };
            expected = expected.max(n + 1);
            let bit = u32::try_from(n).ok().and_then(|n| 1_u128.checked_shl(n)).unwrap_or(0);
            // Of a name that comes twice, the first counts; of a choice, the first branch.
            let is_first = if meta.choice { passed == 0 } else { passed & bit == 0 };
            passed |= bit;
            let attribute = meta.attribute(n).filter(|_| is_first);
            match attribute.and_then(|it| node.below.get(it.name).map(|below| (it, below))) {
                Some((attribute, below)) => self.attribute(below, attribute)?,
                None => self.source.skip()?,
            }
        }
    }

    fn attribute(&mut self, node: &Node, attribute: &'static AttributeMeta) -> Result<(), Halt> {
        let at = self.source.offset();
        self.reach(node, at);
        if node.below.is_empty() {
            return self.source.skip();
        }
        if !attribute.many {
            return self.value(node, attribute);
        }
        if !self.source.begin_list() {
            return self.pass();
        }
        let mut index = 0_usize;
        while self.source.next_element()? {
            while self.source.remark().is_some() {}
            match node.below.get(itoa::Buffer::new().format(index)) {
                Some(below) => {
                    let at = self.source.offset();
                    self.reach(below, at);
                    self.value(below, attribute)?;
                }
                None => self.source.skip()?,
            }
            index += 1;
        }
        Ok(())
    }

    fn value(&mut self, node: &Node, attribute: &'static AttributeMeta) -> Result<(), Halt> {
        match &attribute.value {
            ValueMeta::Record(meta) if !node.below.is_empty() => {
                if self.source.begin_record() {
                    self.record(node, meta)
                } else {
                    self.pass()
                }
            }
            _ => self.source.skip(),
        }
    }

    /// Passes over what is not what the standard has here.
    fn pass(&mut self) -> Result<(), Halt> {
        self.source.found()?;
        self.source.skip()
    }
}
