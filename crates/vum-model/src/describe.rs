//! Labels, definitions, tags and the like: what every kind of node says of itself.

use crate::diagnostic::{Problem, Sink, draft};
use crate::read_toml::Reader;
use crate::release::{Description, SgrRelation, Text};
use crate::source::At;
use crate::written::plain;

/// A text in two languages; reports Dutch without English.
pub(crate) fn pair(it: &Reader<'_, '_>, key: &'static str, key_en: &'static str) -> Text {
    let (nl, en) = (it.text(key), it.text(key_en));
    // The Dutch text repeated is no translation either, unless it is a name or two.
    let translated = |nl: &str, en: &str| {
        en.contains(char::is_alphabetic) && (en != nl || nl.split_whitespace().count() < 4)
    };
    if let Some(nl) = &nl
        && nl.value.contains(char::is_alphabetic)
        && !en.as_ref().is_some_and(|en| translated(&nl.value, &en.value))
    {
        draft(Problem::MissingEnglish, nl.place, format!("`{key}` has no English counterpart"))
            .help(format!("add `{key_en}`"))
            .send(it.sink);
    }
    Text { nl: plain(nl), en: plain(en) }
}

const SGR: [(&str, SgrRelation); 4] = [
    ("equal", SgrRelation::Equal),
    ("ahead", SgrRelation::Ahead),
    ("absent", SgrRelation::Absent),
    ("unknown", SgrRelation::Unknown),
];

/// The SGR abbreviates names that are longer.
const TAG_LENGTH: usize = 32;

pub(crate) fn description(it: &Reader<'_, '_>, what: &str) -> Description {
    let label = it.text("label");
    let definition = pair(it, "definition", "definition-en");
    for (key, text) in
        [("label", label.as_ref().map_or("", |it| &it.value)), ("definition", &definition.nl)]
    {
        // A text without letters, such as `?`, only keeps the place of one.
        if !text.contains(char::is_alphabetic) {
            draft(Problem::MissingDefinition, it.place(), format!("{what} has no `{key}`"))
                .send(it.sink);
        }
    }
    let some =
        |text: Option<At<String>>| text.map(|text| text.value).filter(|text| !text.is_empty());
    let tag = it.text("tag");
    let status = it.word("tag-status", &[("suwiml", false), ("draft", true)]);
    if let Some(tag) = &tag {
        check_tag(tag, status.is_none_or(|it| it.value), it.sink);
    }
    let sgr_item = some(it.text("sgr-item"));
    let sgr = it.word("sgr", &SGR);
    if let Some(sgr) = &sgr
        && sgr.value == SgrRelation::Equal
        && sgr_item.is_none()
    {
        draft(
            Problem::MissingSgrItem,
            sgr.place,
            format!("{what} is equal to an item of the SGR, but does not name it"),
        )
        .help("add `sgr-item`, or write `sgr = \"unknown\"`")
        .send(it.sink);
    }
    Description {
        label: plain(label),
        definition,
        norm: some(it.text("norm")),
        sgr_item,
        sgr: sgr.map(|it| it.value),
        tag: some(tag),
        tag_is_draft: status.is_some_and(|it| it.value),
        note: pair(it, "note", "note-en"),
    }
}

/// The form of a tag. One of a SuwiML schema is as it is, as long as XML can carry it.
fn check_tag(tag: &At<String>, is_draft: bool, sink: &Sink) {
    let text = tag.value.as_str();
    let alphabet = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let camel = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.len() <= TAG_LENGTH;
    if !alphabet || is_draft && !camel {
        draft(Problem::BadTag, tag.place, format!("`{text}` is not a good tag"))
            .help(format!("write ASCII letters and digits in UpperCamelCase, at most {TAG_LENGTH}"))
            .send(sink);
    }
}
