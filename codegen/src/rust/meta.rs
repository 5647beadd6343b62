//! The tables: what the runtime knows of each record and each list.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use vum_model::{
    Absent, AbsentReason, Attribute, Bounds, CodeForm, CodeList, Day, Deprecation, Role, RoleSet,
    Shape, ShapeKind, TextForm, Value,
};

use super::names;
use super::types::Scope;
use crate::error::Error;

/// The tables of a release. Patterns stand once each.
pub(super) struct Tables<'a> {
    scope: Scope<'a>,
    patterns: BTreeMap<String, Ident>,
    items: Vec<TokenStream>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(scope: Scope<'a>) -> Self {
        Self { scope, patterns: BTreeMap::new(), items: Vec::new() }
    }

    pub(super) fn finish(self) -> TokenStream {
        let patterns = self.patterns.iter().map(
            |(pattern, name)| quote!(static #name: ::vum_runtime::Pattern = ::vum_runtime::Pattern::new(#pattern);),
        );
        let items = &self.items;
        quote! {
            /// What the runtime knows of each record and each code list.
            ///
            /// Names of types begin with a capital here and what is imported does not, so that no
            /// name of the standard can stand in the way.
            #[allow(non_upper_case_globals, unused_imports, unused_qualifications)]
            pub(crate) mod tables {
                use ::core::option::Option as option;
                use ::vum_runtime::Roles as roles;
                use ::vum_runtime::meta;
                use super::rules;
                #(#patterns)*
                #(#items)*
            }
        }
    }

    pub(super) fn record(&mut self, shape: &Shape) -> Result<(), Error> {
        let name = names::ident(&names::type_name(&shape.name));
        let entity = &shape.entity;
        let open = roles(self.scope.whole.open(shape.id));
        let (choice, attributes, absent) = match &shape.kind {
            ShapeKind::Record { attributes, absent } => {
                let rows: Result<Vec<_>, Error> =
                    attributes.iter().map(|attribute| self.attribute(attribute)).collect();
                (false, rows?, absent.as_slice())
            }
            ShapeKind::Choice { variants } => {
                let mut rows = Vec::new();
                for variant in variants {
                    let below = self.scope.release.shape(variant.shape);
                    let id = below.map_or(entity, |below| &below.entity);
                    let home = self.scope.plan.shape(self.scope.release, variant.shape)?;
                    let table = self.scope.tables(&home);
                    let wrapper = &variant.wrapper;
                    let (key, tag) = (key(wrapper), &variant.tag);
                    rows.push(quote! { meta::AttributeMeta {
                        id: #id, name: #wrapper, key: #key, tag: #tag, value: meta::ValueMeta::Record(&#table), many: false,
                        present: roles(3), required: roles(0), sensitive: false, deprecated: option::None,
                    } });
                }
                (true, rows, [].as_slice())
            }
        };
        let required = |role: Role| {
            let ShapeKind::Record { attributes, .. } = &shape.kind else { return 0 };
            let of_role = attributes.iter().enumerate().filter(|(_, a)| a.required.contains(role));
            of_role.fold(0_u128, |mask, (n, _)| mask | 1_u128.wrapping_shl(n as u32))
        };
        let required = Role::ALL.map(required);
        let question = question(shape);
        let rules = super::rules::of_shape(self.scope, shape)?;
        let absent = absent.iter().map(absent_attribute);
        self.items.push(quote! {
            pub(crate) static #name: meta::RecordMeta = meta::RecordMeta {
                entity: #entity,
                choice: #choice,
                open: #open,
                required: [#(#required),*],
                attributes: &[#(#attributes),*],
                absent: &[#(#absent),*],
                question: #question,
                rules: #rules,
            };
        });
        Ok(())
    }

    fn attribute(&mut self, attribute: &Attribute) -> Result<TokenStream, Error> {
        let Attribute { id, name, many, .. } = attribute;
        let value = match &attribute.value {
            Value::Text(form) | Value::Uri(form) => {
                let form = self.text(form);
                quote!(meta::ValueMeta::Text(#form))
            }
            Value::Label { list } => {
                let list = self.list(list)?;
                quote!(meta::ValueMeta::Label(&#list))
            }
            Value::Integer(form) => {
                let form = bounds(form);
                quote!(meta::ValueMeta::Integer(#form))
            }
            Value::Boolean => quote!(meta::ValueMeta::Boolean),
            Value::Date => quote!(meta::ValueMeta::Date),
            Value::Code { list, form } => {
                let list = self.list(list)?;
                let form = match form {
                    CodeForm::Text(form) => {
                        let form = self.text(form);
                        quote!(meta::CodeFormMeta::Text(#form))
                    }
                    CodeForm::Integer(form) => {
                        let form = bounds(form);
                        quote!(meta::CodeFormMeta::Integer(#form))
                    }
                };
                quote!(meta::ValueMeta::Code(&#list, #form))
            }
            Value::Shape(id) if self.scope.whole.is_raw(*id) => quote!(meta::ValueMeta::Raw),
            Value::Shape(id) => {
                let table = self.scope.tables(&self.scope.plan.shape(self.scope.release, *id)?);
                quote!(meta::ValueMeta::Record(&#table))
            }
        };
        let present = roles(attribute.present);
        let required = roles(attribute.required);
        let (key, tag) = (key(name), attribute.element());
        let sensitive = attribute.sensitive.is_some();
        let deprecated = deprecation(attribute.deprecated.as_ref());
        Ok(quote! { meta::AttributeMeta {
            id: #id, name: #name, key: #key, tag: #tag, value: #value, many: #many,
            present: #present, required: #required, sensitive: #sensitive, deprecated: #deprecated,
        } })
    }

    fn list(&self, id: &str) -> Result<TokenStream, Error> {
        Ok(self.scope.tables(&self.scope.plan.list(self.scope.release, id)?))
    }

    fn text(&mut self, form: &TextForm) -> TokenStream {
        let min = form.min_length.unwrap_or(0);
        let max = match form.max_length {
            Some(max) => quote!(#max),
            None => quote!(u32::MAX),
        };
        let pattern = match &form.pattern {
            None => quote!(option::None),
            Some(pattern) => {
                let next = format_ident!("PATTERN_{}", self.patterns.len());
                let name = self.patterns.entry(pattern.clone()).or_insert(next);
                quote!(option::Some(&#name))
            }
        };
        quote!(meta::TextMeta { min_length: #min, max_length: #max, pattern: #pattern })
    }

    pub(super) fn code_list(&mut self, list: &CodeList) {
        let name = names::ident(&names::code_type(self.scope.release, &list.id));
        let (id, closed, complete) = (&list.id, list.closed, list.complete);
        let table = table(list);
        let plain = is_plain(list);
        let dated = list.codes.iter().filter(|it| !it.period.is_always()).map(|it| {
            let code = &it.code;
            let day = |day: Option<Day>, none: TokenStream| match day {
                Some(Day { year, month, day }) => quote!((#year, #month, #day)),
                None => none,
            };
            let from = day(it.period.from, quote!((0, 0, 0)));
            let until = day(it.period.until, quote!((u16::MAX, 0, 0)));
            quote!(meta::DatedCodeMeta { code: #code, from: #from, until: #until })
        });
        let absent = list.absent.iter().map(|absent| {
            let code = &absent.code;
            let reason = reason(&absent.reason);
            quote!(meta::AbsentCodeMeta { code: #code, reason: #reason })
        });
        self.items.push(quote! {
            pub(crate) static #name: meta::CodeListMeta = meta::CodeListMeta {
                id: #id,
                closed: #closed,
                complete: #complete,
                dated: &[#(#dated),*],
                plain: #plain,
                codes: #table,
                absent: &[#(#absent),*],
            };
        });
    }
}

/// A large list of codes of one width is packed: a table of structs of that size costs memory in
/// every program that links it. Its labels are left out; `vum explain` has them.
const PACKED_FROM: usize = 200;

/// Of so many letters at most there is a bit for every code there could be.
const LETTERS_TO: usize = 3;

fn table(list: &CodeList) -> TokenStream {
    let width = list.codes.first().map_or(0, |code| code.code.len());
    let even = list.codes.iter().all(|code| code.code.len() == width && code.deprecated.is_none());
    if list.codes.len() >= PACKED_FROM && even {
        let mut codes: Vec<&str> = list.codes.iter().map(|code| code.code.as_str()).collect();
        codes.sort_unstable();
        if let Some(letters) = letters(width, &codes) {
            return letters;
        }
        let text = codes.concat();
        return quote!(meta::CodeTable::Packed { width: #width, text: #text });
    }
    let codes = list.codes.iter().map(|code| {
        let text = &code.code;
        let label = match &code.label {
            Some(label) => quote!(option::Some(#label)),
            None => quote!(option::None),
        };
        let deprecated = deprecation(code.deprecated.as_ref());
        quote!(meta::CodeMeta { code: #text, label: #label, deprecated: #deprecated })
    });
    quote!(meta::CodeTable::Listed(&[#(#codes),*]))
}

/// A name as it mostly stands in JSON. Names of the standard hold nothing that is escaped.
pub(super) fn key(name: &str) -> String {
    format!("\"{name}\":")
}

fn roles(set: RoleSet) -> TokenStream {
    let bits = set.bits();
    quote!(roles(#bits))
}

/// Whether none of the codes is deprecated or dated.
pub(super) fn is_plain(list: &CodeList) -> bool {
    list.codes.iter().all(|code| code.deprecated.is_none() && code.period.is_always())
}

fn bounds(bounds: &Bounds) -> TokenStream {
    let (min, max) = least_and_greatest(bounds);
    quote!(meta::BoundsMeta { min: #min, max: #max })
}

/// Inclusive bounds, given or not.
pub(super) fn least_and_greatest(bounds: &Bounds) -> (TokenStream, TokenStream) {
    let or = |bound: Option<i64>, none: TokenStream| match bound {
        Some(bound) => quote!(#bound),
        None => none,
    };
    (or(bounds.min, quote!(i64::MIN)), or(bounds.max, quote!(i64::MAX)))
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(option::Some(#text)),
        None => quote!(option::None),
    }
}

fn deprecation(deprecated: Option<&Deprecation>) -> TokenStream {
    let Some(deprecated) = deprecated else { return quote!(option::None) };
    let release = deprecated.release.to_string();
    let successor = optional(deprecated.successor.as_ref());
    quote!(option::Some(&meta::DeprecationMeta { release: #release, successor: #successor }))
}

/// What a record of a question has beside its attributes.
fn question(shape: &Shape) -> TokenStream {
    let Some(question) = &shape.question else { return quote!(option::None) };
    let attributes = shape.attributes();
    let bit = |name: &str| {
        let n = attributes.iter().position(|it| it.name == name);
        n.map_or(0, |n| 1_u128.wrapping_shl(n as u32))
    };
    let bits = |names: &[String]| names.iter().fold(0_u128, |mask, name| mask | bit(name));
    let aliases = attributes
        .iter()
        .enumerate()
        .flat_map(|(n, attribute)| attribute.aliases.iter().map(move |alias| quote!((#alias, #n))));
    let least = attributes.iter().filter_map(|it| it.min_items).max().unwrap_or(0) as usize;
    let alternatives = question.alternatives.iter().map(|it| {
        let (required, closed) = (bits(&it.required), it.closed);
        let forbidden = if closed {
            let others = attributes.iter().map(|other| bit(&other.name));
            others.fold(0, |mask, bit| mask | bit) & !required & !bits(&it.optional)
        } else {
            bits(&it.forbidden)
        };
        quote!(meta::AlternativeMeta { required: #required, forbidden: #forbidden, closed: #closed })
    });
    quote!(option::Some(&meta::QuestionMeta {
        aliases: &[#(#aliases),*],
        least: #least,
        alternatives: &[#(#alternatives),*],
    }))
}

fn absent_attribute(absent: &Absent) -> TokenStream {
    let Absent { name, tag, id, .. } = absent;
    let reason = reason(&absent.reason);
    quote!(meta::AbsentMeta { name: #name, tag: #tag, id: #id, reason: #reason })
}

fn reason(reason: &AbsentReason) -> TokenStream {
    match reason {
        AbsentReason::Removed { release, successor } => {
            let release = release.to_string();
            let successor = optional(successor.as_ref());
            quote!(meta::AbsentReasonMeta::Removed(#release, #successor))
        }
        AbsentReason::Introduced { release } => {
            let release = release.to_string();
            quote!(meta::AbsentReasonMeta::Introduced(#release))
        }
        AbsentReason::OtherProfile { profiles } => {
            quote!(meta::AbsentReasonMeta::OtherMessages(&[#(#profiles),*]))
        }
    }
}

/// The table of codes that are letters of one case and nothing else.
fn letters(width: usize, codes: &[&str]) -> Option<TokenStream> {
    let all = |is: fn(&u8) -> bool| codes.iter().all(|code| code.as_bytes().iter().all(is));
    let first = match (all(u8::is_ascii_uppercase), all(u8::is_ascii_lowercase)) {
        (true, false) => b'A',
        (false, true) => b'a',
        _ => return None,
    };
    if width > LETTERS_TO {
        return None;
    }
    let count = 26_usize.pow(u32::try_from(width).ok()?);
    let mut bits = vec![0_u64; count.div_ceil(64)];
    for code in codes {
        let place = code.bytes().fold(0, |place, letter| place * 26 + usize::from(letter - first));
        *bits.get_mut(place / 64)? |= 1 << (place % 64);
    }
    Some(quote! {
        meta::CodeTable::Letters { width: #width, first: #first, bits: &[#(#bits),*] }
    })
}
