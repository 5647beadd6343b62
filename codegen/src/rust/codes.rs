//! A code list: an enum for a small closed list, a newtype for a large or external one.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{CodeList, Release};

use super::{docs, names};

/// A list with more codes is a newtype: an enum of that size costs too much to compile.
const ENUM_CODES: usize = 64;

/// Whether a list becomes an enum: all its codes are known, because the contract enumerates them
/// or the list says so, and there are not too many.
pub(super) fn is_enum(list: &CodeList) -> bool {
    (list.closed || list.complete) && (1..=ENUM_CODES).contains(&list.codes.len())
}

pub(super) fn codes(release: &Release, list: &CodeList) -> TokenStream {
    let name = names::ident(&names::code_type(release, &list.id));
    let doc = docs::code_list(list);
    if !is_enum(list) {
        return quote! {
            #doc
            #[derive(::core::clone::Clone)]
            pub struct #name(::vum_runtime::__private::CodeText);

            ::vum_runtime::open_code!(#name in tables::#name);
        };
    }
    let variants = list.codes.iter().map(|code| {
        let doc = docs::code(code);
        let variant = names::code_variant(&code.name);
        quote!(#doc #variant,)
    });
    let codes = list.codes.iter().map(|code| {
        let variant = names::code_variant(&code.name);
        let text = &code.code;
        quote!(#variant = #text,)
    });
    quote! {
        #doc
        #[derive(::core::clone::Clone)]
        pub enum #name {
            #(#variants)*
            /// A code that the list of this release does not have, kept as it was received.
            Unknown(::vum_runtime::UnknownCode),
        }

        ::vum_runtime::codes!(#name in tables::#name { #(#codes)* });
    }
}
