//! Exactly one change to a valid message.
//!
//! A change does not know whether it breaks the message: many do not (a text of exactly the maximum
//! length, an empty array). The verdict always comes from the [oracle](crate::oracle).

mod leaf;
mod sites;
mod structure;

use serde_json::Value;

use crate::facts;
use crate::pointer;
use crate::profile::Profile;
use crate::rng::Rng;
use sites::{Site, sites};

/// The changed message, and what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutation {
    /// The kind of change.
    pub change: Change,
    /// What was done, in a few words, without the pointer.
    pub label: String,
    /// Where: the JSON pointer of the value that was changed, added or taken out.
    pub pointer: String,
    /// The whole message after the change.
    pub document: Value,
}

macro_rules! changes {
    ($($(#[doc = $text:literal])+ $name:ident,)+) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Change {
            $($(#[doc = $text])+ $name,)+
        }

        impl Change {
            /// Every kind of change.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What it does, in a sentence.
            #[must_use]
            pub fn describe(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($text),+).trim_ascii(),)+
                }
            }
        }
    };
}

changes! {
    /// Takes out an attribute that is required.
    RemoveRequired,
    /// Takes out an attribute that is not required.
    RemoveOptional,
    /// Adds an attribute that was not there and is allowed.
    AddOptional,
    /// Adds an attribute that no release knows.
    AddUnknown,
    /// Writes the name of an attribute with other capitals.
    RenameCase,
    /// Makes a text one character too long.
    TextTooLong,
    /// Makes a text exactly as long as it may be.
    TextAtMaximum,
    /// Makes an integer too small or too large.
    IntegerOutOfBounds,
    /// Makes an integer the smallest or largest that is allowed.
    IntegerAtBound,
    /// Replaces a value by one of another JSON type.
    WrongType,
    /// Replaces a value by null.
    Null,
    /// Replaces a code of a closed list by one that is not on it.
    UnknownCode,
    /// Writes a code as text instead of as integer, or the other way around.
    CodeAsOtherType,
    /// Writes a date in another form.
    DateForm,
    /// Replaces a date by one that is not on the calendar.
    DateImpossible,
    /// Replaces a date by 29 February of a year without one.
    DateNoLeapYear,
    /// Replaces a date by 29 February of a leap year.
    DateLeapYear,
    /// Breaks the pattern of a text.
    PatternBroken,
    /// Gives a choice a second alternative.
    ChoiceTwoKeys,
    /// Takes the alternative out of a choice.
    ChoiceNoKey,
    /// Gives the alternative of a choice a key that is not among them.
    ChoiceUnknownKey,
    /// Replaces a text by the empty text.
    EmptyText,
    /// Replaces an array by the empty array.
    EmptyArray,
    /// Replaces an object by the empty object.
    EmptyObject,
    /// Adds an attribute as only the other role has it, or gives one the shape it has there.
    OfOtherRole,
    /// Adds an attribute as only another view has it, or gives one the shape it has there.
    OfOtherView,
    /// Adds an attribute as only another release has it, or gives one the shape it has there.
    OfOtherRelease,
    /// Puts a single value in an array.
    SingleAsArray,
    /// Replaces an array by its first element.
    ArrayAsSingle,
}

/// Changes messages of one profile.
#[derive(Debug)]
pub struct Mutator {
    profile: Profile,
    other_roles: Vec<Profile>,
    other_views: Vec<Profile>,
    other_releases: Vec<Profile>,
}

impl Mutator {
    /// For a release, a message id (`part/view`) and a role.
    ///
    /// # Panics
    /// If there is no such message.
    #[must_use]
    pub fn new(release: &str, message: &str, role: &str) -> Self {
        let (part, _) = message.split_once('/').expect("part/view");
        let (mut other_roles, mut other_views, mut other_releases) = (vec![], vec![], vec![]);
        for (r, m, o) in facts::contexts() {
            let differs = (r != release, m != message, o != role);
            let same_part = m.starts_with(&format!("{part}/"));
            match differs {
                (false, false, true) => other_roles.push(Profile::new(r, m, o)),
                (false, true, false) if same_part => other_views.push(Profile::new(r, m, o)),
                (true, false, false) => other_releases.push(Profile::new(r, m, o)),
                _ => {}
            }
        }
        let profile = Profile::new(release, message, role);
        Self { profile, other_roles, other_views, other_releases }
    }

    /// The profile whose messages it changes.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Makes one random change. Each kind that the message has a place for is equally likely.
    ///
    /// # Panics
    /// If the document is not a valid message of the profile.
    #[must_use]
    pub fn mutate(&self, document: &Value, rng: &mut Rng) -> Mutation {
        let mut order = Change::ALL.to_vec();
        rng.shuffle(&mut order);
        let mut possible = order.into_iter().filter_map(|change| self.apply(change, document, rng));
        possible.next().expect("a message always has room for an unknown attribute")
    }

    /// Makes one change of this kind, or `None` where the message has no place for it.
    ///
    /// # Panics
    /// If the document is not a valid message of the profile.
    #[must_use]
    pub fn apply(&self, change: Change, document: &Value, rng: &mut Rng) -> Option<Mutation> {
        let sites = sites(&self.profile, document);
        let edits = Edits { mutator: self, document, sites: &sites, rng };
        let edit = edits.make(change)?;
        let mut changed = document.clone();
        match edit.action {
            Action::Set(value) => pointer::set(&mut changed, &edit.pointer, value),
            Action::Remove => drop(pointer::remove(&mut changed, &edit.pointer)),
            Action::Rename(name) => {
                let value = pointer::remove(&mut changed, &edit.pointer);
                let (parent, _) = pointer::split(&edit.pointer);
                pointer::set(&mut changed, &pointer::member(parent, &name), value);
            }
        }
        assert_ne!(&changed, document, "{change:?} at {} changed nothing", edit.pointer);
        Some(Mutation { change, label: edit.label, pointer: edit.pointer, document: changed })
    }
}

/// What to do at a pointer.
struct Edit {
    pointer: String,
    action: Action,
    label: String,
}

enum Action {
    Set(Value),
    Remove,
    Rename(String),
}

impl Edit {
    fn set(pointer: impl Into<String>, value: Value, label: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), action: Action::Set(value), label: label.into() }
    }

    fn remove(pointer: impl Into<String>, label: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), action: Action::Remove, label: label.into() }
    }

    fn rename(pointer: impl Into<String>, to: String) -> Self {
        let pointer = pointer.into();
        let label = format!("{} renamed to {to}", pointer::split(&pointer).1);
        Self { pointer, action: Action::Rename(to), label }
    }
}

/// One document on its way to a change.
struct Edits<'a> {
    mutator: &'a Mutator,
    document: &'a Value,
    sites: &'a [Site<'a>],
    rng: &'a mut Rng,
}

impl<'a> Edits<'a> {
    fn make(mut self, change: Change) -> Option<Edit> {
        match change {
            Change::RemoveRequired => self.remove(true),
            Change::RemoveOptional => self.remove(false),
            Change::AddOptional => self.add_optional(),
            Change::AddUnknown => self.add_unknown(),
            Change::RenameCase => self.rename_case(),
            Change::TextTooLong => self.text(true),
            Change::TextAtMaximum => self.text(false),
            Change::IntegerOutOfBounds => self.integer(true),
            Change::IntegerAtBound => self.integer(false),
            Change::WrongType => self.wrong_type(),
            Change::Null => self.null(),
            Change::UnknownCode => self.unknown_code(),
            Change::CodeAsOtherType => self.code_as_other_type(),
            Change::DateForm => self.date(leaf::FORMS),
            Change::DateImpossible => self.date(leaf::IMPOSSIBLE),
            Change::DateNoLeapYear => self.date(leaf::NO_LEAP_YEAR),
            Change::DateLeapYear => self.date(leaf::LEAP_YEAR),
            Change::PatternBroken => self.pattern(),
            Change::ChoiceTwoKeys => self.choice_two_keys(),
            Change::ChoiceNoKey => self.choice_no_key(),
            Change::ChoiceUnknownKey => self.choice_unknown_key(),
            Change::EmptyText => self.empty_text(),
            Change::EmptyArray => self.empty_array(),
            Change::EmptyObject => self.empty_object(),
            Change::OfOtherRole => self.of_other(&self.mutator.other_roles),
            Change::OfOtherView => self.of_other(&self.mutator.other_views),
            Change::OfOtherRelease => self.of_other(&self.mutator.other_releases),
            Change::SingleAsArray => self.single_as_array(),
            Change::ArrayAsSingle => self.array_as_single(),
        }
    }

    /// What stands at a pointer before the change.
    fn at(&self, pointer: &str) -> &'a Value {
        pointer::get(self.document, pointer)
    }

    /// A random place of those for which this gives something.
    fn site<T>(&mut self, select: impl Fn(&Site<'_>) -> Option<T>) -> Option<(String, T)> {
        let mut found: Vec<(&str, T)> = Vec::new();
        for site in self.sites {
            if let Some(what) = select(site) {
                found.push((&site.pointer, what));
            }
        }
        if found.is_empty() {
            return None;
        }
        let index = self.rng.below(u64::try_from(found.len()).expect("fits"));
        let (pointer, what) = found.swap_remove(usize::try_from(index).expect("fits"));
        Some((pointer.to_owned(), what))
    }
}
