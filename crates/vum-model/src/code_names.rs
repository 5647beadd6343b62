//! Identifiers of codes: those that a table gives, and derived ones where it gives none.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase as _;

use crate::diagnostic::{Problem, Sink, draft};
use crate::read_csv::Row;
use crate::source::Place;

/// Names that generated code uses for itself.
const RESERVED: [&str; 2] = ["Unknown", "Self"];

/// One name per row, unique in the table.
pub(crate) fn names(rows: &[Row], sink: &Sink) -> Vec<String> {
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    let mut names: Vec<Option<String>> = Vec::new();
    for row in rows {
        let Some(name) = row.get("name") else {
            names.push(None);
            continue;
        };
        let camel =
            is_identifier(&name.value) && name.value.starts_with(|c: char| c.is_ascii_uppercase());
        if !camel || RESERVED.contains(&name.value.as_str()) {
            draft(
                Problem::BadName,
                name.place,
                format!("`{}` cannot be the name of a code", name.value),
            )
            .help("write an identifier in UpperCamelCase, or nothing to derive it from the code")
            .send(sink);
        }
        if let Some(other) = taken.insert(name.value.clone(), name.place) {
            draft(
                Problem::DuplicateCode,
                name.place,
                format!("two codes have the name `{}`", name.value),
            )
            .related(other, "the other one")
            .send(sink);
        }
        names.push(Some(name.value.clone()));
    }
    let derive = |(row, name): (&Row, Option<String>)| {
        name.unwrap_or_else(|| {
            let base = derived(row.get("code").map_or("", |code| &code.value));
            let mut name = base.clone();
            let mut number = 2;
            while taken.contains_key(&name) {
                name = format!("{base}N{number}");
                number += 1;
            }
            taken.insert(name.clone(), row.place);
            name
        })
    };
    rows.iter().zip(names).map(derive).collect()
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn derived(code: &str) -> String {
    let camel = code.to_upper_camel_case();
    if is_identifier(code) && is_identifier(&camel) && !RESERVED.contains(&camel.as_str()) {
        return camel;
    }
    let mut name = String::from("Code");
    for c in code.chars() {
        match c {
            '+' => name.push_str("Plus"),
            c if c.is_ascii_alphanumeric() => name.push(c),
            _ => name.push('X'),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::derived;

    #[test]
    fn names_are_derived_from_codes() {
        for (code, name) in [
            ("nld", "Nld"),
            ("1", "Code1"),
            ("B+E", "CodeBPlusE"),
            ("A.1", "CodeAX1"),
            ("self", "Codeself"),
            ("", "Code"),
            ("é", "CodeX"),
        ] {
            assert_eq!(derived(code), name);
        }
    }
}
