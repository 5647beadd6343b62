//! Plain structs with serde derive, and garde derive where asked for.

use std::fmt::Write as _;

use vum_model::{
    Attribute, Bounds, CodeForm, CodeList, Release, Role, Shape, ShapeId, ShapeKind, TextForm,
    Value,
};

use super::{Codes, Profile, field, is_enum, is_integer_list, list_function, list_type};

/// The structs of a message with serde and garde.
pub fn with_garde(profile: &Profile<'_>, codes: Codes) -> String {
    let shapes = profile.shapes();
    let writer = Writer {
        release: profile.release,
        codes,
        garde: Some(profile.role),
        path: &|id| profile.release.shape(id).map(|it| it.name.clone()).unwrap_or_default(),
        list_path: &list_type,
    };
    let mut out = String::new();
    for list in profile.lists() {
        let integer = is_integer_list(&shapes, &list.id);
        if codes == Codes::Types && is_enum(list) && list.closed {
            out.push_str(&lenient(list, integer));
        } else if list.closed {
            out.push_str(&check(list, integer));
        }
        out.push_str(&label_check(list));
    }
    for shape in &shapes {
        out.push_str(&writer.shape(shape));
    }
    out
}

/// Writes the structs of a release.
pub struct Writer<'a> {
    /// The release.
    pub release: &'a Release,
    /// How codes are held.
    pub codes: Codes,
    /// The role whose contract garde checks.
    pub garde: Option<Role>,
    /// The path of the type of a shape.
    pub path: &'a dyn Fn(ShapeId) -> String,
    /// The path of the type of a list.
    pub list_path: &'a dyn Fn(&str) -> String,
}

impl Writer<'_> {
    /// The type of a shape.
    pub fn shape(&self, shape: &Shape) -> String {
        let mut out = String::new();
        let derive = if self.garde.is_some() { ", ::garde::Validate" } else { "" };
        let _ = writeln!(
            out,
            "/// {}.\n#[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize{derive})]",
            shape.entity
        );
        match &shape.kind {
            ShapeKind::Record { attributes, .. } => {
                if !self.release.info.unknown_attributes_allowed {
                    out.push_str("#[serde(deny_unknown_fields)]\n");
                }
                let _ = writeln!(out, "pub struct {} {{", shape.name);
                let role = self.garde;
                let present = |a: &&Attribute| role.is_none_or(|role| a.present.contains(role));
                for attribute in attributes.iter().filter(present) {
                    self.attribute(attribute, &mut out);
                }
                out.push_str("}\n");
            }
            ShapeKind::Choice { variants } => {
                let _ = writeln!(out, "pub enum {} {{", shape.name);
                for variant in variants {
                    let ty = (self.path)(variant.shape);
                    let name = ty.rsplit("::").next().unwrap_or(&ty);
                    let _ = writeln!(
                        out,
                        "/// `{}`.\n#[serde(rename = {:?})]",
                        variant.wrapper, variant.wrapper
                    );
                    let dive = if self.garde.is_some() { "#[garde(dive)] " } else { "" };
                    let _ = writeln!(out, "{name}({dive}{ty}),");
                }
                out.push_str("}\n");
            }
        }
        out
    }

    fn attribute(&self, attribute: &Attribute, out: &mut String) {
        let (ty, rules) = self.value(&attribute.value);
        let _ = writeln!(out, "/// `{}`.", attribute.id);
        if attribute.many {
            let _ = writeln!(
                out,
                "#[serde(rename = {:?}, default, skip_serializing_if = \"Vec::is_empty\")]",
                attribute.name
            );
        } else {
            let present =
                if self.garde.is_some() { "crate::plain::present" } else { "crate::present" };
            let _ = writeln!(
                out,
                "#[serde(rename = {:?}, default, deserialize_with = {present:?}, \
                 skip_serializing_if = \"Option::is_none\")]",
                attribute.name
            );
        }
        if let Some(role) = self.garde {
            let mut all = Vec::new();
            if attribute.required.contains(role) && !attribute.many {
                all.push("required".to_owned());
            }
            match rules.as_slice() {
                [] => {}
                [only] if only == "dive" => all.push("dive".to_owned()),
                rules => all.push(format!("inner({})", rules.join(", "))),
            }
            if all.is_empty() {
                all.push("skip".to_owned());
            }
            let _ = writeln!(out, "#[garde({})]", all.join(", "));
        }
        let ty = if attribute.many { format!("Vec<{ty}>") } else { format!("Option<{ty}>") };
        let _ = writeln!(out, "pub {}: {ty},", field(attribute));
    }

    /// The type of a single value and the rules of garde for it.
    fn value(&self, value: &Value) -> (String, Vec<String>) {
        let types = self.codes == Codes::Types;
        match value {
            Value::Text(form) | Value::Uri(form) => ("String".into(), text_rules(form)),
            Value::Label { list } => {
                ("String".into(), vec![format!("custom(label_{})", list_function(list))])
            }
            Value::Integer(bounds) => ("i64".into(), bound_rules(bounds)),
            Value::Boolean => ("bool".into(), Vec::new()),
            Value::Date if types => ("Day".into(), vec!["custom(is_day)".into()]),
            Value::Date => ("String".into(), vec!["custom(is_date)".into()]),
            Value::Shape(id) => ((self.path)(*id), vec!["dive".into()]),
            Value::Code { list, form } => {
                let Some(found) = self.release.code_lists.get(list) else {
                    return ("String".into(), Vec::new());
                };
                let closed = format!("custom(in_{})", list_function(list));
                // An open list has no more than a form; only the whole type can say that.
                let typed = match self.codes {
                    Codes::Texts => false,
                    Codes::Types => is_enum(found) && found.closed,
                    Codes::Derived => is_enum(found),
                };
                if typed {
                    let rules =
                        if found.closed { vec!["custom(is_known)".into()] } else { Vec::new() };
                    return ((self.list_path)(list), rules);
                }
                let (ty, mut rules) = match form {
                    CodeForm::Text(form) => ("String", text_rules(form)),
                    CodeForm::Integer(bounds) => ("i64", bound_rules(bounds)),
                };
                if found.closed {
                    rules.push(closed);
                }
                (ty.into(), rules)
            }
        }
    }
}

fn text_rules(form: &TextForm) -> Vec<String> {
    let mut rules = Vec::new();
    let min = form.min_length.map(|min| format!(", min = {min}"));
    let max = form.max_length.map(|max| format!(", max = {max}"));
    if min.is_some() || max.is_some() {
        rules.push(format!("length(chars{}{})", min.unwrap_or_default(), max.unwrap_or_default()));
    }
    if let Some(pattern) = &form.pattern {
        rules.push(format!("pattern({pattern:?})"));
    }
    rules
}

fn bound_rules(bounds: &Bounds) -> Vec<String> {
    let min = bounds.min.map(|min| format!("min = {min}"));
    let max = bounds.max.map(|max| format!("max = {max}"));
    let both: Vec<String> = min.into_iter().chain(max).collect();
    if both.is_empty() { both } else { vec![format!("range({})", both.join(", "))] }
}

/// An enum that keeps what it does not know.
fn lenient(list: &CodeList, integer: bool) -> String {
    let kind = if integer { "integer_codes" } else { "text_codes" };
    let codes: Vec<String> = list
        .codes
        .iter()
        .enumerate()
        .map(|(n, code)| {
            if integer {
                format!("C{n} = {}", code.code)
            } else {
                format!("C{n} = {:?}", code.code)
            }
        })
        .collect();
    format!("{kind}!({} {{ {} }});\n", list_type(&list.id), codes.join(", "))
}

/// An enum with derived impls.
pub fn derived(list: &CodeList) -> String {
    let mut out = format!(
        "/// {}.\n#[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]\npub enum {} {{\n",
        list.id,
        list_type(&list.id)
    );
    for (n, code) in list.codes.iter().enumerate() {
        let _ = writeln!(out, "/// `{}`.\n#[serde(rename = {:?})] C{n},", code.code, code.code);
    }
    out.push_str("}\n");
    out
}

/// The check of a closed list on a text or number.
fn check(list: &CodeList, integer: bool) -> String {
    let codes: Vec<String> = list
        .codes
        .iter()
        .map(|code| if integer { code.code.clone() } else { format!("{:?}", code.code) })
        .collect();
    let codes = codes.join(" | ");
    let name = list_function(&list.id);
    let (ty, value) = if integer { ("i64", "*value") } else { ("str", "value") };
    format!(
        "#[allow(dead_code)]\nfn in_{name}(value: &{ty}, _: &()) -> ::garde::Result {{\n\
         if matches!({value}, {codes}) {{ Ok(()) }} else {{ Err(unknown()) }}\n}}\n"
    )
}

fn label_check(list: &CodeList) -> String {
    let labels: Vec<String> = list
        .codes
        .iter()
        .filter_map(|code| code.label.as_ref())
        .map(|it| format!("{it:?}"))
        .collect();
    if labels.is_empty() || !is_enum(list) {
        return String::new();
    }
    format!(
        "#[allow(dead_code)]\nfn label_{}(value: &str, _: &()) -> ::garde::Result {{\n\
         if matches!(value, {}) {{ Ok(()) }} else {{ Err(unknown()) }}\n}}\n",
        list_function(&list.id),
        labels.join(" | ")
    )
}
