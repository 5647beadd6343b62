//! A choice: the enum and its functions.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{Shape, Variant};

use super::types::Scope;
use super::{docs, fine, names};
use crate::error::{Error, Kind};

pub(super) fn choice(
    scope: Scope<'_>,
    shape: &Shape,
    variants: &[Variant],
) -> Result<TokenStream, Error> {
    let name = names::ident(&names::type_name(&shape.name));
    let doc = docs::shape(scope.release, shape);
    let mut branches = Vec::new();
    let mut kinds = Vec::new();
    let mut begins = Vec::new();
    let mut visits = Vec::new();
    for (n, variant) in variants.iter().enumerate() {
        let below = scope.release.shape(variant.shape);
        let below = below.ok_or_else(|| Kind::Dangling { place: variant.wrapper.clone() })?;
        let branch = names::variant(&below.entity_name);
        let ty = scope.shape_type(variant.shape)?;
        let doc = docs::doc(&[format!("Under the key `{}`.", variant.wrapper)]);
        branches.push(quote!(#doc #branch(#ty)));
        kinds.push(branch.clone());
        begins.push(quote! { #n => {
            match place.get_or_insert_with(|| Self::#branch(::core::default::Default::default())) {
                Self::#branch(value) => ::core::option::Option::Some(value),
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        } });
        visits.push(quote!(Self::#branch(value) => visitor.record(#n, value)));
    }
    let is_fine = fine::choice(&kinds);
    Ok(quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #[allow(clippy::large_enum_variant)]
        pub enum #name { #(#branches,)* }

        impl ::vum_runtime::__private::Choice for #name {
            const META: &'static ::vum_runtime::meta::RecordMeta = &tables::#name;

            fn begin(
                place: &mut ::core::option::Option<Self>,
                n: usize,
            ) -> ::core::option::Option<&mut dyn ::vum_runtime::__private::Fill> {
                match n {
                    #(#begins,)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::vum_runtime::Fields for #name {
            fn meta(&self) -> &'static ::vum_runtime::meta::RecordMeta { &tables::#name }

            fn visit(&self, visitor: &mut dyn ::vum_runtime::Visitor) {
                match self { #(#visits,)* }
            }

            #is_fine
        }

        ::vum_runtime::choice!(#name);
    })
}
