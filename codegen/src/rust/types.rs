//! The Rust types of attributes.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{Attribute, Release, ShapeId, ShapeKind, Value};

use crate::error::{Error, Kind};
use crate::plan::{Home, Plan};
use crate::rust::{Whole, names};

/// What is needed to write code about one release.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) whole: &'a Whole,
    pub(super) release: &'a Release,
    pub(super) plan: &'a Plan,
}

impl Scope<'_> {
    /// The path of a type from within the release's module: every type is there, defined or
    /// re-exported.
    pub(super) fn shape_type(&self, id: ShapeId) -> Result<TokenStream, Error> {
        if self.whole.is_raw(id) {
            return Ok(quote!(::vum_runtime::RawObject));
        }
        let shape = self.release.shape(id);
        let shape = shape.ok_or_else(|| Kind::Dangling { place: format!("shape {}", id.0) })?;
        let name = names::ident(&names::type_name(&shape.name));
        Ok(quote!(#name))
    }

    pub(super) fn code_type(&self, list: &str) -> TokenStream {
        let name = names::ident(&names::code_type(self.release, list));
        quote!(#name)
    }

    /// The module with tables in which a type is defined.
    pub(super) fn tables(&self, home: &Home) -> TokenStream {
        let name = names::ident(&home.name);
        if home.release == self.release.info.version {
            quote!(#name)
        } else {
            let module = names::ident(&names::module(home.release));
            quote!(super::super::#module::tables::#name)
        }
    }

    pub(super) fn is_choice(&self, id: ShapeId) -> bool {
        self.release.shape(id).is_some_and(|s| matches!(s.kind, ShapeKind::Choice { .. }))
    }

    /// The type of a single value.
    pub(super) fn value_type(&self, attribute: &Attribute) -> Result<TokenStream, Error> {
        Ok(match &attribute.value {
            Value::Text(_) | Value::Uri(_) | Value::Label { .. } => quote!(::std::string::String),
            Value::Integer(_) => quote!(i64),
            Value::Boolean => quote!(bool),
            Value::Date => quote!(::vum_runtime::Date),
            Value::Code { list, .. } => self.code_type(list),
            Value::Shape(id) => self.shape_type(*id)?,
        })
    }

    /// The type of a field.
    pub(super) fn field_type(&self, attribute: &Attribute) -> Result<TokenStream, Error> {
        let value = self.value_type(attribute)?;
        Ok(if attribute.many {
            quote!(::std::vec::Vec<#value>)
        } else {
            quote!(::core::option::Option<#value>)
        })
    }
}
