//! Hostile XML: bounded, never a panic, and a clear finding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::io::{self, Read};
use std::ops::ControlFlow;

use vum::stream::{Format, StreamOptions, Totals, convert, validate};
use vum::{Limits, Options, Report, Role, Syntax, v3_1};
use vum_tests::rng::{self, Rng};
use vum_tests::xml::typed::Typed;

const NAMESPACE: &str = "urn:x-vum:draft:v0301";

fn judge(text: impl AsRef<[u8]>) -> Report {
    v3_1::WERKZOEKENDE_DETAIL.judge(text.as_ref(), Role::Bron)
}

fn rules(report: &Report) -> Vec<&'static str> {
    report.findings().iter().map(|finding| finding.rule().id).collect()
}

/// The findings without those of what is missing, each with its line and column.
fn found(report: &Report) -> Vec<String> {
    let findings = report.findings().iter().filter(|it| it.rule().id != "required");
    let shown = findings.map(|it| {
        let at = it.position().unwrap();
        format!("{}:{} {}", at.line, at.column, it.rule().id)
    });
    shown.collect()
}

fn document(content: &str) -> String {
    format!("<m:WerkzoekendeDetail xmlns:m=\"{NAMESPACE}\">{content}</m:WerkzoekendeDetail>")
}

const GOOD: &str = "<IdWerkzoekende>wz-1</IdWerkzoekende><Mobiliteit>\
    <Bemiddelingspostcd>1234AB</Bemiddelingspostcd></Mobiliteit>";

/// A stream that is made while it is read.
struct Endless<F> {
    next: F,
    held: Vec<u8>,
    at: usize,
}

impl<F: FnMut(&mut Vec<u8>) -> bool> Read for Endless<F> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.held.len() {
            (self.at, self.held) = (0, std::mem::take(&mut self.held));
            self.held.clear();
            if !(self.next)(&mut self.held) {
                return Ok(0);
            }
        }
        let count = out.len().min(self.held.len() - self.at);
        out[..count].copy_from_slice(&self.held[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// A start, so many pieces, and an end.
fn made<'a>(start: &'a str, piece: &'a str, count: u64, end: &'a str) -> impl Read + 'a {
    let mut left = Some(count);
    // Many at once: a test should wait for the reader, not for the text.
    let times = (1 << 16) / piece.len().max(1) + 1;
    let many = piece.repeat(times);
    Endless {
        held: start.as_bytes().to_vec(),
        at: 0,
        next: move |out: &mut Vec<u8>| match left {
            None => false,
            Some(0) => {
                left = None;
                out.extend_from_slice(end.as_bytes());
                !end.is_empty()
            }
            Some(count) => {
                let now = times.min(usize::try_from(count).unwrap());
                left = Some(count - u64::try_from(now).unwrap());
                out.extend_from_slice(&many.as_bytes()[..piece.len() * now]);
                true
            }
        },
    }
}

/// Judges a stream: totals, the first findings, and how many bytes were held at most.
fn stream(input: impl Read, options: impl Into<StreamOptions>) -> (Totals, Vec<String>, u64) {
    let options = options.into();
    let mut seen = Vec::with_capacity(100);
    let mut totals = Totals::default();
    let memory = allocation_counter::measure(|| {
        totals = validate(input, &v3_1::WERKZOEKENDE_DETAIL, options, |judged| {
            for finding in judged.report.findings() {
                if seen.len() < 20 {
                    let at = finding.position().unwrap();
                    let id = finding.rule().id;
                    seen.push(format!("{} {}:{} {id}", judged.index, at.line, at.column));
                }
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    });
    (totals, seen, memory.bytes_max)
}

/// As small as a build for tests needs it, as large as it gets in a release build.
fn mebibytes(small: u64) -> u64 {
    rng::cases(if cfg!(debug_assertions) { small } else { 1024 })
}

#[test]
fn a_text_that_ends_anywhere_is_a_finding() {
    let text = format!(
        "\u{feff}<?xml version=\"1.0\"?><!-- é --><m:WerkzoekendeDetail xmlns:m='{NAMESPACE}'>{GOOD}\
         <PersoonlijkePresentatie>&amp;é<![CDATA[x]]></PersoonlijkePresentatie><?p q?>\
         </m:WerkzoekendeDetail>"
    );
    assert!(judge(&text).is_valid());
    for end in 0..text.len() {
        let report = judge(&text.as_bytes()[..end]);
        assert!(report.is_broken() && !report.is_valid(), "{end}");
        let last = rules(&report).last().copied().unwrap();
        // Behind the mark alone nothing says that it is XML.
        let expected: &[_] =
            if end <= 3 { &["json-syntax", "encoding"] } else { &["xml-syntax", "encoding"] };
        assert!(expected.contains(&last), "{end}: {last}");
        // And through the stream.
        let (totals, ..) = stream(&text.as_bytes()[..end], Role::Bron);
        assert!(totals.broken || end <= 3, "{end}");
    }
}

#[test]
fn a_list_that_ends_anywhere_is_a_finding() {
    let text = format!(
        "<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'> <WerkzoekendeDetail>{GOOD}\
         </WerkzoekendeDetail><!-- - --> <?p?>\n<WerkzoekendeDetail>{GOOD}</WerkzoekendeDetail>\
         </m:WerkzoekendeDetailLijst>"
    );
    let (totals, seen, _) = stream(text.as_bytes(), Role::Bron);
    assert_eq!((totals.records, seen.len()), (2, 0));
    for end in 1..text.len() {
        let (totals, seen, _) = stream(&text.as_bytes()[..end], Role::Bron);
        assert!(totals.broken && totals.errors > 0, "{end}: {seen:?}");
    }
    let (totals, seen, _) = stream(format!("{text} <x/>").as_bytes(), Role::Bron);
    assert!(totals.broken);
    assert_eq!(seen, [format!("2 2:{} xml-syntax", text.rsplit('\n').next().unwrap().len() + 2)]);
}

#[test]
fn another_encoding_is_said_to_be_one() {
    let text = document(GOOD);
    let wide: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let declared =
        |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{text}");
    let mut latin = declared("ISO-8859-1").replace("wz-1", "caf\u{1}").into_bytes();
    for byte in &mut latin {
        *byte = if *byte == 1 { 0xE9 } else { *byte };
    }
    let cases: [(&str, Vec<u8>, &[&str]); 13] = [
        ("utf-16 le with a mark", [&b"\xFF\xFE"[..], &little].concat(), &["xml-encoding"]),
        ("utf-16 be with a mark", [&b"\xFE\xFF"[..], &big].concat(), &["xml-encoding"]),
        ("utf-16 le", little, &["xml-encoding"]),
        ("utf-16 be", big, &["xml-encoding"]),
        ("latin", latin, &["xml-encoding"]),
        ("latin, declared only", declared("ISO-8859-1").into(), &["xml-encoding"]),
        ("utf-16, declared only", declared("UTF-16").into(), &["xml-encoding"]),
        ("utf-7, declared only", declared("UTF-7").into(), &["xml-encoding"]),
        ("utf-8", declared("uTf-8").into(), &[]),
        ("utf-8 with a mark", [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat(), &[]),
        ("a bad byte", text.replace("wz-1", "\u{1}").into(), &["xml-syntax"]),
        ("half a character", [text.as_bytes(), b"<!--\xC3-->"].concat(), &["encoding"]),
        ("a mark behind a mark", format!("\u{feff}\u{feff}{text}").into(), &["xml-syntax"]),
    ];
    for (name, text, expected) in cases {
        let options = StreamOptions { format: Format::Xml, ..StreamOptions::from(Role::Bron) };
        let (totals, seen, _) = stream(text.as_slice(), options);
        let ids: Vec<&str> = seen.iter().map(|it| it.rsplit(' ').next().unwrap()).collect();
        assert_eq!(ids, expected, "{name}");
        assert_eq!(totals.broken, !expected.is_empty(), "{name}");
        if !name.contains("behind") {
            assert_eq!(rules(&judge(&text)), expected, "{name}");
        }
    }
}

#[test]
fn documents_do_not_declare_what_they_hold() {
    let laughs = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\">{}]>\n{}",
        (1..10).fold(String::new(), |all, n| {
            all + &format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10))
        }),
        document("<PersoonlijkePresentatie>&lol9;</PersoonlijkePresentatie>")
    );
    let external = format!(
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}",
        document("<PersoonlijkePresentatie>&e;</PersoonlijkePresentatie>")
    );
    for (text, place) in [
        (laughs.as_str(), "2:1 xml-doctype"),
        (&external, "1:1 xml-doctype"),
        ("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>", "1:1 xml-doctype"),
        ("<!DOCTYPE x PUBLIC \"a\" \"b\"><x/>", "1:1 xml-doctype"),
        (&document("<PersoonlijkePresentatie>&e;</PersoonlijkePresentatie>"), "1:80 xml-entity"),
        (&document("&e;"), "1:55 xml-entity"),
    ] {
        assert_eq!(found(&judge(text)), [place], "{text}");
        let (totals, seen, bytes) = stream(text.as_bytes(), Role::Bron);
        assert!(totals.broken && seen.last().unwrap().ends_with(place), "{seen:?}");
        assert!(bytes < 1 << 20, "{bytes}");
    }
}

#[test]
fn deep_nesting_ends_at_the_limit() {
    let limit = Limits::default().depth;
    for depth in [limit - 2, limit - 1, limit, 1_000, 10_000, 300_000] {
        for name in ["a", "Mobiliteit", "Sector", "Bemiddelingspostcd"] {
            let (open, close) = (format!("<{name}>"), format!("</{name}>"));
            let text = document(&format!("{}{}", open.repeat(depth), close.repeat(depth)));
            if depth > limit * 10_000 {
                continue;
            }
            let ids = rules(&judge(&text));
            // The root is a level too.
            assert_eq!(ids.contains(&"depth-limit"), depth + 1 > limit, "{name} {depth}: {ids:?}");
            assert!(!ids.contains(&"xml-syntax"), "{name} {depth}: {ids:?}");
            // Without ends, and with other ends.
            let ids = rules(&judge(document(&open.repeat(depth))));
            assert!(ids.contains(&"depth-limit") || ids.contains(&"xml-syntax"), "{ids:?}");
        }
    }
    let options =
        Options { limits: Limits { depth: 2, ..Limits::default() }, ..Options::new(Role::Bron) };
    let report = v3_1::WERKZOEKENDE_DETAIL.judge(document(GOOD).as_bytes(), options);
    assert_eq!(rules(&report), ["depth-limit"]);
    // Far beyond what a stack could hold, as an element of a list.
    let start = format!("<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'><WerkzoekendeDetail>");
    let (totals, seen, bytes) = stream(made(&start, "<Sector>", 1 << 20, ""), Role::Bron);
    assert!(totals.broken);
    assert!(seen.iter().any(|it| it.ends_with("depth-limit")), "{seen:?}");
    assert!(bytes < 64 << 20, "{bytes}");
}

/// What a stream holds is bounded by the limit on a record: the text, its copy in a batch, and
/// room for both to grow.
fn bound(limit: usize) -> u64 {
    (limit * 5 + (4 << 20)).try_into().unwrap()
}

#[test]
fn a_huge_text_is_passed_over_in_bounded_memory() {
    let limits = Limits { record_bytes: 1 << 20, ..Limits::default() };
    let options = Options { limits, ..Options::new(Role::Bron) };
    let piece = "0123456789abcdef";
    let count = mebibytes(24) << 16;
    let list = format!("<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'>\n");
    let element = format!("<WerkzoekendeDetail>{GOOD}</WerkzoekendeDetail>");
    let open = "<WerkzoekendeDetail><PersoonlijkePresentatie>";
    let close = "</PersoonlijkePresentatie></WerkzoekendeDetail>";
    let end = "</m:WerkzoekendeDetailLijst>";
    // In an element of a list: the elements around it are judged.
    let (start, behind) = (format!("{list}{element}{open}"), format!("{close}{element}{end}"));
    let (totals, seen, bytes) = stream(made(&start, piece, count, &behind), options);
    assert_eq!(seen, [format!("1 2:{} record-size", element.len() + 1)]);
    assert_eq!((totals.records, totals.errors), (3, 1));
    assert!(bytes < bound(limits.record_bytes), "{bytes}");
    // Without an end, in a comment, a section, an instruction, and between the elements.
    for (open, close, expected) in [
        (open, "", &["0 2:1 record-size", "1 "][..]),
        ("<!-- ", "-->", &["0 2:1 record-size"]),
        ("<?p ", "?>", &["0 2:1 record-size"]),
        ("<![CDATA[", "]]>", &["0 2:1 stray-text", "0 2:1 record-size"]),
        ("", "", &["0 2:1 stray-text", "0 2:1 record-size"]),
        ("<WerkzoekendeDetail a='", "'/>", &["0 2:1 record-size"]),
        ("<", "/>", &["0 2:1 record-size"]),
        ("</", ">", &["0 2:1 xml-syntax"]),
    ] {
        let start = format!("{list}{open}");
        let behind = if close.is_empty() && !open.is_empty() {
            String::new()
        } else {
            format!("{close}{element}{end}")
        };
        let (totals, seen, bytes) = stream(made(&start, piece, count, &behind), options);
        assert!(totals.broken, "{open}: {seen:?}");
        assert_eq!(seen.len(), expected.len(), "{open}: {seen:?}");
        assert!(
            seen.iter().zip(expected).all(|(it, start)| it.starts_with(start)),
            "{open}: {seen:?}"
        );
        assert!(bytes < bound(limits.record_bytes), "{open}: {bytes}");
    }
    // In a document of one record, in its root's start tag, and before it.
    for start in [
        document("").replace("></", "><PersoonlijkePresentatie>"),
        "<m:WerkzoekendeDetail xmlns:m='".to_owned(),
        "<m:WerkzoekendeDetailLijst xmlns:m='".to_owned(),
        "<".to_owned(),
        "<!--".to_owned(),
        "<?p ".to_owned(),
        "<!DOCTYPE x [".to_owned(),
    ] {
        let (totals, seen, bytes) = stream(made(&start, piece, count, ""), options);
        assert_eq!(seen, ["0 1:1 record-size"], "{start}");
        assert!(totals.broken && bytes < bound(limits.record_bytes), "{start}: {bytes}");
    }
}

#[test]
fn attributes_beyond_the_limit_end_the_reading() {
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n}=''")).collect::<String>();
    let declarations =
        |count: usize| (0..count).map(|n| format!(" xmlns:a{n}='u'")).collect::<String>();
    let text =
        |count| document(&format!("<IdWerkzoekende{}>w</IdWerkzoekende>", attributes(count)));
    assert_eq!(found(&judge(text(64))).len(), 64);
    for count in [65, 100_000] {
        assert_eq!(found(&judge(text(count))), ["1:55 xml-attribute-limit"]);
        let unknown = document(&format!("<X><Y{}/></X>", attributes(count)));
        assert_eq!(found(&judge(unknown)), ["1:55 unknown-attribute", "1:58 xml-attribute-limit"]);
        let root = document("").replacen(' ', &format!("{} ", declarations(count)), 1);
        assert_eq!(found(&judge(root)), ["1:1 xml-attribute-limit"]);
        let list = format!("<m:WerkzoekendeDetailLijst{}/>", declarations(count));
        let (totals, seen, _) = stream(list.as_bytes(), Role::Bron);
        assert!(totals.broken);
        assert_eq!(seen, ["0 1:1 xml-attribute-limit"]);
    }
    assert_eq!(found(&judge(text(2).replace("a1", "a0"))), ["1:55 xml-syntax"]);
}

/// Time that grows with the square of a text would be hours here.
#[test]
fn work_grows_with_the_text_only() {
    let size = usize::try_from(mebibytes(1)).unwrap().min(15) << 20;
    for piece in [
        "<x/>",
        "<Sector/>",
        "<Emailadres/>",
        "<IdWerkzoekende/>",
        "&amp;",
        "<![CDATA[]]>",
        "<!---->",
        "<?x?>",
        "x<!---->",
        "<x xmlns:a='u' a:b=''/>",
        "<Sector xmlns:a='u'/>",
        "<Sector xmlns='u'/>",
        "<Sector a='' b=''/>",
        "]]",
        "\r",
        "&#13;",
    ] {
        let text = document(&piece.repeat(size / piece.len()));
        let report = judge(&text);
        assert!(report.findings().len() <= Limits::default().findings + 1);
        let inside = format!(
            "<PersoonlijkePresentatie>{}</PersoonlijkePresentatie>",
            piece.repeat(size / piece.len())
        );
        let report = judge(document(&inside));
        assert!(report.findings().len() <= Limits::default().findings + 1);
    }
}

#[test]
fn a_million_records_cost_the_memory_of_one_batch() {
    let count = mebibytes(8) * 1000;
    let list = format!("<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'>");
    let good = format!("<WerkzoekendeDetail>{GOOD}</WerkzoekendeDetail>\n");
    let end = "</m:WerkzoekendeDetailLijst>";
    let (totals, seen, small) = stream(made(&list, &good, count / 2, end), Role::Bron);
    assert_eq!((totals.records, seen.len()), (count / 2, 0));
    let (totals, _, large) = stream(made(&list, &good, count, end), Role::Bron);
    assert_eq!((totals.records, totals.errors), (count, 0));
    assert!(large < 4 << 20 && large < small + small / 4, "{small} {large}");
    // What is wrong between records does not pile up either, though it has no records.
    for piece in ["x<!---->", "<![CDATA[]]>", "<?p:q?>", "<a/>", "&", "\n"] {
        let (totals, seen, bytes) = stream(made(&list, piece, count * 10, end), Role::Bron);
        assert_eq!(totals.errors > 0, piece != "\n", "{piece}: {seen:?}");
        // One text is held up to the limit, to be looked at as a whole.
        let bound = if piece == "&" { bound(Limits::default().record_bytes) } else { 8 << 20 };
        assert!(bytes < bound, "{piece}: {bytes}");
    }
}

/// A text that holds the canary wherever a value or a name can stand.
const PLACES: &[&str] = &[
    "<IdWerkzoekende>KANARIE</IdWerkzoekende>",
    "<IdWerkzoekende>KANARIE<b/></IdWerkzoekende>",
    "<PersoonlijkePresentatie>KANARIE</PersoonlijkePresentatie>",
    "<Mobiliteit><Bemiddelingspostcd>KANARIE</Bemiddelingspostcd></Mobiliteit>",
    "<Mobiliteit><MaximaleReistijd>KANARIE</MaximaleReistijd></Mobiliteit>",
    "<Mobiliteit>KANARIE</Mobiliteit>",
    "<Flexibiliteit><DatBBeschikbaarVoorWerk>KANARIE</DatBBeschikbaarVoorWerk></Flexibiliteit>",
    "<Contractvorm><CdTypeArbeidscontract>KANARIE</CdTypeArbeidscontract></Contractvorm>",
    "<Sector><CdSbi>KANARIE</CdSbi></Sector>",
    "<IndLdrRegistratie>KANARIE</IndLdrRegistratie>",
    "<KANARIE/>",
    "<KANARIE:x/>",
    "<x KANARIE=''/>",
    "<IdWerkzoekende KANARIE='KANARIE'/>",
    "<IdWerkzoekende a:KANARIE='KANARIE' xmlns:a='KANARIE'/>",
    "<IdWerkzoekende xmlns='KANARIE'/>",
    "<KANARIE:IdWerkzoekende xmlns:KANARIE='KANARIE'/>",
    "<!--KANARIE",
    "<![CDATA[KANARIE",
    "<?KANARIE",
    "<?xml KANARIE?>",
    "&KANARIE;",
    "&#KANARIE;",
    "<!KANARIE>",
    "</KANARIE>",
    "<1KANARIE>",
    "KANARIE",
    "\u{1}KANARIE",
];

#[test]
fn no_value_shows_in_findings_errors_or_debug() {
    let typed = Typed::find("3.1.0", "werkzoekende/detail");
    for place in PLACES {
        let list = format!(
            "<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'>{place}<WerkzoekendeDetail>{place}\
             </WerkzoekendeDetail></m:WerkzoekendeDetailLijst>{place}"
        );
        let documents = [
            document(place),
            format!("{place}{}", document(GOOD)),
            format!("{}{place}", document(GOOD)),
            document("").replace("WerkzoekendeDetail", "KANARIE"),
            document("").replace(NAMESPACE, "KANARIE"),
            format!("<?xml version='1.0' encoding='KANARIE'?>{}", document(GOOD)),
            list.replacen('>', " KANARIE='KANARIE'>", 1),
            list,
        ];
        for text in &documents {
            let travelled = typed.from_xml(text.as_bytes(), Role::Bron);
            let mut shown = travelled.debug;
            for loss in &travelled.losses {
                shown += &format!("{loss:?}");
            }
            let mut show = |report: &Report| {
                shown += &format!("{report:?} {report}");
                for finding in report.findings() {
                    shown += &format!(
                        "{finding} {finding:?} {:?} {}",
                        finding.xpath(),
                        finding.pointer()
                    );
                    for language in [vum::Language::Nl, vum::Language::En] {
                        shown += &finding.text(language);
                        shown += &finding.help(language);
                    }
                }
            };
            show(&travelled.read);
            let options = StreamOptions { format: Format::Xml, ..StreamOptions::from(Role::Bron) };
            let mut seen = Vec::new();
            let totals = validate(text.as_bytes(), typed.message, options, |judged| {
                show(judged.report);
                seen.push(format!("{judged:?}"));
                ControlFlow::Continue(())
            });
            let converted = convert(text.as_bytes(), typed.message, options, Syntax::Json, |it| {
                seen.push(format!("{:?} {:?}", it.judged, it.losses));
                ControlFlow::Continue(())
            });
            assert_eq!(totals.unwrap(), converted.unwrap());
            shown += &seen.concat();
            assert!(!shown.to_lowercase().contains("kanarie"), "{text}\n{shown}");
        }
    }
}

/// Anything at all, through everything: no panic, and the same from one job as from three.
#[test]
fn noise_gives_findings_and_nothing_else() {
    let mut rng = Rng::named(rng::seed(), "noise");
    let pieces = [
        "<",
        ">",
        "/",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "&",
        ";",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "é",
        "m:",
        "WerkzoekendeDetail",
        "WerkzoekendeDetailLijst",
        "Sector",
        "CdSbi",
        "xmlns:m='urn:x-vum:draft:v0301'",
        "<Sector>",
        "</Sector>",
        "<WerkzoekendeDetail>",
        "</WerkzoekendeDetail>",
        "</m:WerkzoekendeDetailLijst>",
        "x",
        "1",
        "\u{feff}",
        "&#65;",
        "\0",
    ];
    let list = format!("<m:WerkzoekendeDetailLijst xmlns:m='{NAMESPACE}'>");
    for n in 0..rng::cases(3_000) {
        let mut text = match n % 4 {
            0 => String::new(),
            1 => "<".to_owned(),
            2 => document("").replace("</m:WerkzoekendeDetail>", ""),
            _ => list.clone(),
        };
        for _ in 0..rng.place(40) {
            let at = rng.place(pieces.len());
            text.push_str(pieces[at]);
        }
        let report = judge(&text);
        assert!(report.findings().len() <= 1001);
        let all = |jobs| {
            let options =
                StreamOptions { format: Format::Xml, jobs, ..StreamOptions::from(Role::Bron) };
            let (totals, seen, _) = stream(text.as_bytes(), options);
            (totals, seen)
        };
        let alone = all(1);
        assert!(
            alone.0.errors > 0 || alone.0.records == 0 || n % 4 == 3 || report.is_valid(),
            "{text}"
        );
        if n % 8 == 3 {
            assert_eq!(alone, all(3), "{text}");
        }
    }
}
