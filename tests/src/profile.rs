//! The facts resolved for one message of one release, as one role sees it.
//!
//! What the table cannot say stands here as code, with the reason: the two shapes of the question
//! by example (zoekvraag) and the one key that is spelled differently in one view.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facts::{BEMIDDELAAR, Facts, Step, before};

/// One message of one release, as one role sees it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The release.
    pub release: String,
    /// The message, `part/view`.
    pub message: String,
    /// The role.
    pub role: String,
    /// The name of the outermost entity.
    pub root: String,
    /// Every entity that the message can hold.
    pub objects: BTreeMap<String, Object>,
}

/// An entity in a profile: a JSON object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Whether other attributes than these are allowed.
    pub open: bool,
    /// The attributes.
    pub attributes: Vec<Attribute>,
}

/// An attribute in a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The JSON name.
    pub name: String,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether it is a JSON array of the kind.
    pub many: bool,
    /// The value, or each of the values.
    pub kind: Kind,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text.
    Text {
        /// Whether it should be a URI; the contracts do not check that.
        uri: bool,
        /// Most characters.
        max: Option<u64>,
        /// The form.
        pattern: Option<String>,
    },
    /// A whole number.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// True or false.
    Boolean,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// One of these values.
    Codes(Vec<Value>),
    /// An object of this entity.
    Object(String),
    /// An object with exactly one key: key and entity of each alternative.
    Choice(Vec<(String, String)>),
}

impl Profile {
    /// Resolves the committed facts.
    ///
    /// # Panics
    /// If the message does not exist in the release.
    #[must_use]
    pub fn new(release: &str, message: &str, role: &str) -> Self {
        let exists = crate::facts::messages(release).contains(&message);
        assert!(exists, "{message} does not exist in {release}");
        assert!(crate::facts::roles().contains(&role), "no role {role}");
        let (part, view) = message.split_once('/').expect("part/view");
        let (part, root) = match part {
            "werkzoekende" => (part, "Werkzoekende"),
            "vacature" => (part, "Vacature"),
            "werkgeverscontactmoment" => ("contactmoment", "Contactmoment"),
            _ => panic!("no part {part}"),
        };
        let mut resolver = Resolver {
            facts: Facts::embedded(),
            release,
            part,
            view,
            role,
            objects: BTreeMap::new(),
        };
        resolver.visit(root);
        Self {
            release: release.into(),
            message: message.into(),
            role: role.into(),
            root: root.into(),
            objects: resolver.objects,
        }
    }

    /// An entity of the message.
    ///
    /// # Panics
    /// If the message cannot hold it.
    #[must_use]
    pub fn object(&self, entity: &str) -> &Object {
        self.objects.get(entity).unwrap_or_else(|| panic!("no {entity} in {}", self.message))
    }
}

impl Object {
    /// The attribute with this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

struct Resolver<'a> {
    facts: &'a Facts,
    release: &'a str,
    part: &'a str,
    view: &'a str,
    role: &'a str,
    objects: BTreeMap<String, Object>,
}

impl Resolver<'_> {
    fn visit(&mut self, name: &str) {
        if self.objects.contains_key(name) {
            return;
        }
        let entity = self.facts.entity(name);
        assert!(entity.life.covers(self.release), "{name} is used but not in {}", self.release);
        // `vacature` borrows `Mobiliteit` for its zoekvraag; its facts stand under werkzoekende.
        let part = if name == "Mobiliteit" { "werkzoekende" } else { self.part };
        let mut attributes = Vec::new();
        for attribute in &entity.attributes {
            if self.is_question() && is_id(&attribute.name) {
                continue;
            }
            let Some(step) = attribute.step(part, self.release) else { continue };
            if !self.is_present(step) {
                continue;
            }
            let (many, kind) = self.kind(step);
            let required = self.is_required(step);
            attributes.push(Attribute { name: attribute.name.clone(), required, many, kind });
        }
        if name == "Vacature" && self.is_question() && !before(self.release, "1.2.0") {
            // Since 1.2.0 the question for vacatures holds an object that no result has.
            attributes.push(Attribute {
                name: "mobiliteit".into(),
                required: self.role == BEMIDDELAAR,
                many: false,
                kind: Kind::Object("Mobiliteit".into()),
            });
        }
        let below: Vec<String> = attributes.iter().flat_map(|a| a.kind.entities()).collect();
        let open = entity.allows_unknown(self.release);
        self.objects.insert(name.into(), Object { open, attributes });
        for entity in below {
            self.visit(&entity);
        }
    }

    /// The question by example has the shape of the selection result.
    fn is_question(&self) -> bool {
        self.view == "zoekvraag"
    }

    fn is_match(&self) -> bool {
        self.view == "match" || self.is_question()
    }

    fn is_present(&self, step: &Step) -> bool {
        if self.is_match() {
            step.in_match.iter().any(|role| role == self.role)
        } else {
            step.in_detail
        }
    }

    fn is_required(&self, step: &Step) -> bool {
        let view = if self.is_match() { "match" } else { "detail" };
        step.required_in.contains(&format!("{}.{view}", self.role))
    }

    fn kind(&self, step: &Step) -> (bool, Kind) {
        if self.is_match()
            && let Some(variant) = &step.match_variant
        {
            assert_eq!(variant.kind, "object", "only objects are replaced so far");
            return (false, Kind::Object(variant.entity.clone()));
        }
        if step.kind == "array" {
            return match (&step.entity, &step.items) {
                (Some(entity), None) => (true, self.entity_kind(entity)),
                (None, Some(items)) => (true, plain(items, step)),
                _ => panic!("an array of what? {step:?}"),
            };
        }
        if step.kind == "object" {
            return match &step.entity {
                Some(entity) => (false, self.entity_kind(entity)),
                None => (false, self.choice(&step.one_of)),
            };
        }
        (false, plain(&step.kind, step))
    }

    fn entity_kind(&self, name: &str) -> Kind {
        let entity = self.facts.entity(name);
        if entity.one_of.is_empty() {
            Kind::Object(name.into())
        } else {
            self.choice(&entity.one_of)
        }
    }

    fn choice(&self, alternatives: &[String]) -> Kind {
        assert!(alternatives.len() > 1, "a choice of one is none");
        let key = |name: &String| {
            let wrapper = self.facts.entity(name).json_wrapper.as_deref();
            let key = wrapper.unwrap_or_else(|| panic!("{name} has no key"));
            // Renamed in 2.0.0; only the selection result of vacatures had the longer key.
            let longer = name == "OpleidingsnaamOngecodeerd"
                && self.part == "vacature"
                && self.is_match()
                && before(self.release, "2.0.0");
            let key = if longer { "mpOpleidingsnaamOngecodeerd" } else { key };
            (key.to_owned(), name.clone())
        };
        Kind::Choice(alternatives.iter().map(key).collect())
    }
}

impl Kind {
    /// The entities that a value of this kind can hold.
    fn entities(&self) -> Vec<String> {
        match self {
            Self::Object(entity) => vec![entity.clone()],
            Self::Choice(of) => of.iter().map(|(_, entity)| entity.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

fn plain(kind: &str, step: &Step) -> Kind {
    match kind {
        "string" | "uri" => {
            Kind::Text { uri: kind == "uri", max: step.max_length, pattern: step.pattern.clone() }
        }
        "integer" => Kind::Integer {
            min: step.min.expect("integers have bounds"),
            max: step.max.expect("integers have bounds"),
        },
        "boolean" => Kind::Boolean,
        "date" => Kind::Date,
        "enum" => Kind::Codes(step.values.clone()),
        _ => panic!("no kind {kind}"),
    }
}

fn is_id(name: &str) -> bool {
    ["vumID", "idWerkzoekende", "idVacature"].contains(&name)
}
