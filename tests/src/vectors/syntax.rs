//! Texts that are no JSON or no XML, that are hostile, or that are laid out in an unusual way; and what
//! only XML can have wrong.

use serde_json::{Value, json};
use vum_model::{Message, Release};
use vum_vectors::{Expected, Vector};

use super::remarks::expected;
use super::{layout, short};
use crate::xml;

/// A small message that both syntaxes have: its last attribute is an object with two values, of 24
/// and 32, or two names.
struct Base {
    data: Value,
    /// The pointer of the object.
    inner: &'static str,
    /// Its attributes, in the order of the standard is not said: by their values.
    values: [(&'static str, Value); 2],
}

fn base(release: &str, part: &str) -> Base {
    let hours = [
        ("/werktijden/aantalWerkurenPerWeekMaximaal", json!(32)),
        ("/werktijden/aantalWerkurenPerWeekMinimaal", json!(24)),
    ];
    let werktijden =
        json!({ "aantalWerkurenPerWeekMaximaal": 32, "aantalWerkurenPerWeekMinimaal": 24 });
    match part {
        "werkzoekende" => Base {
            data: json!({
                "idWerkzoekende": "wz-000123",
                "mobiliteit": { "bemiddelingspostcode": "3511AB" },
                "werktijden": werktijden,
            }),
            inner: "/werktijden",
            values: hours,
        },
        "vacature" => {
            let mut data = json!({ "idVacature": "vac-000456", "werktijden": werktijden });
            if !crate::facts::before(release, "3.0.0") {
                data["adres"] = json!({ "postcode": "3511AB" });
            }
            Base { data, inner: "/werktijden", values: hours }
        }
        _ => Base {
            data: json!({
                "datum": "2026-05-18",
                "accountmanager": { "naam": "J. Voorbeeld", "naamOrganisatie": "Voorbeeld" },
            }),
            inner: "/accountmanager",
            values: [
                ("/accountmanager/naam", json!("J. Voorbeeld")),
                ("/accountmanager/naamOrganisatie", json!("Voorbeeld")),
            ],
        },
    }
}

/// Rules that end the reading: how far it came, and so the pointer, differs by parser.
const ENDS: [&str; 9] = [
    "json-syntax",
    "encoding",
    "depth-limit",
    "xml-syntax",
    "xml-encoding",
    "xml-doctype",
    "xml-entity",
    "xml-attribute-limit",
    "record-size",
];

/// The vectors of a message: the valid and the invalid ones.
///
/// # Panics
/// If the message has another shape than is thought here.
#[must_use]
pub fn vectors(release: &Release, message: &Message, role: &str) -> (Vec<Vector>, Vec<Vector>) {
    let number = release.info.version.to_string();
    let base = base(&number, &message.part);
    let id = format!("{number}-{}-{}-{role}", short(&message.part), message.view);
    let mut maker = Maker { id, made: Vec::new() };
    json(&mut maker, &layout::sorted(&base.data).to_string(), &base);
    let document = xml::document(release, message, &layout::sorted(&base.data));
    in_xml(&mut maker, document.expect("a document").trim_end(), &base);
    maker.made.into_iter().partition(|vector| vector.valid)
}

struct Maker {
    id: String,
    made: Vec<Vector>,
}

impl Maker {
    fn push(&mut self, slug: &str, about: &str, form: Form, findings: &[(&str, &str)]) {
        let findings: Vec<Expected> = findings
            .iter()
            .map(|(rule, at)| expected(rule, if ENDS.contains(rule) { "…" } else { *at }))
            .collect();
        let (text, hex, xml) = match form {
            Form::Json(text) => (Some(text), None, None),
            Form::Bytes(bytes) => {
                (None, Some(bytes.iter().map(|it| format!("{it:02x}")).collect()), None)
            }
            Form::Xml(text) => (None, None, Some(text)),
        };
        self.made.push(Vector {
            id: format!("{}-{slug}", self.id),
            description: about.to_owned(),
            text,
            hex,
            xml,
            valid: findings.iter().all(|it| it.severity != "error"),
            findings,
            ..Vector::default()
        });
    }
}

enum Form {
    Json(String),
    Bytes(Vec<u8>),
    Xml(String),
}

fn json(maker: &mut Maker, text: &str, base: &Base) {
    let json = |text: &str| Form::Json(text.to_owned());
    let inside = text.strip_prefix('{').expect("an object");
    let open = text.strip_suffix('}').expect("an object");
    let good: [(&str, &str, String); 4] = [
        ("met-wit", "white space of every kind between the parts", {
            let pretty = serde_json::to_string_pretty(&layout::sorted(&base.data));
            pretty.expect("a text").replace('\n', "\r\n\t ")
        }),
        ("achterstevoren", "the keys in the opposite order", backwards(&base.data)),
        ("ontsnapt", "letters of a name written as escapes", text.replacen("\"", "\"\\u", 1)),
        (
            "met-bom",
            "a byte order mark in front, which a reader passes over",
            format!("\u{feff}{text}"),
        ),
    ];
    for (slug, about, text) in good {
        // An escape needs the number of the letter that it takes the place of.
        let text = match text.split_once("\"\\u") {
            Some((head, tail)) if slug == "ontsnapt" => {
                let first = tail.chars().next().expect("a letter");
                format!("{head}\"\\u{:04x}{}", u32::from(first), &tail[1..])
            }
            _ => text,
        };
        maker.push(slug, about, Form::Json(text), &[]);
    }
    let broken: [(&str, &str, String); 9] = [
        ("afgekapt", "the text ends too early", open.to_owned()),
        ("tekst-erachter", "text behind the message", format!("{text} x")),
        ("komma-te-veel", "a comma behind the last attribute", format!("{open},}}")),
        ("enkele-aanhalingstekens", "a name between single quotes", format!("{open},'x':1}}")),
        ("commentaar", "a comment, which JSON does not have", format!("{{/* */{inside}")),
        ("naam-zonder-aanhalingstekens", "a name without quotes", format!("{open},x:1}}")),
        ("leeg", "no text at all", String::new()),
        ("twee-berichten", "two messages in one text", format!("{text}{text}")),
        ("xml-noch-json", "neither JSON nor XML", "bericht".to_owned()),
    ];
    for (slug, about, text) in broken {
        maker.push(slug, about, Form::Json(text), &[("json-syntax", "")]);
    }
    let (place, value) = &base.values[0];
    let name = place.rsplit('/').next().expect("a name");
    let at = |new: &str| {
        let old = format!("\"{name}\":{value}");
        assert!(text.contains(&old), "{old} in {text}");
        text.replacen(&old, new, 1)
    };
    let doubled = at(&format!("\"{name}\":{value},\"{name}\":{value}"));
    maker.push("dubbel", "an attribute twice", json(&doubled), &[("duplicate-attribute", place)]);
    if value.is_number() {
        for (slug, about, number, rule) in [
            ("punt-nul", "a whole number with a fraction of zero", "24.0", "integer-form"),
            ("exponent", "a whole number with an exponent", "24e0", "integer-form"),
            ("reusachtig", "a number beyond every range", "99999999999999999999", "integer-range"),
        ] {
            let text = at(&format!("\"{name}\":{number}"));
            maker.push(slug, about, Form::Json(text), &[(rule, place)]);
        }
        let text = at(&format!("\"{name}\":032"));
        maker.push(
            "voorloopnul",
            "a number with a zero in front",
            Form::Json(text),
            &[("json-syntax", place)],
        );
        let text = at(&format!("\"{name}\":NaN"));
        maker.push(
            "geen-getal",
            "NaN, which JSON does not have",
            Form::Json(text),
            &[("json-syntax", place)],
        );
    } else {
        let text = at(&format!("\"{name}\":\"a\tb\""));
        maker.push(
            "stuurteken",
            "a control character that is not escaped",
            Form::Json(text),
            &[("json-syntax", place)],
        );
        let text = at(&format!("\"{name}\":\"\\ud800\""));
        maker.push(
            "half-teken",
            "half of a pair of surrogates",
            Form::Json(text),
            &[("json-syntax", place)],
        );
    }
    for (slug, about, text) in [
        ("een-lijst", "a list where a message should be", "[]"),
        ("een-tekst", "a text where a message should be", "\"bericht\""),
        ("een-null", "null where a message should be", "null"),
    ] {
        let rule = if text == "null" { "null-value" } else { "wrong-type" };
        maker.push(slug, about, json(text), &[(rule, "")]);
    }
    let mut bytes = format!("{open},\"x\":\"").into_bytes();
    bytes.extend([0xe9, b'"', b'}']);
    maker.push(
        "geen-utf-8",
        "ISO 8859-1 in the place of UTF-8",
        Form::Bytes(bytes),
        &[("encoding", "")],
    );
    let deep = format!("{open},\"x\":{}{}}}", "[".repeat(80), "]".repeat(80));
    maker.push(
        "diep",
        "nested deeper than any message",
        Form::Json(deep),
        &[("unknown-attribute", "/…"), ("depth-limit", "/…")],
    );
}

fn backwards(value: &Value) -> String {
    let Value::Object(members) = value else { return value.to_string() };
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(name, _)| *name);
    let members = members.into_iter().rev();
    let members: Vec<String> =
        members.map(|(name, it)| format!("{name:?}:{}", backwards(it))).collect();
    format!("{{{}}}", members.join(","))
}

fn in_xml(maker: &mut Maker, text: &str, base: &Base) {
    let tree = roxmltree::Document::parse(text).expect("XML");
    let root = tree.root_element();
    let record = root.children().find(|it| {
        it.first_element_child().is_some_and(|it| {
            let shown =
                |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            base.values.iter().any(|(_, value)| it.text() == Some(&shown(value)))
        })
    });
    let record = record.expect("the object");
    let both: Vec<_> = record.children().filter(roxmltree::Node::is_element).collect();
    let [one, other] = both.as_slice() else { panic!("two values in {text}") };
    let pointer = |node: &roxmltree::Node<'_, '_>| {
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let found = base.values.iter().find(|(_, value)| node.text() == Some(&shown(value)));
        found.expect("a value").0
    };
    let (first, second) = (&text[one.range()], &text[other.range()]);
    let (start, end) = (one.range().start, other.range().end);
    let inside = |new: &str| format!("{}{new}{}", &text[..start], &text[end..]);
    let tag = one.tag_name().name();
    let opened = format!("<{tag}>");
    let root_tag = root.tag_name().name();
    let prefix = text[1..].split(':').next().expect("a prefix");
    let namespace = root.tag_name().namespace().expect("a namespace");
    let declared = format!("xmlns:{prefix}=\"{namespace}\"");
    let xml = |text: String| Form::Xml(text);

    maker.push(
        "xml-verklaring",
        "a declaration in front",
        xml(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}")),
        &[],
    );
    maker.push(
        "xml-met-wit",
        "white space and comments between elements",
        xml(inside(&format!("\n  <!-- wit -->\n  {first}\n  {second}\n"))),
        &[],
    );
    maker.push(
        "xml-ander-voorvoegsel",
        "another prefix for the same namespace",
        xml(text
            .replace(&format!("<{prefix}:"), "<a:")
            .replace(&format!("</{prefix}:"), "</a:")
            .replace(&format!(" xmlns:{prefix}="), " xmlns:a=")),
        &[],
    );

    maker.push(
        "xml-volgorde",
        "two elements in the opposite order",
        xml(inside(&format!("{second}{first}"))),
        &[("element-order", pointer(one))],
    );
    maker.push(
        "xml-herhaald",
        "an element again that stands once",
        xml(inside(&format!("{first}{first}{second}"))),
        &[("repeated-element", pointer(one))],
    );
    maker.push(
        "xml-losse-tekst",
        "text where only elements belong",
        xml(inside(&format!("tekst{first}{second}"))),
        &[("stray-text", base.inner)],
    );
    let with = |more: &str| {
        inside(&format!("{}{second}", first.replacen(&opened, &format!("<{tag} {more}>"), 1)))
    };
    maker.push(
        "xml-attribuut",
        "an attribute, which no element has",
        xml(with("bron=\"x\"")),
        &[("xml-attribute", pointer(one))],
    );
    let nil = with("xsi:nil=\"true\"").replacen(
        &declared,
        &format!("{declared} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""),
        1,
    );
    maker.push("xml-nil", "xsi:nil, which is no value", xml(nil), &[("xml-nil", pointer(one))]);
    let prefixed = first
        .replace(&format!("<{tag}>"), &format!("<{prefix}:{tag}>"))
        .replace(&format!("</{tag}>"), &format!("</{prefix}:{tag}>"));
    maker.push(
        "xml-naamruimte-element",
        "an element in a namespace",
        xml(inside(&format!("{prefixed}{second}"))),
        &[("element-namespace", pointer(one))],
    );
    maker.push(
        "xml-hoofdelement",
        "another root element",
        xml(text.replace(root_tag, "Bericht")),
        &[("root-element", "")],
    );
    maker.push(
        "xml-naamruimte",
        "another namespace of the root element",
        xml(text.replace(namespace, "urn:x-vum:anders")),
        &[("root-namespace", "")],
    );
    maker.push(
        "xml-zonder-naamruimte",
        "a root element in no namespace",
        xml(text
            .replace(&format!("<{prefix}:"), "<")
            .replace(&format!("</{prefix}:"), "</")
            .replacen(&format!(" {declared}"), "", 1)),
        &[("root-namespace", "")],
    );

    maker.push(
        "xml-afgekapt",
        "the text ends too early",
        xml(text[..end].to_owned()),
        &[("xml-syntax", base.inner)],
    );
    maker.push(
        "xml-verkeerd-einde",
        "an end tag of another element",
        xml(text.replacen(&format!("</{tag}>"), "</Anders>", 1)),
        &[("xml-syntax", pointer(one))],
    );
    maker.push(
        "xml-codering",
        "a declaration of another encoding",
        xml(format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}")),
        &[("xml-encoding", "")],
    );
    maker.push(
        "xml-doctype",
        "a document type, which can make a small text endless",
        xml(format!("<!DOCTYPE x>{text}")),
        &[("xml-doctype", "")],
    );
    let entity =
        inside(&format!("{}{second}", first.replacen(&opened, &format!("{opened}&eacute;"), 1)));
    maker.push(
        "xml-entiteit",
        "an entity that XML does not have of itself",
        xml(entity),
        &[("xml-entity", pointer(one))],
    );
    let many: String = (0..300).map(|n| format!(" a{n}=\"\"")).collect();
    maker.push(
        "xml-veel-attributen",
        "hundreds of attributes on one element",
        xml(with(many.trim())),
        &[("xml-attribute-limit", base.inner)],
    );
}
