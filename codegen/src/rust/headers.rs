//! The operations of the contracts, with the headers of what is asked and answered.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use vum_model::{HeaderForm, HeaderUse, Operation, Release, Role};

use super::bodies::Whole;
use crate::error::{Error, Kind};

/// The operations that have one of the bodies: all of them, unless a selection left some out.
pub(super) fn operations(whole: &Whole) -> Result<TokenStream, Error> {
    let release = &whole.release;
    let text = release.info.version.to_string();
    let mut lists: BTreeMap<String, (Ident, TokenStream)> = BTreeMap::new();
    let mut rows = Vec::new();
    for contract in &release.contracts {
        for operation in contract.operations.iter().filter(|it| has_body(whole, it, contract.role))
        {
            let request = headers(release, &operation.headers, &mut lists)?;
            let body = optional(operation.request.as_ref());
            let mut responses = Vec::new();
            for response in &operation.responses {
                let status = response.status;
                let headers = headers(release, &response.headers, &mut lists)?;
                let body = optional(response.body.as_ref());
                responses.push(quote! {
                    ::vum_runtime::headers::Response { status: #status, body: #body, headers: #headers }
                });
            }
            let (contract_id, part, id) = (&contract.id, &contract.part, &operation.id);
            let role = match contract.role {
                Role::Bron => quote!(Bron),
                Role::Bemiddelaar => quote!(Bemiddelaar),
            };
            rows.push(quote! {
                ::vum_runtime::headers::Operation {
                    release: #text,
                    contract: #contract_id,
                    part: #part,
                    role: ::vum_runtime::Role::#role,
                    id: #id,
                    body: #body,
                    headers: #request,
                    responses: &[#(#responses),*],
                }
            });
        }
    }
    // In the order of their numbers.
    let mut lists: Vec<(Ident, TokenStream)> = lists.into_values().collect();
    lists.sort_by_key(|(name, _)| (name.to_string().len(), name.to_string()));
    let lists = lists.into_iter().map(|(_, item)| item);
    Ok(quote! {
        #(#lists)*
        /// The operations of the contracts of this release.
        pub static OPERATIONS: &[::vum_runtime::headers::Operation] = &[#(#rows),*];
    })
}

fn has_body(whole: &Whole, operation: &Operation, role: Role) -> bool {
    let answers = operation.responses.iter().filter_map(|it| it.body.as_ref());
    let mut ids = operation.request.iter().chain(answers);
    ids.any(|id| whole.bodies.iter().any(|it| it.body.id == *id && it.body.roles.contains(role)))
}

/// The name of the list with these headers; every list stands once.
fn headers(
    release: &Release,
    uses: &[HeaderUse],
    lists: &mut BTreeMap<String, (Ident, TokenStream)>,
) -> Result<TokenStream, Error> {
    if uses.is_empty() {
        return Ok(quote!(&[]));
    }
    let mut rows = Vec::new();
    for it in uses {
        let dangling = || Kind::Dangling { place: it.name.clone() };
        let header = release.header(&it.name).ok_or_else(dangling)?;
        let (name, required) = (&header.name, it.required);
        let form = match header.form {
            HeaderForm::Text => quote!(Text),
            HeaderForm::Oin => quote!(Oin),
            HeaderForm::Boolean => quote!(Boolean),
        };
        let constant = optional(it.constant.as_ref());
        rows.push(quote! {
            ::vum_runtime::headers::Header {
                name: #name,
                form: ::vum_runtime::headers::HeaderForm::#form,
                required: #required,
                constant: #constant,
            }
        });
    }
    let list = quote!(&[#(#rows),*]);
    let next = format_ident!("HEADERS_{}", lists.len());
    let (name, _) = lists.entry(list.to_string()).or_insert_with(|| {
        let item = quote!(const #next: &[::vum_runtime::headers::Header] = #list;);
        (next, item)
    });
    Ok(quote!(#name))
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}
