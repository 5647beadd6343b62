//! Ours beside the alternatives, on the same data in one run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "benchmarks may stop at once"
)]

use std::ops::ControlFlow;

use jsonschema::{PatternOptions, Validator};
use serde_json::Value;
use vum::stream::{self, Format, StreamOptions};
use vum::{MessageType, Options, Role, XmlStyle};
use vum_benches::by_hand::{self, At};
use vum_benches::data::Data;
use vum_benches::harness::{Plan, Task, measure};
use vum_benches::plain;
use vum_tests::profile::Profile;

macro_rules! xml {
    ($plan:expr, $name:literal, $ours:ty, $message:expr, $values:expr, $texts:ty, $of_texts:expr, $types:ty, $of_types:expr) => {{
        let plan: &Plan = $plan;
        let options = Options::new(Role::Bron);
        let (ours, texts, types): (&[$ours], &[$texts], &[$types]) =
            ($values, $of_texts, $of_types);
        let title = concat!($name, ": XML read + check, all findings, owned values");
        let records: Vec<String> =
            ours.iter().map(|value| value.to_xml(&$message, XmlStyle::Compact).text).collect();
        // Theirs is what their serializer makes of the same values, with names of JSON as tags.
        let of_texts: Vec<String> = texts.iter().map(plain::to_xml).collect();
        let of_types: Vec<String> = types.iter().map(plain::to_xml).collect();
        let bytes = records.iter().map(String::len).sum();
        if plan.wants(title) {
            for ((n, text), (a, b)) in
                records.iter().enumerate().zip(of_texts.iter().zip(&of_types))
            {
                let outcome = <$ours>::from_xml(text.as_bytes(), &$message, options);
                assert!(outcome.is_valid() && outcome.value == ours[n], "{text}");
                assert_eq!(plain::read_and_check_xml::<$texts>(a).unwrap().1, 0, "{a}");
                assert_eq!(plain::read_and_check_xml::<$types>(b).unwrap().1, 0, "{b}");
            }
            let mut tasks = [
                Task::new("vum", || {
                    records
                        .iter()
                        .map(|text| {
                            let outcome = <$ours>::from_xml(text.as_bytes(), &$message, options);
                            outcome.report.findings().len() as u64
                        })
                        .sum()
                }),
                Task::new("quick-xml, events only", || {
                    records.iter().map(|text| plain::scan_xml(text)).sum()
                }),
                Task::new("quick-xml serde + garde derive, codes as texts", || {
                    of_texts
                        .iter()
                        .map(|text| plain::read_and_check_xml::<$texts>(text).unwrap().1 as u64)
                        .sum()
                }),
                Task::new("quick-xml serde + garde derive, codes as types", || {
                    of_types
                        .iter()
                        .map(|text| plain::read_and_check_xml::<$types>(text).unwrap().1 as u64)
                        .sum()
                }),
            ];
            measure(plan, title, records.len(), bytes, &mut tasks);
        }

        let title = concat!($name, ": XML write");
        if plan.wants(title) {
            let mut tasks = [
                Task::new("vum", || {
                    ours.iter()
                        .map(|it| it.to_xml(&$message, XmlStyle::Compact).text.len() as u64)
                        .sum()
                }),
                Task::new("quick-xml serde, codes as texts", || {
                    texts.iter().map(|value| plain::to_xml(value).len() as u64).sum()
                }),
                Task::new("quick-xml serde, codes as types", || {
                    types.iter().map(|value| plain::to_xml(value).len() as u64).sum()
                }),
            ];
            measure(plan, title, ours.len(), bytes, &mut tasks);
        }
    }};
}

macro_rules! groups {
    ($plan:expr, $name:literal, $data:expr, $ours:ty, $message:expr, $xml:literal, $module:ident, $plain:ident, $hand:path, $validator:expr) => {{
        let (plan, data, validator): (&Plan, &Data, &Validator) = ($plan, $data, $validator);
        type Texts = plain::$module::texts::$plain;
        type Types = plain::$module::types::$plain;
        let options = Options::new(Role::Bron);

        // Everyone finds the same faulty records, but for what `Data` says of the alternatives.
        for (n, (text, valid)) in data.texts.iter().zip(&data.valid).enumerate() {
            let show = || String::from_utf8_lossy(text);
            let ours = <$ours>::from_json(text, options).is_valid();
            assert_eq!(ours, *valid, "ours: {n}: {}", show());
            let texts = plain::read_and_check::<Texts>(text).is_ok_and(|(_, errors)| errors == 0);
            assert!(texts == *valid || data.lenient[n], "texts: {n}: {}", show());
            let types = plain::read_and_check::<Types>(text).is_ok_and(|(_, errors)| errors == 0);
            assert!(types == *valid || data.lenient[n], "types: {n}: {}", show());
            let value: Value = serde_json::from_slice(text).unwrap();
            assert!(
                data.hidden[n] || validator.is_valid(&value) == *valid,
                "jsonschema: {n}: {}",
                show()
            );
        }

        let (records, bytes) = (data.texts.len(), data.bytes());
        let title = concat!($name, ": JSON read + check, all findings, owned values");
        if plan.wants(title) {
            let mut tasks = [
                Task::new("vum", || {
                    data.texts
                        .iter()
                        .map(|text| {
                            let outcome = <$ours>::from_json(text, options);
                            outcome.report.findings().len() as u64
                        })
                        .sum()
                }),
                Task::new("serde_json derive + garde derive, codes as texts", || {
                    data.texts
                        .iter()
                        .map(|text| match plain::read_and_check::<Texts>(text) {
                            Ok((_, errors)) => errors as u64,
                            Err(_) => 1,
                        })
                        .sum()
                }),
                Task::new("serde_json derive + garde derive, codes as types", || {
                    data.texts
                        .iter()
                        .map(|text| match plain::read_and_check::<Types>(text) {
                            Ok((_, errors)) => errors as u64,
                            Err(_) => 1,
                        })
                        .sum()
                }),
                Task::new("serde_json derive, no check, codes as types", || {
                    data.texts
                        .iter()
                        .map(|text| u64::from(plain::read::<Types>(text).is_ok()))
                        .sum()
                }),
                Task::new("jsonschema", || {
                    data.texts
                        .iter()
                        .map(|text| {
                            let value: Value = plain::read(text).unwrap();
                            validator.iter_errors(&value).count() as u64
                        })
                        .sum()
                }),
                Task::new("jsonschema, then serde into the structs", || {
                    data.texts
                        .iter()
                        .map(|text| {
                            let value: Value = plain::read(text).unwrap();
                            let errors = validator.iter_errors(&value).count() as u64;
                            errors + u64::from(serde_json::from_value::<Types>(value).is_err())
                        })
                        .sum()
                }),
            ];
            measure(plan, title, records, bytes, &mut tasks);
        }

        let good = data.only_valid();
        let ours: Vec<$ours> =
            good.texts.iter().map(|text| <$ours>::from_json(text, options).value).collect();
        // The same values: ours holds nothing where the text had an empty one.
        let written: Vec<String> = ours.iter().map(|value| value.to_json()).collect();
        let texts: Vec<Texts> =
            written.iter().map(|text| plain::read(text.as_bytes()).unwrap()).collect();
        let types: Vec<Types> =
            written.iter().map(|text| plain::read(text.as_bytes()).unwrap()).collect();
        let bytes = written.iter().map(String::len).sum();

        let title = concat!($name, ": JSON write");
        if plan.wants(title) {
            for ((a, b), c) in ours.iter().zip(&texts).zip(&types) {
                assert_eq!(a.to_json(), serde_json::to_string(b).unwrap());
                assert_eq!(a.to_json(), serde_json::to_string(c).unwrap());
            }
            let mut tasks = [
                Task::new("vum", || ours.iter().map(|value| value.to_json().len() as u64).sum()),
                Task::new("serde_json derive, codes as texts", || {
                    texts
                        .iter()
                        .map(|value| serde_json::to_string(value).unwrap().len() as u64)
                        .sum()
                }),
                Task::new("serde_json derive, codes as types", || {
                    types
                        .iter()
                        .map(|value| serde_json::to_string(value).unwrap().len() as u64)
                        .sum()
                }),
            ];
            measure(plan, title, ours.len(), bytes, &mut tasks);
        }

        // With quick-xml and serde a choice cannot be written.
        if $xml {
            xml!(plan, $name, $ours, $message, &ours, Texts, &texts, Types, &types);
        }

        let title = concat!($name, ": check of values in memory");
        if plan.wants(title) {
            let by_hand = |value: &$ours| {
                let mut faults = Vec::new();
                $hand(value, &At::Root, &mut faults);
                faults.len()
            };
            let all: Vec<$ours> =
                data.texts.iter().map(|text| <$ours>::from_json(text, options).value).collect();
            for value in &all {
                assert_eq!(
                    value.check(options).findings().len(),
                    by_hand(value),
                    "{}",
                    value.to_json()
                );
            }
            for value in &types {
                assert_eq!(plain::check(value), 0);
            }
            let mut tasks = [
                Task::new("vum", || {
                    ours.iter().map(|value| value.check(options).findings().len() as u64).sum()
                }),
                Task::new("written by hand", || {
                    ours.iter().map(|value| by_hand(value) as u64).sum()
                }),
                Task::new("garde derive, codes as texts", || {
                    texts.iter().map(|value| plain::check(value) as u64).sum()
                }),
                Task::new("garde derive, codes as types", || {
                    types.iter().map(|value| plain::check(value) as u64).sum()
                }),
            ];
            measure(plan, title, ours.len(), bytes, &mut tasks);
        }
    }};
}

fn validator(release: &str, message: &str) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .build(&vum_tests::oracle::schema(&Profile::new(release, message, "bron")))
        .unwrap()
}

fn streams(plan: &Plan, data: &Data, message: &MessageType) {
    let title = "werkzoekende/detail 3.1.0: stream::validate on NDJSON";
    if !plan.wants(title) {
        return;
    }
    // Long enough that starting threads does not count.
    let text = data.ndjson().repeat(8);
    let run = |jobs: usize| {
        let options = StreamOptions { jobs, format: Format::Lines, ..Role::Bron.into() };
        let totals =
            stream::validate(&text[..], message, options, |_| ControlFlow::Continue(())).unwrap();
        totals.errors
    };
    assert_eq!(run(1), run(2));
    let mut tasks = [Task::parallel("1 job", || run(1)), Task::parallel("2 jobs", || run(2))];
    measure(plan, title, data.texts.len() * 8, text.len(), &mut tasks);
}

fn main() {
    let plan = Plan::from_args();
    let data = Data::new("3.1.0", "werkzoekende/detail", plan.records);
    groups!(
        &plan,
        "werkzoekende/detail 3.1.0",
        &data,
        vum::v3_1::Werkzoekende,
        vum::v3_1::WERKZOEKENDE_DETAIL,
        true,
        werkzoekende,
        Werkzoekende,
        by_hand::werkzoekende::werkzoekende,
        &validator("3.1.0", "werkzoekende/detail")
    );
    streams(&plan, &data, &vum::v3_1::WERKZOEKENDE_DETAIL);

    let data = Data::new("2.0.0", "vacature/match", plan.records);
    groups!(
        &plan,
        "vacature/match 2.0.0",
        &data,
        vum::v2_0::VacatureMatch,
        vum::v2_0::VACATURE_MATCH,
        false,
        vacature,
        VacatureMatch,
        by_hand::vacature::vacature_match,
        &validator("2.0.0", "vacature/match")
    );
}
