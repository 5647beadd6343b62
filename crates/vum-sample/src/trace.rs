//! Where the values of a record stand in its text.

use std::ops::Range;

use crate::plan::{Plan, Shape};

/// The way from one value to another inside it. `start` is where its key starts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Root,
    /// A field of a record.
    Field {
        shape: usize,
        field: usize,
        start: usize,
    },
    /// The branch of a choice.
    Variant {
        shape: usize,
        variant: usize,
        start: usize,
    },
    /// An element of the list that a field of a record holds.
    Element {
        list: (usize, usize),
        index: usize,
    },
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) parent: usize,
    pub(crate) step: Step,
    /// The bytes of the value.
    pub(crate) range: Range<usize>,
}

/// The values of a record, each before those inside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    pub(crate) nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Trace {
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.nodes.truncate(len);
    }

    pub(crate) fn enter(&mut self, step: Step, at: usize) -> usize {
        let node = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(node);
        self.nodes.push(Node { parent, step, range: at..at });
        self.open.push(node);
        node
    }

    pub(crate) fn leave(&mut self, node: usize, at: usize) {
        self.open.pop();
        if let Some(node) = self.nodes.get_mut(node) {
            node.range.end = at;
        }
    }

    /// JSON pointer to a value.
    pub(crate) fn pointer(&self, plan: &Plan, node: usize) -> String {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(node) = self.nodes.get(at) {
            match node.step {
                Step::Root => break,
                step => way.push(step),
            }
            at = node.parent;
        }
        let mut pointer = String::new();
        for step in way.iter().rev() {
            match step {
                Step::Element { index, .. } => {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                }
                Step::Field { shape, field, .. } => {
                    push_name(plan.field((*shape, *field)).map_or("", |it| &it.name), &mut pointer);
                }
                Step::Variant { shape, variant, .. } => {
                    let name = match plan.shape(*shape) {
                        Some(Shape::Choice(variants)) => variants.get(*variant).map(|it| &it.name),
                        _ => None,
                    };
                    push_name(name.map_or("", |name| name), &mut pointer);
                }
                Step::Root => {}
            }
        }
        pointer
    }
}

/// Adds a name to a JSON pointer.
pub(crate) fn push_name(name: &str, pointer: &mut String) {
    pointer.push('/');
    for c in name.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
