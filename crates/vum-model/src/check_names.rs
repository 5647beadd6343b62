//! Names: their form, and that they stay different in JSON, in XML and in Rust.

use std::collections::BTreeMap;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

use crate::check_graph::Reach;
use crate::diagnostic::{Problem, Sink, draft};
use crate::model::{AttributeNode, Model};
use crate::source::Place;

/// Words that cannot be a field in Rust (edition 2024), strict and reserved.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The form of ids and names.
pub(crate) fn check_ids(model: &Model, sink: &Sink) {
    let lower_camel = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let id = |text: &str, place: Place, fits: bool, what: &str, help: &str| {
        if !fits {
            draft(Problem::BadName, place, format!("`{text}` cannot be {what}"))
                .help(help)
                .send(sink);
        }
    };
    for message in &model.messages {
        let fits = message.id.split('/').all(lower_camel);
        id(
            &message.id,
            message.place,
            fits,
            "the id of a message",
            "parts and views are lowercase words",
        );
    }
    for list in &model.lists {
        let fits = list.id.starts_with(|c: char| c.is_ascii_alphabetic())
            && list.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        id(
            &list.id,
            list.place,
            fits,
            "the id of a code list",
            "use letters, digits and `-`; it is a file name too",
        );
    }
    let json = "a name in JSON";
    let json_help = "use letters, digits, `_` and `-`, starting with a letter";
    for entity in &model.entities {
        let help = "write it in lowerCamelCase; it is a file name too";
        id(&entity.id, entity.place, lower_camel(&entity.id), "the id of an entity", help);
        let camel = entity.name.to_upper_camel_case();
        let fits = camel.starts_with(|c: char| c.is_ascii_uppercase()) && camel.is_ascii();
        id(
            &entity.name,
            entity.name_place,
            fits,
            "the name of an entity",
            "it becomes the name of a type",
        );
        for wrapper in &entity.wrappers {
            let wrapper = &wrapper.wrapper;
            id(&wrapper.value, wrapper.place, is_json_name(&wrapper.value), json, json_help);
        }
        for attribute in &entity.attributes {
            let local = attribute.id.rsplit('.').next().unwrap_or_default();
            let fits = lower_camel(local) && attribute.id.matches('.').count() == 1;
            id(
                local,
                attribute.place,
                fits,
                "the id of an attribute",
                "write it in lowerCamelCase, without `.`",
            );
            id(
                &attribute.name,
                attribute.name_place,
                is_json_name(&attribute.name),
                json,
                json_help,
            );
            for name in attribute.blocks.iter().filter_map(|block| block.name.as_ref()) {
                id(&name.value, name.place, is_json_name(&name.value), json, json_help);
            }
            if let Some(rust) = &attribute.rust {
                let fits = *rust == rust.to_snake_case()
                    && is_json_name(rust)
                    && !KEYWORDS.contains(&rust.as_str());
                id(
                    rust,
                    attribute.place,
                    fits,
                    "a field in Rust",
                    "write `rust` in snake_case, and no keyword",
                );
            }
        }
    }
}

fn is_json_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// The names that stand side by side in a message.
pub(crate) fn check_messages(model: &Model, reach: &Reach, sink: &Sink) {
    for (release, profile, entities) in reach {
        for entity in entities.iter().filter_map(|entity| model.entities.get(*entity)) {
            let mut names = Names::default();
            let mut fields = Names::default();
            let mut tags = Names::default();
            let mut cases = Names::default();
            for attribute in &entity.attributes {
                let Some((effective, _)) = attribute.present(*release, *profile) else { continue };
                let name = attribute.json_name(&effective);
                let place = effective.name.map_or(attribute.name_place, |name| name.place);
                if let Some(other) = names.insert(name, attribute, place) {
                    collision(
                        Problem::NameCollision,
                        place,
                        &format!("the JSON name `{name}`"),
                        attribute,
                        other,
                        "give one of them another `name`",
                        sink,
                    );
                    continue;
                }
                let field = attribute.rust.clone().unwrap_or_else(|| name.to_snake_case());
                if KEYWORDS.contains(&field.as_str()) && attribute.rust.is_none() {
                    draft(
                        Problem::RustCollision,
                        place,
                        format!("`{name}` becomes `{field}`, a keyword of Rust"),
                    )
                    .help("give the attribute a `rust` name")
                    .send(sink);
                }
                if let Some(other) = fields.insert(&field, attribute, place) {
                    collision(
                        Problem::RustCollision,
                        place,
                        &format!("the Rust field `{field}`"),
                        attribute,
                        other,
                        "give one of them a `rust` name",
                        sink,
                    );
                } else if let Some(other) =
                    cases.insert(&name.to_ascii_lowercase(), attribute, place)
                {
                    collision(
                        Problem::NameCase,
                        place,
                        &format!("but for its case, the JSON name `{name}`"),
                        attribute,
                        other,
                        "give one of them another `name`",
                        sink,
                    );
                }
                if let (Some(tag), Some(place)) = (&attribute.description.tag, attribute.tag_place)
                    && let Some(other) = tags.insert(tag, attribute, place)
                {
                    collision(
                        Problem::TagCollision,
                        place,
                        &format!("the XML tag `{tag}`"),
                        attribute,
                        other,
                        "XML cannot tell them apart",
                        sink,
                    );
                }
            }
        }
    }
}

/// Who has a name first.
#[derive(Default)]
struct Names<'m> {
    taken: BTreeMap<String, (&'m AttributeNode, Place)>,
}

impl<'m> Names<'m> {
    /// Takes a name; gives the one who has it already.
    fn insert(
        &mut self,
        name: &str,
        attribute: &'m AttributeNode,
        place: Place,
    ) -> Option<(&'m AttributeNode, Place)> {
        let taken = self.taken.get(name).copied();
        if taken.is_none() {
            self.taken.insert(name.to_owned(), (attribute, place));
        }
        taken
    }
}

fn collision(
    code: Problem,
    place: Place,
    what: &str,
    attribute: &AttributeNode,
    other: (&AttributeNode, Place),
    help: &str,
    sink: &Sink,
) {
    draft(code, place, format!("{what} is that of `{}` and of `{}`", attribute.id, other.0.id))
        .related(other.1, "the other one")
        .help(help)
        .send(sink);
}

/// Shapes and code lists become types; in one release those have different names.
pub(crate) fn check_types(model: &Model, sink: &Sink) {
    for version in model.releases.iter().map(|it| it.version) {
        let Some(release) = model.release(version) else { continue };
        let mut types: BTreeMap<String, (String, Place)> = BTreeMap::new();
        let shapes = release.shapes.iter().map(|shape| {
            let owner = model.entity(&shape.entity).map(|it| it.name_place);
            let place = owner.or_else(|| model.attribute(&shape.entity).map(|(_, it)| it.place));
            (shape.name.clone(), shape.entity.clone(), place.unwrap_or_default())
        });
        let lists = release.code_lists.keys().filter_map(|id| model.list(id));
        let lists = lists.map(|list| (list.id.to_upper_camel_case(), list.id.clone(), list.place));
        for (name, owner, place) in shapes.chain(lists) {
            match types.get(&name) {
                Some((other, other_place)) => draft(
                    Problem::RustCollision,
                    place,
                    format!("`{owner}` and `{other}` both become the Rust type `{name}`"),
                )
                .related(*other_place, "the other one")
                .help("spell one of them otherwise")
                .send(sink),
                None => {
                    types.insert(name, (owner, place));
                }
            }
        }
    }
}
