//! HTML and Markdown.

use roxmltree::{Document, Node, ParsingOptions};
use vum_report::{Language, Run, Verdict, html, summary};

use crate::runs;

fn page(run: &Run) -> String {
    html::render(run, Language::Nl)
}

/// The page is written so that a parser of XML can read it too.
fn read(text: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn names(document: &Document<'_>) -> Vec<String> {
    let elements = document.descendants().filter(Node::is_element);
    elements.map(|it| it.tag_name().name().to_owned()).collect()
}

#[test]
fn the_page_shows_what_happened() {
    let text = page(&runs::everything());
    let body = text.split_once("<body>").unwrap().1;
    insta::assert_snapshot!("html_nl", body);
    let text = html::render(&runs::everything(), Language::En);
    insta::assert_snapshot!("html_en", text.split_once("<body>").unwrap().1);
}

#[test]
fn the_verdict_stands_in_its_own_words_on_top() {
    for (verdict, words) in [
        (Verdict::Passed, "Voldoet"),
        (Verdict::Warned, "Voldoet met waarschuwingen"),
        (Verdict::Failed, "Voldoet niet"),
        (Verdict::Incomplete, "Niet volledig uitgevoerd"),
    ] {
        let text = page(&Run { verdict, ..runs::everything() });
        let document = read(&text);
        let strong = document.descendants().find(|it| it.has_tag_name("strong")).unwrap();
        let told: String = strong.descendants().filter_map(|it| it.text()).collect();
        assert!(told.trim_end().ends_with(words), "{told}");
        let title = document.descendants().find(|it| it.has_tag_name("title")).unwrap();
        assert!(title.text().unwrap().ends_with(&format!(": {words}")));
    }
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for text in runs::HOSTILE.iter().copied().chain(["x"]) {
        let text = page(&runs::hostile(text));
        let document = read(&text);
        for element in document.descendants().filter(Node::is_element) {
            let name = element.tag_name().name();
            assert!(!["script", "img", "link", "iframe", "object", "form", "base"].contains(&name));
            for attribute in element.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "src" && name != "style", "{name}");
                assert!(name != "href" || value.starts_with('#'), "{value}");
            }
        }
        assert!(!text.contains("url(") && !text.contains("@import"));
        assert!(text.contains("default-src 'none'"));
    }
}

#[test]
fn a_hostile_text_adds_no_element() {
    let plain = page(&runs::hostile("x"));
    let plain = names(&read(&plain));
    for text in runs::HOSTILE.iter().filter(|it| !it.is_empty()) {
        let text = page(&runs::hostile(text));
        assert_eq!(names(&read(&text)), plain);
    }
}

/// What can be checked of WCAG without a browser.
#[test]
fn the_page_is_built_for_who_does_not_see_it() {
    let text = page(&runs::everything());
    let document = read(&text);
    let root = document.root_element();
    assert_eq!(root.attribute("lang"), Some("nl"));
    let all = || document.descendants().filter(Node::is_element);
    let of = |name: &'static str| all().filter(move |it| it.has_tag_name(name));
    assert_eq!((of("h1").count(), of("main").count()), (1, 1));
    let levels: Vec<u32> =
        all().filter_map(|it| it.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
    assert!(levels.windows(2).all(|it| it[1] <= it[0] + 1), "no level is passed over: {levels:?}");
    for table in of("table") {
        assert!(table.children().any(|it| it.has_tag_name("caption")));
    }
    assert!(of("th").all(|it| it.attribute("scope").is_some()));
    let ids: Vec<&str> = all().filter_map(|it| it.attribute("id")).collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    for element in all() {
        for name in ["href", "aria-labelledby"] {
            let target = element.attribute(name).map(|it| it.trim_start_matches('#'));
            assert!(target.is_none_or(|it| ids.contains(&it)), "{target:?}");
        }
    }
}

/// The contrast of two colours `#rrggbb`, as WCAG 2.2 reckons it.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_has_contrast() {
    let text = page(&runs::nothing());
    let colour = |name: &str| {
        let (_, rest) = text.split_once(&format!("--{name}:")).unwrap();
        rest[..7].to_owned()
    };
    for name in ["good", "warn", "bad", "none"] {
        for (front, back) in [(name, format!("{name}-back")), ("ink", format!("{name}-back"))] {
            let seen = contrast(&colour(front), &colour(&back));
            assert!(seen >= 4.5, "{front} on {back}: {seen}");
        }
    }
    for name in ["ink", "soft", "link"] {
        assert!(contrast(&colour(name), "#ffffff") >= 4.5);
    }
    for back in ["#2d7a32", "#8f5f00", "#b3261e", "#5f6570", "#3f4650"] {
        assert!(contrast("#ffffff", back) >= 4.5, "{back}");
    }
}

#[test]
fn a_large_run_stays_a_page() {
    let text = page(&runs::many(30_000));
    assert!(text.len() < 3_000_000, "{}", text.len());
    assert!(text.contains("En nog 28000 bevindingen."));
}

#[test]
fn the_summary_stays_below_its_bound() {
    insta::assert_snapshot!("summary_nl", summary::render(&runs::everything(), Language::Nl));
    let text = summary::render(&runs::many(30_000), Language::En);
    assert!(text.len() <= summary::BYTES && text.len() > summary::BYTES / 2, "{}", text.len());
    assert!(text.contains(" more findings: they do not fit"), "{}", &text[text.len() - 300..]);
    for text in runs::HOSTILE {
        let rows = |run: &Run| summary::render(run, Language::En).lines().count();
        assert_eq!(rows(&runs::hostile(text)), rows(&runs::hostile("x")), "{text:?}");
    }
}
