//! A badge: a picture to put on a page, and what shields.io makes one of.

use serde_json::json;
use vum_runtime::Language;

use crate::escape::{clipped, xml};
use crate::model::Verdict;

/// What a badge says.
#[derive(Clone, Debug)]
pub struct Badge {
    /// What it is about, such as `VUM 3.1 wz-bron`.
    pub label: String,
    /// What is said of it, such as `N3 voldoet`.
    pub message: String,
    /// What gives the colour.
    pub verdict: Verdict,
}

impl Badge {
    /// A badge that says a verdict in words, behind a prefix such as a level (which may be empty).
    #[must_use]
    pub fn new(
        label: impl Into<String>,
        prefix: &str,
        verdict: Verdict,
        language: Language,
    ) -> Self {
        let words = verdict.text();
        let message = format!("{prefix} {}", words.get(language)).trim().to_owned();
        Self { label: label.into(), message, verdict }
    }

    /// The badge as SVG: no script, no font or picture from elsewhere, with a title that is read
    /// aloud. White on its colours has a contrast of 4.5 or more.
    #[must_use]
    pub fn svg(&self) -> String {
        let (label, message) = (clipped(&self.label, MOST), clipped(&self.message, MOST));
        let (left, right) = (width(&label), width(&message));
        let (whole, colour) = (left + right, self.colour());
        let (at_label, at_message) = (left / 2, left + right / 2);
        // The text is stretched to the width that was reckoned, whatever font there is.
        let (long_label, long_message) = (left - 2 * PAD, right - 2 * PAD);
        let (label, message) = (xml(&label), xml(&message));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" \
             viewBox=\"0 0 {whole} 20\" role=\"img\" aria-labelledby=\"t\">\n\
             <title id=\"t\">{label}: {message}</title>\n\
             <clipPath id=\"r\"><rect width=\"{whole}\" height=\"20\" rx=\"3\"/></clipPath>\n\
             <g clip-path=\"url(#r)\"><rect width=\"{left}\" height=\"20\" fill=\"#3f4650\"/>\
             <rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/></g>\n\
             <g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,DejaVu Sans,sans-serif\" \
             font-size=\"11\" aria-hidden=\"true\">\n\
             <text x=\"{at_label}\" y=\"14\" textLength=\"{long_label}\" \
             lengthAdjust=\"spacingAndGlyphs\">{label}</text>\n\
             <text x=\"{at_message}\" y=\"14\" textLength=\"{long_message}\" \
             lengthAdjust=\"spacingAndGlyphs\">{message}</text>\n\
             </g>\n</svg>\n"
        )
    }

    /// The badge as the JSON that shields.io takes from an address (`endpoint`).
    #[must_use]
    pub fn endpoint(&self) -> String {
        let color = match self.verdict {
            Verdict::Passed => "green",
            Verdict::Warned => "yellow",
            Verdict::Failed => "red",
            Verdict::Incomplete => "lightgrey",
        };
        let badge = json!({
            "schemaVersion": 1,
            "label": clipped(&self.label, MOST),
            "message": clipped(&self.message, MOST),
            "color": color,
        });
        format!("{badge:#}\n")
    }

    fn colour(&self) -> &'static str {
        match self.verdict {
            Verdict::Passed => "#2d7a32",
            Verdict::Warned => "#8f5f00",
            Verdict::Failed => "#b3261e",
            Verdict::Incomplete => "#5f6570",
        }
    }
}

/// So many characters fit.
const MOST: usize = 100;
/// Room beside a text, in pixels.
const PAD: usize = 8;

/// About how many pixels a text takes in Verdana of 11 pixels, with room beside it.
fn width(text: &str) -> usize {
    let tenths = |c: char| match c {
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 35,
        ' ' | 'f' | 't' | 'r' | '-' | '(' | ')' | '/' => 44,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 100,
        c if c.is_uppercase() => 80,
        _ => 69,
    };
    let text: usize = text.chars().map(tenths).sum();
    text.div_ceil(10).max(1) + 2 * PAD
}
