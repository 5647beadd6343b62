//! What becomes of each attribute of a type in another release. It is derived once, when a pair of
//! types is first used, from the tables of both and what the standard says took the place of what.

use crate::meta::{
    AbsentReasonMeta, AttributeMeta, CodeFormMeta, MigrationMeta, PickMeta, RecordMeta, TextMeta,
    ValueMeta,
};
use crate::migrate::report::Reason;

/// The moves of every record that a value of the source can hold.
#[derive(Debug)]
pub struct Plan {
    /// By the number of the record in the plan.
    records: Vec<Moves>,
    root: usize,
}

/// What is done with each attribute of a record, by its number. Nothing at all is done here with
/// what a record around it takes.
pub(crate) type Moves = Vec<Vec<Move>>;

#[derive(Debug)]
pub(crate) enum Move {
    /// Nothing takes the value.
    Lost(Reason),
    /// The value goes to an attribute of the target.
    Leaf(Leaf),
    /// The record or the list goes to attribute `place` of the target.
    Record { place: usize, to: &'static AttributeMeta, below: usize },
    /// What is in the record goes to the target itself. `rest`: the record has gone elsewhere
    /// already, and this is only what stands higher in the target.
    Fold { below: usize, rest: bool },
    /// Of the list one record goes to the target itself.
    Pick { pick: &'static PickMeta, by: usize, below: usize },
}

#[derive(Debug)]
pub(crate) struct Leaf {
    /// The way to the attribute from the target, by numbers; the last is that of the attribute.
    pub(crate) path: Vec<usize>,
    pub(crate) from: &'static AttributeMeta,
    pub(crate) to: &'static AttributeMeta,
    /// Whether every value that is right in the source is right in the target.
    pub(crate) same: bool,
}

impl Plan {
    pub(crate) fn new(
        source: &'static RecordMeta,
        target: &'static RecordMeta,
        table: &'static MigrationMeta,
        forward: bool,
    ) -> Self {
        let mut planner = Planner { table, forward, records: Vec::new() };
        let root = planner.record(source, Target { meta: target, above: &[] }, false);
        Self { records: planner.records, root }
    }

    pub(crate) fn root(&self) -> &Moves {
        self.moves(self.root)
    }

    pub(crate) fn moves(&self, record: usize) -> &Moves {
        static NONE: Moves = Vec::new();
        self.records.get(record).unwrap_or(&NONE)
    }
}

/// A record that is filled, with the records around it that a single record leads to.
#[derive(Clone, Copy)]
struct Target<'a> {
    meta: &'static RecordMeta,
    above: &'a [&'static RecordMeta],
}

struct Planner {
    table: &'static MigrationMeta,
    /// Whether the target is the newer release.
    forward: bool,
    records: Vec<Moves>,
}

impl Planner {
    /// `folded`: the record has no counterpart of its own; what is in it goes to the target itself.
    fn record(&mut self, source: &'static RecordMeta, target: Target<'_>, folded: bool) -> usize {
        let moves = source.attributes.iter();
        let moves = moves.map(|from| self.attribute(from, target, folded || source.choice));
        let moves = moves.collect();
        self.add(moves)
    }

    fn add(&mut self, moves: Moves) -> usize {
        self.records.push(moves);
        self.records.len() - 1
    }

    fn attribute(
        &mut self,
        from: &'static AttributeMeta,
        target: Target<'_>,
        folded: bool,
    ) -> Vec<Move> {
        if let Some((place, to)) = self.counterpart(from, target.meta) {
            if let (ValueMeta::Record(source), ValueMeta::Record(below)) = (&from.value, &to.value)
            {
                let above: Vec<_> = target.above.iter().copied().chain([target.meta]).collect();
                let above = if from.many { &[] } else { above.as_slice() };
                let inner = Target { meta: below, above };
                let mut moves =
                    vec![Move::Record { place, to, below: self.record(source, inner, false) }];
                let rest = if from.many { None } else { self.rest(source, &[below], target) };
                moves.extend(rest.map(|below| Move::Fold { below, rest: true }));
                return moves;
            }
            return vec![leaf(vec![place], from, to)];
        }
        let lost = || vec![Move::Lost(self.reason(from, target.meta))];
        let ValueMeta::Record(source) = &from.value else {
            if let Some((path, to)) = self.place(from, target.meta) {
                return vec![leaf(path, from, to)];
            }
            let above = || target.above.iter().any(|above| self.place(from, above).is_some());
            return if !folded && above() { Vec::new() } else { lost() };
        };
        if !folded && !self.leads_into(from, target.meta) {
            let above = target.above.iter().any(|above| self.leads_into(from, above));
            return if above && self.is_single(from) { Vec::new() } else { lost() };
        }
        if !from.many {
            let below = self.record(source, target, true);
            return vec![Move::Fold { below, rest: false }];
        }
        let Some(pick) = self.pick(from) else { return lost() };
        let Some(by) = source.attributes.iter().position(|it| it.id == pick.by) else {
            return lost();
        };
        vec![Move::Pick { pick, by, below: self.record(source, target, true) }]
    }

    /// What is in a record, but has its place in `target` and nowhere in `own`: the record's own
    /// counterpart, which comes last, and those around it below the target.
    fn rest(
        &mut self,
        source: &'static RecordMeta,
        own: &[&'static RecordMeta],
        target: Target<'_>,
    ) -> Option<usize> {
        let mut any = false;
        let mut moves = Vec::new();
        for from in source.attributes {
            let mut found = Vec::new();
            let last = own.last();
            match (&from.value, last.and_then(|last| self.counterpart(from, last))) {
                (ValueMeta::Record(source), Some((_, to))) if !from.many => {
                    if let ValueMeta::Record(below) = &to.value {
                        let own: Vec<_> = own.iter().copied().chain([*below]).collect();
                        let below = self.rest(source, &own, target);
                        found.extend(below.map(|below| Move::Fold { below, rest: true }));
                    }
                }
                (_, Some(_)) => {}
                (ValueMeta::Record(_), None) => {
                    let here = self.leads_into(from, target.meta) && self.is_single(from);
                    if here && !own.iter().any(|own| self.leads_into(from, own)) {
                        found = self.attribute(from, Target { above: &[], ..target }, false);
                    }
                }
                (_, None) => {
                    if !own.iter().any(|own| self.place(from, own).is_some())
                        && let Some((path, to)) = self.place(from, target.meta)
                    {
                        found.push(leaf(path, from, to));
                    }
                }
            }
            any |= !found.is_empty();
            moves.push(found);
        }
        any.then(|| self.add(moves))
    }

    /// The attribute of the target that means the same, in the record itself.
    fn counterpart(
        &self,
        from: &'static AttributeMeta,
        target: &'static RecordMeta,
    ) -> Option<(usize, &'static AttributeMeta)> {
        let attributes = || target.attributes.iter().enumerate();
        let fits = |it: &(usize, &'static AttributeMeta)| self.is_fit(from, it.1);
        // In a question the key says it: every operand has the id of the attribute that is asked for.
        if from.is_operand() {
            return attributes().find(|it| it.1.name == from.name && fits(it));
        }
        let same = attributes().find(|it| it.1.id == from.id && !it.1.is_operand());
        if same.is_some() {
            return same.filter(fits);
        }
        let others = self.others(from.id);
        attributes().find(|it| others.contains(&it.1.id) && !it.1.is_operand() && fits(it))
    }

    /// Whether a value of the one can be a value of the other.
    fn is_fit(&self, from: &AttributeMeta, to: &AttributeMeta) -> bool {
        if from.many && !to.many {
            return false;
        }
        match (&from.value, &to.value) {
            (ValueMeta::Record(a), ValueMeta::Record(b)) => {
                let in_question = a.question.is_some() && b.question.is_some();
                in_question || a.entity == b.entity || self.others(a.entity).contains(&b.entity)
            }
            (a, b) => {
                let coded = |it: &ValueMeta| {
                    matches!(it, ValueMeta::Code(..) | ValueMeta::Text(_) | ValueMeta::Label(_))
                };
                let counted = |it: &ValueMeta| {
                    matches!(
                        it,
                        ValueMeta::Integer(_) | ValueMeta::Code(_, CodeFormMeta::Integer(_))
                    )
                };
                (coded(a) && coded(b))
                    || (counted(a) && counted(b))
                    || std::mem::discriminant(a) == std::mem::discriminant(b)
            }
        }
    }

    /// The only place of a value below a record, under the id of what took its place or of what it
    /// took the place of. The same id elsewhere would be a value of another meaning.
    fn place(
        &self,
        from: &'static AttributeMeta,
        target: &'static RecordMeta,
    ) -> Option<(Vec<usize>, &'static AttributeMeta)> {
        let others = self.others(from.id);
        if others.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        self.find(target, &mut Vec::new(), &mut |path, to| {
            let is_leaf = !matches!(to.value, ValueMeta::Record(_));
            if is_leaf && others.contains(&to.id) && self.is_fit(from, to) {
                found.push((path.to_vec(), to));
            }
        });
        let first = found.pop();
        if found.is_empty() { first } else { None }
    }

    /// Whether what took the place of an attribute, or what it took the place of, is below a record.
    fn leads_into(&self, from: &'static AttributeMeta, target: &'static RecordMeta) -> bool {
        let others = self.others(from.id);
        let mut any = false;
        if !others.is_empty() {
            self.find(target, &mut Vec::new(), &mut |_, to| any |= others.contains(&to.id));
        }
        any
    }

    /// Shows every attribute that single records, choices and picked lists lead to.
    fn find(
        &self,
        target: &'static RecordMeta,
        path: &mut Vec<usize>,
        each: &mut dyn FnMut(&[usize], &'static AttributeMeta),
    ) {
        for (n, to) in target.attributes.iter().enumerate() {
            path.push(n);
            each(path, to);
            if let ValueMeta::Record(below) = &to.value
                && self.is_single(to)
            {
                self.find(below, path, each);
            }
            path.pop();
        }
    }

    fn is_single(&self, attribute: &AttributeMeta) -> bool {
        !attribute.many || self.pick(attribute).is_some()
    }

    fn pick(&self, attribute: &AttributeMeta) -> Option<&'static PickMeta> {
        self.table.picks.iter().find(|it| it.list == attribute.id)
    }

    /// The ids of what took the place of a node and what it took the place of, however many times.
    fn others(&self, id: &str) -> Vec<&'static str> {
        let mut found: Vec<&'static str> = Vec::new();
        let mut next = 0;
        let mut current = Some(id.to_owned());
        while let Some(id) = current.take() {
            for (old, new) in self.table.successors {
                let other = if self.forward { (old, new) } else { (new, old) };
                if *other.0 == id && !found.contains(other.1) {
                    found.push(other.1);
                }
            }
            current = found.get(next).map(|it| (*it).to_owned());
            next += 1;
        }
        found
    }

    fn reason(&self, from: &AttributeMeta, target: &'static RecordMeta) -> Reason {
        if self.table.unmapped.contains(&from.id) {
            return Reason::NoMapping;
        }
        let absent = target.absent.iter().find(|it| it.id == from.id);
        match absent.map(|it| &it.reason) {
            Some(AbsentReasonMeta::OtherMessages(_)) => Reason::OtherMessage,
            Some(AbsentReasonMeta::Introduced(_)) => Reason::Introduced,
            Some(AbsentReasonMeta::Removed(..)) => Reason::Removed,
            None if self.forward => Reason::Removed,
            None => Reason::Introduced,
        }
    }
}

fn leaf(path: Vec<usize>, from: &'static AttributeMeta, to: &'static AttributeMeta) -> Move {
    Move::Leaf(Leaf { path, from, to, same: is_same(&from.value, &to.value) })
}

/// Whether two attributes take the same values.
fn is_same(from: &ValueMeta, to: &ValueMeta) -> bool {
    let text = |a: &TextMeta, b: &TextMeta| {
        let pattern = |it: &TextMeta| it.pattern.map(|it| it.as_str());
        (a.min_length, a.max_length, pattern(a)) == (b.min_length, b.max_length, pattern(b))
    };
    match (from, to) {
        (ValueMeta::Text(a), ValueMeta::Text(b)) => text(a, b),
        (ValueMeta::Label(a), ValueMeta::Label(b)) => std::ptr::eq(*a, *b),
        (ValueMeta::Integer(a), ValueMeta::Integer(b)) => (a.min, a.max) == (b.min, b.max),
        (ValueMeta::Code(a, from), ValueMeta::Code(b, to)) => {
            std::ptr::eq(*a, *b)
                && match (from, to) {
                    (CodeFormMeta::Text(a), CodeFormMeta::Text(b)) => text(a, b),
                    (CodeFormMeta::Integer(a), CodeFormMeta::Integer(b)) => {
                        (a.min, a.max) == (b.min, b.max)
                    }
                    _ => false,
                }
        }
        (ValueMeta::Boolean, ValueMeta::Boolean) | (ValueMeta::Date, ValueMeta::Date) => true,
        _ => false,
    }
}
