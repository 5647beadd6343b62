//! Facets: values of an attribute that differ by release and profile, and which of them hold.

use crate::release::{RoleSet, Version};
use crate::selector::Selection;
use crate::source::{At, Place};
use crate::written::Kind;

/// A `[[attribute.facet]]` with its names looked up.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub since: Version,
    pub since_place: Place,
    pub scope: Option<Selection>,
    pub content: Content,
    pub profiles: Option<Selection>,
    pub required: Option<Selection>,
    pub name: Option<At<String>>,
    pub place: Place,
}

/// The keys that make up a value; a block with a `type` states them all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub kind: Option<At<Kind>>,
    pub many: Option<At<bool>>,
    pub entity: Option<At<Option<usize>>>,
    pub choice: Option<At<Vec<At<usize>>>>,
    pub list: Option<At<Option<usize>>>,
    pub number: Option<At<bool>>,
    pub labels: Option<At<bool>>,
    pub min_length: Option<At<u32>>,
    pub max_length: Option<At<u32>>,
    pub pattern: Option<At<String>>,
    pub min: Option<At<i64>>,
    pub max: Option<At<i64>>,
}

impl Content {
    fn overlay(&mut self, other: &Self) {
        if other.kind.is_some() {
            *self = other.clone();
            return;
        }
        fn put<T: Clone>(mine: &mut Option<T>, other: &Option<T>) {
            if other.is_some() {
                mine.clone_from(other);
            }
        }
        put(&mut self.many, &other.many);
        put(&mut self.entity, &other.entity);
        put(&mut self.choice, &other.choice);
        put(&mut self.list, &other.list);
        put(&mut self.number, &other.number);
        put(&mut self.labels, &other.labels);
        put(&mut self.min_length, &other.min_length);
        put(&mut self.max_length, &other.max_length);
        put(&mut self.pattern, &other.pattern);
        put(&mut self.min, &other.min);
        put(&mut self.max, &other.max);
    }

    pub fn many(&self) -> bool {
        self.many.is_some_and(|it| it.value)
    }

    pub fn labels(&self) -> bool {
        self.labels.is_some_and(|it| it.value)
    }

    pub fn number(&self) -> bool {
        self.number.is_some_and(|it| it.value)
    }

    /// The entity of a value that is one.
    pub fn entity(&self) -> Option<usize> {
        self.entity.as_ref().filter(|_| self.is(Kind::Entity)).and_then(|it| it.value)
    }

    /// The entities of a value that is a choice between them.
    pub fn choice(&self) -> &[At<usize>] {
        self.choice.as_ref().filter(|_| self.is(Kind::Choice)).map_or(&[], |it| &it.value)
    }

    /// The code list of a code or label.
    pub fn list(&self) -> Option<usize> {
        let uses = self.is(Kind::Code) || (self.is(Kind::Text) && self.labels());
        self.list.as_ref().filter(|_| uses).and_then(|it| it.value)
    }

    pub fn is(&self, kind: Kind) -> bool {
        self.kind.is_some_and(|it| it.value == kind)
    }
}

/// What holds for an attribute in one release and profile.
#[derive(Clone, Debug)]
pub(crate) struct Effective<'m> {
    pub content: Content,
    pub profiles: Option<&'m Selection>,
    pub required: Option<&'m Selection>,
    pub name: Option<&'m At<String>>,
    /// The block that states the type.
    pub typed: &'m Block,
}

impl Effective<'_> {
    /// The roles that can send it in a profile.
    pub fn present(&self, profile: usize) -> RoleSet {
        self.profiles.map_or(RoleSet::ALL, |it| it.roles(profile))
    }
}

/// Sorts blocks so that a later one beats an earlier one: general before specific, then old
/// before new, then as written.
pub(crate) fn sort(blocks: &mut [Block]) {
    blocks.sort_by_key(|block| (block.scope.is_some(), block.since));
}

/// Lays the blocks that hold in a release and profile over each other.
pub(crate) fn effective<'m>(
    blocks: &'m [Block],
    release: Version,
    profile: usize,
) -> Option<Effective<'m>> {
    let mut content = Content::default();
    let (mut profiles, mut required, mut name, mut typed) = (None, None, None, None);
    for block in blocks {
        let reaches = block.scope.as_ref().is_none_or(|scope| scope.selects(profile));
        if block.since > release || !reaches {
            continue;
        }
        content.overlay(&block.content);
        if block.content.kind.is_some() {
            typed = Some(block);
        }
        profiles = block.profiles.as_ref().or(profiles);
        required = block.required.as_ref().or(required);
        name = block.name.as_ref().or(name);
    }
    typed.map(|typed| Effective { content, profiles, required, name, typed })
}
