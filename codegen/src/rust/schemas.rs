//! `schemars::JsonSchema` for types: the schema of each as a text, with the types it refers to.
//!
//! A type that an older release defines has its schema there.

use std::collections::BTreeMap;

use proc_macro2::{LexError, Literal, TokenStream};
use quote::quote;
use vum_model::{CodeForm, CodeList, Shape, ShapeKind, Value};

use super::types::Scope;
use crate::error::{Error, Kind};
use crate::json::{Json, Object};
use crate::schema::{Dialect, Schemas, Strictness};

pub(super) fn schemas(scope: Scope<'_>) -> Result<TokenStream, Error> {
    let release = scope.release;
    let version = release.info.version;
    let schemas = Schemas::new(release, None, Dialect::JsonSchema, Strictness::Strict);
    let mut items = Vec::new();
    for list in release.code_lists.values() {
        if scope.plan.list(release, &list.id)?.release == version {
            items.push(codes(scope, &schemas, list)?);
        }
    }
    for shape in release.shapes.iter().filter(|shape| !scope.whole.is_raw(shape.id)) {
        if scope.plan.shape(release, shape.id)?.release == version {
            items.push(of_shape(scope, &schemas, shape)?);
        }
    }
    Ok(quote!(#(#items)*))
}

/// By itself a code is a text, as serde writes it. In a record it has the form of its attribute; for
/// a number that is a definition of its own.
fn codes(scope: Scope<'_>, schemas: &Schemas<'_>, list: &CodeList) -> Result<TokenStream, Error> {
    let ty = scope.code_type(&list.id);
    let text = literal(scope, schemas.code(list)?)?;
    let id = list.id.as_str();
    let as_text = schemas.known_list_name(id, false);
    let as_integer = schemas.known_list_name(id, true);
    if !list.closed {
        let name = as_text.or(as_integer).unwrap_or(id);
        return Ok(quote!(::vum_runtime::schema!(#ty, #name, #text, []);));
    }
    let name = match (as_text, as_integer) {
        (Some(name), _) => name.to_owned(),
        (None, Some(integer)) => format!("{integer}Text"),
        (None, None) => id.to_owned(),
    };
    let integer = as_integer.map_or_else(|| format!("{id}Integer"), str::to_owned);
    Ok(quote!(::vum_runtime::schema!(#ty, #name, #text, #integer);))
}

fn of_shape(scope: Scope<'_>, schemas: &Schemas<'_>, shape: &Shape) -> Result<TokenStream, Error> {
    let ty = scope.shape_type(shape.id)?;
    let name = &shape.name;
    let mut schema = schemas.definition(shape)?;
    let mut links = BTreeMap::new();
    match &shape.kind {
        ShapeKind::Record { attributes, .. } => {
            // A body may have other names in the contract of some role.
            if shape.question.is_none() {
                schema.set("additionalProperties", !scope.whole.open(shape.id).is_empty());
            }
            for (name, value) in schemas.references(attributes)? {
                links.insert(name, link(scope, value)?);
            }
        }
        ShapeKind::Choice { variants } => {
            for variant in variants {
                let below = scope.release.shape(variant.shape);
                let below = below.ok_or_else(|| Kind::Dangling { place: name.clone() })?;
                links.insert(below.name.clone(), scope.shape_type(variant.shape)?);
            }
        }
    }
    let (names, types) = (links.keys(), links.values());
    let text = literal(scope, schema)?;
    Ok(quote!(::vum_runtime::schema!(#ty, #name, #text, [#(#names: #types),*]);))
}

/// The type whose schema an attribute refers to.
fn link(scope: Scope<'_>, value: &Value) -> Result<TokenStream, Error> {
    Ok(match value {
        Value::Code { list, form: CodeForm::Integer(_) } => {
            let codes = scope.code_type(list);
            quote!(::vum_runtime::__private::IntegerCodes<#codes>)
        }
        Value::Code { list, .. } => scope.code_type(list),
        Value::Shape(id) => scope.shape_type(*id)?,
        // Nothing else is a definition.
        _ => return Err(Kind::Dangling { place: format!("{value:?}") }.into()),
    })
}

/// The text of a schema as a raw literal, so that it can be read where it stands.
fn literal(scope: Scope<'_>, schema: Object) -> Result<Literal, Error> {
    let text = Json::from(schema).to_string();
    let text = text.trim_end();
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let release = || scope.release.info.version.to_string();
    format!("r{hashes}\"{text}\"{hashes}").parse().map_err(|error: LexError| {
        Kind::Unparsable { release: release(), reason: error.to_string() }.into()
    })
}
