//! `rules/*.toml`, read into plain values with their places.

use crate::describe::pair;
use crate::diagnostic::{Problem, draft};
use crate::read_toml::Reader;
use crate::release::{Day, Text, Version};
use crate::rules::types::{
    Covered, Dimension, PersonalData, RuleCheck, RuleCondition, RuleExample, RuleForm,
    RuleSeverity, RuleTest,
};
use crate::source::{At, Place};
use crate::written::{Texts, gather};

/// Everything in the files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub rules: Vec<Rule>,
    pub covered: Vec<WrittenCovered>,
    /// Ids that were given once and are not given again.
    pub retired: Vec<At<String>>,
    /// Paths of the files.
    pub files: Vec<String>,
}

/// A rule with the places of what can be wrong in it.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub id: At<String>,
    pub theme: String,
    pub severity: RuleSeverity,
    pub dimension: Dimension,
    pub normative: bool,
    pub source: Text,
    pub introduced: At<Version>,
    pub removed: Option<At<Version>>,
    pub text: Text,
    pub text_place: Place,
    pub help: Text,
    pub help_place: Place,
    pub purpose: Text,
    pub rationale: Option<Text>,
    pub check: RuleCheck,
    /// The ids of attributes, with their places.
    pub attributes: Vec<At<String>>,
    /// The ids of messages, with their places.
    pub messages: Vec<At<String>>,
    /// The codes of conditions and of `contains`, each with the ids of its attributes.
    pub codes: Vec<(Vec<String>, At<String>)>,
    pub check_place: Place,
    pub example: Example,
}

#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub content: RuleExample,
    pub release: Place,
    pub message: Place,
    pub pointer: Place,
    pub good: Place,
    pub bad: Place,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct WrittenCovered {
    pub content: Covered,
    pub since: Option<At<Version>>,
    pub rules: Vec<At<String>>,
}

/// Reads a file, with the groups of attributes that its rules share. Whether everything could be read.
pub(crate) fn read(it: &Reader<'_, '_>, path: &str, theme: &str, all: &mut Rules) -> bool {
    all.files.push(path.to_owned());
    all.retired.extend(it.texts("retired").map(|it| it.value).unwrap_or_default());
    let mut groups = Vec::new();
    let mut lost = gather(&mut groups, it.tables("group"), |group| {
        let id = group.need("id", "the name by which rules of this file name the group");
        let attributes = group.texts("attributes");
        group.missing("attributes", "full ids of attributes");
        group.finish();
        Some((id?, attributes?))
    });
    lost |= gather(&mut all.rules, it.tables("rule"), |it| rule(it, theme, &groups));
    lost |= gather(&mut all.covered, it.tables("covered"), covered);
    !lost
}

type Group = (At<String>, Texts);

fn words<T: Copy>(all: &'static [T], word: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|it| (word(*it), *it)).collect()
}

/// A text in both languages that must be there.
fn told(it: &Reader<'_, '_>, key: &'static str, key_en: &'static str, help: &str) -> Option<Text> {
    let found = it.need(key, help);
    let text = pair(it, key, key_en);
    found.map(|_| text)
}

fn rule(it: Reader<'_, '_>, theme: &str, groups: &[Group]) -> Option<Rule> {
    let id = it.need("id", "a rule has an id that is never used again");
    let severity = it.word("severity", &words(RuleSeverity::ALL, RuleSeverity::word));
    it.missing("severity", "info, warning or error");
    let dimension = it.word("dimension", &words(Dimension::ALL, Dimension::word));
    it.missing("dimension", "the kind of quality, such as consistentie");
    let normative = it.word("source", &[("gegevensstandaard", true), ("voorstel", false)]);
    it.missing("source", "gegevensstandaard when the dictionary states it, or voorstel");
    let source = told(&it, "origin", "origin-en", "say where the rule comes from");
    let introduced = it.version("introduced");
    it.missing("introduced", "the first release that has the rule");
    let removed = it.version("removed");
    let text_place = it.text("text").map(|text| text.place);
    let help_place = it.text("help").map(|help| help.place);
    let text = told(&it, "text", "text-en", "say what a finding says");
    let help = told(&it, "help", "help-en", "say what to do about a finding");
    let purpose = told(&it, "purpose", "purpose-en", "say what the rule is for");
    let rationale = it.has("rationale").then(|| pair(&it, "rationale", "rationale-en"));
    if rationale.is_none() {
        it.text("rationale-en");
    }
    it.missing("check", "the check is what the rule asks");
    let check = it.table("check").and_then(|it| check(it, groups));
    it.missing("example", "a rule has a good and a bad example, which are its tests");
    let example = it.table("example").and_then(example);
    it.finish();
    let check = check?;
    Some(Rule {
        id: id?,
        theme: theme.to_owned(),
        severity: severity?.value,
        dimension: dimension?.value,
        normative: normative?.value,
        source: source?,
        introduced: introduced?,
        removed,
        text: text?,
        text_place: text_place?,
        help: help?,
        help_place: help_place?,
        purpose: purpose?,
        rationale,
        check: check.check,
        attributes: check.attributes,
        messages: check.messages,
        codes: check.codes,
        check_place: check.place,
        example: example?,
    })
}

struct Checked {
    check: RuleCheck,
    attributes: Vec<At<String>>,
    messages: Vec<At<String>>,
    codes: Vec<(Vec<String>, At<String>)>,
    place: Place,
}

/// The words of the vocabulary.
#[derive(Clone, Copy)]
enum Kind {
    NotBefore,
    AtMost,
    Limit,
    NotAfterDay,
    NotBeforeDay,
    Implies,
    Contains,
    Distinct,
    Present,
    NonEmpty,
    Form,
    NoPersonalData,
}

const KINDS: [(&str, Kind); 12] = [
    ("at-most", Kind::AtMost),
    ("contains", Kind::Contains),
    ("distinct", Kind::Distinct),
    ("form", Kind::Form),
    ("implies", Kind::Implies),
    ("limit", Kind::Limit),
    ("no-personal-data", Kind::NoPersonalData),
    ("non-empty", Kind::NonEmpty),
    ("not-after-day", Kind::NotAfterDay),
    ("not-before", Kind::NotBefore),
    ("not-before-day", Kind::NotBeforeDay),
    ("present", Kind::Present),
];

const FULL_ID: &str = "the full id of an attribute, such as `opleiding.datumDiploma`";

fn plain(texts: &[At<String>]) -> Vec<String> {
    texts.iter().map(|it| it.value.clone()).collect()
}

fn check(it: Reader<'_, '_>, groups: &[Group]) -> Option<Checked> {
    let kind = it.word("kind", &KINDS);
    it.missing("kind", "what is asked, such as not-before");
    let place = it.place();
    let mut attributes: Vec<At<String>> = Vec::new();
    let mut messages: Vec<At<String>> = Vec::new();
    let mut codes = Vec::new();
    let many = |key: &'static str, attributes: &mut Vec<At<String>>| {
        let texts = it.texts(key);
        it.missing(key, "full ids of attributes");
        let texts = texts?.value;
        let ids = plain(&texts);
        attributes.extend(texts);
        Some(ids)
    };
    let pair = |first: &'static str, attributes: &mut Vec<At<String>>| {
        let (a, b) = (it.need(first, FULL_ID), it.need("than", FULL_ID));
        let (a, b) = (a?, b?);
        attributes.extend([a.clone(), b.clone()]);
        Some((a.value, b.value))
    };
    let check = match kind.map(|it| it.value) {
        None => None,
        Some(Kind::NotBefore) => {
            pair("date", &mut attributes).map(|(date, than)| RuleCheck::NotBefore { date, than })
        }
        Some(Kind::AtMost) => {
            pair("number", &mut attributes).map(|(number, than)| RuleCheck::AtMost { number, than })
        }
        Some(Kind::Limit) => {
            let ids = many("attributes", &mut attributes);
            let (min, max) = (it.integer("min"), it.integer("max"));
            let limit = match (min, max) {
                (Some(min), None) => Some((min.value, true)),
                (None, Some(max)) => Some((max.value, false)),
                _ => {
                    draft(Problem::RuleLimit, place, "a limit is either a `min` or a `max`")
                        .send(it.sink);
                    None
                }
            };
            ids.zip(limit).map(|(attributes, (limit, is_least))| match is_least {
                true => RuleCheck::Least { attributes, limit },
                false => RuleCheck::Greatest { attributes, limit },
            })
        }
        Some(Kind::NotAfterDay) => many("attributes", &mut attributes)
            .map(|attributes| RuleCheck::NotAfterDay { attributes }),
        Some(Kind::NotBeforeDay) => many("attributes", &mut attributes)
            .map(|attributes| RuleCheck::NotBeforeDay { attributes }),
        Some(Kind::Distinct) => {
            many("attributes", &mut attributes).map(|attributes| RuleCheck::Distinct { attributes })
        }
        Some(Kind::Present) => {
            many("attributes", &mut attributes).map(|attributes| RuleCheck::Present { attributes })
        }
        Some(Kind::NonEmpty) => {
            many("attributes", &mut attributes).map(|attributes| RuleCheck::NonEmpty { attributes })
        }
        Some(Kind::Form) => {
            let ids = many("attributes", &mut attributes);
            let form = it.word("form", &words(RuleForm::ALL, RuleForm::word));
            it.missing("form", "the form, such as email");
            ids.zip(form).map(|(attributes, form)| RuleCheck::Form { attributes, form: form.value })
        }
        Some(Kind::Contains) => {
            let lists = many("lists", &mut attributes);
            let attribute = it.need("attribute", FULL_ID);
            let code = it.need("code", "the code that one element must have");
            attributes.extend(attribute.clone());
            match (lists, attribute, code) {
                (Some(lists), Some(attribute), Some(code)) => {
                    codes.push((vec![attribute.value.clone()], code.clone()));
                    let (attribute, code) = (attribute.value, code.value);
                    Some(RuleCheck::Contains { lists, attribute, code })
                }
                _ => None,
            }
        }
        Some(Kind::Implies) => {
            let mut of = |key: &'static str| -> Option<Vec<RuleCondition>> {
                it.missing(key, "conditions on attributes of one record");
                let tables = it.tables(key);
                let wanted = tables.len();
                let mut read = Vec::new();
                for table in tables {
                    if let Some((condition, places)) = condition(table, &mut codes) {
                        attributes.extend(places);
                        read.push(condition);
                    }
                }
                (wanted > 0 && read.len() == wanted).then_some(read)
            };
            let (when, then) = (of("if"), of("then"));
            when.zip(then).map(|(when, then)| RuleCheck::Implies { when, then })
        }
        Some(Kind::NoPersonalData) => {
            let ids = match it.text("group") {
                Some(name) => match groups.iter().find(|(id, _)| id.value == name.value) {
                    Some((_, group)) => {
                        attributes.extend(group.value.iter().cloned());
                        Some(plain(&group.value))
                    }
                    None => {
                        let known = groups.iter().map(|(id, _)| id.value.as_str());
                        let help = crate::diagnostic::did_you_mean(&name.value, known);
                        let text = format!("there is no group `{}` in this file", name.value);
                        draft(Problem::DanglingReference, name.place, text)
                            .help(help)
                            .send(it.sink);
                        None
                    }
                },
                None => many("attributes", &mut attributes),
            };
            let named = it.texts("messages");
            it.missing("messages", "the messages of which the texts are, such as vacature/match");
            let data = it.word("data", &words(PersonalData::ALL, PersonalData::word));
            it.missing("data", "what is looked for, such as email");
            messages = named.map(|it| it.value).unwrap_or_default();
            ids.zip(data).map(|(attributes, data)| RuleCheck::NoPersonalData {
                messages: plain(&messages),
                attributes,
                data: data.value,
            })
        }
    };
    if kind.is_some() {
        it.finish();
    }
    Some(Checked { check: check?, attributes, messages, codes, place })
}

#[derive(Clone, Copy)]
enum TestWord {
    Is,
    IsNot,
    Present,
    Absent,
}

fn condition(
    it: Reader<'_, '_>,
    codes: &mut Vec<(Vec<String>, At<String>)>,
) -> Option<(RuleCondition, Vec<At<String>>)> {
    let attributes = it.texts("attributes");
    it.missing("attributes", "full ids of attributes of one record");
    let words = [
        ("absent", TestWord::Absent),
        ("is", TestWord::Is),
        ("is-not", TestWord::IsNot),
        ("present", TestWord::Present),
    ];
    let test = it.word("test", &words);
    it.missing("test", "present, absent, is or is-not");
    let mut of_codes = || {
        let named = it.texts("codes");
        it.missing("codes", "the codes that are meant");
        let named = named?.value;
        let ids = attributes.as_ref().map(|it| plain(&it.value)).unwrap_or_default();
        codes.extend(named.iter().map(|code| (ids.clone(), code.clone())));
        Some(plain(&named))
    };
    let test = match test?.value {
        TestWord::Is => RuleTest::Is(of_codes()?),
        TestWord::IsNot => RuleTest::IsNot(of_codes()?),
        TestWord::Present => RuleTest::Present,
        TestWord::Absent => RuleTest::Absent,
    };
    it.finish();
    let attributes = attributes?.value;
    Some((RuleCondition { attributes: plain(&attributes), test }, attributes))
}

fn example(it: Reader<'_, '_>) -> Option<Example> {
    let release = it.version("release");
    it.missing("release", "the release of the messages");
    let message = it.need("message", "the message, such as vacature/match");
    let on = it.text("on").and_then(|text| {
        let day = Day::parse(&text.value);
        if day.is_none() {
            draft(Problem::BadDate, text.place, format!("`{}` is not a day", text.value))
                .help("write a full date, such as `2026-05-04`")
                .send(it.sink);
        }
        day
    });
    let good = it.need("good", "a message of which the rule has nothing to say");
    let bad = it.need("bad", "the same with the one mistake that the rule finds");
    let pointer = it.text("pointer");
    it.missing("pointer", "a JSON Pointer to what is found in the bad example");
    let place = it.place();
    it.finish();
    let (release, message, pointer, good, bad) = (release?, message?, pointer?, good?, bad?);
    Some(Example {
        release: release.place,
        message: message.place,
        pointer: pointer.place,
        good: good.place,
        bad: bad.place,
        place,
        content: RuleExample {
            release: release.value,
            message: message.value,
            on,
            good: good.value.trim().to_owned(),
            bad: bad.value.trim().to_owned(),
            pointer: pointer.value,
        },
    })
}

fn covered(it: Reader<'_, '_>) -> Option<WrittenCovered> {
    let what = told(&it, "what", "what-en", "say what is checked");
    let since = it.version("since");
    let rules = it.texts("rules");
    it.missing("rules", "ids of rules of the runtime, such as pattern");
    let place = it.place();
    it.finish();
    let rules = rules?.value;
    let content =
        Covered { what: what?, since: since.map(|it| it.value), rules: plain(&rules), place };
    Some(WrittenCovered { content, since, rules })
}
