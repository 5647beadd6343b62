//! Messages in XML: the findings of JSON, round trips, places.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::OnceLock;

use serde_json::{Value, json};
use vum::stream::{Format, StreamOptions, Totals, convert, validate};
use vum::{LossReason, Report, Role, Syntax, XmlStyle, v3_1};
use vum_model::{Model, Release, Standard, Version};
use vum_tests::mutate::{Change, Mutator};
use vum_tests::profile::Profile;
use vum_tests::rng::{self, Rng};
use vum_tests::xml::typed::{ALL, Typed};
use vum_tests::{facts, generate, xml};

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Standard::embedded().resolve().model.unwrap())
}

fn release(number: &str) -> Release {
    model().release(Version::parse(number).unwrap()).unwrap()
}

/// What was found: rule, attribute and JSON Pointer, with how often.
type Found = BTreeMap<(&'static str, String, String), usize>;

fn findings(report: &Report) -> Found {
    let mut all = Found::new();
    for it in report.findings() {
        let attribute = it.attribute().unwrap_or_default().to_owned();
        *all.entry((it.rule().id, attribute, it.pointer().to_owned())).or_default() += 1;
    }
    all
}

/// Where a syntax has findings of its own for the same record: the rules that only JSON gives, those
/// that only XML gives, and why.
const FORMS: &[(&[&str], &[&str], &str)] = &[
    (&["empty-value"], &[], "an empty list has no element: in XML it is absent"),
    (&["empty-value"], &["empty-value"], "and then the record around it may be the empty one"),
    (&["wrong-type"], &["integer-form"], "everything is text in XML: this one is no number"),
    (&["wrong-type"], &["integer-form", "unknown-code"], "nor a code of the list"),
    (&[], &["unknown-code"], "a fraction is a text that is not on the list"),
    (&["wrong-type"], &["date-form"], "everything is text in XML: this one is no date"),
    (
        &["wrong-type"],
        &["stray-text", "empty-value"],
        "a value for a record is text among elements",
    ),
    (&["wrong-type"], &["stray-text", "required"], "and the record has nothing else"),
    (&["wrong-type"], &["stray-text", "choice-none"], "and the record has nothing else"),
    (&["attribute-case"], &["attribute-case"], "a list is one name in JSON, many elements in XML"),
    (&["other-message"], &["other-message"], "a list is one name in JSON, many elements in XML"),
    (&["removed-attribute"], &["removed-attribute"], "a list is one name, many elements in XML"),
    (
        &["later-attribute"],
        &["later-attribute"],
        "a list is one name in JSON, many elements in XML",
    ),
    (&["attribute-case"], &["unknown-attribute"], "a JSON name in other case is no tag at all"),
];

#[test]
fn the_same_record_gives_the_same_findings_in_both() {
    let mut told = Vec::new();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut same, mut kinds) = (0, BTreeSet::new());
    for (number, id, role) in facts::contexts() {
        let release = release(number);
        let described = release.message(id).unwrap();
        let mutator = Mutator::new(number, id, role);
        let message = Typed::find(number, id).message;
        let role: Role = role.parse().unwrap();
        let mut rng = Rng::named(rng::seed(), &format!("both {number} {id} {role}"));
        for _ in 0..rng::cases(200) {
            let valid = generate::message(mutator.profile(), &mut rng);
            let changed = mutator.mutate(&valid, &mut rng);
            let Some(text) = xml::document(&release, described, &changed.document) else {
                continue;
            };
            let in_json = message.judge(changed.document.to_string().as_bytes(), role);
            let in_xml = message.judge(text.as_bytes(), role);
            assert_eq!(in_json.is_valid(), in_xml.is_valid(), "{}\n{text}", changed.document);
            let (json, xml) = (findings(&in_json), findings(&in_xml));
            if json == xml {
                same += 1;
                kinds.extend(json.into_keys().map(|(rule, ..)| rule));
                continue;
            }
            let only = |these: &Found, those: &Found| -> BTreeSet<&str> {
                these
                    .iter()
                    .filter(|(key, n)| those.get(key) != Some(n))
                    .map(|(key, _)| key.0)
                    .collect()
            };
            let (only_json, only_xml) = (only(&json, &xml), only(&xml, &json));
            let row = FORMS.iter().find(|(json, xml, _)| {
                only_json == json.iter().copied().collect()
                    && only_xml == xml.iter().copied().collect()
            });
            match row {
                Some((json, xml, _)) => {
                    *used.entry(json.first().or(xml.first()).unwrap()).or_default() += 1;
                }
                None => told.push(format!(
                    "{:?} {} at {}: {json:?} {xml:?}",
                    changed.change, changed.label, changed.pointer
                )),
            }
        }
    }
    println!("{same} the same, {used:?}, {kinds:?}");
    assert!(told.is_empty(), "{}", told.join("\n"));
    let different: usize = used.values().sum();
    assert!(same > different * 2 && kinds.len() > 12, "{same} {different} {kinds:?}");
}

fn valid_records(per_context: u64, mut each: impl FnMut(&'static Typed, Role, &Value, &mut Rng)) {
    for (number, id, role) in facts::contexts() {
        let profile = Profile::new(number, id, role);
        let typed = Typed::find(number, id);
        let mut rng = Rng::named(rng::seed(), &format!("{number} {id} {role} round"));
        for _ in 0..rng::cases(per_context) {
            let record = generate::message(&profile, &mut rng);
            each(typed, role.parse().unwrap(), &record, &mut rng);
        }
    }
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let mut messages = BTreeSet::new();
    valid_records(60, |typed, role, record, _| {
        let made = typed.from_json(record.to_string().as_bytes(), role);
        assert!(made.read.is_valid() && made.complete && made.losses.is_empty(), "{record}");
        assert!(made.same_again, "{record}\n{}", made.written[0]);
        for again in &made.read_again {
            assert_eq!(findings(again), findings(&made.read), "{record}\n{}", made.written[0]);
        }
        // And from the XML on: the same XML, the same JSON.
        let read = typed.from_xml(made.written[1].as_bytes(), role);
        assert_eq!((read.written, read.json), (made.written, made.json));
        messages.insert((typed.message.release, typed.message.id));
    });
    assert_eq!(messages.len(), ALL.len());
}

/// Records with something wrong that the types can hold.
#[test]
fn what_is_wrong_is_found_again_and_comes_back_unchanged() {
    let changes = [
        Change::DateForm,
        Change::DateImpossible,
        Change::DateNoLeapYear,
        Change::UnknownCode,
        Change::TextTooLong,
        Change::PatternBroken,
        Change::IntegerOutOfBounds,
        Change::RemoveRequired,
        Change::EmptyText,
        Change::EmptyObject,
        Change::ChoiceNoKey,
    ];
    let mut counts: BTreeMap<Change, [usize; 3]> = BTreeMap::new();
    for (number, id, role) in facts::contexts() {
        let mutator = Mutator::new(number, id, role);
        let typed = Typed::find(number, id);
        let role: Role = role.parse().unwrap();
        let mut rng = Rng::named(rng::seed(), &format!("{number} {id} {role} wrong"));
        for change in changes.repeat(usize::try_from(rng::cases(10)).unwrap()) {
            let valid = generate::message(mutator.profile(), &mut rng);
            let Some(changed) = mutator.apply(change, &valid, &mut rng) else { continue };
            let made = typed.from_json(changed.document.to_string().as_bytes(), role);
            let counts = counts.entry(change).or_default();
            if !made.complete {
                counts[2] += 1;
                continue;
            }
            if !made.losses.is_empty() {
                // A date without hyphens would be one in XML, and U+0000 cannot be written.
                counts[1] += 1;
                let is_date = change == Change::DateForm;
                let reason = if is_date { LossReason::Form } else { LossReason::Character };
                assert!(made.losses.iter().all(|it| it.reason == reason), "{changed:?}");
                assert_eq!(made.losses[0].pointer, changed.pointer);
                continue;
            }
            counts[0] += 1;
            assert!(made.same_again, "{changed:?}\n{}", made.written[0]);
            let read = typed.from_xml(made.written[0].as_bytes(), role);
            assert_eq!((&read.json, &read.written), (&made.json, &made.written), "{changed:?}");
            assert_eq!(read.read.is_valid(), made.read.is_valid(), "{changed:?}");
        }
    }
    println!("{counts:?}");
    for change in changes {
        let [same, lost, incomplete] = counts[&change];
        // A choice that was not made is nothing that a type can hold, nor is a number beyond 64 bits
        // or with a fraction.
        let may = [Change::ChoiceNoKey, Change::IntegerOutOfBounds, Change::UnknownCode];
        assert_eq!(same > 0, change != Change::ChoiceNoKey, "{change:?}");
        assert!(incomplete == 0 || may.contains(&change), "{change:?}");
        let may = [Change::DateForm, Change::PatternBroken, Change::UnknownCode];
        assert!(lost == 0 || may.contains(&change), "{change:?}");
    }
}

#[test]
fn dates_codes_and_texts_of_xml_are_kept_as_they_came() {
    let typed = Typed::find("3.1.0", "werkzoekende/detail");
    let long = "lang ".repeat(500);
    for (place, value, rule) in [
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "20240000", Some("date-partial")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "20240500", Some("date-partial")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "00000000", Some("date-partial")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "00000229", Some("date-partial")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "20230229", Some("date-calendar")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "20241399", Some("date-calendar")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "1-5-2024", Some("date-form")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", " 20240501", Some("date-form")),
        ("Flexibiliteit/DatBBeschikbaarVoorWerk", "20240501", None),
        ("Contractvorm/CdTypeArbeidscontract", "X", Some("unknown-code")),
        ("Contractvorm/CdTypeArbeidscontract", " B", Some("unknown-code")),
        ("Contractvorm/CdTypeArbeidscontract", "B", None),
        ("Arbeidsmarktkwalificatie/Taalbeheersing/CdTaal", "qzz", Some("external-code")),
        ("PersoonlijkePresentatie", long.as_str(), Some("max-length")),
        ("PersoonlijkePresentatie", " \t\n ", None),
        ("PersoonlijkePresentatie", "\r", None),
        ("PersoonlijkePresentatie", "]]>&<>\"'\u{85}\u{2028}\u{feff}", None),
        ("Mobiliteit/MaximaleReistijd", "1000", Some("maximum")),
    ] {
        let mut text = value
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\r', "&#13;");
        for tag in place.rsplit('/') {
            text = format!("<{tag}>{text}</{tag}>");
        }
        let root = |text: &str| {
            format!(
                "<vum:WerkzoekendeDetail xmlns:vum=\"urn:x-vum:draft:v0301\">{text}</vum:WerkzoekendeDetail>"
            )
        };
        let document = root(&text);
        let read = typed.from_xml(document.as_bytes(), Role::Bron);
        let found: Vec<&str> = read
            .read
            .findings()
            .iter()
            .map(|it| it.rule().id)
            .filter(|id| *id != "required")
            .collect();
        assert_eq!(found, Vec::from_iter(rule), "{document}");
        assert!(read.complete && read.same_again && read.losses.is_empty(), "{document}");
        assert_eq!(read.written[0], document);
    }
}

#[test]
fn what_xml_cannot_hold_is_a_loss_with_its_place() {
    let typed = Typed::find("3.1.0", "werkzoekende/detail");
    for (record, pointer, reason) in [
        (
            json!({"persoonlijkePresentatie": "a\u{1}b"}),
            "/persoonlijkePresentatie",
            LossReason::Character,
        ),
        (
            json!({"persoonlijkePresentatie": "\u{fffe}"}),
            "/persoonlijkePresentatie",
            LossReason::Character,
        ),
        (json!({"emailadres": ["a", "\0"]}), "/emailadres/1", LossReason::Character),
        (
            json!({"flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": "20240501"}}),
            "/flexibiliteit/datumAanvangBeschikbaarVoorWerk",
            LossReason::Form,
        ),
        (
            json!({"flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": "99999999"}}),
            "/flexibiliteit/datumAanvangBeschikbaarVoorWerk",
            LossReason::Form,
        ),
        (
            json!({"flexibiliteit": {"datumAanvangBeschikbaarVoorWerk": "2024\u{b}"}}),
            "/flexibiliteit/datumAanvangBeschikbaarVoorWerk",
            LossReason::Character,
        ),
    ] {
        let made = typed.from_json(record.to_string().as_bytes(), Role::Bron);
        assert!(made.complete, "{record}");
        let losses: Vec<_> =
            made.losses.iter().map(|it| (it.pointer.as_str(), it.reason)).collect();
        assert_eq!(losses, [(pointer, reason)], "{record}");
        assert!(
            made.losses[0].attribute.starts_with("Werkzoekende")
                || made.losses[0].attribute.contains('.')
        );
        assert!(!made.same_again);
        assert!(!made.read_again[0].is_broken(), "what is written is XML");
    }
}

/// Every record of a stream in the other syntax.
fn converted(
    text: &[u8],
    typed: &Typed,
    role: Role,
    to: Syntax,
    jobs: usize,
) -> (Vec<String>, Totals) {
    let mut all = Vec::new();
    let options = StreamOptions { jobs, ..StreamOptions::from(role) };
    let totals = convert(text, typed.message, options, to, |it| {
        assert!(it.complete && it.losses.is_empty());
        all.push(it.text.unwrap().to_owned());
        ControlFlow::Continue(())
    });
    (all, totals.unwrap())
}

#[test]
fn a_stream_to_xml_and_back_is_the_same_text() {
    for (number, id, role) in facts::contexts() {
        let (typed, role): (_, Role) = (Typed::find(number, id), role.parse().unwrap());
        let names = typed.message.xml.unwrap();
        let profile = Profile::new(number, id, role.name());
        let mut rng = Rng::named(rng::seed(), &format!("{number} {id} {role} stream"));
        // More than a batch, so that several jobs have something to do: once for each release.
        let many = if id == "vacature/match" && role == Role::Bron { 200 } else { 6 };
        for count in [0, 1, 2, many] {
            let records: Vec<String> = (0..count)
                .map(|_| {
                    let record = generate::message(&profile, &mut rng).to_string();
                    typed.from_json(record.as_bytes(), role).json
                })
                .collect();
            let lines = records.iter().map(|it| format!("{it}\n")).collect::<String>();
            let (elements, totals) = converted(lines.as_bytes(), typed, role, Syntax::Xml, 1);
            assert_eq!(totals.records, count);
            let list =
                format!("{}\n{}\n{}\n", names.open_list(), elements.join("\n"), names.close_list());
            let (back, again) = converted(list.as_bytes(), typed, role, Syntax::Json, 1);
            assert_eq!(back, records);
            assert_eq!(again, totals);
            if count == many {
                assert_eq!(
                    converted(lines.as_bytes(), typed, role, Syntax::Xml, 4),
                    (elements.clone(), totals)
                );
                assert_eq!(
                    converted(list.as_bytes(), typed, role, Syntax::Json, 4),
                    (back, totals)
                );
                // XML to XML changes nothing either.
                assert_eq!(converted(list.as_bytes(), typed, role, Syntax::Xml, 4).0, elements);
            }
            if let [element] = elements.as_slice() {
                let document = names.document(element);
                assert_eq!(converted(document.as_bytes(), typed, role, Syntax::Json, 1).0, records);
                let made = typed.from_json(records[0].as_bytes(), role);
                assert_eq!(made.written[0], document);
            }
        }
    }
}

/// The place of the element that an XPath of ours leads to, found by a parser of others. With
/// `index` that of the record in a list.
fn place<'a>(
    document: &'a roxmltree::Document<'_>,
    index: Option<usize>,
    path: &str,
) -> Option<roxmltree::Node<'a, 'a>>
where
{
    let mut steps = path.split('/').skip(1);
    let root = steps.next()?.strip_prefix("vum:")?;
    let elements =
        |node: roxmltree::Node<'a, 'a>| node.children().filter(roxmltree::Node::is_element);
    let mut node = document.root_element();
    if let Some(index) = index {
        node = elements(node).nth(index)?;
    }
    assert_eq!(node.tag_name().name(), root);
    for step in steps {
        let (name, n) = match step.split_once('[') {
            Some((name, n)) => (name, n.strip_suffix(']')?.parse().ok()?),
            None => (step, 1),
        };
        node = elements(node).filter(|it| it.tag_name().name() == name).nth(n - 1)?;
    }
    Some(node)
}

/// Whether a finding stands where its XPath leads, line and column alike.
fn assert_place(
    document: &roxmltree::Document<'_>,
    index: Option<usize>,
    finding: &vum::Finding,
) -> bool {
    let path = finding.xpath().unwrap();
    let steps = path.matches('/').count();
    let members =
        finding.pointer().split('/').skip(1).filter(|it| it.parse::<u32>().is_err()).count();
    assert_eq!(steps - 1, members, "{path} {}", finding.pointer());
    let (path, last) = path.rsplit_once('/').unwrap();
    let path = match finding.rule().id {
        // What is missing has no place of its own.
        "required" => path.to_owned(),
        // Behind the first of that name, or not an element at all.
        "repeated-element" | "stray-text" | "choice-many" => return false,
        // A name that does not belong here has no number in its XPath.
        "removed-attribute" | "later-attribute" | "other-message" => return false,
        _ if last == "*" => return false,
        _ => format!("{path}/{last}"),
    };
    let node = place(document, index, &path).unwrap_or_else(|| panic!("no {path}"));
    let expected = document.text_pos_at(node.range().start);
    let at = finding.position().unwrap();
    assert_eq!((at.line, at.column), (expected.row.into(), expected.col.into()), "{finding}");
    true
}

#[test]
fn every_finding_stands_where_its_xpath_leads() {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, id, role) in facts::contexts() {
        let release = release(number);
        let described = release.message(id).unwrap();
        let mutator = Mutator::new(number, id, role);
        let typed = Typed::find(number, id);
        let role: Role = role.parse().unwrap();
        let mut rng = Rng::named(rng::seed(), &format!("{number} {id} {role} places"));
        let mut changed = Vec::new();
        while changed.len() < usize::try_from(rng::cases(60)).unwrap() {
            let valid = generate::message(mutator.profile(), &mut rng);
            let document = mutator.mutate(&valid, &mut rng).document;
            if let Some(text) = xml::document(&release, described, &document) {
                let lines =
                    text.replace("><", [">\n<", ">\n  é <!-- 😀\n漢 -->\t<"][changed.len() % 2]);
                // Spaces and comments change nothing but the places.
                let lines =
                    if lines.contains(" é ") { lines.replace(" é ", "   ") } else { lines };
                let tree = roxmltree::Document::parse(&lines).unwrap();
                for finding in typed.message.judge(lines.as_bytes(), role).findings() {
                    if assert_place(&tree, None, finding) {
                        *rules.entry(finding.rule().id).or_default() += 1;
                    }
                }
                changed.push(document);
            }
        }
        // The same as records of a list, from the middle of a stream.
        let text =
            xml::list(&release, described, &changed).unwrap().replace("><", ">\n<!--é😀-->\t<");
        let tree = roxmltree::Document::parse(&text).unwrap();
        let mut count = 0;
        validate(text.as_bytes(), typed.message, role, |judged| {
            let index = usize::try_from(judged.index).unwrap();
            for finding in judged.report.findings() {
                assert_place(&tree, Some(index), finding);
            }
            let element = place(
                &tree,
                Some(index),
                &format!("/vum:{}", described.xml.as_ref().unwrap().root),
            )
            .unwrap();
            let start = tree.text_pos_at(element.range().start);
            assert_eq!(
                (judged.start.line, judged.start.column),
                (start.row.into(), start.col.into())
            );
            assert_eq!(judged.text, text[element.range()].as_bytes());
            count += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(count, changed.len());
    }
    println!("{rules:?}");
    assert!(rules.len() >= 15, "{rules:?}");
}

/// Line and column, JSON Pointer, XPath and rule of everything that is wrong in one document.
const WRONG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- é😀 --><x:WerkzoekendeDetai xmlns:x="urn:x-vum:draft:v0300" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" a="">
  é tekst <?x?> en meer <IdWerkzoekende a="1">wz</IdWerkzoekende>
  <Mobiliteit>
    <MaximaleReistijd>4x</MaximaleReistijd>é<x:Bemiddelingspostcd>1234AB</x:Bemiddelingspostcd>
    <Onzin><b/></Onzin>
  </Mobiliteit><IndLdrRegistratie>true</IndLdrRegistratie>
  <Emailadres xsi:nil="true"/>
  <Emailadres>😀<b/></Emailadres><Emailadres xmlns="urn:q">x</Emailadres>
  <Mobiliteit/>
  <Webadres><Url>u</Url></Webadres> &amp; <Webadres>x<CdWebadres>99</CdWebadres></Webadres>
  <Flexibiliteit><DatBBeschikbaarVoorWerk>20240000</DatBBeschikbaarVoorWerk><DatEBeschikbaarVoorWerk>2024-01-01</DatEBeschikbaarVoorWerk></Flexibiliteit>
</x:WerkzoekendeDetai>"#;

fn shown(report: &Report) -> String {
    let lines = report.findings().iter().map(|it| {
        let at = it.position().unwrap();
        let (pointer, path) = (it.pointer(), it.xpath().unwrap());
        format!(
            "{}:{} {} {pointer} {path} {}\n",
            at.line,
            at.column,
            it.rule().id,
            it.attribute().unwrap_or("-")
        )
    });
    lines.collect()
}

#[test]
fn what_is_wrong_is_found_with_its_place() {
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(WRONG.as_bytes(), Role::Bron);
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn what_ends_the_reading_is_found_with_its_place() {
    let root = "<m:WerkzoekendeDetail xmlns:m='urn:x-vum:draft:v0301'>";
    let end = "</m:WerkzoekendeDetail>";
    let cases = [
        (format!("{root}é\n 😀<a></b>{end}"), "2:6"),
        (format!("{root}\n<a b='1'b='2'/>{end}"), "2:1"),
        (format!("{root}\né&#0;{end}"), "2:2"),
        (format!("{root}\né&x;{end}"), "2:2"),
        (format!("{root}\né\u{1}{end}"), "2:2"),
        (format!("{root}\né]]>{end}"), "2:2"),
        (format!("{root}\né<n:x/>{end}"), "2:2"),
        (format!("{root}\né<!-- -- -->{end}"), "2:7"),
        (format!("{root}\né<x"), "2:2"),
        (format!("{root}{end}\né"), "2:1"),
        (format!("{root}{end}\n  <x/>"), "2:3"),
        (format!("{root}{end}\n <!DOCTYPE x>"), "2:2"),
        (format!(" <?xml version='1.0'?>{root}{end}"), "1:2"),
        ("\n\n  x".to_owned(), "3:3"),
        ("<".to_owned(), "1:1"),
        (String::from("<!-- -->"), "1:9"),
    ];
    for (text, expected) in cases {
        let mut seen = Vec::new();
        let options = StreamOptions { format: Format::Xml, ..StreamOptions::from(Role::Bron) };
        validate(text.as_bytes(), &v3_1::WERKZOEKENDE_DETAIL, options, |judged| {
            let ends =
                judged.report.findings().iter().filter(|it| it.layer() == vum::Layer::Syntax);
            seen.extend(
                ends.map(|it| it.position().unwrap())
                    .map(|at| format!("{}:{}", at.line, at.column)),
            );
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(seen, [expected], "{text}");
    }
}

#[test]
fn a_document_that_is_written_reads_well() {
    let value = v3_1::Werkzoekende::from_json(
        br#"{"idWerkzoekende":"wz-1","mobiliteit":{"bemiddelingspostcode":"1234AB","maximaleReistijd":45},
            "emailadres":["a@example.nl","b&c@example.nl"],"flexibiliteit":{"datumAanvangBeschikbaarVoorWerk":"2024-02-29"},
            "persoonlijkePresentatie":"regel 1\r\nregel <2>","indicatieLdrRegistratie":1}"#,
        Role::Bron,
    );
    let value = value.into_valid().unwrap();
    let compact = value.to_xml(&v3_1::WERKZOEKENDE_DETAIL, XmlStyle::Compact).text;
    let pretty = value.to_xml(&v3_1::WERKZOEKENDE_DETAIL, XmlStyle::Pretty).text;
    insta::assert_snapshot!(format!("{compact}\n\n{pretty}"));
}
