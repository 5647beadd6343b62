//! The proof that a value is fine: small predicates of the runtime, put together for a record.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vum_model::{Attribute, CodeList, RoleSet, Shape, TextForm, Value};

use super::types::Scope;
use super::{codes, meta, names};

/// The function of a choice: nothing is to be said but of the branch.
pub(super) fn choice(branches: &[Ident]) -> TokenStream {
    quote! {
        fn is_fine(&self, role: ::vum_runtime::Role) -> bool {
            match self {
                #(Self::#branches(value) => value.is_fine(role),)*
            }
        }
    }
}

/// The function of a record. A question is always looked at: what goes together in it matters.
pub(super) fn record(scope: Scope<'_>, shape: &Shape, attributes: &[Attribute]) -> TokenStream {
    if shape.question.is_some() || attributes.is_empty() {
        return TokenStream::new();
    }
    let table = names::ident(&names::type_name(&shape.name));
    let parts = attributes.iter().enumerate().flat_map(|(n, it)| part(scope, &table, n, it));
    let parts: Vec<Part> = parts.collect();
    let role = if parts.iter().any(|part| part.asks_role) { quote!(role) } else { quote!(_) };
    let import = parts.iter().any(|part| part.calls).then(|| {
        quote!(
            use ::vum_runtime::__private::fine;
        )
    });
    // What is cheap comes first, and without a branch for each.
    let (below, plain): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.is_below);
    let mut groups: Vec<(&str, TokenStream)> = Vec::new();
    if !attributes.iter().any(|it| it.required == RoleSet::ALL) {
        // One that holds nothing is not fine.
        let there = attributes.iter().map(there);
        groups.push(("any", quote!(#(#there)|*)));
    }
    if !plain.is_empty() {
        let plain = plain.into_iter().map(|part| part.is_fine);
        groups.push(("plain", quote!(#(#plain)&*)));
    }
    let below = below.into_iter().map(|part| part.is_fine);
    let all = if let ([(_, one)], 0) = (groups.as_slice(), below.len()) {
        one.clone()
    } else {
        let (names, groups): (Vec<_>, Vec<_>) =
            groups.into_iter().map(|(name, it)| (names::ident(name), it)).unzip();
        let below: Vec<TokenStream> = names.iter().map(|it| quote!(#it)).chain(below).collect();
        quote!(#(let #names = #groups;)* #(#below)&&*)
    };
    quote! {
        fn is_fine(&self, #role: ::vum_runtime::Role) -> bool {
            #import
            #all
        }
    }
}

/// A part of the proof.
struct Part {
    is_fine: TokenStream,
    /// Whether it calls a predicate.
    calls: bool,
    asks_role: bool,
    /// Whether it is about the records below.
    is_below: bool,
}

impl Part {
    fn new(is_fine: TokenStream) -> Self {
        Self { is_fine, calls: false, asks_role: false, is_below: false }
    }

    fn call(is_fine: TokenStream) -> Self {
        Self { calls: true, ..Self::new(is_fine) }
    }
}

/// Whether an attribute holds a value.
fn there(attribute: &Attribute) -> TokenStream {
    let field = names::field(attribute);
    if attribute.many { quote!(!self.#field.is_empty()) } else { quote!(self.#field.is_some()) }
}

/// Whether an attribute holds none.
fn absent(attribute: &Attribute) -> TokenStream {
    let field = names::field(attribute);
    if attribute.many { quote!(self.#field.is_empty()) } else { quote!(self.#field.is_none()) }
}

/// What must hold of an attribute.
fn part(scope: Scope<'_>, table: &Ident, n: usize, attribute: &Attribute) -> Vec<Part> {
    let there = there(attribute);
    let mut parts = Vec::new();
    let (present, required) = (attribute.present, attribute.required);
    if required == RoleSet::ALL && present == RoleSet::ALL {
        parts.push(Part::new(there.clone()));
    } else if required != RoleSet::NONE || present != RoleSet::ALL {
        let (present, required) = (present.bits(), required.bits());
        let held = Part::call(quote!(fine::held(#there, #present, #required, role)));
        parts.push(Part { asks_role: true, ..held });
    }
    let field = names::field(attribute);
    let is_fine = match &attribute.value {
        // Something is always said of those.
        _ if attribute.deprecated.is_some() => Part::new(absent(attribute)),
        Value::Shape(id) if scope.whole.is_raw(*id) => Part::new(absent(attribute)),
        Value::Shape(_) => {
            let below = Part::call(quote!(fine::record(&self.#field, role)));
            Part { asks_role: true, is_below: true, ..below }
        }
        Value::Boolean => return parts,
        Value::Date => Part::call(quote!(fine::date(&self.#field))),
        Value::Integer(form) => {
            let (min, max) = meta::least_and_greatest(form);
            Part::call(quote!(fine::integer(&self.#field, #min, #max)))
        }
        Value::Text(TextForm { min_length: None, max_length, pattern: None, .. })
        | Value::Uri(TextForm { min_length: None, max_length, pattern: None, .. }) => {
            let max = max_length.map_or(usize::MAX, |max| max as usize);
            Part::call(quote!(fine::text(&self.#field, #max)))
        }
        Value::Text(_) | Value::Uri(_) | Value::Label { .. } => {
            Part::call(quote!(fine::form(&self.#field, &tables::#table, #n)))
        }
        Value::Code { list, .. } if scope.release.code_lists.get(list).is_some_and(is_shown) => {
            Part::call(quote!(fine::listed(&self.#field)))
        }
        Value::Code { .. } => Part::call(quote!(fine::code(&self.#field, &tables::#table, #n))),
    };
    parts.push(is_fine);
    parts
}

/// Whether the type of a list shows all there is to say of a code.
fn is_shown(list: &CodeList) -> bool {
    codes::is_enum(list) && meta::is_plain(list)
}
