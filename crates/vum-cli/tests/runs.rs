//! However records come in and however many threads judge them, what is found is what the plain
//! judge finds in each record by itself: every finding, in the same order, at its place in the whole
//! input.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed test is told"
)]

mod program;

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::ControlFlow;

use program::{Run, directory, vum, with_input};
use serde_json::{Value, json};
use vum::stream::{Format, StreamOptions};
use vum::{Finding, Language, MessageType, Options, Param, Position, Severity};
use vum_model::{Role, Standard, Version};
use vum_sample::{Fault, Sampler};

const JOBS: [usize; 4] = [1, 2, 3, 8];
const RECORDS: u64 = 120;
/// A file is judged by one thread below this size.
const LARGE: usize = 1 << 20;

/// The same cases every time, so that a failure can be repeated; set VUM_SEED for others.
fn seed() -> u64 {
    std::env::var("VUM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_124)
}

/// A small generator (splitmix64).
struct Rng(u64);

impl Rng {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 1).unwrap() % end
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    Lines,
    Array,
}

/// Some records of a message, three in ten of them with known faults.
struct Given {
    message: &'static MessageType,
    records: Vec<String>,
    faults: Vec<Vec<Fault>>,
}

impl Given {
    fn of_every_message() -> Vec<Self> {
        let model = Standard::embedded().resolve().model.unwrap();
        vum::messages()
            .filter(|message| !message.id.ends_with("/selectievraag"))
            .map(|message| {
                let release = model.release(Version::parse(message.release).unwrap()).unwrap();
                let role = match message.default_role {
                    vum::Role::Bron => Role::Bron,
                    vum::Role::Bemiddelaar => Role::Bemiddelaar,
                };
                let sampler = Sampler::new(&release, message.id, role).unwrap();
                let sampler = sampler.seed(seed()).faulty(30);
                let samples = (0..RECORDS).map(|n| sampler.record(n));
                let (records, faults) = samples.map(|it| (it.json, it.faults)).unzip();
                Self { message, records, faults }
            })
            .collect()
    }

    fn name(&self) -> String {
        format!("{}-{}", self.message.release, self.message.id.replace('/', "-"))
    }

    /// The records as one text. Lines hold broken records too: such a one does not touch the others.
    fn whole(&self, layout: Layout) -> Whole {
        let mut rng = Rng(seed() ^ self.name().len() as u64);
        let mut whole = Whole { text: String::new(), records: Vec::new() };
        whole.text.push_str(if layout == Layout::Array { " [\n" } else { "\u{feff}" });
        for (n, record) in self.records.iter().enumerate() {
            let mut record = loosened(record, layout, &mut rng);
            let mut between = match layout {
                Layout::Lines => rng.pick(&["\n", "\n", "\r\n", "\n\n", "\n  \r\n"]),
                Layout::Array => rng.pick(&[",", ",\n", " , ", "\r\n,\t"]),
            };
            if n + 1 == self.records.len() {
                between = "";
            }
            if layout == Layout::Lines && n % 17 == 5 {
                let mut end = 1 + rng.below(record.len());
                while !record.is_char_boundary(end) {
                    end -= 1;
                }
                record.truncate(end);
            }
            if layout == Layout::Lines && between.starts_with('\r') {
                // A line is what stands before its line feed.
                record.push('\r');
                between = &between[1..];
            }
            whole.records.push((whole.text.len(), record.clone()));
            whole.text.push_str(&record);
            whole.text.push_str(between);
        }
        whole.text.push_str(if layout == Layout::Array { "\n]\n" } else { "" });
        assert!(whole.text.len() > LARGE, "{}: {} bytes", self.name(), whole.text.len());
        whole
    }
}

/// The same JSON with other white space: a lot of it, so that a few records fill a batch.
fn loosened(record: &str, layout: Layout, rng: &mut Rng) -> String {
    let some: &[&str] = match layout {
        Layout::Lines => &["", "", "", " ", "\t", "  "],
        Layout::Array => &["", "", "", " ", "\n", "\r\n\t"],
    };
    let (mut text, mut in_string, mut escaped) = (String::new(), false, false);
    for c in record.chars() {
        text.push(c);
        match c {
            '"' if !escaped => in_string = !in_string,
            '{' if text.len() == 1 => text.push_str(&" ".repeat(rng.below(24_000))),
            ',' | ':' | '[' | '{' if !in_string => text.push_str(rng.pick(some)),
            _ => {}
        }
        escaped = in_string && c == '\\' && !escaped;
    }
    text
}

/// Records in one text.
struct Whole {
    text: String,
    /// Where each stands, and its own text.
    records: Vec<(usize, String)>,
}

impl Whole {
    /// What has to be found, by the plain judge. Places are counted here.
    fn plain(&self, message: &MessageType, show_values: bool) -> Vec<Value> {
        let options = Options { show_values, ..Options::new(message.default_role) };
        let mut findings = Vec::new();
        for (n, (start, record)) in self.records.iter().enumerate() {
            for finding in message.judge(record.as_bytes(), options).findings() {
                let mut before = &self.text[..start + finding.offset().unwrap()];
                // A byte order mark is no character of the text.
                before = before.strip_prefix('\u{feff}').unwrap_or(before);
                let line = before.rsplit('\n').next().unwrap();
                let at = Position {
                    line: 1 + before.matches('\n').count() as u64,
                    column: 1 + line.chars().count() as u64,
                };
                findings.push(told(n as u64, finding, at));
            }
        }
        findings
    }
}

/// A finding as the report in JSON has it.
fn told(record: u64, finding: &Finding, at: Position) -> Value {
    let params = finding.params().iter().map(|(name, param)| {
        let param = match param {
            Param::Number(number) => json!(number),
            Param::Text(text) => json!(text),
            Param::Word(word) => json!(word.id()),
            Param::Texts(texts) => json!(texts.en),
            _ => panic!("a parameter that this test does not know"),
        };
        ((*name).to_owned(), param)
    });
    json!({
        "record": record,
        "rule": finding.rule().id,
        "layer": format!("{:?}", finding.layer()).to_lowercase(),
        "severity": format!("{:?}", finding.severity()).to_lowercase(),
        "pointer": finding.pointer(),
        "line": at.line,
        "column": at.column,
        "attribute": finding.attribute(),
        "text": finding.text(Language::En),
        "params": Value::Object(params.collect()),
    })
}

/// Tells the first difference: the whole lists are too long to read.
#[track_caller]
fn assert_same(found: &[Value], plain: &[Value], run: &str) {
    for (n, (found, plain)) in found.iter().zip(plain).enumerate() {
        assert_eq!(found, plain, "{run}: finding {n}");
    }
    assert_eq!(found.len(), plain.len(), "{run}");
}

/// Gives a text in pieces of any length.
struct Pieces<'a>(&'a [u8], Rng);

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = [1, 7, 4_096, 300_000][self.1.below(4)];
        let length = (1 + self.1.below(most)).min(into.len()).min(self.0.len());
        into[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

#[test]
fn a_record_with_known_faults_has_exactly_those() {
    let mut rules = BTreeMap::new();
    for given in Given::of_every_message() {
        let options = Options { show_values: true, ..Options::new(given.message.default_role) };
        let faulty = given.faults.iter().filter(|faults| !faults.is_empty()).count();
        assert!((15..=60).contains(&faulty), "{}: {faulty} are faulty", given.name());
        for (n, (record, faults)) in given.records.iter().zip(&given.faults).enumerate() {
            let report = given.message.judge(record.as_bytes(), options);
            let errors = report.findings().iter().filter(|it| it.severity() == Severity::Error);
            let mut errors: Vec<_> = errors.map(|it| (it.rule().id, it.pointer())).collect();
            let mut truth: Vec<_> = faults.iter().map(|it| (it.rule, &*it.pointer)).collect();
            errors.sort_unstable();
            truth.sort_unstable();
            assert_eq!(errors, truth, "{} record {n}", given.name());
            assert!(faults.iter().all(|fault| fault.record == n as u64));
            faults.iter().for_each(|fault| *rules.entry(fault.rule).or_insert(0) += 1);
        }
    }
    assert!(rules.len() >= 12, "faults of few kinds: {rules:?}");
}

#[test]
fn every_run_of_the_library_finds_what_the_plain_judge_finds() {
    for given in Given::of_every_message() {
        for (layout, formats) in [
            (Layout::Lines, [Format::Lines, Format::Auto]),
            (Layout::Array, [Format::Array, Format::Auto]),
        ] {
            let whole = given.whole(layout);
            for show_values in [true, false] {
                let plain = whole.plain(given.message, show_values);
                assert!(plain.len() > 10, "{} {layout:?}: {}", given.name(), plain.len());
                for (jobs, format) in JOBS.into_iter().zip(formats.into_iter().cycle()) {
                    let run = format!("{} {layout:?} {format:?} {jobs} jobs", given.name());
                    let options = StreamOptions {
                        options: Options {
                            show_values,
                            ..Options::new(given.message.default_role)
                        },
                        format,
                        jobs,
                    };
                    let input = Pieces(whole.text.as_bytes(), Rng(seed() + jobs as u64));
                    let (mut found, mut next) = (Vec::new(), 0);
                    let totals = vum::stream::validate(input, given.message, options, |judged| {
                        assert_eq!(judged.index, next, "{run}");
                        let (start, text) = &whole.records[usize::try_from(next).unwrap()];
                        assert_eq!(judged.text, text.as_bytes(), "{run}: record {next}");
                        assert!(whole.text[*start..].starts_with(text));
                        next += 1;
                        let findings = judged.report.findings().iter();
                        found.extend(
                            findings.map(|it| told(judged.index, it, it.position().unwrap())),
                        );
                        ControlFlow::Continue(())
                    });
                    let totals = totals.unwrap();
                    assert_same(&found, &plain, &run);
                    assert_eq!((next, totals.records), (RECORDS, RECORDS), "{run}");
                    let sum = totals.errors + totals.warnings + totals.infos;
                    assert_eq!(sum, plain.len() as u64, "{run}");
                }
            }
        }
    }
}

const REPORT: &[&str] = &["validate", "--format", "json", "--show-values", "--max-findings", "all"];

/// The findings of the files in a report of the program, and its summary.
fn findings(run: &Run) -> (BTreeMap<String, Vec<Value>>, Value) {
    let mut report: Value = serde_json::from_str(&run.out).unwrap();
    let files = report["files"].as_array_mut().unwrap().iter_mut().map(|file| {
        assert_eq!((&file["records"], &file["dropped"]), (&json!(RECORDS), &json!(0)));
        let Value::Array(findings) = file["findings"].take() else { panic!("no findings") };
        let name = file["file"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap();
        (name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), findings)
    });
    let files = files.collect();
    (files, report["summary"].take())
}

#[test]
fn every_run_of_the_program_finds_what_the_plain_judge_finds() {
    let all = Given::of_every_message();
    let dir = directory("runs");
    for (layout, extension) in [(Layout::Lines, "ndjson"), (Layout::Array, "json")] {
        let (folder, mut config) = (dir.join(extension), String::new());
        std::fs::create_dir_all(&folder).unwrap();
        let mut expected = BTreeMap::new();
        for given in &all {
            let (whole, name, message) = (given.whole(layout), given.name(), given.message);
            let plain = whole.plain(message, true);
            for jobs in JOBS {
                let run = format!("{name} {layout:?} on standard input, {jobs} jobs");
                let kind = ["-r", message.release, "-m", message.id, "-j", &jobs.to_string()];
                let seen = with_input(&dir, &[REPORT, &kind, &["-"]].concat(), &whole.text);
                assert_eq!(seen.code, if layout == Layout::Lines { 3 } else { 1 }, "{run}");
                assert_same(&findings(&seen).0["-"], &plain, &run);
            }
            std::fs::write(folder.join(format!("{name}.{extension}")), &whole.text).unwrap();
            config += &format!(
                "[[files]]\nglob = \"{name}.*\"\nrelease = {:?}\nmessage = {:?}\n",
                message.release, message.id
            );
            expected.insert(name, plain);
        }
        std::fs::write(folder.join("vum.toml"), config).unwrap();
        for jobs in JOBS {
            let run = format!("files {extension}, {jobs} jobs");
            let seen = vum(&dir, &[REPORT, &["-j", &jobs.to_string(), extension]].concat());
            let (found, summary) = findings(&seen);
            assert_eq!(found.len(), expected.len(), "{run}");
            for (name, plain) in &expected {
                assert_same(&found[name], plain, &format!("{name}: {run}"));
            }
            let of = |severity: &str| {
                let all = expected.values().flatten();
                all.filter(|finding| finding["severity"] == severity).count()
            };
            assert_eq!(
                [&summary["errors"], &summary["warnings"], &summary["infos"]],
                [&json!(of("error")), &json!(of("warning")), &json!(of("info"))],
                "{run}"
            );
        }
    }
}
