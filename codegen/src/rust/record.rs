//! A record: the struct and its functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use vum_model::{Attribute, Shape, Value};

use super::types::Scope;
use super::{docs, fine, meta, names};
use crate::error::Error;

pub(super) fn record(
    scope: Scope<'_>,
    shape: &Shape,
    attributes: &[Attribute],
) -> Result<TokenStream, Error> {
    let name = names::ident(&names::type_name(&shape.name));
    let doc = docs::shape(scope.release, shape);
    let mut fields = Vec::new();
    let mut slots = Vec::new();
    let mut visits = Vec::new();
    let mut nexts = Vec::new();
    for (n, attribute) in attributes.iter().enumerate() {
        let field = names::field(attribute);
        let doc = docs::attribute(attribute);
        let ty = scope.field_type(attribute)?;
        fields.push(quote!(#doc pub #field: #ty));
        let slot = slot(scope, attribute);
        slots.push(quote!(#n => slot::#slot(&mut self.#field)));
        let (key, kind) =
            (meta::key(&attribute.name), names::ident(&slot.to_string().to_lowercase()));
        nexts.push(quote!(#n #key #kind #field,));
        let always = scope.whole.is_body(shape.id) && attribute.required == attribute.present;
        visits.push(visit(scope, n, attribute, &field, always));
    }
    // In a question other names may stand between those of the standard.
    let in_order =
        shape.question.is_none().then(|| quote!(::vum_runtime::in_order! { #(#nexts)* }));
    let is_fine = fine::record(scope, shape, attributes);
    Ok(quote! {
        #doc
        #[derive(
            ::core::clone::Clone,
            ::core::default::Default,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq
        )]
        pub struct #name { #(#fields,)* }

        impl ::vum_runtime::__private::Fill for #name {
            fn meta(&self) -> &'static ::vum_runtime::meta::RecordMeta { &tables::#name }

            fn slot(&mut self, n: usize) -> ::vum_runtime::__private::Slot<'_> {
                use ::vum_runtime::__private::Slot as slot;
                match n {
                    #(#slots,)*
                    _ => slot::None,
                }
            }

            #in_order
        }

        impl ::vum_runtime::Fields for #name {
            fn meta(&self) -> &'static ::vum_runtime::meta::RecordMeta { &tables::#name }

            fn visit(&self, visitor: &mut dyn ::vum_runtime::Visitor) { #(#visits)* }

            #is_fine
        }

        ::vum_runtime::record!(#name);
    })
}

/// The kind of place in which the reader keeps an attribute.
fn slot(scope: Scope<'_>, attribute: &Attribute) -> Ident {
    let (one, many) = match &attribute.value {
        Value::Text(_) | Value::Uri(_) | Value::Label { .. } => ("Text", "Texts"),
        Value::Integer(_) => ("Integer", "Integers"),
        Value::Boolean => ("Boolean", "Booleans"),
        Value::Date => ("Date", "Dates"),
        Value::Code { .. } => ("Code", "Codes"),
        // A list of them does not exist.
        Value::Shape(id) if scope.whole.is_raw(*id) => ("Raw", "Raw"),
        Value::Shape(id) if scope.is_choice(*id) => ("Choice", "Choices"),
        Value::Shape(_) => ("Record", "Records"),
    };
    Ident::new(if attribute.many { many } else { one }, Span::call_site())
}

/// Shows an attribute to the visitor, if it holds a value. A list that a body must have is shown
/// always: an empty one says that nothing was found.
fn visit(
    scope: Scope<'_>,
    n: usize,
    attribute: &Attribute,
    field: &Ident,
    always: bool,
) -> TokenStream {
    let (one, many) = match &attribute.value {
        Value::Text(_) | Value::Uri(_) | Value::Label { .. } => ("text", "texts"),
        Value::Integer(_) => ("integer", "integers"),
        Value::Boolean => ("boolean", "booleans"),
        Value::Date => ("date", "dates"),
        Value::Code { .. } => ("code", "codes"),
        Value::Shape(id) if scope.whole.is_raw(*id) => ("raw", "raw"),
        Value::Shape(_) => ("record", "records"),
    };
    if attribute.many {
        let method = Ident::new(many, Span::call_site());
        let values = match &attribute.value {
            Value::Code { .. } => {
                quote!(&mut self.#field.iter().map(::vum_runtime::CodeRef::of))
            }
            _ => quote!(&self.#field),
        };
        let show = quote!(visitor.#method(#n, #values););
        return if always { show } else { quote!(if !self.#field.is_empty() { #show }) };
    }
    let method = Ident::new(one, Span::call_site());
    let value = match &attribute.value {
        Value::Integer(_) | Value::Boolean => quote!(*value),
        Value::Code { .. } => quote!(::vum_runtime::CodeRef::of(value)),
        _ => quote!(value),
    };
    quote! {
        if let ::core::option::Option::Some(value) = &self.#field {
            visitor.#method(#n, #value);
        }
    }
}
