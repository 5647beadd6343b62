//! A record: the struct and its functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use vum_model::{Attribute, Shape, Value};

use super::types::Scope;
use super::{docs, names};
use crate::error::Error;

pub(super) fn record(
    scope: Scope<'_>,
    shape: &Shape,
    attributes: &[Attribute],
) -> Result<TokenStream, Error> {
    let name = names::ident(&names::type_name(&shape.name));
    let doc = docs::shape(scope.release, shape);
    let mut fields = Vec::new();
    let mut reads = Vec::new();
    let mut visits = Vec::new();
    for (n, attribute) in attributes.iter().enumerate() {
        let field = names::field(attribute);
        let doc = docs::attribute(attribute);
        let ty = scope.field_type(attribute)?;
        fields.push(quote!(#doc pub #field: #ty));
        let method = method(scope, attribute, true);
        reads.push(quote!(#n => reader.#method(&mut self.#field)));
        visits.push(visit(scope, n, attribute, &field));
    }
    Ok(quote! {
        #doc
        #[derive(
            ::core::clone::Clone,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq
        )]
        pub struct #name { #(#fields,)* }

        impl ::vum_runtime::__private::Record for #name {
            const META: &'static ::vum_runtime::meta::RecordMeta = &tables::#name;

            fn read_attribute<S: ::vum_runtime::Source>(
                &mut self,
                n: usize,
                reader: &mut ::vum_runtime::read::Reader<S>,
            ) -> ::vum_runtime::read::Flow {
                match n {
                    #(#reads,)*
                    _ => reader.pass(),
                }
            }
        }

        impl ::vum_runtime::Fields for #name {
            fn meta(&self) -> &'static ::vum_runtime::meta::RecordMeta { &tables::#name }

            fn visit(&self, visitor: &mut dyn ::vum_runtime::Visitor) { #(#visits;)* }
        }

        ::vum_runtime::record!(#name);
    })
}

/// The method of the reader, or of the visitor, for an attribute.
fn method(scope: Scope<'_>, attribute: &Attribute, reading: bool) -> Ident {
    let (one, many) = match &attribute.value {
        Value::Text(_) | Value::Uri(_) | Value::Label { .. } => ("text", "texts"),
        Value::Integer(_) => ("integer", "integers"),
        Value::Boolean => ("boolean", "booleans"),
        Value::Date => ("date", "dates"),
        Value::Code { .. } => ("code", "codes"),
        Value::Shape(id) if reading && scope.is_choice(*id) => ("choice", "choices"),
        Value::Shape(_) => ("record", "records"),
    };
    Ident::new(if attribute.many { many } else { one }, Span::call_site())
}

fn visit(scope: Scope<'_>, n: usize, attribute: &Attribute, field: &Ident) -> TokenStream {
    let method = method(scope, attribute, false);
    let value = match (&attribute.value, attribute.many) {
        (Value::Integer(_) | Value::Boolean, false) => quote!(self.#field),
        (Value::Date, false) => quote!(self.#field.as_ref()),
        (Value::Code { .. }, false) => {
            quote!(self.#field.as_ref().map(::vum_runtime::CodeRef::of))
        }
        (Value::Code { .. }, true) => {
            quote!(&mut self.#field.iter().map(::vum_runtime::CodeRef::of))
        }
        (Value::Shape(_), false) => {
            quote!(self.#field.as_ref().map(|value| value as &dyn ::vum_runtime::Fields))
        }
        (_, true) => quote!(&self.#field),
        (_, false) => quote!(self.#field.as_deref()),
    };
    quote!(visitor.#method(#n, #value))
}
