//! Records with known faults: a valid record, spoilt in one to three places that have nothing to do
//! with each other.

use std::ops::Range;

use crate::flaw::{Flaw, How, of_list};
use crate::form::Form;
use crate::plan::{Field, Maker, Plan, Record, Shape, bit, json_text};
use crate::rng::Rng;
use crate::scene::{Cast, Scene};
use crate::trace::{Node, Step, Trace, push_name};
use crate::words;
use crate::writer::Writer;

/// How often a place is tried before a record has to do with fewer faults.
const ATTEMPTS: usize = 40;

/// A known fault in a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Number of the record, from 0.
    pub record: u64,
    /// Id of the rule that finds it, such as `max-length`.
    pub rule: &'static str,
    /// JSON pointer to the place where it is found. An unknown name stands in it as it is written;
    /// a report that masks values shows `…` there.
    pub pointer: String,
}

impl Fault {
    /// The fault as one JSON object, without a line end.
    ///
    /// ```
    /// use vum_sample::Fault;
    /// let fault = Fault { record: 7, rule: "null-value", pointer: "/mobiliteit".to_owned() };
    /// let json = r#"{"record":7,"rule":"null-value","pointer":"/mobiliteit"}"#;
    /// assert_eq!(fault.to_json(), json);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let pointer = json_text(&self.pointer);
        format!(r#"{{"record":{},"rule":"{}","pointer":{pointer}}}"#, self.record, self.rule)
    }
}

/// A change to the text of a record.
struct Edit {
    range: Range<usize>,
    text: String,
    /// The bytes that no other fault can touch.
    guard: Range<usize>,
    /// The object whose members change: no other fault changes those.
    members_of: Option<usize>,
    rule: &'static str,
    pointer: String,
}

/// Something that can be wrong at a value.
#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Flaw(&'a Flaw),
    Required,
    /// The name with other capitals.
    Case(&'a Field),
    Duplicate(&'a Field),
    Unknown(&'a Record),
    Absent(&'a Record),
    OtherRole(usize, &'a Record),
    /// A list without the elements it must have.
    Short,
    /// Operators of which some do not stand alone.
    Combination(&'a Record),
    ChoiceNone,
    /// The index of the choice among the shapes, and that of the branch that is there.
    ChoiceMany(usize, usize),
}

impl Kind<'_> {
    fn rule(&self) -> &'static str {
        match self {
            Self::Flaw(flaw) => flaw.rule,
            Self::Required => "required",
            Self::Case(_) => "attribute-case",
            Self::Duplicate(_) => "duplicate-attribute",
            Self::Unknown(_) => "unknown-attribute",
            // Its rule depends on the name.
            Self::Absent(_) => "",
            Self::OtherRole(..) => "other-role",
            Self::Short => "min-items",
            Self::Combination(_) => "operator-combination",
            Self::ChoiceNone => "choice-none",
            Self::ChoiceMany(..) => "choice-many",
        }
    }
}

/// Spoils the record that a writer wrote. Returns its faults in the order of the text.
pub(crate) fn spoil(plan: &Plan, writer: &mut Writer<'_>, rng: &mut Rng) -> Vec<Fault> {
    let Some(trace) = writer.trace.take() else { return Vec::new() };
    let text = std::mem::take(&mut writer.out);
    let list_flaws = of_list();
    let spoiler =
        Spoiler { plan, cast: writer.cast, trace: &trace, text: &text, list_flaws: &list_flaws };
    let edits = spoiler.edits(rng);
    writer.out = apply(&text, &edits);
    let record = writer.cast.number;
    let fault = |edit: Edit| Fault { record, rule: edit.rule, pointer: edit.pointer };
    edits.into_iter().map(fault).collect()
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut spoilt = String::with_capacity(text.len() + 256);
    let mut at = 0;
    for edit in edits {
        spoilt.push_str(text.get(at..edit.range.start).unwrap_or_default());
        spoilt.push_str(&edit.text);
        at = edit.range.end;
    }
    spoilt.push_str(text.get(at..).unwrap_or_default());
    spoilt
}

struct Spoiler<'a> {
    plan: &'a Plan,
    cast: &'a Cast,
    trace: &'a Trace,
    text: &'a str,
    list_flaws: &'a [Flaw],
}

impl<'a> Spoiler<'a> {
    /// One to three changes, in the order of the text.
    fn edits(&self, rng: &mut Rng) -> Vec<Edit> {
        let mut kinds = self.kinds();
        // By rule, so that a rule with few places is as likely as one with many.
        kinds.sort_by_key(|(_, kind)| kind.rule());
        let mut rules: Vec<&[(usize, Kind<'a>)]> =
            kinds.chunk_by(|a, b| a.1.rule() == b.1.rule()).collect();
        let wanted = [1, 1, 1, 2, 2, 3].get(rng.place(6)).copied().unwrap_or(1);
        let mut edits: Vec<Edit> = Vec::new();
        for _ in 0..ATTEMPTS {
            if edits.len() >= wanted || rules.is_empty() {
                break;
            }
            let rule = rng.place(rules.len());
            let Some(places) = rules.get(rule).copied() else { break };
            let Some((node, kind)) = places.get(rng.place(places.len())).copied() else { break };
            let Some(edit) = self.edit(node, kind, rng) else { continue };
            if edits.iter().all(|other| !clash(other, &edit)) {
                edits.push(edit);
                rules.swap_remove(rule);
            }
        }
        edits.sort_by_key(|edit| edit.range.start);
        edits
    }

    /// Everything that can be wrong, with the value it is about.
    fn kinds(&self) -> Vec<(usize, Kind<'a>)> {
        let mut kinds = Vec::new();
        for (n, node) in self.trace.nodes.iter().enumerate() {
            let mut add = |kind| kinds.push((n, kind));
            let lenient = self.is_in_lenient(node);
            match self.field(node) {
                Some((field, true)) => {
                    self.list_flaws.iter().for_each(|it| add(Kind::Flaw(it)));
                    if field.least {
                        add(Kind::Short);
                    }
                }
                Some((field, false)) => field.flaws.iter().for_each(|it| add(Kind::Flaw(it))),
                None => {}
            }
            if let (Step::Field { .. }, Some((field, _))) = (node.step, self.field(node)) {
                add(Kind::Duplicate(field));
                if field.required {
                    add(Kind::Required);
                } else if !lenient {
                    add(Kind::Case(field));
                }
            }
            match self.shape(node) {
                Some((id, Shape::Record(record))) => {
                    if !record.lenient {
                        add(Kind::Unknown(record));
                        if !record.absent.is_empty() {
                            add(Kind::Absent(record));
                        }
                    }
                    if !record.groups.is_empty() {
                        add(Kind::Combination(record));
                    }
                    if !record.hidden.is_empty() {
                        add(Kind::OtherRole(id, record));
                    }
                }
                Some((id, Shape::Choice(variants))) => {
                    add(Kind::ChoiceNone);
                    if variants.len() > 1
                        && let Some(Node { step: Step::Variant { variant, .. }, .. }) =
                            self.trace.nodes.get(n + 1)
                    {
                        add(Kind::ChoiceMany(id, *variant));
                    }
                }
                None => {}
            }
        }
        kinds
    }

    /// The field of a value, and whether the value is its list.
    fn field(&self, node: &Node) -> Option<(&'a Field, bool)> {
        match node.step {
            Step::Field { shape, field, .. } => {
                let field = self.plan.field((shape, field))?;
                Some((field, field.many))
            }
            Step::Element { list, .. } => Some((self.plan.field(list)?, false)),
            Step::Root | Step::Variant { .. } => None,
        }
    }

    fn is_in_lenient(&self, node: &Node) -> bool {
        let Step::Field { shape, .. } = node.step else { return false };
        matches!(self.plan.shape(shape), Some(Shape::Record(record)) if record.lenient)
    }

    /// The shape of an object.
    fn shape(&self, node: &Node) -> Option<(usize, &'a Shape)> {
        let id = match node.step {
            Step::Root => self.plan.root,
            Step::Variant { shape, variant, .. } => match self.plan.shape(shape)? {
                Shape::Choice(variants) => variants.get(variant)?.shape,
                Shape::Record(_) => return None,
            },
            Step::Field { .. } | Step::Element { .. } => match self.field(node)? {
                (Field { maker: Maker::Shape(id), .. }, false) => *id,
                _ => return None,
            },
        };
        Some((id, self.plan.shape(id)?))
    }

    fn edit(&self, place: usize, kind: Kind<'a>, rng: &mut Rng) -> Option<Edit> {
        let node = self.trace.nodes.get(place)?;
        let value = self.text.get(node.range.clone())?;
        let pointer = self.trace.pointer(self.plan, place);
        let replace = |rule, text| Edit {
            range: node.range.clone(),
            text,
            guard: node.range.clone(),
            members_of: None,
            rule,
            pointer: pointer.clone(),
        };
        // Behind the opening brace of an object.
        let insert = |rule, name: &str, text: String| {
            let at = node.range.start + 1;
            let mut pointer = pointer.clone();
            push_name(name, &mut pointer);
            Edit { range: at..at, text, guard: at..at + 1, members_of: Some(place), rule, pointer }
        };
        Some(match kind {
            Kind::Flaw(flaw) => {
                let made = match self.field(node)? {
                    (Field { maker: Maker::Text(_, form), .. }, false) => Some(form),
                    _ => None,
                };
                replace(flaw.rule, spoilt(flaw, value, made, rng)?)
            }
            Kind::Short => replace("min-items", "[]".to_owned()),
            Kind::Combination(record) => replace("operator-combination", record.alone()?),
            Kind::ChoiceNone => replace("choice-none", "{}".to_owned()),
            Kind::Required => Edit { rule: "required", ..self.removal(node, pointer)? },
            Kind::Duplicate(field) => {
                let at = node.range.end;
                Edit {
                    range: at..at,
                    text: format!(",{}{value}", field.key),
                    guard: member(node)?,
                    members_of: Some(node.parent),
                    rule: "duplicate-attribute",
                    pointer,
                }
            }
            Kind::Case(field) => {
                let start = member(node)?.start;
                let name = self.other_case(node, field)?;
                let mut pointer = self.trace.pointer(self.plan, node.parent);
                push_name(&name, &mut pointer);
                Edit {
                    range: start..node.range.start,
                    text: format!("{}:", json_text(&name)),
                    guard: member(node)?,
                    members_of: Some(node.parent),
                    rule: "attribute-case",
                    pointer,
                }
            }
            Kind::Unknown(record) => {
                let (name, value) = rng.pick(words::STRANGE);
                let known = record.names().any(|it| it.eq_ignore_ascii_case(name));
                (!known && !name.is_empty()).then_some(())?;
                insert("unknown-attribute", name, format!("\"{name}\":{value},"))
            }
            Kind::Absent(record) => {
                let (name, rule) = record.absent.get(rng.place(record.absent.len()))?;
                let value = rng.pick(&["\"1\"", "1", "{}", "[]", "\"2025-01-31\"", "\"onbekend\""]);
                insert(rule, name, format!("{}:{value},", json_text(name)))
            }
            Kind::OtherRole(id, record) => {
                let place = rng.place(record.hidden.len());
                let field = record.hidden.get(place)?;
                let value = self.written(rng, |writer, scene| {
                    // The place of the field does not matter: nothing is traced here.
                    writer.value(field, scene, (id, usize::MAX));
                });
                insert("other-role", &field.name, format!("{}{value},", field.key))
            }
            Kind::ChoiceMany(id, there) => {
                let Shape::Choice(variants) = self.plan.shape(id)? else { return None };
                let step = 1 + rng.place(variants.len().saturating_sub(1));
                let other = variants.get((there + step).checked_rem(variants.len())?)?;
                let value = self.written(rng, |writer, scene| writer.object(other.shape, scene));
                let at = node.range.end.checked_sub(1)?;
                let mut pointer = pointer;
                push_name(&other.name, &mut pointer);
                Edit {
                    range: at..at,
                    text: format!(",{}{value}", other.key),
                    guard: at..at + 1,
                    members_of: Some(place),
                    rule: "choice-many",
                    pointer,
                }
            }
        })
    }

    /// A value that goes with the record.
    fn written(&self, rng: &mut Rng, write: impl FnOnce(&mut Writer<'a>, &Scene)) -> String {
        let own = Rng::of_record(rng.next(), self.cast.number);
        let mut writer = Writer::new(self.plan, self.cast, own, String::new());
        write(&mut writer, &Scene::root(self.cast));
        writer.out
    }

    /// Takes a member out, with one of the commas around it.
    fn removal(&self, node: &Node, pointer: String) -> Option<Edit> {
        let Range { mut start, mut end } = member(node)?;
        let bytes = self.text.as_bytes();
        if bytes.get(end) == Some(&b',') {
            end += 1;
        } else if bytes.get(start.checked_sub(1)?) == Some(&b',') {
            start -= 1;
        }
        Some(Edit {
            range: start..end,
            text: String::new(),
            guard: start..end,
            members_of: Some(node.parent),
            rule: "",
            pointer,
        })
    }

    /// The name of a field with other capitals, if that is no other name of the standard.
    fn other_case(&self, node: &Node, field: &Field) -> Option<String> {
        let Step::Field { shape, .. } = node.step else { return None };
        let Shape::Record(record) = self.plan.shape(shape)? else { return None };
        let lower = field.name.to_ascii_lowercase();
        let mut capital = field.name.clone();
        if let Some(first) = capital.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        [lower, capital].into_iter().find(|made| record.names().all(|name| name != made))
    }
}

impl Record {
    /// An object with one field that does not stand alone.
    fn alone(&self) -> Option<String> {
        let companions = |n: usize| self.groups.iter().all(|it| it.required & !bit(n) != 0);
        let mut fields = self.fields.iter().enumerate();
        let (_, field) = fields.find(|(n, _)| companions(*n))?;
        let Maker::Code(_, values) = &field.maker else { return None };
        Some(format!("{{{}{}}}", field.key, values.first()?.json))
    }

    /// Every name that means something here.
    fn names(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().chain(&self.hidden).map(|it| it.name.as_str());
        fields.chain(self.absent.iter().map(|(name, _)| name.as_str()))
    }
}

/// The bytes of a member: its key and its value.
fn member(node: &Node) -> Option<Range<usize>> {
    match node.step {
        Step::Field { start, .. } | Step::Variant { start, .. } => Some(start..node.range.end),
        Step::Root | Step::Element { .. } => None,
    }
}

fn clash(a: &Edit, b: &Edit) -> bool {
    let touch = a.guard.start < b.guard.end && b.guard.start < a.guard.end;
    touch || (a.members_of.is_some() && a.members_of == b.members_of)
}

/// A value with a flaw; `None` when it cannot be spoilt in this way.
fn spoilt(flaw: &Flaw, value: &str, form: Option<&Form>, rng: &mut Rng) -> Option<String> {
    match &flaw.how {
        How::By(values) => values.get(rng.place(values.len())).cloned(),
        How::Fraction => {
            let end = rng.pick(&[".0", "e0", ".5"]);
            Some(format!("{value}{end}"))
        }
        How::Longer(max) => {
            let text = value.trim_matches('"');
            let more = max + 1 + rng.place(4);
            let mut long = plain(text);
            let missing = more.saturating_sub(long.chars().count());
            // Characters of more than one byte, so that counting bytes is found out.
            long.extend("ëen te lange tekst ".chars().cycle().take(missing));
            Some(json_text(&long))
        }
        How::Break => {
            let form = form?;
            let text = plain(value.trim_matches('"'));
            let middle = text.len() / 2;
            let (start, end) = (text.get(..middle)?, text.get(middle..)?);
            let mut made = [
                format!("{start} {end}"),
                format!("{text}?"),
                format!("#{text}"),
                format!("{start}é{end}"),
            ];
            let turn = rng.place(made.len());
            made.rotate_left(turn);
            let pattern = form.pattern.as_ref()?;
            made.into_iter()
                .find(|made| {
                    let length = made.chars().count();
                    length >= form.min && length <= form.max && !pattern.accepts(made)
                })
                .map(|made| json_text(&made))
        }
    }
}

/// A JSON text without escapes.
fn plain(json: &str) -> String {
    json.replace("\\n", " ").replace(['\\', '"'], "")
}
