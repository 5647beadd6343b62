//! Questions with operators: what they hold of a profile, and the calls that make one.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use vum_model::{
    Attribute, CodeForm, Condition, Criterion, CriterionForm, Message, Operand, Question, Range,
    Shape, ShapeId, ShapeKind, Value,
};

use super::types::Scope;
use super::{docs, names};
use crate::error::{Error, Kind};

/// How a question is put to a profile: its match or its detail.
pub(super) fn judge(
    scope: Scope<'_>,
    question: ShapeId,
    profile: ShapeId,
) -> Result<TokenStream, Error> {
    let (ty, of) = (scope.shape_type(question)?, scope.shape_type(profile)?);
    let (_, data) = of_root(scope, question)?;
    let fields = attributes(scope, question)?;
    let mut metas = Vec::new();
    // Dearer ones come later: lists are looked through and an area is measured.
    let (mut values, mut lists, mut areas) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_order = TokenStream::new();
    for (n, (criterion, field)) in data.criteria.iter().zip(fields).enumerate() {
        let Criterion { id, path, .. } = criterion;
        let attribute = criterion.attributes().join(", ");
        metas.push(quote!(select::CriterionMeta { id: #id, path: #path, attribute: #attribute }));
        let asked = names::field(field);
        let body = one(scope, criterion, field, profile, n)?;
        let code = quote!(if let ::core::option::Option::Some(asked) = &self.#asked { #body });
        match criterion.form {
            CriterionForm::Value(_) => {
                if !lists.is_empty() {
                    in_order = quote!(judge.in_order(&CRITERIA););
                }
                values.push(code);
            }
            CriterionForm::Any(_) | CriterionForm::All(_) => lists.push(code),
            CriterionForm::Area { .. } => areas.push(code),
        }
    }
    let count = metas.len();
    Ok(quote! {
        impl ::vum_runtime::select::Question<#of> for #ty {
            #[allow(clippy::collapsible_if)]
            fn judge(
                &self,
                profile: &#of,
                judge: &mut ::vum_runtime::select::Judge<'_>,
            ) -> ::core::ops::ControlFlow<()> {
                use ::vum_runtime::__private::condition as of;
                use ::vum_runtime::select;
                static CRITERIA: [select::CriterionMeta; #count] = [#(#metas),*];
                #(#values)*
                #(#lists)*
                #in_order
                #(#areas)*
                ::core::ops::ControlFlow::Continue(())
            }
        }
    })
}

fn one(
    scope: Scope<'_>,
    criterion: &Criterion,
    field: &Attribute,
    profile: ShapeId,
    n: usize,
) -> Result<TokenStream, Error> {
    let start = || quote!(::core::option::Option::Some(profile));
    let outcome = match &criterion.form {
        CriterionForm::Area { limit, .. } => {
            let Some(data) = &criterion.data else {
                return Ok(quote! {
                    if asked.postcode.is_some() || asked.afstand.is_some() {
                        judge.area_unknown(&CRITERIA[#n])?;
                    }
                });
            };
            let (found, _) = found(scope, start(), profile, data)?;
            let limit = match limit {
                Some(path) => {
                    let (own, _) = self::found(scope, start(), profile, path)?;
                    quote!(of::integer(#own))
                }
                None => quote!(::core::option::Option::None),
            };
            return Ok(quote! {
                judge.area(
                    &CRITERIA[#n],
                    asked.postcode.as_deref(),
                    asked.afstand,
                    of::text(#found),
                    #limit,
                )?;
            });
        }
        CriterionForm::Value(condition) => {
            let data = criterion.data.as_deref().unwrap_or(&criterion.path);
            let (found, value) = found(scope, start(), profile, data)?;
            let asked = quote!(::core::option::Option::Some(asked));
            let (key, tests) = tests(condition, &value, &asked, below(field)?, scope)?;
            quote!(of::value(of::#key(#found), #tests))
        }
        CriterionForm::Any(conditions) => {
            let (list, element) = list(scope, criterion, profile)?;
            let branch = chain(scope, below(field)?, &["$elemMatch", "$or"])?;
            let test = all_of(scope, conditions, element, branch)?;
            let elem_match = keyword(scope, below(field)?, "$elemMatch")?;
            let or = keyword(scope, below(elem_match)?, "$or")?;
            let (elem_match, or) = (names::field(elem_match), names::field(or));
            quote! {
                of::any(
                    #list,
                    of::list(asked.#elem_match.as_ref(), |it| &it.#or),
                    |asked| { let asked = ::core::option::Option::Some(asked); #test },
                )
            }
        }
        CriterionForm::All(conditions) => {
            let (list, element) = list(scope, criterion, profile)?;
            let inner = chain(scope, below(field)?, &["$all", "$elemMatch"])?;
            let test = all_of(scope, conditions, element, inner)?;
            let all = keyword(scope, below(field)?, "$all")?;
            let elem_match = keyword(scope, below(all)?, "$elemMatch")?;
            let (all, elem_match) = (names::field(all), names::field(elem_match));
            quote! {
                of::all(#list, &asked.#all, |asked| {
                    let asked = asked.#elem_match.as_ref();
                    #test
                })
            }
        }
    };
    Ok(quote! {
        let outcome = #outcome;
        judge.criterion(&CRITERIA[#n], outcome)?;
    })
}

/// The test of an element against all conditions, of which `asked` is the record that may hold
/// them. What they ask is looked up once, for all elements.
fn all_of(
    scope: Scope<'_>,
    conditions: &[Condition],
    element: ShapeId,
    inner: ShapeId,
) -> Result<TokenStream, Error> {
    let (mut operands, mut whole) = (Vec::new(), None::<TokenStream>);
    for (n, condition) in conditions.iter().enumerate().rev() {
        let field = keyword(scope, inner, &condition.path)?;
        let (name, local) = (names::field(field), format_ident!("tests_{n}"));
        let (found, value) = found(scope, quote!(it), element, &condition.data)?;
        let asked = quote!(asked.and_then(|it| it.#name.as_ref()));
        let (key, tests) = tests(condition, &value, &asked, below(field)?, scope)?;
        operands.push(quote!(let #local = #tests;));
        let test = quote!(of::value(of::#key(#found), #local));
        whole = Some(match whole {
            Some(rest) => quote!(of::and(#test, || #rest)),
            None => test,
        });
    }
    let whole = whole.ok_or_else(|| dangling("a condition"))?;
    operands.reverse();
    Ok(quote!(#(#operands)* move |it| #whole))
}

/// The kind of key that a condition compares, and its operators.
fn tests(
    condition: &Condition,
    value: &Value,
    asked: &TokenStream,
    operators: ShapeId,
    scope: Scope<'_>,
) -> Result<(Ident, TokenStream), Error> {
    let key = match value {
        Value::Integer(_) => "integer",
        Value::Date => "date",
        Value::Code { form: CodeForm::Integer(_), .. } => "integer_code",
        Value::Code { .. } => "code",
        Value::Text(_) | Value::Uri(_) => "text",
        Value::Label { .. } | Value::Boolean | Value::Shape(_) => {
            return Err(dangling(&condition.attribute));
        }
    };
    let key = names::ident(key);
    let mut all = Vec::new();
    for operand in &condition.operators {
        let field = names::field(keyword(scope, operators, operand.operator.name())?);
        let test = names::ident(operand.operator.name().trim_start_matches('$'));
        all.push(quote!(of::#test(of::#key(#asked.and_then(|it| it.#field.as_ref())))));
    }
    Ok((key, quote!([#(#all),*])))
}

/// The list that a criterion is about, and the shape of its elements.
fn list(
    scope: Scope<'_>,
    criterion: &Criterion,
    profile: ShapeId,
) -> Result<(TokenStream, ShapeId), Error> {
    let data = criterion.data.as_deref().unwrap_or(&criterion.path);
    let start = quote!(::core::option::Option::Some(profile));
    let (owner, shape, name) = match data.rsplit_once('.') {
        Some((path, name)) => {
            let (owner, value) = found(scope, start, profile, path)?;
            let Value::Shape(shape) = value else { return Err(dangling(data)) };
            (owner, shape, name)
        }
        None => (start, profile, data),
    };
    let attribute = keyword(scope, shape, name)?;
    let field = names::field(attribute);
    Ok((quote!(of::list(#owner, |it| &it.#field)), below(attribute)?))
}

/// The value at the end of a path, as an option of a reference, from one on.
fn found(
    scope: Scope<'_>,
    start: TokenStream,
    from: ShapeId,
    path: &str,
) -> Result<(TokenStream, Value), Error> {
    let (mut code, mut shape, mut value) = (start, from, Value::Shape(from));
    for name in path.split('.') {
        let here = scope.release.shape(shape).ok_or_else(|| dangling(path))?;
        match &here.kind {
            ShapeKind::Record { .. } => {
                let attribute = keyword(scope, shape, name)?;
                let field = names::field(attribute);
                code = quote!(#code.and_then(|it| it.#field.as_ref()));
                value = attribute.value.clone();
            }
            ShapeKind::Choice { variants } => {
                let variant = variants.iter().find(|it| it.wrapper == name);
                let id = variant.map(|it| it.shape).ok_or_else(|| dangling(path))?;
                let entity = scope.release.shape(id).ok_or_else(|| dangling(path))?;
                let (ty, branch) = (scope.shape_type(shape)?, names::variant(&entity.entity_name));
                code = quote! {
                    #code.and_then(|it| match it {
                        #ty::#branch(value) => ::core::option::Option::Some(value),
                        #[allow(unreachable_patterns)]
                        _ => ::core::option::Option::None,
                    })
                };
                value = Value::Shape(id);
            }
        }
        if let Value::Shape(id) = value {
            shape = id;
        }
    }
    Ok((code, value))
}

/// The calls that make a question, and that put it to a profile.
pub(super) fn calls(scope: Scope<'_>, question: ShapeId) -> Result<TokenStream, Error> {
    let ty = scope.shape_type(question)?;
    let (_, data) = of_root(scope, question)?;
    let fields = attributes(scope, question)?;
    let (mut parameters, mut sets, mut setters) = (Vec::new(), Vec::new(), Vec::new());
    for (criterion, field) in data.criteria.iter().zip(fields) {
        let name = names::field(field);
        if criterion.required {
            let (parameter, set) = required(scope, criterion, field)?;
            parameters.extend(parameter);
            sets.push(quote!(#name: ::core::option::Option::Some(#set)));
        } else {
            setters.extend(setter(scope, criterion, field)?);
        }
    }
    for range in &data.ranges {
        setters.push(of_range(data, range, fields)?);
    }
    let new = docs::doc(&["A question with what it must have, and nothing else.".to_owned()]);
    Ok(quote! {
        impl #ty {
            #new
            #[must_use]
            #[allow(clippy::needless_update)]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#sets,)* ..::core::default::Default::default() }
            }

            #(#setters)*

            /// Whether a profile is what the question asks for. It stops at the first criterion
            /// that does not hold and allocates nothing.
            #[must_use]
            pub fn matches<P>(
                &self,
                profile: &P,
                area: &::vum_runtime::select::Area<'_>,
            ) -> ::vum_runtime::select::Verdict
            where
                Self: ::vum_runtime::select::Question<P>,
            {
                ::vum_runtime::select::Question::matches(self, profile, area)
            }

            /// Why a profile is or is not what the question asks for, for each criterion.
            #[must_use]
            pub fn explain<P>(
                &self,
                profile: &P,
                area: &::vum_runtime::select::Area<'_>,
            ) -> ::vum_runtime::select::Explanation
            where
                Self: ::vum_runtime::select::Question<P>,
            {
                ::vum_runtime::select::Question::explain(self, profile, area)
            }
        }
    })
}

/// The calls that make an element with several conditions. Questions share such elements: `made`
/// holds those that have their calls.
pub(super) fn elements(
    scope: Scope<'_>,
    question: ShapeId,
    made: &mut BTreeSet<ShapeId>,
) -> Result<TokenStream, Error> {
    let (_, data) = of_root(scope, question)?;
    let mut all = Vec::new();
    for (criterion, field) in data.criteria.iter().zip(attributes(scope, question)?) {
        let CriterionForm::All(conditions) = &criterion.form else { continue };
        let inner = chain(scope, below(field)?, &["$all", "$elemMatch"])?;
        let home = scope.plan.shape(scope.release, inner)?;
        let own = home.release == scope.release.info.version;
        if conditions.len() < 2 || !own || !made.insert(inner) {
            continue;
        }
        let ty = scope.shape_type(inner)?;
        let (mut parameters, mut sets, mut setters) = (Vec::new(), Vec::new(), Vec::new());
        for condition in conditions {
            let [operand] = condition.operators.as_slice() else { continue };
            let held = keyword(scope, inner, &condition.path)?;
            let operator = keyword(scope, below(held)?, operand.operator.name())?;
            let (name, set) = (names::field(held), names::field(operator));
            let (parameter, value) = parameter(scope, operator, &name)?;
            let put =
                quote!(#name.get_or_insert_default().#set = ::core::option::Option::Some(#value););
            if condition.required {
                parameters.push(parameter);
                sets.push(quote!(element.#put));
            } else {
                let text = format!("Asks for `{}` with `{}`.", condition.path, operator.name);
                let doc = docs::doc(&[text]);
                setters.push(quote! {
                    #doc
                    #[must_use]
                    pub fn #name(mut self, #parameter) -> Self {
                        self.#put
                        self
                    }
                });
            }
        }
        all.push(quote! {
            impl #ty {
                /// An element with what it must have, and nothing else.
                #[must_use]
                pub fn new(#(#parameters),*) -> Self {
                    let mut element = Self::default();
                    #(#sets)*
                    element
                }

                #(#setters)*
            }
        });
    }
    Ok(quote!(#(#all)*))
}

/// The parameters of a required criterion, and the value made of them.
fn required(
    scope: Scope<'_>,
    criterion: &Criterion,
    field: &Attribute,
) -> Result<(Vec<TokenStream>, TokenStream), Error> {
    let shape = below(field)?;
    let ty = scope.shape_type(shape)?;
    let mut parameters = Vec::new();
    let mut members = Vec::new();
    match &criterion.form {
        CriterionForm::Area { .. } => {
            for attribute in attributes(scope, shape)? {
                let name = names::field(attribute);
                let (parameter, value) = parameter(scope, attribute, &name)?;
                parameters.push(parameter);
                members.push(quote!(#name: ::core::option::Option::Some(#value)));
            }
        }
        CriterionForm::Value(condition) => {
            let name = names::field(field);
            let operand = condition.operators.first().ok_or_else(|| dangling(&criterion.id))?;
            let attribute = keyword(scope, shape, operand.operator.name())?;
            let (parameter, value) = parameter(scope, attribute, &name)?;
            let operator = names::field(attribute);
            parameters.push(parameter);
            members.push(quote!(#operator: ::core::option::Option::Some(#value)));
        }
        // The standard has no such criterion; a question is made without it then.
        CriterionForm::Any(_) | CriterionForm::All(_) => {}
    }
    Ok((parameters, quote!(#ty { #(#members,)* ..::core::default::Default::default() })))
}

/// A parameter for a value, and the value made of it.
fn parameter(
    scope: Scope<'_>,
    attribute: &Attribute,
    name: &Ident,
) -> Result<(TokenStream, TokenStream), Error> {
    let ty = scope.value_type(attribute)?;
    Ok(match attribute.value {
        Value::Text(_) | Value::Uri(_) | Value::Code { .. } => {
            (quote!(#name: impl ::core::convert::Into<#ty>), quote!(#name.into()))
        }
        _ => (quote!(#name: #ty), quote!(#name)),
    })
}

fn setter(
    scope: Scope<'_>,
    criterion: &Criterion,
    field: &Attribute,
) -> Result<Vec<TokenStream>, Error> {
    let name = names::field(field);
    let about = |what: &str| {
        let text = &criterion.description.definition.en;
        let mut blocks = vec![what.to_owned()];
        if !text.is_empty() {
            blocks.extend([String::new(), text.clone()]);
        }
        docs::doc(&blocks)
    };
    let shape = below(field)?;
    Ok(match &criterion.form {
        CriterionForm::Area { .. } => Vec::new(),
        CriterionForm::Value(condition) => {
            let held = scope.release.shape(shape).and_then(|it| it.question.as_ref());
            let alternatives = held.map_or(&[][..], |it| it.alternatives.as_slice());
            if alternatives.is_empty() {
                let [operand] = condition.operators.as_slice() else { return Ok(Vec::new()) };
                let attribute = keyword(scope, shape, operand.operator.name())?;
                let doc =
                    about(&format!("Asks for `{}` with `{}`.", criterion.path, attribute.name));
                let (parameter, value) = parameter(scope, attribute, &names::ident("value"))?;
                let operator = names::field(attribute);
                return Ok(vec![quote! {
                    #doc
                    #[must_use]
                    pub fn #name(mut self, #parameter) -> Self {
                        self.#name.get_or_insert_default().#operator =
                            ::core::option::Option::Some(#value);
                        self
                    }
                }]);
            }
            let mut all = Vec::new();
            for it in alternatives {
                let method = format_ident!("{name}_{}", names::ident(&it.name));
                let (mut parameters, mut members) = (Vec::new(), Vec::new());
                for operator in it.required.iter().chain(&it.optional) {
                    let attribute = keyword(scope, shape, operator)?;
                    let own = names::field(attribute);
                    let ty = scope.value_type(attribute)?;
                    let of = |it: &&Operand| it.operator.name() == operator;
                    let operand = condition.operators.iter().find(of);
                    match operand.and_then(|it| it.constant.as_ref()) {
                        Some(constant) => members
                            .push(quote!(#own: ::core::option::Option::Some(#ty::from(#constant)))),
                        None if it.required.contains(operator) => {
                            parameters.push(quote!(#own: #ty));
                            members.push(quote!(#own: ::core::option::Option::Some(#own)));
                        }
                        None => {
                            parameters.push(quote!(#own: ::core::option::Option<#ty>));
                            members.push(quote!(#own));
                        }
                    }
                }
                let operators: Vec<&str> =
                    it.required.iter().chain(&it.optional).map(String::as_str).collect();
                let operators = operators.join("`, `");
                let doc = about(&format!("Asks for `{}` with `{operators}`.", criterion.path));
                let ty = scope.shape_type(shape)?;
                all.push(quote! {
                    #doc
                    #[must_use]
                    #[allow(clippy::needless_update)]
                    pub fn #method(mut self, #(#parameters),*) -> Self {
                        self.#name = ::core::option::Option::Some(#ty {
                            #(#members,)*
                            ..::core::default::Default::default()
                        });
                        self
                    }
                });
            }
            all
        }
        CriterionForm::Any(conditions) => {
            let [condition] = conditions.as_slice() else { return Ok(Vec::new()) };
            let elem_match = keyword(scope, shape, "$elemMatch")?;
            let or = keyword(scope, below(elem_match)?, "$or")?;
            let (value, made) = element(scope, condition, below(or)?)?;
            let (elem_match, or) = (names::field(elem_match), names::field(or));
            let doc = about(&format!(
                "Asks for `{}`: one of these; once more adds to them.",
                criterion.path
            ));
            vec![quote! {
                #doc
                #[must_use]
                pub fn #name<V: ::core::convert::Into<#value>>(
                    mut self,
                    values: impl ::core::iter::IntoIterator<Item = V>,
                ) -> Self {
                    let asked = self.#name.get_or_insert_default();
                    let asked = asked.#elem_match.get_or_insert_default();
                    asked.#or.extend(values.into_iter().map(|value| #made));
                    self
                }
            }]
        }
        CriterionForm::All(conditions) => {
            let all = keyword(scope, shape, "$all")?;
            let entry = below(all)?;
            let elem_match = keyword(scope, entry, "$elemMatch")?;
            let inner = below(elem_match)?;
            let (value, made) = match conditions.as_slice() {
                [condition] => element(scope, condition, inner)?,
                _ => (scope.shape_type(inner)?, quote!(value.into())),
            };
            let entry = scope.shape_type(entry)?;
            let (all, elem_match) = (names::field(all), names::field(elem_match));
            let doc = about(&format!(
                "Asks for `{}`: all of these; once more adds to them.",
                criterion.path
            ));
            vec![quote! {
                #doc
                #[must_use]
                pub fn #name<V: ::core::convert::Into<#value>>(
                    mut self,
                    values: impl ::core::iter::IntoIterator<Item = V>,
                ) -> Self {
                    let asked = self.#name.get_or_insert_default();
                    asked.#all.extend(values.into_iter().map(|value| #entry {
                        #elem_match: ::core::option::Option::Some(#made),
                    }));
                    self
                }
            }]
        }
    })
}

/// The type of the one value that an element is asked for, and the record made of a `value`.
fn element(
    scope: Scope<'_>,
    condition: &Condition,
    inner: ShapeId,
) -> Result<(TokenStream, TokenStream), Error> {
    let field = keyword(scope, inner, &condition.path)?;
    let operand = condition.operators.first().ok_or_else(|| dangling(&condition.attribute))?;
    let attribute = keyword(scope, below(field)?, operand.operator.name())?;
    let (ty, outer) = (scope.value_type(attribute)?, scope.shape_type(inner)?);
    let criterion = scope.shape_type(below(field)?)?;
    let (field, operator) = (names::field(field), names::field(attribute));
    Ok((
        ty,
        quote! {
            #outer {
                #field: ::core::option::Option::Some(#criterion {
                    #operator: ::core::option::Option::Some(value.into()),
                }),
            }
        },
    ))
}

fn of_range(data: &Question, range: &Range, fields: &[Attribute]) -> Result<TokenStream, Error> {
    let place = || dangling(&range.name);
    let field = |n: usize| fields.get(n).map(names::field).ok_or_else(place);
    let (lower, upper) = (field(range.lower)?, field(range.upper)?);
    let path = |n: usize| data.criteria.get(n).map_or("", |it| it.path.as_str());
    let text = format!(
        "Asks for what overlaps with a range: its lower bound goes to `{}`, its upper bound to `{}`.",
        path(range.lower),
        path(range.upper),
    );
    let doc = docs::doc(&[text, String::new(), range.description.definition.en.clone()]);
    let name = names::ident(&range.name);
    Ok(quote! {
        #doc
        #[must_use]
        pub fn #name(mut self, range: impl ::core::ops::RangeBounds<i64>) -> Self {
            let (from, to) = ::vum_runtime::__private::condition::bounds(&range);
            if let ::core::option::Option::Some(from) = from {
                self.#lower.get_or_insert_default().gte = ::core::option::Option::Some(from);
            }
            if let ::core::option::Option::Some(to) = to {
                self.#upper.get_or_insert_default().lte = ::core::option::Option::Some(to);
            }
            self
        }
    })
}

/// The message of which a shape is the root, with what it can ask.
fn of_root<'a>(scope: Scope<'a>, root: ShapeId) -> Result<(&'a Message, &'a Question), Error> {
    let mut messages = scope.release.messages.iter().filter(|it| it.root == root);
    let found = messages.find_map(|it| Some((it, it.selection.as_ref()?)));
    found.ok_or_else(|| dangling("a question"))
}

fn shape<'a>(scope: Scope<'a>, id: ShapeId) -> Result<&'a Shape, Error> {
    scope.release.shape(id).ok_or_else(|| dangling("a shape"))
}

fn attributes<'a>(scope: Scope<'a>, id: ShapeId) -> Result<&'a [Attribute], Error> {
    shape(scope, id).map(Shape::attributes)
}

/// The attribute with a name.
fn keyword<'a>(scope: Scope<'a>, id: ShapeId, name: &str) -> Result<&'a Attribute, Error> {
    let found = attributes(scope, id)?.iter().find(|it| it.name == name);
    found.ok_or_else(|| dangling(name))
}

/// The shape that an attribute holds.
fn below(attribute: &Attribute) -> Result<ShapeId, Error> {
    match attribute.value {
        Value::Shape(id) => Ok(id),
        _ => Err(dangling(&attribute.id)),
    }
}

/// The shape below several attributes.
fn chain(scope: Scope<'_>, from: ShapeId, names: &[&str]) -> Result<ShapeId, Error> {
    names.iter().try_fold(from, |id, name| below(keyword(scope, id, name)?))
}

fn dangling(place: &str) -> Error {
    Kind::Dangling { place: place.to_owned() }.into()
}
