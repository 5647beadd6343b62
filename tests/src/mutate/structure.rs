//! Changes to objects, arrays, names and choices.

use serde_json::{Map, Value, json};

use super::sites::Place;
use super::{Edit, Edits};
use crate::generate;
use crate::pointer;
use crate::profile::{Attribute, Profile};

impl Edits<'_> {
    /// A random attribute of those that qualify.
    fn member(&mut self, qualify: impl Fn(&Attribute) -> bool) -> Option<(String, Attribute)> {
        self.site(|site| match site.place {
            Place::Member(attribute) if qualify(attribute) => Some(attribute.clone()),
            _ => None,
        })
    }

    /// A random object of an entity.
    fn entity(&mut self) -> (String, String) {
        let object = self.site(|site| match site.place {
            Place::Object(entity) => Some(entity.to_owned()),
            _ => None,
        });
        object.expect("a message is an object")
    }

    pub(super) fn remove(&mut self, required: bool) -> Option<Edit> {
        let (pointer, attribute) = self.member(|attribute| attribute.required == required)?;
        Some(Edit::remove(pointer, format!("without {}", attribute.name)))
    }

    pub(super) fn add_optional(&mut self) -> Option<Edit> {
        let profile = &self.mutator.profile;
        let (at, entity) = self.entity();
        let object = self.at(&at);
        let attributes = &profile.object(&entity).attributes;
        let absent: Vec<&Attribute> =
            attributes.iter().filter(|a| object.get(&a.name).is_none()).collect();
        if absent.is_empty() {
            return None;
        }
        let attribute = *self.rng.pick(&absent);
        let value = generate::value(profile, attribute, self.rng);
        let label = format!("with {}", attribute.name);
        Some(Edit::set(pointer::member(&at, &attribute.name), value, label))
    }

    pub(super) fn add_unknown(&mut self) -> Option<Edit> {
        let (at, _) = self.entity();
        // The last two need escaping in a pointer.
        let names = ["onbekend", "", "$id", "__proto__", "naam ", "été", "a/b~c", "x\"y"];
        let name = *self.rng.pick(&names);
        let values = [json!("x"), json!(1), json!(null), json!([]), json!({ "a": [{}] })];
        let value = self.rng.pick(&values).clone();
        Some(Edit::set(pointer::member(&at, name), value, format!("with unknown {name:?}")))
    }

    pub(super) fn rename_case(&mut self) -> Option<Edit> {
        let (pointer, attribute) = self.member(|_| true)?;
        let name = &attribute.name;
        let mut first_upper = name.clone();
        first_upper[..1].make_ascii_uppercase();
        let others: Vec<String> = [first_upper, name.to_uppercase(), name.to_lowercase()]
            .into_iter()
            .filter(|other| other != name)
            .collect();
        let other = self.rng.pick(&others).clone();
        Some(Edit::rename(pointer, other))
    }

    pub(super) fn empty_array(&mut self) -> Option<Edit> {
        let (pointer, ()) = self.site(|site| matches!(site.place, Place::Array).then_some(()))?;
        Some(Edit::set(pointer, json!([]), "an empty array"))
    }

    pub(super) fn empty_object(&mut self) -> Option<Edit> {
        let (pointer, ()) =
            self.site(|site| matches!(site.place, Place::Object(_)).then_some(()))?;
        Some(Edit::set(pointer, json!({}), "an empty object"))
    }

    pub(super) fn single_as_array(&mut self) -> Option<Edit> {
        let (pointer, _) = self.member(|attribute| !attribute.many)?;
        let value = json!([self.at(&pointer)]);
        Some(Edit::set(pointer, value, "a single value in an array"))
    }

    pub(super) fn array_as_single(&mut self) -> Option<Edit> {
        let (pointer, _) = self.member(|attribute| attribute.many)?;
        let value = self.at(&pointer)[0].clone();
        Some(Edit::set(pointer, value, "the first element for the array"))
    }

    fn choice(&mut self) -> Option<(String, Vec<(String, String)>)> {
        self.site(|site| match site.place {
            Place::Choice(alternatives) => Some(alternatives.to_vec()),
            _ => None,
        })
    }

    pub(super) fn choice_two_keys(&mut self) -> Option<Edit> {
        let (at, alternatives) = self.choice()?;
        let now = self.at(&at);
        let others: Vec<&(String, String)> =
            alternatives.iter().filter(|(key, _)| now.get(key).is_none()).collect();
        let (key, entity) = *self.rng.pick(&others);
        let value = generate::object(&self.mutator.profile, entity, self.rng);
        Some(Edit::set(pointer::member(&at, key), value, format!("second alternative {key}")))
    }

    pub(super) fn choice_no_key(&mut self) -> Option<Edit> {
        let (pointer, _) = self.choice()?;
        Some(Edit::set(pointer, Value::Object(Map::new()), "a choice of nothing"))
    }

    pub(super) fn choice_unknown_key(&mut self) -> Option<Edit> {
        let (pointer, ()) =
            self.site(|site| matches!(site.place, Place::Alternative).then_some(()))?;
        let (_, key) = pointer::split(&pointer);
        let names = [
            format!("mp{}{}", key[..1].to_uppercase(), &key[1..]),
            format!("{key}Overig"),
            key.to_lowercase(),
            key.to_uppercase(),
        ];
        // An all-lower-case key has no other in lower case.
        let names: Vec<&String> = names.iter().filter(|name| **name != key).collect();
        let name = (*self.rng.pick(&names)).clone();
        Some(Edit::rename(pointer, name))
    }

    /// Gives an object an attribute as it is in one of these profiles and not in this one.
    pub(super) fn of_other(&mut self, others: &[Profile]) -> Option<Edit> {
        let mut found = Vec::new();
        for site in self.sites {
            let Place::Object(entity) = site.place else { continue };
            let own = self.mutator.profile.object(entity);
            for other in others {
                let Some(object) = other.objects.get(entity) else { continue };
                for attribute in &object.attributes {
                    let same = own
                        .attribute(&attribute.name)
                        .is_some_and(|a| a.many == attribute.many && a.kind == attribute.kind);
                    if !same {
                        found.push((&site.pointer, other, attribute));
                    }
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        let (at, other, attribute) = *self.rng.pick(&found);
        let value = generate::value(other, attribute, self.rng);
        let pointer = pointer::member(at, &attribute.name);
        if self.document.pointer(&pointer) == Some(&value) {
            return None;
        }
        let label = format!(
            "{} as in {} {} for {}",
            attribute.name, other.release, other.message, other.role
        );
        Some(Edit::set(pointer, value, label))
    }
}
