//! A choice: the enum and its functions.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{Shape, Variant};

use super::types::Scope;
use super::{docs, names};
use crate::error::{Error, Kind};

pub(super) fn choice(
    scope: Scope<'_>,
    shape: &Shape,
    variants: &[Variant],
) -> Result<TokenStream, Error> {
    let name = names::ident(&names::type_name(&shape.name));
    let doc = docs::shape(scope.release, shape);
    let mut branches = Vec::new();
    let mut reads = Vec::new();
    let mut visits = Vec::new();
    for (n, variant) in variants.iter().enumerate() {
        let below = scope.release.shape(variant.shape);
        let below = below.ok_or_else(|| Kind::Dangling { place: variant.wrapper.clone() })?;
        let branch = names::variant(&below.entity_name);
        let ty = scope.shape_type(variant.shape)?;
        let doc = docs::doc(&[format!("Under the key `{}`.", variant.wrapper)]);
        branches.push(quote!(#doc #branch(#ty)));
        reads.push(quote!(#n => reader.variant().map(|value| value.map(Self::#branch))));
        visits.push(
            quote!(Self::#branch(value) => visitor.record(#n, ::core::option::Option::Some(value))),
        );
    }
    Ok(quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #[allow(clippy::large_enum_variant)]
        pub enum #name { #(#branches,)* }

        impl<S: ::vum_runtime::Source> ::vum_runtime::read::ReadChoice<S> for #name {
            const META: &'static ::vum_runtime::meta::RecordMeta = &tables::#name;

            fn read_variant(
                n: usize,
                reader: &mut ::vum_runtime::read::Reader<S>,
            ) -> ::core::result::Result<::core::option::Option<Self>, ::vum_runtime::Halt> {
                match n {
                    #(#reads,)*
                    _ => reader.pass().map(|()| ::core::option::Option::None),
                }
            }
        }

        impl ::vum_runtime::Fields for #name {
            fn meta(&self) -> &'static ::vum_runtime::meta::RecordMeta { &tables::#name }

            fn visit(&self, visitor: &mut dyn ::vum_runtime::Visitor) {
                match self { #(#visits,)* }
            }
        }

        ::vum_runtime::choice!(#name);
    })
}
