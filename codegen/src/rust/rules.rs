//! Rules above the contract: a table for each, and for each shape which of them it can break.

use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use vum_model::{
    BusinessRule, Dimension, PersonalData, Release, RuleCheck, RuleCondition, RuleForm,
    RuleSeverity, RuleTest, Shape, ShapeRule, Text,
};

use super::names;
use super::types::Scope;
use crate::error::Error;

/// The name of a rule's table.
pub(crate) fn name(id: &str) -> String {
    names::ident(&id.to_shouty_snake_case()).to_string()
}

/// The rules that some shape of the release can break.
pub(crate) fn used(release: &Release) -> impl Iterator<Item = &BusinessRule> {
    let is_used = |rule: &&BusinessRule| {
        let mut all = release.shapes.iter().filter_map(|shape| shape.rules.as_ref()).flatten();
        all.any(|it| it.rule == rule.id)
    };
    release.rules.iter().filter(is_used)
}

/// The tables of the rules of a release, and the list of them.
pub(super) fn rules(scope: Scope<'_>) -> Result<TokenStream, Error> {
    let version = scope.release.info.version;
    let (mut own, mut shared, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for rule in used(scope.release) {
        let home = scope.plan.rule(scope.release, &rule.id)?;
        let name = names::ident(&name(&rule.id));
        if home.release == version {
            own.push(table(rule, &name));
        } else {
            let module = names::ident(&names::module(home.release));
            shared.push(quote!(pub use super::super::#module::rules::#name;));
        }
        all.push(quote!(&rules::#name));
    }
    Ok(quote! {
        /// The rules above the contract of this release.
        pub static RULES: &[&::vum_runtime::BusinessRule] = &[#(#all),*];

        /// Each rule above the contract.
        #[allow(unused_imports, unused_qualifications)]
        pub mod rules {
            use ::vum_runtime::{Check, Condition, Form, PersonalData, Test};
            use ::core::option::Option as option;
            #(#shared)*
            #(#own)*
        }
    })
}

/// The rules that a shape can break, as its table has them.
pub(super) fn of_shape(scope: Scope<'_>, shape: &Shape) -> Result<TokenStream, Error> {
    let Some(rules) = &shape.rules else { return Ok(quote!(option::None)) };
    let mut all = Vec::new();
    for ShapeRule { rule, attributes } in rules {
        let name = names::ident(&scope.plan.rule(scope.release, rule)?.name);
        let attributes = attributes.iter().map(|place| {
            let n = place.and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX);
            proc_macro2::Literal::u8_unsuffixed(n)
        });
        all.push(quote!(meta::rule(&rules::#name, &[#(#attributes),*])));
    }
    Ok(quote!(option::Some(&[#(#all),*])))
}

fn table(rule: &BusinessRule, name: &Ident) -> TokenStream {
    let severity = match rule.severity {
        RuleSeverity::Info => quote!(Info),
        RuleSeverity::Warning => quote!(Warning),
        RuleSeverity::Error => quote!(Error),
    };
    let dimension = match rule.dimension {
        Dimension::Actualiteit => quote!(Actualiteit),
        Dimension::Compleetheid => quote!(Compleetheid),
        Dimension::Consistentie => quote!(Consistentie),
        Dimension::Plausibiliteit => quote!(Plausibiliteit),
        Dimension::Uniciteit => quote!(Uniciteit),
        Dimension::Validiteit => quote!(Validiteit),
    };
    let BusinessRule { id, normative, .. } = rule;
    let (text, help) = (both(&rule.text), both(&rule.help));
    let (purpose, source) = (both(&rule.purpose), both(&rule.source));
    let introduced = rule.introduced.to_string();
    let removed = match rule.removed {
        Some(removed) => {
            let removed = removed.to_string();
            quote!(option::Some(#removed))
        }
        None => quote!(option::None),
    };
    let check = check(&rule.check);
    let of = |json: &str| format!("({}, {}) {json}", rule.example.message, rule.example.release);
    let (good, bad) = (of(&rule.example.good), of(&rule.example.bad));
    let doc = format!(" `{id}`: {}", rule.purpose.en);
    quote! {
        #[doc = #doc]
        pub static #name: ::vum_runtime::BusinessRule = ::vum_runtime::business_rule!(
            #id, #severity, #dimension, #normative, #introduced, #removed, #check,
            text #text help #help purpose #purpose source #source
            good #good bad #bad
        );
    }
}

fn both(text: &Text) -> TokenStream {
    let Text { nl, en } = text;
    quote!([#nl, #en])
}

fn check(check: &RuleCheck) -> TokenStream {
    match check {
        RuleCheck::NotBefore { .. } => quote!(Check::NotBefore),
        RuleCheck::AtMost { .. } => quote!(Check::AtMost),
        RuleCheck::Least { limit, .. } => quote!(Check::Least(#limit)),
        RuleCheck::Greatest { limit, .. } => quote!(Check::Greatest(#limit)),
        RuleCheck::NotAfterDay { .. } => quote!(Check::NotAfterDay),
        RuleCheck::NotBeforeDay { .. } => quote!(Check::NotBeforeDay),
        RuleCheck::Implies { when, then } => {
            let mut places = 0_u8;
            let mut all = |conditions: &[RuleCondition]| -> Vec<TokenStream> {
                conditions.iter().map(|it| condition(it, &mut places)).collect()
            };
            let (when, then) = (all(when), all(then));
            quote!(Check::Implies { when: &[#(#when),*], then: &[#(#then),*] })
        }
        RuleCheck::Contains { attribute, code, .. } => {
            quote!(Check::Contains { attribute: #attribute, code: #code })
        }
        RuleCheck::Distinct { .. } => quote!(Check::Distinct),
        RuleCheck::Present { .. } => quote!(Check::Present),
        RuleCheck::NonEmpty { .. } => quote!(Check::NonEmpty),
        RuleCheck::Form { form, .. } => {
            let form = match form {
                RuleForm::PostcodeCapitals => quote!(PostcodeCapitals),
                RuleForm::PostcodeRange => quote!(PostcodeRange),
                RuleForm::Email => quote!(Email),
                RuleForm::Telephone => quote!(Telephone),
                RuleForm::Url => quote!(Url),
                RuleForm::HttpsUri => quote!(HttpsUri),
                RuleForm::CompetentnlOccupation => quote!(CompetentnlOccupation),
            };
            quote!(Check::Form(Form::#form))
        }
        RuleCheck::NoPersonalData { attributes, data, .. } => {
            let data = match data {
                PersonalData::Email => quote!(Email),
                PersonalData::Telephone => quote!(Telephone),
                PersonalData::Bsn => quote!(Bsn),
            };
            quote!(Check::NoPersonalData {
                data: PersonalData::#data, attributes: &[#(#attributes),*],
            })
        }
    }
}

/// A condition; its attributes are the next ones of those of the shape.
fn condition(condition: &RuleCondition, places: &mut u8) -> TokenStream {
    let first = *places;
    let count = u8::try_from(condition.attributes.len()).unwrap_or(u8::MAX);
    *places = first.saturating_add(count);
    let attributes = (first..*places).map(proc_macro2::Literal::u8_unsuffixed);
    let test = match &condition.test {
        RuleTest::Is(codes) => quote!(Test::Is(&[#(#codes),*])),
        RuleTest::IsNot(codes) => quote!(Test::IsNot(&[#(#codes),*])),
        RuleTest::Present => quote!(Test::Present),
        RuleTest::Absent => quote!(Test::Absent),
    };
    quote!(Condition { attributes: &[#(#attributes),*], test: #test })
}
