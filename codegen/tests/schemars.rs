//! Who does not ask for schemas has none of their text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

use vum_codegen::Builder;

/// The code without the lines of schemas, and how many schemas there were.
fn apart(text: &str) -> (String, usize) {
    const START: &str = "::vum_runtime::schema!(";
    let (mut rest, mut others, mut schemas) = (text, String::new(), 0);
    while let Some((before, after)) = rest.split_once(START) {
        others.push_str(before);
        rest = after.split_once("\n);\n").unwrap().1;
        schemas += 1;
    }
    others.push_str(rest);
    // The first line holds a number of the content.
    (others.split_once('\n').unwrap().1.to_owned(), schemas)
}

#[test]
fn schemas_are_an_addition_for_who_asks() {
    let plain = Builder::new().generate().unwrap();
    let with = Builder::new().schemars(true).generate().unwrap();
    assert_eq!(plain.len(), with.len());
    for (plain, with) in plain.iter().zip(&with) {
        let (code, schemas) = apart(&plain.text);
        assert_eq!(schemas, 0, "{}", plain.name);
        let (same, schemas) = apart(&with.text);
        assert!(same == code, "{}: something else changed", with.name);
        let types = |text: &str| {
            text.lines()
                .filter(|it| it.starts_with("pub struct ") || it.starts_with("pub enum "))
                .count()
        };
        assert_eq!(schemas, types(&code), "{}: a schema for every type", with.name);
    }
}
