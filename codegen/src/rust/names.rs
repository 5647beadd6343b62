//! Names of the standard as Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use vum_model::{Attribute, Release, Version};

/// Keywords of every edition, strict and reserved.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier for any text: what cannot stand in one becomes `_`, keywords get `_` behind.
pub(crate) fn ident(text: &str) -> Ident {
    let mut name: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) || name == "_" {
        name.insert(0, '_');
        if name == "_" || name == "__" {
            name = "_x".to_owned();
        }
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}

/// The name of a type.
pub(crate) fn type_name(text: &str) -> String {
    // Names of the standard are in upper camel case already; this keeps them as they are.
    let name = if text.starts_with(|c: char| c.is_ascii_uppercase()) {
        text.to_owned()
    } else {
        text.to_upper_camel_case()
    };
    ident(&name).to_string()
}

/// The name of the type of a code list. A list may be called like an entity.
pub(crate) fn code_type(release: &Release, list: &str) -> String {
    let name = type_name(&list.to_upper_camel_case());
    let taken = release.shapes.iter().any(|shape| type_name(&shape.name) == name);
    if taken { format!("{name}Code") } else { name }
}

/// The name of a field.
pub(crate) fn field(attribute: &Attribute) -> Ident {
    match &attribute.rust {
        Some(name) => ident(name),
        None => ident(&attribute.name.to_snake_case()),
    }
}

/// The name of a branch of a choice.
pub(crate) fn variant(entity_name: &str) -> Ident {
    ident(&type_name(entity_name))
}

/// The name of a code's variant.
pub(crate) fn code_variant(name: &str) -> Ident {
    match name {
        // Both have a meaning of their own in the enum.
        "Unknown" | "ALL" => ident(&format!("{name}_")),
        name => ident(name),
    }
}

/// The name of a message's table.
pub(crate) fn message(id: &str) -> Ident {
    ident(&id.to_shouty_snake_case())
}

/// The module of a release: `v3_1`, and `v3_1_2` for a correction.
pub(crate) fn module(version: Version) -> String {
    match version.patch {
        0 => format!("v{}_{}", version.major, version.minor),
        patch => format!("v{}_{}_{patch}", version.major, version.minor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_always_valid() {
        for (text, expected) in [
            ("naam", "naam"),
            ("type", "type_"),
            ("Self", "Self_"),
            ("1e", "_1e"),
            ("B+", "B_"),
            ("", "_x"),
            ("_", "_x"),
            ("é", "_x"),
            ("a-b c", "a_b_c"),
        ] {
            let name = ident(text).to_string();
            assert_eq!(name, expected);
            assert!(syn::parse_str::<Ident>(&name).is_ok(), "{name}");
        }
        assert_eq!(type_name("SectorBeroepsEnBedrijfsleven"), "SectorBeroepsEnBedrijfsleven");
        assert_eq!(type_name(&"ISO639-3".to_upper_camel_case()), "Iso6393");
        assert_eq!(type_name(&"CompetentNL-beroepen".to_upper_camel_case()), "CompetentNlBeroepen");
        assert_eq!(module(Version { major: 3, minor: 1, patch: 0 }), "v3_1");
        assert_eq!(module(Version { major: 3, minor: 1, patch: 2 }), "v3_1_2");
    }
}
