//! `schemars::JsonSchema` for generated types: the schemas that the generator writes.
//!
//! A schema comes as one JSON text for each type. All that is done here is to point its references
//! to where the `SchemaGenerator` of the caller keeps the definitions.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::body::RawObject;
use crate::date::Date;

/// What stands before the name of a definition in the texts.
const DEFINITIONS: &str = "#/$defs/";

/// A definition that a schema refers to.
pub struct Link {
    name: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Link {
    /// That a name stands for the schema of a type.
    #[must_use]
    pub const fn to<T: JsonSchema>(name: &'static str) -> Self {
        Self { name, schema: SchemaGenerator::subschema_for::<T> }
    }
}

/// The schema of a generated type, from its text.
#[must_use]
pub fn schema(text: &str, links: &[Link], generator: &mut SchemaGenerator) -> Schema {
    // The text is that of the generator: it always is an object.
    let mut members: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    link_all(&mut members, links, generator);
    members.into()
}

fn link_all(members: &mut Map<String, Value>, links: &[Link], generator: &mut SchemaGenerator) {
    let name = members.get("$ref").and_then(Value::as_str);
    let name = name.and_then(|reference| reference.strip_prefix(DEFINITIONS));
    if let Some(link) = links.iter().find(|link| Some(link.name) == name) {
        members.remove("$ref");
        // A reference, or the schema itself where the generator has them inlined. What the standard
        // says about an attribute goes before what it says about the type.
        if let Value::Object(target) = (link.schema)(generator).to_value() {
            for (name, value) in target {
                members.entry(name).or_insert(value);
            }
        }
        return;
    }
    members.values_mut().for_each(|value| link_below(value, links, generator));
}

fn link_below(value: &mut Value, links: &[Link], generator: &mut SchemaGenerator) {
    match value {
        Value::Object(members) => link_all(members, links, generator),
        Value::Array(values) => {
            values.iter_mut().for_each(|value| link_below(value, links, generator));
        }
        _ => {}
    }
}

/// A generated type for the codes of a closed list.
pub trait CodeSchema: JsonSchema {
    /// The name of the list's definition where its codes are whole numbers.
    const INTEGER_NAME: &'static str;
}

/// The codes of a list where they are whole numbers. The type for the codes by itself is a text, as
/// serde writes it.
pub struct IntegerCodes<C>(PhantomData<C>);

impl<C: CodeSchema> JsonSchema for IntegerCodes<C> {
    fn schema_name() -> Cow<'static, str> {
        C::INTEGER_NAME.into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("{}/integer", C::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = C::json_schema(generator);
        integers(&mut schema);
        schema
    }
}

/// Makes whole numbers of texts. Not generic, so that it is compiled once.
fn integers(schema: &mut Schema) {
    schema.insert("type".to_owned(), "integer".into());
    let Some(Value::Array(codes)) = schema.get_mut("oneOf") else { return };
    for code in codes {
        let Some(value) = code.get_mut("const") else { continue };
        if let Some(number) = value.as_str().and_then(|text| text.parse::<i64>().ok()) {
            *value = number.into();
        }
    }
}

/// A full date, as a message has it.
impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "vum_runtime::Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// Any object.
impl JsonSchema for RawObject {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RawObject".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "vum_runtime::RawObject".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

/// Implements `JsonSchema` for a generated type: its name, its schema, and the types of the names
/// that its schema refers to. A closed code list has the name of its whole numbers too.
#[doc(hidden)]
#[macro_export]
macro_rules! schema {
    ($type:ident, $name:literal, $text:literal, [$($link:literal: $to:ty),*]) => {
        impl $crate::__private::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($name)
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(::core::concat!(::core::module_path!(), "::", $name))
            }

            fn json_schema(
                generator: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                $crate::__private::schema(
                    $text,
                    &[$($crate::__private::Link::to::<$to>($link)),*],
                    generator,
                )
            }
        }
    };
    ($type:ident, $name:literal, $text:literal, $integer:literal) => {
        $crate::schema!($type, $name, $text, []);

        impl $crate::__private::CodeSchema for $type {
            const INTEGER_NAME: &'static str = $integer;
        }
    };
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use serde_json::json;

    use super::*;

    /// A type as the generator writes it.
    struct Outer;
    struct Inner;
    struct Codes;

    crate::schema!(
        Outer,
        "outer",
        r##"{"title": "Outer", "properties": {
            "$ref": {"type": "string", "const": "#/$defs/inner"},
            "one": {"title": "One", "$ref": "#/$defs/inner"},
            "many": {"items": {"$ref": "#/$defs/inner"}},
            "code": {"$ref": "#/$defs/codes"},
            "other": {"$ref": "#/$defs/unknown"}
        }}"##,
        ["codes": IntegerCodes<Codes>, "inner": Inner]
    );
    crate::schema!(Inner, "inner", r#"{"title": "Inner", "type": "object"}"#, []);
    crate::schema!(
        Codes,
        "codesText",
        r#"{"type": "string", "oneOf": [{"const": "01"}, {"const": "x"}, {"title": "-"}]}"#,
        "codes"
    );

    #[test]
    fn references_go_where_the_generator_keeps_definitions() {
        let mut generator = SchemaSettings::default()
            .with(|settings| settings.definitions_path = "/components/schemas".into())
            .into_generator();
        let schema = Outer::json_schema(&mut generator);
        let expected = json!({"title": "Outer", "properties": {
            "$ref": {"type": "string", "const": "#/$defs/inner"},
            "one": {"title": "One", "$ref": "#/components/schemas/inner"},
            "many": {"items": {"$ref": "#/components/schemas/inner"}},
            "code": {"$ref": "#/components/schemas/codes"},
            "other": {"$ref": "#/$defs/unknown"},
        }});
        assert_eq!(schema.as_value(), &expected);
        let definitions = generator.definitions();
        assert_eq!(definitions.keys().collect::<Vec<_>>(), ["codes", "inner"]);
        assert_eq!(definitions["inner"], json!({"title": "Inner", "type": "object"}));
        let integers =
            json!({"type": "integer", "oneOf": [{"const": 1}, {"const": "x"}, {"title": "-"}]});
        assert_eq!(definitions["codes"], integers);
    }

    #[test]
    fn what_an_attribute_says_goes_before_an_inlined_type() {
        let settings = SchemaSettings::default().with(|it| it.inline_subschemas = true);
        let schema = Outer::json_schema(&mut settings.into_generator());
        let one = schema.pointer("/properties/one").unwrap();
        assert_eq!(one, &json!({"title": "One", "type": "object"}));
        let items = schema.pointer("/properties/many/items").unwrap();
        assert_eq!(items, &json!({"title": "Inner", "type": "object"}));
    }

    #[test]
    fn a_code_by_itself_and_as_a_number_are_two_schemas() {
        let mut generator = SchemaGenerator::default();
        assert_eq!(generator.subschema_for::<Codes>(), json!({"$ref": "#/$defs/codesText"}));
        let reference = generator.subschema_for::<IntegerCodes<Codes>>();
        assert_eq!(reference, json!({"$ref": "#/$defs/codes"}));
        assert_eq!(generator.definitions()["codesText"]["oneOf"][0]["const"], "01");
        assert_ne!(Codes::schema_id(), IntegerCodes::<Codes>::schema_id());
        assert!(Codes::schema_id().starts_with("vum_runtime::"), "{}", Codes::schema_id());
    }

    #[test]
    fn types_of_the_runtime_have_no_definition() {
        let mut generator = SchemaGenerator::default();
        let date = generator.subschema_for::<Date>();
        assert_eq!(date, json!({"type": "string", "format": "date"}));
        let object = generator.subschema_for::<Option<RawObject>>();
        assert_eq!(object, json!({"type": ["object", "null"]}));
        assert!(generator.definitions().is_empty());
    }
}
