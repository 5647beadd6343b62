//! Documentation comments of generated items.

use proc_macro2::TokenStream;
use quote::quote;
use vum_model::{
    Attribute, Body, Bounds, Code, CodeForm, CodeList, Deprecation, Description, Message, Release,
    Role, RoleSet, Shape, Text, TextForm, Value,
};

/// Lines of documentation as attributes. Nothing in them is taken for a link or code by accident.
pub(super) fn doc(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Plain text in Markdown, with its web addresses as links.
fn plain(text: &str) -> String {
    let mut words = text.split(' ').map(|word| {
        let end = word.trim_end_matches(['.', ',', ';', ':', ')']).len();
        match word.split_at_checked(end) {
            Some((url, rest)) if url.starts_with("https://") || url.starts_with("http://") => {
                format!("<{}>{rest}", url.replace(['<', '>'], ""))
            }
            _ => escaped(word),
        }
    });
    let first = words.next().unwrap_or_default();
    words.fold(first, |text, word| text + " " + &word)
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

fn both(text: &Text) -> &str {
    if text.en.is_empty() { &text.nl } else { &text.en }
}

fn meaning(description: &Description, fallback: &str) -> String {
    let text = both(&description.definition);
    plain(if text.is_empty() { fallback } else { text })
}

fn deprecated(deprecated: Option<&Deprecation>) -> Option<String> {
    let deprecated = deprecated?;
    let mut line = format!("Deprecated since {}", deprecated.release);
    let reason = both(&deprecated.reason);
    if !reason.is_empty() {
        line.push_str(&format!(": {}", plain(reason.trim_end_matches('.'))));
    }
    line.push('.');
    if let Some(successor) = &deprecated.successor {
        line.push_str(&format!(" Use `{}` instead.", plain(successor)));
    }
    Some(line)
}

fn note(lines: &mut Vec<String>, text: &Text) {
    let text = both(text);
    if !text.is_empty() {
        lines.push(String::new());
        lines.push(format!("Note: {}", plain(text)));
    }
}

pub(super) fn shape(release: &Release, shape: &Shape) -> TokenStream {
    let mut lines = vec![meaning(&shape.description, &shape.entity_name)];
    lines.push(String::new());
    let label = &shape.description.label;
    let label = if label.is_empty() { &shape.entity_name } else { label };
    lines.push(format!(
        "*{}* (`{}`) of VUM {}, as it is in {}.",
        plain(label),
        shape.entity,
        release.info.version,
        shape.profiles.join(", "),
    ));
    if let Some(line) = deprecated(shape.deprecated.as_ref()) {
        lines.extend([String::new(), line]);
    }
    note(&mut lines, &shape.description.note);
    doc(&lines)
}

pub(super) fn attribute(attribute: &Attribute) -> TokenStream {
    let mut lines = vec![meaning(&attribute.description, &attribute.name), String::new()];
    let mut facts = Vec::new();
    if !attribute.description.label.is_empty() {
        facts.push(format!("*{}*", plain(&attribute.description.label)));
    }
    facts.push(format!("`{}`", attribute.id));
    facts.push(value(attribute));
    facts.extend(attribute.description.norm.iter().map(|norm| format!("norm {}", plain(norm))));
    lines.push(format!("{}.", facts.join("; ")));
    if !attribute.required.is_empty() {
        lines.push(format!("Required{}.", of(attribute.required)));
    }
    if attribute.present != RoleSet::ALL {
        lines.push(format!("Only in messages of the {}.", roles(attribute.present)));
    }
    if attribute.searchable {
        lines.push("A question can ask for it.".to_owned());
    }
    if let Some(line) = deprecated(attribute.deprecated.as_ref()) {
        lines.extend([String::new(), line]);
    }
    if let Some(reason) = &attribute.sensitive {
        lines.extend([String::new(), format!("Sensitive: {}", plain(both(reason)))]);
    }
    note(&mut lines, &attribute.description.note);
    doc(&lines)
}

fn of(roles_with: RoleSet) -> String {
    if roles_with == RoleSet::ALL {
        String::new()
    } else {
        format!(" of the {}", roles(roles_with))
    }
}

fn roles(set: RoleSet) -> String {
    set.iter().map(Role::name).collect::<Vec<_>>().join(" and the ")
}

fn value(attribute: &Attribute) -> String {
    let mut text = match &attribute.value {
        Value::Text(form) => format!("text{}", form_of(form)),
        Value::Uri(form) => format!("URI as text{}", form_of(form)),
        Value::Label { list } => format!("a label of the list {}", plain(list)),
        Value::Integer(bounds) => format!("whole number{}", bounds_of(bounds)),
        Value::Boolean => "true or false".to_owned(),
        Value::Date => "date".to_owned(),
        Value::Code { list, form } => match form {
            CodeForm::Text(form) => format!("code of the list {}{}", plain(list), form_of(form)),
            CodeForm::Integer(_) => format!("code of the list {}, a number in JSON", plain(list)),
        },
        Value::Shape(_) => "record".to_owned(),
    };
    if attribute.many {
        text.insert_str(0, "list of: ");
    }
    text
}

fn form_of(form: &TextForm) -> String {
    let mut text = String::new();
    match (form.min_length, form.max_length) {
        (Some(min), Some(max)) => text.push_str(&format!(" of {min} to {max} characters")),
        (Some(min), None) => text.push_str(&format!(" of at least {min} characters")),
        (None, Some(max)) => text.push_str(&format!(" of at most {max} characters")),
        (None, None) => {}
    }
    if let Some(pattern) = &form.pattern {
        text.push_str(&format!(" with the pattern `{pattern}`"));
    }
    text
}

fn bounds_of(bounds: &Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!(" from {min} to {max}"),
        (Some(min), None) => format!(" of at least {min}"),
        (None, Some(max)) => format!(" of at most {max}"),
        (None, None) => String::new(),
    }
}

pub(super) fn code_list(list: &CodeList) -> TokenStream {
    let mut lines = vec![meaning(&list.description, &list.id), String::new()];
    let kind = match (list.closed, list.complete) {
        (true, _) => "the contract enumerates its codes",
        (false, true) => "kept outside the standard; an unknown code is a warning",
        (false, false) => "kept outside the standard; only the form of its codes is known here",
    };
    lines.push(format!("Code list `{}` ({}): {kind}.", list.id, plain(&list.owner)));
    lines
        .push("Equality, order and hash are those of the code as written in a message.".to_owned());
    note(&mut lines, &list.description.note);
    doc(&lines)
}

pub(super) fn code(code: &Code) -> TokenStream {
    let label = code.label.as_deref().map_or("meaning not known".to_owned(), plain);
    let mut lines = vec![format!("`{}`: {label}.", code.code)];
    if let Some(line) = deprecated(code.deprecated.as_ref()) {
        lines.extend([String::new(), line]);
    }
    doc(&lines)
}

pub(super) fn message(release: &Release, message: &Message) -> TokenStream {
    doc(&[
        meaning(&message.description, &message.id),
        String::new(),
        format!("Message `{}` of VUM {}.", message.id, release.info.version),
    ])
}

pub(super) fn body(release: &Release, body: &Body) -> TokenStream {
    doc(&[
        meaning(&body.description, &body.id),
        String::new(),
        format!(
            "Whole body `{}` of VUM {}, in the contract of the {}.",
            body.id,
            release.info.version,
            roles(body.roles)
        ),
    ])
}
