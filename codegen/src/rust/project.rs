//! The projection of a detail to a match: what may not be in a match is left out.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{Attribute, Shape, ShapeId, ShapeKind, Value};

use super::names;
use super::types::Scope;
use crate::error::{Error, Kind};
use crate::plan::branch;

pub(super) fn projection(
    scope: Scope<'_>,
    from: ShapeId,
    to: ShapeId,
) -> Result<TokenStream, Error> {
    let shape = |id: ShapeId| {
        let place = || Kind::Dangling { place: format!("shape {}", id.0) };
        scope.release.shape(id).ok_or_else(place)
    };
    let (source, target) = (shape(from)?, shape(to)?);
    let (from_type, to_type) = (scope.shape_type(from)?, scope.shape_type(to)?);
    match (&source.kind, &target.kind) {
        (ShapeKind::Record { attributes, .. }, ShapeKind::Record { attributes: wanted, .. }) => {
            record(scope, source, target, attributes, wanted)
        }
        (ShapeKind::Choice { .. }, ShapeKind::Choice { variants }) => {
            let mut arms = Vec::new();
            for variant in variants {
                let below = shape(variant.shape)?;
                let name = names::variant(&below.entity_name);
                let Some(from) = branch(scope.release, source, below) else { continue };
                let value = if from == below.id { quote!(value) } else { quote!(value.into()) };
                arms.push(quote!(#from_type::#name(value) => ::core::option::Option::Some(#to_type::#name(#value))));
            }
            let rest = if arms.len() < crate::selection::uses(source).len() {
                quote!(_ => ::core::option::Option::None,)
            } else {
                TokenStream::new()
            };
            Ok(quote! {
                impl ::core::convert::From<#from_type> for ::core::option::Option<#to_type> {
                    #[inline]
                    fn from(value: #from_type) -> Self { match value { #(#arms,)* #rest } }
                }
            })
        }
        (ShapeKind::Choice { .. }, ShapeKind::Record { .. }) => {
            let Some(below) = branch(scope.release, source, target) else {
                return Err(mismatch(source, target, "-"));
            };
            let name = names::variant(&target.entity_name);
            let value = if below == target.id { quote!(value) } else { quote!(value.into()) };
            Ok(quote! {
                impl ::core::convert::From<#from_type> for ::core::option::Option<#to_type> {
                    #[inline]
                    fn from(value: #from_type) -> Self {
                        match value {
                            #from_type::#name(value) => ::core::option::Option::Some(#value),
                            _ => ::core::option::Option::None,
                        }
                    }
                }
            })
        }
        (ShapeKind::Record { .. }, ShapeKind::Choice { .. }) => Err(mismatch(source, target, "-")),
    }
}

fn mismatch(from: &Shape, to: &Shape, attribute: &str) -> Error {
    Kind::Projection {
        from: from.name.clone(),
        to: to.name.clone(),
        attribute: attribute.to_owned(),
    }
    .into()
}

fn record(
    scope: Scope<'_>,
    source: &Shape,
    target: &Shape,
    attributes: &[Attribute],
    wanted: &[Attribute],
) -> Result<TokenStream, Error> {
    let (from_type, to_type) = (scope.shape_type(source.id)?, scope.shape_type(target.id)?);
    let mut fields = Vec::new();
    let mut absent = Vec::new();
    for to in wanted {
        let field = names::field(to);
        let Some(from) = attributes.iter().find(|from| from.id == to.id) else {
            absent.push(format!("`{}`", to.name));
            fields.push(quote!(#field: ::core::default::Default::default()));
            continue;
        };
        let old = names::field(from);
        if from.many != to.many {
            return Err(mismatch(source, target, &to.id));
        }
        let value = match (&from.value, &to.value) {
            (Value::Shape(a), Value::Shape(b)) if a == b => quote!(value.#old),
            (Value::Shape(a), Value::Shape(_)) => {
                // A choice may have no counterpart; a record always has.
                match (scope.is_choice(*a), to.many) {
                    (true, true) => {
                        quote!(value.#old.into_iter().filter_map(::core::option::Option::from).collect())
                    }
                    (true, false) => quote!(value.#old.and_then(::core::option::Option::from)),
                    (false, true) => {
                        quote!(value.#old.into_iter().map(::core::convert::Into::into).collect())
                    }
                    (false, false) => quote!(value.#old.map(::core::convert::Into::into)),
                }
            }
            (a, b) if same_type(a, b) => quote!(value.#old),
            _ => return Err(mismatch(source, target, &to.id)),
        };
        fields.push(quote!(#field: #value));
    }
    let left = if absent.is_empty() {
        String::new()
    } else {
        format!(" {} is not part of it and stays absent.", absent.join(", "))
    };
    let doc =
        format!(" Projects to `{}`: what only the detail may hold is left out.{left}", to_type);
    let public =
        (scope.release.messages.iter().any(|message| message.root == target.id)).then(|| {
            quote! {
                impl #from_type {
                    #[doc = #doc]
                    #[must_use]
                    #[inline]
                    pub fn to_match(&self) -> #to_type {
                        ::core::convert::From::from(::core::clone::Clone::clone(self))
                    }
                }
            }
        });
    Ok(quote! {
        #[doc = #doc]
        impl ::core::convert::From<#from_type> for #to_type {
            #[inline]
            fn from(value: #from_type) -> Self { Self { #(#fields,)* } }
        }
        #public
    })
}

/// Whether two kinds of value have the same Rust type.
fn same_type(a: &Value, b: &Value) -> bool {
    let text =
        |value: &Value| matches!(value, Value::Text(_) | Value::Uri(_) | Value::Label { .. });
    match (a, b) {
        (Value::Code { list: a, .. }, Value::Code { list: b, .. }) => a == b,
        (Value::Integer(_), Value::Integer(_))
        | (Value::Boolean, Value::Boolean)
        | (Value::Date, Value::Date) => true,
        (a, b) => text(a) && text(b),
    }
}
