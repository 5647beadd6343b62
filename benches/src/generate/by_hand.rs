//! A checker as one would write it by hand: a function for each record, straight on, no tables.

use std::fmt::Write as _;

use heck::ToSnakeCase;
use vum_model::{Attribute, Bounds, CodeForm, CodeList, ShapeKind, TextForm, Value};

use super::{Profile, field, is_enum, list_function, list_type};

/// The functions of a message, on the generated types of `vum`.
pub fn checker(profile: &Profile<'_>) -> String {
    let version = profile.release.info.version;
    let module = format!("::vum::v{}_{}", version.major, version.minor);
    let mut out = String::new();
    for list in profile.lists() {
        table(list, &mut out);
    }
    for shape in profile.shapes() {
        let _ = writeln!(
            out,
            "/// {}.\npub fn {}(v: &{module}::{}, at: &At<'_>, out: &mut Vec<Fault>) {{",
            shape.entity,
            shape.name.to_snake_case(),
            shape.name
        );
        match &shape.kind {
            ShapeKind::Record { attributes, .. } => {
                out.push_str("let mut any = false;\n");
                for attribute in attributes {
                    attribute_check(profile, &module, attribute, &mut out);
                }
                if attributes.iter().any(|it| it.required.contains(profile.role)) {
                    out.push_str("let _ = any;\n");
                } else {
                    out.push_str("if !any && !matches!(at, At::Root) { out.push(at.fault(\"empty-value\")); }\n");
                }
            }
            ShapeKind::Choice { variants } => {
                out.push_str("match v {\n");
                for variant in variants {
                    let Some(below) = profile.release.shape(variant.shape) else { continue };
                    let entity = list_type(&below.entity_name);
                    let _ = writeln!(
                        out,
                        "{module}::{}::{entity}(x) => {}(x, &At::Name(at, {:?}), out),",
                        shape.name,
                        below.name.to_snake_case(),
                        variant.wrapper
                    );
                }
                out.push_str("}\n");
            }
        }
        out.push_str("}\n");
    }
    out
}

fn attribute_check(profile: &Profile<'_>, module: &str, attribute: &Attribute, out: &mut String) {
    let (name, field) = (&attribute.name, field(attribute));
    let mut remarks = String::from("any = true;\n");
    if !attribute.present.contains(profile.role) {
        let _ = writeln!(remarks, "out.push(At::Name(at, {name:?}).fault(\"other-role\"));");
    }
    if attribute.deprecated.is_some() {
        let _ = writeln!(remarks, "out.push(At::Name(at, {name:?}).fault(\"deprecated\"));");
    }
    let check = value_check(profile, module, &attribute.value);
    if attribute.many {
        let _ = writeln!(out, "if !v.{field}.is_empty() {{\n{remarks}");
        if !check.is_empty() {
            let _ = writeln!(
                out,
                "let at = &At::Name(at, {name:?});\nfor (n, x) in v.{field}.iter().enumerate() {{\n\
                 let at = &At::Index(at, n);\n{check}}}"
            );
        }
        out.push('}');
    } else {
        let x = if check.is_empty() { "_" } else { "x" };
        let _ = writeln!(out, "if let Some({x}) = &v.{field} {{\n{remarks}");
        if !check.is_empty() {
            let _ = writeln!(out, "let at = &At::Name(at, {name:?});\n{check}");
        }
        out.push('}');
    }
    if attribute.required.contains(profile.role) {
        let _ = writeln!(out, " else {{ out.push(At::Name(at, {name:?}).fault(\"required\")); }}");
    } else {
        out.push('\n');
    }
}

fn value_check(profile: &Profile<'_>, module: &str, value: &Value) -> String {
    match value {
        Value::Text(form) | Value::Uri(form) => {
            format!(
                "{}\nif fine && x.is_empty() {{ out.push(at.fault(\"empty-value\")); }}\n",
                text(form, "x")
            )
        }
        Value::Label { list } => {
            format!(
                "if !{}_labels(x) {{ out.push(at.fault(\"unknown-label\")); }}\n",
                list_function(list)
            )
        }
        Value::Integer(bounds) => self::bounds(bounds, "*x"),
        Value::Boolean => String::new(),
        Value::Date => "if !x.is_valid() { out.push(at.fault(\"date\")); }\n".to_owned(),
        Value::Shape(id) => match profile.release.shape(*id) {
            Some(shape) => format!("{}(x, at, out);\n", shape.name.to_snake_case()),
            None => String::new(),
        },
        Value::Code { list, form } => match profile.release.code_lists.get(list) {
            Some(found) => code(module, found, form),
            None => String::new(),
        },
    }
}

fn code(module: &str, list: &CodeList, form: &CodeForm) -> String {
    let form = match form {
        CodeForm::Text(form) => text(form, "x.as_str()"),
        CodeForm::Integer(bounds) => format!(
            "let fine = match x.as_str().parse::<i64>() {{ Ok(x) => {{ let (_, before) = (x, out.len()); {} \
             out.len() == before }} Err(_) => {{ out.push(at.fault(\"integer-form\")); false }} }};\n",
            self::bounds(bounds, "x")
        ),
    };
    let name = list_function(&list.id);
    if is_enum(list) {
        // A known code has the form of its list.
        let unknown = if list.closed {
            "let _ = fine;\nout.push(at.fault(\"unknown-code\"));"
        } else {
            "if fine { out.push(at.fault(\"external-code\")); }"
        };
        let mut check = format!(
            "if matches!(x, {module}::{}::Unknown(_)) {{\n{form}{unknown}\n}}\n",
            list_type(&list.id)
        );
        if list.codes.iter().any(|code| code.deprecated.is_some()) {
            let _ = writeln!(
                check,
                "if {name}_deprecated(x.as_str()) {{ out.push(at.fault(\"deprecated-code\")); }}"
            );
        }
        return check;
    }
    let look = if list.closed {
        format!(
            "let _ = fine;\nif !{name}_known(x.as_str()) {{ out.push(at.fault(\"unknown-code\")); }}\n"
        )
    } else {
        let table = if list.complete && !list.codes.is_empty() {
            format!(
                " else if fine && !{name}_known(x.as_str()) {{ out.push(at.fault(\"external-code\")); }}"
            )
        } else {
            String::new()
        };
        format!(
            "if x.as_str().is_empty() {{ if fine {{ out.push(at.fault(\"empty-value\")); }} }}{table}\n"
        )
    };
    format!("{form}{look}")
}

fn text(form: &TextForm, x: &str) -> String {
    let mut out = String::from("let before = out.len();\n");
    if let Some(max) = form.max_length {
        let _ = writeln!(
            out,
            "if {x}.len() > {max} && {x}.chars().count() > {max} {{ out.push(at.fault(\"max-length\")); }}"
        );
    }
    if let Some(min) = form.min_length.filter(|min| *min > 0) {
        let _ = writeln!(
            out,
            "if {x}.len() < {} && {x}.chars().count() < {min} {{ out.push(at.fault(\"min-length\")); }}",
            min * 4
        );
    }
    if let Some(pattern) = &form.pattern {
        let function = match pattern.as_str() {
            "^[0-9]{4}[a-zA-Z]{2}$" => "is_postcode",
            "^[a-zA-Z0-9_.-]{0,200}$" => "is_id::<200>",
            "^[a-zA-Z0-9_.-]{0,500}$" => "is_id::<500>",
            "^[0-9]+$" => "is_digits::<1, { usize::MAX }>",
            "^[0-9]{1,10}$" => "is_digits::<1, 10>",
            "^[0-9]{8}$" => "is_digits::<8, 8>",
            "^[a-z]{3}$" => "is_language",
            other => return format!("compile_error!(\"write {other} by hand\");"),
        };
        let _ = writeln!(out, "if !{function}({x}) {{ out.push(at.fault(\"pattern\")); }}");
    }
    out.push_str("let fine = out.len() == before;");
    out
}

fn bounds(bounds: &Bounds, x: &str) -> String {
    let mut out = String::new();
    if let Some(min) = bounds.min {
        let _ = writeln!(out, "if {x} < {min} {{ out.push(at.fault(\"minimum\")); }}");
    }
    if let Some(max) = bounds.max {
        let _ = writeln!(out, "if {x} > {max} {{ out.push(at.fault(\"maximum\")); }}");
    }
    out
}

/// What the functions look up in.
fn table(list: &CodeList, out: &mut String) {
    let name = list_function(&list.id);
    if is_enum(list) {
        let deprecated: Vec<String> = list
            .codes
            .iter()
            .filter(|code| code.deprecated.is_some())
            .map(|code| format!("{:?}", code.code))
            .collect();
        if !deprecated.is_empty() {
            let _ = writeln!(
                out,
                "fn {name}_deprecated(code: &str) -> bool {{ matches!(code, {}) }}",
                deprecated.join(" | ")
            );
        }
        let labels: Vec<String> = list
            .codes
            .iter()
            .filter_map(|it| it.label.as_ref())
            .map(|it| format!("{it:?}"))
            .collect();
        if !labels.is_empty() {
            let _ = writeln!(
                out,
                "#[allow(dead_code)]\nfn {name}_labels(label: &str) -> bool {{ matches!(label, {}) }}",
                labels.join(" | ")
            );
        }
    } else if (list.closed || list.complete) && !list.codes.is_empty() {
        let mut codes: Vec<&str> = list.codes.iter().map(|code| code.code.as_str()).collect();
        codes.sort_unstable();
        let _ = writeln!(
            out,
            "static {}: &[&str] = &{codes:?};\n\
             fn {name}_known(code: &str) -> bool {{ {}.binary_search(&code).is_ok() }}",
            name.to_uppercase(),
            name.to_uppercase()
        );
    }
}
