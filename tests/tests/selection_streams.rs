//! Questions to streams: every syntax and every number of threads selects the same records.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::ops::ControlFlow;

use serde_json::Value;
use vum::select::{Area, SelectionType, Selector, Verdict};
use vum::stream::{Format, SelectOptions, SelectTotals, StreamOptions, convert, select};
use vum::{Options, Role, Syntax};
use vum_tests::rng::{Rng, cases, seed};
use vum_tests::selection::evaluate;
use vum_tests::selection::random::Questions;
use vum_tests::selection::strip::filled;

fn options(jobs: usize) -> SelectOptions<'static> {
    let stream = StreamOptions { jobs, ..StreamOptions::from(Role::Bron) };
    SelectOptions::new(stream, Area::ignored())
}

fn ask(of: &SelectionType, question: &Value) -> Selector {
    of.read(question.to_string().as_bytes(), Role::Bemiddelaar).value
}

/// The numbers of the selected records, their JSON, and the counts.
fn selected(
    text: &str,
    selector: &Selector,
    options: &SelectOptions<'_>,
) -> (Vec<u64>, Vec<String>, SelectTotals) {
    let (mut numbers, mut lines) = (Vec::new(), Vec::new());
    let totals = select(text.as_bytes(), selector, options, |record| {
        assert_eq!(record.explanation().is_some(), options.explain);
        if let Some(told) = record.explanation() {
            assert_eq!(Some(told.verdict), record.verdict());
        }
        assert_eq!(record.json().is_some(), record.verdict() == Some(Verdict::Selected));
        if let Some(line) = record.json() {
            assert!(record.is_complete());
            numbers.push(record.judged.index);
            lines.push(line.into_owned());
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(totals.selected, numbers.len() as u64);
    (numbers, lines, totals)
}

/// The same records as an XML document.
fn xml(of: &SelectionType, lines: &str) -> String {
    let names = of.message.xml.unwrap();
    let mut text = names.open_list();
    convert(lines.as_bytes(), of.message, Role::Bron, Syntax::Xml, |record| {
        assert!(record.complete && record.losses.is_empty());
        text.push_str(record.text.unwrap());
        ControlFlow::Continue(())
    })
    .unwrap();
    text + &names.close_list()
}

#[test]
fn streams_of_any_kind_select_what_the_oracle_selects() {
    let mut hits = 0;
    for of in vum::selections() {
        let (part, view) = of.message.id.split_once('/').unwrap();
        let release = of.message.release;
        let pairs = Questions::new(release, part, view);
        let mut rng = Rng::new(seed());
        for _ in 0..cases(4) {
            let question = pairs.question(&mut rng);
            let profiles: Vec<Value> =
                (0..20).map(|_| pairs.profile(&question, &mut rng)).collect();
            let expected: Vec<u64> = (0..)
                .zip(&profiles)
                .filter(|(_, it)| evaluate(release, part, &question, it))
                .map(|(n, _)| n)
                .collect();
            hits += expected.len();
            let selector = ask(of, &question);
            let asked = question.get("selectiegebied");
            let holds = |name: &str| asked.and_then(|it| it.get(name)).is_some_and(|it| it != "");
            assert_eq!(selector.asks_area(), holds("postcode") || holds("afstand"), "{question}");
            let lines: String = profiles.iter().map(|it| format!("{it}\n")).collect();
            let wide: Vec<String> =
                profiles.iter().map(|it| serde_json::to_string_pretty(it).unwrap()).collect();
            let array = format!("[\r\n{}]", wide.join(",\r\n"));
            let as_xml = xml(of, &lines);
            for (explain, jobs) in [(false, 1), (true, 3)] {
                let options = SelectOptions { explain, ..options(jobs) };
                let (numbers, texts, totals) = selected(&lines, &selector, &options);
                assert_eq!(numbers, expected, "{release} {part}\n{question}");
                assert_eq!(totals.records.records, 20);
                let as_is: Vec<String> =
                    expected.iter().map(|n| profiles[*n as usize].to_string()).collect();
                assert_eq!(texts, as_is);
                let spread = [&wide.join(" "), &array, &as_xml];
                for (form, text) in spread.into_iter().enumerate() {
                    let (numbers, texts, _) = selected(text, &selector, &options);
                    assert_eq!(numbers, expected, "{release} {part}\n{question}\n{text}");
                    for (text, n) in texts.iter().zip(&expected) {
                        assert!(!text.contains(['\n', '\r']), "{text}");
                        let read: Value = serde_json::from_str(text).unwrap();
                        let profile = &profiles[*n as usize];
                        // Some empty values do not go over XML: by the standard they are absent.
                        let same = if form < 2 {
                            read == *profile
                        } else {
                            filled(&read) == filled(profile)
                        };
                        assert!(same, "{read}\n{profile}");
                    }
                }
            }
        }
    }
    assert!(hits > 40, "{hits}");
}

#[test]
fn no_more_than_the_maximum_is_looked_at() {
    let of = vum::selection("3.1.0", "werkgeverscontactmoment/match").unwrap();
    let selector = ask(of, &serde_json::json!({"werkgever.nummerKvk": {"$eq": "12345678"}}));
    let hit = "{\"werkgever\":{\"nummerKvk\":\"12345678\"}}\n";
    let text = format!("{hit}{{}}\n{hit}{{}}\n{hit}{{}}\n");
    for jobs in [1, 3] {
        for (maximum, found, looked_at, reached) in
            [(0, 0, 1, true), (1, 1, 3, true), (2, 2, 5, true), (3, 3, 6, false), (9, 3, 6, false)]
        {
            let options = SelectOptions { maximum, ..options(jobs) };
            let (numbers, _, totals) = selected(&text, &selector, &options);
            assert_eq!(numbers.len(), found);
            assert_eq!((totals.records.records, totals.maximum_reached), (looked_at, reached));
        }
    }
}

#[test]
fn a_record_that_is_not_read_to_its_end_is_never_selected() {
    let of = vum::selection("3.1.0", "werkzoekende/match").unwrap();
    let selector = ask(of, &serde_json::json!({}));
    assert!(!selector.asks_area());
    let text = "{}\n{\"a\":1}\n{\"idWerkzoekende\":\"a\n{}\n";
    let stream = StreamOptions { format: Format::Lines, ..StreamOptions::from(Role::Bron) };
    let mut verdicts = Vec::new();
    let totals =
        select(text.as_bytes(), &selector, &SelectOptions::new(stream, Area::unknown()), |it| {
            verdicts.push(it.verdict());
            ControlFlow::Continue(())
        })
        .unwrap();
    let yes = Some(Verdict::Selected);
    assert_eq!(verdicts, [yes, yes, None, yes]);
    assert!(totals.records.broken);
    assert_eq!((totals.records.records, totals.selected), (4, 3));
    // Line breaks in a string are no JSON, so that none is lost in a record that is selected.
    let text = "[{\"idWerkzoekende\":\"a\nb\"}]";
    let (numbers, _, totals) = selected(text, &selector, &options(1));
    assert!(numbers.is_empty() && totals.records.broken);
}

#[test]
fn a_selector_goes_with_the_type_of_its_message_only() {
    use vum::v3_1 as v;
    let question = || v::WerkzoekendeSelectievraag::new("1234AB", 5);
    assert!(Selector::new::<v::WerkzoekendeMatch, _>(question(), &v::WERKZOEKENDE_MATCH).is_some());
    assert!(
        Selector::new::<v::WerkzoekendeMatch, _>(question(), &v::WERKZOEKENDE_DETAIL).is_none()
    );
    let detail = Selector::new::<v::Werkzoekende, _>(question(), &v::WERKZOEKENDE_DETAIL).unwrap();
    assert!(detail.asks_area());
    assert!(!format!("{detail:?}").contains("1234AB"));
    // In a selector nothing is known of the area: a profile that matches is unknown.
    let text = r#"{"mobiliteit":{"bemiddelingspostcode":"1234AB"}}"#;
    let options = SelectOptions::new(Options::new(Role::Bron), Area::unknown());
    let totals = select(text.as_bytes(), &detail, &options, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((totals.selected, totals.unknown), (0, 1));
}
